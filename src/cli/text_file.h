/* Files and cards as text. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_file(Page *page, const Doc *doc);
void text_file_gone(Page *page, const Doc *doc);
void text_files(Page *page, const Doc *doc);
void text_mail_files(Page *page, const Doc *doc);
void text_cards(Page *page, const Doc *doc);
