/* What each line of a text is, before anything is left out. */
#include "mail/reply_part.h"

#include "base/text.h"
#include "base/vec.h"

#include <string.h>

typedef VEC(ReplyLine) LineVec;

enum { ATTRIBUTION_LINES = 6, HEADER_LINES = 8, HEADERS_LEAST = 3 };

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t leading_blanks(const ReplyLine *line)
{
    size_t blanks = 0;
    while (blanks < line->length && strchr(" \t", line->at[blanks]))
        blanks++;
    return blanks;
}

/* "> words", and "JD> words" of old. */
static bool is_quote(const ReplyLine *line)
{
    enum { INITIALS = 3 };
    size_t at = leading_blanks(line), initials = 0;
    if (at < line->length && line->at[at] == '>')
        return true;
    while (at + initials < line->length && initials <= INITIALS &&
           is_letter(line->at[at + initials]))
        initials++;
    return initials && initials <= INITIALS && at + initials < line->length &&
           line->at[at + initials] == '>';
}

/* A line of nothing but `mark`, `least` times or more. */
static bool is_rule(const ReplyLine *line, char mark, size_t least)
{
    size_t from = leading_blanks(line), to = line->length;
    while (to > from && strchr(" \t", line->at[to - 1]))
        to--;
    if (to - from < least)
        return false;
    for (size_t i = from; i < to; i++)
        if (line->at[i] != mark)
            return false;
    return true;
}

static bool is_signature(const ReplyLine *line)
{
    static const char dash[] = "—";
    bool dashes = is_rule(line, '-', 2) && !is_rule(line, '-', 4);
    return dashes || (line->length >= strlen(dash) && memcmp(line->at, dash, strlen(dash)) == 0 &&
                      line->length <= strlen(dash) + 1);
}

/* Nothing to see: the marks that trackers leave are letters of no language of mail. */
static bool is_empty(const ReplyLine *line)
{
    static const char mark[] = "ᐧ";
    size_t blanks = leading_blanks(line), left = line->length - blanks;
    return !left || (left == strlen(mark) && memcmp(line->at + blanks, mark, left) == 0);
}

static LineKind kind_of(Arena *arena, const ReplyLine *line)
{
    if (is_empty(line))
        return LINE_EMPTY;
    if (is_quote(line))
        return LINE_QUOTE;
    if (is_signature(line))
        return LINE_SIGNATURE;
    if (reply_is_divider(arena, line->at, line->length))
        return LINE_DIVIDER;
    if (reply_is_sent_from(arena, line->at, line->length))
        return LINE_SENT_FROM;
    return LINE_TEXT;
}

static LineVec split(Arena *arena, Arena *scratch, const char *text)
{
    LineVec lines = {0};
    for (const char *at = text; *at;) {
        size_t length = lines.count + 1 == REPLY_LINES_MOST ? strlen(at) : strcspn(at, "\n");
        ReplyLine *line = vec_push(arena, &lines);
        *line = (ReplyLine){.at = at, .length = length};
        ArenaMark mark = arena_mark(scratch);
        line->kind = kind_of(scratch, line);
        arena_rewind(scratch, mark);
        at += length + (at[length] == '\n');
    }
    return lines;
}

/* A few lines joined by blanks. */
typedef struct Joined {
    char text[600];
    size_t length;
    int open; /* so many '<' without their '>' */
} Joined;

static bool join(Joined *joined, const ReplyLine *line)
{
    if (joined->length + line->length + 1 >= sizeof joined->text)
        return false;
    if (joined->length && line->length)
        joined->text[joined->length++] = ' ';
    memcpy(joined->text + joined->length, line->at, line->length);
    joined->length += line->length;
    for (size_t i = 0; i < line->length; i++)
        joined->open += line->at[i] == '<' ? 1 : -(line->at[i] == '>' && joined->open > 0);
    return true;
}

static bool is_attribution(Arena *scratch, const Joined *joined)
{
    ArenaMark mark = arena_mark(scratch);
    bool found = joined->length && reply_is_attribution(scratch, joined->text, joined->length);
    arena_rewind(scratch, mark);
    return found;
}

/* Programs break an introduction where the line is full, also within the address, whose '>' then
 * looks like a quote; one of them even leaves an empty line before the address. */
