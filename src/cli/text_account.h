/* An account as text. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_account(Page *page, const Doc *doc);
