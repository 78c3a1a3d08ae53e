/* What the pages of imports need beside their documents. */
#pragma once

#include "action/capture_vcard.h"
#include "action/import_preview.h"
#include "action/job.h"
#include "web/request.h"

/* preview {… of view_import_preview(); columns with choices [{value, said, chosen}…] and unsure;
 * rows with reason, number, email; source; cadences and owners to choose from}. */
void page_import_preview(Request *request, Doc *doc, const JobShown *job,
                         const ImportPreview *preview);
/* {cards [{name, lead_id, state, said, reason}…], more} */
Doc *page_vcards(Arena *arena, const VcardsCaptured *cards);
