/* A lead with all there is of it, as a document:
 *
 *     id, name, account {id, name, addresses […]} | null, owner {id, name}, status, status_why,
 *     temperature, source, source_kind, product, value (a sum, null: unknown), note, external_id,
 *     cadence, step, interest, noes, tries, captured_at, first_talked_at, last_talked_at,
 *     last_touched_at, answered_at, agreed {at, what} | null,
 *     people [{id, name, title, role, state, reports_to, zone, stopped [channel…], last_touched_at,
 *              last_talked_at, addresses [{id, kind, value, extension, label, state, why,
 *              suppressed}…]}…] (the main contact first),
 *     promises [promise…], wakes [{id, kind, text, at, state}…], next: touch | null,
 *     history [{id, at, user, contact, channel, address, outcome, result, state, excuse, reason,
 *               note, spoke_to, flagged, step, undone, dials [{contact, kind, value, outcome,
 *               at}…]}…] (newest first), history_more
 *
 * Why a touch is what it is: {touch_id, lead {id, name}, planned, channel, at, reason, why
 * [sentence…], score, terms [{name, points}…]}.
 *
 * Who else sees it: {lead {id, name}, everybody, users [{id, name}…]}.
 *
 * What was found: {leads [{id, name, contact {…} | null, account {…} | null, owner, status,
 * touch_id, channel, due_at}…], more}. */
#pragma once

#include "action/access.h"
#include "action/find_leads.h"
#include "action/show_lead.h"
#include "base/doc.h"

Doc *view_lead(Arena *arena, const LeadShown *lead);
Doc *view_shares(Arena *arena, const LeadShares *shares);
Doc *view_why(Arena *arena, const WhyShown *why);
Doc *view_found(Arena *arena, const FoundLeads *found);

/* `addresses` as a member of `doc`. */
void view_lead_addresses(Arena *arena, Doc *doc, const AddressShown *addresses, size_t count);
