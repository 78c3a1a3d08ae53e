/* Postal: whom a letter is addressed to, in the lines their country writes.
 *
 * Addresses are kept as people have them: in lines, or in one line with commas, with or without the
 * country. Here the country goes (at home) or becomes the last line, in capitals and in English
 * (abroad: UPU, S42 and the letter-post regulations), and the line of the town is put into the
 * order of its country (UPU S42: "10115 Berlin", "Springfield, IL 62704", "London" and "SW1A 1AA"
 * below it) where town and code are known apart. All else stays as it was typed: nobody knows
 * better than who lives there.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum { POSTAL_LINES_MOST = 12 };

typedef struct PostalAddress {
    const char *name, *company;           /* either may be NULL, not both */
    const char *text;                     /* as kept */
    const char *city, *region, *postcode; /* where known; NULL */
    const char *country; /* ISO 3166-1 or a name; NULL: as the text says, else home */
} PostalAddress;

typedef struct PostalLines {
    const char *lines[POSTAL_LINES_MOST];
    size_t count;
    const char *country;  /* ISO 3166-1; what was typed where that is not known */
    const char *postcode; /* as it is sorted by; "" */
    bool abroad;
} PostalLines;

/* `home` is ISO 3166-1. INPUT: there is no address in it, no town, or more than POSTAL_LINES_MOST
 * lines; the message ends a sentence that begins with whose it is ("… has no postal address"). */
bool postal_lines(Arena *arena, const PostalAddress *address, const char *home, PostalLines *lines,
                  Err *err);
