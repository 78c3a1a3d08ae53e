/* Lone: mails that are no touch (the morning mail, a notice of an appointment). What sends a kind
 * of them is one thread beside those that send and hear: it looks for what is due, and carries it
 * by a connection of its own, one mail at a time; so a server that takes a minute keeps no
 * customer's mail waiting, and the dispatcher's rounds need not know of it. For this room only.
 */
#pragma once

#include "action/context.h"
#include "action/standing.h"
#include "base/buf.h"
#include "base/doc.h"
#include "base/work.h"
#include "channel/carrier.h"

/* The thread. */
typedef struct LoneWorker {
    const struct LoneKind *kind;
    const WorkOptions *options;
    Context *context;
    int64_t number;    /* the fence of its claims */
    int64_t offset;    /* of the machine's clock */
    Standing standing; /* in `stood` */
    Arena *stood;
    WorkDone done;
} LoneWorker;

/* One that was claimed. */
typedef struct LoneMail {
    int64_t sender_id;
    const char *driver;
    const Doc *settings, *secrets;
    const char *message_id, *from, *to;
    const void *claim; /* its kind's own */
} LoneMail;

typedef struct LoneCame {
    const SendVerdict *verdict;
    const void *bytes; /* as it went; NULL: it was not composed */
    size_t length;
    Time again_at; /* when it may be tried again, of one that did not go */
} LoneCame;

typedef struct LoneIds {
    int64_t *at;
    size_t count;
} LoneIds;

/* What its parts act as: the context is begun for user_of(), and for the first user in due(). The
 * arena lives until the mail is settled. */
typedef struct LoneKind {
    const char *part;  /* "notices" */
    const char *about; /* in the log, before an id: "that of invitation" */
    int look_ms;       /* between two looks */
    int64_t again_seconds;
    int64_t (*user_of)(const LoneWorker *worker, int64_t id);
    /* What is to go now; what was left behind is taken over first. */
    bool (*due)(LoneWorker *worker, Arena *arena, LoneIds *ids, Err *err);
    bool (*claim)(LoneWorker *worker, Arena *arena, int64_t id, LoneMail *mail, bool *claimed,
                  Err *err);
    bool (*compose)(LoneWorker *worker, Arena *arena, const LoneMail *mail, Time now, Buf *bytes,
                    Err *err); /* unsigned */
    /* Writes its dot; `go`: it may be said, once what was committed is kept. */
    bool (*dot)(LoneWorker *worker, Arena *arena, const LoneMail *mail, bool *go, Err *err);
    bool (*settle)(LoneWorker *worker, Arena *arena, const LoneMail *mail, const LoneCame *came,
                   Err *err);
} LoneKind;

/* Until it is stopped, or once. `held` and what settle() counts are set in `done`. */
bool lone_run(const LoneKind *kind, const WorkOptions *options, WorkDone *done, Err *err);
