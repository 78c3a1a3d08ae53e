#include "action/invitation_inner.h"

#include "action/calendar_inner.h"
#include "action/manage_inner.h"
#include "action/promise_inner.h"
#include "action/promise_way_inner.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/text.h"
#include "base/when.h"
#include "follow/outcome.h"

#include <string.h>

enum { TEXT_MOST = 64 * 1024 };

/* --- rows ------------------------------------------------------------------------------------- */

Time invitation_ends(const char *channel, Time starts_at)
{
    return starts_at + calendar_lasts(channel);
}

bool invitation_write(Context *context, const InvitationRow *row, Err *err)
{
    return sql_invitation_put(
        context->db,
        &(struct invitation_put_in){.workspace = context->workspace,
                                    .id = row->id,
                                    .lead_id = row->lead_id,
                                    .user_id = row->user_id,
                                    .touch_id = row->touch_id,
                                    .uid = row->uid,
                                    .organizer = row->organizer,
                                    .mailbox = row->mailbox,
                                    .name = row->name,
                                    .summary = row->summary,
                                    .channel = row->channel,
                                    .place = row->place,
                                    .place_typed = row->place_typed,
                                    .starts_at = row->starts_at,
                                    .sequence = row->sequence,
                                    .told_sequence = row->told_sequence,
                                    .told_at = row->told_at,
                                    .told_place = row->told_place,
                                    .state = row->state,
                                    .answer = row->answer,
                                    .answered_at = row->answered_at,
                                    .answered_stamp = row->answered_stamp,
                                    .answered_sequence = row->answered_sequence,
                                    .counter_at = row->counter_at,
                                    .notice_id = row->notice_id,
                                    .notice_at = row->notice_at,
                                    .notice_state = row->notice_state,
                                    .notice_why = row->notice_why,
                                    .made_at = row->made_at},
        err);
}

/* An answer to what they were told before says nothing of what they know by now. */
InvitationShown invitation_shown(const InvitationRow *row, Time now)
{
    bool current = row->answered_sequence >= row->told_sequence;
    bool stands = text_equal(row->state, "planned") || text_equal(row->state, "open");
    return (InvitationShown){
        .id = row->id,
        .lead_id = row->lead_id,
        .touch_id = row->touch_id,
        .name = row->name,
        .mailbox = row->mailbox,
        .channel = row->channel,
        .summary = row->summary,
        .place = row->place,
        .starts_at = row->starts_at,
        .ends_at = invitation_ends(row->channel, row->starts_at),
        .state = row->state,
        .live = stands && row->starts_at > now,
        .answer = current ? row->answer : "",
        .answered_at = current ? row->answered_at : TIME_NONE,
        .counter_at = current && text_equal(row->answer, "countered") ? row->counter_at : TIME_NONE,
        .notice =
            text_empty(row->notice_state) || invitation_unknown(row) ? row->notice_state : "waits",
        .notice_why = row->notice_why,
        .lost = text_equal(row->state, "cancelled") && row->told_sequence < 0};
}

bool invitation_newest(Context *context, Arena *arena, int64_t lead_id, InvitationRow *row,
                       bool *found, Err *err)
{
    return sql_invitation_of_lead(
        context->db, arena,
        &(struct invitation_of_lead_in){.workspace = context->workspace, .lead_id = lead_id}, row,
        found, err);
}

bool invitation_of_lead(Context *context, Arena *arena, int64_t lead_id, InvitationShown *shown,
                        bool *found, Err *err)
{
    InvitationRow row;
    if (!invitation_newest(context, arena, lead_id, &row, found, err))
        return false;
    if (*found)
        *shown = invitation_shown(&row, context->now);
    return true;
}

bool invitation_text(Context *context, Arena *arena, const InvitationRow *row, IcalMethod method,
                     const char **text, Err *err)
{
    auto_buf Buf out = buf_new(TEXT_MOST);
    const char *owner = context_name_of(context, row->user_id);
    const IcalEvent event = {.uid = row->uid,
                             .starts_at = row->starts_at,
                             .ends_at = invitation_ends(row->channel, row->starts_at),
                             .day = DAY_NONE,
                             .summary = row->summary,
                             .location = row->place,
                             .busy = true,
                             .changed_at = TIME_NONE,
                             .sequence = (int)row->sequence,
                             .organizer_name = text_or(owner, row->organizer),
                             .organizer_mailbox = row->organizer,
                             .attendee_name = row->name,
                             .attendee_mailbox = row->mailbox};
    if (!ical_write(
            &out,
            &(IcalCalendar){.now = context->now, .method = method, .events = &event, .count = 1},
            err))
        return false;
    *text = arena_strndup(arena, out.at, out.length);
    return true;
}

