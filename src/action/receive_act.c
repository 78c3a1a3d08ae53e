/* What each kind of mail does: an outcome of the table (follow/outcome.h), or an event of its touch
 * where nothing follows. */
#include "action/receive_inner.h"

#include "action/certainty_inner.h"
#include "action/invitation_inner.h"
#include "action/log_inner.h"
#include "base/text.h"
#include "follow/line.h"

#include <string.h>

enum { DETAIL_BYTES = 300 };

const char *receive_line(const Receiving *receiving, const char *text)
{
    return text_clean(receiving->arena, text, strlen(text), DETAIL_BYTES);
}

static bool level_of(const Receiving *receiving, int64_t touch_id, const char **level, Err *err)
{
    struct message_get_row message;
    bool found;
    if (!sql_message_get(receiving->context->db, receiving->arena,
                         &(struct message_get_in){.workspace = receiving->context->workspace,
                                                  .touch_id = touch_id},
                         &message, &found, err))
        return false;
    *level = found ? message.level : "";
    return true;
}

/* Texts name none that they answer. The newest that went to the number is the one where a report
 * has told that it lies on that telephone. */
static bool answers_delivered_text(const Receiving *receiving, bool *answers, Err *err)
{
    const char *level = "";
    if (receiving->channel == CHANNEL_TEXT && receiving->has_touch &&
        !level_of(receiving, receiving->touch.id, &level, err))
        return false;
    *answers = text_equal(level, message_level_name(LEVEL_DELIVERED)) ||
               text_equal(level, message_level_name(LEVEL_SEEN));
    return true;
}

/* The outcome on its touch; without one, on the lead. */
bool receive_learn(Receiving *receiving, Outcome outcome, Time until, const char *detail, Err *err)
{
    bool on_their_telephone;
    if (!answers_delivered_text(receiving, &on_their_telephone, err))
        return false;
    Learned learned = {
        .touch_id = receiving->has_touch ? receiving->touch.id : 0,
        .lead_id = receiving->lead_id,
        .channel = receiving->channel,
        .outcome = outcome,
        .at = receiving->at,
        .until = until,
        .contact_id = receiving->contact_id,
        .address_id = receiving->address_id,
        .detail = detail,
        .proved = on_their_telephone ||
                  (receiving_proved(receiving) &&
                   (!receiving->notice || outcome == OUTCOME_REPLIED)), /* else of the notice */
    };
    return log_learned(receiving->context, receiving->arena, &learned, &receiving->made_id, err);
}

/* What nothing follows from. */
bool receive_note(const Receiving *receiving, const char *kind, const char *detail, Err *err)
{
    return !receiving->has_touch ||
           sql_touch_event_insert(
               receiving->context->db,
               &(struct touch_event_insert_in){.workspace = receiving->context->workspace,
                                               .touch_id = receiving->touch.id,
                                               .at = receiving->at,
                                               .kind = kind,
                                               .detail = text_empty(detail) ? NULL : detail},
               err);
}

/* How far what told them of a change came says nothing of the mail that invited them. */
bool receive_raise(const Receiving *receiving, MessageLevel level, Err *err)
{
    bool raised;
    return !receiving->has_touch || receiving->notice ||
           message_rise(receiving->context, receiving->arena, receiving->touch.id, level, &raised,
                        err);
}

bool receive_settle(Receiving *receiving, int64_t touch_id, const char *why, Err *err)
{
    Context *context = receiving->context;
    const char *level;
    if (!level_of(receiving, touch_id, &level, err))
        return false;
    if (!text_equal(level, message_level_name(LEVEL_UNCERTAIN)) &&
        !text_equal(level, message_level_name(LEVEL_QUEUED)))
        return true;
    bool raised;
    return message_rise(context, receiving->arena, touch_id, LEVEL_ACCEPTED, &raised, err) &&
           sql_touch_event_insert(context->db,
                                  &(struct touch_event_insert_in){.workspace = context->workspace,
                                                                  .touch_id = touch_id,
                                                                  .at = receiving->at,
                                                                  .kind = "settled",
                                                                  .detail = why},
                                  err);
}

/* Anybody can write one: a person decides. */
static bool ask(Receiving *receiving, const char *did)
{
    receiving->asks = true;
    receiving->did = did;
    return true;
}

