/* /hooks/…: gateways of texts (action/text_hook.h) and telephones (action/phone_hook.h) call back.
 * Nobody is signed in: a mark in the path says what a call is of, and proves that its caller was
 * told. What is refused is logged. */
#include "web/request.h"
#include "web/route.h"

#include "action/phone_hook.h"
#include "action/text_hook.h"
#include "base/json.h"
#include "base/log.h"
#include "base/text.h"

#include <string.h>

static const HookField *fields_of(Request *request, const Form *form)
{
    HookField *fields = arena_array(request->arena, form->count, sizeof *fields);
    for (size_t i = 0; i < form->count; i++)
        fields[i] = (HookField){form->at[i].name, text_or(form->at[i].value, "")};
    return fields;
}

/* By POST the fields stand in a form, else in the query. */
static bool read_call(Request *request, HookCall *call, Err *err)
{
    Form form = {0};
    const char *target = request->http->target, *mark = strchr(target, '?');
    bool by_form = request->route->method == METHOD_POST;
    const char *text = by_form ? (const char *)request->http->body : mark ? mark + 1 : "";
    size_t length = by_form ? request->http->body_size : strlen(text);
    if (length && !form_read_encoded(request->arena, text, length, &form, err))
        return false;
    *call = (HookCall){.url = target,
                       .by_form = by_form,
                       .fields = fields_of(request, &form),
                       .count = form.count,
                       .signature = request_header(request, "X-Twilio-Signature")};
    return true;
}

static bool refuse(const Request *request, const char *what, const Err *err)
{
    log_line(LOG_WARN, "hooks", "%s from %s is refused: %s", what, request->peer, err->message);
    return false;
}

static bool route_report(Request *request, Reply *reply, Err *err)
{
    HookCall call;
    if (!read_call(request, &call, err) ||
        !text_hook_report(request->context, request->arena, request_parameter(request, "mark"),
                          &call, err))
        return refuse(request, "a report", err);
    reply->status = 204;
    return true;
}

static bool route_text(Request *request, Reply *reply, Err *err)
{
    HookCall call;
    HookAnswer answer;
    bool again;
    if (!read_call(request, &call, err) ||
        !text_hook_text(request->context, request->arena, request_parameter(request, "mark"), &call,
                        &answer, &again, err))
        return refuse(request, "a text", err);
    if (again)
        log_line(LOG_WARN, "hooks",
                 "a text from %s is refused: it was taken before, and changes nothing",
                 request->peer);
    reply->bytes = answer.bytes;
    reply->size = strlen(answer.bytes);
    reply->type = answer.type;
    if (answer.coding)
        reply->headers[0] = (HttpHeader){"X-Kannel-Coding", answer.coding};
    return true;
}

/* By POST as JSON or a form, by GET in the query. */
static bool read_phone_report(Request *request, PhoneReport *report, Err *err)
{
    const char *said[3];
    static const char *const names[3] = {"event", "why", "recording"};
    bool posted = request->route->method == METHOD_POST;
    if (posted && request_is(request, "application/json")) {
        const Doc *body = json_parse(request->arena, (const char *)request->http->body,
                                     request->http->body_size, err);
        if (!body)
            return false;
        for (size_t i = 0; i < 3; i++)
            said[i] = text_or(doc_text(body, names[i]), "");
    } else {
        HookCall call;
        if (!read_call(request, &call, err))
            return false;
        for (size_t i = 0; i < 3; i++)
            said[i] = hook_field(&call, names[i]);
    }
    *report = (PhoneReport){.event = said[0],
                            .why = said[1],
                            .recording = said[2],
                            .id = request_header(request, "webhook-id"),
                            .timestamp = request_header(request, "webhook-timestamp"),
                            .signature = request_header(request, "webhook-signature"),
                            .body = posted ? request->http->body : NULL,
                            .length = posted ? request->http->body_size : 0};
    return true;
}

static bool route_phone(Request *request, Reply *reply, Err *err)
{
    PhoneReport report;
    if (!read_phone_report(request, &report, err) ||
        !phone_hook_report(request->context, request->arena, request_parameter(request, "mark"),
                           &report, err))
        return refuse(request, "a telephone's report", err);
    reply->status = 204;
    return true;
}

enum { CALL_BYTES = 64 * 1024 };

const Route routes_hooks[] = {
    {.path = "/hooks/texts/{mark}",
     .faces = FACE_RAW,
     .lane = LANE_WRITE,
     .context = true,
     .run = route_text},
    {.method = METHOD_POST,
     .path = "/hooks/texts/{mark}",
     .faces = FACE_RAW,
     .lane = LANE_WRITE,
     .context = true,
     .foreign = true,
     .body_most = CALL_BYTES,
     .run = route_text},
    {.path = "/hooks/texts/reports/{mark}",
     .faces = FACE_RAW,
     .lane = LANE_WRITE,
     .context = true,
     .run = route_report},
    {.method = METHOD_POST,
     .path = "/hooks/texts/reports/{mark}",
     .faces = FACE_RAW,
     .lane = LANE_WRITE,
     .context = true,
     .foreign = true,
     .body_most = CALL_BYTES,
     .run = route_report},
    {.path = "/hooks/calls/{mark}",
     .faces = FACE_RAW,
     .lane = LANE_WRITE,
     .context = true,
     .run = route_phone},
    {.method = METHOD_POST,
     .path = "/hooks/calls/{mark}",
     .faces = FACE_RAW,
     .lane = LANE_WRITE,
     .context = true,
     .foreign = true,
     .body_most = CALL_BYTES,
     .run = route_phone},
    {0},
};
