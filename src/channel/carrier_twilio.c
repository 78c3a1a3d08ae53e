/* Texts by Twilio's Messages resource, and whatever has its shape: basic auth, a form that is
 * posted, JSON that comes back, reports by StatusCallback.
 * https://www.twilio.com/docs/messaging/api/message-resource */
#include "base/buf.h"
#include "base/json.h"
#include "base/text.h"
#include "channel/gateway.h"
#include "channel/template.h"
#include "channel/text_failure.h"

#include <stdio.h>
#include <string.h>

static const DriverField fields[] = {
    {.name = "url", .about = "of its API", .standard = "https://api.twilio.com"},
    {.name = "account", .about = "the account's SID, AC…"},
    {.name = "token", .about = "the account's auth token", .secret = true},
    TEXT_PICTURES("yes: the number sends pictures, too (MMS); no"),
    {.name = "service", .about = "a messaging service, MG…, that sends", .standard = ""},
    GATEWAY_FIELDS,
    GATEWAY_PRIVATE("no"),
    {0},
};

/* https://www.twilio.com/docs/api/errors: what is the number's fault, for good. */
static const int of_numbers[] = {21211, 21214, 21217, 21219, 21421, 21610, 21614, 21635};

static const char *root(Arena *arena, const Doc *settings)
{
    const char *url = doc_text(settings, "url");
    size_t length = strlen(url);
    while (length && url[length - 1] == '/')
        length--;
    return arena_printf(arena, "%.*s/2010-04-01/Accounts/%s", (int)length, url,
                        template_escape(arena, doc_text(settings, "account")));
}

static const NetHeader *headers_of(Arena *arena, const Doc *settings, const Doc *secrets,
                                   const char *key)
{
    NetHeader *headers = arena_array(arena, 3, sizeof *headers);
    headers[0] = (NetHeader){"Authorization", gateway_basic(arena, doc_text(settings, "account"),
                                                            doc_text(secrets, "token"))};
    headers[1] = (NetHeader){"Content-Type", "application/x-www-form-urlencoded"};
    headers[2] = (NetHeader){"Idempotency-Key", key};
    return headers;
}

static bool ask(Arena *arena, const Doc *settings, const Doc *secrets, const Parcel *parcel,
                NetRequest *request, Err *err)
{
    const char *service = doc_text(settings, "service"), *report = parcel->report;
    const char *picture = parcel->picture;
    (void)err;
    const char *words = arena_strndup(arena, parcel->bytes, parcel->length);
    const char *body = arena_printf(
        arena, "To=%s&%s=%s&Body=%s%s%s%s%s", template_escape(arena, parcel->to),
        text_empty(service) ? "From" : "MessagingServiceSid",
        template_escape(arena, text_or(service, parcel->from)), template_escape(arena, words),
        picture ? "&MediaUrl=" : "", picture ? template_escape(arena, picture) : "",
        report ? "&StatusCallback=" : "", report ? template_escape(arena, report) : "");
    request->url = arena_printf(arena, "%s/Messages.json", root(arena, settings));
    request->headers = headers_of(arena, settings, secrets, parcel->id);
    request->header_count = 3;
    request->body = body;
    request->body_length = strlen(body);
    return true;
}

static void read_answer(Arena *arena, const Doc *settings, const NetAnswer *answer,
                        SendVerdict *verdict)
{
    Err ignored;
    const Doc *said = json_parse(arena, answer->body, answer->length, &ignored);
    (void)settings;
    if (!said || said->kind != DOC_OBJECT)
        return;
    int64_t code = doc_int(said, "code");
    const char *message = doc_text(said, "message"), *sid = doc_text(said, "sid");
    for (size_t i = 0; i < sizeof of_numbers / sizeof *of_numbers; i++)
        verdict->of_address |= verdict->result == SEND_REFUSED && code == of_numbers[i];
    verdict->failure = text_failure_twilio(code);
    if (verdict->result == SEND_SENT && sid && strlen(sid) < sizeof verdict->known_as)
        snprintf(verdict->known_as, sizeof verdict->known_as, "%s", sid);
    if (verdict->result == SEND_SENT)
        snprintf(verdict->words, sizeof verdict->words, "the gateway has it: %.60s",
                 text_or(doc_text(said, "status"), "accepted"));
    else if (message)
        snprintf(verdict->words, sizeof verdict->words, "%s",
                 text_clean(arena, message, strlen(message), sizeof verdict->words - 1));
}

static const char *digits_of(Arena *arena, const char *number)
{
    Buf digits = buf_new(64);
    for (const char *at = number; *at && digits.length < 40; at++)
        if (*at >= '0' && *at <= '9')
            buf_addc(&digits, *at);
    const char *kept = arena_strdup(arena, digits.at);
    buf_free(&digits);
    return kept;
}

/* It says to whom it is, with or without the country. */
static bool of_another(Arena *arena, const NetAnswer *answer, const Parcel *parcel)
{
    Err ignored;
    const Doc *said = json_parse(arena, answer->body, answer->length, &ignored);
    const char *to = said && said->kind == DOC_OBJECT ? doc_text(said, "to") : NULL;
    if (text_empty(to))
        return false;
    const char *theirs = digits_of(arena, to), *ours = digits_of(arena, parcel->to);
    size_t short_of = strlen(theirs), long_of = strlen(ours);
    if (short_of > long_of)
        return true;
    return !short_of || strcmp(ours + long_of - short_of, theirs) != 0;
}

static void try_out(Arena *arena, const Doc *settings, const Doc *secrets, NetRequest *request)
{
    request->method = "GET";
    request->url = arena_printf(arena, "%s.json", root(arena, settings));
    request->headers = headers_of(arena, settings, secrets, "");
    request->header_count = 1;
}

static bool lets_in(const NetAnswer *answer)
{
    return answer->status == 200;
}

static const Gateway twilio = {ask, read_answer, try_out, lets_in, of_another};

const CarrierDriver carrier_twilio = {
    .name = "twilio",
    .about = "texts by Twilio's API, and others of its shape",
    .hook = &hook_twilio,
    .fields = fields,
    .takes_pictures = text_fields_pictures,
    GATEWAY_DRIVER(&twilio, gateway_check),
};
