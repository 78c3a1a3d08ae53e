#include "dispatch/morning.h"

#include "action/morning.h"
#include "action/morning_send.h"
#include "dispatch/lone.h"
#include "mail/compose.h"
#include "view/morning_letter.h"
#include "view/view_morning.h"

enum { LOOK_MS = 5000 /* between two looks for whose hour it is */ };

static int64_t user_of(const LoneWorker *worker, int64_t id)
{
    (void)worker;
    return id;
}

static bool due(LoneWorker *worker, Arena *arena, LoneIds *ids, Err *err)
{
    MorningUsers users;
    if (!morning_recover(worker->context, arena, err) ||
        !morning_due(worker->context, arena, &users, err))
        return false;
    *ids = (LoneIds){users.at, users.count};
    return true;
}

static bool claim(LoneWorker *worker, Arena *arena, int64_t id, LoneMail *mail, bool *claimed,
                  Err *err)
{
    MorningClaim *made = arena_make(arena, MorningClaim);
    (void)id;
    if (!morning_claim(worker->context, arena, worker->number, made, claimed, err))
        return false;
    *mail = (LoneMail){.sender_id = made->sender_id,
                       .driver = made->driver,
                       .settings = made->settings,
                       .secrets = made->secrets,
                       .message_id = made->message_id,
                       .from = made->from,
                       .to = made->to,
                       .claim = made};
    return true;
}

/* As the user sees it: what they may not see is not in it, either. */
static bool write_letter(LoneWorker *worker, Arena *arena, MorningLetter *letter, Err *err)
{
    Context *context = worker->context;
    Morning morning;
    context_guard(context, true);
    bool read = morning_read(context, arena, &morning, err);
    context_guard(context, false);
    if (read)
        *letter = morning_letter(arena, view_morning(arena, &morning), context_zone(context),
                                 context_country(context));
    return read;
}

static bool compose(LoneWorker *worker, Arena *arena, const LoneMail *lone, Time now, Buf *mail,
                    Err *err)
{
    const MorningClaim *made = lone->claim;
    MorningLetter letter;
    MimeAddress to = {.name = made->to_name, .address = made->to};
    bool needs_utf8;
    return write_letter(worker, arena, &letter, err) &&
           compose_mail(&(MailDraft){.from = {.name = "Beck", .address = made->from},
                                     .to = {&to, 1},
                                     .subject = letter.subject,
                                     .text = letter.text,
                                     .html = letter.html,
                                     .date = now,
                                     .date_offset = made->offset,
                                     .message_id = made->message_id,
                                     .automatic = AUTO_GENERATED},
                        mail, &needs_utf8, err);
}

static bool dot(LoneWorker *worker, Arena *arena, const LoneMail *mail, bool *go, Err *err)
{
    return morning_dot(worker->context, arena, worker->number, mail->claim, &worker->standing, go,
                       err);
}

static bool settle(LoneWorker *worker, Arena *arena, const LoneMail *mail, const LoneCame *came,
                   Err *err)
{
    (void)arena;
    worker->done.mornings += came->verdict->result == SEND_SENT;
    return morning_settle(worker->context, worker->number, mail->claim, came->verdict,
                          came->again_at, err);
}

bool morning_run(const WorkOptions *options, WorkDone *done, Err *err)
{
    static const LoneKind kind = {.part = "morning",
                                  .about = "the mail of user",
                                  .look_ms = LOOK_MS,
                                  .again_seconds = MORNING_AGAIN_SECONDS,
                                  .user_of = user_of,
                                  .due = due,
                                  .claim = claim,
                                  .compose = compose,
                                  .dot = dot,
                                  .settle = settle};
    return lone_run(&kind, options, done, err);
}
