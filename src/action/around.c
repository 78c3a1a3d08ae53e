#include "action/around.h"

#include "action/plan_lead.h"
#include "base/text.h"

/* A firm with more open leads than this is planned anew as each of them comes up. */
enum { AROUND_MOST = 500 };

bool around_touched(const Effects *effects)
{
    for (size_t i = 0; i < effects->address_count; i++)
        if (effects->addresses[i].state == ADDRESS_BAD)
            return true;
    return effects->suppression_count || effects->hold_count || effects->lift_reply_hold ||
           effects->changed_person || effects->account_stopped || effects->household_stopped;
}

bool around_lift_reply_hold(Context *context, const Situation *situation, Journal *journal,
                            Err *err)
{
    for (size_t i = 0; i < situation->hold_count; i++) {
        const Hold *hold = &situation->holds[i];
        if (text_equal(hold->reason, REPLY_HOLD_REASON) &&
            (!journal_keep(journal, JOURNAL_HOLD, hold->id, err) ||
             !sql_hold_lift(context->db,
                            &(struct hold_lift_in){.workspace = context->workspace,
                                                   .id = hold->id,
                                                   .now = context->now},
                            err)))
            return false;
    }
    return true;
}

/* True when the other leads of this person end with what was said on one of them. */
static bool ends_all(const Effects *effects)
{
    return effects && effects->changed_person &&
           (effects->person == PERSON_NEVER || effects->person == PERSON_DECEASED);
}

static bool end_lead(Context *context, Arena *arena, int64_t lead_id, Journal *journal, Err *err)
{
    LoadedLead loaded;
    if (!journal_keep(journal, JOURNAL_LEAD, lead_id, err) ||
        !journal_keep(journal, JOURNAL_NEXT_TOUCH, lead_id, err) ||
        !lead_load(context, arena, lead_id, LOAD_USUAL, &loaded, err))
        return false;
    LeadState *state = &loaded.situation.state;
    if (state->answered_at != TIME_NONE &&
        !around_lift_reply_hold(context, &loaded.situation, journal, err))
        return false;
    lead_state_forget_answer(state);
    state->status = LEAD_NEVER;
    return lead_state_write(context, &loaded, state, loaded.situation.cadence,
                            "they ended it on another of their leads", err) &&
           lead_plan(context, arena, &loaded, 0, err);
}

static bool settle(Context *context, const struct lead_around_rows *leads, const Effects *effects,
                   int64_t contact_id, Journal *journal, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    for (size_t i = 0; i < leads->count; i++) {
        const struct lead_around_row *lead = &leads->at[i];
        bool ends = journal && ends_all(effects) && lead->contact_id == contact_id;
        if (!(ends ? end_lead(context, scratch, lead->id, journal, err)
                   : lead_replan(context, scratch, lead->id, err)))
            return false;
        arena_reset(scratch);
    }
    return true;
}

bool around_settle(Context *context, int64_t lead_id, const Effects *effects, int64_t contact_id,
                   Journal *journal, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    struct lead_get_row lead;
    struct lead_around_rows leads;
    if (!sql_lead_get(context->db, scratch,
                      &(struct lead_get_in){.workspace = context->workspace, .id = lead_id}, &lead,
                      NULL, err) ||
        !sql_lead_around(context->db, scratch,
                         &(struct lead_around_in){.workspace = context->workspace,
                                                  .lead_id = lead_id,
                                                  .contact_id = lead.contact_id,
                                                  .other_id = contact_id,
                                                  .account_id = lead.account_id,
                                                  .most = AROUND_MOST},
                         &leads, err))
        return false;
    return settle(context, &leads, effects, contact_id, journal, err);
}
