/* Delivering: what has happened becomes deliveries, deliveries become requests. */
#include "action/sign_in_inner.h"
#include "action/webhook_inner.h"
#include "base/digest.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    EVENTS_AT_ONCE = 200,
    BROKEN_AT_ONCE = 200,
    SENDS_AT_ONCE = 40,
    LEASE = 120, /* seconds in which a try is over, whatever happens */
    KEPT = 30 * DAY_SECONDS,
    CONNECT_MS = 5000,
    WHOLE_MS = 10000,
    STATUS_GONE = 410,
    RETRY_AFTER_MOST = DAY_SECONDS
};

/* Waits between tries, in seconds: three days and a half in all. */
static const int waits[WEBHOOK_TRIES_MOST - 1] = {
    5,         5 * MINUTE, 30 * MINUTE, 2 * HOUR,  5 * HOUR,
    10 * HOUR, 12 * HOUR,  14 * HOUR,   20 * HOUR, 20 * HOUR,
};

typedef struct Delivering {
    Context *context;
    Arena *arena;
    const WebhookRun *run;
    WebhooksDelivered *delivered;
    bool http, private_too; /* the settings */
} Delivering;

/* --- promises whose time went by --- */

static Time seen_until(const struct webhook_list_rows *rows, Time now)
{
    Time least = now;
    for (size_t i = 0; i < rows->count; i++)
        if (text_equal(rows->at[i].state, "on") && rows->at[i].seen_until < least)
            least = rows->at[i].seen_until;
    return least;
}

