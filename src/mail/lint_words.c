/* What the words of a mail do, and leave undone. */
#include "mail/lint_part.h"

#include "base/text.h"
#include "follow/cadence_phrase.h"
#include "follow/cadence_trial.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

bool lint_prints(const char *text, const char *field)
{
    size_t length = strlen(field);
    for (const char *tag = text; (tag = strstr(tag, "{{"));) {
        tag += 2;
        tag += strspn(tag, "{& \t");
        if (strncmp(tag, field, length) == 0 && strchr(" \t}", tag[length]) && tag[length])
            return true;
    }
    return false;
}

size_t lint_number(const char *at, size_t *digits)
{
    size_t length = 0, seen = 0, end = 0;
    for (; at[length]; length++) {
        bool digit = at[length] >= '0' && at[length] <= '9';
        if (!digit && !strchr(seen ? " -./()" : "+(", at[length]))
            break;
        seen += digit;
        end = digit ? length + 1 : end;
    }
    *digits = seen;
    return end;
}

/* --- asks and phrases --- */

/* Question marks of scripts that trial_asks() does not know. */
static bool has_question(const char *text)
{
    static const char *const marks[] = {"?",        "\xEF\xBC\x9F", "\xD8\x9F",
                                        "\xD5\x9E", "\xCD\xBE",     "\xE1\x8D\xA7"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (strstr(text, marks[i]))
            return true;
    return false;
}

static void look_at_phrases(Linting *linting)
{
    static const struct {
        const char *code;
        const char *way_out;
    } codes[] = {{"says_nothing", "Open with the reason, or with what is new."},
                 {"blames", "Say what is new and worth a minute instead."},
                 {"gives_up", "Leave the door open: the next touch is planned already."}};
    enum { CODES = sizeof codes / sizeof codes[0], WEIGHT_FIRST = 10, WEIGHT_MORE = 3 };
    bool found[CODES] = {false};
    auto_arena Arena *scratch = arena_new();
    PhraseWords words = phrase_words(scratch, linting->body);
    const PhraseBook *book = phrase_book(scratch);
    Phrase phrase;
    for (size_t from = 0; phrase_next(book, words, &from, &phrase);)
        for (size_t i = 0; i < CODES; i++) {
            if (!text_equal(phrase.code, codes[i].code))
                continue;
            const char *said =
                text_clean(scratch, linting->body + phrase.offset, phrase.end - phrase.offset, 80);
            lint_find(linting, codes[i].code, found[i] ? WEIGHT_MORE : WEIGHT_FIRST,
                      linting->body + phrase.offset, codes[i].way_out, "\"%s\" %.*s.", said,
                      (int)strcspn(phrase.advice, ":"), phrase.advice);
            found[i] = true;
        }
}

void lint_asks(Linting *linting)
{
    size_t second = 0, asks = has_question(linting->body);
    auto_arena Arena *scratch = arena_new();
    if (linting->english) {
        size_t told = trial_asks(scratch, linting->body, &second);
        asks = told > asks ? told : asks;
        look_at_phrases(linting);
    }
    if (!asks)
        lint_find(linting, "no_ask", 20, NULL,
                  "End it with one question that is easy to answer, or one ask with a date.",
                  "It asks for nothing, so there is nothing to answer.");
    else if (asks > 1 && linting->english)
        lint_find(linting, "two_asks", 5, linting->body + second, "Keep the one that matters most.",
                  "It asks for %zu things.", asks);
}

/* --- the reason --- */

/* What a reason is made of, so that one of these in the first line is one. */
static const char *const reason_fields[] = {"source",  "captured",   "referrer",      "note",
                                            "promise", "last_words", "content_title", "before",
                                            "cycle",   "want",       "reason"};
static const char *const reasons[] = {
    "you asked|wanted|said|mentioned|wrote|called|told|stopped|visited|left|ordered|tried|signed",
    "we met|spoke|talked|agreed",
    "i|we saw|noticed|read|heard|promised|owe|found",
    "as? promised|agreed",
    "because",
    "reason",
    "referred|suggested|recommended",
    "thank|thanks ~1 for",
    "your question|order|contract|visit|enquiry|inquiry|call|note|new",
    "here|attached is|are",
};

/* "Hello Bob," */
static bool is_greeting(const char *line, size_t length)
{
    enum { GREETING_LONGEST = 60 };
    while (length && strchr(" \t\r", line[length - 1]))
        length--;
    if (!length || length > GREETING_LONGEST)
        return !length;
    char last = line[length - 1];
    bool wide = length > 2 && (memcmp(line + length - 3, "\xEF\xBC\x8C", 3) == 0 ||
                               memcmp(line + length - 3, "\xEF\xBC\x9A", 3) == 0);
    size_t words = 1;
    for (size_t i = 0; i < length; i++)
        words += line[i] == ' ';
    static const char *const hails[] = {"hi", "hello", "dear", "hey", "good morning", "hallo"};
    bool hail = words <= 3 && last != '.' && last != '?';
    for (size_t i = 0; hail && i < sizeof hails / sizeof hails[0]; i++)
        if (text_starts_nocase(line, hails[i]))
            return true;
    return words <= 6 && (last == ',' || last == '!' || last == ':' || wide);
}

/* A third of the longer words of the reason are in the line. */
static bool shares_words(Arena *arena, const char *line, const char *reason)
{
    enum { WORD_LEAST = 4 };
    const char *folded = arena_printf(arena, " %s ", text_fold(arena, line));
    const char *at = text_fold(arena, reason);
    size_t words = 0, shared = 0;
    while (*at) {
        size_t length = strcspn(at, " ");
        if (length >= WORD_LEAST) {
            words++;
            shared += strstr(folded, arena_printf(arena, " %.*s", (int)length, at)) != NULL;
        }
        at += length + (at[length] == ' ');
    }
    return !words || shared * 3 >= words;
}

static bool gives_reason(Linting *linting, const char *line)
{
    Arena *arena = linting->arena;
    for (size_t i = 0; i < sizeof reason_fields / sizeof reason_fields[0]; i++)
        if (lint_prints(line, reason_fields[i]))
            return true;
    if (!text_empty(linting->facts->reason) && shares_words(arena, line, linting->facts->reason))
        return true;
    PhraseWords words = phrase_words(arena, line);
    for (size_t at = 0; linting->english && at < words.count; at++)
        for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
            size_t after;
            if (phrase_matches(words, at, reasons[i], &after))
                return true;
        }
    return false;
}

