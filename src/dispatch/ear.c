#include "dispatch/ear.h"

#include <stdlib.h>

enum { REFUSED_MS = 5 * 60 * 1000 /* until a copy that was refused is tried again */ };

bool ear_open(Context *context, Arena *scratch, const WorkOptions *options, int64_t offset,
              const MailboxClaim *claim, Ear **ear, Err *err)
{
    MailboxAccess access;
    const ReceiverDriver *driver = receiver_driver(claim->driver, err);
    if (!driver || !mailbox_access(context, scratch, claim, &access, err))
        return false;
    Ear *made = calloc(1, sizeof *made);
    if (!made)
        abort();
    *made = (Ear){.mailbox_id = claim->id,
                  .turn = claim->turn,
                  .wanted = true,
                  .asker = {options, offset, claim->sender_id},
                  .copy_arena = arena_new()};
    made->bearer = token_bearer(&made->asker);
    if (!driver->open(access.settings, access.secrets, &made->bearer, access.places,
                      access.place_count, &made->receiver, err)) {
        ear_close(made);
        return false;
    }
    *ear = made;
    return true;
}

void ear_close(Ear *ear)
{
    if (!ear)
        return;
    receiver_close(ear->receiver);
    arena_free(ear->copy_arena);
    free(ear);
}

bool ear_has_copy(const Ear *ear)
{
    return ear->copy.bytes != NULL;
}

bool ear_give_copy(Context *context, Ear *ear, Err *err)
{
    bool found;
    ReceiverCopy copy;
    if (ear_has_copy(ear) || !receiver_takes_copy(ear->receiver))
        return true;
    if (ear->copy_after && clock_ticking() >= ear->copy_again)
        ear->copy_after = 0;
    if (!sent_copy_find(context, ear->copy_arena, ear->mailbox_id, ear->copy_after, &copy, &found,
                        err))
        return false;
    if (!found)
        return true;
    ear->copy = copy;
    receiver_copy(ear->receiver, &ear->copy);
    return true;
}

bool ear_end_copy(Context *context, Arena *scratch, Ear *ear, const ReceiverNews *news, Err *err)
{
    bool copied = news->event == RECEIVER_COPIED;
    int64_t id = news->copy->id;
    if (!copied && !ear->copy_after)
        ear->copy_again = clock_ticking() + REFUSED_MS;
    if (!copied)
        ear->copy_after = id;
    ear->copy = (ReceiverCopy){0};
    arena_reset(ear->copy_arena);
    return sent_copy_settle(context, scratch, ear->mailbox_id, id, copied, err);
}
