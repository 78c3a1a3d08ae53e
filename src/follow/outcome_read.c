/* What people type for an outcome, a result or an excuse. */
#include "follow/outcome.h"

#include "base/buf.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

/* What a thing is called by people, and what they type for it. */
typedef struct Spoken {
    const char *label;
    const char *const *aliases;
} Spoken;

/* One thing that can be meant; without aliases (not even none): it cannot be meant here. */
typedef struct Word {
    const char *name;
    const char *const *aliases;
    bool whole; /* an alias cut short is not meant: "called us" is theirs, "called" need not be */
} Word;

#define TYPED(...)                                                                                 \
    (const char *const[])                                                                          \
    {                                                                                              \
        __VA_ARGS__, NULL                                                                          \
    }

static const Spoken results[RESULTS] = {
    [RESULT_NONE] = {"", NULL},
    [RESULT_NOTHING_YET] = {"nothing yet",
                            TYPED("nothing", "nothing new", "thinking", "undecided", "maybe")},
    [RESULT_MEETING] = {"a meeting",
                        TYPED("meet", "appointment", "appt", "booked", "demo", "meeting set")},
    [RESULT_PROMISED] = {"something was promised",
                         TYPED("promise", "we promised", "they promised")},
    [RESULT_REFERRED] = {"they named somebody else",
                         TYPED("referral", "refer", "somebody else", "someone else")},
    [RESULT_NOT_NOW] = {"not now", TYPED("later", "not yet", "bad time", "postponed", "next year",
                                         "next quarter")},
    [RESULT_NO] = {"no", TYPED("not interested", "declined", "no thanks", "no interest")},
    [RESULT_NEVER] = {"never again", TYPED("never again", "do not contact", "do not call", "dnc",
                                           "remove", "take me off")},
    [RESULT_SOLD] = {"sold", TYPED("won", "sale", "bought", "ordered", "order", "signed")},
    [RESULT_LOST] = {"lost to another",
                     TYPED("lost deal", "bought elsewhere", "went elsewhere", "competitor")},
};

static const Spoken excuses[EXCUSES] = {
    [EXCUSE_NONE] = {"", NULL},
    [EXCUSE_NO_TIME] = {"I had no time", TYPED("time", "busy", "too busy")},
    [EXCUSE_NO_SCRIPT] = {"I did not know what to say",
                          TYPED("script", "no words", "don't know what to say")},
    [EXCUSE_NO_REASON] = {"there was no reason to call",
                          TYPED("reason", "nothing new", "nothing to say")},
    [EXCUSE_SEEM_DESPERATE] = {"I would seem desperate", TYPED("desperate", "pushy", "too pushy")},
    [EXCUSE_MIGHT_OFFEND] = {"it might offend", TYPED("offend", "annoy", "annoying", "bother")},
    [EXCUSE_NOT_READY] = {"I was not ready", TYPED("unprepared", "not prepared")},
    [EXCUSE_OTHER] = {"another reason", TYPED("something else", "else")},
    [EXCUSE_DONE_ALREADY] = {"it was done already", TYPED("done", "already", "already done")},
    [EXCUSE_NOT_MINE] = {"it is not mine", TYPED("not my lead", "reassign")},
    [EXCUSE_WAIT_UNTIL] = {"it should wait", TYPED("wait", "until", "later", "postpone")},
};

enum { TYPED_MOST = 64, PREFIX_LEAST = 2, SPELLINGS_MOST = 320 };

/* Bytes at `c` that say nothing: apostrophes, dots, slashes. */
static size_t mute_bytes(const char *c)
{
    static const char curly[] = "\xE2\x80\x99"; /* ’ */
    if (strncmp(c, curly, sizeof curly - 1) == 0)
        return sizeof curly - 1;
    return strchr("'./", *c) != NULL;
}

static char plain_letter(char c)
{
    return strchr(" \t\r\n_-", c) ? ' ' : (char)tolower((unsigned char)c);
}

/* "Didn't  Answer", "didnt_answer" and "didnt-answer" are one. False when it is longer than any. */
static bool plain(const char *typed, char words[TYPED_MOST])
{
    size_t length = 0;
    while (*typed) {
        size_t mute = mute_bytes(typed);
        typed += mute;
        if (mute)
            continue;
        char letter = plain_letter(*typed++);
        if (letter == ' ' && (length == 0 || words[length - 1] == ' '))
            continue;
        if (length + 1 >= TYPED_MOST)
            return false;
        words[length++] = letter;
    }
    if (length && words[length - 1] == ' ')
        length--;
    words[length] = '\0';
    return true;
}

typedef enum Fit { FIT_NOT, FIT_PREFIX, FIT_ALIAS, FIT_NAME } Fit;

static Fit fit_of(const char *typed, const char *spelling, Fit whole)
{
    char words[TYPED_MOST];
    if (!plain(spelling, words))
        return FIT_NOT;
    if (strcmp(typed, words) == 0)
        return whole;
    size_t length = strlen(typed);
    return length >= PREFIX_LEAST && strncmp(typed, words, length) == 0 ? FIT_PREFIX : FIT_NOT;
}

static Fit fit_word(const char *typed, const Word *word)
{
    Fit best = fit_of(typed, word->name, FIT_NAME);
    for (const char *const *alias = word->aliases; *alias; alias++) {
        Fit fit = fit_of(typed, *alias, FIT_ALIAS);
        if (fit > best && (fit == FIT_ALIAS || !word->whole))
            best = fit;
    }
    return best;
}

