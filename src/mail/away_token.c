#include "mail/away_part.h"

#include "base/text.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <string.h>

typedef VEC(AwayToken) TokenVec;

static bool is_digit(int32_t point)
{
    return (point >= '0' && point <= '9') || (point >= 0xFF10 && point <= 0xFF19);
}

/* Letters that stand for themselves: kana and Han. */
static bool is_alone(int32_t point)
{
    return point >= 0x3005 && point <= 0x9FFF;
}

static bool is_letter(int32_t point)
{
    return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') ||
           (point >= 0xAA && point != 0xAB && point != 0xBB && point != 0xB7 && point < 0x2000);
}

static char mark_of(int32_t point)
{
    enum {
        HYPHEN = 0x2010,
        HORIZONTAL_BAR = 0x2015,
        MINUS = 0x2212,
        WAVE = 0x301C,
        TILDE = 0xFF5E
    };
    if ((point >= HYPHEN && point <= HORIZONTAL_BAR) || point == MINUS || point == WAVE ||
        point == TILDE)
        return '-';
    return point > ' ' && point < 0x7F ? (char)point : ' ';
}

/* Reads on while `belongs` says so; where it ended. */
static const char *run_end(const char *at, const char *end, bool (*belongs)(int32_t))
{
    while (at < end) {
        const char *next = at;
        if (!belongs(utf8_next(&next, end)))
            break;
        at = next;
    }
    return at;
}

static void read_number(AwayToken *token, const char *from, const char *to)
{
    enum { DIGITS_MOST = 6 };
    while (from < to) {
        int32_t point = utf8_next(&from, to);
        int digit = point >= 0xFF10 ? point - 0xFF10 : point - '0';
        token->number = token->digits < DIGITS_MOST ? token->number * 10 + digit : 0;
        token->digits++;
    }
}

AwayTokens away_tokens(Arena *arena, const char *text)
{
    TokenVec tokens = {0};
    bool glued = false;
    int line_ends = 0;
    const char *end = text + strlen(text);
    for (const char *at = text; at < end && tokens.count < AWAY_TOKENS_MOST;) {
        const char *start = at;
        int32_t point = utf8_next(&at, end);
        if (point == ' ' || point == '\t' || point == '\n' || point == 0xA0 || point == 0x3000) {
            glued = false;
            line_ends += point == '\n';
            continue;
        }
        if (line_ends > 1 && tokens.count)
            tokens.at[tokens.count - 1].ends = true;
        line_ends = 0;
        AwayToken *token = vec_push(arena, &tokens);
        *token = (AwayToken){.word = "", .glued = glued};
        glued = true;
        if (is_digit(point)) {
            token->kind = AWAY_NUMBER;
            at = run_end(at, end, is_digit);
            read_number(token, start, at);
        } else if (is_alone(point) || is_letter(point)) {
            token->kind = AWAY_WORD;
            at = is_alone(point) ? at : run_end(at, end, is_letter);
            const char *word = arena_strndup(arena, start, (size_t)(at - start));
            token->word = is_alone(point) ? word : text_fold(arena, word);
        } else {
            enum { IDEOGRAPHIC_STOP = 0x3002 };
            token->kind = AWAY_MARK;
            token->mark = mark_of(point);
            token->ends = point == '!' || point == '?' || point == IDEOGRAPHIC_STOP;
        }
    }
    return (AwayTokens){tokens.at, tokens.count};
}
