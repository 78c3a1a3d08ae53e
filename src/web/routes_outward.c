/* What goes out to other programs and comes in from them: public forms, webhooks, calendars,
 * figures for whoever watches over the server. */
#include "action/calendar.h"
#include "action/lead_form.h"
#include "action/metrics.h"
#include "action/token.h"
#include "action/webhook.h"
#include "base/text.h"
#include "view/view_lead_form.h"
#include "view/view_metrics.h"
#include "view/view_webhook.h"
#include "web/loopback.h"
#include "web/page_outward.h"
#include "web/request.h"

#include <string.h>

/* --- the form, for everybody ------------------------------------------------------------------ */

/* A site whose scripts may send this form, named so that its browser lets them read the answer. */
static void allow_origin(Request *request, const LeadFormShown *form, Reply *reply)
{
    const char *origin = request_header(request, "Origin");
    for (size_t i = 0; origin && i < form->origin_count; i++)
        if (text_equal_nocase(origin, form->origins[i]))
            reply_header(reply, "Access-Control-Allow-Origin", form->origins[i]);
    if (form->origin_count)
        reply_header(reply, "Vary", "Origin");
}

static bool is_script(const Request *request)
{
    const char *wanted = request_header(request, "Accept");
    return wanted && text_starts_nocase(wanted, "application/json");
}

/* "https://example.com" of what is behind it; checked when the form was made. */
static const char *origin_of(Arena *arena, const char *url)
{
    const char *host = strstr(url, "://");
    return host ? arena_strndup(arena, url, (size_t)(host - url) + 3 + strcspn(host + 3, "/?#"))
                : NULL;
}

static bool show_form(Request *request, Reply *reply, const LeadFormShown *form,
                      const LeadFormSent *sent)
{
    reply->doc = view_lead_form_open(request->arena, form,
                                     lead_form_stamp(request->context, request->arena, form), sent);
    reply->page = "form";
    reply->title = form->title;
    if (form->redirect)
        request->form_leads = origin_of(request->arena, form->redirect);
    return true;
}

static bool route_form(Request *request, Reply *reply, Err *err)
{
    LeadFormShown form;
    return lead_form_open(request->context, request->arena, request_parameter(request, "form"),
                          &form, err) &&
           show_form(request, reply, &form, NULL);
}

static void read_form(Request *request, LeadFormValue *values, LeadFormSent *sent)
{
    *sent = (LeadFormSent){.address = request->peer,
                           .trap = request_text(request, LEAD_FORM_TRAP),
                           .stamp = request_text(request, "stamp"),
                           .consent = request_flag(request, "consent"),
                           .values = values};
    for (const LeadFormField *field = lead_form_fields(); field->name; field++)
        if (request_has(request, field->name))
            values[sent->value_count++] =
                (LeadFormValue){field->name, request_text(request, field->name)};
}

/* What a script gets, whatever came of it. */
static bool answer_script(Request *request, Reply *reply, int status, const Err *why)
{
    enum { ANSWER_MOST = 4096 };
    Doc *doc = doc_object(request->arena);
    auto_buf Buf out = buf_new(ANSWER_MOST);
    doc_set_bool(request->arena, doc, "taken", !why);
    if (why) {
        doc_set_text(request->arena, doc, "field", why->field);
        doc_set_text(request->arena, doc, "detail", arena_strdup(request->arena, why->message));
    }
    doc_write_json(doc, &out, 0);
    reply->status = status;
    reply->type = "application/json";
    reply->bytes = arena_strndup(request->arena, out.at, out.length);
    reply->size = out.length;
    return true;
}

/* The form again, as it was filled in, with what is wrong. */
static bool refuse_form(Request *request, Reply *reply, const LeadFormShown *form,
                        const LeadFormSent *sent, Err *err)
{
    enum { REFUSED = 422, TOO_OFTEN = 429 };
    Err why = *err;
    bool too_often = why.kind == ERR_BUSY && text_equal(why.field, "form");
    int status = too_often ? TOO_OFTEN : REFUSED;
    if (why.kind != ERR_INPUT && !too_often)
        return false;
    if (is_script(request))
        return answer_script(request, reply, status, &why);
    if (!show_form(request, reply, form, sent))
        return false;
    reply->status = status;
    Doc *problem = doc_set_object(request->arena, reply->doc, "problem");
    doc_set_text(request->arena, problem, "detail", arena_strdup(request->arena, why.message));
    page_form_problem(request->arena, reply->doc, arena_strdup(request->arena, why.field));
    return true;
}

