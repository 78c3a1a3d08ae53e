#include "dispatch/lone.h"

#include "base/digest.h"
#include "base/log.h"
#include "dispatch/letterhead.h"
#include "dispatch/machine.h"
#include "dispatch/token.h"

#include <inttypes.h>
#include <poll.h>
#include <stdio.h>

enum {
    WAIT_MS = 1000,
    PARTING_MS = 20 * 1000, /* for a verdict, once it is to stop */
    MAIL_LONGEST = 4 * 1024 * 1024,
    PAGES_KIBIBYTES = 1024
};

typedef struct Carrying {
    LoneWorker *worker;
    Arena *arena;
    int64_t id;
    const LoneMail *mail;
    Letterhead head;
    TokenAsker asker;
    DialBearer bearer;
    Carrier *carrier;
    Buf bytes;
    Parcel parcel;
    SendVerdict *verdict;
    bool dotted, over;
    int64_t stopped_at; /* clock_ticking(); 0: it is not to stop */
} Carrying;

static Time now_of(const LoneWorker *worker)
{
    return clock_now() + worker->offset;
}

/* As whom it is carried. */
static bool begin(LoneWorker *worker, int64_t id, Time now, Err *err)
{
    return context_begin(worker->context, worker->kind->user_of(worker, id), now, err);
}

/* --- on its way ------------------------------------------------------------------------------- */

static void give_up(Carrying *carrying, SendResult result, const char *words)
{
    *carrying->verdict = (SendVerdict){.result = result, .dotted = carrying->dotted};
    snprintf(carrying->verdict->words, sizeof carrying->verdict->words, "%.200s", words);
    carrying->over = true;
}

/* Committed, then kept outside of the database, then said. */
static bool write_dot(Carrying *carrying, bool *go, Err *err)
{
    LoneWorker *worker = carrying->worker;
    return begin(worker, carrying->id, now_of(worker), err) &&
           worker->kind->dot(worker, carrying->arena, carrying->mail, go, err) &&
           (!*go || standing_keep(&worker->standing, err));
}

static void say_dot(Carrying *carrying)
{
    Err err;
    bool go = false;
    bool written = write_dot(carrying, &go, &err);
    if (written && go) {
        carrying->dotted = true;
        carrier_dot(carrying->carrier, &carrying->parcel);
        return;
    }
    carrier_withhold(carrying->carrier, &carrying->parcel);
    give_up(carrying, SEND_LATER, written ? "it may not go now" : err.message);
}

static void hear(Carrying *carrying)
{
    CarrierNews news;
    while (!carrying->over && carrier_turn(carrying->carrier, &news) != CARRIER_QUIET) {
        if (news.event == CARRIER_DOT_ASKED) {
            say_dot(carrying);
        } else if (news.event == CARRIER_SETTLED) {
            *carrying->verdict = news.verdict;
            carrying->over = true;
        }
    }
}

/* Before its dot it need not be waited for. */
static void part(Carrying *carrying)
{
    if (!machine_is_stopped(carrying->worker->options))
        return;
    if (!carrying->stopped_at)
        carrying->stopped_at = clock_ticking();
    if (!carrying->dotted)
        give_up(carrying, SEND_LATER, "Beck was stopped");
    else if (clock_ticking() - carrying->stopped_at > PARTING_MS)
        give_up(carrying, SEND_UNSURE, "Beck was stopped while the server had it");
}

static bool write_bytes(Carrying *carrying, Err *err)
{
    LoneWorker *worker = carrying->worker;
    Time now = now_of(worker);
    auto_buf Buf unsigned_mail = buf_new(MAIL_LONGEST);
    return worker->kind->compose(worker, carrying->arena, carrying->mail, now, &unsigned_mail,
                                 err) &&
           letterhead_sign(&carrying->head, &unsigned_mail, now, &carrying->bytes, err);
}

