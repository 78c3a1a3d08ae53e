#include "view/log_words.h"

#include "base/text.h"
#include "base/vec.h"
#include "view/view_words.h"

#include <ctype.h>
#include <stdlib.h>
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
    static const char *const kinds[] = {"cell", "office", "home",   "switchboard", "fax",  "email",
                                        "sip",  "postal", "mobile", "phone",       "work", NULL};
    for (size_t i = 0; kinds[i]; i++)
        if (text_equal_nocase(word, kinds[i]))
            return true;
    const char *digits = word + (word[0] == '+');
    return strchr(word, '@') || (*digits && strchr("0123456789( ", *digits));
}

static bool is_digits(const char *word)
{
    return is_number(word) && !isalpha((unsigned char)*word);
}

/* Where the last word before `end` begins; the blanks before `end` are not of it. */
static const char *word_before(const char *target, const char **end)
{
    while (*end > target && (*end)[-1] == ' ')
        (*end)--;
    const char *word = *end;
    while (word > target && word[-1] != ' ')
        word--;
    return word;
}

/* "Jack Hill", "cell", "Jack Hill cell", "+1 202 555 0123", "Jack Hill cell (202) 555-0123": the
 * number is the last word, or all the words of digits at the end. */
static void read_target(Arena *arena, const char *target, LogAttempt *attempt)
{
    const char *end = target + strlen(target), *word = word_before(target, &end);
    const bool digits = is_digits(word);
    bool number = is_number(word);
    while (number) {
        if (!attempt->number || is_digits(word))
            attempt->number = word;
        end = word;
        word = word_before(target, &end);
        number =
            end > target && digits && is_number(arena_strndup(arena, word, (size_t)(end - word)));
    }
    if (end > target)
        attempt->who = arena_strndup(arena, target, (size_t)(end - target));
}

bool log_words_seconds(const char *typed, int64_t *seconds)
{
    enum { DAY = 24 * 60 * 60 };
    static const struct {
        const char *unit;
        int64_t seconds;
    } units[] = {{"h", 3600}, {"min", 60}, {"m", 60}, {"s", 1}, {":", 60}, {"", 1}};
    int64_t sum = 0;
    const char *at = typed;
    bool clock = false;
    do {
        char *end;
        if (!isdigit((unsigned char)*at))
            return false;
        long number = strtol(at, &end, 10);
        size_t unit = 0;
        while (strncmp(end, units[unit].unit, strlen(units[unit].unit)) != 0)
            unit++;
        if (number > DAY)
            return false;
        bool colon = *units[unit].unit == ':';
        if (clock && colon)
            return false;
        clock = clock || colon;
        at = end + strlen(units[unit].unit);
        sum += number * units[unit].seconds;
        if (clock && !colon && (*at || number >= 60))
            return false;
        if (!*units[unit].unit && *at)
            return false;
    } while (*at);
    if (!sum || sum > DAY || at[-1] == ':')
        return false;
    *seconds = sum;
    return true;
}

/* "office:vm/0:42": what is behind the stroke, where it is a time; the word without it. */
static const char *take_seconds(Arena *arena, const char *word, int64_t *seconds)
{
    const char *stroke = strrchr(word, '/');
    return stroke && stroke > word && log_words_seconds(stroke + 1, seconds)
               ? arena_strndup(arena, word, (size_t)(stroke - word))
               : word;
}

/* "letter:sent": which way it went, where that is no kind of address, too. */
static bool is_way(const char *target)
{
    Channel channel;
    return channel_find(target, &channel) && !is_number(target);
}

static bool take_way(const char *way, LogWords *said, Err *err)
{
    if (said->channel && !text_equal(said->channel, way))
        return err_field(err, ERR_INPUT, "outcome",
                         "“%s” and “%s”: one log is of one of them, so log the other by itself",
                         said->channel, way);
    said->channel = way;
    return true;
}

static bool read_pair(Arena *arena, const char *word, const char *colon, int64_t seconds,
                      Attempts *attempts, LogWords *said, Err *err)
{
    const char *outcome = colon + 1 + strspn(colon + 1, " ");
    if (!view_words_is_outcome(outcome, err))
        return false;
    LogAttempt *attempt = vec_push(arena, attempts);
    *attempt = (LogAttempt){.outcome = outcome, .seconds = seconds};
    if (colon == word)
        return true;
    const char *target = arena_strndup(arena, word, (size_t)(colon - word));
    const char *way = *target == '+' ? target : text_fold(arena, target);
    if (is_way(way))
        return take_way(way, said, err);
    read_target(arena, target, attempt);
    return true;
}

/* What the seller did, said in one word. "Called" alone tells neither who called nor what came of
 * it. */
static const struct {
    const char *word, *outcome, *channel;
} acts[] = {
    {"texted", "sent", "text"}, {"emailed", "sent", "email"}, {"e-mailed", "sent", "email"},
    {"faxed", "sent", "fax"},   {"called", NULL, NULL},       {"rang", NULL, NULL},
    {"phoned", NULL, NULL},     {"dialled", NULL, NULL},      {"dialed", NULL, NULL},
};

