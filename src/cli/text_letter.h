/* Letters as text: what is due, what was printed, what is in the post. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_letters(Page *page, const Doc *doc);
void text_letters_printed(Page *page, const Doc *doc);
void text_fax(Page *page, const Doc *doc);
void text_letters_sent(Page *page, const Doc *doc);
void text_touch_words(Page *page, const Doc *doc);
void text_touch_words_written(Page *page, const Doc *doc);
