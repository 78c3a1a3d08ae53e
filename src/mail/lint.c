#include "mail/lint_part.h"

#include "base/text.h"
#include "base/utf8.h"
#include "mail/address.h"
#include "mail/mailbox_kind.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

void lint_find(Linting *linting, const char *key, int weight, const char *at, const char *way_out,
               const char *format, ...)
{
    linting->lost += weight;
    if (linting->findings.count == LINT_FINDINGS_MOST)
        return;
    int line = at ? 1 : 0;
    for (const char *c = linting->source; at && c < at; c++)
        line += *c == '\n';
    va_list arguments;
    va_start(arguments, format);
    *vec_push(linting->arena, &linting->findings) =
        (LintFinding){key, weight, line, arena_vprintf(linting->arena, format, arguments), way_out};
    va_end(arguments);
}

const char *lint_split(Arena *arena, const char *words, const char **subject)
{
    static const char name[] = "Subject:";
    *subject = NULL;
    if (!text_starts_nocase(words, name))
        return words;
    const char *from = words + sizeof name - 1;
    size_t length = strcspn(from, "\r\n");
    *subject = text_clean(arena, from, length, LINT_LONGEST);
    from += length;
    from += strspn(from, "\r");
    from += *from == '\n';
    /* the empty line of a mail */
    const char *empty = from + strspn(from, " \t\r");
    return *empty == '\n' ? empty + 1 : from;
}

/* --- language --- */

/* Words that hardly a sentence of English does without, and other languages do. */
static bool is_english_word(const char *word, size_t length)
{
    static const char *const common[] = {"the",  "and", "you",  "your", "to",   "of",   "is",
                                         "we",   "i",   "for",  "with", "that", "this", "are",
                                         "have", "it",  "what", "how",  "will", "my",   "our"};
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
        if (strlen(common[i]) == length && strncmp(common[i], word, length) == 0)
            return true;
    return false;
}

enum { ENGLISH_SHARE = 10 }; /* one word in so many */

static bool is_english(Linting *linting)
{
    if (!text_empty(linting->facts->language))
        return text_starts_nocase(linting->facts->language, "en");
    const char *folded = text_fold(linting->arena, linting->body);
    size_t words = 0, english = 0;
    while (*folded) {
        size_t length = strcspn(folded, " ");
        words++;
        english += is_english_word(folded, length);
        folded += length + (folded[length] == ' ');
    }
    return english && english * ENGLISH_SHARE >= words;
}

/* --- subject and length --- */

/* Fields count as one word of six letters. */
static size_t count_words(const char *text)
{
    size_t words = 0;
    for (const char *at = text; *at; words++) {
        at += strspn(at, " \t\r\n");
        if (!*at)
            break;
        const char *tag = strncmp(at, "{{", 2) == 0 ? strstr(at, "}}") : NULL;
        at = tag ? tag + 2 : at;
        at += strcspn(at, " \t\r\n");
    }
    return words;
}

/* Letters of scripts without blanks are a word each two. */
static size_t count_wide(const char *text)
{
    enum { WIDE_FROM = 0x2E80, WIDE_TO = 0x9FFF };
    size_t wide = 0;
    for (const char *at = text, *end = text + strlen(text); at < end;) {
        int32_t point = utf8_next(&at, end);
        wide += point >= WIDE_FROM && point <= WIDE_TO;
    }
    return wide / 2;
}

/* "Mr. Hill", "No. 5", "J. Ford": a point that ends no sentence. */
static bool is_short_form(const char *text, const char *point)
{
    static const char *const forms[] = {"mr", "mrs", "ms",  "dr",  "prof", "st", "no",
                                        "nr", "co",  "inc", "ltd", "e.g",  "i.e"};
    const char *from = point;
    while (from > text && !strchr(" \t\r\n(", from[-1]))
        from--;
    size_t length = (size_t)(point - from);
    if (length == 1 && !isdigit((unsigned char)*from))
        return true;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strlen(forms[i]) == length && text_starts_nocase(from, forms[i]))
            return true;
    return false;
}

