#include "dispatch/listen.h"

#include "action/inbox.h"
#include "action/receive.h"
#include "base/digest.h"
#include "base/log.h"
#include "dispatch/ear.h"
#include "dispatch/machine.h"

#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    EARS_MOST = 256, /* mailboxes at once */
    LOOK_MS = 1000,  /* between two looks for mailboxes that came, went or have copies waiting */
    COLLISIONS_MOST = 10,       /* of one mail with others' transactions */
    TOLD_MS = 5 * 60 * 1000,    /* between two times it is written down that all was read */
    PAGES_KIBIBYTES = 2 * 1024, /* of the database, in memory */
    TIDY_MS = 60 * 60 * 1000    /* between two times it forgets what nobody takes */
};

typedef struct Listener {
    const WorkOptions *options;
    Context *context;
    int64_t number;
    int64_t offset; /* of its clock */
    Ear *ears[EARS_MOST];
    size_t ear_count;
    size_t left;                  /* mailboxes beyond those, as was logged */
    int64_t looked_at, tidied_at; /* clock_ticking(); 0: not yet */
    WorkDone done;
} Listener;

static Time now_of(const Listener *listener)
{
    return clock_now() + listener->offset;
}

static bool is_stopped(const Listener *listener)
{
    return machine_is_stopped(listener->options);
}

/* --- mailboxes come and go -------------------------------------------------------------------- */

static void drop_ear(Listener *listener, size_t place)
{
    ear_close(listener->ears[place]);
    listener->ears[place] = listener->ears[--listener->ear_count];
}

/* It rests, or waits for a person. */
static bool go_down(Listener *listener, Arena *scratch, int64_t mailbox_id, const Err *why,
                    Err *err)
{
    log_line(LOG_WARN, "listen", "mailbox %" PRId64 ": %s", mailbox_id, why->message);
    return mailbox_went_down(listener->context, scratch, listener->number, mailbox_id, why, err);
}

static Ear *find_ear(const Listener *listener, const MailboxClaim *claim)
{
    for (size_t i = 0; i < listener->ear_count; i++)
        if (listener->ears[i]->mailbox_id == claim->id && listener->ears[i]->turn == claim->turn)
            return listener->ears[i];
    return NULL;
}

static bool open_ear(Listener *listener, Arena *scratch, const MailboxClaim *claim, Err *err)
{
    Err why;
    if (!ear_open(listener->context, scratch, listener->options, listener->offset, claim,
                  &listener->ears[listener->ear_count], &why))
        return go_down(listener, scratch, claim->id, &why, err);
    listener->ear_count++;
    return true;
}

/* Whose lease was lost, who was paused or changed is not heard any more. */
static bool look_around(Listener *listener, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    MailboxClaims claims;
    if (!context_begin(listener->context, context_first_user(listener->context), now_of(listener),
                       err) ||
        !mailbox_claims(listener->context, scratch, listener->number, EARS_MOST, &claims, err))
        return false;
    if (claims.left > listener->left)
        log_line(LOG_WARN, "listen", "%zu mailboxes wait for another worker: one reads %d at most",
                 claims.left, EARS_MOST);
    listener->left = claims.left;
    for (size_t i = 0; i < listener->ear_count; i++)
        listener->ears[i]->wanted = false;
    for (size_t i = 0; i < claims.count; i++) {
        Ear *ear = find_ear(listener, &claims.at[i]);
        if (ear)
            ear->wanted = true;
    }
    for (size_t i = listener->ear_count; i-- > 0;)
        if (!listener->ears[i]->wanted)
            drop_ear(listener, i);
    for (size_t i = 0; i < claims.count && !is_stopped(listener); i++)
        if (!find_ear(listener, &claims.at[i]) && !open_ear(listener, scratch, &claims.at[i], err))
            return false;
    return true;
}

/* Copies that nobody takes, and strangers' mails: also where no server runs. */
static bool tidy(Listener *listener, Err *err)
{
    int64_t ticking = clock_ticking();
    if (listener->tidied_at && ticking - listener->tidied_at < TIDY_MS)
        return true;
    listener->tidied_at = ticking;
    return sent_copies_fade(listener->context, err) && inbox_forget(listener->context, err);
}

