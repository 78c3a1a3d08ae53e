/* The document of a touch to come (DESIGN §10):
 *
 *     id, lead {id, name, account, status, source}, contact {id, name, title} | null, channel,
 *     address {kind, value, extension} | null, due_at, state "planned", mode, reason,
 *     content {id} | null, why [sentence…], cadence, step, promise {id, text, due_at} | null
 *
 * and beside the contract: lead.account_id, lead.temperature, lead.product, contact.role, group,
 * concern, owner_id, owner, missing (the kind of address that would be better), nothing_new,
 * library_dry, lateness (fresh, overdue, manager), smaller (the channel of a smaller act), score,
 * terms [{name, points}]. Strings are the card's. */
#pragma once

#include "action/touch_card.h"
#include "base/doc.h"

Doc *view_touch(Arena *arena, const TouchCard *card);
/* The same members put into `doc`, which has others. */
void view_touch_into(Arena *arena, Doc *doc, const TouchCard *card);
