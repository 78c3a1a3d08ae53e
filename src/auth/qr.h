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

/* NULL on failure. INPUT: more than 2,331 bytes; BROKEN: the module is missing. `text` is not
 * copied. */
Doc *qr_document(Arena *arena, const char *text, Err *err);