/* --- people ----------------------------------------------------------------------------------- */

/* Who asked never to be contacted is answered by nobody unless a person wants to. */
static bool is_never(const Receiving *receiving, bool *never, Err *err)
{
    struct lead_get_row lead;
    if (!sql_lead_get(receiving->context->db, receiving->arena,
                      &(struct lead_get_in){.workspace = receiving->context->workspace,
                                            .id = receiving->lead_id},
                      &lead, NULL, err))
        return false;
    *never = text_equal(lead.status, lead_status_name(LEAD_NEVER));
    return true;
}

/* A gateway's words about a fax are no answer of theirs. */
static bool gateway_wrote(Receiving *receiving, Err *err)
{
    return ask(receiving, "the fax gateway writes about this fax: did it get through?") &&
           receive_note(receiving, "reported", receive_line(receiving, receiving->reading.text),
                        err);
}

static bool replied(Receiving *receiving, Err *err)
{
    if (receive_is_of_fax(receiving) && !receiving->writer_known &&
        receiving->placed != PLACED_PERSON)
        return gateway_wrote(receiving, err);
    const char *said = receive_line(receiving, receiving->reading.text);
    Outcome by_itself =
        receiving->channel == CHANNEL_TEXT ? OUTCOME_THEY_TEXTED : OUTCOME_THEY_WROTE;
    bool never;
    if (!is_never(receiving, &never, err))
        return false;
    if (never && receiving->placed != PLACED_PERSON) {
        receiving->asks = true;
        receiving->did = "they asked never to be contacted, and write: is it to be noted?";
        return true;
    }
    receiving->did = "they answered: machines wait, it is yours to answer";
    return receive_writer(receiving, err) &&
           receive_learn(receiving, receiving->has_touch ? OUTCOME_REPLIED : by_itself, TIME_NONE,
                         said, err);
}

/* A calendar answers for them; what a person has placed is their own to understand. */
static bool answered(Receiving *receiving, Err *err)
{
    return receiving->reading.calendar && receiving->placed != PLACED_PERSON
               ? receive_invitation(receiving, err)
               : replied(receiving, err);
}

/* Not an answer to anything: it is not of the touch that an address led to. */
static bool wrote(Receiving *receiving, Err *err)
{
    receiving->has_touch = receiving->has_touch && receiving_proved(receiving);
    return replied(receiving, err);
}

static bool suppress_writer(const Receiving *receiving, Err *err)
{
    int64_t ledger_id;
    bool text = receiving->channel == CHANNEL_TEXT;
    const Suppressing said = {.channels = CHANNEL_BIT(receiving->channel),
                              .why = text ? "asked for no more texts" : "unsubscribed",
                              .source = text ? "asked for it by text" : "asked for it by e-mail",
                              .at = receiving->at};
    return !receiving->writer[0] ||
           suppression_add(receiving->context, receiving->writer, &said, &ledger_id, err);
}

bool receive_end_texts(Receiving *receiving, Err *err)
{
    const char *said = receive_line(receiving, receiving->reading.text);
    return (!receiving->lead_id ||
            receive_learn(receiving, OUTCOME_STOPPED, TIME_NONE, said, err)) &&
           suppress_writer(receiving, err);
}

/* Whoever the thread was passed on to speaks for their own address alone. */
static bool unsubscribed(Receiving *receiving, Err *err)
{
    if (receiving->channel == CHANNEL_TEXT) {
        receiving->did = "they want no more texts: they are ended for ever";
        return receive_end_texts(receiving, err);
    }
    bool same = receiving->writer_known || receiving->placed == PLACED_PERSON;
    if (!same && !receive_same_name(receiving, false, &same, err))
        return false;
    if (!same)
        return ask(receiving, "somebody else in the thread wants no more e-mail: theirs is ended; "
                              "is it meant for whom we wrote to, too?") &&
               suppress_writer(receiving, err);
    receiving->did = "they want no more e-mail: it is ended for ever";
    return receive_learn(receiving, OUTCOME_UNSUBSCRIBED, TIME_NONE,
                         receive_line(receiving, receiving->reading.text), err) &&
           suppress_writer(receiving, err);
}

