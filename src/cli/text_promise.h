/* Promises as text. */
#pragma once

#include "base/doc.h"
#include "cli/text_page.h"

/* A row each; `promises` is an array. */
void text_promise_rows(Page *page, const Doc *promises);
void text_promises(Page *page, const Doc *doc); /* {promises} */
void text_late_promise(Page *page, const Doc *doc);
void text_promise_mail(Page *page, const Doc *doc);   /* as it is begun */
void text_promise_mailed(Page *page, const Doc *doc); /* as it waits */
void text_promise(Page *page, const Doc *doc);        /* one that was made or changed */
