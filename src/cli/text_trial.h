/* Trials as text. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_trial(Page *page, const Doc *doc);
void text_trials(Page *page, const Doc *doc);
