/* Domains of disposable mailboxes, in lower case, each between two line ends. Made at build by
 * tool/disposable_domains.py; for mailbox_kind.c alone. */
#pragma once

extern const char disposable_domains[];
