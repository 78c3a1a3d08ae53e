#include "dispatch/morning.h"

#include "action/morning.h"
#include "action/morning_send.h"
#include "base/digest.h"
#include "base/log.h"
#include "dispatch/lone.h"
#include "dispatch/machine.h"
#include "mail/compose.h"
#include "view/morning_letter.h"
#include "view/view_morning.h"

#include <inttypes.h>

enum {
    LOOK_MS = 5000, /* between two looks for whose hour it is */
    PAGES_KIBIBYTES = 1024
};

typedef struct Greeter {
    const WorkOptions *options;
    Context *context;
    int64_t number;
    int64_t offset;    /* of its clock */
    Standing standing; /* in `stood` */
    Arena *stood;
    WorkDone done;
} Greeter;

/* A mail on its way. */
typedef struct Greeting {
    Greeter *greeter;
    Arena *arena;
    MorningClaim claim;
} Greeting;

static Time now_of(const Greeter *greeter)
{
    return clock_now() + greeter->offset;
}

static bool is_stopped(const Greeter *greeter)
{
    return machine_is_stopped(greeter->options);
}

/* --- its words -------------------------------------------------------------------------------- */

/* As the user sees it: what they may not see is not in it, either. */
static bool write_letter(Greeter *greeter, Arena *arena, MorningLetter *letter, Err *err)
{
    Context *context = greeter->context;
    Morning morning;
    context_guard(context, true);
    bool read = morning_read(context, arena, &morning, err);
    context_guard(context, false);
    if (read)
        *letter = morning_letter(arena, view_morning(arena, &morning), context_zone(context),
                                 context_country(context));
    return read;
}

static bool compose(void *of, Time now, Buf *mail, Err *err)
{
    Greeting *greeting = of;
    const MorningClaim *claim = &greeting->claim;
    MorningLetter letter;
    MimeAddress to = {.name = claim->to_name, .address = claim->to};
    bool needs_utf8;
    return write_letter(greeting->greeter, greeting->arena, &letter, err) &&
           compose_mail(&(MailDraft){.from = {.name = "Beck", .address = claim->from},
                                     .to = {&to, 1},
                                     .subject = letter.subject,
                                     .text = letter.text,
                                     .html = letter.html,
                                     .date = now,
                                     .date_offset = claim->offset,
                                     .message_id = claim->message_id,
                                     .automatic = AUTO_GENERATED},
                        mail, &needs_utf8, err);
}

/* --- on its way ------------------------------------------------------------------------------- */

/* Committed, then kept outside of the database, then said. */
static bool write_dot(void *of, Time now, bool *go, Err *err)
{
    Greeting *greeting = of;
    Greeter *greeter = greeting->greeter;
    return context_begin(greeter->context, greeting->claim.user_id, now, err) &&
           morning_dot(greeter->context, greeting->arena, greeter->number, &greeting->claim,
                       &greeter->standing, go, err) &&
           (!*go || standing_keep(&greeter->standing, err));
}

static bool settle(Greeting *greeting, const SendVerdict *verdict, Err *err)
{
    Greeter *greeter = greeting->greeter;
    Time now = now_of(greeter);
    greeter->done.mornings += verdict->result == SEND_SENT;
    if (verdict->result != SEND_SENT)
        log_line(LOG_WARN, "morning", "the mail of user %" PRId64 ": %s: %s",
                 greeting->claim.user_id, send_result_name(verdict->result), verdict->words);
    return context_begin(greeter->context, greeting->claim.user_id, now, err) &&
           morning_settle(
               greeter->context, greeter->number, &greeting->claim, verdict,
               is_stopped(greeter) && !verdict->dotted ? now : now + MORNING_AGAIN_SECONDS, err);
}

static bool greet(Greeter *greeter, int64_t user_id, Err *err)
{
    auto_arena Arena *arena = arena_new();
    Greeting greeting = {.greeter = greeter, .arena = arena};
    const MorningClaim *claim = &greeting.claim;
    SendVerdict verdict;
    bool claimed;
    if (!context_begin(greeter->context, user_id, now_of(greeter), err) ||
        !morning_claim(greeter->context, arena, greeter->number, &greeting.claim, &claimed, err))
        return false;
    if (!claimed)
        return true;
    const LoneMail mail = {.options = greeter->options,
                           .offset = greeter->offset,
                           .sender_id = claim->sender_id,
                           .driver = claim->driver,
                           .settings = claim->settings,
                           .secrets = claim->secrets,
                           .message_id = claim->message_id,
                           .from = claim->from,
                           .to = claim->to,
                           .of = &greeting,
                           .compose = compose,
                           .dot = write_dot};
    lone_carry(&mail, arena, &verdict);
    return settle(&greeting, &verdict, err);
}

/* --- the thread ------------------------------------------------------------------------------- */

/* Whether this machine may send for this database, asked until it may. */
static bool stand(Greeter *greeter, Err *err)
{
    if (greeter->standing.good)
        return true;
    auto_arena Arena *fresh = arena_new();
    Standing looked = {.hold_id = greeter->standing.hold_id};
    if (!standing_look(greeter->context, fresh, &looked, err))
        return false;
    arena_free(greeter->stood);
    greeter->stood = fresh;
    fresh = NULL;
    greeter->standing = looked;
    greeter->done.held = looked.why;
    return true;
}

static bool look(void *of, Err *err)
{
    Greeter *greeter = of;
    auto_arena Arena *arena = arena_new();
    Context *context = greeter->context;
    MorningUsers users;
    if (!context_begin(context, context_first_user(context), now_of(greeter), err) ||
        !morning_recover(context, arena, err) || !morning_due(context, arena, &users, err))
        return false;
    if (!users.count)
        return true;
    if (!stand(greeter, err))
        return false;
    for (size_t i = 0; i < users.count && greeter->standing.good && !is_stopped(greeter); i++)
        if (!greet(greeter, users.at[i], err))
            return false;
    return true;
}

bool morning_run(const WorkOptions *options, WorkDone *done, Err *err)
{
    Greeter greeter = {
        .options = options, .number = random_number(), .offset = machine_offset(options)};
    bool right = machine_open(options, "morning", PAGES_KIBIBYTES, &greeter.context, err) &&
                 machine_watch(options, "morning", LOOK_MS, look, &greeter, err);
    *done = greeter.done;
    arena_free(greeter.stood);
    context_close(greeter.context);
    return right;
}