static bool tell_broken(Delivering *delivering, const struct webhook_list_rows *hooks, Err *err)
{
    Context *context = delivering->context;
    Time since = seen_until(hooks, context->now), until = context->now;
    struct webhook_broken_rows rows;
    if (since >= context->now)
        return true;
    if (!sql_webhook_broken(context->db, delivering->arena,
                            &(struct webhook_broken_in){.workspace = context->workspace,
                                                        .since = since,
                                                        .now = context->now,
                                                        .most = BROKEN_AT_ONCE},
                            &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (!webhook_tell(context, WEBHOOK_PROMISE_BROKEN, rows.at[i].lead_id, rows.at[i].id, err))
            return false;
    /* Those of the last second may be cut in two: that second is looked at once more. */
    if (rows.count == BROKEN_AT_ONCE && rows.at[rows.count - 1].due_at - 1 > since)
        until = rows.at[rows.count - 1].due_at - 1;
    return sql_webhook_seen(
        context->db, &(struct webhook_seen_in){.workspace = context->workspace, .until = until},
        err);
}

/* --- from events to deliveries --- */

static bool wants(const struct webhook_list_row *hook, const char *event)
{
    size_t length = strlen(event);
    if (!text_equal(hook->state, "on"))
        return false;
    for (const char *at = hook->events; *at; at += strcspn(at, " "), at += *at == ' ')
        if (strcspn(at, " ") == length && strncmp(at, event, length) == 0)
            return true;
    return !hook->events[0];
}

static bool add_delivery(Context *context, int64_t webhook_id, const WebhookTold *told,
                         const char *body, int64_t *id, Err *err)
{
    return context_id(context, id, err) &&
           sql_webhook_delivery_insert(
               context->db,
               &(struct webhook_delivery_insert_in){.workspace = context->workspace,
                                                    .id = *id,
                                                    .webhook_id = webhook_id,
                                                    .event = told->event,
                                                    .lead_id = told->lead_id,
                                                    .body = body,
                                                    .now = context->now},
               err);
}

static bool fan_out(Delivering *delivering, const struct webhook_list_rows *hooks,
                    const struct webhook_event_take_row *event, Err *err)
{
    const WebhookTold told = {event->event, event->lead_id, event->thing_id, event->user_id,
                              event->at};
    const char *body = NULL;
    int64_t id;
    for (size_t i = 0; i < hooks->count; i++)
        if (wants(&hooks->at[i], event->event) &&
            ((!body && !webhook_body(delivering->context, delivering->arena, &told, &body, err)) ||
             !add_delivery(delivering->context, hooks->at[i].id, &told, body, &id, err)))
            return false;
    return true;
}

static int older_first(const void *a, const void *b)
{
    const struct webhook_event_take_row *one = a, *other = b;
    int64_t by_time = one->at - other->at, by_id = one->id - other->id;
    int64_t difference = by_time ? by_time : by_id;
    return (difference > 0) - (difference < 0);
}

/* One transaction: what was an event is a delivery, or nobody wants it. */
static bool take_events(Delivering *delivering, Err *err)
{
    Context *context = delivering->context;
    struct webhook_list_rows hooks;
    struct webhook_event_take_rows events;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !webhook_rows(context, delivering->arena, &hooks, err) ||
        !tell_broken(delivering, &hooks, err) ||
        !sql_webhook_event_take(context->db, delivering->arena,
                                &(struct webhook_event_take_in){.workspace = context->workspace,
                                                                .most = EVENTS_AT_ONCE},
                                &events, err))
        return false;
    if (events.count)
        qsort(events.at, events.count, sizeof *events.at, older_first);
    for (size_t i = 0; i < events.count; i++)
        if (!fan_out(delivering, &hooks, &events.at[i], err))
            return false;
    delivering->delivered->more = events.count == EVENTS_AT_ONCE;
    return sql_webhook_delivery_prune(
               context->db,
               &(struct webhook_delivery_prune_in){.workspace = context->workspace,
                                                   .before = context->now - KEPT},
               err) &&
           db_commit(&txn, err);
}

/* --- sending --- */

/* The same for every try, and no other's: by it the receiver knows a delivery again. */
static const char *message_id(const Delivering *delivering, int64_t id)
{
    Digest digest = digest_of(delivering->context->secret, &id, sizeof id);
    return arena_printf(delivering->arena, "msg_%s", digest_hex(delivering->arena, digest));
}

static const char *signature(const Delivering *delivering, const char *id, const char *timestamp,
                             const char *body, const void *key, size_t key_count)
{
    const char *all = arena_printf(delivering->arena, "%s.%s.%s", id, timestamp, body);
    Hmac hmac = hmac_sha256(key, key_count, all, strlen(all));
    return arena_printf(delivering->arena, "v1,%s",
                        base64(delivering->arena, hmac.bytes, sizeof hmac.bytes));
}

/* What came of a try. */
typedef struct Attempt {
    int status; /* 0: no answer */
    const char *answer;
    int64_t retry_after;
} Attempt;

static Attempt send_body(const Delivering *delivering, const struct webhook_list_row *hook,
                         int64_t id, const char *body, const void *key, size_t key_count)
{
    Arena *arena = delivering->arena;
    const char *message = message_id(delivering, id);
    const char *timestamp = arena_printf(arena, "%lld", (long long)delivering->context->now);
    const NetHeader headers[] = {
        {"content-type", "application/json"},
        {"user-agent", "Beck"},
        {"webhook-id", message},
        {"webhook-timestamp", timestamp},
        {"webhook-signature", signature(delivering, message, timestamp, body, key, key_count)},
    };
    NetRequest request = {.url = hook->url,
                          .method = "POST",
                          .headers = headers,
                          .header_count = sizeof headers / sizeof *headers,
                          .body = body,
                          .body_length = strlen(body),
                          .connect_ms = CONNECT_MS,
                          .whole_ms = WHOLE_MS,
                          .answer_most = WEBHOOK_ANSWER_KEPT,
                          .allow_http = delivering->http,
                          .allow_private = delivering->private_too,
                          .stop = delivering->run->stop};
    NetAnswer answer;
    Err why;
    if (!delivering->run->send(arena, &request, &answer, &why))
        return (Attempt){
            .answer = text_clean(arena, why.message, strlen(why.message), WEBHOOK_ANSWER_KEPT)};
    return (Attempt){.status = answer.status,
                     .answer =
                         text_clean_lines(arena, answer.body, answer.length, WEBHOOK_ANSWER_KEPT),
                     .retry_after = answer.retry_after_seconds};
}

/* A tenth more or less, so that a crowd does not come back together. */
static Time next_try(const Context *context, int tries, int64_t retry_after)
{
    enum { TENTH = 10 };
    uint32_t random;
    int64_t wait = waits[tries - 1], spread = wait / TENTH;
    random_fill(&random, sizeof random);
    wait += (int64_t)(random % (uint32_t)(2 * spread + 1)) - spread;
    if (retry_after > RETRY_AFTER_MOST)
        retry_after = RETRY_AFTER_MOST;
    return context->now + (wait > retry_after ? wait : retry_after);
}

static bool write_attempt(const Delivering *delivering, int64_t id, int tries,
                          const Attempt *attempt, bool taken, bool over, Err *err)
{
    Context *context = delivering->context;
    return sql_webhook_delivery_end(
        context->db,
        &(struct webhook_delivery_end_in){
            .workspace = context->workspace,
            .id = id,
            .state = taken  ? "done"
                     : over ? "failed"
                            : "waiting",
            .next_at =
                taken || over ? context->now : next_try(context, tries, attempt->retry_after),
            .status = attempt->status ? attempt->status : TIME_NONE,
            .answer = attempt->answer,
            .ended_at = taken || over ? context->now : TIME_NONE},
        err);
}

/* The webhook is given up with its delivery. */
static bool switch_off(Delivering *delivering, const struct webhook_list_row *hook,
                       const Attempt *attempt, Err *err)
{
    enum { SAID_MOST = 5 };
    WebhooksDelivered *delivered = delivering->delivered;
    const char *said =
        attempt->status ? arena_printf(delivering->arena, "the last answer was %d", attempt->status)
                        : attempt->answer;
    const char *why =
        attempt->status == STATUS_GONE
            ? "it answered 410: it is not wanted any more"
            : arena_printf(delivering->arena, "nothing was taken for three days: %s", said);
    if (delivered->switched_off < SAID_MOST)
        delivered->switched[delivered->switched_off] = hook->url;
    delivered->switched_off++;
    return webhook_put_state(delivering->context, delivering->arena, hook->id, false, why, err);
}

/* Claimed first, in a transaction of its own: a server killed while it sends does not send at once
 * again. `tried`: it was ours to send. */
static bool try_delivery(Delivering *delivering, const struct webhook_list_row *hook, int64_t id,
                         bool last, bool *tried, bool *taken, Err *err)
{
    enum { GOOD = 200, GOOD_END = 300 };
    Context *context = delivering->context;
    struct webhook_delivery_claim_row row;
    const void *key;
    size_t key_count;
    *taken = false;
    if (!webhook_secret(context, delivering->arena, hook, &key, &key_count, err) ||
        !sql_webhook_delivery_claim(
            context->db, delivering->arena,
            &(struct webhook_delivery_claim_in){.workspace = context->workspace,
                                                .id = id,
                                                .now = context->now,
                                                .until = context->now + LEASE},
            &row, tried, err))
        return false;
    if (!*tried)
        return true;
    Attempt attempt = send_body(delivering, hook, id, row.body, key, key_count);
    *taken = attempt.status >= GOOD && attempt.status < GOOD_END;
    bool over = last || attempt.status == STATUS_GONE || row.tries >= WEBHOOK_TRIES_MOST;
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           write_attempt(delivering, id, (int)row.tries, &attempt, *taken, over, err) &&
           (*taken || !over || last || switch_off(delivering, hook, &attempt, err)) &&
           db_commit(&txn, err);
}

static const struct webhook_list_row *hook_of(const struct webhook_list_rows *rows, int64_t id)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->at[i].id == id)
            return &rows->at[i];
    return NULL;
}

