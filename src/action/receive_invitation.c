/* What a calendar answers to an invitation of ours (action/invitation.h has the rules). */
#include "action/receive_inner.h"

#include "action/audit_inner.h"
#include "action/invitation_inner.h"
#include "base/text.h"
#include "base/when.h"
#include "follow/outcome.h"

#include <string.h>

bool receive_find_invitation(Receiving *receiving, Err *err)
{
    Context *context = receiving->context;
    struct invitation_get_row *row = arena_make(receiving->arena, struct invitation_get_row);
    IcalAnswer *answer = arena_make(receiving->arena, IcalAnswer);
    Err unreadable;
    bool found;
    if (!receiving->reading.calendar)
        return true;
    if (!ical_read_answer(receiving->arena, receiving->reading.calendar, context_zone(context),
                          answer, &unreadable)) {
        if (unreadable.kind == ERR_BROKEN)
            *err = unreadable;
        return unreadable.kind != ERR_BROKEN;
    }
    receiving->answer = answer;
    if (!sql_invitation_of_uid(
            context->db, receiving->arena,
            &(struct invitation_of_uid_in){.workspace = context->workspace, .uid = answer->uid},
            row, &found, err))
        return false;
    if (!found || row->told_sequence < 0)
        return true;
    receiving->invitation = row;
    return receive_take_touch(receiving, row->touch_id, PLACED_MARK, err);
}

static bool nothing(Receiving *receiving, const char *why)
{
    receiving->did = why;
    return true;
}

static bool ask(Receiving *receiving, const char *why)
{
    receiving->asks = true;
    return nothing(receiving, why);
}

static const IcalAttendee *attendee_of(const Receiving *receiving)
{
    const IcalAnswer *answer = receiving->answer;
    for (size_t i = 0; i < answer->person_count; i++)
        if (text_equal_nocase(answer->people[i].mailbox, receiving->invitation->mailbox))
            return &answer->people[i];
    return NULL;
}

/* When they wrote it, by their clock; a calendar that does not say is taken by the mail's. */
static Time stamp_of(const Receiving *receiving)
{
    return receiving->answer->stamp != TIME_NONE ? receiving->answer->stamp : receiving->at;
}

/* The appointment as they know it, in the owner's words. */
static const char *when_of(const Receiving *receiving, Time at)
{
    return when_say(receiving->arena, at, receiving->context->now,
                    context_zone(receiving->context));
}

static const char *with_comment(const Receiving *receiving, const char *said)
{
    const char *comment = receiving->answer->comment;
    return comment
               ? arena_printf(receiving->arena, "%s: %s", said, receive_line(receiving, comment))
               : said;
}

static bool write_answer(const Receiving *receiving, const char *answer, const char *state,
                         Err *err)
{
    struct invitation_get_row row = *receiving->invitation;
    row.answer = answer;
    row.state = state;
    row.answered_at = receiving->at;
    row.answered_stamp = stamp_of(receiving);
    row.answered_sequence = row.told_sequence;
    if (invitation_unknown(&row) &&
        row.sequence == row.told_sequence) { /* they know it after all */
        row.notice_state = "";
        row.notice_why = NULL;
    }
    row.counter_at = receiving->answer->counters ? receiving->answer->starts_at : TIME_NONE;
    return invitation_write(receiving->context, &row, err);
}

/* An address that does not work is learned as of any mail, but the mail that it went after did
 * arrive. */
bool receive_notice_lost(Receiving *receiving, const char *words, Err *err)
{
    receiving->did = "what told them of the change came back: tell them yourself";
    if (!notice_came_back(receiving->context, *receiving->notice, words, err))
        return false;
    receiving->has_touch = false;
    return !receiving->about || !receiving->about->hard ||
           receive_learn(receiving, OUTCOME_BOUNCED, TIME_NONE, words, err);
}

/* It is as it was agreed: nobody has to do anything, but for what they wrote along. */
static bool stands(Receiving *receiving, const char *answer, const char *kind, const char *verb,
                   Err *err)
{
    const char *when = when_of(receiving, receiving->invitation->told_at);
    const char *said = arena_printf(receiving->arena, "they %s: %s", verb, when);
    receiving->did = said;
    if (receiving->answer->comment)
        ask(receiving, arena_printf(receiving->arena,
                                    "%s; they write something along: is there "
                                    "anything to be answered?",
                                    said));
    return write_answer(receiving, answer, receiving->invitation->state, err) &&
           receive_raise(receiving, LEVEL_ANSWERED, err) &&
           receive_note(receiving, kind, with_comment(receiving, when), err);
}

