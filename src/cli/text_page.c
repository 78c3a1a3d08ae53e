#include "cli/text_page.h"

#include "base/text.h"
#include "base/utf8.h"
#include "base/when.h"

#include <string.h>

/* SGR parameters (ECMA-48): the eight colours every terminal has, so that its owner's theme rules.
 */
static const char *const style_codes[PAGE_STYLES] = {
    [PAGE_STRONG] = "1", [PAGE_DIM] = "2",   [PAGE_TITLE] = "1;36",
    [PAGE_GOOD] = "32",  [PAGE_WARN] = "33", [PAGE_BAD] = "31",
};

Page page_new(Arena *arena, int width, bool colour, Time now, const Zone *zone)
{
    width = width < PAGE_NARROW ? PAGE_NARROW : width > PAGE_WIDE ? PAGE_WIDE : width;
    return (Page){.arena = arena,
                  .out = buf_new(PAGE_BYTES_MOST),
                  .width = width,
                  .colour = colour,
                  .now = now,
                  .zone = zone};
}

void page_free(Page *page)
{
    buf_free(&page->out);
}

/* C0 without the line end, DEL, C1, the marks that turn the direction of writing, and bytes that
 * are no UTF-8. */
static bool harmful(int32_t point)
{
    return (point < 0x20 && point != '\n') || (point >= 0x7F && point < 0xA0) ||
           (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

/* Most text is: then it need not be taken apart. */
static bool plain(const char *text)
{
    while ((*text >= 0x20 && *text < 0x7F) || *text == '\n')
        text++;
    return !*text;
}

char *page_harmless(Arena *arena, const char *text)
{
    text = text_or(text, "");
    size_t length = strlen(text);
    /* A replacement takes three bytes, and one byte may need one. */
    char *clean = arena_alloc(arena, length * 3 + 1), *to = clean;
    const char *end = text + length;
    while (text < end) {
        int32_t point = utf8_next(&text, end);
        to += utf8_put(to, harmful(point) ? UTF8_REPLACEMENT : point);
    }
    *to = '\0';
    return clean;
}

void page_add(Page *page, PageStyle style, const char *text)
{
    if (text_empty(text))
        return;
    const char *code = page->colour ? style_codes[style] : NULL;
    if (code)
        buf_addf(&page->out, "\033[%sm", code);
    ArenaMark mark = arena_mark(page->arena);
    buf_adds(&page->out, plain(text) ? text : page_harmless(page->arena, text));
    arena_rewind(page->arena, mark);
    if (code)
        buf_adds(&page->out, "\033[0m");
}

void page_addf(Page *page, PageStyle style, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = arena_vprintf(page->arena, format, arguments);
    va_end(arguments);
    page_add(page, style, text);
}

void page_blanks(Page *page, int count)
{
    while (count-- > 0)
        buf_addc(&page->out, ' ');
}

void page_end(Page *page)
{
    buf_addc(&page->out, '\n');
}

void page_gap(Page *page)
{
    const Buf *out = &page->out;
    bool empty_above = out->length >= 2 && out->at[out->length - 2] == '\n';
    if (out->length && !empty_above)
        page_end(page);
}

void page_heading(Page *page, const char *text)
{
    page_gap(page);
    page_add(page, PAGE_TITLE, text);
    page_end(page);
}

/* The lines of `text` but the first get their indent here, so that styles cover words only. */
static void put_lines(Page *page, PageStyle style, int indent, const char *wrapped)
{
    while (*wrapped) {
        size_t length = strcspn(wrapped, "\n");
        page_add(page, style, arena_strndup(page->arena, wrapped, length));
        page_end(page);
        wrapped += length;
        if (*wrapped)
            wrapped++;
        if (*wrapped && *wrapped != '\n')
            page_blanks(page, indent);
    }
}

static char *wrap(Page *page, int indent, const char *text)
{
    return text_wrap(page->arena, text, page->width - indent, 0);
}

void page_wrapped(Page *page, PageStyle style, int indent, const char *text)
{
    if (text_empty(text))
        return;
    page_blanks(page, indent);
    put_lines(page, style, indent, wrap(page, indent, text));
}

void page_hanging(Page *page, int at, int columns, PageStyle style, const char *text)
{
    if (text_empty(text)) {
        page_end(page);
        return;
    }
    columns = at < columns ? columns : at + 1;
    page_blanks(page, columns - at);
    put_lines(page, style, columns, wrap(page, columns, text));
}

void page_labelled(Page *page, const char *label, int columns, PageStyle style, const char *text)
{
    if (text_empty(text))
        return;
    page_add(page, PAGE_DIM, label);
    page_hanging(page, text_columns(label), columns, style, text);
}

void page_sides(Page *page, PageStyle left_style, const char *left, PageStyle right_style,
                const char *right)
{
    int beside = text_columns(right), room = page->width - (beside ? beside + 2 : 0);
    char *cut = text_cut(page->arena, left, room < 8 ? 8 : room);
    page_add(page, left_style, cut);
    if (beside) {
        int gap = page->width - text_columns(cut) - beside;
        page_blanks(page, gap < 2 ? 2 : gap);
        page_add(page, right_style, right);
    }
    page_end(page);
}

const char *page_when(Page *page, Time at)
{
    return at == TIME_NONE ? "" : when_say(page->arena, at, page->now, page->zone);
}
