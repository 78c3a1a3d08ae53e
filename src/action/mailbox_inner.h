/* Mailboxes inside: for the action room only. */
#pragma once

#include "action/context_inner.h"
#include "action/mailbox.h"
#include "channel/receiver.h"

/* A row's settings, and its secrets opened, which may be those of a sender; BROKEN, MISSING. */
bool mailbox_settings(Context *context, Arena *arena, const struct mailbox_list_row *row,
                      Doc **settings, Doc **secrets, Err *err);
/* The login of the sender of this address, where it is one that the context's user may use. */
bool mailbox_borrow(Context *context, Arena *arena, const char *address, Doc *settings,
                    int64_t *sender_id, Err *err);
