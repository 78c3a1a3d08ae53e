/* Forecast and reports as text. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_forecast(Page *page, const Doc *doc);
/* Any report, by its name. */
void text_report(Page *page, const Doc *doc);
