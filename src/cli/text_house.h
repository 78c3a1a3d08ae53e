/* The house as text: what came in, settings, what was found wrong. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_import(Page *page, const Doc *doc);
void text_init(Page *page, const Doc *doc);
void text_settings(Page *page, const Doc *doc);
void text_setting(Page *page, const Doc *doc);
void text_setting_value(Page *page, const Doc *doc); /* the value alone, for scripts */
void text_holidays(Page *page, const Doc *doc);
void text_holiday_added(Page *page, const Doc *doc);
void text_holiday_removed(Page *page, const Doc *doc);
void text_check(Page *page, const Doc *doc);
void text_doctor(Page *page, const Doc *doc);
