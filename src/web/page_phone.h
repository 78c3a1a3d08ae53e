/* What the pages that dial need beside their documents. */
#pragma once

#include "action/phone_line.h"
#include "web/request.h"

/* section {dialling true}; users, for whom an admin may set one up. */
void page_dialling(Request *request, Doc *doc);
/* Each of `calls` has its number's link. */
void page_calls(Request *request, Doc *doc);
/* How this user dials. False: it cannot be told, and the telephone in hand dials: a page does not
 * fail for it. */
bool page_find_line(Request *request, PhoneLine *line);
/* An address, or a dial of a climb, gets `tel`: the link that dials it by that line. */
void page_dial_link(Request *request, const PhoneLine *line, Doc *address);
/* `dials` true: Beck dials; `on_call`: the call this user is on. */
void page_add_dialling(Request *request, const PhoneLine *line, Doc *doc);