/* Nothing is agreed any more, if it was this: another time is to be found, now. */
static bool open_again(Receiving *receiving, const char *when, Err *err)
{
    Context *context = receiving->context;
    Arena *arena = receiving->arena;
    LoadedLead loaded;
    if (!lead_load(context, arena, receiving->invitation->lead_id, LOAD_USUAL, &loaded, err))
        return false;
    LeadState state = loaded.situation.state;
    if (state.agreed_at != receiving->invitation->told_at)
        return true;
    lead_state_forget_agreed(&state);
    state.agreed_at = context->now;
    state.agreed = arena_printf(arena, AGREED_ANOTHER " (they declined %s)", when);
    const char *did =
        arena_printf(arena, "lead %lld: they declined what was agreed", (long long)loaded.lead.id);
    if (!lead_state_write(context, &loaded, &state, loaded.situation.cadence,
                          loaded.lead.status_why, err) ||
        !audit_own(context, "calendar", did, err))
        return false;
    loaded.situation.state = state;
    return lead_plan(context, arena, &loaded, 0, err);
}

static bool declined(Receiving *receiving, Err *err)
{
    const char *when = when_of(receiving, receiving->invitation->told_at);
    bool moving = receiving->invitation->sequence != receiving->invitation->told_sequence;
    receiving->did =
        !moving ? "they decline: another time is to be found, and it is yours to ask"
        : invitation_unknown(receiving->invitation)
            ? "they decline the time before, and do not know of the new one: tell them yourself"
            : "they decline the time before: the new one is about to be told";
    return write_answer(receiving, "declined", moving ? receiving->invitation->state : "declined",
                        err) &&
           receive_raise(receiving, LEVEL_ANSWERED, err) &&
           receive_note(receiving, "declined", with_comment(receiving, when), err) &&
           (moving || open_again(receiving, when, err));
}

static bool countered(Receiving *receiving, Err *err)
{
    Time at = receiving->answer->starts_at;
    if (at == TIME_NONE || at <= receiving->context->now)
        return ask(receiving, "they propose another time, and which cannot be read: is it theirs?");
    const char *said =
        arena_printf(receiving->arena, "they propose %s instead of %s", when_of(receiving, at),
                     when_of(receiving, receiving->invitation->told_at));
    receiving->did = arena_printf(receiving->arena, "%s: it is yours to agree", said);
    return write_answer(receiving, "countered", receiving->invitation->state, err) &&
           receive_learn(receiving, OUTCOME_REPLIED, TIME_NONE, with_comment(receiving, said), err);
}

/* Theirs, to what they were told last, and newer than their last one. NULL: it is. */
static const char *why_not(const Receiving *receiving)
{
    const struct invitation_get_row *row = receiving->invitation;
    const IcalAnswer *answer = receiving->answer;
    if (answer->sequence != row->told_sequence)
        return "it answers what they were told before it changed: nothing follows";
    if (row->answered_sequence == row->told_sequence && stamp_of(receiving) <= row->answered_stamp)
        return "they have answered since, or the same before: nothing follows";
    if (text_equal(row->state, "cancelled"))
        return "it answers what is called off: nothing follows";
    return row->told_at <= receiving->context->now ? "it answers what is over: nothing follows"
                                                   : NULL;
}

bool receive_invitation(Receiving *receiving, Err *err)
{
    if (!receiving->answer)
        return ask(receiving, "their calendar answers an invitation, and it cannot be read: what "
                              "does it say?");
    if (!receiving->invitation)
        return nothing(receiving, "it answers an invitation that is none of Beck's: nothing "
                                  "follows");
    const IcalAttendee *attendee = attendee_of(receiving);
    if (!attendee || !text_equal_nocase(receiving->writer, receiving->invitation->mailbox))
        return ask(receiving, "somebody else than who was invited answers: is it theirs?");
    const char *why = why_not(receiving);
    if (why)
        return nothing(receiving, why);
    if (text_equal(receiving->invitation->state, "declined"))
        return ask(receiving, "they had declined, and answer anew: what is it by now?");
    if (receiving->answer->counters)
        return countered(receiving, err);
    switch (attendee->part) {
    case ICAL_PART_YES:
        return stands(receiving, "accepted", "agreed_to", "accept", err);
    case ICAL_PART_MAYBE:
        return stands(receiving, "tentative", "tentative", "may come", err);
    case ICAL_PART_NO:
        return declined(receiving, err);
    default:
        return ask(receiving, "their calendar answers neither yes nor no: what does it say?");
    }
}
