/* What follows from what they said. */
#include "follow/outcome_part.h"

enum { WAKE_AHEAD_DAYS = 60 }; /* before their contract ends, or they buy again */

static void set_status(LeadState *state, LeadStatus status)
{
    if (lead_is_open(state->status) && state->status != LEAD_CUSTOMER)
        state->status = status;
}

static void meeting(Applying *applying)
{
    applying->state->ask_close = false;
    set_status(applying->state, LEAD_ENGAGED);
    if (outcome_has_date(applying))
        outcome_agree(applying, applying->input->until, AGREED_MEETING, CHANNEL_VISIT);
    else
        outcome_agree(applying, outcome_next_working_day(applying), "set the time of the meeting",
                      CHANNEL_PHONE);
}

static void hopeful(Applying *applying)
{
    applying->state->ask_close = false;
    set_status(applying->state, LEAD_ENGAGED);
}

static void not_now(Applying *applying)
{
    applying->state->ask_close = false;
    set_status(applying->state, LEAD_NURTURE);
    Time until = outcome_has_date(applying)
                     ? applying->input->until
                     : outcome_days_later(applying, applying->situation->policy->not_now_days);
    outcome_agree(applying, until, "not now", CHANNEL_PHONE);
    applying->effects->cadence = "not-now";
}

/* A first no waits 30 days, a second 90, a third asks whether to close. */
static void no(Applying *applying)
{
    LeadState *state = applying->state;
    const int *days = applying->situation->policy->no_wait_days;
    state->noes++;
    state->rest_until = outcome_days_later(applying, days[state->noes > 1]);
    state->ask_close = state->noes > 2;
    applying->effects->ask_close = state->ask_close;
    set_status(state, LEAD_NURTURE);
}

/* The person, for ever; "our company": the account and its domain. */
static void never(Applying *applying)
{
    const Situation *situation = applying->situation;
    LeadState *state = applying->state;
    int64_t contact_id = outcome_contact(applying);
    applying->effects->person = PERSON_NEVER;
    applying->effects->changed_person = contact_id != 0;
    outcome_add_suppression(applying,
                            (SuppressionEffect){.contact_id = contact_id,
                                                .channels = EVERY_CHANNEL,
                                                .why = "asked never to be contacted again"});
    if (applying->input->whole_company) {
        applying->effects->account_stopped = true;
        outcome_add_suppression(applying, (SuppressionEffect){.channels = EVERY_CHANNEL,
                                                              .account = true,
                                                              .why = "“our company”: never again"});
    }
    /* A colleague who helps along may end it for themselves only. */
    if (applying->input->whole_company || contact_id == situation->contact_id ||
        !situation->contact_id) {
        state->status = LEAD_NEVER;
        lead_state_forget_agreed(state);
        state->retry_at = state->rest_until = TIME_NONE;
    }
    outcome_forget_answer(applying);
}

static void wake(Applying *applying, WakeKind kind, const char *text)
{
    if (!outcome_has_date(applying))
        return;
    applying->effects->wakes = true;
    applying->effects->wake = (Wake){
        .kind = kind, .text = text, .at = applying->input->until, .ahead_days = WAKE_AHEAD_DAYS};
}

static void sold(Applying *applying)
{
    LeadState *state = applying->state;
    Effects *effects = applying->effects;
    state->status = LEAD_CUSTOMER;
    state->noes = 0;
    state->ask_close = false;
    lead_state_forget_agreed(state);
    effects->cadence = "after-sale";
    effects->ask_cycle = effects->ask_want = effects->ask_referral = true;
    wake(applying, WAKE_RENEWAL, "");
}

/* A lost deal stays open, in the slowest rhythm of its tail, and wakes before their contract ends.
 */
static void lost(Applying *applying)
{
    LeadState *state = applying->state;
    const Cadence *cadence = applying->situation->cadence;
    set_status(state, LEAD_NURTURE);
    lead_state_forget_agreed(state);
    applying->effects->ask_cycle = !outcome_has_date(applying);
    wake(applying, WAKE_CONTRACT_END, "");
    state->step_at = applying->input->at;
    if (!cadence || !cadence->tail_count || !cadence->rhythm_count)
        return;
    if (state->step < cadence->step_count)
        state->step = cadence->step_count;
    if (state->tail_round < (int)cadence->rhythm_count - 1)
        state->tail_round = (int)cadence->rhythm_count - 1;
}

typedef struct ResultRow {
    int interest;
    void (*follow)(Applying *);
} ResultRow;

static const ResultRow rows[RESULTS] = {
    [RESULT_MEETING] = {1, meeting},  [RESULT_PROMISED] = {1, hopeful},
    [RESULT_REFERRED] = {1, hopeful}, [RESULT_NOT_NOW] = {0, not_now},
    [RESULT_NO] = {-1, no},           [RESULT_NEVER] = {-1, never},
    [RESULT_SOLD] = {1, sold},        [RESULT_LOST] = {-1, lost},
};

int outcome_result_interest(Result result)
{
    return (unsigned)result < RESULTS ? rows[result].interest : 0;
}

void outcome_result(Applying *applying)
{
    if ((unsigned)applying->result < RESULTS && rows[applying->result].follow)
        rows[applying->result].follow(applying);
}
