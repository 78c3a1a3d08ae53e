/* Touches as text: Today, the page of the next one, what was recorded. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_today(Page *page, const Doc *doc);
void text_morning(Page *page, const Doc *doc); /* as the mail says it, and what becomes of that */
void text_review(Page *page, const Doc *doc);
void text_next(Page *page, const Doc *doc);
void text_calls(Page *page, const Doc *doc);
void text_logs(Page *page, const Doc *doc);
void text_log(Page *page, const Doc *doc);
void text_undone(Page *page, const Doc *doc);
void text_changed(Page *page, const Doc *doc);

/* Two lines: what, whom and how; when and why. `whose`: the owner, too. */
void text_touch_lines(Page *page, const Doc *touch, bool whose);
/* "Next: call Jack Hill, tomorrow 9:00 (touch 31)", with its reason. */
void text_touch_next(Page *page, const Doc *touch);
