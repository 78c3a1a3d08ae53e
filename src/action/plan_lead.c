#include "action/plan_lead.h"

#include "action/aside_inner.h"
#include "action/sender.h"
#include "base/text.h"
#include "follow/outcome.h"
#include "follow/rank.h"

#include <string.h>

static const LoadedPerson *find_person(const LoadedLead *loaded, int64_t id)
{
    for (size_t i = 0; i < loaded->person_count; i++)
        if (loaded->people[i].contact.id == id)
            return &loaded->people[i];
    return NULL;
}

/* The sentence a caller can open with. A text whose fields are all empty renders to nothing; then
 * the planner's own words stand in. */
const char *lead_reason(Context *context, Arena *arena, const LoadedLead *loaded,
                        const Decision *decision)
{
    const Step *step = decision->step;
    if (step && step->reason_text && !decision->ask_whom &&
        cadence_reason_fits(step, decision->channel)) {
        const Doc *fields = merge_fields(
            context, arena, loaded, find_person(loaded, decision->contact_id), decision->due_at);
        char *reason = merge_text(arena, loaded->situation.cadence, step->reason_text, fields);
        if (!text_empty(reason))
            return reason;
    }
    return plan_reason(arena, &loaded->situation, decision, context->now);
}

/* The working day of the owner a dial is counted on; DAY_NONE for all that is no planned dial. */
static Day load_day_of(const LoadedLead *loaded, const Decision *decision)
{
    return decision->channel == CHANNEL_PHONE && decision->mode == MODE_PERSON
               ? zone_day(loaded->situation.owner->zone, decision->due_at)
               : DAY_NONE;
}

static bool move_dial(Context *context, const LoadedLead *loaded, Day day, Err *err)
{
    bool had = loaded->has_next && loaded->next.load_day != TIME_NONE;
    if (had && day != DAY_NONE && loaded->next.load_day == day &&
        loaded->next.owner_id == loaded->lead.owner_id)
        return true;
    if (had &&
        !context_worker_dials(context, loaded->next.owner_id, (Day)loaded->next.load_day, -1, err))
        return false;
    return day == DAY_NONE || context_worker_dials(context, loaded->lead.owner_id, day, 1, err);
}

static Time promised_at(const Situation *situation, int64_t promise_id)
{
    for (size_t i = 0; i < situation->promise_count; i++)
        if (situation->promises[i].id == promise_id)
            return situation->promises[i].due_at;
    return TIME_NONE;
}

static RankInput rank_input(const LoadedLead *loaded, const Decision *decision)
{
    const Situation *situation = &loaded->situation;
    RankInput input = {.group = decision->group,
                       .due_at = decision->due_at,
                       .channel = decision->channel,
                       .temperature = situation->temperature,
                       .status = situation->state.status,
                       .interest = situation->state.interest,
                       .value_cents = situation->value_cents,
                       .last_touched_at = situation->state.last_touched_at,
                       .promised_at = promised_at(situation, decision->promise_id)};
    for (size_t i = 0; i < situation->person_count; i++)
        if (situation->people[i].id == decision->contact_id)
            input.role = situation->people[i].role;
    return input;
}

static struct next_touch_put_in row_of(Context *context, Arena *arena, const LoadedLead *loaded,
                                       const Decision *decision, int64_t touch_id)
{
    Day day = load_day_of(loaded, decision);
    const Step *step = decision->step;
    RankInput rank = rank_input(loaded, decision);
    Channel smaller = outcome_smaller(&loaded->situation, decision->contact_id, decision->channel);
    return (struct next_touch_put_in){
        .workspace = context->workspace,
        .lead_id = loaded->lead.id,
        .touch_id = touch_id,
        .owner_id = loaded->lead.owner_id,
        .today_group = decision->group,
        .concern = concern_name(decision->concern),
        .channel = channel_name(decision->channel),
        .mode = mode_name(decision->mode),
        .contact_id = decision->contact_id,
        .address_id = decision->address_id,
        .due_at = decision->due_at,
        .latest_at = decision->latest_at,
        .load_day = day == DAY_NONE ? TIME_NONE : day,
        .reason = lead_reason(context, arena, loaded, decision),
        .whys = plan_whys_pack(arena, decision),
        .cadence_id = step ? loaded->situation.cadence->id : 0,
        .step_key = step ? step->key : NULL,
        .step_place = step ? (int64_t)decision->step_place : TIME_NONE,
        .promise_id = decision->promise_id,
        .wake_id = decision->wake_id,
        .content_id = decision->content_id,
        .ask_kind = address_kind_name(decision->ask),
        .nothing_new = decision->new_missing,
        .library_dry = decision->library_dry,
        .planned_at = context->now,
        .smaller = channel_name(smaller),
        .worth = rank_worth(&rank),
        .promised_at = rank.promised_at,
        .silent_since = rank.last_touched_at,
    };
}

