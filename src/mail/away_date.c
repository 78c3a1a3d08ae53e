/* The dates of an out-of-office, and which of them is the one: what is said of coming back wins
 * over the end of the absence, and that over a day alone. */
#include "mail/away.h"
#include "mail/away_part.h"

#include "base/text.h"
#include "base/vec.h"
#include "mail/phrase.h"

#include <string.h>

typedef struct Mention {
    Day day;
    size_t from, to; /* tokens */
    bool range_end;  /* "1-5 May": the second of two */
    bool loose;      /* a weekday, "tomorrow", "the 15th": a date only where a cue says so */
} Mention;

typedef VEC(Mention) Mentions;

typedef struct Scan {
    const AwayTokens *tokens;
    Day mailed;
    Mention mention;
} Scan;

static const AwayToken *token_at(const AwayTokens *tokens, size_t place)
{
    static const AwayToken none = {.kind = AWAY_MARK, .word = "", .mark = ' ', .ends = true};
    return place < tokens->count ? &tokens->at[place] : &none;
}

static bool is_mark(const AwayTokens *tokens, size_t place, char mark)
{
    const AwayToken *token = token_at(tokens, place);
    return token->kind == AWAY_MARK && token->mark == mark;
}

static bool is_number(const AwayTokens *tokens, size_t place)
{
    return place < tokens->count && tokens->at[place].kind == AWAY_NUMBER;
}

static bool is_word(const AwayTokens *tokens, size_t place, const char *word)
{
    return text_equal(token_at(tokens, place)->word, word);
}

/* --- which year --- */

enum { DAYS_AHEAD_MOST = 400, DAYS_BEHIND = 2 };

static bool is_day(int year, int month, int day)
{
    return civil_valid((Civil){.year = year, .month = month, .day = day});
}

/* The day of that name that comes next; DAY_NONE when it does not exist, or a year that was said
 * puts it into the past or far ahead. */
static Day coming(const Scan *scan, int year, int month, int day)
{
    Day mailed = scan->mailed;
    if (year && year < 100)
        year += 2000;
    if (year) {
        Day said = is_day(year, month, day) ? day_of_civil(year, month, day) : DAY_NONE;
        return said >= mailed - DAYS_BEHIND && said <= mailed + DAYS_AHEAD_MOST ? said : DAY_NONE;
    }
    year = civil_of_day(mailed).year;
    for (int ahead = 0; ahead < 2; ahead++)
        if (is_day(year + ahead, month, day) &&
            day_of_civil(year + ahead, month, day) >= mailed - DAYS_BEHIND)
            return day_of_civil(year + ahead, month, day);
    return DAY_NONE;
}

/* --- reading one date; each moves scan->mention.to behind it --- */

/* A year behind a date: "2026", ", 2026", "de 2026", "2026 r.". */
static int read_year(const AwayTokens *tokens, size_t *place)
{
    size_t at = *place;
    at += is_mark(tokens, at, ',') || is_mark(tokens, at, '.');
    at += away_is_filler(token_at(tokens, at)->word);
    const AwayToken *token = token_at(tokens, at);
    if (token->kind != AWAY_NUMBER || token->digits != 4 || token->number < 1990)
        return 0;
    *place = at + 1;
    return token->number;
}

static bool set(Scan *scan, Day day, size_t to)
{
    scan->mention.day = day;
    scan->mention.to = to;
    return day != DAY_NONE;
}

static size_t skip_ordinal(const AwayTokens *tokens, size_t place)
{
    const AwayToken *token = token_at(tokens, place);
    bool ordinal = token->kind == AWAY_WORD && token->glued && away_is_ordinal(token->word);
    place += ordinal;
    return place + is_mark(tokens, place, '.');
}

