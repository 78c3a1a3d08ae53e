/* The inbox, as text. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_inbox(Page *page, const Doc *doc);
void text_inbox_mail(Page *page, const Doc *mail);