void lint_opening(Linting *linting)
{
    if (!linting->english && text_empty(linting->facts->reason))
        return;
    const char *line = linting->body;
    size_t length = strcspn(line, "\n");
    while (line[length] && is_greeting(line, length)) {
        line += length + 1;
        length = strcspn(line, "\n");
    }
    if (gives_reason(linting, arena_strndup(linting->arena, line, length)))
        return;
    lint_find(linting, "reason_late", 12, line,
              "Begin with what they said, asked or did, and with why it is worth a minute now.",
              "The first line does not say why you write.");
}

/* --- claims and the number --- */

static const char *const claims[] = {
    "i|we will|promise|guarantee|promised|owe",
    "you will get|have|see|save",
    "as promised",
    "cut|cuts|halved|halves|halve|saves|saved|doubles|doubled|doubling|reduces|reduced|tripled",
    "faster|cheaper|sooner|fewer",
    "half the|of",
    "free of charge",
    "without cost|charge|risk",
};

/* A figure that is no telephone number, no part of a URL, name or field. */
static bool has_figure(const char *text)
{
    enum { NUMBER_LEAST = 7 };
    for (const char *at = text; *at;) {
        if (strncmp(at, "{{", 2) == 0 && strstr(at, "}}")) {
            at = strstr(at, "}}") + 2;
            continue;
        }
        size_t word = strcspn(at, " \t\r\n"), digits;
        size_t number = lint_number(at, &digits);
        bool url = memmem(at, word, "://", 3) || memchr(at, '@', word);
        if (number && digits && digits < NUMBER_LEAST && !url)
            return true;
        at += number > word ? number : word;
        at += strspn(at, " \t\r\n");
    }
    return false;
}

static void look_at_claim(Linting *linting)
{
    if (!linting->english || has_figure(linting->body) || lint_prints(linting->body, "promise") ||
        lint_prints(linting->body, "content_title"))
        return;
    auto_arena Arena *scratch = arena_new();
    PhraseWords words = phrase_words(scratch, linting->body);
    for (size_t at = 0; at < words.count; at++)
        for (size_t i = 0; i < sizeof claims / sizeof claims[0]; i++) {
            size_t after;
            if (phrase_matches(words, at, claims[i], &after))
                return;
        }
    lint_find(linting, "no_claim", 8, NULL,
              "Say one thing that is true of you alone, with its figure, or what you will do by "
              "when.",
              "It promises nothing and claims nothing.");
}

/* Their last digits, which are the same with the country and without. */
enum { CELL_DIGITS = 7 };