static void list_names(Buf *list, const Word *words, size_t count, const char *typed, Fit least)
{
    for (size_t at = 0; at < count; at++)
        if (words[at].aliases && (!typed || fit_word(typed, &words[at]) >= least)) {
            if (list->length)
                buf_adds(list, ", ");
            buf_adds(list, words[at].name);
        }
}

static const char *nearest(const char *typed, const Word *words, size_t count)
{
    const char *spellings[SPELLINGS_MOST + 1];
    size_t filled = 0;
    for (size_t at = 0; at < count; at++) {
        if (!words[at].aliases)
            continue;
        if (filled < SPELLINGS_MOST)
            spellings[filled++] = words[at].name;
        for (const char *const *alias = words[at].aliases; *alias; alias++)
            if (filled < SPELLINGS_MOST)
                spellings[filled++] = *alias;
    }
    spellings[filled] = NULL;
    return text_nearest(typed, spellings);
}

/* The best fit wins when it is the only one of its kind. `what`: "outcome", also the field. */
static bool read_word(const Word *words, size_t count, const char *what, const char *by,
                      const char *typed, size_t *found, Err *err)
{
    const char *field = text_equal(what, "excuse") ? "because" : what;
    char key[TYPED_MOST];
    bool short_enough = plain(typed ? typed : "", key);
    Fit best = FIT_NOT;
    size_t fits = 0, place = 0;
    for (size_t at = 0; short_enough && key[0] && at < count; at++) {
        Fit fit = words[at].aliases ? fit_word(key, &words[at]) : FIT_NOT;
        if (fit > best) {
            best = fit;
            fits = 0;
        }
        if (fit == best && fit != FIT_NOT) {
            fits++;
            place = at;
        }
    }
    if (fits == 1) {
        *found = place;
        return true;
    }

    auto_buf Buf list = buf_new(800);
    if (fits > 1) {
        list_names(&list, words, count, key, best);
        return err_field(err, ERR_INPUT, field, "“%s” may be %s: say which", key, list.at);
    }
    list_names(&list, words, count, NULL, FIT_NOT);
    const char *near = short_enough && key[0] ? nearest(key, words, count) : NULL;
    if (near)
        return err_field(err, ERR_INPUT, field, "“%s” is no %s%s; did you mean “%s”?", key, what,
                         by, near);
    return err_field(err, ERR_INPUT, field, "“%.40s” is no %s%s; it may be %s", typed ? typed : "",
                     what, by, list.at);
}

bool outcome_read(const char *typed, Channel channel, Outcome *outcome, Err *err)
{
    Word words[OUTCOMES] = {{.name = NULL}};
    for (unsigned at = OUTCOME_NONE + 1; at < OUTCOMES; at++) {
        const OutcomeFacts *facts = outcome_facts((Outcome)at);
        if (!channel || !facts->channels || facts->channels & CHANNEL_BIT(channel))
            words[at] = (Word){.name = outcome_name((Outcome)at),
                               .aliases = facts->aliases,
                               .whole = facts->inbound && !facts->channels};
    }
    static const char *const by[CHANNELS] = {
        [CHANNEL_NONE] = "",
        [CHANNEL_PHONE] = " of a call",
        [CHANNEL_EMAIL] = " of an e-mail",
        [CHANNEL_TEXT] = " of a text",
        [CHANNEL_FAX] = " of a fax",
        [CHANNEL_VISIT] = " of a visit",
        [CHANNEL_LETTER] = " of a letter",
        [CHANNEL_GIFT] = " of a gift",
        [CHANNEL_ARTICLE] = " of an article",
    };
    size_t found = 0;
    if (!read_word(words, OUTCOMES, "outcome", by[(unsigned)channel < CHANNELS ? channel : 0],
                   typed, &found, err))
        return false;
    *outcome = (Outcome)found;
    return true;
}

const char *outcome_trouble(const char *typed)
{
    static const struct {
        const char *typed, *why;
    } troubles[] = {
        {"disconnected", "disconnected"},      {"not in service", "disconnected"},
        {"out of service", "disconnected"},    {"dead number", "disconnected"},
        {"does not ring", "it does not ring"}, {"no ring", "it does not ring"},
        {"doesn't ring", "it does not ring"},
    };
    char key[TYPED_MOST], other[TYPED_MOST];
    if (!plain(typed, key))
        return NULL;
    for (size_t i = 0; i < sizeof troubles / sizeof *troubles; i++)
        if (plain(troubles[i].typed, other) && strcmp(key, other) == 0)
            return troubles[i].why;
    return NULL;
}

bool result_read(const char *typed, Result *result, Err *err)
{
    Word words[RESULTS];
    for (unsigned at = 0; at < RESULTS; at++)
        words[at] = (Word){.name = result_name((Result)at), .aliases = results[at].aliases};
    size_t found = 0;
    if (!read_word(words, RESULTS, "result", "", typed, &found, err))
        return false;
    *result = (Result)found;
    return true;
}

bool excuse_read(const char *typed, Excuse *excuse, Err *err)
{
    Word words[EXCUSES];
    for (unsigned at = 0; at < EXCUSES; at++)
        words[at] = (Word){.name = excuse_name((Excuse)at), .aliases = excuses[at].aliases};
    size_t found = 0;
    if (!read_word(words, EXCUSES, "excuse", "", typed, &found, err))
        return false;
    *excuse = (Excuse)found;
    return true;
}

const char *result_label(Result result)
{
    return (unsigned)result < RESULTS ? results[result].label : "?";
}

const char *excuse_label(Excuse excuse)
{
    return (unsigned)excuse < EXCUSES ? excuses[excuse].label : "?";
}
