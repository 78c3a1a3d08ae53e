/* Mailboxes that are read, as text. */
#pragma once

#include "cli/cli.h"

CliText text_mailboxes, text_mailbox, text_mailbox_removed, text_mailbox_right;
