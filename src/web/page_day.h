/* What the pages of a day need beside their documents. */
#pragma once

#include "web/request.h"

enum { EVENING_MINUTE = 17 * 60 }; /* of a promise whose day alone was said */

/* groups [{group, count, more, shown_not_all, touches}…]: those that have any, in their order;
 * now_weekday. */
void page_today(Request *request, Doc *doc);
/* Links that dial, text and write: tel, sms, mailto of the touch and of each number of its climb.
 */
void page_morning(Request *request, Doc *doc);
void page_next(Request *request, Doc *doc);
/* The same links of each of `ways`, with the holding words; `first` of the one that is taken. */
void page_late(Request *request, Doc *doc);
/* The link of `mail` that opens their own program, with its words. */
void page_promise_mail(Request *request, Doc *doc);
