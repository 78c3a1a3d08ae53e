/* The morning as a document: {now, day, user, counts, overdue, lines, first touch | null (the first
 * call), tel (its number as a link), answers [touch…], promised [promise…], broken [promise…],
 * monday {sellers [{name, silent, broken_promises, late_enquiries, talks_last_week}…], late} |
 * null, url, mail {time, to, state, at, why}}. */
#pragma once

#include "action/morning.h"
#include "base/doc.h"

Doc *view_morning(Arena *arena, const Morning *morning);
