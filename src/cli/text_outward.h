/* Forms, webhooks and jobs as text. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

void text_forms(Page *page, const Doc *doc);
void text_form(Page *page, const Doc *doc);
void text_form_switched(Page *page, const Doc *doc);
void text_webhooks(Page *page, const Doc *doc);
void text_webhook(Page *page, const Doc *doc);
void text_webhook_removed(Page *page, const Doc *doc);
void text_deliveries(Page *page, const Doc *doc);
void text_delivery(Page *page, const Doc *doc);
void text_jobs(Page *page, const Doc *doc);
void text_job(Page *page, const Doc *doc);
