/* What the pages of the house need beside their documents: small things. */
#pragma once

#include "web/request.h"

/* section {LAST PART OF THE PATH true}, "profile" of /settings itself. */
void page_settings(Request *request, Doc *doc);
/* kinds: what content can be, to choose from. */
void page_content(Request *request, Doc *doc);
/* score_said "95 %" of each pair. */
void page_duplicates(Request *request, Doc *doc);
