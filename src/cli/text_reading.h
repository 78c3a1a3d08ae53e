/* What a mail says, as text. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_reading(Page *page, const Doc *doc);