static bool route_form_sent(Request *request, Reply *reply, Err *err)
{
    enum { VALUES = 16 };
    LeadFormShown form;
    LeadFormValue values[VALUES];
    LeadFormSent sent;
    LeadFormTaken taken;
    const char *token = request_parameter(request, "form");
    if (!lead_form_open(request->context, request->arena, token, &form, err))
        return false;
    allow_origin(request, &form, reply);
    read_form(request, values, &sent);
    if (!lead_form_submit(request->context, request->arena, token, &sent, &taken, err))
        return refuse_form(request, reply, &form, &sent, err);
    if (is_script(request))
        return answer_script(request, reply, 200, NULL);
    if (form.redirect) {
        reply->then = form.redirect;
        return true;
    }
    reply->doc = view_lead_form_open(request->arena, &form, NULL, NULL);
    reply->page = "form-thanks";
    reply->title = form.title;
    return true;
}

/* --- forms, for those who look after them ------------------------------------------------------
 */

static bool route_forms(Request *request, Reply *reply, Err *err)
{
    LeadFormsShown forms;
    if (!lead_form_list(request->context, request->arena, &forms, err))
        return false;
    reply->doc = view_lead_forms(request->arena, &forms, request->origin);
    return true;
}

static bool tell_form(Request *request, Reply *reply, const LeadFormShown *form)
{
    reply->doc = view_lead_form(request->arena, form, request->origin);
    return true;
}

static bool route_one_form(Request *request, Reply *reply, Err *err)
{
    LeadFormShown form;
    return lead_form_show(request->context, request->arena, request_parameter(request, "form"),
                          &form, err) &&
           tell_form(request, reply, &form);
}

static bool route_new_form(Request *request, Reply *reply, Err *err)
{
    const RequestValue *fields = request_value(request, "fields");
    const RequestValue *origins = request_value(request, "origins");
    LeadFormShown form;
    const LeadFormInput input = {.title = request_text(request, "title"),
                                 .owner = request_text(request, "owner"),
                                 .source = request_text(request, "source"),
                                 .product = request_text(request, "product"),
                                 .cadence = request_text(request, "cadence"),
                                 .consent = request_text(request, "consent"),
                                 .redirect = request_text(request, "redirect"),
                                 .fields = fields->texts,
                                 .field_count = fields->count,
                                 .origins = origins->texts,
                                 .origin_count = origins->count};
    if (!lead_form_new(request->context, request->arena, &input, &form, err))
        return false;
    reply->location = arena_printf(request->arena, "/forms/%s", form.token);
    return tell_form(request, reply, &form);
}

static bool switch_form(Request *request, Reply *reply, bool on, Err *err)
{
    LeadFormShown form;
    return lead_form_switch(request->context, request->arena, request_parameter(request, "form"),
                            on, &form, err) &&
           tell_form(request, reply, &form);
}

static bool route_form_on(Request *request, Reply *reply, Err *err)
{
    return switch_form(request, reply, true, err);
}

static bool route_form_off(Request *request, Reply *reply, Err *err)
{
    return switch_form(request, reply, false, err);
}

/* --- webhooks --------------------------------------------------------------------------------- */

static bool route_webhooks(Request *request, Reply *reply, Err *err)
{
    WebhooksShown webhooks;
    if (!webhook_list(request->context, request->arena, &webhooks, err))
        return false;
    reply->doc = view_webhooks(request->arena, &webhooks);
    return true;
}

/* Its secret is shown by the answer itself, this once. */
static bool route_new_webhook(Request *request, Reply *reply, Err *err)
{
    const RequestValue *events = request_value(request, "events");
    WebhookShown webhook;
    if (!webhook_add(request->context, request->arena, request_text(request, "url"), events->texts,
                     events->count, &webhook, err))
        return false;
    reply->doc = view_webhook(request->arena, &webhook);
    reply->page = "settings-webhook";
    reply->title = "Webhook";
    if (request->face == FACE_PAGE)
        reply->status = 200;
    reply->location = arena_printf(request->arena, "/webhooks/%lld", (long long)webhook.id);
    return true;
}

