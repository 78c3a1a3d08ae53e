#include "dispatch/morning.h"

#include "action/morning.h"
#include "action/morning_send.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/log.h"
#include "dispatch/letterhead.h"
#include "dispatch/machine.h"
#include "dispatch/token.h"
#include "mail/compose.h"
#include "view/morning_letter.h"
#include "view/view_morning.h"

#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

enum {
    WAIT_MS = 1000,
    LOOK_MS = 5000,         /* between two looks for whose hour it is */
    PARTING_MS = 20 * 1000, /* for a verdict, once it is to stop */
    PAGES_KIBIBYTES = 1024,
    MAIL_LONGEST = 4 * 1024 * 1024
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
    Letterhead head;
    TokenAsker asker;
    DialBearer bearer;
    Carrier *carrier;
    Buf mail;
    Parcel parcel;
    SendVerdict verdict;
    bool dotted, over;
    int64_t stopped_at; /* clock_ticking(); 0: it is not to stop */
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

static bool compose(Greeting *greeting, Err *err)
{
    const MorningClaim *claim = &greeting->claim;
    Time now = now_of(greeting->greeter);
    MorningLetter letter;
    MimeAddress to = {.name = claim->to_name, .address = claim->to};
    auto_buf Buf unsigned_mail = buf_new(MAIL_LONGEST);
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
                        &unsigned_mail, &needs_utf8, err) &&
           letterhead_sign(&greeting->head, &unsigned_mail, now, &greeting->mail, err);
}

/* --- on its way ------------------------------------------------------------------------------- */

static void give_up(Greeting *greeting, SendResult result, const char *words)
{
    greeting->verdict = (SendVerdict){.result = result, .dotted = greeting->dotted};
    snprintf(greeting->verdict.words, sizeof greeting->verdict.words, "%.200s", words);
    greeting->over = true;
}

/* Committed, then kept outside of the database, then said. */
static bool write_dot(Greeting *greeting, bool *go, Err *err)
{
    Greeter *greeter = greeting->greeter;
    return context_begin(greeter->context, greeting->claim.user_id, now_of(greeter), err) &&
           morning_dot(greeter->context, greeting->arena, greeter->number, &greeting->claim,
                       &greeter->standing, go, err) &&
           (!*go || standing_keep(&greeter->standing, err));
}

static void say_dot(Greeting *greeting)
{
    Err err;
    bool go = false;
    if (write_dot(greeting, &go, &err) && go) {
        greeting->dotted = true;
        carrier_dot(greeting->carrier, &greeting->parcel);
        return;
    }
    carrier_withhold(greeting->carrier, &greeting->parcel);
    give_up(greeting, SEND_LATER, go ? err.message : "it may not go now");
}

static void hear(Greeting *greeting)
{
    CarrierNews news;
    while (!greeting->over && carrier_turn(greeting->carrier, &news) != CARRIER_QUIET) {
        if (news.event == CARRIER_DOT_ASKED) {
            say_dot(greeting);
        } else if (news.event == CARRIER_SETTLED) {
            greeting->verdict = news.verdict;
            greeting->over = true;
        }
    }
}

/* Before its dot it need not be waited for. */
static void part(Greeting *greeting)
{
    if (!is_stopped(greeting->greeter))
        return;
    if (!greeting->stopped_at)
        greeting->stopped_at = clock_ticking();
    if (!greeting->dotted)
        give_up(greeting, SEND_LATER, "Beck was stopped");
    else if (clock_ticking() - greeting->stopped_at > PARTING_MS)
        give_up(greeting, SEND_UNSURE, "Beck was stopped while the server had it");
}

static bool carry(Greeting *greeting, Err *err)
{
    const MorningClaim *claim = &greeting->claim;
    const CarrierDriver *driver = carrier_driver(claim->driver, CHANNEL_EMAIL, err);
    if (!driver ||
        !letterhead_open(greeting->arena, claim->settings, claim->secrets, &greeting->head, err) ||
        !compose(greeting, err) ||
        !driver->open(driver, claim->settings, claim->secrets, &greeting->bearer,
                      &greeting->carrier, err))
        return false;
    greeting->parcel = (Parcel){.id = claim->message_id,
                                .from = claim->from,
                                .to = claim->to,
                                .bytes = greeting->mail.at,
                                .length = greeting->mail.length,
                                .owner = greeting};
    carrier_offer(greeting->carrier, &greeting->parcel);
    while (!greeting->over) {
        hear(greeting);
        part(greeting);
        if (!greeting->over)
            poll(&(struct pollfd){.fd = carrier_descriptor(greeting->carrier), .events = POLLIN}, 1,
                 WAIT_MS);
    }
    return true;
}

static void end_greeting(Greeting *greeting)
{
    carrier_close(greeting->carrier);
    letterhead_close(&greeting->head);
    buf_free(&greeting->mail);
}

static bool settle(Greeting *greeting, Err *err)
{
    Greeter *greeter = greeting->greeter;
    Time now = now_of(greeter);
    const SendVerdict *verdict = &greeting->verdict;
    greeter->done.mornings += verdict->result == SEND_SENT;
    if (verdict->result != SEND_SENT)
        log_line(LOG_WARN, "morning", "the mail of user %" PRId64 ": %s: %s",
                 greeting->claim.user_id, send_result_name(verdict->result), verdict->words);
    return context_begin(greeter->context, greeting->claim.user_id, now, err) &&
           morning_settle(
               greeter->context, greeter->number, &greeting->claim, verdict,
               is_stopped(greeter) && !greeting->dotted ? now : now + MORNING_AGAIN_SECONDS, err);
}

static bool greet(Greeter *greeter, int64_t user_id, Err *err)
{
    auto_arena Arena *arena = arena_new();
    Greeting greeting = {.greeter = greeter, .arena = arena, .mail = buf_new(MAIL_LONGEST)};
    Err why;
    bool claimed;
    if (!context_begin(greeter->context, user_id, now_of(greeter), err) ||
        !morning_claim(greeter->context, arena, greeter->number, &greeting.claim, &claimed, err))
        return false;
    if (!claimed)
        return true;
    greeting.asker = (TokenAsker){greeter->options, greeter->offset, greeting.claim.sender_id};
    greeting.bearer = token_bearer(&greeting.asker);
    if (!carry(&greeting, &why))
        give_up(&greeting, SEND_DOWN, why.message);
    end_greeting(&greeting);
    return settle(&greeting, err);
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