static void last_digits(const char *number, size_t length, char last[CELL_DIGITS + 1])
{
    size_t filled = CELL_DIGITS;
    last[CELL_DIGITS] = '\0';
    while (length-- && filled)
        if (number[length] >= '0' && number[length] <= '9')
            last[--filled] = number[length];
    memset(last, '0', filled);
}

static bool says_number(const char *text, const char *cell)
{
    char wanted[CELL_DIGITS + 1], found[CELL_DIGITS + 1];
    if (cell)
        last_digits(cell, strlen(cell), wanted);
    for (const char *at = text; *at;) {
        size_t digits, length = lint_number(at, &digits);
        if (length && digits >= CELL_DIGITS) {
            last_digits(at, length, found);
            if (!cell || strcmp(found, wanted) == 0)
                return true;
        }
        at += length ? length : 1;
    }
    return false;
}

void lint_claims(Linting *linting)
{
    const char *cell = text_empty(linting->facts->cell) ? NULL : linting->facts->cell;
    if (!lint_prints(linting->body, "my_cell") && !says_number(linting->body, cell))
        lint_find(linting, "no_cell", 10, NULL,
                  linting->facts->merged
                      ? "Put it below your name: who wants to talk should not have to look."
                      : "Put {{my_cell}} below your name: who wants to talk should not have to "
                        "look.",
                  cell ? "Your own cell number, %s, is not in it."
                       : "There is no number to call%s.",
                  cell ? cell : "");
    look_at_claim(linting);
}

/* --- what they have had before --- */

/* Windows of bytes over the folded text, so that languages without blanks are compared, too. */
enum { WINDOW = 24, WINDOWS_LEAST = 20, SHARE_SAME = 60 /* of 100 */ };

static uint64_t hash_of(const char *at)
{
    uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a */
    for (int i = 0; i < WINDOW; i++)
        hash = (hash ^ (unsigned char)at[i]) * UINT64_C(1099511628211);
    return hash;
}

static int by_hash(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static uint64_t *windows_of(Arena *arena, const char *text, size_t *count)
{
    const char *folded = text_fold(arena, text);
    size_t length = strlen(folded);
    *count = length < WINDOW ? 0 : length - WINDOW + 1;
    uint64_t *hashes = arena_array(arena, *count, sizeof *hashes);
    for (size_t i = 0; i < *count; i++)
        hashes[i] = hash_of(folded + i);
    return hashes;
}

/* How many of 100 windows of what is written now were in those words. */
static size_t share_of(Arena *scratch, const uint64_t *now, size_t has, const char *words)
{
    const char *subject,
        *clean = text_clean_lines(scratch, words, strnlen(words, LINT_LONGEST), LINT_LONGEST);
    size_t had, same = 0;
    uint64_t *before = windows_of(scratch, lint_split(scratch, clean, &subject), &had);
    if (!had)
        return 0;
    qsort(before, had, sizeof *before, by_hash);
    for (size_t i = 0; i < has; i++)
        same += bsearch(&now[i], before, had, sizeof *before, by_hash) != NULL;
    return same * 100 / has;
}

/* One finding is enough, whatever else they had. */
static bool finds_words(Linting *linting)
{
    const LintFacts *facts = linting->facts;
    auto_arena Arena *scratch = arena_new();
    size_t has;
    const uint64_t *now = windows_of(scratch, linting->body, &has);
    for (size_t i = 0; i < facts->had_count && has >= WINDOWS_LEAST; i++) {
        auto_arena Arena *one = arena_new();
        size_t share = text_empty(facts->had[i]) ? 0 : share_of(one, now, has, facts->had[i]);
        if (share < SHARE_SAME)
            continue;
        lint_find(linting, "repeated", 25, linting->body,
                  "Give something new: another angle, a story, a figure, a question.",
                  "%zu of 100 letters are what they had %s.", share,
                  i ? "before" : "the last time");
        return true;
    }
    return false;
}

static void find_given(Linting *linting)
{
    for (size_t i = 0; i < linting->facts->given_count; i++) {
        const LintGiven *given = &linting->facts->given[i];
        const char *at = text_empty(given->url) ? NULL : strstr(linting->body, given->url);
        at = at || text_empty(given->title) ? at : strstr(linting->body, given->title);
        if (!at)
            continue;
        lint_find(linting, "repeated", 25, at, "Give them something they have not had.",
                  "They have had \"%s\" already.", given->title);
        return;
    }
}

void lint_repeats(Linting *linting)
{
    if (!finds_words(linting))
        find_given(linting);
}