static bool tell_webhook(Request *request, Reply *reply, const WebhookShown *webhook)
{
    reply->doc = view_webhook(request->arena, webhook);
    return true;
}

static bool route_webhook(Request *request, Reply *reply, Err *err)
{
    WebhookShown webhook;
    return webhook_show(request->context, request->arena, request_id(request, "webhook"), &webhook,
                        err) &&
           tell_webhook(request, reply, &webhook);
}

/* With its log. */
static bool route_webhook_page(Request *request, Reply *reply, Err *err)
{
    WebhookDeliveries deliveries;
    if (!route_webhook(request, reply, err) ||
        !webhook_log(request->context, request->arena, request_id(request, "webhook"), &deliveries,
                     err))
        return false;
    doc_set(reply->doc, "log", view_deliveries(request->arena, &deliveries));
    return true;
}

static bool switch_webhook(Request *request, Reply *reply, bool on, Err *err)
{
    WebhookShown webhook;
    return webhook_switch(request->context, request->arena, request_id(request, "webhook"), on,
                          &webhook, err) &&
           tell_webhook(request, reply, &webhook);
}

static bool route_webhook_on(Request *request, Reply *reply, Err *err)
{
    return switch_webhook(request, reply, true, err);
}

static bool route_webhook_off(Request *request, Reply *reply, Err *err)
{
    return switch_webhook(request, reply, false, err);
}

static bool route_webhook_remove(Request *request, Reply *reply, Err *err)
{
    WebhookShown webhook;
    return webhook_remove(request->context, request->arena, request_id(request, "webhook"),
                          &webhook, err) &&
           tell_webhook(request, reply, &webhook);
}

static bool route_deliveries(Request *request, Reply *reply, Err *err)
{
    WebhookDeliveries deliveries;
    if (!webhook_log(request->context, request->arena, request_id(request, "webhook"), &deliveries,
                     err))
        return false;
    reply->doc = view_deliveries(request->arena, &deliveries);
    return true;
}

static bool route_webhook_test(Request *request, Reply *reply, Err *err)
{
    WebhookDelivery delivery;
    if (!webhook_test(request->context, request->arena, request_id(request, "webhook"), net_send,
                      &delivery, err))
        return false;
    reply->doc = view_delivery(request->arena, &delivery);
    reply->then =
        arena_printf(request->arena, "/settings/webhooks/%lld", (long long)delivery.webhook_id);
    return true;
}

static bool route_redeliver(Request *request, Reply *reply, Err *err)
{
    WebhookDelivery delivery;
    if (!webhook_redeliver(request->context, request->arena, request_id(request, "delivery"),
                           &delivery, err))
        return false;
    reply->doc = view_delivery(request->arena, &delivery);
    reply->then =
        arena_printf(request->arena, "/settings/webhooks/%lld", (long long)delivery.webhook_id);
    return true;
}

/* --- calendars -------------------------------------------------------------------------------- */

/* The address is the secret: a token of the scope `calendar`, which does nothing else. Whoever has
 * none learns no more than that there is nothing. */
static bool route_calendar(Request *request, Reply *reply, Err *err)
{
    static const char suffix[] = ".ics";
    const char *name = request_parameter(request, "calendar");
    Context *context = request->context;
    Time now = context_now(context);
    Token token;
    const char *text;
    bool found = false;
    size_t length = strlen(name), end = sizeof suffix - 1;
    if (text_ends_nocase(name, suffix) &&
        !token_find(context, arena_strndup(request->arena, name, length - end), now, &token, &found,
                    err))
        return false;
    if (!found || !(token.scopes & SCOPE_CALENDAR))
        return err_set(err, ERR_MISSING, "there is no such calendar");
    if (!context_begin(context, token.user_id, now, err))
        return false;
    context_guard(context, true);
    if ((token.used_due && !token_used(context, token.id, now, err)) ||
        !calendar_document(context, request->arena, token.user_id, request->origin, &text,
                           &reply->size, err))
        return false;
    reply->bytes = text;
    reply->type = "text/calendar; charset=utf-8";
    reply_header(reply, "Cache-Control", "private, no-cache");
    return true;
}

