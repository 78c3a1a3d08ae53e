/* The morning mail on its way: to a user, by their own sender or everybody's, once a day.
 *
 *     claimed → dot → sent | refused | uncertain
 *
 * as of a customer's message (action/send.h), in the row of `morning` that the user's day has:
 * claims are leased, the dot is committed before it is said, and who ends behind it leaves an
 * uncertain mail that never goes again. It counts as a dot of the database (action/standing.h), so
 * that a copy sends none; the line, its caps and those of the sender are for customers' mail.
 * Who sends one acts as its user: the context is theirs.
 */
#pragma once

#include "action/context.h"
#include "action/standing.h"
#include "base/doc.h"
#include "channel/carrier.h"

enum {
    MORNING_LEASE_SECONDS = 15 * 60, /* longer than a server may take for its answer */
    MORNING_AGAIN_SECONDS = 10 * 60  /* after a server that said later, or was not there */
};

typedef struct MorningUsers {
    int64_t *at;
    size_t count;
} MorningUsers;

/* Whose mail is to go now: it is their hour, until noon of a day they work, they have an address
 * and a sender that sends, and none has gone, nor is another worker about to. Reads only. */
bool morning_due(Context *context, Arena *arena, MorningUsers *users, Err *err);
/* Those whose worker has gone behind the dot become uncertain. */
bool morning_recover(Context *context, Arena *arena, Err *err);

typedef struct MorningClaim {
    int64_t user_id, sender_id;
    Day day;
    const char *driver;
    Doc *settings, *secrets;
    const char *from, *to, *to_name, *message_id;
    int offset; /* of the user's zone, seconds east of UTC */
} MorningClaim;

/* For the context's user. `claimed` false: it is not to go any more. BROKEN: its sender's secrets
 * cannot be read. */
bool morning_claim(Context *context, Arena *arena, int64_t worker, MorningClaim *claim,
                   bool *claimed, Err *err);
/* `go`: the dot may be said, once standing_keep() has kept what was committed. */
bool morning_dot(Context *context, Arena *arena, int64_t worker, const MorningClaim *claim,
                 Standing *standing, bool *go, Err *err);
/* A proof, found by its Message-ID, that it went: what is uncertain, or waits for its server's
 * answer yet, was sent. Nothing of a number that no morning mail has. */
bool morning_went(Context *context, int64_t id, Err *err);
/* The same, that it did not arrive. */
bool morning_came_back(Context *context, int64_t id, const char *why, Err *err);

/* What came of it; `again_at`: when it may be tried again, of SEND_LATER and SEND_DOWN. */
bool morning_settle(Context *context, int64_t worker, const MorningClaim *claim,
                    const SendVerdict *verdict, Time again_at, Err *err);
