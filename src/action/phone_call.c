#include "action/phone_call.h"

#include "action/phone_hook.h"
#include "action/phone_inner.h"
#include "action/sign_in_inner.h"
#include "base/text.h"

#include <string.h>

enum {
    RINGS_SECONDS = 180, /* no telephone rings longer */
    UNTOLD_SECONDS = 30, /* nor waits longer for its first ring, where nothing tells */
    TALK_SECONDS = 4 * 3600
};

static bool get(Context *context, Arena *arena, int64_t id, struct phone_call_get_row *row,
                Err *err)
{
    bool found;
    return sql_phone_call_get(
               context->db, arena,
               &(struct phone_call_get_in){.workspace = context->workspace, .id = id}, row, &found,
               err) &&
           (found || err_field(err, ERR_MISSING, "call", "there is no call %lld", (long long)id));
}

static int64_t between(Time from, Time to)
{
    return from == TIME_NONE || to < from ? 0 : to - from;
}

static PhoneCall shown_of(const Context *context, const struct phone_call_get_row *row)
{
    PhoneCall call = {.id = row->id,
                      .lead_id = row->lead_id,
                      .touch_id = row->touch_id,
                      .user_name = context_name_of(context, row->user_id),
                      .lead_name = row->lead_name,
                      .contact_name = row->contact_name,
                      .kind = row->kind,
                      .value = row->value,
                      .extension = row->extension,
                      .way = row->way,
                      .asked_at = row->asked_at,
                      .ringing_at = row->ringing_at,
                      .answered_at = row->answered_at,
                      .ended_at = row->ended_at,
                      .code = (int)row->code,
                      .why = row->why,
                      .recording = row->recording};
    call_stage_find(row->stage, &call.stage);
    call.on = !call_stage_is_over(call.stage);
    Time end = call.on ? context->now : row->ended_at;
    call.rang_seconds =
        between(row->ringing_at, row->answered_at != TIME_NONE ? row->answered_at : end);
    call.talk_seconds = between(row->answered_at, end);
    call.suggests = call.on ? OUTCOME_NONE
                            : call_suggests(call.stage, row->answered_at != TIME_NONE, call.code);
    return call;
}

bool phone_call_show(Context *context, Arena *arena, int64_t id, PhoneCall *call, Err *err)
{
    struct phone_call_get_row row;
    Err ignored;
    if (!get(context, arena, id, &row, err))
        return false;
    if (row.user_id != context->user && !context_may(context, RIGHT_TEAM, &ignored))
        return err_field(err, ERR_MISSING, "call", "there is no call %lld of yours", (long long)id);
    *call = shown_of(context, &row);
    return true;
}

bool phone_call_list(Context *context, Arena *arena, PhoneCalls *calls, Err *err)
{
    struct phone_call_of_user_rows rows;
    if (!sql_phone_call_of_user(context->db, arena,
                                &(struct phone_call_of_user_in){.workspace = context->workspace,
                                                                .user_id = context->user,
                                                                .most = PHONE_CALLS_SHOWN},
                                &rows, err))
        return false;
    PhoneCalls made = {.at = arena_array(arena, rows.count, sizeof *made.at)};
    for (; made.count < rows.count; made.count++)
        if (!phone_call_show(context, arena, rows.at[made.count].id, &made.at[made.count], err))
            return false;
    *calls = made;
    return true;
}

/* --- going on --------------------------------------------------------------------------------- */

static bool write_row(Context *context, const struct phone_call_get_row *row, Err *err)
{
    return sql_phone_call_set(context->db,
                              &(struct phone_call_set_in){.workspace = context->workspace,
                                                          .id = row->id,
                                                          .stage = row->stage,
                                                          .dialling_at = row->dialling_at,
                                                          .ringing_at = row->ringing_at,
                                                          .answered_at = row->answered_at,
                                                          .ended_at = row->ended_at,
                                                          .code = row->code,
                                                          .why = row->why,
                                                          .recording = row->recording},
                              err);
}

/* The row as it is, ours until the transaction ends. */
static bool lock(Context *context, Arena *arena, int64_t id, struct phone_call_get_row *row,
                 Err *err)
{
    struct phone_call_lock_row locked;
    return sql_phone_call_lock(
               context->db, arena,
               &(struct phone_call_lock_in){.workspace = context->workspace, .id = id}, &locked,
               NULL, err) &&
           get(context, arena, id, row, err);
}

