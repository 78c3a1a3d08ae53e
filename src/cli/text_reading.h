/* What a mail says, as text. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_reading(Page *page, const Doc *doc);
/* What became of one that was taken in. */
void text_received_taken(Page *page, const Doc *doc);