/* How far ahead, in days, they are believed to be away: anybody can write that they are, and a date
 * can be misread. */
static Day away_most(const Receiving *receiving)
{
    return receiving->placed == PLACED_PERSON ? RECEIVE_AWAY_MOST
           : receiving_proved(receiving)      ? RECEIVE_AWAY_PROVED
                                              : RECEIVE_AWAY_UNPROVED;
}

/* The morning they are back, at the desk of whoever owns the lead: on a day that is worked.
 * `believed`: the date that they gave, if any, is it. */
static bool back_at(Receiving *receiving, Time *until, bool *believed, Err *err)
{
    struct lead_get_row lead;
    const Worker *owner;
    const Policy *policy;
    Context *context = receiving->context;
    if (!sql_lead_get(
            context->db, receiving->arena,
            &(struct lead_get_in){.workspace = context->workspace, .id = receiving->lead_id}, &lead,
            NULL, err) ||
        !context_worker(context, lead.owner_id, false, &owner, err) ||
        !context_policy(context, &policy, err))
        return false;
    const Zone *zone = owner->zone ? owner->zone : zone_utc();
    Day today = zone_day(zone, receiving->at), back = receiving->reading.until;
    bool said = back != DAY_NONE && back <= today + away_most(receiving);
    *believed = said || back == DAY_NONE;
    Day day =
        line_add_working_days(owner, policy, said ? back : today, said ? 0 : RECEIVE_AWAY_DAYS);
    *until = zone_time(zone, day, owner->hours[day_weekday(day)].from);
    return true;
}

static bool gone(Receiving *receiving, Err *err)
{
    if (!receiving_proved(receiving))
        return ask(receiving, "it says that they have left, without a proof that it had our mail: "
                              "is it so?");
    receiving->did = "they have left: whoever came in their place is to be found";
    return receive_learn(receiving, OUTCOME_GONE, TIME_NONE,
                         receive_line(receiving, receiving->reading.text), err);
}

static bool away(Receiving *receiving, Err *err)
{
    Time until;
    bool believed;
    if (!back_at(receiving, &until, &believed, err))
        return false;
    bool over = until <= receiving->context->now;
    receiving->did = over ? "they were away, and are back" : "they are away: the lead waits";
    if (!believed && receiving->placed != PLACED_PERSON)
        ask(receiving, arena_printf(receiving->arena,
                                    "it says that they are away until %s: is it so? The lead waits "
                                    "a few days meanwhile",
                                    day_iso(receiving->arena, receiving->reading.until)));
    return receive_learn(receiving, OUTCOME_AUTO_REPLY, over ? TIME_NONE : until,
                         receive_line(receiving, receiving->reading.text), err);
}

/* Whatever it says, the mail has come as far as a mailbox. Whom it names is believed with a proof
 * alone. */
static bool answered_by_machine(Receiving *receiving, Err *err)
{
    const LeaveKind kind = receiving->reading.away;
    const bool proved = receiving_proved(receiving);
    if (proved && !receive_raise(receiving, LEVEL_DELIVERED, err))
        return false;
    if (kind == LEAVE_FOR_GOOD)
        return gone(receiving, err) && (!proved || receive_people(receiving, err));
    if (kind == LEAVE_BACK)
        return away(receiving, err) && (!proved || receive_people(receiving, err));
    receiving->did = "a machine says that it came";
    return receive_note(receiving, "receipt", receive_line(receiving, receiving->reading.text),
                        err);
}

static bool challenged(Receiving *receiving, Err *err)
{
    receiving->asks = receiving->placed != PLACED_PERSON;
    receiving->did = "a filter holds the mail until a person has answered it";
    return receive_note(receiving, "challenged", receive_line(receiving, receiving->reading.text),
                        err);
}

/* --- machines --------------------------------------------------------------------------------- */

/* What a report is decided by: the recipient that is lost for ever, else the first. */
static void choose_recipient(Receiving *receiving)
{
    const Reading *reading = &receiving->reading;
    for (size_t i = 0; i < reading->recipient_count; i++)
        if (!receiving->about || (reading->recipients[i].hard && !receiving->about->hard))
            receiving->about = &reading->recipients[i];
}

