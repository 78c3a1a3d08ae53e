/* Leads as text. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_lead(Page *page, const Doc *doc);
void text_added(Page *page, const Doc *doc); /* a lead, and how it came in */
void text_found(Page *page, const Doc *doc);
void text_ahead(Page *page, const Doc *doc);
void text_consent(Page *page, const Doc *doc);
void text_shares(Page *page, const Doc *doc);
void text_why(Page *page, const Doc *doc);
