/* Documents of mailboxes that are read. */
#pragma once

#include "action/mailbox.h"

Doc *view_mailbox(Arena *arena, const MailboxShown *mailbox);
Doc *view_mailboxes(Arena *arena, const MailboxesShown *mailboxes);
Doc *view_mailbox_probed(Arena *arena, const MailboxProbed *probed);
