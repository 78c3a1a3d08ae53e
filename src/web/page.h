/* Page: what stands around a document when it is shown as HTML, and the words for its values.
 *
 * The data of a template is the route's document, with what a person reads put beside what a
 * program reads, everywhere in the tree:
 *
 *     NAME, an RFC 3339 time   NAME_said "today 9:40", NAME_day "2026-11-23"
 *     NAME, a list             NAME_any, NAME_count
 *     NAME, a word of Beck's   NAME_said "left a voicemail", NAME_is {VALUE true}
 *     NAME, an ISO day         NAME_said "Mon 23 Nov"
 *     value, a sum             value_said "12,500"
 *     size, of bytes           size_said "3.1 MB"
 *     an address               value_said "(202) 555-0123"; tel, sms, mailto, web: its links
 *
 * and at its root: me {id, name, role, initials, is {ROLE true}}, csrf, path, nav {FIRST PART OF
 * THE PATH true}, title, now, static, origin.
 */
#pragma once

#include "web/pages.h"
#include "web/request.h"

/* The reply's page, or the route's. */
bool page_write(const Pages *pages, Request *request, Reply *reply, int status, Buf *out, Err *err);

/* For whom it is said. */
typedef struct PageReader {
    Time now;
    const Zone *zone;
    const char *country; /* whose numbers are said without their country's code */
} PageReader;

/* said.c: puts the words beside the values, in the whole tree. */
void page_say(Arena *arena, Doc *doc, const PageReader *reader);
/* The word for a value of a member, as page_say() puts it; NULL: it is none of Beck's words. */
const char *page_word(Arena *arena, const char *member, const char *value);
/* "Mon 23 Nov", with the year where that is not today's. */
const char *page_day(Arena *arena, Day day, Day today);
/* For a URL: percent-encoded; "" of NULL. */
const char *page_encode(Arena *arena, const char *text);
/* said_address.c: the same of one address {kind, value, extension}; its links carry the words of
 * `script` {subject, body}, when that is not NULL. Says nothing a second time. */
void page_say_address(Arena *arena, Doc *address, const char *country, const Doc *script);
