#include "view/view_webhook.h"

Doc *view_webhook(Arena *arena, const WebhookShown *webhook)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", webhook->id);
    doc_set_text(arena, doc, "url", webhook->url);
    Doc *events = doc_set_array(arena, doc, "events");
    for (size_t i = 0; i < webhook->event_count; i++)
        doc_add_text(arena, events, webhook->events[i]);
    doc_set_bool(arena, doc, "all", !webhook->event_count);
    doc_set_bool(arena, doc, "on", webhook->on);
    doc_set_text(arena, doc, "why", webhook->why);
    doc_set_int(arena, doc, "waiting", webhook->waiting);
    doc_set_text(arena, doc, "secret", webhook->secret);
    doc_set_time(arena, doc, "made_at", webhook->made_at);
    return doc;
}

Doc *view_webhooks(Arena *arena, const WebhooksShown *webhooks)
{
    Doc *doc = doc_object(arena), *list = doc_set_array(arena, doc, "webhooks");
    for (size_t i = 0; i < webhooks->count; i++)
        doc_add(list, view_webhook(arena, &webhooks->at[i]));
    Doc *events = doc_set_array(arena, doc, "events");
    for (int i = 0; i < WEBHOOK_TEST; i++) {
        Doc *entry = doc_add_object(arena, events);
        doc_set_text(arena, entry, "name", webhook_event_name((WebhookEvent)i));
        doc_set_text(arena, entry, "about", webhook_event_about((WebhookEvent)i));
    }
    return doc;
}

Doc *view_delivery(Arena *arena, const WebhookDelivery *delivery)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", delivery->id);
    Doc *webhook = doc_set_object(arena, doc, "webhook");
    doc_set_id(arena, webhook, "id", delivery->webhook_id);
    doc_set_text(arena, webhook, "url", delivery->url);
    doc_set_text(arena, doc, "event", delivery->event);
    doc_set_id(arena, doc, "lead_id", delivery->lead_id);
    doc_set_text(arena, doc, "state", delivery->state);
    doc_set_int(arena, doc, "tries", delivery->tries);
    if (delivery->status)
        doc_set_int(arena, doc, "status", delivery->status);
    else
        doc_set_null(arena, doc, "status");
    doc_set_text(arena, doc, "answer", delivery->answer);
    doc_set_text(arena, doc, "body", delivery->body);
    doc_set_time(arena, doc, "made_at", delivery->made_at);
    doc_set_time(arena, doc, "next_at", delivery->next_at);
    doc_set_time(arena, doc, "ended_at", delivery->ended_at);
    return doc;
}

Doc *view_deliveries(Arena *arena, const WebhookDeliveries *deliveries)
{
    Doc *doc = doc_object(arena), *list = doc_set_array(arena, doc, "deliveries");
    for (size_t i = 0; i < deliveries->count; i++)
        doc_add(list, view_delivery(arena, &deliveries->at[i]));
    return doc;
}
