/* Page: text for a person, put together in memory and shown at once.
 *
 * It knows how wide it may be, whether there are colours, and how to say a time. Whatever comes
 * from outside (names, notes, file names) cannot drive the terminal: control characters are shown
 * as the replacement character, here, for all of it. */
#pragma once

#include "base/buf.h"
#include "base/clock.h"
#include "base/zone.h"

typedef enum PageStyle {
    PAGE_PLAIN,
    PAGE_STRONG, /* what the eye should find first */
    PAGE_DIM,    /* what is there when it is looked for */
    PAGE_TITLE,  /* headings */
    PAGE_GOOD,
    PAGE_WARN,
    PAGE_BAD,
    PAGE_STYLES
} PageStyle;

enum { PAGE_NARROW = 40, PAGE_USUAL = 80, PAGE_WIDE = 100, PAGE_BYTES_MOST = 64 << 20 };

typedef struct Page {
    Arena *arena;
    Buf out;
    int width; /* in columns, PAGE_NARROW to PAGE_WIDE */
    bool colour;
    Time now;
    const Zone *zone;    /* in which times are said */
    const char *country; /* in which numbers are dialled, or NULL */
} Page;

Page page_new(Arena *arena, int width, bool colour, Time now, const Zone *zone);
void page_free(Page *page);

/* Without a line end. NULL is nothing. Line ends in `text` stay. */
void page_add(Page *page, PageStyle style, const char *text);
void page_addf(Page *page, PageStyle style, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void page_blanks(Page *page, int count);
void page_end(Page *page); /* ends the line */
/* An empty line, unless there is one already or the page is empty. */
void page_gap(Page *page);

/* A heading on a line of its own. */
void page_heading(Page *page, const char *text);
/* `text` wrapped to the page's width, all of it led by `indent` blanks. Nothing for an empty text.
 */
void page_wrapped(Page *page, PageStyle style, int indent, const char *text);
/* `text` wrapped at `columns`, on a line that is filled up to `at`; ends the line. */
void page_hanging(Page *page, int at, int columns, PageStyle style, const char *text);
/* `label` in `columns` columns, and `text` wrapped beside it. Nothing for an empty text. */
void page_labelled(Page *page, const char *label, int columns, PageStyle style, const char *text);
/* `left` and `right` on one line, `right` at its end; `left` is cut to what remains. */
void page_sides(Page *page, PageStyle left_style, const char *left, PageStyle right_style,
                const char *right);

/* "today 14:30"; "" for TIME_NONE. */
const char *page_when(Page *page, Time at);
/* What comes from outside, made harmless to a terminal; line ends stay. */
char *page_harmless(Arena *arena, const char *text);
