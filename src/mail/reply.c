#include "mail/reply.h"

#include "base/buf.h"
#include "mail/reply_part.h"

#include <string.h>

/* What is to stay of the lines. */
typedef struct Cut {
    ReplyLine *at;
    size_t count;
    bool *kept;
} Cut;

static bool is_text(const ReplyLine *line)
{
    return line->kind == LINE_TEXT;
}

static size_t count_text(const Cut *cut, size_t from, size_t to)
{
    size_t count = 0;
    for (size_t i = from; i < to; i++)
        count += cut->kept[i] && is_text(&cut->at[i]);
    return count;
}

static void drop(Cut *cut, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        cut->kept[i] = false;
}

static size_t find_kind(const Cut *cut, size_t from, LineKind kind)
{
    while (from < cut->count && !(cut->kept[from] && cut->at[from].kind == kind))
        from++;
    return from;
}

static bool begins_original(LineKind kind)
{
    return kind == LINE_DIVIDER || kind == LINE_HEADER;
}

/* What stands below a divider or a block of headers is the mail that is answered; where nothing
 * stands above it, it was handed on, and only the block goes. */
static void drop_below_divider(Cut *cut)
{
    for (size_t i = 0; i < cut->count; i++) {
        if (!begins_original(cut->at[i].kind))
            continue;
        if (count_text(cut, 0, i)) {
            drop(cut, i, cut->count);
            return;
        }
        /* A folded field may still stand behind the block's last known one. */
        while (i < cut->count && cut->at[i].kind != LINE_EMPTY && cut->at[i].kind != LINE_QUOTE)
            cut->kept[i++] = false;
    }
}

/* A signature, and all behind it but further answers below quotes. */
static void drop_signature(Cut *cut)
{
    size_t sign = find_kind(cut, 0, LINE_SIGNATURE);
    while (sign < cut->count) {
        if (!count_text(cut, 0, sign)) { /* nothing but a signature was written */
            cut->kept[sign] = false;
        } else {
            size_t end = sign;
            while (end < cut->count && cut->at[end].kind != LINE_QUOTE &&
                   cut->at[end].kind != LINE_ATTRIBUTION)
                end++;
            drop(cut, sign, end);
        }
        sign = find_kind(cut, sign + 1, LINE_SIGNATURE);
    }
}

static bool is_underscores(const ReplyLine *line)
{
    enum { LEAST = 5 };
    size_t count = 0;
    while (count < line->length && line->at[count] == '_')
        count++;
    return count >= LEAST && count == line->length;
}

/* A short rest below a line of underscores is a signature, or a list's own. */
static void drop_below_rule(Cut *cut)
{
    enum { SHORT = 10 };
    for (size_t i = 0; i < cut->count; i++)
        if (cut->kept[i] && is_underscores(&cut->at[i]) && count_text(cut, 0, i) &&
            count_text(cut, i + 1, cut->count) <= SHORT &&
            find_kind(cut, i, LINE_QUOTE) == cut->count)
            drop(cut, i, cut->count);
}

/* The end of the quoted lines that begin behind `from`. */
static size_t quote_end(const Cut *cut, size_t from)
{
    size_t end = from;
    for (size_t i = from; i < cut->count; i++) {
        if (cut->at[i].kind == LINE_QUOTE)
            end = i + 1;
        else if (cut->at[i].kind != LINE_EMPTY)
            break;
    }
    return end;
}

static void drop_attribution(Cut *cut, size_t first)
{
    size_t behind = first;
    while (behind < cut->count && cut->at[behind].kind == LINE_ATTRIBUTION)
        behind++;
    size_t end = quote_end(cut, behind);
    bool above = count_text(cut, 0, first) > 0, quoted = end > behind;
    bool below = count_text(cut, end, cut->count) > 0;
    drop(cut, first, behind);
    if (above && !quoted) /* the mail below is not marked as quoted */
        drop(cut, behind, cut->count);
    else if (quoted && (!below || (!above && find_kind(cut, end, LINE_QUOTE) == cut->count)))
        drop(cut, behind, end); /* above it, or below it: not within */
}

static void drop_attributions(Cut *cut)
{
    for (size_t at = 0; (at = find_kind(cut, at, LINE_ATTRIBUTION)) < cut->count;)
        drop_attribution(cut, at);
}

/* What is quoted at the end is answered by nothing below it. */
static void drop_last_quotes(Cut *cut)
{
    for (size_t i = cut->count; i > 0; i--) {
        if (cut->kept[i - 1] && cut->at[i - 1].kind != LINE_QUOTE &&
            cut->at[i - 1].kind != LINE_EMPTY)
            return;
        cut->kept[i - 1] = false;
    }
}

static void drop_sent_from(Cut *cut)
{
    for (size_t i = 0; i < cut->count; i++)
        if (cut->at[i].kind == LINE_SENT_FROM && count_text(cut, 0, cut->count))
            cut->kept[i] = false;
}

static char *join(Arena *arena, const Cut *cut, size_t most)
{
    auto_buf Buf out = buf_new(most);
    size_t empty = 0;
    for (size_t i = 0; i < cut->count; i++) {
        const ReplyLine *line = &cut->at[i];
        if (!cut->kept[i] || line->kind == LINE_EMPTY) {
            empty += cut->kept[i];
            continue;
        }
        for (size_t end = 0; out.length && end < empty + 1; end++)
            buf_addc(&out, '\n');
        empty = 0;
        size_t length = line->length;
        while (length && strchr(" \t\r", line->at[length - 1]))
            length--;
        buf_add(&out, line->at, length);
    }
    return arena_strndup(arena, out.at, out.length);
}

char *reply_visible(Arena *arena, const char *text)
{
    auto_arena Arena *scratch = arena_new();
    ReplyLines lines = reply_lines(scratch, text);
    Cut cut = {lines.at, lines.count, arena_alloc(scratch, lines.count + 1)};
    for (size_t i = 0; i < cut.count; i++)
        cut.kept[i] = true;
    drop_below_divider(&cut);
    drop_signature(&cut);
    drop_attributions(&cut);
    drop_below_rule(&cut);
    drop_sent_from(&cut);
    drop_last_quotes(&cut);
    char *visible = join(arena, &cut, strlen(text));
    if (visible[0])
        return visible;
    /* Whatever it was that hid all of it: what somebody wrote himself is shown. */
    for (size_t i = 0; i < cut.count; i++)
        cut.kept[i] =
            is_text(&cut.at[i]) || cut.at[i].kind == LINE_SENT_FROM || cut.at[i].kind == LINE_EMPTY;
    return join(arena, &cut, strlen(text));
}

bool reply_has_original(Arena *arena, const char *text)
{
    auto_arena Arena *scratch = arena_new();
    ReplyLines lines = reply_lines(scratch, text);
    for (size_t i = 0; i < lines.count; i++)
        if (lines.at[i].kind == LINE_ATTRIBUTION || lines.at[i].kind == LINE_HEADER)
            return true;
    return false;
}
