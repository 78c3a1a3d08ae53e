#include "dispatch/notices.h"

#include "action/invitation.h"
#include "action/invitation_notice.h"
#include "base/digest.h"
#include "base/log.h"
#include "dispatch/lone.h"
#include "dispatch/machine.h"
#include "mail/compose.h"
#include "mail/html_from_text.h"

#include <inttypes.h>

enum {
    LOOK_MS = 2000, /* between two looks for what has changed */
    PAGES_KIBIBYTES = 1024,
    HTML_LONGEST = 64 * 1024
};

typedef struct Teller {
    const WorkOptions *options;
    Context *context;
    int64_t number;
    int64_t offset;    /* of its clock */
    Standing standing; /* in `stood` */
    Arena *stood;
    WorkDone done;
} Teller;

/* A notice on its way. */
typedef struct Telling {
    Teller *teller;
    Arena *arena;
    NoticeClaim claim;
} Telling;

static Time now_of(const Teller *teller)
{
    return clock_now() + teller->offset;
}

static bool begin(Teller *teller, Time now, Err *err)
{
    return context_begin(teller->context, context_first_user(teller->context), now, err);
}

/* What a person has done is told by it, so it says of itself no more than their own mails do. */
static bool compose(void *of, Time now, Buf *mail, Err *err)
{
    const NoticeClaim *claim = &((const Telling *)of)->claim;
    MimeAddress to = {.name = claim->to_name, .address = claim->to};
    auto_buf Buf html = buf_new(HTML_LONGEST);
    bool needs_utf8;
    html_from_text(claim->words, &html);
    return compose_mail(&(MailDraft){.from = {.name = claim->from_name, .address = claim->from},
                                     .to = {&to, 1},
                                     .subject = claim->subject,
                                     .text = claim->words,
                                     .html = html.at,
                                     .date = now,
                                     .date_offset = claim->offset,
                                     .message_id = claim->message_id,
                                     .in_reply_to = claim->answers,
                                     .references = {&claim->answers, 1},
                                     .calendar = claim->calendar,
                                     .calendar_method = claim->method},
                        mail, &needs_utf8, err);
}

/* Committed, then kept outside of the database, then said. */
static bool write_dot(void *of, Time now, bool *go, Err *err)
{
    Telling *telling = of;
    Teller *teller = telling->teller;
    return begin(teller, now, err) &&
           notice_dot(teller->context, telling->arena, teller->number, &telling->claim,
                      &teller->standing, go, err) &&
           (!*go || standing_keep(&teller->standing, err));
}

static bool settle(Telling *telling, const SendVerdict *verdict, Err *err)
{
    Teller *teller = telling->teller;
    Time now = now_of(teller);
    bool stopped = machine_is_stopped(teller->options) && !verdict->dotted;
    teller->done.sent += verdict->result == SEND_SENT;
    if (verdict->result != SEND_SENT)
        log_line(LOG_WARN, "notices", "that of invitation %" PRId64 ": %s: %s", telling->claim.id,
                 send_result_name(verdict->result), verdict->words);
    return begin(teller, now, err) &&
           notice_settle(teller->context, telling->arena, teller->number, &telling->claim, verdict,
                         stopped ? now : now + NOTICE_AGAIN_SECONDS, err);
}

static bool tell(Teller *teller, int64_t id, Err *err)
{
    auto_arena Arena *arena = arena_new();
    Telling telling = {.teller = teller, .arena = arena};
    const NoticeClaim *claim = &telling.claim;
    SendVerdict verdict;
    bool claimed;
    if (!begin(teller, now_of(teller), err) ||
        !notice_claim(teller->context, arena, teller->number, id, &telling.claim, &claimed, err))
        return false;
    if (!claimed)
        return true;
    const LoneMail mail = {.options = teller->options,
                           .offset = teller->offset,
                           .sender_id = claim->sender_id,
                           .driver = claim->driver,
                           .settings = claim->settings,
                           .secrets = claim->secrets,
                           .message_id = claim->message_id,
                           .from = claim->from,
                           .to = claim->to,
                           .of = &telling,
                           .compose = compose,
                           .dot = write_dot};
    lone_carry(&mail, arena, &verdict);
    return settle(&telling, &verdict, err);
}

/* --- the thread ------------------------------------------------------------------------------- */

/* Whether this machine may send for this database, asked until it may. */
static bool stand(Teller *teller, Err *err)
{
    if (teller->standing.good)
        return true;
    auto_arena Arena *fresh = arena_new();
    Standing looked = {.hold_id = teller->standing.hold_id};
    if (!standing_look(teller->context, fresh, &looked, err))
        return false;
    arena_free(teller->stood);
    teller->stood = fresh;
    fresh = NULL;
    teller->standing = looked;
    teller->done.held = looked.why;
    return true;
}

static bool look(void *of, Err *err)
{
    Teller *teller = of;
    auto_arena Arena *arena = arena_new();
    Context *context = teller->context;
    NoticeIds ids;
    if (!begin(teller, now_of(teller), err) || !notice_recover(context, err) ||
        !invitation_look(context, arena, err) || !notice_due(context, arena, &ids, err))
        return false;
    if (!ids.count)
        return true;
    if (!stand(teller, err))
        return false;
    for (size_t i = 0;
         i < ids.count && teller->standing.good && !machine_is_stopped(teller->options); i++)
        if (!tell(teller, ids.at[i], err))
            return false;
    return true;
}

bool notices_run(const WorkOptions *options, WorkDone *done, Err *err)
{
    Teller teller = {
        .options = options, .number = random_number(), .offset = machine_offset(options)};
    bool right = machine_open(options, "notices", PAGES_KIBIBYTES, &teller.context, err) &&
                 machine_watch(options, "notices", LOOK_MS, look, &teller, err);
    *done = teller.done;
    arena_free(teller.stood);
    context_close(teller.context);
    return right;
}
