#include "action/webhook_inner.h"

#include "base/text.h"

static const struct {
    const char *name, *about;
} events[WEBHOOK_EVENTS] = {
    [WEBHOOK_LEAD_CAPTURED] = {"lead.captured", "a new lead came in"},
    [WEBHOOK_LEAD_CLOSED] = {"lead.closed", "a lead ended: closed, or never to be contacted"},
    [WEBHOOK_LEAD_REOPENED] = {"lead.reopened", "a lead that had ended is open again"},
    [WEBHOOK_LEAD_ASSIGNED] = {"lead.assigned", "a lead was given to another user"},
    [WEBHOOK_TOUCH_LOGGED] = {"touch.logged", "what came of a touch was written down"},
    [WEBHOOK_TOUCH_SKIPPED] = {"touch.skipped", "a touch was left out, with an excuse"},
    [WEBHOOK_ANSWER_CAME] = {"answer.came", "they called, wrote, texted or came"},
    [WEBHOOK_PROMISE_MADE] = {"promise.made", "something was promised"},
    [WEBHOOK_PROMISE_KEPT] = {"promise.kept", "a promise was kept"},
    [WEBHOOK_PROMISE_MOVED] = {"promise.moved", "a promise got a new time"},
    [WEBHOOK_PROMISE_CANCELLED] = {"promise.cancelled", "a promise holds no more"},
    [WEBHOOK_PROMISE_BROKEN] = {"promise.broken", "the time of a promise of ours went by"},
    [WEBHOOK_RECORD_UNDONE] = {"record.undone", "the last record was taken back"},
    [WEBHOOK_TEST] = {"webhook.test", "somebody tries the webhook"},
};

const char *webhook_event_name(WebhookEvent event)
{
    return events[event].name;
}

const char *webhook_event_about(WebhookEvent event)
{
    return events[event].about;
}

bool webhook_event_find(const char *name, WebhookEvent *event)
{
    for (int i = 0; i < WEBHOOK_EVENTS; i++)
        if (text_equal(events[i].name, name)) {
            *event = (WebhookEvent)i;
            return true;
        }
    return false;
}

bool webhook_tell(Context *context, WebhookEvent event, int64_t lead_id, int64_t thing_id, Err *err)
{
    int64_t id;
    return !context->webhooks || (context_id(context, &id, err) &&
                                  sql_webhook_event_insert(context->db,
                                                           &(struct webhook_event_insert_in){
                                                               .workspace = context->workspace,
                                                               .id = id,
                                                               .event = events[event].name,
                                                               .lead_id = lead_id,
                                                               .thing_id = thing_id,
                                                               .user_id = context->user,
                                                               .now = context->now},
                                                           err));
}