/* True in `waiting` when there are any for mailboxes that are heard. */
static bool give_copies(Listener *listener, bool *waiting, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    int64_t *ids;
    size_t count;
    if (!sent_copies_waiting(listener->context, scratch, &ids, &count, err))
        return false;
    for (size_t i = 0; i < listener->ear_count; i++)
        for (size_t k = 0; k < count; k++) {
            Ear *ear = listener->ears[i];
            if (ear->mailbox_id != ids[k])
                continue;
            if (!ear_give_copy(listener->context, ear, err))
                return false;
            *waiting = *waiting || ear_has_copy(ear) || !ear->through;
        }
    return true;
}

/* --- mails ------------------------------------------------------------------------------------ */

static bool set_aside(Listener *listener, const Ear *ear, const ReceiverNews *news, const Err *why,
                      Err *err)
{
    log_line(LOG_WARN, "listen", "mailbox %" PRId64 ", %s: mail %" PRId64 " is set aside: %s",
             ear->mailbox_id, news->place.folder, news->place.uid, why->message);
    return mailbox_set_aside(listener->context, ear->mailbox_id, &news->place, news->at,
                             news->length, why, err);
}

static bool receive(Listener *listener, Arena *scratch, const ReceivedMail *mail, Err *err)
{
    Received received;
    bool taken = receive_mail(listener->context, scratch, mail, &received, err);
    for (int tries = 1; !taken && context_collided(err) && tries < COLLISIONS_MOST; tries++)
        taken = receive_mail(listener->context, scratch, mail, &received, err);
    return taken;
}

/* A mail that cannot be had or taken in now. In the end it is set aside and what lies behind it
 * read: by then it came alone, after its place. False: this mailbox cannot go on now. */
static bool try_again(Listener *listener, Arena *scratch, const Ear *ear, const ReceiverNews *news,
                      const Err *why, Err *err)
{
    int64_t tries;
    if (!mailbox_tried(listener->context, scratch, listener->number, ear->mailbox_id, &news->place,
                       &tries, err))
        return false;
    if (tries >= MAIL_TRIES_MOST)
        return set_aside(listener, ear, news, why, err) &&
               mailbox_write_place(listener->context, listener->number, ear->mailbox_id, ear->turn,
                                   &news->place, err);
    return err_set(err, ERR_BUSY, "mail %" PRId64 " of %s waits: %.800s", news->place.uid,
                   news->place.folder, why->message);
}

/* False: this mailbox cannot go on now. */
static bool take_in(Listener *listener, Arena *scratch, const Ear *ear, const ReceiverNews *news,
                    Err *err)
{
    Time now = now_of(listener);
    ReceivedMail mail = {.mailbox_id = ear->mailbox_id,
                         .bytes = news->bytes,
                         .length = news->length,
                         .at = news->at > now ? now : news->at,
                         .sent_copy = news->sent};
    Err why = news->why;
    if (news->bytes && (!news->length || receive(listener, scratch, &mail, &why))) {
        listener->done.read++;
        return true;
    }
    bool passes = why.kind == ERR_BUSY || why.kind == ERR_BROKEN;
    return passes ? try_again(listener, scratch, ear, news, &why, err)
                  : set_aside(listener, ear, news, &why, err);
}

static bool say_through(Listener *listener, Ear *ear, Err *err)
{
    int64_t ticking = clock_ticking();
    ear->through = true;
    if (ear->told_at && ticking - ear->told_at < TOLD_MS)
        return true;
    ear->told_at = ticking;
    return mailbox_was_read(listener->context, listener->number, ear->mailbox_id, err);
}

/* The connection ended behind what was taken in, or on a mail. */
static bool end_on_mail(Listener *listener, Arena *scratch, const Ear *ear,
                        const ReceiverNews *news, Err *err)
{
    return news->given ? mailbox_write_place(listener->context, listener->number, ear->mailbox_id,
                                             ear->turn, &news->place, err)
                       : try_again(listener, scratch, ear, news, &news->why, err);
}

