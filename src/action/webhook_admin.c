#include "action/sign_in_inner.h"
#include "action/webhook_inner.h"
#include "auth/seal.h"
#include "base/digest.h"
#include "base/text.h"

#include <string.h>

enum { EVENTS_BYTES = 1024 };

bool webhook_allowed(Context *context, bool *http, bool *private_too, Err *err)
{
    return context_flag(context, "webhook_http", http, err) &&
           context_flag(context, "webhook_private", private_too, err);
}

static const char *place_of(Arena *arena, int64_t id)
{
    return arena_printf(arena, "webhook %lld", (long long)id);
}

bool webhook_secret(const Context *context, Arena *arena, const struct webhook_list_row *row,
                    const void **key, size_t *count, Err *err)
{
    *key = seal_open(arena, context->secret, place_of(arena, row->id), row->secret.at,
                     row->secret.length, count);
    return *key || err_set(err, ERR_BROKEN,
                           "the secret of the webhook %lld is damaged; make the "
                           "webhook anew",
                           (long long)row->id);
}

/* "a b" as a list; "" is none, which means every one. */
static const char *const *split(Arena *arena, const char *words, size_t *count)
{
    const char **list = arena_array(arena, WEBHOOK_EVENTS, sizeof *list);
    *count = 0;
    while (*words && *count < WEBHOOK_EVENTS) {
        size_t length = strcspn(words, " ");
        list[(*count)++] = arena_strndup(arena, words, length);
        words += length + (words[length] == ' ');
    }
    return list;
}

static WebhookShown shown_of(Arena *arena, const struct webhook_list_row *row)
{
    WebhookShown shown = {.id = row->id,
                          .waiting = row->waiting,
                          .url = row->url,
                          .on = text_equal(row->state, "on"),
                          .why = row->why,
                          .made_at = row->made_at};
    shown.events = split(arena, row->events, &shown.event_count);
    return shown;
}

bool webhook_rows(Context *context, Arena *arena, struct webhook_list_rows *rows, Err *err)
{
    return sql_webhook_list(context->db, arena,
                            &(struct webhook_list_in){.workspace = context->workspace}, rows, err);
}