/* "2026-03-05", "5.3.2026", "5/3", "05-03-2026" */
static bool read_digits(Scan *scan, size_t place)
{
    const AwayTokens *tokens = scan->tokens;
    const AwayToken *first = token_at(tokens, place), *second = token_at(tokens, place + 2),
                    *third = token_at(tokens, place + 4);
    char mark = token_at(tokens, place + 1)->mark;
    bool dotted = mark == '.'; /* blanks may stand behind full stops */
    if (first->kind != AWAY_NUMBER || second->kind != AWAY_NUMBER || !(second->glued || dotted) ||
        !token_at(tokens, place + 1)->glued || !mark || !strchr("./-", mark) || second->digits > 2)
        return false;
    bool has_third =
        third->kind == AWAY_NUMBER && (third->glued || dotted) && is_mark(tokens, place + 3, mark);
    if (first->digits == 4 && has_third)
        return set(scan, coming(scan, first->number, second->number, third->number), place + 5);
    if (first->digits > 2 || (has_third && third->digits != 4 && third->digits != 2))
        return false;
    int year = has_third ? third->number : 0;
    size_t to = place + (has_third ? 5 : 3);
    if (dotted)
        return (has_third || is_mark(tokens, to, '.')) &&
               set(scan, coming(scan, year, second->number, first->number), to);
    if (mark == '-' && !has_third)
        return false; /* a range, a number */
    /* Day or month first: by what exists, else by what comes sooner. */
    Day day_first = coming(scan, year, second->number, first->number);
    Day month_first = mark == '/' ? coming(scan, year, first->number, second->number) : DAY_NONE;
    bool sooner = month_first != DAY_NONE && (day_first == DAY_NONE || month_first < day_first);
    return set(scan, sooner ? month_first : day_first, to);
}

/* "2026年3月5日", "3月5日" */
static bool read_japanese(Scan *scan, size_t place)
{
    const AwayTokens *tokens = scan->tokens;
    int year = 0;
    if (is_number(tokens, place) && is_word(tokens, place + 1, "年")) {
        year = tokens->at[place].number;
        place += 2;
    }
    if (!is_number(tokens, place) || !is_word(tokens, place + 1, "月") ||
        !is_number(tokens, place + 2) || !is_word(tokens, place + 3, "日"))
        return false;
    return set(scan, coming(scan, year, tokens->at[place].number, tokens->at[place + 2].number),
               place + 4);
}

/* "3 March", "3rd of March, 2026", "3. März", "1er mai" */
static bool read_day_month(Scan *scan, size_t place)
{
    const AwayTokens *tokens = scan->tokens;
    if (!is_number(tokens, place) || tokens->at[place].digits > 2)
        return false;
    size_t at = skip_ordinal(tokens, place + 1);
    at += away_is_filler(token_at(tokens, at)->word) && !away_month(token_at(tokens, at)->word);
    int month = away_month(token_at(tokens, at)->word);
    if (!month)
        return false;
    at += 1 + is_mark(tokens, at + 1, '.');
    int year = read_year(tokens, &at);
    return set(scan, coming(scan, year, month, tokens->at[place].number), at);
}

/* "March 3rd, 2026", and the second day of "March 3-5". */
static bool read_month_day(Scan *scan, size_t place)
{
    const AwayTokens *tokens = scan->tokens;
    int month = away_month(token_at(tokens, place)->word);
    size_t at = place + 1 + is_mark(tokens, place + 1, '.');
    at += is_word(tokens, at, "the");
    if (!month || !is_number(tokens, at) || tokens->at[at].digits > 2)
        return false;
    int day = tokens->at[at].number;
    at = skip_ordinal(tokens, at + 1);
    if (is_mark(tokens, at, '-') && is_number(tokens, at + 1) && tokens->at[at + 1].digits <= 2) {
        day = tokens->at[at + 1].number;
        at = skip_ordinal(tokens, at + 2);
        scan->mention.range_end = true;
    }
    int year = read_year(tokens, &at);
    return set(scan, coming(scan, year, month, day), at);
}

static bool read_weekday(Scan *scan, size_t place)
{
    const char *word = token_at(scan->tokens, place)->word;
    int weekday = away_weekday(word);
    if (is_word(scan->tokens, place + 1, "曜") && word[0]) {
        static const char *const days[] = {"月", "火", "水", "木", "金", "土", "日"};
        for (int i = MONDAY; i <= SUNDAY; i++)
            weekday = text_equal(word, days[i]) ? i : weekday;
    }
    if (weekday < 0)
        return false;
    int ahead = (weekday - (int)day_weekday(scan->mailed) + 7) % 7;
    scan->mention.loose = true;
    return set(scan, scan->mailed + (ahead ? ahead : 7), place + 1);
}

