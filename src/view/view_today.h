/* Today as a document: {now, touches [touch…], counts {answers, promises, agreed, enquiries, calls,
 * review, total}}; a count of 1000 means that many or more. Beside the contract: owner (null:
 * everyone), overdue, promises [promise…] that are due beside the touches, lines {touched,
 * target}. */
#pragma once

#include "action/list_today.h"
#include "base/doc.h"

/* counts, overdue and lines alone. */
void view_today_numbers(Arena *arena, Doc *doc, const Today *today);
Doc *view_today(Arena *arena, const Today *today);