/* The length of what ends a sentence at `at`, as other scripts write it, too; 0: nothing. */
static size_t ends_sentence(const char *text, const char *at)
{
    static const char *const wide[] = {"。", "！", "？", "؟", "।"};
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (text_starts(at, wide[i]))
            return strlen(wide[i]);
    size_t marks = strspn(at, ".!?");
    size_t closed = marks + strspn(at + marks, ")\"'");
    bool ends = marks && (!at[closed] || strchr(" \t\r\n", at[closed]));
    return ends && !(*at == '.' && marks == 1 && is_short_form(text, at)) ? closed : 0;
}

size_t lint_sentences(const char *text)
{
    size_t sentences = 0;
    for (const char *at = text; *at;) {
        size_t end = ends_sentence(text, at);
        sentences += end > 0;
        at += end ? end : 1;
    }
    return sentences;
}

static void look_at_sentences(Linting *linting)
{
    size_t sentences = lint_sentences(linting->body);
    if (sentences > LINT_SENTENCES_MOST)
        lint_find(linting, "too_many_sentences", 10, NULL,
                  "Keep the reason, what is new, one ask and your number.",
                  "It has %zu sentences: nobody writes more than %d by hand, and they are what is "
                  "read.",
                  sentences, LINT_SENTENCES_MOST);
}

static void look_at_length(Linting *linting)
{
    int most = linting->facts->later ? LINT_WORDS_LATER : LINT_WORDS_FIRST;
    size_t words = count_words(linting->body) + count_wide(linting->body);
    if (!words)
        lint_find(linting, "no_text", 60, NULL, "Write what is new, and one question.",
                  "There is nothing to read.");
    else if (linting->facts->medium == LINT_LETTER || linting->facts->medium == LINT_CARD)
        look_at_sentences(linting);
    else if (linting->facts->medium == LINT_MAIL && words > (size_t)most)
        lint_find(linting, "too_long", words > (size_t)most * 2 ? 20 : 10, NULL,
                  "Keep the reason, what is new and one ask; attach or link the rest.",
                  "%zu words are too many for %s: %d are read.", words,
                  linting->facts->later ? "a mail" : "a first mail", most);
}

static bool shouts(const char *subject)
{
    size_t upper = 0, lower = 0;
    for (const char *at = subject; *at; at++) {
        upper += *at >= 'A' && *at <= 'Z';
        lower += (*at >= 'a' && *at <= 'z') || (unsigned char)*at >= 0x80;
    }
    return strchr(subject, '!') || (upper > 7 && upper > lower * 2);
}

