/* What a page of texts that are asked for shows beside its document. */
#pragma once

#include "base/doc.h"
#include "web/request.h"

/* Shape of the page: `picks` to tap, those behind the first in `more`; the cell as people read it.
 */
void page_text_now(Request *request, Doc *doc);
/* The same as the member `text_now` of a call's or a visit's page, `first` of the library before
 * the others (0: none). Nothing where nobody can be texted. */
void page_add_text_now(Request *request, Doc *doc, int64_t lead_id, int64_t first);
