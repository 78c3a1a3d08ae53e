/* Texts by any gateway that takes one by one request: a URL and a body with {to} {from} {text} {id}
 * {report} {picture} in them, and how its answers are told apart. What is put into a URL or a form
 * is percent-encoded; into JSON, as JSON has it. */
#include "base/text.h"
#include "channel/gateway.h"
#include "channel/template.h"
#include "channel/text_failure.h"

#include <stdio.h>
#include <string.h>

static const DriverField fields[] = {
    TEMPLATE_FIELDS("https://sms.example/send?to={to}&text={text}&from={from}",
                    "of POST: {\"to\":\"{to}\",\"text\":\"{text}\"}"),
    {.name = "success", .about = "words that a good answer has; else any 2xx", .standard = ""},
    {.name = "bad_number", .about = "words of an answer about the number", .standard = ""},
    {.name = "id_after", .about = "what stands before its own id, \"id\":\"", .standard = ""},
    GATEWAY_FIELDS,
    TEXT_PICTURE_COST,
    GATEWAY_PRIVATE("no"),
    {0},
};

static bool ask(Arena *arena, const Doc *settings, const Doc *secrets, const Parcel *parcel,
                NetRequest *request, Err *err)
{
    const TemplateSlot slots[] = {
        {.name = "{to}", .value = parcel->to},
        {.name = "{from}", .value = parcel->from},
        {.name = "{text}", .value = arena_strndup(arena, parcel->bytes, parcel->length)},
        {.name = "{id}", .value = parcel->id},
        {.name = "{report}", .value = text_or(parcel->report, "")},
        {.name = "{picture}", .value = text_or(parcel->picture, "")},
        {.name = NULL},
    };
    (void)err;
    template_request(arena, settings, secrets, slots, parcel->id, request);
    return true;
}

/* --- answers ---------------------------------------------------------------------------------- */

static void read_id(const char *body, const char *before, SendVerdict *verdict)
{
    const char *at = text_empty(before) ? NULL : strstr(body, before);
    if (!at)
        return;
    at += strlen(before);
    at += strspn(at, " \"'");
    size_t length = strcspn(at, " \"'<>,;}&\r\n\t");
    if (length && length < sizeof verdict->known_as && text_is_utf8(at, length))
        snprintf(verdict->known_as, sizeof verdict->known_as, "%.*s", (int)length, at);
}

static void read_answer(Arena *arena, const Doc *settings, const NetAnswer *answer,
                        SendVerdict *verdict)
{
    const char *success = doc_text(settings, "success"), *bad = doc_text(settings, "bad_number");
    (void)arena;
    /* Some say 200 whatever came of it. */
    if (verdict->result == SEND_SENT && !text_empty(success) && !strstr(answer->body, success))
        verdict->result = SEND_REFUSED;
    if (verdict->result == SEND_REFUSED)
        verdict->of_address = !text_empty(bad) && strstr(answer->body, bad);
    verdict->failure = text_failure_said(verdict->words);
    if (verdict->result == SEND_SENT)
        read_id(answer->body, doc_text(settings, "id_after"), verdict);
}

/* Whether somebody answers there: more cannot be known without sending. */
static void try_out(Arena *arena, const Doc *settings, const Doc *secrets, NetRequest *request)
{
    const char *url = doc_text(settings, "url"), *host = strstr(url, "//");
    size_t length = host ? (size_t)(host + 2 - url) + strcspn(host + 2, "/?#") : strlen(url);
    (void)secrets;
    request->method = "GET";
    request->url = arena_printf(arena, "%.*s/", (int)length, url);
}

static bool lets_in(const NetAnswer *answer)
{
    return answer->status < 500;
}

/* Who has a place for the address of one takes them. */
static bool takes_pictures(const Doc *settings)
{
    return strstr(doc_text(settings, "url"), "{picture}") ||
           strstr(text_or(doc_text(settings, "body"), ""), "{picture}");
}

static const Gateway any = {ask, read_answer, try_out, lets_in, NULL};

static bool check_settings(const Doc *settings, const Doc *secrets, Err *err)
{
    static const TemplateSlot samples[] = {{"{to}", "+13035550100", true},
                                           {"{from}", "+13035550101", false},
                                           {"{text}", "See you", true},
                                           {"{id}", "id", false},
                                           {"{report}", "", false},
                                           {"{picture}", "", false},
                                           {NULL, NULL, false}};
    auto_arena Arena *arena = arena_new();
    const char *url;
    (void)secrets;
    return template_check(arena, settings, samples, &url, err) &&
           gateway_check_url(settings, url, err);
}

const CarrierDriver carrier_http = {
    .name = "http",
    .about = "texts by any gateway that takes them by HTTP",
    .hook = &hook_http,
    .fields = fields,
    .takes_pictures = takes_pictures,
    GATEWAY_DRIVER(&any, check_settings),
};
