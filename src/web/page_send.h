/* What the pages of sending need beside their documents. */
#pragma once

#include "web/request.h"

/* section {senders true}; users: for whom an admin may add one. */
/* Adds `providers` and `redirect` (routes_login.c). */
bool login_add_providers(Request *request, Doc *doc, Err *err);
/* section {senders true}; each field of a sender has its value and options {value, chosen}. */
void page_senders(Request *request, Doc *doc);
/* section {mailboxes true}; users, the same. */
void page_mailboxes(Request *request, Doc *doc);
/* section {calendars true}; users, the same. */
void page_calendars(Request *request, Doc *doc);
/* section {contacts true}; users, the same. */
void page_contacts(Request *request, Doc *doc);
/* The member `text` of a document, a text's size, says it: size_said. */
void page_say_text(Request *request, Doc *doc);
/* waits_said: "12 go in a minute, 3 later", or "12 wait" where no sender is on; each of `outbox`
 * has soon. */
void page_outbox(Request *request, Doc *doc);
/* Each finding of its `lint` has where: "subject", "line 4", or null. */
void page_lint(Request *request, Doc *doc);
/* The same of a cadence's letters. */
void page_cadence(Request *request, Doc *doc);
void page_mail_files(Request *request, Doc *doc);
/* As page_outbox(); and the links of the touches carry their words, their lint its places. */
void page_review(Request *request, Doc *doc);
