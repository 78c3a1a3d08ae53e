#include "action/late_promise.h"

#include "action/promise_inner.h"
#include "action/promise_way_inner.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/when.h"
#include "follow/line.h"

#include <string.h>

enum { SUBJECT_BYTES = 300, WORDS_BYTES = 20000 };

/* --- times ------------------------------------------------------------------------------------ */

enum { MORNING = 10 * 60, HALF_HOUR = 30 * 60, SOON = 2 * 3600 };

static void add_time(LateDraft *draft, Time at)
{
    if (draft->time_count < LATE_TIMES &&
        (!draft->time_count || draft->times[draft->time_count - 1] < at))
        draft->times[draft->time_count++] = at;
}

/* In two hours, where that is still in the owner's day; the next working morning, the one after it,
 * and one a week from then. A promise that is not due yet is only moved to what lies behind it. */
static void offer_times(const LoadedLead *loaded, Time now, LateDraft *draft)
{
    const Worker *owner = loaded->situation.owner;
    const Policy *policy = loaded->situation.policy;
    Time from = draft->promise.due_at > now ? draft->promise.due_at : now;
    Day day = zone_day(owner->zone, from);
    Hours hours = owner->hours[day_weekday(day)];
    Time soon = (from + SOON + HALF_HOUR - 1) / HALF_HOUR * HALF_HOUR;
    bool is_today = day == zone_day(owner->zone, now);
    if (is_today && line_owner_works(owner, policy, day) &&
        soon <= zone_time(owner->zone, day, hours.to))
        add_time(draft, soon);
    Day next = line_add_working_days(owner, policy, day, 1);
    add_time(draft, zone_time(owner->zone, next, MORNING));
    add_time(draft, zone_time(owner->zone, line_add_working_days(owner, policy, next, 1), MORNING));
    add_time(draft,
             zone_time(owner->zone, line_add_working_days(owner, policy, next + 7, 0), MORNING));
}

/* --- ways ------------------------------------------------------------------------------------- */

/* The one it was promised on first; where that is not known, the one that goes by itself. */
static bool is_before(const PromiseWay *a, const PromiseWay *b, Channel promised)
{
    if (promised != CHANNEL_NONE)
        return a->channel == promised && b->channel != promised;
    return a->machine && !b->machine;
}

static bool find_ways(Context *context, Arena *arena, const LoadedLead *loaded, LateDraft *draft,
                      Err *err)
{
    static const Channel channels[LATE_WAYS] = {CHANNEL_EMAIL, CHANNEL_TEXT, CHANNEL_PHONE};
    Channel promised = CHANNEL_NONE;
    if (!promise_channel(context, arena, draft->promise.id, &promised, err))
        return false;
    if (promised != CHANNEL_EMAIL && promised != CHANNEL_TEXT && promised != CHANNEL_NONE)
        promised = CHANNEL_PHONE; /* said, wherever */
    for (size_t i = 0; i < LATE_WAYS; i++) {
        bool found;
        if (!promise_way_find(context, arena, loaded, &draft->promise, channels[i],
                              &draft->ways[draft->way_count], &found, err))
            return false;
        draft->way_count += found;
    }
    for (size_t i = 1; i < draft->way_count; i++)
        if (is_before(&draft->ways[i], &draft->ways[0], promised)) {
            PromiseWay first = draft->ways[i];
            memmove(&draft->ways[1], &draft->ways[0], i * sizeof first);
            draft->ways[0] = first;
        }
    return true;
}

/* --- words ------------------------------------------------------------------------------------ */

static void write_words(Context *context, Arena *arena, const LoadedLead *loaded, LateDraft *draft)
{
    const PromiseCard *promise = &draft->promise;
    const char *hello = promise_hello(arena, promise);
    const char *end = promise_signed(context, arena, loaded);
    draft->subject = arena_printf(
        arena, "%s: %s", promise->ours ? "A word on what I promised" : "Is there still time",
        promise->text);
    draft->words =
        promise->ours
            ? arena_printf(arena,
                           "%s\n\nI said I would: %s. It takes me longer than I thought. You will "
                           "have it by " LATE_WHEN "; I have not forgotten you.\n\n%s",
                           hello, promise->text, end)
            : arena_printf(
                  arena,
                  "%s\n\nyou said you would: %s. I am in no hurry; may I come back to it " LATE_WHEN
                  "?\n\n%s",
                  hello, promise->text, end);
}

static const char *with_time(Arena *arena, const char *words, const char *when)
{
    Buf out = buf_new(WORDS_BYTES * 2);
    for (const char *at = words; *at;) {
        const char *place = strstr(at, LATE_WHEN);
        buf_add(&out, at, place ? (size_t)(place - at) : strlen(at));
        if (!place)
            break;
        buf_adds(&out, when);
        at = place + strlen(LATE_WHEN);
    }
    const char *made = arena_strndup(arena, out.length ? out.at : "", out.length);
    buf_free(&out);
    return made;
}