static bool goes_on(const LineVec *lines, size_t next, const Joined *joined)
{
    if (next >= lines->count)
        return false;
    LineKind kind = lines->at[next].kind;
    if (kind == LINE_EMPTY)
        return next + 1 < lines->count && lines->at[next + 1].length &&
               lines->at[next + 1].at[0] == '<';
    return kind == LINE_TEXT || (joined->open && kind == LINE_QUOTE);
}

/* Whether a line may begin an introduction, so that not every line is joined with those behind. */
static bool may_introduce(const ReplyLine *line)
{
    for (size_t i = 0; line->kind == LINE_TEXT && i < line->length; i++)
        if ((line->at[i] >= '0' && line->at[i] <= '9') || line->at[i] == '@' || line->at[i] == '<')
            return true;
    return false;
}

/* The end of the introduction that begins at `from` or a little later; `from` when there is none.
 */
static size_t attribution_end(Arena *scratch, const LineVec *lines, size_t from)
{
    Joined joined = {.length = 0};
    for (size_t i = from; i < from + ATTRIBUTION_LINES; i++) {
        if ((i > from && !goes_on(lines, i, &joined)) || !join(&joined, &lines->at[i]))
            return from;
        if (is_attribution(scratch, &joined))
            return i + 1;
    }
    return from;
}

/* Where it really begins: at the last line that opens as they do, or with a date; else behind the
 * sentences before it, which are the writer's own. */
static size_t attribution_start(const LineVec *lines, size_t from, size_t end)
{
    for (size_t i = end; i > from; i--) {
        const ReplyLine *line = &lines->at[i - 1];
        bool dated = line->length && line->at[0] >= '0' && line->at[0] <= '9';
        if (dated || reply_opens_attribution(line->at, line->length))
            return i - 1;
    }
    while (from + 1 < end && lines->at[from].length &&
           strchr(".!?", lines->at[from].at[lines->at[from].length - 1]))
        from++;
    return from;
}

static void find_attributions(Arena *scratch, LineVec *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        if (!may_introduce(&lines->at[i]))
            continue;
        size_t end = attribution_end(scratch, lines, i);
        if (end == i)
            continue;
        for (size_t line = attribution_start(lines, i, end); line < end; line++)
            lines->at[line].kind = LINE_ATTRIBUTION;
        i = end - 1;
    }
}

static bool is_header(Arena *scratch, const ReplyLine *line, bool *of_sender)
{
    ArenaMark mark = arena_mark(scratch);
    bool header =
        line->kind == LINE_TEXT && reply_is_header(scratch, line->at, line->length, of_sender);
    arena_rewind(scratch, mark);
    return header;
}

/* The end of the block of headers that begins at `from`: at least three fields in a few lines, one
 * of them the sender, folded ones with what goes on; `from` when there is none. */
static size_t headers_end(Arena *scratch, const LineVec *lines, size_t from)
{
    size_t headers = 0, end = from;
    bool sender = false;
    for (size_t i = from; i < lines->count && i < from + HEADER_LINES; i++) {
        bool of_sender = false;
        if (is_header(scratch, &lines->at[i], &of_sender)) {
            headers++;
            sender = sender || of_sender;
            end = i + 1;
        } else if (lines->at[i].kind == LINE_EMPTY && headers >= HEADERS_LEAST) {
            break;
        }
    }
    return headers >= HEADERS_LEAST && sender ? end : from;
}

static void find_headers(Arena *scratch, LineVec *lines)
{
    bool ignored;
    for (size_t i = 0; i < lines->count; i++) {
        if (!is_header(scratch, &lines->at[i], &ignored))
            continue;
        size_t end = headers_end(scratch, lines, i);
        for (size_t line = i; line < end; line++)
            lines->at[line].kind = LINE_HEADER;
        size_t above = i;
        while (above && lines->at[above - 1].kind == LINE_EMPTY)
            above--;
        if (end > i && above &&
            (is_rule(&lines->at[above - 1], '_', 5) || is_rule(&lines->at[above - 1], '-', 3)))
            lines->at[above - 1].kind = LINE_DIVIDER;
    }
}

ReplyLines reply_lines(Arena *arena, const char *text)
{
    auto_arena Arena *scratch = arena_new();
    LineVec lines = split(arena, scratch, text);
    find_headers(scratch, &lines);
    find_attributions(scratch, &lines);
    return (ReplyLines){lines.at, lines.count};
}