static const char *words_of(const Receiving *receiving)
{
    const ReadingRecipient *about = receiving->about;
    return receive_line(receiving, about && about->said[0] ? about->said : receiving->reading.text);
}

/* It had arrived: what bounces is a copy, or whom they forward to. */
static bool arrived(const char *level)
{
    return text_equal(level, "delivered") || text_equal(level, "seen") ||
           text_equal(level, "answered");
}

static bool is_about(const ReadingRecipient *recipient, const char *address)
{
    return text_equal_nocase(recipient->address, address) ||
           text_equal_nocase(recipient->original, address);
}

/* NULL: nobody knows any more. */
static bool went_to(const Receiving *receiving, const char **mailbox, Err *err)
{
    struct address_get_row address;
    bool found = false;
    *mailbox = receiving->notice ? receiving->notice->mailbox : NULL;
    if (receiving->notice || !receiving->touch.address_id)
        return true;
    if (!sql_address_get(receiving->context->db, receiving->arena,
                         &(struct address_get_in){.workspace = receiving->context->workspace,
                                                  .id = receiving->touch.address_id},
                         &address, &found, err))
        return false;
    *mailbox = found ? address.value_key : NULL;
    return true;
}

/* Whether it is of the address that ours went to; what names none is, and what names several is
 * decided by that one. */
static bool is_of_ours(Receiving *receiving, bool *ours, Err *err)
{
    const Reading *reading = &receiving->reading;
    const char *mailbox;
    *ours = true;
    if (!receiving->has_touch || !reading->recipient_count || receiving->placed == PLACED_PERSON)
        return true;
    if (!went_to(receiving, &mailbox, err))
        return false;
    *ours = !mailbox;
    for (size_t i = 0; i < reading->recipient_count && !*ours; i++)
        if (is_about(&reading->recipients[i], mailbox)) {
            receiving->about = &reading->recipients[i];
            *ours = true;
        }
    return true;
}

/* A mailbox that is full each time, a server that is never there: nobody reads it. */
static bool is_lost(const Receiving *receiving, bool *lost, Err *err)
{
    struct received_soft_row row;
    *lost = false;
    if (!receiving->has_touch || !receiving->touch.address_id)
        return true;
    if (!sql_received_soft(receiving->context->db, receiving->arena,
                           &(struct received_soft_in){.workspace = receiving->context->workspace,
                                                      .lead_id = receiving->touch.lead_id,
                                                      .contact_id = receiving->touch.contact_id,
                                                      .address_id = receiving->touch.address_id,
                                                      .most = RECEIVE_SOFT_MOST},
                           &row, NULL, err))
        return false;
    *lost = row.soft == RECEIVE_SOFT_MOST;
    return true;
}

static bool bounced_softly(Receiving *receiving, Err *err)
{
    bool lost;
    if (!receive_note(receiving, "bounced_soft", words_of(receiving), err) ||
        !is_lost(receiving, &lost, err))
        return false;
    receiving->did = lost ? "the third in a row that did not arrive: the address counts as one "
                            "that does not work, and the next touch goes another way"
                          : "it did not arrive this time; the address may still work";
    return !lost || receive_learn(receiving, OUTCOME_BOUNCED, TIME_NONE, words_of(receiving), err);
}

static bool bounced(Receiving *receiving, Err *err)
{
    const char *level = "";
    bool ours;
    choose_recipient(receiving);
    if (!receiving_proved(receiving))
        return ask(receiving, "it says that their address does not work, without a proof that it "
                              "had our mail: is it so?");
    if (receive_is_of_fax(receiving))
        return receive_fax_failed(receiving, words_of(receiving), err);
    if (receiving->has_touch && !receiving->notice &&
        !level_of(receiving, receiving->touch.id, &level, err))
        return false;
    if (arrived(level)) {
        receiving->did = "it bounced on its way to somebody else: it had arrived before";
        return receive_note(receiving, "bounced_later", words_of(receiving), err);
    }
    if (!is_of_ours(receiving, &ours, err))
        return false;
    if (!ours)
        return ask(receiving, "it bounced at another address than ours went to: does theirs not "
                              "work?") &&
               receive_note(receiving, "bounced_later", words_of(receiving), err);
    if (receiving->notice)
        return receive_notice_lost(receiving, words_of(receiving), err);
    if (!receive_raise(receiving, LEVEL_REFUSED, err) ||
        (receiving->has_touch &&
         !invitation_lost(receiving->context, receiving->arena, receiving->touch.id, "bounced",
                          words_of(receiving), err)))
        return false;
    if (receiving->about && receiving->about->hard) {
        receiving->did = "the address does not work: the next touch goes another way";
        return receive_learn(receiving, OUTCOME_BOUNCED, TIME_NONE, words_of(receiving), err);
    }
    return bounced_softly(receiving, err);
}

