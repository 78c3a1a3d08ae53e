/* Meetings that stand in a calendar, and the leads that wait for them. */
#include "action/calendar_inner.h"

#include "action/audit_inner.h"
#include "action/plan_lead.h"
#include "base/text.h"
#include "follow/outcome.h"

#include <string.h>

typedef struct calendar_meetings_row Row;

/* What Beck makes of a meeting, as its row is to be. */
typedef struct Waiting {
    Row row;
    LeadState state;
    bool changed; /* the lead */
    bool over;    /* the row has done its part */
} Waiting;

/* What is agreed by this meeting, and nothing that a person has said since. */
static bool is_ours(const Waiting *waiting)
{
    const LeadState *state = &waiting->state;
    return waiting->row.applied_at != TIME_NONE && state->agreed_at == waiting->row.applied_at &&
           state->agreed &&
           (text_starts(state->agreed, AGREED_MEETING) || text_starts(state->agreed, AGREED_MET));
}

static const char *said_of(const DavSync *sync, const char *agreed, const Row *row)
{
    const char *whose = context_name_of(sync->context, sync->row->user_id);
    return arena_printf(sync->arena, "%s (in the calendar of %s%s%s)", agreed, whose,
                        text_empty(row->summary) ? "" : ": ", text_or(row->summary, ""));
}

static void wait_for(const DavSync *sync, Waiting *waiting)
{
    Row *row = &waiting->row;
    LeadState *state = &waiting->state;
    row->before_at = state->agreed_at;
    row->before_what = state->agreed;
    row->before_channel = channel_name(state->agreed_channel);
    row->applied_at = row->starts_at;
    row->asked = 0;
    lead_state_forget_agreed(state);
    state->agreed_at = row->starts_at;
    state->agreed = said_of(sync, AGREED_MEETING, row);
    state->agreed_channel = CHANNEL_VISIT;
    waiting->changed = true;
    sync->synced->waits++;
}

static void give_back(const DavSync *sync, Waiting *waiting)
{
    const Row *row = &waiting->row;
    LeadState *state = &waiting->state;
    lead_state_forget_agreed(state);
    if (row->before_at != TIME_NONE) {
        state->agreed_at = row->before_at;
        state->agreed = row->before_what;
        channel_find(text_or(row->before_channel, ""), &state->agreed_channel);
    }
    waiting->changed = true;
    sync->synced->goes_on++;
}

static void ask(const DavSync *sync, Waiting *waiting)
{
    waiting->state.agreed = said_of(sync, AGREED_MET, &waiting->row);
    waiting->row.asked = 1;
    waiting->changed = true;
}

static void judge_gone(const DavSync *sync, Waiting *waiting)
{
    waiting->over = true;
    if (!is_ours(waiting))
        return;
    if (waiting->row.applied_at > sync->context->now)
        give_back(sync, waiting);
    else if (!waiting->row.asked)
        ask(sync, waiting);
}

static void judge_booked(const DavSync *sync, Waiting *waiting)
{
    Row *row = &waiting->row;
    const LeadState *state = &waiting->state;
    Time now = sync->context->now, length = row->ends_at - row->starts_at;
    if (is_ours(waiting)) {
        bool moves = row->applied_at > now && row->starts_at > now;
        if (moves && row->starts_at != row->applied_at) {
            waiting->state.agreed_at = row->applied_at = row->starts_at;
            waiting->state.agreed = said_of(sync, AGREED_MEETING, row);
            waiting->changed = true;
            sync->synced->moved++;
        } else if (row->applied_at + length <= now && !row->asked) {
            ask(sync, waiting);
        }
    } else if (row->starts_at > now && row->starts_at != row->applied_at) {
        /* Another of its attendees' calendars may have had it first. */
        bool waits = state->agreed_at == row->starts_at && state->agreed &&
                     text_starts(state->agreed, AGREED_MEETING);
        if (waits)
            row->applied_at = row->starts_at;
        else if (state->agreed_at == TIME_NONE || state->agreed_at > row->starts_at)
            wait_for(sync, waiting);
    }
}

static bool keep_row(const DavSync *sync, const Waiting *waiting, const Row *before, Err *err)
{
    const Row *row = &waiting->row;
    Context *context = sync->context;
    if (waiting->over)
        return sql_calendar_meeting_drop(
            context->db,
            &(struct calendar_meeting_drop_in){.workspace = context->workspace,
                                               .account_id = sync->row->id,
                                               .path = row->path,
                                               .lead_id = row->lead_id},
            err);
    return (row->applied_at == before->applied_at && row->asked == before->asked) ||
           sql_calendar_meeting_set(
               context->db,
               &(struct calendar_meeting_set_in){.workspace = context->workspace,
                                                 .account_id = sync->row->id,
                                                 .path = row->path,
                                                 .lead_id = row->lead_id,
                                                 .applied_at = row->applied_at,
                                                 .asked = row->asked,
                                                 .before_at = row->before_at,
                                                 .before_what = row->before_what,
                                                 .before_channel = row->before_channel},
               err);
}

static bool change_lead(const DavSync *sync, LoadedLead *loaded, const Waiting *waiting, Err *err)
{
    Context *context = sync->context;
    const char *did = arena_printf(sync->arena, "lead %lld: %s", (long long)waiting->row.lead_id,
                                   waiting->state.agreed_at == TIME_NONE
                                       ? "no meeting stands in the calendar any more"
                                       : "it waits for what stands in the calendar");
    if (!lead_state_write(context, loaded, &waiting->state, loaded->situation.cadence,
                          loaded->lead.status_why, err) ||
        !audit_own(context, "calendar", did, err))
        return false;
    loaded->situation.state = waiting->state;
    return lead_plan(context, sync->arena, loaded, 0, err);
}

/* Nothing is done for most of them: they are loaded only where something may be. */
static bool may_matter(const DavSync *sync, const Row *row)
{
    Time now = sync->context->now;
    bool held = row->applied_at != TIME_NONE;
    if (text_equal(row->state, "gone"))
        return true;
    if (held && row->applied_at == row->starts_at)
        return !row->asked && row->ends_at <= now;
    return row->starts_at > now || (held && !row->asked);
}

static bool apply(DavSync *sync, const Row *row, Err *err)
{
    LoadedLead loaded;
    Waiting waiting = {.row = *row};
    if (!lead_load(sync->context, sync->arena, row->lead_id, LOAD_USUAL, &loaded, err))
        return false;
    waiting.state = loaded.situation.state;
    if (!lead_is_open(waiting.state.status))
        waiting.over = text_equal(row->state, "gone");
    else if (text_equal(row->state, "gone"))
        judge_gone(sync, &waiting);
    else
        judge_booked(sync, &waiting);
    return (!waiting.changed || change_lead(sync, &loaded, &waiting, err)) &&
           keep_row(sync, &waiting, row, err);
}

bool calendar_apply_meetings(DavSync *sync, Err *err)
{
    struct calendar_meetings_rows rows;
    if (!sql_calendar_meetings(sync->context->db, sync->arena,
                               &(struct calendar_meetings_in){.workspace = sync->context->workspace,
                                                              .account_id = sync->row->id},
                               &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (may_matter(sync, &rows.at[i]) && !apply(sync, &rows.at[i], err))
            return false;
    return true;
}

bool calendar_forget_meetings(DavSync *sync, Err *err)
{
    return sql_calendar_meeting_gone(
               sync->context->db,
               &(struct calendar_meeting_gone_in){.workspace = sync->context->workspace,
                                                  .account_id = sync->row->id},
               err) &&
           calendar_apply_meetings(sync, err);
}
