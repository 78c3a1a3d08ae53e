/* Webhooks as documents:
 *
 *     {id, url, events [text…], all, on, why, waiting, secret, made_at}
 *
 * `events` is empty and `all` true where every event is wanted; `secret` is null but in the answer
 * to the making. Deliveries:
 *
 *     {id, webhook {id, url}, event, lead_id, state, tries, status, answer, body, made_at, next_at,
 *      ended_at} */
#pragma once

#include "action/webhook.h"
#include "base/doc.h"

Doc *view_webhook(Arena *arena, const WebhookShown *webhook);
/* {webhooks [...], events [{name, about}…]}: those there are, and what can be wanted */
Doc *view_webhooks(Arena *arena, const WebhooksShown *webhooks);
Doc *view_delivery(Arena *arena, const WebhookDelivery *delivery);
/* {deliveries [...]} */
Doc *view_deliveries(Arena *arena, const WebhookDeliveries *deliveries);