bool webhook_find(Context *context, Arena *arena, int64_t id, const struct webhook_list_row **row,
                  Err *err)
{
    struct webhook_list_rows rows;
    if (!webhook_rows(context, arena, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.at[i].id == id) {
            *row = &rows.at[i];
            return true;
        }
    err_field(err, ERR_MISSING, "webhook", "there is no webhook %lld", (long long)id);
    return false;
}

bool webhook_list(Context *context, Arena *arena, WebhooksShown *webhooks, Err *err)
{
    struct webhook_list_rows rows;
    if (!context_may(context, RIGHT_SETTINGS, err) || !webhook_rows(context, arena, &rows, err))
        return false;
    WebhookShown *made = arena_array(arena, rows.count, sizeof *made);
    for (size_t i = 0; i < rows.count; i++)
        made[i] = shown_of(arena, &rows.at[i]);
    *webhooks = (WebhooksShown){.at = made, .count = rows.count};
    return true;
}

bool webhook_show(Context *context, Arena *arena, int64_t id, WebhookShown *webhook, Err *err)
{
    const struct webhook_list_row *row;
    if (!context_may(context, RIGHT_SETTINGS, err) || !webhook_find(context, arena, id, &row, err))
        return false;
    *webhook = shown_of(arena, row);
    return true;
}

/* Once they were changed: whether there is anybody to be told. Other contexts see it by the house's
 * number (context_begin()). */
static bool look_again(Context *context, Arena *arena, Err *err)
{
    struct webhook_list_rows rows;
    if (!webhook_rows(context, arena, &rows, err) || !context_forget(context, err))
        return false;
    context->webhooks = false;
    for (size_t i = 0; i < rows.count; i++)
        context->webhooks = context->webhooks || text_equal(rows.at[i].state, "on");
    return true;
}

/* --- adding --- */

static bool unknown_event(const char *name, Err *err)
{
    const char *names[WEBHOOK_EVENTS + 1] = {NULL};
    for (int i = 0; i < WEBHOOK_EVENTS; i++)
        names[i] = webhook_event_name((WebhookEvent)i);
    const char *near = text_nearest(name, names);
    return err_field(err, ERR_INPUT, "events", "there is no event \"%.100s\"%s%s%s", name,
                     near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}

/* In the order of the table, each once. */
static bool join_events(const char *const *names, size_t count, Buf *joined, Err *err)
{
    bool wanted[WEBHOOK_EVENTS] = {false};
    for (size_t i = 0; i < count; i++) {
        WebhookEvent event;
        if (!webhook_event_find(names[i], &event) || event == WEBHOOK_TEST)
            return unknown_event(names[i], err);
        wanted[event] = true;
    }
    for (int i = 0; i < WEBHOOK_EVENTS; i++)
        if (wanted[i])
            buf_addf(joined, "%s%s", joined->length ? " " : "",
                     webhook_event_name((WebhookEvent)i));
    return true;
}

static bool insert(Context *context, Arena *arena, const char *url, const char *events, int64_t *id,
                   const char **secret, Err *err)
{
    unsigned char key[WEBHOOK_SECRET_BYTES];
    size_t sealed_count;
    if (!context_id(context, id, err))
        return false;
    random_fill(key, sizeof key);
    const void *sealed =
        seal_close(arena, context->secret, place_of(arena, *id), key, sizeof key, &sealed_count);
    *secret = arena_printf(arena, "whsec_%s", base64(arena, key, sizeof key));
    return sql_webhook_insert(context->db,
                              &(struct webhook_insert_in){.workspace = context->workspace,
                                                          .id = *id,
                                                          .user_id = context->user,
                                                          .url = url,
                                                          .secret = {sealed, sealed_count},
                                                          .events = events,
                                                          .now = context->now},
                              err);
}

static bool add_inside(Context *context, Arena *arena, const char *url, const char *events,
                       WebhookShown *webhook, Err *err)
{
    struct webhook_list_rows rows;
    int64_t id;
    const char *secret = NULL;
    if (!webhook_rows(context, arena, &rows, err))
        return false;
    if (rows.count >= WEBHOOKS_MOST)
        return err_set(err, ERR_CONFLICT, "there are %d webhooks; remove one first", WEBHOOKS_MOST);
    if (!insert(context, arena, url, events, &id, &secret, err) ||
        !audit_own(context, "webhook", arena_printf(arena, "webhook %lld added", (long long)id),
                   err) ||
        !webhook_show(context, arena, id, webhook, err))
        return false;
    webhook->secret = secret;
    return true;
}

bool webhook_add(Context *context, Arena *arena, const char *url, const char *const *events,
                 size_t event_count, WebhookShown *webhook, Err *err)
{
    bool http, private_too;
    auto_buf Buf joined = buf_new(EVENTS_BYTES);
    auto_txn Txn txn = {0};
    return context_may(context, RIGHT_SETTINGS, err) &&
           webhook_allowed(context, &http, &private_too, err) &&
           net_check_url(text_or(url, ""), http, private_too, err) &&
           join_events(events, event_count, &joined, err) &&
           db_begin(&txn, context->db, TXN_WRITE, err) &&
           add_inside(context, arena, url, arena_strndup(arena, joined.at, joined.length), webhook,
                      err) &&
           look_again(context, arena, err) && db_commit(&txn, err);
}

/* --- switching, removing --- */

bool webhook_put_state(Context *context, Arena *arena, int64_t id, bool on, const char *why,
                       Err *err)
{
    return sql_webhook_set_state(context->db,
                                 &(struct webhook_set_state_in){.workspace = context->workspace,
                                                                .id = id,
                                                                .state = on ? "on" : "off",
                                                                .why = why,
                                                                .now = context->now},
                                 err) &&
           audit_own(context, "webhook",
                     arena_printf(arena, "webhook %lld %s", (long long)id,
                                  on ? "switched on" : "switched off"),
                     err) &&
           look_again(context, arena, err);
}

bool webhook_switch(Context *context, Arena *arena, int64_t id, bool on, WebhookShown *webhook,
                    Err *err)
{
    auto_txn Txn txn = {0};
    return context_may(context, RIGHT_SETTINGS, err) &&
           db_begin(&txn, context->db, TXN_WRITE, err) &&
           webhook_show(context, arena, id, webhook, err) &&
           webhook_put_state(context, arena, id, on, on ? NULL : "switched off by a person", err) &&
           webhook_show(context, arena, id, webhook, err) && db_commit(&txn, err);
}

bool webhook_remove(Context *context, Arena *arena, int64_t id, WebhookShown *webhook, Err *err)
{
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           webhook_show(context, arena, id, webhook, err) &&
           sql_webhook_drop_deliveries(context->db,
                                       &(struct webhook_drop_deliveries_in){
                                           .workspace = context->workspace, .webhook_id = id},
                                       err) &&
           sql_webhook_drop(context->db,
                            &(struct webhook_drop_in){.workspace = context->workspace, .id = id},
                            err) &&
           audit_own(context, "webhook", arena_printf(arena, "webhook %lld removed", (long long)id),
                     err) &&
           look_again(context, arena, err) && db_commit(&txn, err);
}
