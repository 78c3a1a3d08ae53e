/* What the pages of sending need beside their documents. */
#pragma once

#include "web/request.h"

/* section {senders true}; users: for whom an admin may add one. */
void page_senders(Request *request, Doc *doc);
/* waits_said: "12 go in a minute, 3 later", or "12 wait" where no sender is on; each of `outbox`
 * has soon. */
void page_outbox(Request *request, Doc *doc);
/* The same; and the links of the touches carry their words. */
void page_review(Request *request, Doc *doc);
