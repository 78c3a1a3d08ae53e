/* Lone: a mail that is no touch (the morning mail, a notice of an appointment) on its way, by a
 * connection of its own, one at a time: so a server that takes a minute keeps no customer's mail
 * waiting, and the dispatcher's rounds need not know of it. For this room only.
 */
#pragma once

#include "base/buf.h"
#include "base/doc.h"
#include "base/work.h"
#include "channel/carrier.h"

typedef struct LoneMail {
    const WorkOptions *options;
    int64_t offset; /* of the machine's clock */
    int64_t sender_id;
    const char *driver;
    const Doc *settings, *secrets;
    const char *message_id, *from, *to;
    void *of;
    bool (*compose)(void *of, Time now, Buf *mail, Err *err); /* unsigned */
    /* Writes its dot, and keeps what was committed; `go`: it may be said. */
    bool (*dot)(void *of, Time now, bool *go, Err *err);
} LoneMail;

/* Until its verdict is there; one that could not be opened or written is SEND_DOWN. */
void lone_carry(const LoneMail *mail, Arena *arena, SendVerdict *verdict);
