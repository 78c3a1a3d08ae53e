#include "cli/log_words.h"

#include "base/text.h"
#include "base/vec.h"
#include "view/view_words.h"

#include <ctype.h>
#include <string.h>

typedef VEC(LogAttempt) Attempts;

static bool is_outcome(const char *typed)
{
    Err ignored;
    return view_words_is_outcome(typed, &ignored);
}

/* A kind of address, digits, or a mailbox: what a name never is. */
static bool is_number(const char *word)
{
    static const char *const kinds[] = {"cell",   "office", "home",  "switchboard", "fax", "email",
                                        "postal", "mobile", "phone", "work",        NULL};
    for (size_t i = 0; kinds[i]; i++)
        if (text_equal_nocase(word, kinds[i]))
            return true;
    return strchr(word, '@') || isdigit((unsigned char)word[0]) || word[0] == '+';
}

/* "Jack Hill", "cell", "Jack Hill cell", "+1 202 555 0123" */
static void read_target(Arena *arena, const char *target, LogAttempt *attempt)
{
    const char *last = strrchr(target, ' ');
    if (is_number(target)) {
        attempt->number = target;
    } else if (last && is_number(last + 1)) {
        attempt->who = arena_strndup(arena, target, (size_t)(last - target));
        attempt->number = last + 1;
    } else {
        attempt->who = target;
    }
}

static bool read_pair(Arena *arena, const char *word, const char *colon, Attempts *attempts,
                      Err *err)
{
    const char *outcome = colon + 1 + strspn(colon + 1, " ");
    if (!view_words_is_outcome(outcome, err))
        return false;
    LogAttempt *attempt = vec_push(arena, attempts);
    *attempt = (LogAttempt){.outcome = outcome};
    if (colon > word)
        read_target(arena, arena_strndup(arena, word, (size_t)(colon - word)), attempt);
    return true;
}

/* As many of the words as make one outcome, the longest first: "left a voicemail". How many; 0 when
 * even the first alone is none. */
static size_t take_outcome(Arena *arena, const char *const *words, size_t count,
                           const char **outcome)
{
    enum { OUTCOME_WORDS_MOST = 6 };
    size_t most = count < OUTCOME_WORDS_MOST ? count : OUTCOME_WORDS_MOST;
    for (size_t taken = most; taken; taken--) {
        char *joined = arena_strdup(arena, words[0]);
        for (size_t i = 1; i < taken; i++)
            joined = arena_printf(arena, "%s %s", joined, words[i]);
        if (is_outcome(joined)) {
            *outcome = joined;
            return taken;
        }
    }
    return 0;
}

bool log_words_read(Arena *arena, const char *const *words, size_t count,
                    const LogAttempt **attempts, size_t *attempt_count, Err *err)
{
    Attempts made = {0};
    size_t place = 0;
    while (place < count) {
        const char *word = words[place], *colon = strrchr(word, ':'), *outcome;
        if (colon && !is_outcome(word)) {
            if (!read_pair(arena, word, colon, &made, err))
                return false;
            place++;
            continue;
        }
        size_t taken = take_outcome(arena, words + place, count - place, &outcome);
        if (!taken)
            return view_words_is_outcome(word, err);
        LogAttempt *attempt = vec_push(arena, &made);
        *attempt = (LogAttempt){.outcome = outcome};
        place += taken;
    }
    *attempts = made.at;
    *attempt_count = made.count;
    return true;
}

bool log_words_sets(Arena *arena, const char *const *pairs, size_t count, const LogSet **sets,
                    Err *err)
{
    LogSet *made = arena_array(arena, count, sizeof *made);
    for (size_t i = 0; i < count; i++) {
        size_t length = strcspn(pairs[i], "=");
        made[i].field = arena_strndup(arena, pairs[i], length);
        made[i].value = pairs[i] + length + (pairs[i][length] == '=');
        if (!view_words_is_field(made[i].field, err))
            return false;
    }
    *sets = made;
    return true;
}