bool invitation_drop_planned(Context *context, int64_t lead_id, Err *err)
{
    return sql_invitation_drop_planned(
        context->db,
        &(struct invitation_drop_planned_in){.workspace = context->workspace, .lead_id = lead_id},
        err);
}

/* --- the appointment -------------------------------------------------------------------------- */

typedef struct Appointment {
    Time at;
    const char *what, *channel, *place;
    bool ours; /* a visit whose hour was ours to choose */
    int64_t contact_id;
} Appointment;

bool invitation_is_met(const char *channel)
{
    return text_equal(channel, channel_name(CHANNEL_VISIT)) ||
           text_equal(channel, channel_name(CHANNEL_PHONE));
}

static const char *place_of(const LoadedLead *loaded)
{
    const LoadedPerson *person;
    const struct address_get_row *address;
    return loaded->next.address_id && send_whom(loaded, &person, &address) ? address->value : "";
}

/* What stands with the lead: agreed, or a visit. */
static bool appointment_of(const Context *context, const LoadedLead *loaded, Appointment *made)
{
    const LeadState *state = &loaded->situation.state;
    const struct next_touch_of_lead_row *next = &loaded->next;
    bool agreed = state->agreed_at != TIME_NONE && !state->agreed_desk;
    bool comes = loaded->has_next && text_equal(next->concern, concern_name(CONCERN_AGREED));
    if (!loaded->has_next)
        return false;
    *made = (Appointment){
        .at = agreed ? state->agreed_at : next->due_at,
        .what = agreed ? text_or(state->agreed, "") : AGREED_VISIT,
        .channel = agreed && !comes ? channel_name(state->agreed_channel) : next->channel,
        .place = agreed && !comes ? "" : place_of(loaded),
        .ours = !agreed,
        .contact_id =
            (comes || !agreed) && next->contact_id ? next->contact_id : loaded->lead.contact_id};
    return made->at > context->now && invitation_is_met(made->channel) &&
           (agreed || text_equal(next->channel, channel_name(CHANNEL_VISIT)));
}

/* --- how it begins ---------------------------------------------------------------------------- */

typedef struct Draft {
    int64_t lead_id;
    const char *lead_name, *contact_name; /* contact NULL: nobody is known */
    PromiseWay way;                       /* CHANNEL_NONE: there is no mailbox of theirs */
    const char *channel, *what, *place;
    Time starts_at;
    const char *subject, *words;
} Draft;

typedef struct Inviting {
    Context *context;
    Arena *arena;
    LoadedLead loaded;
    Appointment appointment;
    Draft draft;
} Inviting;

static const char *name_of(const LoadedLead *loaded, int64_t contact_id)
{
    for (size_t i = 0; i < loaded->person_count; i++)
        if (loaded->people[i].contact.id == contact_id)
            return loaded->people[i].contact.name;
    return NULL;
}

static void begin_words(Inviting *inviting, const PromiseCard *whom)
{
    Context *context = inviting->context;
    Arena *arena = inviting->arena;
    Draft *draft = &inviting->draft;
    const Zone *zone = promise_reader_zone(context, &inviting->loaded, whom->contact_id);
    const char *when = when_say(arena, draft->starts_at, context->now, zone);
    bool visit = text_equal(draft->channel, channel_name(CHANNEL_VISIT));
    draft->subject = arena_printf(arena, "%s: %s", visit ? "Our meeting" : "Our call", when);
    draft->words = arena_printf(
        arena,
        "%s\n\n%s %s, as agreed. The invitation is with this mail: your calendar takes it, "
        "and can answer it.\n\n%s",
        promise_hello(arena, whom), visit ? "we meet" : "I call you", when,
        promise_signed(context, arena, &inviting->loaded));
}

/* Whoever could not be told is invited by another mail, and the one before is none any more. */
static bool end_unknown(Context *context, InvitationRow *row, Err *err)
{
    row->state = "cancelled";
    row->notice_state = "";
    row->notice_why = NULL;
    return invitation_write(context, row, err);
}

