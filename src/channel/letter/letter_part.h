/* What the drawings of this directory share. For letter*.c and fax.c alone. */
#pragma once

#include "channel/letter/ink.h"
#include "channel/letter/letter.h"

/* One document being drawn. */
typedef struct Drawing {
    const InkDriver *driver;
    Ink *ink;
    Arena *arena;
    int sheets;
} Drawing;

/* Type, in points. */
#define TYPE_TEXT   11.0
#define TYPE_LABEL  10.0
#define TYPE_SMALL  9.0
#define TYPE_RETURN 6.5
#define TYPE_LEAST  7.0

void draw_sheet(Drawing *drawing, double width, double height);
/* Lines below each other, joined by line ends. */
const char *draw_join(Arena *arena, const char *const *lines, size_t count, const char *mark);
/* A text at an area's upper left corner, as wide as it; gives its height. */
double draw_at(Drawing *drawing, const char *text, Area area, double size);
/* An address, or what else stands in lines: in the largest size up to `size` in which all of it
 * fits; false, and nothing drawn, where even TYPE_LEAST does not. `centred`: halfway down its area.
 */
bool draw_fitting(Drawing *drawing, const char *text, Area area, double size, bool centred);
void draw_code(Drawing *drawing, const LetterCode *code, Area area);

/* Text over as many sheets as it takes, the first from `y` on; each further one is begun here, with
 * its number. False: it takes more than LETTER_SHEETS_MOST. */
bool draw_running(Drawing *drawing, const Sheet *sheet, const char *text, double y, double size);

/* The drawings of a form; false: it is refused, and `refused` says why. */
bool draw_letter(Drawing *drawing, const Stationery *stationery, Letter *letter);
bool draw_by_hand(Drawing *drawing, const Stationery *stationery, Letter *letter);
bool draw_envelope(Drawing *drawing, const Stationery *stationery, Letter *letter);
void draw_list(Drawing *drawing, const LetterStyle *style, const Letter *letters, size_t count);