bool lead_put_decision(Context *context, Arena *arena, const LoadedLead *loaded,
                       const Decision *decision, int64_t touch_id, Err *err)
{
    struct next_touch_put_in row = row_of(context, arena, loaded, decision, touch_id);
    return move_dial(context, loaded, load_day_of(loaded, decision), err) &&
           sql_next_touch_put(context->db, &row, err);
}

static bool drop_next(Context *context, const LoadedLead *loaded, Err *err)
{
    return !loaded->has_next ||
           (move_dial(context, loaded, DAY_NONE, err) &&
            (!aside_is_text(loaded) || aside_drop(context, loaded->lead.id, err)) &&
            sql_next_touch_drop(context->db,
                                &(struct next_touch_drop_in){.workspace = context->workspace,
                                                             .lead_id = loaded->lead.id},
                                err));
}

/* Words that are let go, or were tried, are of that mail to that mailbox, by that seller: another
 * one neither signs with their name nor lets go what they have not read. Where a person wrote them
 * and a person will look at them, they stay. */
static bool forget_words(Context *context, const LoadedLead *loaded, const Decision *decision,
                         int64_t touch_id, Err *err)
{
    const struct next_touch_of_lead_row *next = &loaded->next;
    bool machine =
        loaded->has_next && next->touch_id == touch_id && text_equal(next->mode, "machine");
    bool same = next->contact_id == decision->contact_id &&
                next->address_id == decision->address_id &&
                text_equal(next->channel, channel_name(decision->channel)) &&
                text_equal(next->step_key, decision->step ? decision->step->key : NULL);
    if (machine && same && next->owner_id != loaded->lead.owner_id)
        return sql_message_give(
            context->db,
            &(struct message_give_in){.workspace = context->workspace,
                                      .touch_id = touch_id,
                                      .looked_at = decision->mode == MODE_PERSON},
            err);
    return !machine || same ||
           sql_message_drop(
               context->db,
               &(struct message_drop_in){.workspace = context->workspace, .touch_id = touch_id},
               err);
}

/* What a person has written about a promise, or at their wish, and let go (action/late_promise.h,
 * promise_mail.h, invitation.h, text_now.h) waits its minute, whatever else would be planned:
 * nothing but what ends the promise, the lead or the address takes it away. What they asked for by
 * text goes from whoever has the lead now, and where no machine could send it, it waits for a
 * person to. */
static bool keeps_words(Context *context, Arena *arena, const LoadedLead *loaded, int64_t touch_id,
                        bool *keeps, Err *err)
{
    const struct next_touch_of_lead_row *next = &loaded->next;
    struct message_get_row message;
    bool found, text = aside_is_text(loaded);
    *keeps =
        loaded->has_next && (!touch_id || touch_id == next->touch_id) &&
        (!next->promise_id || promised_at(&loaded->situation, next->promise_id) != TIME_NONE) &&
        text_equal(next->concern, concern_name(CONCERN_PROMISE)) &&
        (text_equal(next->mode, mode_name(MODE_MACHINE)) || (!touch_id && text)) &&
        (text || next->owner_id == loaded->lead.owner_id) && find_person(loaded, next->contact_id);
    if (!*keeps)
        return true;
    if (!sql_message_get(
            context->db, arena,
            &(struct message_get_in){.workspace = context->workspace, .touch_id = next->touch_id},
            &message, &found, err))
        return false;
    *keeps = found && message.user_id && !text_empty(message.body); /* empty: erased */
    return true;
}

/* It is of whoever has the lead now; where they have no gateway, they send it themselves. */
static bool own_text(Context *context, Arena *arena, const LoadedLead *loaded, Err *err)
{
    static const Why by_hand = {.code = WHY_HANDED_OVER,
                                .text = "there is no gateway that its new owner may send by"};
    const int64_t workspace = context->workspace, owner_id = loaded->lead.owner_id;
    SenderShown sender;
    bool sends;
    if (loaded->next.owner_id == owner_id)
        return true;
    return sql_next_touch_own(context->db,
                              &(struct next_touch_own_in){.workspace = workspace,
                                                          .lead_id = loaded->lead.id,
                                                          .owner_id = owner_id},
                              err) &&
           sender_of(context, arena, owner_id, CHANNEL_TEXT, &sender, &sends, err) &&
           (sends ||
            sql_next_touch_hand_over(context->db,
                                     &(struct next_touch_hand_over_in){
                                         .workspace = workspace,
                                         .touch_id = loaded->next.touch_id,
                                         .whys = plan_whys_add(arena, loaded->next.whys, by_hand)},
                                     err));
}