bool phone_call_go_on(Context *context, Arena *arena, int64_t id, const CallNews *news, bool *moved,
                      Err *err)
{
    enum { WHY_MOST = 200 };
    struct phone_call_get_row row;
    CallStage before;
    if (!lock(context, arena, id, &row, err))
        return false;
    *moved = call_stage_find(row.stage, &before) && call_stage_follows(before, news->stage);
    if (!*moved)
        return true;
    Time *const times[CALL_STAGES] = {
        [CALL_DIALLING] = &row.dialling_at, [CALL_RINGING] = &row.ringing_at,
        [CALL_ANSWERED] = &row.answered_at, [CALL_ENDED] = &row.ended_at,
        [CALL_FAILED] = &row.ended_at,
    };
    row.stage = call_stage_name(news->stage);
    *times[news->stage] = context->now;
    row.code = news->code;
    if (!text_empty(news->why))
        row.why = text_clean(arena, news->why, strlen(news->why), WHY_MOST);
    return write_row(context, &row, err);
}

static bool step(Context *context, int64_t id, const CallNews *news, bool *moved, Err *err)
{
    auto_arena Arena *arena = arena_new();
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           phone_call_go_on(context, arena, id, news, moved, err) && db_commit(&txn, err);
}

bool phone_call_over(Context *context, Arena *arena, int64_t id, PhoneCall *call, Err *err)
{
    bool moved;
    return phone_call_show(context, arena, id, call, err) &&
           step(context, id, &(CallNews){.stage = CALL_ENDED}, &moved, err) &&
           phone_call_show(context, arena, id, call, err);
}

/* --- the one that is on ----------------------------------------------------------------------- */

/* Whoever followed it may have been killed, and not every telephone tells of an end. */
static bool is_stale(const Context *context, const struct phone_call_get_row *row)
{
    CallStage stage = CALL_ASKED;
    call_stage_find(row->stage, &stage);
    const struct {
        Time since;
        int64_t most;
    } stages[CALL_STAGES] = {[CALL_ASKED] = {row->asked_at, PHONE_CALL_WAITS},
                             [CALL_DIALLING] = {row->dialling_at, UNTOLD_SECONDS},
                             [CALL_RINGING] = {row->ringing_at, RINGS_SECONDS},
                             [CALL_ANSWERED] = {row->answered_at, TALK_SECONDS}};
    return row->touch_id != row->next_id || context->now - stages[stage].since > stages[stage].most;
}

bool phone_call_now(Context *context, Arena *arena, PhoneCall *call, bool *found, Err *err)
{
    struct phone_call_on_row on;
    struct phone_call_get_row row;
    bool any;
    *found = false;
    if (!sql_phone_call_on(
            context->db, arena,
            &(struct phone_call_on_in){.workspace = context->workspace, .user_id = context->user},
            &on, &any, err))
        return false;
    if (!any)
        return true;
    if (!get(context, arena, on.id, &row, err))
        return false;
    *found = !is_stale(context, &row);
    if (*found)
        *call = shown_of(context, &row);
    return true;
}

bool phone_call_free(Context *context, Arena *arena, Err *err)
{
    struct phone_call_on_row on;
    struct phone_call_get_row row;
    bool any, moved;
    if (!sql_phone_call_on(
            context->db, arena,
            &(struct phone_call_on_in){.workspace = context->workspace, .user_id = context->user},
            &on, &any, err))
        return false;
    if (!any)
        return true;
    if (!get(context, arena, on.id, &row, err))
        return false;
    if (!is_stale(context, &row))
        return err_field(err, ERR_CONFLICT, "call",
                         "you are on a call to %s (call %lld): hang up first, or say that it is "
                         "over",
                         text_or(row.contact_name, row.lead_name), (long long)row.id);
    CallStage stage = text_equal(row.stage, "asked") ? CALL_FAILED : CALL_ENDED;
    return phone_call_go_on(context, arena, on.id,
                            &(CallNews){.stage = stage, .why = "nothing more was heard of it"},
                            &moved, err);
}

/* --- carrying --------------------------------------------------------------------------------- */

typedef struct Carrying {
    Context *context;
    int64_t id;
    const PhoneCallEar *ear;
    Time since;      /* the context's clock when this began … */
    int64_t ticking; /* … and that of the machine */
} Carrying;

/* A call is long, and a context's clock stands still. */
static void look_at_clock(const Carrying *carrying)
{
    context_set_now(carrying->context,
                    carrying->since + (clock_ticking() - carrying->ticking) / 1000);
}

