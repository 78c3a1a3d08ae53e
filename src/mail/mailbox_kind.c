#include "mail/mailbox_kind.h"

#include "mail/disposable_domains.h"
#include "mail/role_words.h"

#include <stdlib.h>
#include <string.h>

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* --- roles --- */

enum { ROLE_LONGEST = 64, HALF_LEAST = 3 };

typedef struct Word {
    const char *at;
    size_t length;
} Word;

static int by_word(const void *key, const void *entry)
{
    const Word *word = key;
    const char *const *known = entry;
    int order = strncmp(word->at, *known, word->length);
    return order ? order : (*known)[word->length] ? -1 : 0;
}

static bool is_word(const char *at, size_t length)
{
    Word word = {at, length};
    return bsearch(&word, role_words, role_word_count, sizeof role_words[0], by_word) != NULL;
}

/* "office", "headoffice", "sales2" */
static bool is_role_word(const char *at, size_t length)
{
    if (is_word(at, length))
        return true;
    for (size_t half = HALF_LEAST; half + HALF_LEAST <= length; half++)
        if (is_word(at, half) && is_word(at + half, length - half))
            return true;
    return false;
}

/* Words parted by dots and dashes, digits behind a word of no account, are all a role's. */
static bool are_role_words(const char *local)
{
    bool any = false;
    for (;;) {
        local += strspn(local, "._-");
        if (!*local)
            return any;
        size_t length = strcspn(local, "._-"), letters = length;
        while (letters && local[letters - 1] >= '0' && local[letters - 1] <= '9')
            letters--;
        if (letters && !is_role_word(local, letters))
            return false;
        any = any || letters;
        local += length;
    }
}

bool mailbox_is_role(const char *mailbox)
{
    char local[ROLE_LONGEST + 1], squeezed[ROLE_LONGEST + 1];
    size_t length = strcspn(mailbox, "@+"), kept = 0;
    if (length > ROLE_LONGEST)
        return false;
    for (size_t i = 0; i < length; i++) {
        local[i] = lower(mailbox[i]);
        if (!strchr("._-", local[i]))
            squeezed[kept++] = local[i];
    }
    local[length] = squeezed[kept] = '\0';
    return strstr(squeezed, "noreply") || are_role_words(local);
}

/* --- disposable domains --- */

enum { DOMAIN_LONGEST = 253 };

bool mailbox_is_disposable(const char *mailbox)
{
    const char *at = strrchr(mailbox, '@');
    const char *domain = at ? at + 1 : "";
    size_t length = strlen(domain);
    if (!length || length > DOMAIN_LONGEST)
        return false;
    char line[DOMAIN_LONGEST + 3] = "\n";
    for (size_t i = 0; i < length; i++)
        line[1 + i] = lower(domain[i]);
    line[1 + length] = '\n';
    line[2 + length] = '\0';
    /* The domain, then each it lies below; a top-level domain is none. */
    for (char *label = line; label && strchr(label, '.'); label = strchr(label + 1, '.')) {
        label[0] = '\n';
        if (strstr(disposable_domains, label))
            return true;
    }
    return false;
}