/* What is set aside for a text is the lead's next touch in all but its place: it is planned anew
 * when that would be, under its own number. */
static bool plan_beside(Context *context, Arena *arena, const LoadedLead *loaded,
                        const Decision *decision, Err *err)
{
    const struct next_touch_of_lead_row *text = &loaded->next;
    struct next_touch_of_lead_row aside;
    bool found;
    if (!aside_is_text(loaded))
        return true;
    if (!own_text(context, arena, loaded, err) ||
        !aside_get(context, arena, loaded, &aside, &found, err))
        return false;
    if (!found)
        return true;
    struct next_touch_put_in row = row_of(context, arena, loaded, decision, aside.touch_id);
    if (row.content_id == text->content_id)
        row.content_id = 0;
    return sql_aside_plan(context->db, &row, err);
}

/* What was set aside is as it was, or as it was planned since, when the text has gone and its
 * number is asked for (aside_next_id()). Where something else comes of the text, or it is planned
 * away, another touch has that number. */
static bool go_back(Context *context, Arena *arena, const LoadedLead *loaded, int64_t *touch_id,
                    bool *back, Err *err)
{
    struct next_touch_of_lead_row aside;
    bool found;
    *back = false;
    if (!aside_is_text(loaded))
        return true;
    if (!aside_get(context, arena, loaded, &aside, &found, err))
        return false;
    if (!found)
        return true;
    *back = *touch_id == aside.touch_id;
    *touch_id = aside.touch_id;
    return *back ? aside_back(context, loaded, &aside, err)
                 : aside_drop(context, loaded->lead.id, err);
}

/* What somebody took back from the machine waits for a person, however often it is planned anew,
 * until its step is over. */
static void stay_taken_back(Arena *arena, const LoadedLead *loaded, int64_t touch_id,
                            Decision *decision)
{
    const struct next_touch_of_lead_row *next = &loaded->next;
    const Why *whys;
    if (!loaded->has_next || next->touch_id != touch_id || !decision->step ||
        !text_equal(next->step_key, decision->step->key) ||
        !text_equal(next->mode, mode_name(MODE_PERSON)))
        return;
    size_t count = plan_whys_unpack(arena, next->whys, &whys);
    for (size_t i = 0; i < count; i++)
        if (whys[i].code == WHY_TAKEN_BACK) {
            decision->mode = MODE_PERSON;
            if (decision->why_count == DECISION_WHYS)
                decision->why_count--;
            decision->whys[decision->why_count++] = whys[i];
            return;
        }
}

bool lead_plan_at(Context *context, Arena *arena, LoadedLead *loaded, int64_t touch_id,
                  Time *due_at, Err *err)
{
    Decision decision;
    bool keeps, back;
    *due_at = TIME_NONE;
    if (!plan_next(&loaded->situation, context->now, &decision))
        return drop_next(context, loaded, err);
    if (!keeps_words(context, arena, loaded, touch_id, &keeps, err))
        return false;
    if (keeps) {
        *due_at = loaded->next.due_at;
        return plan_beside(context, arena, loaded, &decision, err);
    }
    if (!go_back(context, arena, loaded, &touch_id, &back, err))
        return false;
    if (back)
        return true;
    if (!touch_id && loaded->has_next)
        touch_id = loaded->next.touch_id;
    if (!touch_id && !context_id(context, &touch_id, err))
        return false;
    stay_taken_back(arena, loaded, touch_id, &decision);
    *due_at = decision.due_at;
    return forget_words(context, loaded, &decision, touch_id, err) &&
           lead_put_decision(context, arena, loaded, &decision, touch_id, err);
}

bool lead_plan(Context *context, Arena *arena, LoadedLead *loaded, int64_t touch_id, Err *err)
{
    Time due_at;
    return lead_plan_at(context, arena, loaded, touch_id, &due_at, err);
}

bool lead_replan(Context *context, Arena *arena, int64_t lead_id, Err *err)
{
    LoadedLead loaded;
    return lead_load(context, arena, lead_id, LOAD_USUAL, &loaded, err) &&
           lead_plan(context, arena, &loaded, 0, err);
}
