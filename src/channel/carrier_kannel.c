/* Texts by Kannel's sendsms (User Guide §6.6, "Using the HTTP interface to send SMS messages": by
 * POST, with the values as headers). Its own SMPP, UCP or modem connections carry them on.
 *
 * Delivery reports come by X-Kannel-DLR-Url: delivered (1), not (2), refused by the centre (16). */
#include "base/sms.h"
#include "base/text.h"
#include "channel/gateway.h"
#include "channel/text_failure.h"

#include <string.h>

static const DriverField fields[] = {
    {.name = "url",
     .about = "of its sendsms",
     .standard = "http://127.0.0.1:13013/cgi-bin/sendsms"},
    {.name = "user", .about = "a sendsms-user of its"},
    {.name = "password", .about = "the user's", .secret = true},
    {.name = "smsc", .about = "by which centre; else it chooses", .standard = ""},
    GATEWAY_FIELDS,
    GATEWAY_PRIVATE("yes"),
    {0},
};

enum { DLR_DELIVERED = 1, DLR_FAILED = 2, DLR_REJECTED = 16, HEADERS_MOST = 12 };

typedef struct Headers {
    Arena *arena;
    NetHeader *at;
    size_t count;
} Headers;

static void add_header(Headers *headers, const char *name, const char *value)
{
    if (!text_empty(value))
        headers->at[headers->count++] = (NetHeader){name, value};
}

static Headers headers_of(Arena *arena, const Doc *settings, const Doc *secrets)
{
    Headers headers = {.arena = arena, .at = arena_array(arena, HEADERS_MOST, sizeof *headers.at)};
    add_header(&headers, "X-Kannel-Username", doc_text(settings, "user"));
    add_header(&headers, "X-Kannel-Password", doc_text(secrets, "password"));
    add_header(&headers, "Content-Type", "text/plain; charset=UTF-8");
    return headers;
}

static bool ask(Arena *arena, const Doc *settings, const Doc *secrets, const Parcel *parcel,
                NetRequest *request, Err *err)
{
    Headers headers = headers_of(arena, settings, secrets);
    (void)err;
    add_header(&headers, "X-Kannel-From", parcel->from);
    add_header(&headers, "X-Kannel-To", parcel->to);
    add_header(&headers, "X-Kannel-SMSC", doc_text(settings, "smsc"));
    add_header(&headers, "X-Kannel-Coding",
               sms_parts(arena_strndup(arena, parcel->bytes, parcel->length)).gsm ? "0" : "2");
    if (parcel->report) {
        add_header(&headers, "X-Kannel-DLR-Mask",
                   arena_printf(arena, "%d", DLR_DELIVERED | DLR_FAILED | DLR_REJECTED));
        add_header(&headers, "X-Kannel-DLR-Url",
                   arena_printf(arena, "%s?d=%%d&id=%%I&why=%%A", parcel->report));
    }
    request->url = doc_text(settings, "url");
    request->headers = headers.at;
    request->header_count = headers.count;
    request->body = parcel->bytes;
    request->body_length = parcel->length;
    return true;
}

static void read_answer(Arena *arena, const Doc *settings, const NetAnswer *answer,
                        SendVerdict *verdict)
{
    (void)arena, (void)settings, (void)answer;
    bool number = text_find_nocase(verdict->words, "denied by white- and/or black-lists") ||
                  text_find_nocase(verdict->words, "Missing receiver");
    verdict->of_address = verdict->result == SEND_REFUSED && number;
    verdict->failure = text_failure_said(verdict->words);
}

/* Without a receiver: it says who we are first. */
static void try_out(Arena *arena, const Doc *settings, const Doc *secrets, NetRequest *request)
{
    Headers headers = headers_of(arena, settings, secrets);
    request->url = doc_text(settings, "url");
    request->headers = headers.at;
    request->header_count = headers.count;
    request->body = "?";
    request->body_length = 1;
}

static bool lets_in(const NetAnswer *answer)
{
    return answer->status == 400 && text_find_nocase(answer->body, "receiver");
}

static const Gateway kannel = {ask, read_answer, try_out, lets_in, NULL};

const CarrierDriver carrier_kannel = {
    .name = "kannel",
    .about = "texts by Kannel's sendsms",
    .hook = &hook_kannel,
    .fields = fields,
    GATEWAY_DRIVER(&kannel, gateway_check),
};
