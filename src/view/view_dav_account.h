/* Documents of users' calendars and address books at other servers. */
#pragma once

#include "action/dav_account.h"
#include "action/dav_sync.h"
#include "base/doc.h"

Doc *view_dav_account(Arena *arena, const DavAccount *account);
Doc *view_dav_accounts(Arena *arena, DavKind kind, const DavAccounts *accounts);
Doc *view_dav_probed(Arena *arena, const DavProbed *probed);
Doc *view_dav_synced(Arena *arena, DavKind kind, const DavSynced *synced);
