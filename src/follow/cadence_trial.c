#include "follow/cadence_trial.h"

#include "follow/cadence_field.h"
#include "follow/cadence_phrase.h"

enum { TRIAL_BYTES = 64 * 1024 };

const char *trial_render(Draft *draft, const Mustache *text, TrialData data)
{
    auto_buf Buf out = buf_new(TRIAL_BYTES);
    mustache_render(text, cadence_field_trial(draft->scratch, data == TRIAL_FULL), draft->fallbacks,
                    MUSTACHE_PLAIN, NULL, NULL, &out);
    return arena_strndup(draft->scratch, out.at, out.length);
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* A word has a letter or a digit in it: a dash between blanks is none. */
size_t trial_words(const char *text)
{
    size_t words = 0;
    bool inside = false;
    for (; *text; text++) {
        bool dash = !strncmp(text, "\xE2\x80", 2);
        bool letter = (*text >= '0' && *text <= '9') || (*text >= 'A' && *text <= 'Z') ||
                      (*text >= 'a' && *text <= 'z') || ((unsigned char)*text >= 0xC3 && !dash);
        if (is_space(*text))
            inside = false;
        else if (letter && !inside)
            inside = true, words++;
    }
    return words;
}

size_t trial_characters(const char *text)
{
    size_t characters = 0;
    for (; *text; text++)
        characters += ((unsigned char)*text & 0xC0) != 0x80;
    return characters;
}

size_t trial_cells(const char *text)
{
    size_t cells = 0;
    for (; (text = strstr(text, CADENCE_TRIAL_CELL)); text += strlen(CADENCE_TRIAL_CELL))
        cells++;
    return cells;
}

/* ---- Calls to action ---- */

static const char *const ask_patterns[] = {
    "call|phone|ring|text|email|write|tell|send|give|show|let|meet|catch|grab me|us",
    "reply|answer|respond with|by|to|before|on|today|tomorrow",
    "pick|choose|take|name|suggest a|an|one|your|the|any",
    "say yes|no|which|when|so|by",
    "join|book|bring|come|stop",
    NULL,
};

static const char when_words[] =
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow|tonight|noon|"
    "morning|afternoon|evening|week|month|january|february|april|june|july|august|september|"
    "october|november|december|am|pm|o'clock";

static bool is_dated_ask(PhraseWords words, size_t first, size_t end)
{
    bool asks = false, dated = false;
    size_t after;
    for (size_t at = first; at < end; at++) {
        dated |= phrase_matches(words, at, when_words, &after);
        for (const char *const *pattern = ask_patterns; *pattern; pattern++)
            asks |= phrase_matches(words, at, *pattern, &after);
    }
    return asks && dated;
}

/* The line that `at` is in begins like an entry of a list. */
static bool in_list(const char *text, const char *at)
{
    const char *line = at;
    while (line > text && line[-1] != '\n')
        line--;
    line += strspn(line, " \t");
    size_t digits = strspn(line, "0123456789");
    if (digits)
        return (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ';
    return (*line == '-' || *line == '*') && line[1] == ' ';
}

/* A question mark of the writer's own stands between the words and what follows them. */
static bool is_asked(const char *text, size_t from, size_t to)
{
    for (const char *at = text + from; at < text + to; at++)
        if (*at == '?' && !in_list(text, at))
            return at + 1 == text + to || is_space(at[1]) || !at[1];
    return false;
}

size_t trial_asks(Arena *arena, const char *text, size_t *second)
{
    PhraseWords words = phrase_words(arena, text);
    size_t asks = 0, end;
    for (size_t first = 0; first < words.count; first = end) {
        for (end = first + 1; end < words.count && !words.at[end].begins;)
            end++;
        size_t behind = end < words.count ? words.at[end].offset : strlen(text);
        if (!is_asked(text, words.at[end - 1].end, behind) && !is_dated_ask(words, first, end))
            continue;
        if (++asks == 2)
            *second = words.at[first].offset;
    }
    return asks;
}

/* ---- Holes ---- */

const char *trial_gap(Draft *draft, const char *rendered, const char *source)
{
    static const char *const gaps[] = {" ,", " .", " ?", " !", " ;", "  ", ",,", ", .", "()", "( "};
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
        const char *at = strstr(source, gaps[i]) ? NULL : strstr(rendered, gaps[i]);
        if (!at)
            continue;
        const char *from = at, *to = at + strlen(gaps[i]);
        for (int most = 24; most && from > rendered && from[-1] != '\n'; most--)
            from--;
        while (((unsigned char)*from & 0xC0) == 0x80)
            from++;
        for (int most = 12; most && *to && *to != '\n'; most--)
            to++;
        while (((unsigned char)*to & 0xC0) == 0x80)
            to++;
        return arena_strndup(draft->scratch, from, (size_t)(to - from));
    }
    return NULL;
}
