/* Cadences and contents as text. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_cadences(Page *page, const Doc *doc);
void text_cadence(Page *page, const Doc *doc);
void text_cadence_source(Page *page, const Doc *doc);
void text_cadence_checked(Page *page, const Doc *doc);
void text_cadence_added(Page *page, const Doc *doc);
void text_cadence_fields(Page *page, const Doc *doc);
void text_contents(Page *page, const Doc *doc);
void text_content(Page *page, const Doc *doc);
