#include "base/said_when.h"

#include "base/text.h"
#include "base/when.h"

#include <string.h>

static bool no_time(const char *said, Err *err)
{
    return err_set(err, ERR_INPUT,
                   "no time is said in \"%s\": write it at the end (\"send the quote friday "
                   "2pm\") or behind an @ (\"send the quote @ in two weeks\")",
                   said);
}

/* The words before a time, without the one that leads to it and what separates. */
static char *trimmed(Arena *arena, const char *said, size_t length)
{
    static const char *const leading[] = {"by", "on", "at", "until", "till", "before", NULL};
    while (length && strchr(" ,;:-\t", said[length - 1]))
        length--;
    char *text = arena_strndup(arena, said, length);
    text += strspn(text, " \t");
    char *last = strrchr(text, ' ');
    for (size_t i = 0; last && leading[i]; i++)
        if (text_equal_nocase(last + 1, leading[i])) {
            *last = '\0';
            break;
        }
    length = strlen(text);
    while (length && strchr(" ,;:-\t", text[length - 1]))
        text[--length] = '\0';
    return text;
}

static bool finish(Arena *arena, const char *said, size_t length, Time at, SaidWhen *result,
                   Err *err)
{
    char *text = trimmed(arena, said, length);
    if (!text[0])
        return err_set(err, ERR_INPUT, "\"%s\" says when, and not what", said);
    *result = (SaidWhen){text, at};
    return true;
}

bool said_when(Arena *arena, const char *said, Time now, const Zone *zone, const char *region,
               int default_minute, SaidWhen *result, Err *err)
{
    When when;
    Err ignored;
    const char *at = strrchr(said, '@');
    /* A mailbox has an @, too: only a time behind it makes it ours. */
    if (at && when_parse(at + 1, now, zone, region, default_minute, &when, &ignored))
        return finish(arena, said, (size_t)(at - said), when.at, result, err);
    for (const char *word = said; *word; word += strcspn(word, " ")) {
        word += strspn(word, " ");
        if (*word && when_parse(word, now, zone, region, default_minute, &when, &ignored))
            return finish(arena, said, (size_t)(word - said), when.at, result, err);
    }
    return no_time(said, err);
}
