/* What is weak in a mail, as text. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_lint(Page *page, const Doc *doc);