static bool send_due(Delivering *delivering, Err *err)
{
    Context *context = delivering->context;
    struct webhook_list_rows hooks;
    struct webhook_delivery_due_rows due;
    if (!webhook_rows(context, delivering->arena, &hooks, err) ||
        !sql_webhook_delivery_due(context->db, delivering->arena,
                                  &(struct webhook_delivery_due_in){.workspace = context->workspace,
                                                                    .now = context->now,
                                                                    .most = SENDS_AT_ONCE},
                                  &due, err))
        return false;
    bool *failed = arena_array(delivering->arena, hooks.count, sizeof *failed);
    for (size_t i = 0; i < due.count; i++) {
        const struct webhook_list_row *hook = hook_of(&hooks, due.at[i].webhook_id);
        bool tried, taken;
        if (delivering->run->stop && *delivering->run->stop)
            return true;
        if (!hook || failed[hook - hooks.at])
            continue;
        if (!try_delivery(delivering, hook, due.at[i].id, false, &tried, &taken, err))
            return false;
        failed[hook - hooks.at] = tried && !taken;
        delivering->delivered->sent += taken;
        delivering->delivered->refused += tried && !taken;
    }
    delivering->delivered->more =
        delivering->delivered->more || (due.count == SENDS_AT_ONCE && delivering->delivered->sent);
    return true;
}

