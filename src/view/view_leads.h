/* The list of leads, as documents:
 *
 *     leads [{id, name, account {id, name} | null, contact {id, name, title} | null,
 *             owner {id, name}, status, temperature, source, product, value (a sum, null: unknown),
 *             cadence, captured_at, last_touched_at, next {id, channel, due_at, reason} | null}…],
 *     filter {the fields asked for}, sort, total (null: not counted on this page), more_than,
 *     partial, cursor (null: the last page)
 *
 * Saved views: {views [{id, name, owner, own, shared, filter {…}}…]}.
 * What was done to many: {act, done, refused [{id, why}…], more, said}. */
#pragma once

#include "action/list_leads.h"
#include "action/manage_leads.h"
#include "action/saved_view.h"
#include "base/doc.h"

Doc *view_lead_row(Arena *arena, const LeadRow *row);
Doc *view_leads(Arena *arena, const LeadPage *page);
Doc *view_saved_view(Arena *arena, const SavedView *view);
Doc *view_saved_views(Arena *arena, const SavedViews *views);
Doc *view_batch(Arena *arena, const BatchResult *batch);