/* --- figures ---------------------------------------------------------------------------------- */

/* Of this machine, or as a manager: how much a company sells is nobody's business. */
static bool may_see_figures(Request *request, Err *err)
{
    enum { UNKNOWN = 401 };
    const Who *who = &request->who;
    bool reads = !who->token_id || who->scopes & SCOPE_READ;
    if (loopback_request(request) ||
        (who->user_id && reads && user_role_may(who->role, RIGHT_TEAM)))
        return true;
    request->refusal = who->user_id ? 0 : UNKNOWN;
    return err_set(err, ERR_DENIED, "from another machine this takes the token of a manager");
}

static bool route_metrics(Request *request, Reply *reply, Err *err)
{
    enum { TEXT_MOST = 64 * 1024 };
    Metrics metrics;
    if (!may_see_figures(request, err))
        return false;
    if (!metrics_read(request->context, request->arena, &metrics, err))
        return false;
    auto_buf Buf out = buf_new(TEXT_MOST);
    view_metrics_text(view_metrics(request->arena, &metrics), &out);
    page_server_metrics(request, &out);
    reply->bytes = arena_strndup(request->arena, out.at, out.length);
    reply->size = out.length;
    reply->type = "text/plain; version=0.0.4; charset=utf-8";
    return true;
}

/* --- the table -------------------------------------------------------------------------------- */

/* What a form may ask for, without saying which of it: the form itself does (action/lead_form.h).
 */
static const Field sent_fields[] = {
    {.name = "name", .kind = FIELD_TEXT, .about = "who"},
    {.name = "company", .kind = FIELD_TEXT, .about = "their company"},
    {.name = "title", .kind = FIELD_TEXT, .about = "their position"},
    {.name = "email", .kind = FIELD_TEXT, .about = "their e-mail address"},
    {.name = "cell", .kind = FIELD_TEXT, .about = "their cell phone"},
    {.name = "office", .kind = FIELD_TEXT, .about = "their office phone"},
    {.name = "city", .kind = FIELD_TEXT, .about = "where they are"},
    {.name = "product", .kind = FIELD_TEXT, .about = "what they are interested in"},
    {.name = "note", .kind = FIELD_LINES, .about = "what they want"},
    {.name = "consent", .kind = FIELD_FLAG, .about = "what they agreed to"},
    {.name = "stamp", .kind = FIELD_TEXT, .about = "when the page was fetched"},
    {.name = LEAD_FORM_TRAP, .kind = FIELD_TEXT, .about = "empty, of people"},
    {0}};
static const Field form_fields[] = {
    {.name = "title",
     .kind = FIELD_TEXT,
     .required = true,
     .most = 120,
     .about = "what stands above it"},
    {.name = "owner", .kind = FIELD_TEXT, .about = "whose leads they will be, by name or id"},
    {.name = "source", .kind = FIELD_TEXT, .about = "where they come from; else \"Web: TITLE\""},
    {.name = "product", .kind = FIELD_TEXT, .about = "what they ask for, where they do not say"},
    {.name = "cadence", .kind = FIELD_TEXT, .about = "how they are followed up"},
    {.name = "fields",
     .kind = FIELD_LIST,
     .about = "what it asks for, a * behind what must be filled in: name*, email*, note"},
    {.name = "consent", .kind = FIELD_TEXT, .about = "what a tick agrees to"},
    {.name = "redirect", .kind = FIELD_TEXT, .about = "where they go on to"},
    {.name = "origins",
     .kind = FIELD_LIST,
     .about = "sites whose scripts may send it: https://example.com"},
    {0}};
static const Field webhook_fields[] = {
    {.name = "url", .kind = FIELD_TEXT, .required = true, .about = "where it is told"},
    {.name = "events",
     .kind = FIELD_LIST,
     .about = "what it is told of, as GET /webhooks lists them; none: everything"},
    {0}};

#define SETTINGS_POST(path_, about_, answers_, run_)                                               \
    {                                                                                              \
        .method = METHOD_POST, .path = path_, .faces = FACE_PAGE | FACE_API, .need = NEED_ADMIN,   \
        .about = about_, .answers = answers_, .run = run_                                          \
    }

