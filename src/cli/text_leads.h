/* The list of leads as text. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_leads(Page *page, const Doc *doc);
void text_batch(Page *page, const Doc *doc);
void text_saved_view(Page *page, const Doc *doc);
void text_saved_views(Page *page, const Doc *doc);
void text_view_forgotten(Page *page, const Doc *doc);
