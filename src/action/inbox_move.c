/* A mail that was placed with the wrong lead: what it did there is taken back as far as that goes,
 * and what does not is said. */
#include "action/around.h"
#include "action/receive_inner.h"

#include "action/access_inner.h"
#include "action/plan_lead.h"
#include "base/text.h"
#include "follow/outcome.h"

#include <string.h>

/* The lead it leaves. */
typedef struct Leaving {
    Context *context;
    Arena *arena;
    const struct received_get_row *mail;
    LoadedLead loaded;
    LeadState state;   /* as it is to be */
    const char *stays; /* "this, that", or NULL */
} Leaving;

static void stays(Leaving *leaving, const char *what)
{
    leaving->stays =
        leaving->stays ? arena_printf(leaving->arena, "%s, %s", leaving->stays, what) : what;
}

/* What was written down as a touch of its own has not been; of one of ours it is said. */
static bool leave_history(Leaving *leaving, Err *err)
{
    const struct received_get_row *mail = leaving->mail;
    Context *context = leaving->context;
    struct touch_get_row touch;
    bool found = false, own;
    if (mail->touch_id && !sql_touch_get(context->db, leaving->arena,
                                         &(struct touch_get_in){.workspace = context->workspace,
                                                                .id = mail->touch_id},
                                         &touch, &found, err))
        return false;
    if (!found)
        return true;
    own = text_equal(touch.outcome, outcome_name(OUTCOME_THEY_WROTE));
    if (!own && !text_equal(mail->placed, placed_name(PLACED_ADDRESS)) &&
        !text_equal(mail->placed, placed_name(PLACED_COMPANY)))
        stays(leaving, "how far our mail is known to have come");
    return sql_touch_event_insert(
        context->db,
        &(struct touch_event_insert_in){
            .workspace = context->workspace,
            .touch_id = mail->touch_id,
            .at = context->now,
            .kind = own ? "undone" : "moved_away",
            .detail = arena_printf(leaving->arena, "what %s wrote is not of this lead, says %s",
                                   text_or(mail->from_name, mail->from_address),
                                   context_user_name(context))},
        err);
}

static bool lift(const Leaving *leaving, const Hold *hold, Err *err)
{
    return sql_hold_lift(leaving->context->db,
                         &(struct hold_lift_in){.workspace = leaving->context->workspace,
                                                .id = hold->id,
                                                .now = leaving->context->now},
                         err);
}

/* The answer that waits is this one, or something has followed. */
static bool leave_answer(Leaving *leaving, Err *err)
{
    LeadState *state = &leaving->state;
    bool waits = state->answered_at == leaving->mail->at;
    stays(leaving,
          arena_printf(leaving->arena, "that the lead is %s", lead_status_name(state->status)));
    if (!waits) {
        stays(leaving, "what was done about it since");
        return true;
    }
    lead_state_forget_answer(state);
    return around_lift_reply_hold(leaving->context, &leaving->loaded.situation, NULL, err);
}

static bool leave_absence(Leaving *leaving, Err *err)
{
    const Situation *situation = &leaving->loaded.situation;
    for (size_t i = 0; i < situation->hold_count; i++) {
        const Hold *hold = &situation->holds[i];
        int64_t of = hold->scope == HOLD_CONTACT ? leaving->mail->contact_id : situation->lead_id;
        if (text_equal(hold->reason, AWAY_HOLD_REASON) && hold->scope_id == of &&
            !lift(leaving, hold, err))
            return false;
    }
    if (text_equal(leaving->state.agreed, AWAY_AGREED))
        lead_state_forget_agreed(&leaving->state);
    return true;
}

/* What ends something is not taken back by a guess. */
static void leave_ended(Leaving *leaving)
{
    static const char *const ended[MAIL_KINDS] = {
        [MAIL_BOUNCE] = "that the address does not work",
        [MAIL_COMPLAINT] = "that they get no more e-mail",
        [MAIL_UNSUBSCRIBE] = "that they get no more e-mail",
    };
    MailKind kind = MAIL_OTHER;
    reading_kind_find(leaving->mail->kind, &kind);
    if (ended[kind])
        stays(leaving, ended[kind]);
    if (kind == MAIL_AUTO_REPLY && text_equal(leaving->mail->reason, leave_name(LEAVE_FOR_GOOD)))
        stays(leaving, "that they have left");
    if (kind == MAIL_AUTO_REPLY || kind == MAIL_REPLY || kind == MAIL_OTHER)
        stays(leaving, "whom it made known");
}

static bool leave_state(Leaving *leaving, Err *err)
{
    MailKind kind = MAIL_OTHER;
    reading_kind_find(leaving->mail->kind, &kind);
    switch (kind) {
    case MAIL_REPLY:
    case MAIL_OTHER:
        return leave_answer(leaving, err);
    case MAIL_AUTO_REPLY:
        return leave_absence(leaving, err);
    default:
        return true;
    }
}

static bool leave(Leaving *leaving, Err *err)
{
    Context *context = leaving->context;
    int64_t lead_id = leaving->mail->lead_id;
    if (!lead_load(context, leaving->arena, lead_id, LOAD_USUAL, &leaving->loaded, err))
        return false;
    leaving->state = leaving->loaded.situation.state;
    if (!leave_history(leaving, err) || !leave_state(leaving, err))
        return false;
    leave_ended(leaving);
    return lead_state_write(context, &leaving->loaded, &leaving->state,
                            leaving->loaded.situation.cadence, leaving->loaded.lead.status_why,
                            err) &&
           (!lead_is_open(leaving->state.status) ||
            lead_replan(context, leaving->arena, lead_id, err)) &&
           around_settle(context, lead_id, NULL, 0, NULL, err);
}

/* What a person reads of it, and the mail says for ever after. */
static const char *say(const Leaving *leaving, const char *did)
{
    const char *name = leaving->loaded.lead.name;
    if (!name)
        return did;
    return arena_printf(leaving->arena, "%s. It stood with %s: taken back there%s%s", did, name,
                        leaving->stays ? ", but for " : "", text_or(leaving->stays, ""));
}

bool inbox_move(Context *context, Arena *arena, int64_t id, int64_t lead_id, InboxMail *mail,
                Err *err)
{
    struct received_get_row row, moved;
    Leaving leaving = {.context = context, .arena = arena, .mail = &row};
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !inbox_seen(context, arena, id, &row, err) ||
        (lead_id && !access_need(context, ACCESS_LEAD, lead_id, err)))
        return false;
    if (lead_id == row.lead_id)
        return err_field(err, ERR_CONFLICT, "lead",
                         lead_id ? "it is of that lead already" : "it is nobody's already");
    if (row.lead_id && text_equal(row.state, "done") && !leave(&leaving, err))
        return false;
    moved = row;
    moved.lead_id = lead_id;
    moved.touch_id = moved.contact_id = 0;
    const char *nobody = arena_printf(arena, "nobody's here, says %s: its words are forgotten",
                                      context_user_name(context));
    if (lead_id ? !inbox_do(context, arena, &moved, err)
                : !sql_received_out(context->db,
                                    &(struct received_out_in){.workspace = context->workspace,
                                                              .id = id,
                                                              .did = say(&leaving, nobody)},
                                    err))
        return false;
    if (lead_id && !inbox_write(context, &moved, moved.state, say(&leaving, moved.did), err))
        return false;
    if (!sql_received_get(context->db, arena,
                          &(struct received_get_in){.workspace = context->workspace, .id = id},
                          &row, NULL, err) ||
        !db_commit(&txn, err))
        return false;
    *mail = inbox_mail_of(&row);
    return true;
}
