/* Phrases: tables of words and what a text has of them. Internal to mail.
 *
 * Tables of languages are in the form that text_fold() gives (lower case, accents off, words parted
 * by one blank), and asked of texts in the same form.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

bool phrase_in(const char *text, const char *const *phrases, size_t count);
/* At the beginning, as whole words where they are Latin. */
bool phrase_begins(const char *text, const char *const *phrases, size_t count);
bool phrase_is(const char *text, const char *const *phrases, size_t count);
/* Somewhere in a text that is not folded, ASCII case ignored. */
bool phrase_in_nocase(const char *text, const char *const *phrases, size_t count);

#define PHRASE_IN(text, table)     phrase_in((text), (table), sizeof(table) / sizeof(table)[0])
#define PHRASE_BEGINS(text, table) phrase_begins((text), (table), sizeof(table) / sizeof(table)[0])
#define PHRASE_IS(text, table)     phrase_is((text), (table), sizeof(table) / sizeof(table)[0])
#define PHRASE_IN_NOCASE(text, table)                                                              \
    phrase_in_nocase((text), (table), sizeof(table) / sizeof(table)[0])