static bool deal_with(Listener *listener, Arena *scratch, Ear *ear, const ReceiverNews *news,
                      Err *err)
{
    switch (news->event) {
    case RECEIVER_MAIL:
        ear->through = false;
        return take_in(listener, scratch, ear, news, err);
    case RECEIVER_PLACE:
        return mailbox_write_place(listener->context, listener->number, ear->mailbox_id, ear->turn,
                                   &news->place, err);
    case RECEIVER_THROUGH:
        return say_through(listener, ear, err);
    case RECEIVER_COPIED:
    case RECEIVER_UNCOPIED:
        listener->done.copied += news->event == RECEIVER_COPIED;
        if (news->event == RECEIVER_UNCOPIED)
            log_err("listen", &news->why);
        return ear_end_copy(listener->context, scratch, ear, news, err);
    case RECEIVER_DOWN:
        if (!news->place.folder || end_on_mail(listener, scratch, ear, news, err))
            *err = news->why;
        return false;
    default:
        return true;
    }
}

/* True in `heard` when there was anything. False: the ear is of no more use. */
static bool hear(Listener *listener, Ear *ear, bool *heard, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    for (int i = 0; i < EAR_EVENTS_MOST && !is_stopped(listener); i++) {
        ReceiverNews news;
        ReceiverEvent event = receiver_turn(ear->receiver, &news);
        if (event == RECEIVER_QUIET)
            return true;
        *heard = *heard || event != RECEIVER_MORE || !ear->through;
        if (event == RECEIVER_MORE)
            return true;
        if (!deal_with(listener, scratch, ear, &news, err))
            return false;
        arena_reset(scratch);
    }
    return true;
}

static bool hear_all(Listener *listener, bool *heard, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    for (size_t i = listener->ear_count; i-- > 0;) {
        Err why;
        int64_t id = listener->ears[i]->mailbox_id;
        if (hear(listener, listener->ears[i], heard, &why))
            continue;
        drop_ear(listener, i);
        if (!go_down(listener, scratch, id, &why, err))
            return false;
    }
    return true;
}

/* --- the thread ------------------------------------------------------------------------------- */

static void wait_for_news(const Listener *listener, int milliseconds)
{
    struct pollfd waits[EARS_MOST + 1];
    size_t count = 0;
    for (size_t i = 0; i < listener->ear_count; i++)
        waits[count++] = (struct pollfd){.fd = receiver_descriptor(listener->ears[i]->receiver),
                                         .events = POLLIN};
    waits[count++] = (struct pollfd){.fd = listener->options->woken, .events = POLLIN};
    poll(waits, count, milliseconds);
}

static bool is_through(const Listener *listener)
{
    for (size_t i = 0; i < listener->ear_count; i++)
        if (!listener->ears[i]->through || ear_has_copy(listener->ears[i]))
            return false;
    return true;
}

/* `over`: all there is was read, and copied. */
static bool step(Listener *listener, bool *over, Err *err)
{
    bool heard = false, waiting = false;
    int64_t ticking = clock_ticking();
    if (!listener->looked_at || ticking - listener->looked_at >= LOOK_MS) {
        listener->looked_at = ticking;
        if (!look_around(listener, err) || !tidy(listener, err) ||
            !give_copies(listener, &waiting, err))
            return false;
    }
    if (!hear_all(listener, &heard, err))
        return false;
    *over = !heard && is_through(listener);
    if (*over && listener->options->once) {
        if (!give_copies(listener, &waiting, err))
            return false;
        *over = !waiting;
    }
    if (!heard && !(*over && listener->options->once))
        wait_for_news(listener, LOOK_MS);
    return true;
}

/* Whoever comes next need not wait for the leases. */
static void end_listener(Listener *listener)
{
    Err ignored;
    while (listener->ear_count) {
        int64_t id = listener->ears[listener->ear_count - 1]->mailbox_id;
        drop_ear(listener, listener->ear_count - 1);
        (void)mailbox_leave(listener->context, listener->number, id, &ignored);
    }
    context_close(listener->context);
}

bool listen_run(const WorkOptions *options, WorkDone *done, Err *err)
{
    Listener *listener = calloc(1, sizeof *listener);
    if (!listener)
        abort();
    *listener = (Listener){
        .options = options, .number = random_number(), .offset = machine_offset(options)};
    bool right = machine_open(options, "listen", PAGES_KIBIBYTES, &listener->context, err);
    bool over = false;
    while (right && !is_stopped(listener) && !(over && options->once)) {
        Err trouble;
        if (step(listener, &over, &trouble))
            continue;
        log_err("listen", &trouble);
        if (options->once) {
            *err = trouble;
            right = false;
        } else {
            wait_for_news(listener, MACHINE_TROUBLE_MS);
        }
    }
    *done = listener->done;
    end_listener(listener);
    free(listener);
    return right;
}