const Route routes_outward[] = {
    {.path = "/f/{form}",
     .faces = FACE_PAGE,
     .context = true,
     .page = "form",
     .title = "Form",
     .run = route_form},
    {.method = METHOD_POST,
     .path = "/f/{form}",
     .faces = FACE_PAGE,
     .lane = LANE_SLOW, /* what is refused is answered by a page, in no transaction of others */
     .context = true,
     .foreign = true,
     .fields = sent_fields,
     .run = route_form_sent},
    {.path = "/settings/forms",
     .faces = FACE_PAGE,
     .need = NEED_ADMIN,
     .page = "settings-forms",
     .title = "Forms",
     .shape = page_forms,
     .run = route_forms},
    {.path = "/forms",
     .faces = FACE_API,
     .need = NEED_ADMIN,
     .about = "forms on web sites, and what they may ask for",
     .answers = "Forms",
     .run = route_forms},
    {.method = METHOD_POST,
     .path = "/forms",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_ADMIN,
     .then = "/settings/forms",
     .about = "a new form",
     .answers = "Form",
     .status = 201,
     .fields = form_fields,
     .run = route_new_form},
    {.path = "/forms/{form}",
     .faces = FACE_API,
     .need = NEED_ADMIN,
     .about = "a form, by its token, with the HTML to embed",
     .answers = "Form",
     .run = route_one_form},
    SETTINGS_POST("/forms/{form}/on", "the form is there again", "Form", route_form_on),
    SETTINGS_POST("/forms/{form}/off", "the form is not there any more", "Form", route_form_off),
    {.path = "/settings/webhooks",
     .faces = FACE_PAGE,
     .need = NEED_ADMIN,
     .page = "settings-webhooks",
     .title = "Webhooks",
     .shape = page_webhooks,
     .run = route_webhooks},
    {.path = "/settings/webhooks/{webhook}",
     .faces = FACE_PAGE,
     .need = NEED_ADMIN,
     .page = "settings-webhook",
     .title = "Webhook",
     .shape = page_webhooks,
     .run = route_webhook_page},
    {.path = "/webhooks",
     .faces = FACE_API,
     .need = NEED_ADMIN,
     .about = "other programs that are told, and of what they can be told",
     .answers = "Webhooks",
     .run = route_webhooks},
    {.method = METHOD_POST,
     .path = "/webhooks",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_ADMIN,
     .lane = LANE_SLOW, /* no Idempotency-Key: its secret is not kept to be answered again */
     .about = "a new webhook; its secret is told this once",
     .answers = "Webhook",
     .status = 201,
     .fields = webhook_fields,
     .shape = page_webhooks,
     .run = route_new_webhook},
    {.path = "/webhooks/{webhook}",
     .faces = FACE_API,
     .need = NEED_ADMIN,
     .about = "a webhook, and how many deliveries wait for it",
     .answers = "Webhook",
     .run = route_webhook},
    {.path = "/webhooks/{webhook}/deliveries",
     .faces = FACE_API,
     .need = NEED_ADMIN,
     .about = "the last hundred deliveries, and what came back",
     .answers = "Deliveries",
     .run = route_deliveries},
    SETTINGS_POST("/webhooks/{webhook}/on", "it is told again", "Webhook", route_webhook_on),
    SETTINGS_POST("/webhooks/{webhook}/off", "it is told nothing for now", "Webhook",
                  route_webhook_off),
    {.method = METHOD_POST,
     .path = "/webhooks/{webhook}/remove",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_ADMIN,
     .then = "/settings/webhooks",
     .about = "the webhook goes, with all its deliveries",
     .answers = "Webhook",
     .run = route_webhook_remove},
    {.method = METHOD_POST,
     .path = "/webhooks/{webhook}/test",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_ADMIN,
     .lane = LANE_SLOW,
     .about = "sends a webhook.test now, and tells what came back",
     .answers = "Delivery",
     .run = route_webhook_test},
    SETTINGS_POST("/deliveries/{delivery}/again", "sends a delivery once more", "Delivery",
                  route_redeliver),
    {.path = "/calendar/{calendar}",
     .faces = FACE_RAW,
     .context = true,
     .lane = LANE_SLOW,
     .run = route_calendar},
    {.path = "/metrics", .faces = FACE_RAW, .context = true, .run = route_metrics},
    {0},
};
