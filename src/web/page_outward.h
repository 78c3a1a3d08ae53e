/* What the pages of forms and webhooks need beside their documents, and what the server tells of
 * itself. */
#pragma once

#include "web/request.h"

/* Puts `problem` into the field it is of: wrong true. */
void page_form_problem(Arena *arena, Doc *doc, const char *field);
/* section {forms true}; owners and cadences to choose from. */
void page_forms(Request *request, Doc *doc);
/* section {webhooks true}. */
void page_webhooks(Request *request, Doc *doc);
/* Requests by status, those turned away, connections, what waits: in the text of Prometheus. */
void page_server_metrics(const Request *request, Buf *out);
