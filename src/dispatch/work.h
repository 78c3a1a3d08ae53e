/* Work: the machine that never sleeps. Sends what machines have to send (action/send.h) by the
 * carriers of its senders (channel/carrier.h): one thread, one Context, rounds.
 *
 * A round writes down what came of messages, says which dots may go, and claims what is due, all as
 * one transaction; only when that is committed are dots said and parcels offered. So a commit is
 * shared by as many messages as there are connections, and a crash at any moment leaves each
 * message planned, claimed, or behind its dot.
 *
 * Where the database fails nothing more is sent: dots that were asked for are withheld, verdicts
 * are kept until they can be written, and it is tried again.
 */
#pragma once

#include "base/work.h"

Work work_run;