static bool refuse_second(Inviting *inviting, Err *err)
{
    InvitationRow row;
    struct message_get_row message;
    bool found, waits = true;
    Context *context = inviting->context;
    if (!invitation_newest(context, inviting->arena, inviting->loaded.lead.id, &row, &found, err))
        return false;
    bool planned = found && text_equal(row.state, "planned");
    if (planned && !sql_message_get(context->db, inviting->arena,
                                    &(struct message_get_in){.workspace = context->workspace,
                                                             .touch_id = row.touch_id},
                                    &message, &waits, err))
        return false;
    bool unknown = found && invitation_unknown(&row);
    if (found && row.starts_at > context->now &&
        ((text_equal(row.state, "open") && !unknown) || (planned && waits)))
        return err_set(err, ERR_CONFLICT,
                       "%s is invited already: what changes is told them by itself", row.name);
    return (!unknown || end_unknown(context, &row, err)) &&
           invitation_drop_planned(context, inviting->loaded.lead.id, err);
}

static bool begin(Inviting *inviting, int64_t lead_id, Err *err)
{
    Context *context = inviting->context;
    Arena *arena = inviting->arena;
    bool found;
    if (!lead_load(context, arena, lead_id, LOAD_USUAL, &inviting->loaded, err))
        return false;
    const LoadedLead *loaded = &inviting->loaded;
    if (!appointment_of(context, loaded, &inviting->appointment))
        return err_set(err, ERR_CONFLICT,
                       "no meeting, call or visit to come is agreed with %s: log it first, with "
                       "its time",
                       loaded->lead.name);
    const Appointment *appointment = &inviting->appointment;
    const PromiseCard whom = {.contact_id = appointment->contact_id,
                              .contact_name = name_of(loaded, appointment->contact_id)};
    inviting->draft = (Draft){.lead_id = lead_id,
                              .lead_name = loaded->lead.name,
                              .contact_name = whom.contact_name,
                              .channel = appointment->channel,
                              .what = appointment->what,
                              .place = appointment->place,
                              .starts_at = appointment->at};
    begin_words(inviting, &whom);
    return promise_way_find(context, arena, loaded, &whom, CHANNEL_EMAIL, &inviting->draft.way,
                            &found, err);
}

/* --- it goes ---------------------------------------------------------------------------------- */

/* Keyed, of this invitation alone: nobody guesses it, and no appointment before it has it. */
static const char *uid_of(Context *context, Arena *arena, int64_t lead_id, int64_t id)
{
    const char *what = arena_printf(arena, "invitation %lld", (long long)id);
    Digest mark = digest_of(context->secret, what, strlen(what));
    return arena_printf(arena, "appointment-%lld-%.16s@%s", (long long)lead_id,
                        digest_hex(arena, mark), calendar_place(context, arena));
}

bool invitation_make(Context *context, Arena *arena, const InvitationNew *made, InvitationRow *row,
                     Err *err)
{
    int64_t id;
    SendGate gate;
    if (!context_id(context, &id, err) || !send_gate_read(context, arena, &gate, err))
        return false;
    const struct sender_list_row *sender =
        sender_row_of(&gate.senders, made->owner_id, CHANNEL_EMAIL);
    if (!sender)
        return err_set(err, ERR_CONFLICT, "there is no mailbox to invite from");
    *row = (InvitationRow){.id = id,
                           .lead_id = made->lead_id,
                           .user_id = made->owner_id,
                           .touch_id = made->touch_id,
                           .uid = uid_of(context, arena, made->lead_id, id),
                           .organizer = arena_strdup(arena, sender->address),
                           .mailbox = made->mailbox,
                           .name = made->name,
                           .summary = arena_printf(arena, "%s, %s",
                                                   context_name_of(context, made->owner_id),
                                                   context_company(context)),
                           .channel = made->channel,
                           .place = text_or(made->place, ""),
                           .starts_at = made->starts_at,
                           .told_sequence = -1,
                           .told_at = TIME_NONE,
                           .told_place = "",
                           .state = "planned",
                           .answer = "",
                           .answered_at = TIME_NONE,
                           .answered_stamp = TIME_NONE,
                           .answered_sequence = -1,
                           .counter_at = TIME_NONE,
                           .notice_at = TIME_NONE,
                           .notice_state = "",
                           .made_at = context->now};
    if (made->place_typed) {
        row->place =
            text_clean(arena, made->place_typed, strlen(made->place_typed), INVITATION_PLACE_BYTES);
        row->place_typed = 1;
    }
    return invitation_write(context, row, err);
}

/* A visit whose hour was ours to choose is agreed from now on. */
static bool agree(Inviting *inviting, Err *err)
{
    LeadState state = inviting->loaded.situation.state;
    if (!inviting->appointment.ours)
        return true;
    state.agreed_at = inviting->appointment.at;
    state.agreed = AGREED_VISIT;
    state.agreed_channel = CHANNEL_VISIT;
    return lead_state_write(inviting->context, &inviting->loaded, &state,
                            inviting->loaded.situation.cadence, inviting->loaded.lead.status_why,
                            err);
}

