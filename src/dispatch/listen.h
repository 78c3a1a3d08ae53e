/* Listen: the half of the machine that hears. Reads the mailboxes of the workspace (channel/
 * receiver.h) as mails come in, has each taken in (action/receive.h), writes down how far each
 * folder was read, and puts copies of what was sent into Sent folders.
 *
 * One thread, one Context, all mailboxes: it waits for all their connections at once, connections
 * are opened beside it, and each mailbox has EAR_EVENTS_MOST of its events dealt with before the
 * next one has its turn. Of several programs one reads a mailbox, by a lease.
 *
 * A mail that the database cannot take now, that the server does not give, or on which the
 * connection ends, is tried again, MAIL_TRIES_MOST times (counted in the database, whoever tries),
 * while its mailbox rests; then, or where it is refused for good, it is set aside
 * (action/mailbox.h) and what lies behind it is read. Nothing is lost meanwhile: a place is written
 * down only behind what was taken in or set aside, and the mails stay where they are.
 */
#pragma once

#include "base/work.h"

enum { EAR_EVENTS_MOST = 64, MAIL_TRIES_MOST = 5 };

/* Only `read` and `copied` are set. `once`: until all there is was read, then end. */
Work listen_run;