static bool is_fake_reply(const char *subject)
{
    static const char *const marks[] = {"re:", "aw:", "fw:", "fwd:", "wg:", "sv:", "antw:"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (text_starts_nocase(subject, marks[i]))
            return true;
    return false;
}

static size_t count_characters(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

static void look_at_subject(Linting *linting)
{
    const char *subject = linting->subject, *at = linting->source;
    bool later = linting->facts->later;
    if (text_empty(subject)) {
        if (!later)
            lint_find(linting, "no_subject", 8, NULL,
                      "Put \"Subject: …\" in the first line: two to six words they would use.",
                      "There is no subject.");
        return;
    }
    size_t characters = count_characters(subject);
    if (characters > LINT_SUBJECT_LONGEST)
        lint_find(linting, "subject_long", 5, at, "Say it in two to six words.",
                  "The subject has %zu characters, and a telephone shows half of that.",
                  characters);
    if (shouts(subject))
        lint_find(linting, "subject_shouts", 8, at, "Write it as you would to a colleague.",
                  "The subject shouts: spam does.");
    if (!later && is_fake_reply(subject))
        lint_find(linting, "fake_reply", 12, at, "Take the mark off.",
                  "The subject claims to be an answer, and it is the first mail.");
}

/* --- addresses and what others said --- */

static void look_at_address(Linting *linting)
{
    const LintFacts *facts = linting->facts;
    MailAddress address;
    Err err;
    if (text_empty(facts->to))
        return;
    if (!address_read(facts->to, &address, &err)) {
        if (err.kind == ERR_INPUT)
            lint_find(linting, "address", 40, NULL, "Ask for the right one, or take another way.",
                      "%s.", arena_strdup(linting->arena, err.message));
        return;
    }
    if (mailbox_is_disposable(address.wire))
        lint_find(linting, "disposable_address", 25, NULL, "Ask for the one they read, or call.",
                  "%s is of a service for mailboxes that are thrown away.", facts->to);
    if (mailbox_is_role(address.wire))
        lint_find(linting, "role_address", 5, NULL,
                  "Name the person it is for in the first line, and ask for their own address.",
                  "%s is a desk's mailbox, not a person's.", facts->to);
    if (facts->mx == LINT_MX_NONE)
        lint_find(linting, "no_mx", 40, NULL, "Ask for the right one, or take another way.",
                  "The domain of %s takes no mail.", facts->to);
}

static void look_at_spam(Linting *linting)
{
    const LintSpam *spam = &linting->facts->spam;
    if (!spam->asked || spam->score < spam->required / 2)
        return;
    bool over = spam->score >= spam->required;
    lint_find(linting, "spam", over ? 25 : 10, NULL, "Change what those rules name.",
              "SpamAssassin gives it %.1f points, %s %.1f: %s.", spam->score,
              over ? "spam from" : "half-way to", spam->required, text_or(spam->rules, "no rule"));
}

static int by_weight(const void *a, const void *b)
{
    const LintFinding *x = a, *y = b;
    if (x->weight != y->weight)
        return y->weight - x->weight;
    return x->line != y->line ? x->line - y->line : strcmp(x->key, y->key);
}

static bool is_empty(const Linting *linting)
{
    return !linting->body[strspn(linting->body, " \t\r\n")];
}

static void look_at_mail(Linting *linting)
{
    LintMedium medium = linting->facts->medium;
    if (medium == LINT_MAIL)
        look_at_subject(linting);
    look_at_length(linting);
    if (medium != LINT_SAID && !is_empty(linting)) {
        lint_asks(linting);
        lint_opening(linting);
        lint_claims(linting);
        lint_repeats(linting);
    }
    lint_merges(linting);
    lint_files(linting);
    look_at_address(linting);
    look_at_spam(linting);
}

static const LintText *look_at_text(Linting *linting)
{
    if (is_empty(linting))
        lint_find(linting, "no_text", 60, NULL, "Write what is new, and one question.",
                  "There is nothing to read.");
    else
        lint_repeats(linting);
    lint_merges(linting);
    return lint_text(linting);
}

Lint lint_words(Arena *arena, const char *words, const LintFacts *facts)
{
    size_t length = strnlen(words, LINT_LONGEST + 1);
    if (length > LINT_LONGEST || !text_is_utf8(words, length))
        words = text_clean_lines(arena, words, length < LINT_LONGEST ? length : LINT_LONGEST,
                                 LINT_LONGEST);
    Linting linting = {.arena = arena, .source = words, .facts = facts};
    linting.body = lint_split(arena, words, &linting.subject);
    linting.english = is_english(&linting);
    const LintText *text = facts->medium == LINT_TEXT ? look_at_text(&linting) : NULL;
    if (!text)
        look_at_mail(&linting);
    Lint lint = {.score = linting.lost > 100 ? 0 : 100 - linting.lost,
                 .text = text,
                 .findings = linting.findings.at,
                 .count = linting.findings.count};
    if (lint.count)
        qsort(linting.findings.at, lint.count, sizeof *linting.findings.at, by_weight);
    return lint;
}
