/* Notices: those who were invited are told that the appointment has changed, or is called off.
 *
 *     waits → claimed → dot → told | refused | bounced | doubtful
 *
 * as of a customer's message (action/send.h), in the invitation's row: the claim is leased, the dot
 * is committed before it is said, and who ends behind it leaves a notice that never goes again. The
 * line, the caps of the sender and the dots of the database (action/standing.h) hold as for any
 * message; what may never go to that mailbox is told to nobody, and the lead's page says so.
 *
 *   refused   it cannot go (their server, the line), and they do not know
 *   bounced   it went and came back, or the mail that invited them did; also after it was told
 *   doubtful  the dot was said and no answer came: they may know. A proof of it settles that: its
 *             copy in the Sent folder, what answers or reports on it (notice_went()); or its
 * worker, who hears the answer late
 *
 * Each stands on Today until a person has told them (action/invitation_alarm.h), in the history of
 * the mail that invited them, and is looked at again like any other when the appointment changes.
 */
#pragma once

#include "action/context.h"
#include "action/standing.h"
#include "base/doc.h"
#include "channel/carrier.h"

enum {
    NOTICE_LEASE_SECONDS = 15 * 60, /* longer than a server may take for its answer */
    NOTICE_AGAIN_SECONDS = 10 * 60  /* after a server that said later, or was not there */
};

typedef struct NoticeIds {
    int64_t *at;
    size_t count;
} NoticeIds;

/* Invitations with something to be told now, by a sender that sends. */
bool notice_due(Context *context, Arena *arena, NoticeIds *ids, Err *err);
/* Those whose worker has gone behind the dot become doubtful. */
bool notice_recover(Context *context, Arena *arena, Err *err);

typedef struct NoticeClaim {
    int64_t id, notice_id, sequence, sender_id;
    int64_t copy_to; /* the mailbox into whose Sent folder it is put; 0: none */
    const char *driver;
    Doc *settings, *secrets;
    const char *from, *from_name, *to, *to_name, *message_id;
    const char *answers; /* the Message-ID of the mail that invited them */
    const char *subject, *words;
    const char *calendar, *method; /* "REQUEST", "CANCEL" */
    int offset;                    /* of the inviter's zone, seconds east of UTC */
} NoticeClaim;

/* `claimed` false: it is not to go any more, or not now. BROKEN: its sender's secrets cannot be
 * read. */
bool notice_claim(Context *context, Arena *arena, int64_t worker, int64_t id, NoticeClaim *claim,
                  bool *claimed, Err *err);
/* `go`: the dot may be said, once standing_keep() has kept what was committed. */
bool notice_dot(Context *context, Arena *arena, int64_t worker, const NoticeClaim *claim,
                Standing *standing, bool *go, Err *err);
/* What came of it. */
typedef struct NoticeCame {
    const SendVerdict *verdict;
    const void *bytes; /* the mail as it went, for its copy in the Sent folder */
    size_t length;
    Time again_at; /* when it may be tried again, of SEND_LATER and SEND_DOWN */
} NoticeCame;
bool notice_settle(Context *context, Arena *arena, int64_t worker, const NoticeClaim *claim,
                   const NoticeCame *came, Err *err);

/* A proof, found by its Message-ID, that it went: what is doubtful, or waits for its server's
 * answer yet, was told. `why`: "its copy stands in the Sent folder". Nothing of any other, or of a
 * number that no notice has. Inside the caller's transaction. */
bool notice_went(Context *context, Arena *arena, int64_t notice_id, const char *why, Err *err);
