/* A day's visits as text: in their order, with the way to each. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_visits(Page *page, const Doc *doc);
