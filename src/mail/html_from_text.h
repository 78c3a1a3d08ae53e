/* Text → HTML: the plain words of a mail as a small whole page, so that they look alike beside each
 * other (multipart/alternative).
 *
 * An empty line begins a paragraph, a line end is a break, blanks beyond the first stay; URLs
 * (http, https), names that begin with "www." and mail addresses become links; lines that begin
 * with ">" a quote. All else is escaped: nothing in the text can become a tag. No style, image or
 * script: it looks as a letter typed in the reader's own program. Linear in time.
 */
#pragma once

#include "base/buf.h"

void html_from_text(const char *text, Buf *out);
