/* What came in by mail, as documents. */
#pragma once

#include "action/inbox.h"
#include "action/receive.h"
#include "base/doc.h"

/* What became of a mail that was given to take. */
Doc *view_received_taken(Arena *arena, const char *file, const Received *received);

/* One mail of the inbox. */
Doc *view_received(Arena *arena, const InboxMail *mail);
/* {mails, more} */
Doc *view_inbox(Arena *arena, const Inbox *inbox);