bool webhooks_waiting(Context *context, bool *waiting, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    struct webhook_waiting_row row = {0};
    if (context->webhooks &&
        !sql_webhook_waiting(
            context->db, scratch,
            &(struct webhook_waiting_in){.workspace = context->workspace, .now = context->now},
            &row, NULL, err))
        return false;
    *waiting = row.events || row.due || row.broken;
    return true;
}

bool webhooks_deliver(Context *context, Arena *arena, const WebhookRun *run,
                      WebhooksDelivered *delivered, Err *err)
{
    WebhooksDelivered made = {0};
    Delivering delivering = {context, arena, run, &made, false, false};
    bool done = !context->webhooks ||
                (webhook_allowed(context, &delivering.http, &delivering.private_too, err) &&
                 take_events(&delivering, err) && send_due(&delivering, err));
    if (done)
        *delivered = made;
    return done;
}

/* --- by a person --- */

static WebhookDelivery delivery_of(const struct webhook_delivery_list_row *row)
{
    return (WebhookDelivery){.id = row->id,
                             .webhook_id = row->webhook_id,
                             .lead_id = row->lead_id,
                             .url = row->url,
                             .event = row->event,
                             .body = row->body,
                             .state = row->state,
                             .tries = (int)row->tries,
                             .status = row->status == TIME_NONE ? 0 : (int)row->status,
                             .answer = row->answer,
                             .made_at = row->made_at,
                             .next_at =
                                 text_equal(row->state, "waiting") ? row->next_at : TIME_NONE,
                             .ended_at = row->ended_at};
}

bool webhook_log(Context *context, Arena *arena, int64_t webhook_id, WebhookDeliveries *deliveries,
                 Err *err)
{
    const struct webhook_list_row *hook;
    struct webhook_delivery_list_rows rows;
    if (!context_may(context, RIGHT_SETTINGS, err) ||
        (webhook_id && !webhook_find(context, arena, webhook_id, &hook, err)) ||
        !sql_webhook_delivery_list(
            context->db, arena,
            &(struct webhook_delivery_list_in){.workspace = context->workspace,
                                               .webhook_id = webhook_id,
                                               .most = WEBHOOK_DELIVERIES_SHOWN},
            &rows, err))
        return false;
    WebhookDelivery *made = arena_array(arena, rows.count, sizeof *made);
    for (size_t i = 0; i < rows.count; i++)
        made[i] = delivery_of(&rows.at[i]);
    *deliveries = (WebhookDeliveries){.at = made, .count = rows.count};
    return true;
}

static bool get_delivery(Context *context, Arena *arena, int64_t id, WebhookDelivery *delivery,
                         Err *err)
{
    struct webhook_delivery_list_row row;
    bool found;
    if (!sql_webhook_delivery_get(
            context->db, arena,
            &(struct webhook_delivery_get_in){.workspace = context->workspace, .id = id}, &row,
            &found, err))
        return false;
    if (!found)
        return err_field(err, ERR_MISSING, "delivery", "there is no delivery %lld", (long long)id);
    *delivery = delivery_of(&row);
    return true;
}

bool webhook_redeliver(Context *context, Arena *arena, int64_t delivery_id,
                       WebhookDelivery *delivery, Err *err)
{
    bool found;
    return context_may(context, RIGHT_SETTINGS, err) &&
           sql_webhook_delivery_again(
               context->db,
               &(struct webhook_delivery_again_in){
                   .workspace = context->workspace, .id = delivery_id, .now = context->now},
               &found, err) &&
           get_delivery(context, arena, delivery_id, delivery, err);
}

bool webhook_test(Context *context, Arena *arena, int64_t id, NetSend *send,
                  WebhookDelivery *delivery, Err *err)
{
    const WebhookTold told = {
        .event = webhook_event_name(WEBHOOK_TEST), .user_id = context->user, .at = context->now};
    const WebhookRun run = {.send = send};
    WebhooksDelivered delivered = {0};
    Delivering delivering = {context, arena, &run, &delivered, false, false};
    const struct webhook_list_row *hook;
    const char *body;
    int64_t delivery_id;
    bool tried, taken;
    return context_may(context, RIGHT_SETTINGS, err) &&
           webhook_allowed(context, &delivering.http, &delivering.private_too, err) &&
           webhook_find(context, arena, id, &hook, err) &&
           webhook_body(context, arena, &told, &body, err) &&
           add_delivery(context, id, &told, body, &delivery_id, err) &&
           try_delivery(&delivering, hook, delivery_id, true, &tried, &taken, err) &&
           get_delivery(context, arena, delivery_id, delivery, err);
}
