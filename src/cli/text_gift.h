/* Gifts as text. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_gifts(Page *page, const Doc *doc);
void text_gift(Page *page, const Doc *doc);
