/* Webhooks: other programs are told what happens here.
 *
 * An act writes what is to be told (webhook_tell()) in its own transaction: a row of a few numbers,
 * and nothing at all where the workspace has no webhook. Later, webhooks_deliver() makes of it a
 * delivery to each webhook that wants it, and sends those: POST of JSON, signed as
 * https://www.standardwebhooks.com says (webhook-id, webhook-timestamp, webhook-signature).
 * Whatever is not answered by 2xx is sent again, with waits that grow over three days; then, or
 * when 410 was answered, the webhook is switched off and says why. So each delivery arrives at
 * least once, most of them once, in no promised order; its webhook-id tells two of one.
 *
 * URLs are https and public unless the settings webhook_http and webhook_private allow else
 * (base/net.h).
 */
#pragma once

#include "action/context.h"
#include "base/net.h"

#include <signal.h>

typedef enum WebhookEvent {
    WEBHOOK_LEAD_CAPTURED,
    WEBHOOK_LEAD_CLOSED,
    WEBHOOK_LEAD_REOPENED,
    WEBHOOK_LEAD_ASSIGNED,
    WEBHOOK_TOUCH_LOGGED,
    WEBHOOK_TOUCH_SKIPPED,
    WEBHOOK_ANSWER_CAME,
    WEBHOOK_PROMISE_MADE,
    WEBHOOK_PROMISE_KEPT,
    WEBHOOK_PROMISE_MOVED,
    WEBHOOK_PROMISE_CANCELLED,
    WEBHOOK_PROMISE_BROKEN,
    WEBHOOK_RECORD_UNDONE,
    WEBHOOK_TEST, /* by a person who tries a webhook; goes to that one, whatever it wants */
    WEBHOOK_EVENTS
} WebhookEvent;

const char *webhook_event_name(WebhookEvent event);  /* "lead.captured" */
const char *webhook_event_about(WebhookEvent event); /* for people */
bool webhook_event_find(const char *name, WebhookEvent *event);

/* --- those there are: admins' (DENIED for others where the context is guarded) --- */

typedef struct WebhookShown {
    int64_t id, waiting; /* deliveries, at most 1000 */
    const char *url;
    const char *secret;        /* "whsec_…"; only of one just made, else NULL */
    const char *const *events; /* names */
    size_t event_count;        /* 0: every one */
    bool on;
    const char *why; /* it is off, or NULL */
    Time made_at;
} WebhookShown;

typedef struct WebhooksShown {
    WebhookShown *at;
    size_t count;
} WebhooksShown;

enum { WEBHOOKS_MOST = 50 };

/* INPUT: the URL or an event is not taken (field: url, events); CONFLICT: there are WEBHOOKS_MOST.
 */
bool webhook_add(Context *context, Arena *arena, const char *url, const char *const *events,
                 size_t event_count, WebhookShown *webhook, Err *err);
bool webhook_list(Context *context, Arena *arena, WebhooksShown *webhooks, Err *err);
bool webhook_show(Context *context, Arena *arena, int64_t id, WebhookShown *webhook, Err *err);
/* On again: what waited is sent, and what happened meanwhile is not told. */
bool webhook_switch(Context *context, Arena *arena, int64_t id, bool on, WebhookShown *webhook,
                    Err *err);
/* With all its deliveries. */
bool webhook_remove(Context *context, Arena *arena, int64_t id, WebhookShown *webhook, Err *err);

/* --- deliveries: kept for 30 days --- */

typedef struct WebhookDelivery {
    int64_t id, webhook_id, lead_id;
    const char *url, *event, *body;
    const char *state; /* waiting, done, failed */
    int tries;
    int status;                      /* of the last answer; 0: none came */
    const char *answer;              /* its first bytes, or what went wrong; or NULL */
    Time made_at, next_at, ended_at; /* next_at: of one that waits */
} WebhookDelivery;

typedef struct WebhookDeliveries {
    WebhookDelivery *at;
    size_t count;
} WebhookDeliveries;

enum { WEBHOOK_ANSWER_KEPT = 500, WEBHOOK_DELIVERIES_SHOWN = 100, WEBHOOK_TRIES_MOST = 11 };

/* `webhook_id` 0: of all. */
bool webhook_log(Context *context, Arena *arena, int64_t webhook_id, WebhookDeliveries *deliveries,
                 Err *err);
/* Once more, from the first try on. */
bool webhook_redeliver(Context *context, Arena *arena, int64_t delivery_id,
                       WebhookDelivery *delivery, Err *err);
/* Sends a `webhook.test` now and tells what came back; a failure is in `delivery`. */
bool webhook_test(Context *context, Arena *arena, int64_t id, NetSend *send,
                  WebhookDelivery *delivery, Err *err);

typedef struct WebhookRun {
    NetSend *send; /* net_send */
    const volatile sig_atomic_t *stop;
} WebhookRun;

typedef struct WebhooksDelivered {
    size_t sent, refused;    /* deliveries taken, and not taken */
    size_t switched_off;     /* webhooks: to be told to the admin */
    const char *switched[5]; /* their URLs, the first of them */
    bool more;               /* more is due now */
} WebhooksDelivered;

/* Whether there is anything for webhooks_deliver() to do now. Costs microseconds. */
bool webhooks_waiting(Context *context, bool *waiting, Err *err);
/* What is due now, at most a few dozen; a webhook that fails is not asked again in the same run, so
 * that one which does not answer holds nobody up for longer than a time-out. No user is asked. */
bool webhooks_deliver(Context *context, Arena *arena, const WebhookRun *run,
                      WebhooksDelivered *delivered, Err *err);
