#include "action/review.h"

#include "action/access_inner.h"
#include "action/context_inner.h"
#include "action/lint_touch.h"
#include "action/list_today.h"
#include "action/touch_coming.h"
#include "base/text.h"

/* Of the channels that have anything in it. */
static bool find_ways(Context *context, Arena *arena, int64_t owner_id, Review *review, Err *err)
{
    for (int channel = CHANNEL_NONE + 1; channel < CHANNELS; channel++)
        if ((MACHINE_CHANNELS & CHANNEL_BIT(channel)) &&
            !sender_of(context, arena, owner_id, (Channel)channel, &review->ways[channel].sender,
                       &review->ways[channel].found, err))
            return false;
    return true;
}

static bool add_touch(Context *context, Arena *arena, const TouchCard *card, Review *review,
                      Err *err)
{
    size_t place = review->count;
    Lint *lint = &review->lints[place];
    review->files[place] = (MailFiles){.touch_id = card->id, .lead_id = card->lead_id};
    if (!next_touch_of(context, arena, card->lead_id, &review->at[place], err) ||
        !lint_touch(context, arena, &review->at[place], &(LintLetter){0}, lint, err) ||
        !mail_files(context, arena, card->id, &review->files[place], err))
        return false;
    if (lint->text)
        text_total_add(&review->texts, lint->text);
    review->count++;
    return true;
}

bool list_review(Context *context, Arena *arena, const char *owner, size_t limit, Review *review,
                 Err *err)
{
    size_t most = limit && limit < REVIEW_SHOWN ? limit : REVIEW_SHOWN;
    Review made = {.at = arena_array(arena, most, sizeof *made.at),
                   .lints = arena_array(arena, most, sizeof *made.lints),
                   .files = arena_array(arena, most, sizeof *made.files)};
    Today today;
    int64_t owner_id = context->user;
    if ((owner && !access_owner_named(context, owner, &owner_id, err)) ||
        !list_today(context, arena, &(TodayOptions){.owner = owner}, &today, err) ||
        !find_ways(context, arena, owner_id, &made, err) ||
        !text_total_begin(context, arena, owner_id, &made.texts, err) ||
        !outbox_approved(context, arena, owner_id, &made.outbox, err))
        return false;
    made.total = today.counts[GROUP_REVIEW];
    for (size_t i = 0; i < today.touches.count && made.count < most; i++) {
        const TouchCard *card = &today.touches.at[i];
        if (card->group == GROUP_REVIEW && (MACHINE_CHANNELS & CHANNEL_BIT(card->channel)) &&
            !add_touch(context, arena, card, &made, err))
            return false;
    }
    *review = made;
    return true;
}

typedef struct Logging {
    Context *context;
    Arena *arena;
    ChannelSet channels;
    const char *otherwise;
    ReviewLogged made;
} Logging;

/* Whether it went before: the same asked twice is done once. */
static bool was_sent(const Logging *logging, int64_t touch, bool *sent, Err *err)
{
    struct touch_get_row row;
    bool found;
    if (!sql_touch_get(
            logging->context->db, logging->arena,
            &(struct touch_get_in){.workspace = logging->context->workspace, .id = touch}, &row,
            &found, err))
        return false;
    *sent = found && !row.undone && text_equal(row.outcome, outcome_name(OUTCOME_SENT));
    return true;
}

/* `why` NULL: it may be logged as sent. */
static bool why_not(const Logging *logging, int64_t touch, bool *already, const char **why,
                    Err *err)
{
    Context *context = logging->context;
    struct next_touch_of_lead_row next;
    int64_t lead_id = 0;
    Channel channel = CHANNEL_NONE;
    *already = false;
    if (!touch_coming_why(context, logging->arena, touch, &lead_id, why, err))
        return false;
    if (*why)
        return was_sent(logging, touch, already, err);
    if (!sql_next_touch_of_lead(
            context->db, logging->arena,
            &(struct next_touch_of_lead_in){.workspace = context->workspace, .lead_id = lead_id},
            &next, NULL, err))
        return false;
    channel_find(next.channel, &channel);
    if (!(logging->channels & CHANNEL_BIT(channel)))
        *why = logging->otherwise;
    return true;
}

static bool log_one(Logging *logging, int64_t touch, Err *err)
{
    static const LogAttempt sent = {.outcome = "sent"};
    ReviewLogged *made = &logging->made;
    const char *why;
    bool already;
    if (!why_not(logging, touch, &already, &why, err))
        return false;
    if (already) {
        made->already[made->already_count++] = touch;
        return true;
    }
    if (why) {
        made->refused[made->refused_count++] = (ReviewRefused){touch, why};
        return true;
    }
    LogInput input = {.what = arena_printf(logging->arena, "%lld", (long long)touch),
                      .attempts = &sent,
                      .attempt_count = 1,
                      .at = TIME_NONE,
                      .until = TIME_NONE,
                      .promise_at = TIME_NONE};
    return log_outcome(logging->context, logging->arena, &input, &made->logged[made->count++], err);
}

static bool log_all(Logging *logging, const int64_t *touches, size_t count, Err *err)
{
    for (size_t i = 0; i < count; i++)
        if (!log_one(logging, touches[i], err))
            return false;
    return true;
}

bool log_sent(Context *context, Arena *arena, ChannelSet channels, const char *otherwise,
              const int64_t *touches, size_t count, size_t most, ReviewLogged *logged, Err *err)
{
    Logging logging = {.context = context,
                       .arena = arena,
                       .channels = channels,
                       .otherwise = otherwise,
                       .made = {.logged = arena_array(arena, count, sizeof *logged->logged),
                                .already = arena_array(arena, count, sizeof *logged->already),
                                .refused = arena_array(arena, count, sizeof *logged->refused)}};
    if (!count || count > most)
        return err_field(err, ERR_INPUT, "touches", "1 to %zu messages at once", most);
    /* A request of the web may have begun already. */
    bool outer = db_in_txn(context->db);
    if (!outer && !context_together(context, err))
        return false;
    if (!log_all(&logging, touches, count, err)) {
        if (!outer)
            context_together_drop(context);
        return false;
    }
    if (!outer && !context_together_end(context, err))
        return false;
    *logged = logging.made;
    return true;
}

bool log_review(Context *context, Arena *arena, const int64_t *touches, size_t count,
                ReviewLogged *logged, Err *err)
{
    return log_sent(context, arena, MACHINE_CHANNELS, "it is no message", touches, count,
                    REVIEW_SHOWN, logged, err);
}