static bool read_ahead(Scan *scan, size_t place)
{
    size_t length;
    int days = away_days_ahead(scan->tokens, place, &length);
    if (!days && away_next_week(scan->tokens, place, &length))
        days = 7 - (int)day_weekday(scan->mailed);
    scan->mention.loose = true;
    return days && set(scan, scan->mailed + days, place + length);
}

/* "the 15th", "am 15." */
static bool read_day_alone(Scan *scan, size_t place)
{
    const AwayTokens *tokens = scan->tokens;
    if (!is_number(tokens, place) || tokens->at[place].digits > 2 || token_at(tokens, place)->glued)
        return false;
    size_t to = skip_ordinal(tokens, place + 1);
    bool japanese = is_word(tokens, place + 1, "日");
    int day = tokens->at[place].number;
    if (!japanese && (to == place + 1 || is_number(tokens, to)))
        return false;
    Civil now = civil_of_day(scan->mailed);
    for (int ahead = 0; ahead < 3; ahead++) {
        Day first = day_of_civil(now.year, now.month + ahead, 1);
        Civil month = civil_of_day(first);
        if (is_day(month.year, month.month, day) && first + day - 1 >= scan->mailed) {
            scan->mention.loose = true;
            return set(scan, first + day - 1, japanese ? place + 2 : to);
        }
    }
    return false;
}

static bool read_mention(Scan *scan, size_t place)
{
    static bool (*const readers[])(Scan *, size_t) = {
        read_japanese, read_digits, read_day_month, read_month_day,
        read_weekday,  read_ahead,  read_day_alone,
    };
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
        scan->mention = (Mention){.from = place};
        if (readers[i](scan, place))
            return true;
    }
    return false;
}

/* --- what is said of it --- */

static bool ends_sentence(const AwayTokens *tokens, size_t place)
{
    const AwayToken *token = &tokens->at[place];
    if (token->ends)
        return true;
    /* A full stop; but not that of "5." and "t.o.m." */
    enum { ABBREVIATION = 3 };
    return is_mark(tokens, place, '.') && place && tokens->at[place - 1].kind == AWAY_WORD &&
           strlen(tokens->at[place - 1].word) > ABBREVIATION &&
           !away_month(tokens->at[place - 1].word);
}

/* The cue right before a date, small words and weekdays between them left out. */
static AwayCue cue_before(const AwayTokens *tokens, const Mention *mention, size_t least)
{
    enum { FAR = 5 };
    for (size_t back = 1; back <= FAR && mention->from >= least + back; back++) {
        size_t place = mention->from - back, length;
        const AwayToken *token = &tokens->at[place];
        AwayCue cue = away_cue(tokens, place, &length);
        if (cue != AWAY_NO_CUE && length <= back)
            return cue;
        if (is_mark(tokens, place, '-') && place && tokens->at[place - 1].kind == AWAY_NUMBER)
            return AWAY_UNTIL;
        if (is_mark(tokens, place, '-') && place >= 2 && is_mark(tokens, place - 1, '.'))
            return AWAY_UNTIL;
        if (token->ends || (token->kind == AWAY_WORD && !away_is_filler(token->word) &&
                            away_weekday(token->word) < 0))
            return AWAY_NO_CUE;
    }
    return AWAY_NO_CUE;
}

static bool is_back_between(const AwayTokens *tokens, size_t from, size_t to)
{
    size_t length;
    for (size_t place = from; place < to && place < tokens->count; place++)
        if (away_cue(tokens, place, &length) == AWAY_BACK)
            return true;
    return false;
}

/* Where the sentence around a date begins, not before the end of the date before it. */
static size_t sentence_start(const AwayTokens *tokens, size_t from, size_t least)
{
    while (from > least && !ends_sentence(tokens, from - 1))
        from--;
    return from;
}

static size_t sentence_end(const AwayTokens *tokens, size_t from)
{
    while (from < tokens->count && !ends_sentence(tokens, from))
        from++;
    return from;
}