static bool take_act(Arena *arena, const char *word, Attempts *attempts, LogWords *said, Err *err)
{
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        if (!text_equal_nocase(acts[i].word, word))
            continue;
        if (!acts[i].outcome)
            return err_field(
                err, ERR_INPUT, "outcome",
                "“%s” does not say what came of it: talked, voicemail, no_answer … or, "
                "when it was them, they_called",
                word);
        LogAttempt *attempt = vec_push(arena, attempts);
        *attempt = (LogAttempt){.outcome = acts[i].outcome};
        said->channel = acts[i].channel;
        return true;
    }
    return view_words_is_outcome(word, err);
}

/* As many of the words as `fits` takes for one, the longest first: "left a voicemail". How many; 0
 * when not even the first alone is one. */
static size_t take_words(Arena *arena, const char *const *words, size_t count,
                         bool (*fits)(const char *typed), const char **taken)
{
    enum { WORDS_MOST = 6 };
    for (size_t most = count < WORDS_MOST ? count : WORDS_MOST; most; most--) {
        char *joined = arena_strdup(arena, words[0]);
        for (size_t i = 1; i < most; i++)
            joined = arena_printf(arena, "%s %s", joined, words[i]);
        if (fits(joined)) {
            *taken = joined;
            return most;
        }
    }
    return 0;
}

/* One word of the line, or the several that belong together. */
static bool take(Arena *arena, const char *const *words, size_t count, Attempts *attempts,
                 LogWords *said, size_t *taken, Err *err)
{
    int64_t seconds = 0;
    const char *word = take_seconds(arena, words[0], &seconds);
    const char *colon = strrchr(word, ':'), *outcome, *result;
    *taken = 1;
    if (colon && !is_outcome(word))
        return read_pair(arena, word, colon, seconds, attempts, said, err);
    if (seconds && is_outcome(word)) {
        LogAttempt *attempt = vec_push(arena, attempts);
        *attempt = (LogAttempt){.outcome = word, .seconds = seconds};
        return true;
    }
    size_t length = take_words(arena, words, count, is_outcome, &outcome);
    if (length) {
        *taken = length;
        LogAttempt *attempt = vec_push(arena, attempts);
        *attempt = (LogAttempt){.outcome = outcome};
        return true;
    }
    length = take_words(arena, words, count, view_words_tells_result, &result);
    if (!length)
        return take_act(arena, words[0], attempts, said, err);
    if (said->result)
        return err_field(err, ERR_INPUT, "outcome", "“%s” and “%s”: one thing they said a log",
                         said->result, result);
    *taken = length;
    said->result = result;
    return true;
}

bool log_words_read(Arena *arena, const char *const *words, size_t count, LogWords *said, Err *err)
{
    Attempts made = {0};
    LogWords read = {0};
    for (size_t place = 0, taken; place < count; place += taken)
        if (!take(arena, words + place, count - place, &made, &read, &taken, err))
            return false;
    if (read.result && !made.count) {
        LogAttempt *attempt = vec_push(arena, &made);
        *attempt = (LogAttempt){.outcome = "talked"};
    }
    read.attempts = made.at;
    read.attempt_count = made.count;
    *said = read;
    return true;
}

static bool is_among(const char *const *names, const char *name)
{
    while (*names && !text_equal(*names, name))
        names++;
    return *names;
}

/* Said behind somebody's name, it is of them and not of the lead's own person. */
static bool put_on_card(Arena *arena, LogSet *named, const LogSet *set, bool *put, Err *err)
{
    static const char *const labelled[] = {"cell", "office", "home", "fax", NULL},
                             *const bare[] = {"email", "sip", "title", NULL},
                             *const others[] = {"postal", "url",   "name",  "role", "zone",
                                                "texts",  "faxes", "wrong", NULL};
    const char *value = set->value;
    *put = false;
    if (is_among(others, set->field) || (is_among(bare, set->field) && strchr(value, ',')))
        return err_field(err, ERR_INPUT, "set",
                         "%s= behind %s=%s could be of either: say it before that for the lead's "
                         "own person, or of the other by `beck person set`",
                         set->field, named->field, named->value);
    if (is_among(labelled, set->field))
        named->value = arena_printf(arena, "%s, %s %s", named->value, set->field, value);
    else if (is_among(bare, set->field))
        named->value = arena_printf(arena, "%s, %s", named->value, value);
    else
        return true;
    *put = true;
    return true;
}

static bool names_another(const LogSet *set)
{
    static const char *const naming[] = {"person", "under", "replaced_by", NULL};
    return is_among(naming, set->field) ||
           (text_equal(set->field, "decides") && !text_equal_nocase(set->value, "yes"));
}

bool log_words_sets(Arena *arena, const char *const *pairs, size_t count, const LogSet **sets,
                    size_t *set_count, Err *err)
{
    LogSet *made = arena_array(arena, count, sizeof *made), *named = NULL;
    size_t made_count = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = strcspn(pairs[i], "=");
        LogSet *set = &made[made_count++];
        bool put = false;
        set->field = arena_strndup(arena, pairs[i], length);
        set->value = pairs[i] + length + (pairs[i][length] == '=');
        if (!view_words_is_field(set->field, err) ||
            (named && !names_another(set) && !put_on_card(arena, named, set, &put, err)))
            return false;
        if (names_another(set))
            named = set;
        made_count -= put;
    }
    *sets = made;
    *set_count = made_count;
    return true;
}
