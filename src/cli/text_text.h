/* Texts that are asked for, as text. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_text_now(Page *page, const Doc *doc);
void text_texted_now(Page *page, const Doc *doc);