static bool delayed(Receiving *receiving, Err *err)
{
    choose_recipient(receiving);
    receiving->did = "it is late: their server keeps trying";
    return receive_note(receiving, "delayed", words_of(receiving), err);
}

static bool complained(Receiving *receiving, Err *err)
{
    choose_recipient(receiving);
    const ReadingRecipient *about = receiving->about;
    if (about && (about->reason == BOUNCE_AUTH_FAILURE || text_equal(about->said, "not-spam"))) {
        receiving->did = "a report about mail, not a complaint of theirs";
        return receive_note(receiving, "reported", about->said, err);
    }
    if (!receiving_proved(receiving))
        return ask(receiving, "it says that they called our mail spam, without a proof that it had "
                              "it: is it so?");
    receiving->did = "they called it spam: e-mail to them is ended for ever";
    return receive_learn(receiving, OUTCOME_COMPLAINED, TIME_NONE, words_of(receiving), err);
}

static bool delivered(Receiving *receiving, Err *err)
{
    const Arrival arrival = receiving->reading.arrival;
    choose_recipient(receiving);
    if (arrival < ARRIVAL_DELIVERED) {
        receiving->did = "their server passed it on to one that reports no further";
        return receive_note(receiving, "relayed", words_of(receiving), err);
    }
    if (receive_is_of_fax(receiving))
        return receive_fax_arrived(receiving, words_of(receiving), err);
    if (receiving->notice) {
        receiving->did = "what told them of the change arrived";
        return receive_note(receiving, "notice_came", words_of(receiving), err);
    }
    bool seen = arrival == ARRIVAL_SEEN;
    receiving->did = seen ? "somebody opened it" : "it arrived";
    return receive_raise(receiving, seen ? LEVEL_SEEN : LEVEL_DELIVERED, err) &&
           receive_learn(receiving, OUTCOME_DELIVERED, TIME_NONE, words_of(receiving), err) &&
           (!seen || receive_note(receiving, "seen", words_of(receiving), err));
}

/* A notice that came back went, too; but that it is known by. */
static bool settle_proved(Receiving *receiving, const char *proof, Err *err)
{
    if (receiving->notice)
        return receiving->reading.kind == MAIL_BOUNCE ||
               notice_went(receiving->context, receiving->arena, receiving->notice->notice_id,
                           proof, err);
    bool proved = receiving->placed == PLACED_MARK || receiving->placed == PLACED_MESSAGE_ID;
    return !proved || receive_settle(receiving, receiving->touch.id, proof, err);
}

bool receive_act(Receiving *receiving, Err *err)
{
    static const struct {
        bool (*act)(Receiving *, Err *);
        const char *proof; /* that it went, should that be uncertain */
    } kinds[MAIL_KINDS] = {
        [MAIL_OTHER] = {wrote, "their answer came"},
        [MAIL_BOUNCE] = {bounced, "it came back"},
        [MAIL_DELAY] = {delayed, "their server has it"},
        [MAIL_COMPLAINT] = {complained, "they complained of it"},
        [MAIL_AUTO_REPLY] = {answered_by_machine, "an automatic reply came"},
        [MAIL_CHALLENGE] = {challenged, "a filter has it"},
        [MAIL_UNSUBSCRIBE] = {unsubscribed, "their answer came"},
        [MAIL_REPLY] = {answered, "their answer came"},
        [MAIL_DELIVERED] = {delivered, "a report says that it arrived"},
    };
    const MailKind kind = receiving->reading.kind;
    return settle_proved(receiving, kinds[kind].proof, err) && kinds[kind].act(receiving, err);
}
