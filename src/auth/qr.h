/* QR codes (ISO/IEC 18004, level M), drawn as the path of an SVG: no image, no script, no style.
 *
 *     {text, box, path}     <svg viewBox="{box}"><path d="{path}"/></svg>
 *
 * `box` has the quiet zone of four squares around it. libqrencode lives in the module
 * `beck-signin`. Any thread.
 */
#pragma once

#include "base/doc.h"
#include "base/err.h"

/* `size` lines of `size` squares, 1 where it is dark, without the quiet zone around them. */
typedef struct QrSquares {
    const unsigned char *at;
    int size;
} QrSquares;
/* INPUT: more than 2,331 bytes; BROKEN: the module is missing. */
bool qr_squares(Arena *arena, const char *text, QrSquares *squares, Err *err);

/* NULL on failure. INPUT: more than 2,331 bytes; BROKEN: the module is missing. `text` is not
 * copied. */
Doc *qr_document(Arena *arena, const char *text, Err *err);
