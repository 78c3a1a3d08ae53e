#include "action/review.h"

#include "action/access_inner.h"
#include "action/context_inner.h"
#include "action/lint_touch.h"
#include "action/list_today.h"

bool list_review(Context *context, Arena *arena, const char *owner, size_t limit, Review *review,
                 Err *err)
{
    size_t most = limit && limit < REVIEW_SHOWN ? limit : REVIEW_SHOWN;
    Review made = {.at = arena_array(arena, most, sizeof *made.at),
                   .lints = arena_array(arena, most, sizeof *made.lints)};
    Today today;
    int64_t owner_id = context->user;
    if ((owner && !access_owner_named(context, owner, &owner_id, err)) ||
        !list_today(context, arena, &(TodayOptions){.owner = owner}, &today, err) ||
        !sender_of(context, arena, owner_id, CHANNEL_EMAIL, &made.sender, &made.by_outbox, err) ||
        !outbox_approved(context, arena, owner_id, &made.outbox, err))
        return false;
    made.total = today.counts[GROUP_REVIEW];
    for (size_t i = 0; i < today.touches.count && made.count < most; i++) {
        const TouchCard *card = &today.touches.at[i];
        if (card->group != GROUP_REVIEW || card->channel != CHANNEL_EMAIL)
            continue;
        if (!next_touch_of(context, arena, card->lead_id, &made.at[made.count], err) ||
            !lint_touch(context, arena, &made.at[made.count], &(LintLetter){0},
                        &made.lints[made.count], err))
            return false;
        made.count++;
    }
    *review = made;
    return true;
}

/* NULL: it may be logged as sent. */
static bool why_not(Context *context, Arena *arena, int64_t touch, const char **why, Err *err)
{
    struct next_touch_lead_row lead;
    struct next_touch_of_lead_row next;
    bool found, allowed;
    Channel channel = CHANNEL_NONE;
    if (!access_thing(context, ACCESS_TOUCH, touch, &allowed, err) ||
        !sql_next_touch_lead(
            context->db, arena,
            &(struct next_touch_lead_in){.workspace = context->workspace, .touch_id = touch}, &lead,
            &found, err))
        return false;
    *why = NULL;
    if (!found || !allowed) {
        *why = "it is not to come any more";
        return true;
    }
    if (!sql_next_touch_of_lead(context->db, arena,
                                &(struct next_touch_of_lead_in){.workspace = context->workspace,
                                                                .lead_id = lead.lead_id},
                                &next, NULL, err))
        return false;
    channel_find(next.channel, &channel);
    if (!(MACHINE_CHANNELS & CHANNEL_BIT(channel)))
        *why = "it is no message";
    return true;
}

static bool log_all(Context *context, Arena *arena, const int64_t *touches, size_t count,
                    ReviewLogged *logged, Err *err)
{
    static const LogAttempt sent = {.outcome = "sent"};
    for (size_t i = 0; i < count; i++) {
        const char *why;
        if (!why_not(context, arena, touches[i], &why, err))
            return false;
        if (why) {
            logged->refused[logged->refused_count++] = (ReviewRefused){touches[i], why};
            continue;
        }
        LogInput input = {.what = arena_printf(arena, "%lld", (long long)touches[i]),
                          .attempts = &sent,
                          .attempt_count = 1,
                          .at = TIME_NONE,
                          .until = TIME_NONE,
                          .promise_at = TIME_NONE};
        if (!log_outcome(context, arena, &input, &logged->logged[logged->count], err))
            return false;
        logged->count++;
    }
    return true;
}

bool log_review(Context *context, Arena *arena, const int64_t *touches, size_t count,
                ReviewLogged *logged, Err *err)
{
    ReviewLogged made = {.logged = arena_array(arena, count, sizeof *made.logged),
                         .refused = arena_array(arena, count, sizeof *made.refused)};
    if (!count || count > REVIEW_SHOWN)
        return err_field(err, ERR_INPUT, "touches", "1 to %d messages at once", REVIEW_SHOWN);
    /* A request of the web may have begun already. */
    bool outer = db_in_txn(context->db);
    if (!outer && !context_together(context, err))
        return false;
    if (!log_all(context, arena, touches, count, &made, err)) {
        if (!outer)
            context_together_drop(context);
        return false;
    }
    if (!outer && !context_together_end(context, err))
        return false;
    *logged = made;
    return true;
}
