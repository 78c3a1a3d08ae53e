#include "action/webhook_inner.h"

#include "base/doc.h"
#include "base/text.h"

enum { BODY_MOST = 256 * 1024 };

typedef struct Telling {
    Context *context;
    Arena *arena;
    Doc *data;
    Err *err;
} Telling;

/* {id, name}; null without one. */
static void set_named(const Telling *telling, Doc *doc, const char *member, int64_t id,
                      const char *name)
{
    if (!id) {
        doc_set_null(telling->arena, doc, member);
        return;
    }
    Doc *named = doc_set_object(telling->arena, doc, member);
    doc_set_id(telling->arena, named, "id", id);
    doc_set_text(telling->arena, named, "name", name);
}

static void set_user(const Telling *telling, Doc *doc, const char *member, int64_t id)
{
    const struct user_list_row *user = context_find_user(telling->context, id);
    set_named(telling, doc, member, user ? id : 0, user ? user->name : NULL);
}

static bool set_account(const Telling *telling, Doc *doc, int64_t id)
{
    struct account_get_row account;
    bool found = false;
    if (id && !sql_account_get(
                  telling->context->db, telling->arena,
                  &(struct account_get_in){.workspace = telling->context->workspace, .id = id},
                  &account, &found, telling->err))
        return false;
    set_named(telling, doc, "account", found ? id : 0, found ? account.name : NULL);
    return true;
}

static bool set_contact(const Telling *telling, Doc *doc, int64_t id)
{
    struct contact_get_row contact;
    bool found = false;
    if (id && !sql_contact_get(
                  telling->context->db, telling->arena,
                  &(struct contact_get_in){.workspace = telling->context->workspace, .id = id},
                  &contact, &found, telling->err))
        return false;
    set_named(telling, doc, "contact", found ? id : 0, found ? contact.name : NULL);
    return true;
}

static void set_known(const Telling *telling, Doc *doc, const char *member, const char *text)
{
    if (!text_empty(text))
        doc_set_text(telling->arena, doc, member, text);
}

static bool set_lead(const Telling *telling, int64_t id)
{
    struct lead_get_row lead;
    bool found = false;
    if (!sql_lead_read(telling->context->db, telling->arena,
                       &(struct lead_read_in){.workspace = telling->context->workspace, .id = id},
                       &lead, &found, telling->err))
        return false;
    if (!found)
        return true;
    Doc *doc = doc_set_object(telling->arena, telling->data, "lead");
    doc_set_id(telling->arena, doc, "id", lead.id);
    doc_set_text(telling->arena, doc, "name", lead.name);
    doc_set_text(telling->arena, doc, "status", lead.status);
    doc_set_text(telling->arena, doc, "temperature", lead.temperature);
    set_known(telling, doc, "source", lead.source);
    set_known(telling, doc, "product", lead.product);
    set_known(telling, doc, "external_id", lead.external_id);
    if (lead.value_cents != TIME_NONE)
        doc_set_int(telling->arena, doc, "value_cents", lead.value_cents);
    set_user(telling, doc, "owner", lead.owner_id);
    return set_account(telling, doc, lead.account_id) && set_contact(telling, doc, lead.contact_id);
}

static bool set_touch(const Telling *telling, int64_t id)
{
    struct touch_get_row touch;
    bool found = false;
    if (!sql_touch_get(telling->context->db, telling->arena,
                       &(struct touch_get_in){.workspace = telling->context->workspace, .id = id},
                       &touch, &found, telling->err))
        return false;
    if (!found)
        return true;
    Doc *doc = doc_set_object(telling->arena, telling->data, "touch");
    doc_set_id(telling->arena, doc, "id", touch.id);
    doc_set_time(telling->arena, doc, "at", touch.at);
    doc_set_text(telling->arena, doc, "channel", touch.channel);
    doc_set_text(telling->arena, doc, "outcome", touch.outcome);
    set_known(telling, doc, "result", touch.result);
    doc_set_text(telling->arena, doc, "reason", touch.reason);
    set_known(telling, doc, "note", touch.note);
    return true;
}

static bool set_promise(const Telling *telling, int64_t id)
{
    struct promise_get_row promise;
    bool found = false;
    if (!sql_promise_get(
            telling->context->db, telling->arena,
            &(struct promise_get_in){.workspace = telling->context->workspace, .id = id}, &promise,
            &found, telling->err))
        return false;
    if (!found)
        return true;
    Doc *doc = doc_set_object(telling->arena, telling->data, "promise");
    doc_set_id(telling->arena, doc, "id", promise.id);
    doc_set_text(telling->arena, doc, "side", promise.side);
    doc_set_text(telling->arena, doc, "text", promise.text);
    doc_set_time(telling->arena, doc, "due_at", promise.due_at);
    doc_set_text(telling->arena, doc, "state", promise.state);
    return true;
}

bool webhook_body(Context *context, Arena *arena, const WebhookTold *told, const char **body,
                  Err *err)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "type", told->event);
    doc_set_time(arena, doc, "timestamp", told->at);
    Telling telling = {context, arena, doc_set_object(arena, doc, "data"), err};
    set_user(&telling, telling.data, "user", told->user_id);
    bool of_promise = text_starts(told->event, "promise.");
    if ((told->lead_id && !set_lead(&telling, told->lead_id)) ||
        (told->thing_id && !(of_promise ? set_promise(&telling, told->thing_id)
                                        : set_touch(&telling, told->thing_id))))
        return false;
    auto_buf Buf text = buf_new(BODY_MOST);
    doc_write_json(doc, &text, 0);
    *body = arena_strndup(arena, text.at, text.length);
    return true;
}
