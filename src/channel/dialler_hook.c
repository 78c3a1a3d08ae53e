/* Dials by any telephone system that takes a request for it: a URL and a body with {number}
 * {extension} {user} {touch} {call} {events} in them. How it goes on is told back to {events}
 * (action/phone_hook.h), signed where the setting `signing` is there. */
#include "base/net.h"
#include "base/text.h"
#include "channel/dialler.h"
#include "channel/template.h"

#include <string.h>

static const char *const methods[] = {"POST", "GET", NULL};
static const char *const yes_no[] = {"yes", "no", NULL};

static const DriverField fields[] = {
    {.name = "url", .about = "https://pbx.example/dial?to={number}&from={user}"},
    {.name = "method", .about = "POST or GET", .choices = methods, .standard = "POST"},
    {.name = "body",
     .about = "of POST: {\"to\":\"{number}\",\"tell\":\"{events}\"}",
     .standard = ""},
    {.name = "type", .about = "of the body", .standard = "application/json"},
    {.name = "private",
     .about = "yes: in a private network, where http is allowed; no",
     .choices = yes_no,
     .standard = "no"},
    {.name = "authorization", .about = "header, Bearer …", .standard = "", .secret = true},
    {.name = "signing", .about = "what it signs its reports with", .standard = "", .secret = true},
    {0},
};

enum { SLOTS = 7 };

static void slots_of(const DialJob *job, TemplateSlot slots[SLOTS])
{
    slots[0] = (TemplateSlot){"{number}", job->number};
    slots[1] = (TemplateSlot){"{extension}", text_or(job->extension, "")};
    slots[2] = (TemplateSlot){"{user}", job->user};
    slots[3] = (TemplateSlot){"{touch}", job->touch};
    slots[4] = (TemplateSlot){"{call}", job->call};
    slots[5] = (TemplateSlot){"{events}", job->events};
    slots[6] = (TemplateSlot){NULL, NULL};
}

static bool check(const Doc *settings, const Doc *secrets, Err *err)
{
    enum { SIGNING_LEAST = 16 };
    auto_arena Arena *arena = arena_new();
    static const DialJob sample = {
        .number = "1", .user = "1", .touch = "1", .call = "1", .events = "1"};
    TemplateSlot slots[SLOTS];
    const char *url = doc_text(settings, "url"), *body = text_or(doc_text(settings, "body"), "");
    const char *authorization = text_or(doc_text(secrets, "authorization"), "");
    const char *signing = text_or(doc_text(secrets, "signing"), "");
    bool by_get = text_equal(doc_text(settings, "method"), "GET");
    bool private = text_equal(doc_text(settings, "private"), "yes");
    slots_of(&sample, slots);
    if (!strstr(url, "{number}") && (by_get || !strstr(body, "{number}")))
        return err_field(err, ERR_INPUT, "url", "{number} stands nowhere in the request");
    if (authorization[strcspn(authorization, "\r\n")])
        return err_field(err, ERR_INPUT, "authorization", "a header is one line");
    if (*signing && strlen(signing) < SIGNING_LEAST)
        return err_field(err, ERR_INPUT, "signing",
                         "what reports are signed with has %d letters at least", SIGNING_LEAST);
    return net_check_url(template_fill(arena, url, slots, false), private, private, err);
}

static bool dial(const Doc *settings, const Doc *secrets, const DialJob *job, const CallEar *ear,
                 Err *err)
{
    enum { WHOLE_MS = 15000, ANSWER_MOST = 2000, SAID_MOST = 200, OK = 2 };
    auto_arena Arena *arena = arena_new();
    TemplateSlot slots[SLOTS];
    NetHeader headers[3];
    NetAnswer answer;
    const char *authorization = doc_text(secrets, "authorization");
    const char *type = doc_text(settings, "type"), *body = text_or(doc_text(settings, "body"), "");
    bool private = text_equal(doc_text(settings, "private"), "yes");
    slots_of(job, slots);
    NetRequest request = {.url = template_fill(arena, doc_text(settings, "url"), slots, false),
                          .method = doc_text(settings, "method"),
                          .headers = headers,
                          .whole_ms = WHOLE_MS,
                          .answer_most = ANSWER_MOST,
                          .allow_http = private,
                          .allow_private = private,
                          .stop = ear->stop};
    headers[request.header_count++] =
        (NetHeader){"Idempotency-Key", arena_printf(arena, "beck-call-%s", job->call)};
    if (!text_empty(authorization))
        headers[request.header_count++] = (NetHeader){"Authorization", authorization};
    if (text_equal(request.method, "POST") && *body) {
        request.body = template_fill(arena, body, slots, text_find_nocase(type, "json") != NULL);
        request.body_length = strlen(request.body);
        headers[request.header_count++] = (NetHeader){"Content-Type", type};
    }
    if (!net_send(arena, &request, &answer, err))
        return err_at(err, "the telephone system did not answer, so look whether it rings before "
                           "you dial again");
    if (answer.status / 100 == OK)
        return true;
    return err_set(err, ERR_DENIED, "the telephone system answers with status %d: %s",
                   answer.status, text_clean(arena, answer.body, answer.length, SAID_MOST));
}

const Dialler dialler_hook = {.name = "hook",
                              .about = "a request to any telephone system",
                              .reaches_out = true,
                              .calls_back = true,
                              .fields = fields,
                              .check = check,
                              .dial = dial};