static bool carry(Carrying *carrying, Err *err)
{
    const LoneMail *mail = carrying->mail;
    const CarrierDriver *driver = carrier_driver(mail->driver, CHANNEL_EMAIL, err);
    if (!driver ||
        !letterhead_open(carrying->arena, mail->settings, mail->secrets, &carrying->head, err) ||
        !write_bytes(carrying, err) ||
        !driver->open(driver, mail->settings, mail->secrets, &carrying->bearer, &carrying->carrier,
                      err))
        return false;
    carrying->parcel = (Parcel){.id = mail->message_id,
                                .from = mail->from,
                                .to = mail->to,
                                .bytes = carrying->bytes.at,
                                .length = carrying->bytes.length,
                                .owner = carrying};
    carrier_offer(carrying->carrier, &carrying->parcel);
    while (!carrying->over) {
        hear(carrying);
        part(carrying);
        if (!carrying->over)
            poll(&(struct pollfd){.fd = carrier_descriptor(carrying->carrier), .events = POLLIN}, 1,
                 WAIT_MS);
    }
    return true;
}

/* One that could not be opened or written is SEND_DOWN. */
static bool carry_and_settle(Carrying *carrying, Err *err)
{
    LoneWorker *worker = carrying->worker;
    const SendVerdict *verdict = carrying->verdict;
    Err why;
    if (!carry(carrying, &why))
        give_up(carrying, SEND_DOWN, why.message);
    Time now = now_of(worker);
    bool stopped = machine_is_stopped(worker->options) && !verdict->dotted;
    if (verdict->result != SEND_SENT)
        log_line(LOG_WARN, worker->kind->part, "%s %" PRId64 ": %s: %s", worker->kind->about,
                 carrying->id, send_result_name(verdict->result), verdict->words);
    const LoneCame came = {.verdict = verdict,
                           .bytes = carrying->bytes.at,
                           .length = carrying->bytes.length,
                           .again_at = stopped ? now : now + worker->kind->again_seconds};
    return begin(worker, carrying->id, now, err) &&
           worker->kind->settle(worker, carrying->arena, carrying->mail, &came, err);
}

static bool send_one(LoneWorker *worker, int64_t id, Err *err)
{
    auto_arena Arena *arena = arena_new();
    LoneMail mail = {0};
    SendVerdict verdict;
    bool claimed;
    if (!begin(worker, id, now_of(worker), err) ||
        !worker->kind->claim(worker, arena, id, &mail, &claimed, err))
        return false;
    if (!claimed)
        return true;
    Carrying carrying = {.worker = worker,
                         .arena = arena,
                         .id = id,
                         .mail = &mail,
                         .asker = {worker->options, worker->offset, mail.sender_id},
                         .bytes = buf_new(MAIL_LONGEST),
                         .verdict = &verdict};
    carrying.bearer = token_bearer(&carrying.asker);
    bool settled = carry_and_settle(&carrying, err);
    carrier_close(carrying.carrier);
    letterhead_close(&carrying.head);
    buf_free(&carrying.bytes);
    return settled;
}

/* --- the thread ------------------------------------------------------------------------------- */

/* Whether this machine may send for this database, asked until it may. */
static bool stand(LoneWorker *worker, Err *err)
{
    if (worker->standing.good)
        return true;
    auto_arena Arena *fresh = arena_new();
    Standing looked = {.hold_id = worker->standing.hold_id};
    if (!standing_look(worker->context, fresh, &looked, err))
        return false;
    arena_free(worker->stood);
    worker->stood = fresh;
    fresh = NULL;
    worker->standing = looked;
    worker->done.held = looked.why;
    return true;
}

static bool look(void *of, Err *err)
{
    LoneWorker *worker = of;
    auto_arena Arena *arena = arena_new();
    Context *context = worker->context;
    LoneIds ids = {0};
    if (!context_begin(context, context_first_user(context), now_of(worker), err) ||
        !worker->kind->due(worker, arena, &ids, err))
        return false;
    if (!ids.count)
        return true;
    if (!stand(worker, err))
        return false;
    for (size_t i = 0;
         i < ids.count && worker->standing.good && !machine_is_stopped(worker->options); i++)
        if (!send_one(worker, ids.at[i], err))
            return false;
    return true;
}

bool lone_run(const LoneKind *kind, const WorkOptions *options, WorkDone *done, Err *err)
{
    LoneWorker worker = {.kind = kind,
                         .options = options,
                         .number = random_number(),
                         .offset = machine_offset(options)};
    bool right = machine_open(options, kind->part, PAGES_KIBIBYTES, &worker.context, err) &&
                 machine_watch(options, kind->part, kind->look_ms, look, &worker, err);
    *done = worker.done;
    arena_free(worker.stood);
    context_close(worker.context);
    return right;
}
