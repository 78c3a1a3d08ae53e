/* Whether a name as typed may be meant for a name that is known. */
#include "follow/alike_part.h"

#include "base/text.h"

#include <string.h>

/* A slip of the hand, a short form, an initial. A number is the same or another one. */
static bool near_words(const char *a, const char *b)
{
    enum { SHORT = 3, LONG = 8 };
    if (strpbrk(a, "0123456789") || strpbrk(b, "0123456789"))
        return strcmp(a, b) == 0;
    size_t length = strlen(a), other = strlen(b);
    size_t longest = length > other ? length : other;
    int slips = longest < SHORT ? 0 : longest < LONG ? 1 : 2;
    return alike_word_distance(a, b, slips) <= slips || alike_short_pair(a, b) ||
           (length == 1 && text_starts(b, a)) || (other == 1 && text_starts(a, b));
}

static size_t words_of(const char *name, AlikeWord *words)
{
    size_t count = 0;
    while (count < ALIKE_WORDS && alike_word_next(&name, &words[count]))
        count++;
    return count;
}

bool alike_near_name(const char *a, const char *b)
{
    AlikeWord left[ALIKE_WORDS], right[ALIKE_WORDS];
    size_t left_count = words_of(a, left), right_count = words_of(b, right);
    bool swap = left_count > right_count, used[ALIKE_WORDS] = {false};
    const AlikeWord *few = swap ? right : left, *many = swap ? left : right;
    size_t few_count = swap ? right_count : left_count;
    size_t many_count = swap ? left_count : right_count;
    for (size_t i = 0; i < few_count; i++) {
        size_t k = 0;
        while (k < many_count && (used[k] || !near_words(few[i].text, many[k].text)))
            k++;
        if (k == many_count)
            return false;
        used[k] = true;
    }
    return few_count > 0;
}
