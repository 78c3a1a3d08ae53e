/* A lead kept from its claim to its dot, so that it is not loaded twice: for the action room only.
 *
 * The claim loaded it in a transaction of its own. At the dot it is used only where it is what
 * loading it would give:
 * - nobody else has written since (db_others_version());
 * - this worker has not, either, about the lead, its account or any of its people. Who writes says
 *   so: send_wrote() of the lead that was written about, send_wrote_anything() where it may be
 *   others, too. It is told in a table of few places that ids share, so another's writing is
 *   sometimes taken for one's own: that costs a load;
 * - the second is the same: which holds run and which days count was asked for that one;
 * - what the context lends (owner, policy, cadence) is read anew by lead_load_again().
 * PostgreSQL does not tell what others wrote: there every lead is loaded at its dot.
 */
#pragma once

#include "action/load_lead.h"
#include "action/send.h"

/* A lead as it was loaded, and when. */
typedef struct SendLoaded {
    LoadedLead lead;
    uint64_t others; /* db_others_version() */
    uint64_t writes; /* of this worker, until then */
    Time at;
} SendLoaded;

/* Loads leads to be claimed or dotted, inside of the caller's transaction. */
bool send_load(Context *context, Arena *arena, const SendWorker *worker, const int64_t *ids,
               size_t count, SendLoaded *loaded, Err *err);
/* The worker has written about it since, or may have. */
bool send_is_written(const SendWorker *worker, const SendLoaded *loaded);
/* `others`: db_others_version() in the transaction in which it is to be used. */
bool send_still_true(const Context *context, const SendWorker *worker, uint64_t others,
                     const SendLoaded *loaded);

/* The worker writes about this lead and those it is in one house with. */
void send_wrote(SendWorker *worker, const LoadedLead *lead);
/* The worker writes, and what of is not known here: nothing is kept. */
void send_wrote_anything(SendWorker *worker);

int64_t send_number(const SendWorker *worker);
