/* Dialling as text. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_phone_call(Page *page, const Doc *doc);
void text_phone_calls(Page *page, const Doc *doc);
void text_phone_lines(Page *page, const Doc *doc);
