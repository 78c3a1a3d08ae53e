/* Webhooks inside: for the action room only. */
#pragma once

#include "action/context_inner.h"
#include "action/webhook.h"

/* Inside the act's transaction. `thing_id`: the touch or the promise the event speaks of, or 0. */
bool webhook_tell(Context *context, WebhookEvent event, int64_t lead_id, int64_t thing_id,
                  Err *err);

/* What has happened, as a row tells it. */
typedef struct WebhookTold {
    const char *event;
    int64_t lead_id, thing_id, user_id;
    Time at;
} WebhookTold;

/* The JSON of a delivery:
 *
 *     {type, timestamp, data {user {id, name}, lead {id, name, status, temperature, source,
 * product, external_id, value_cents, owner {id, name}, account {id, name}, contact {id, name}},
 * touch {id, at, channel, outcome, result, reason, note}, promise {id, side, text, due_at, state}}}
 *
 * `lead` as it is now; `touch` and `promise` where the event speaks of one; texts that are empty
 * are left out. */
bool webhook_body(Context *context, Arena *arena, const WebhookTold *told, const char **body,
                  Err *err);

enum { WEBHOOK_SECRET_BYTES = 32 };

/* The settings. */
bool webhook_allowed(Context *context, bool *http, bool *private_too, Err *err);
bool webhook_rows(Context *context, Arena *arena, struct webhook_list_rows *rows, Err *err);
/* MISSING. */
bool webhook_find(Context *context, Arena *arena, int64_t id, const struct webhook_list_row **row,
                  Err *err);
/* The key its deliveries are signed with. */
bool webhook_secret(const Context *context, Arena *arena, const struct webhook_list_row *row,
                    const void **key, size_t *count, Err *err);
/* Inside a transaction; audited. */
bool webhook_put_state(Context *context, Arena *arena, int64_t id, bool on, const char *why,
                       Err *err);
