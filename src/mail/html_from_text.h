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

/* Where links of a text lead instead. */
typedef struct HtmlLinks {
    /* `url` stays for the call only; NULL: where it says. */
    const char *(*to)(void *context, const char *url);
    void *context;
} HtmlLinks;

/* The same; http and https links lead where `links` (may be NULL) says, and read as they did.
 * `last` (may be NULL) is HTML that stands behind the words. */
void html_from_text_with(const char *text, const HtmlLinks *links, const char *last, Buf *out);
/* The plain words, with such links in place of their own. */
void text_with_links(const char *text, const HtmlLinks *links, Buf *out);
