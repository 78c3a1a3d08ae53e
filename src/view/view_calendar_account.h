/* Documents of users' calendars at other servers. */
#pragma once

#include "action/calendar_account.h"
#include "action/calendar_sync.h"
#include "base/doc.h"

Doc *view_calendar_account(Arena *arena, const CalendarAccount *account);
Doc *view_calendar_accounts(Arena *arena, const CalendarAccounts *accounts);
Doc *view_calendar_probed(Arena *arena, const CalendarProbed *probed);
Doc *view_calendar_synced(Arena *arena, const CalendarSynced *synced);