/* Behind a Japanese date: まで, から, より; the verb comes at the end. */
static AwayCue cue_behind(const AwayTokens *tokens, size_t to)
{
    enum { FAR = 8 }; /* "(木)" may stand between */
    size_t length;
    for (size_t place = to; place < to + FAR && place < tokens->count; place++) {
        if (is_number(tokens, place))
            break;
        AwayCue cue = away_cue(tokens, place, &length);
        bool japanese = (unsigned char)tokens->at[place].word[0] >= 0xE3;
        if (cue != AWAY_NO_CUE && japanese)
            return cue;
    }
    return AWAY_NO_CUE;
}

/* What the absence has to do with the date; `next` is where the next date begins. */
static AwayCue cue_of(const AwayTokens *tokens, const Mention *mention, size_t before, size_t next)
{
    enum { BACK_FAR = 14 };
    size_t start = sentence_start(tokens, mention->from, before);
    size_t end = sentence_end(tokens, mention->to);
    if (mention->from - start > BACK_FAR)
        start = mention->from - BACK_FAR;
    AwayCue near = cue_before(tokens, mention, start);
    AwayCue behind = cue_behind(tokens, mention->to);
    bool last = next >= end;
    if (behind == AWAY_UNTIL || behind == AWAY_BACK)
        return behind;
    if (near == AWAY_UNTIL)
        return AWAY_UNTIL;
    if (is_back_between(tokens, start, mention->from) && near != AWAY_FROM)
        return AWAY_BACK;
    if (last && is_back_between(tokens, mention->to, end))
        return AWAY_BACK;
    return mention->range_end ? AWAY_UNTIL : near != AWAY_NO_CUE ? near : behind;
}

/* "Monday, March 9": the weekday says nothing more. */
static bool is_of_same_date(const AwayTokens *tokens, const Mention *weekday, const Mention *date)
{
    if (!weekday->loose || date->loose)
        return false;
    for (size_t place = weekday->to; place < date->from; place++) {
        const AwayToken *token = &tokens->at[place];
        if (token->kind == AWAY_WORD && !away_is_filler(token->word))
            return false;
    }
    return true;
}

static void find_mentions(Scan *scan, Arena *arena, Mentions *mentions)
{
    enum { MOST = 50 };
    for (size_t place = 0; place < scan->tokens->count && mentions->count < MOST;) {
        if (read_mention(scan, place)) {
            Mention *before = mentions->count ? &mentions->at[mentions->count - 1] : NULL;
            if (before && is_of_same_date(scan->tokens, before, &scan->mention))
                mentions->count--;
            *vec_push(arena, mentions) = scan->mention;
            place = scan->mention.to;
        } else {
            place++;
        }
    }
}

/* How much a cue is worth; a loose date without one is none. */
static int worth(AwayCue cue, bool loose)
{
    static const int worths[] = {
        [AWAY_NO_CUE] = 1, [AWAY_FROM] = 0, [AWAY_UNTIL] = 2, [AWAY_BACK] = 3};
    return loose && cue == AWAY_NO_CUE ? 0 : worths[cue];
}

Day away_until(Arena *arena, const char *subject, const char *text, Day mailed)
{
    enum { LONGEST = 6000 };
    if (mailed == DAY_NONE)
        return DAY_NONE;
    const char *both = arena_printf(arena, "%s\n\n%.*s", subject, LONGEST, text);
    AwayTokens tokens = away_tokens(arena, both);
    Scan scan = {.tokens = &tokens, .mailed = mailed};
    Mentions mentions = {0};
    find_mentions(&scan, arena, &mentions);
    Day best = DAY_NONE;
    int best_worth = 0;
    for (size_t i = 0; i < mentions.count; i++) {
        const Mention *one = &mentions.at[i];
        size_t before = i ? mentions.at[i - 1].to : 0;
        size_t next = i + 1 < mentions.count ? mentions.at[i + 1].from : tokens.count;
        AwayCue cue = cue_of(&tokens, one, before, next);
        int value = worth(cue, one->loose);
        if (value > best_worth && one->day >= mailed && (value > 1 || one->day > mailed)) {
            best_worth = value;
            best = one->day;
        }
    }
    return best;
}
