/* Ink: a PDF that is drawn sheet by sheet, or a picture of one of its sheets. What letters,
 * envelopes, labels and faxes are made with.
 *
 * Lengths are millimetres from the sheet's upper left corner, type is measured in points. Any
 * script that a font of this machine has is shaped by Pango and drawn by Cairo; paragraphs written
 * from right to left begin at the right by themselves. Behind it stands the module `beck-letter`,
 * opened at its first use. A document belongs to one thread; any number of threads may draw one
 * each.
 *
 * The same drawing gives the same bytes on the same machine: a PDF's date is the one it is handed.
 */
#pragma once

#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"

typedef struct Ink Ink;

typedef struct InkAbout {
    const char *title, *author; /* of the PDF; author may be NULL */
    Time made_at;
    int picture; /* 0: a PDF; else that sheet alone (from 1), as a PNG to be looked at */
} InkAbout;

typedef enum InkAlign { INK_START, INK_CENTRE, INK_END } InkAlign;

/* A block of text. Line ends in it begin lines; longer lines are broken at blanks, words that are
 * longer than a line anywhere. */
typedef struct InkText {
    const char *text;
    size_t from; /* where in it drawing begins: 0, or the `next` of the sheet before */
    double x, y; /* its upper left corner */
    double width;
    double height; /* lines that do not fit into it are left for the next sheet; 0: all are drawn */
    double size;   /* points */
    InkAlign align;
    bool bold;
    bool flush;    /* every line begins at the left, those written from right to left as well: as
                      sorting machines read addresses */
    bool one_line; /* cut with an ellipsis where it is too long */
    bool measured; /* nothing is drawn */
} InkText;

typedef struct InkDrawn {
    size_t next;   /* the first byte that was not drawn, or the length of the text */
    double height; /* of what was drawn */
} InkDrawn;

typedef struct InkDriver {
    /* What is drawn is added to `out`, which is to live until it is closed. NULL: BROKEN, there is
     * no font at all, or no memory. */
    Ink *(*open)(Buf *out, const InkAbout *about, Err *err);
    /* A new sheet, on which is drawn from now on. */
    void (*sheet)(Ink *ink, double width, double height);
    InkDrawn (*text)(Ink *ink, const InkText *text);
    /* A black box; with a `line` only its edge, so thick. */
    void (*box)(Ink *ink, double x, double y, double width, double height, double line);
    /* Characters since this was last asked for which no font here has a shape. */
    int (*unwritten)(Ink *ink);
    /* Always frees it. INPUT: it is larger than `out` may be. */
    bool (*close)(Ink *ink, Err *err);
} InkDriver;

/* NULL: BROKEN, naming what is missing. */
const InkDriver *ink_driver(Err *err);