static bool tell(const Carrying *carrying, Err *err)
{
    struct phone_call_get_row row;
    auto_arena Arena *arena = arena_new();
    if (!carrying->ear->hear)
        return true;
    if (!get(carrying->context, arena, carrying->id, &row, err))
        return false;
    PhoneCall call = shown_of(carrying->context, &row);
    carrying->ear->hear(carrying->ear->of, &call);
    return true;
}

static bool hear(void *of, const CallNews *news, Err *err)
{
    const Carrying *carrying = of;
    bool moved;
    look_at_clock(carrying);
    return step(carrying->context, carrying->id, news, &moved, err) &&
           (!moved || tell(carrying, err));
}

static bool claim(Context *context, Arena *arena, int64_t id, bool claimed,
                  struct phone_call_get_row *row, Err *err)
{
    bool moved;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) || !lock(context, arena, id, row, err))
        return false;
    if (!text_equal(row->stage, claimed ? "dialling" : "asked"))
        return err_field(err, ERR_CONFLICT, "call", "call %lld is dialled already", (long long)id);
    bool late = !claimed && context->now - row->asked_at > PHONE_CALL_WAITS;
    const CallNews news = {.stage = late ? CALL_FAILED : CALL_DIALLING,
                           .why = late ? "nobody was there to dial it in time" : ""};
    if ((!claimed && !phone_call_go_on(context, arena, id, &news, &moved, err)) ||
        !db_commit(&txn, err))
        return false;
    return !late || err_field(err, ERR_CONFLICT, "call",
                              "call %lld was asked for too long ago: dial again", (long long)id);
}

static bool dial(Carrying *carrying, const struct phone_call_get_row *row, Err *err)
{
    Context *context = carrying->context;
    auto_arena Arena *arena = arena_new();
    OpenLine line;
    if (!row->value)
        return err_field(err, ERR_MISSING, "number", "the number is there no more");
    if (!phone_line_open(context, arena, row->user_id, &line, err))
        return false;
    if (!line.dialler->dial)
        return err_field(err, ERR_CONFLICT, "way", "calls are dialled by hand by now");
    const DialJob job = {.number = row->value,
                         .extension = row->extension,
                         .user = text_or(context_name_of(context, row->user_id), ""),
                         .touch = arena_printf(arena, "%lld", (long long)row->touch_id),
                         .call = arena_printf(arena, "%lld", (long long)row->id),
                         .events = text_or(phone_hook_link(context, arena, row->id), "")};
    const CallEar ear = {.hear = hear, .of = carrying, .stop = carrying->ear->stop};
    return line.dialler->dial(line.settings, line.secrets, &job, &ear, err);
}

bool phone_call_carry(Context *context, int64_t id, bool claimed, const PhoneCallEar *ear, Err *err)
{
    auto_arena Arena *arena = arena_new();
    struct phone_call_get_row row;
    Carrying carrying = {.context = context,
                         .id = id,
                         .ear = ear,
                         .since = context->now,
                         .ticking = clock_ticking()};
    Err failed;
    if (!claim(context, arena, id, claimed, &row, err) || !tell(&carrying, err))
        return false;
    if (dial(&carrying, &row, &failed))
        return true;
    look_at_clock(&carrying);
    if (!get(context, arena, id, &row, err))
        return false;
    /* Once somebody is there, what is lost is only the sight of it. */
    return hear(&carrying,
                &(CallNews){.stage = row.answered_at != TIME_NONE ? CALL_ENDED : CALL_FAILED,
                            .why = failed.message},
                err);
}

bool phone_calls_waiting(Context *context, Arena *arena, int64_t **ids, size_t *count, Err *err)
{
    struct phone_call_waiting_rows rows;
    if (!sql_phone_call_waiting(context->db, arena,
                                &(struct phone_call_waiting_in){.workspace = context->workspace},
                                &rows, err))
        return false;
    *ids = arena_array(arena, rows.count, sizeof **ids);
    for (size_t i = 0; i < rows.count; i++)
        (*ids)[i] = rows.at[i].id;
    *count = rows.count;
    return true;
}

bool phone_calls_forget(Context *context, Err *err)
{
    return sql_phone_call_forget(context->db,
                                 &(struct phone_call_forget_in){
                                     .workspace = context->workspace,
                                     .before = context->now - (Time)PHONE_CALL_DAYS * DAY_SECONDS},
                                 err);
}