/* --- drafting --------------------------------------------------------------------------------- */

static bool draft_of(Context *context, Arena *arena, int64_t id, LoadMode mode, LoadedLead *loaded,
                     LateDraft *draft, Err *err)
{
    LateDraft made = {0};
    if (!promise_card(context, arena, id, &made.promise, err))
        return false;
    if (!text_equal(made.promise.state, "open"))
        return err_set(err, ERR_CONFLICT, "promise %lld is %s already", (long long)id,
                       made.promise.state);
    if (!lead_load(context, arena, made.promise.lead_id, mode, loaded, err) ||
        !find_ways(context, arena, loaded, &made, err))
        return false;
    offer_times(loaded, context->now, &made);
    write_words(context, arena, loaded, &made);
    *draft = made;
    return true;
}

bool late_draft(Context *context, Arena *arena, int64_t id, LateDraft *draft, Err *err)
{
    LoadedLead loaded;
    return draft_of(context, arena, id, LOAD_READ, &loaded, draft, err);
}

/* --- telling ---------------------------------------------------------------------------------- */

static bool choose_way(const LateDraft *draft, Channel by, PromiseWay *way, Err *err)
{
    *way = draft->way_count && by == CHANNEL_NONE ? draft->ways[0]
                                                  : (PromiseWay){.channel = CHANNEL_NONE};
    for (size_t i = 0; i < draft->way_count; i++)
        if (by != CHANNEL_NONE && draft->ways[i].channel == by)
            *way = draft->ways[i];
    return by == CHANNEL_NONE || way->channel == by ||
           err_field(err, ERR_INPUT, "by", "they cannot be reached by %s", channel_name(by));
}

static bool choose_words(const Context *context, Arena *arena, const LoadedLead *loaded,
                         const LateDraft *draft, const LateInput *input, LatePromise *late,
                         Err *err)
{
    const Zone *zone = promise_reader_zone(context, loaded, late->way.contact_id);
    const char *subject = text_or(input->subject, draft->subject);
    const char *words = text_or(input->words, draft->words);
    const char *when = when_say(arena, input->due_at, context->now, zone);
    late->subject =
        with_time(arena, text_clean(arena, subject, strlen(subject), SUBJECT_BYTES), when);
    late->words =
        with_time(arena, text_clean_lines(arena, words, strlen(words), WORDS_BYTES), when);
    if (text_empty(late->words))
        return err_field(err, ERR_INPUT, "words", "say something to them");
    return !late->way.machine || !text_empty(late->subject) ||
           err_field(err, ERR_INPUT, "subject", "a mail needs a subject");
}

/* It is about no promise, so that sending it keeps none. */
static bool let_go(Context *context, Arena *arena, const LatePromise *late, int64_t *touch_id,
                   Err *err)
{
    return context_id(context, touch_id, err) &&
           promise_mail_put(context, arena,
                            &(PromiseMailTouch){.touch_id = *touch_id,
                                                .lead_id = late->promise.lead_id,
                                                .contact_id = late->way.contact_id,
                                                .address_id = late->way.address_id,
                                                .why = {.code = WHY_PROMISE_LATE,
                                                        .number = late->promise.due_at,
                                                        .text = late->promise.text}},
                            err) &&
           sql_message_put(context->db,
                           &(struct message_put_in){.workspace = context->workspace,
                                                    .touch_id = *touch_id,
                                                    .lead_id = late->promise.lead_id,
                                                    .user_id = context->user,
                                                    .subject = late->subject,
                                                    .body = late->words,
                                                    .now = context->now},
                           err);
}

bool late_promise(Context *context, Arena *arena, int64_t id, const LateInput *input,
                  LatePromise *late, Err *err)
{
    LatePromise made = {0};
    LateDraft draft = {0};
    LoadedLead loaded;
    auto_txn Txn txn = {0};
    if (input->due_at < context->now)
        return err_field(err, ERR_INPUT, "due", "a new time lies ahead, not behind");
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !draft_of(context, arena, id, LOAD_USUAL, &loaded, &draft, err) ||
        !choose_way(&draft, input->by, &made.way, err) ||
        !choose_words(context, arena, &loaded, &draft, input, &made, err) ||
        !promise_move_inside(context, arena, id, input->due_at, err) ||
        !promise_card(context, arena, id, &made.promise, err) ||
        (made.way.machine && !let_go(context, arena, &made, &made.touch_id, err)) ||
        !db_commit(&txn, err))
        return false;
    *late = made;
    return true;
}
