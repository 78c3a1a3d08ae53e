#include "base/text.h"
#include "base/utf8.h"
#include "base/when_part.h"

#include <string.h>

const WhenEntry when_weekdays[] = {
    {"monday", MONDAY},
    {"mon", MONDAY},
    {"tuesday", TUESDAY},
    {"tue", TUESDAY},
    {"tues", TUESDAY},
    {"wednesday", WEDNESDAY},
    {"wed", WEDNESDAY},
    {"weds", WEDNESDAY},
    {"thursday", THURSDAY},
    {"thu", THURSDAY},
    {"thur", THURSDAY},
    {"thurs", THURSDAY},
    {"friday", FRIDAY},
    {"fri", FRIDAY},
    {"saturday", SATURDAY},
    {"sat", SATURDAY},
    {"sunday", SUNDAY},
    {"sun", SUNDAY},
    {"", 0},
};

const WhenEntry when_months[] = {
    {"january", 1},   {"jan", 1},   {"february", 2},  {"feb", 2},      {"march", 3},
    {"mar", 3},       {"april", 4}, {"apr", 4},       {"may", 5},      {"june", 6},
    {"jun", 6},       {"july", 7},  {"jul", 7},       {"august", 8},   {"aug", 8},
    {"september", 9}, {"sep", 9},   {"sept", 9},      {"october", 10}, {"oct", 10},
    {"november", 11}, {"nov", 11},  {"december", 12}, {"dec", 12},     {"", 0},
};

bool when_is(const WhenToken *token, const char *word)
{
    return token->kind == WHEN_WORD && strcmp(token->text, word) == 0;
}

bool when_is_mark(const WhenToken *token, char mark)
{
    return token->kind == WHEN_MARK && token->text[0] == mark;
}

bool when_lookup(const WhenToken *token, const WhenEntry *table, int *value)
{
    for (; token->kind == WHEN_WORD && table->word[0]; table++)
        if (strcmp(token->text, table->word) == 0) {
            *value = table->value;
            return true;
        }
    return false;
}

bool when_is_ordinal(const WhenToken *token)
{
    static const WhenEntry endings[] = {{"st", 0}, {"nd", 0}, {"rd", 0}, {"th", 0}, {"", 0}};
    int ignored;
    return token->glued && when_lookup(token, endings, &ignored);
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

enum { LONGEST = 128 };

/* What was typed, in ASCII and lower case; `from` tells where each byte of it stood. */
typedef struct Plain {
    char text[LONGEST];
    int from[LONGEST];
} Plain;

/* Word processors turn hyphens, blanks and apostrophes into relatives of theirs. */
static bool make_plain(const char *text, Plain *plain, Err *err)
{
    static const struct {
        int32_t point;
        char plain;
    } relatives[] = {{0xA0, ' '},   {0x202F, ' '}, {0x2009, ' '},  {0x2010, '-'},  {0x2011, '-'},
                     {0x2012, '-'}, {0x2013, '-'}, {0x2019, '\''}, {0x2018, '\''}, {0x2212, '-'}};
    size_t used = 0;
    for (const char *at = text, *end = text + strlen(text); at < end;) {
        plain->from[used] = (int)(at - text);
        int32_t point = utf8_next(&at, end);
        char c = point > 0 && point < 0x80 ? (char)point : '\0';
        for (size_t i = 0; i < sizeof relatives / sizeof relatives[0]; i++)
            if (relatives[i].point == point)
                c = relatives[i].plain;
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + ('a' - 'A'));
        /* Letters of other alphabets fail as the word they are part of. */
        plain->text[used++] = c ? c : '?';
        if (used == LONGEST)
            return err_set(err, ERR_INPUT, "\"%.40s…\" is too long for a date", text);
    }
    plain->text[used] = '\0';
    plain->from[used] = (int)strlen(text);
    return true;
}

/* A word keeps what follows it up to a digit, a blank or a mark; "p.m." and "o'clock" are one. */
static const char *read_word(const char *at, WhenToken *token)
{
    size_t length = 0;
    token->kind = WHEN_WORD;
    for (; is_letter(*at) || *at == '?' || ((*at == '.' || *at == '\'') && is_letter(at[1])); at++)
        if (*at != '.' && *at != '\'' && length < sizeof token->text - 1)
            token->text[length++] = *at;
    return at + (*at == '.');
}

/* "first" is read as "1st". */
static void spell_out_ordinal(WhenTokens *tokens)
{
    static const WhenEntry ordinals[] = {
        {"first", 1},      {"second", 2},     {"third", 3},      {"fourth", 4}, {"fifth", 5},
        {"sixth", 6},      {"seventh", 7},    {"eighth", 8},     {"ninth", 9},  {"tenth", 10},
        {"fifteenth", 15}, {"twentieth", 20}, {"thirtieth", 30}, {"", 0},
    };
    WhenToken *token = &tokens->at[tokens->count - 1];
    if (tokens->count == WHEN_TOKENS || !when_lookup(token, ordinals, &token->number))
        return;
    token->kind = WHEN_NUMBER;
    token->digits = token->number < 10 ? 1 : 2;
    tokens->at[tokens->count++] = (WhenToken){.kind = WHEN_WORD, .text = "th", .glued = true};
}

static const char *read_number(const char *at, WhenToken *token)
{
    token->kind = WHEN_NUMBER;
    for (; is_digit(*at) && token->digits < 9; at++) {
        token->text[token->digits++] = *at;
        token->number = token->number * 10 + (*at - '0');
    }
    return at;
}

bool when_tokens(const char *text, WhenTokens *tokens, Err *err)
{
    Plain plain;
    *tokens = (WhenTokens){0};
    text = text_or(text, "");
    if (!make_plain(text, &plain, err))
        return false;
    bool glued = false;
    for (const char *at = plain.text; *at;) {
        if (strchr(" \t\r\n", *at)) {
            glued = false;
            at++;
            continue;
        }
        if (tokens->count == WHEN_TOKENS)
            return err_set(err, ERR_INPUT, "\"%.40s…\" is too long for a date", text);
        const char *begin = at;
        WhenToken *token = &tokens->at[tokens->count++];
        token->glued = glued;
        glued = true;
        if (is_letter(*at) || *at == '?') {
            at = read_word(at, token);
        } else if (is_digit(*at)) {
            at = read_number(at, token);
            if (is_digit(*at))
                return err_set(err, ERR_INPUT, "\"%.40s\" has too long a number for a date", text);
        } else {
            token->kind = WHEN_MARK;
            token->text[0] = *at++;
        }
        token->from = plain.from[begin - plain.text];
        token->length = plain.from[at - plain.text] - token->from;
        if (token->kind == WHEN_WORD)
            spell_out_ordinal(tokens);
    }
    return true;
}