static bool put_row(const Inviting *inviting, const InvitationInput *input, int64_t touch_id,
                    InvitationRow *row, Err *err)
{
    const Draft *draft = &inviting->draft;
    return invitation_make(inviting->context, inviting->arena,
                           &(InvitationNew){.lead_id = draft->lead_id,
                                            .owner_id = inviting->loaded.lead.owner_id,
                                            .touch_id = touch_id,
                                            .mailbox = draft->way.address,
                                            .name = text_or(draft->contact_name, draft->lead_name),
                                            .channel = draft->channel,
                                            .place = draft->place,
                                            .place_typed = input->place,
                                            .starts_at = draft->starts_at},
                           row, err);
}

static bool let_go(const Inviting *inviting, const InvitationInput *input, int64_t touch_id,
                   OutboxEntry *entry, Err *err)
{
    const char *why;
    const Draft *draft = &inviting->draft;
    const PromiseMailTouch mail = {
        .touch_id = touch_id,
        .lead_id = draft->lead_id,
        .contact_id = draft->way.contact_id,
        .address_id = draft->way.address_id,
        .why = {.code = WHY_INVITED, .number = draft->starts_at, .text = draft->what}};
    const OutboxWords words = {.touch_id = touch_id,
                               .subject = text_or(input->subject, draft->subject),
                               .body = text_or(input->words, draft->words)};
    return promise_mail_put(inviting->context, inviting->arena, &mail, err) &&
           outbox_let_go(inviting->context, inviting->arena, &words, entry, &why, err) &&
           (!why || err_field(err, ERR_INPUT, "words", "%s", why));
}

bool invite(Context *context, Arena *arena, int64_t lead_id, const InvitationInput *input,
            InvitationShown *shown, OutboxEntry *entry, Err *err)
{
    Inviting inviting = {.context = context, .arena = arena};
    InvitationRow row;
    OutboxEntry made;
    int64_t touch_id;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) || !begin(&inviting, lead_id, err) ||
        !refuse_second(&inviting, err))
        return false;
    if (inviting.draft.way.channel == CHANNEL_NONE)
        return err_field(err, ERR_INPUT, "to",
                         "no mailbox of %s is known that may be written to: add one on the lead's "
                         "page, or by `beck set %lld email=NAME@EXAMPLE.COM`",
                         text_or(inviting.draft.contact_name, inviting.draft.lead_name),
                         (long long)lead_id);
    if (!inviting.draft.way.machine)
        return err_set(err, ERR_CONFLICT, "it does not go by itself: %s", inviting.draft.way.why);
    if (!agree(&inviting, err) || !context_id(context, &touch_id, err) ||
        !put_row(&inviting, input, touch_id, &row, err) ||
        !let_go(&inviting, input, touch_id, &made, err) || !db_commit(&txn, err))
        return false;
    *shown = invitation_shown(&row, context->now);
    *entry = made;
    return true;
}

/* --- another time, as they propose ------------------------------------------------------------ */

bool invitation_agree(Context *context, Arena *arena, int64_t lead_id, InvitationShown *shown,
                      Err *err)
{
    InvitationRow row;
    Logging logging;
    Journal journal = {0};
    bool found;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !manage_begin(context, arena, lead_id, &logging, &journal, err) ||
        !invitation_newest(context, arena, lead_id, &row, &found, err))
        return false;
    if (!found || !text_equal(row.state, "open") || !text_equal(row.answer, "countered") ||
        row.answered_sequence < row.told_sequence || row.counter_at <= context->now)
        return err_set(err, ERR_CONFLICT, "no other time to come is proposed");
    LeadState *state = &logging.effects.state;
    const char *said = arena_printf(arena, "agreed with %s to another time", row.name);
    state->agreed_at = row.counter_at;
    state->agreed = text_or(state->agreed, AGREED_MEETING);
    state->our_answer_at = context->now;
    if (!log_end_answer(&logging, err) || !manage_save(&logging, said, err) ||
        !journal_close(&journal, "invitation", 0, said, err) || !db_commit(&txn, err) ||
        !invitation_look(context, arena, err) ||
        !invitation_newest(context, arena, lead_id, &row, &found, err))
        return false;
    *shown = invitation_shown(&row, context->now);
    return true;
}
