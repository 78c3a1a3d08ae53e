#include "mail/phrase.h"

#include "base/text.h"

#include <string.h>

bool phrase_in(const char *text, const char *const *phrases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(text, phrases[i]))
            return true;
    return false;
}

bool phrase_begins(const char *text, const char *const *phrases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char next = text_starts(text, phrases[i]) ? text[strlen(phrases[i])] : 'a';
        if (next < 'a' || next > 'z')
            return true;
    }
    return false;
}

bool phrase_is(const char *text, const char *const *phrases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(text, phrases[i]))
            return true;
    return false;
}

bool phrase_in_nocase(const char *text, const char *const *phrases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_find_nocase(text, phrases[i]))
            return true;
    return false;
}
