/* Senders inside: for the action room only. */
#pragma once

#include "action/context_inner.h"
#include "action/sender.h"
#include "channel/carrier.h"

bool sender_rows(Context *context, Arena *arena, struct sender_list_rows *rows, Err *err);
/* The address of the sender whose login something else uses; NULL where that is 0: its own. */
bool sender_login_of(Context *context, Arena *arena, int64_t sender_id, const char **address,
                     Err *err);
/* Everybody's settings (user 0) are an admin's; one's own sender is one's own. DENIED. */
bool sender_may_change(const Context *context, int64_t user_id, Err *err);
/* Whose a new one is: a user named, everybody's (0), else the context's own. */
bool sender_choose_user(Context *context, const char *user, bool everybody, int64_t *user_id,
                        Err *err);
/* A mailbox; of a fax sender a number with its country; of a text sender, what they see it is from:
 * a number with its country, a short code, or a name of eleven letters at most. */
/* Whether texts by it can carry a picture. */
bool sender_takes_pictures(Context *context, Arena *arena, const struct sender_list_row *row);
bool sender_check_address(Channel channel, const char *address, Err *err);
Channel sender_channel(const struct sender_list_row *row);
/* The one of them that a user's messages of a channel go by; NULL: none. */
const struct sender_list_row *sender_row_of(const struct sender_list_rows *rows, int64_t user_id,
                                            Channel channel);
/* A row's settings, and its secrets opened; BROKEN names the sender. */
bool sender_settings(Context *context, Arena *arena, const struct sender_list_row *row,
                     Doc **settings, Doc **secrets, Err *err);
/* The day its messages are counted on: its user's, or the workspace's. */
Day sender_day(const Context *context, const struct sender_list_row *row);
/* How many it may send on that day: the cap, or less while it is new. */
int64_t sender_day_most(const Context *context, const struct sender_list_row *row);
/* Seconds between two messages; 0: it may send more than one a second. */
int64_t sender_spacing(const struct sender_list_row *row);
/* It is neither off nor does it rest. */
bool sender_works(const Context *context, const struct sender_list_row *row);
/* From when it may send the next one: now, or once its minute or its rest is over; TIME_NONE: it is
 * off, or has sent what it may today. */
Time sender_next(const Context *context, const struct sender_list_row *row);
/* How many it may send now; 0: it does not work, or has sent what it may. */
int64_t sender_room(const Context *context, const struct sender_list_row *row);
/* One that has not ended, which the context's user may change. MISSING, DENIED. */
bool sender_find(Context *context, Arena *arena, int64_t id, struct sender_list_row *row, Err *err);
/* The same, as it is shown. */
bool sender_show(Context *context, Arena *arena, int64_t id, SenderShown *sender, Err *err);
/* sender_change() within the caller's transaction. */
bool sender_put(Context *context, Arena *arena, const struct sender_list_row *row,
                const Doc *changes, Err *err);
const char *sender_json(Arena *arena, const Doc *doc);
/* A sender's secrets, sealed. */
struct Blob sender_seal(const Context *context, Arena *arena, int64_t id, const Doc *secrets);
/* For a DialBearer: asks login_bearer() on the thread of the context. */
typedef struct SenderAsking {
    Context *context;
    int64_t sender_id;
} SenderAsking;
bool sender_ask_bearer(void *of, Arena *arena, const char *refused, const char **bearer, Err *err);
