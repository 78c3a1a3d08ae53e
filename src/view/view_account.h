/* An account as a document:
 *
 *     id, name, never, domain, sector, city, region, country, zone, parent {id, name} | null,
 *     children [{id, name}…], addresses [address…] (view_lead.h),
 *     people [{id, name, title, role, state, reports_to {id, name} | null, zone, stopped
 * [channel…], last_touched_at, last_talked_at, addresses [address…], under [the same…]}…] (a tree;
 * side by side, whom to call next comes first), people_more, leads [as in view_leads.h…],
 * leads_of_others (a number) */
#pragma once

#include "action/account.h"
#include "base/doc.h"

Doc *view_account(Arena *arena, const AccountShown *account);
