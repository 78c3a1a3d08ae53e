/* What the pages of leads need beside their documents. */
#pragma once

#include "web/request.h"

/* choices {status, owner, temperature, cadence, channel, sort}; asked {any, query}; keep, what is
 * asked for as fields of a form [{name, value}…]; views [{id, name, own, chosen}…]. */
void page_leads(Request *request, Doc *doc);
/* choices {owner, cadence}; ahead, as in view_expected.h; files, as in view_file.h; mine, whether
 * it is the user's own. */
void page_lead(Request *request, Doc *doc);
