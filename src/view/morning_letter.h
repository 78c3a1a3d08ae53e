/* The morning's document (view/view_morning.h) as the mail that says it: one walk over it writes
 * the plain text and the HTML beside it, so that they cannot differ. `beck morning` prints the
 * plain text. Numbers are `tel:` links and names lead to the app where the document has its URL; no
 * style, image or script. */
#pragma once

#include "base/doc.h"
#include "base/zone.h"

typedef struct MorningLetter {
    const char *subject; /* "Monday: 2 answers, 12 calls" */
    const char *text;    /* lines of any length, ended by \n */
    const char *html;
} MorningLetter;

/* Times are said in `zone`, numbers grouped as in `country` (NULL: abroad). In `arena`. */
MorningLetter morning_letter(Arena *arena, const Doc *morning, const Zone *zone,
                             const char *country);
