#include "channel/hook.h"

#include "base/digest.h"
#include "base/sha1.h"
#include "base/sms.h"
#include "base/text.h"
#include "channel/smpp_receipt.h"
#include "channel/text_failure.h"

#include <stdlib.h>
#include <string.h>

const char *hook_field(const HookCall *call, const char *name)
{
    for (size_t i = 0; i < call->count; i++)
        if (text_equal(call->fields[i].name, name))
            return call->fields[i].value;
    return "";
}

bool hook_state(const char *word, HookState *state, Err *err)
{
    static const struct {
        const char *word;
        HookState state;
    } states[] = {
        {"accepted", HOOK_UNDERWAY},    {"scheduled", HOOK_UNDERWAY}, {"queued", HOOK_UNDERWAY},
        {"sending", HOOK_UNDERWAY},     {"sent", HOOK_UNDERWAY},      {"buffered", HOOK_UNDERWAY},
        {"delivered", HOOK_DELIVERED},  {"read", HOOK_DELIVERED},     {"failed", HOOK_FAILED},
        {"undelivered", HOOK_FAILED},   {"rejected", HOOK_FAILED},    {"expired", HOOK_FAILED},
        {"undeliverable", HOOK_FAILED}, {"canceled", HOOK_FAILED},
    };
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (text_equal_nocase(word, states[i].word)) {
            *state = states[i].state;
            return true;
        }
    return err_field(err, ERR_INPUT, "status", "\"%.40s\" is no state of a text", word);
}

static bool read_text(const HookCall *call, const char *const names[4], HookText *text, Err *err)
{
    *text = (HookText){.from = hook_field(call, names[0]),
                       .to = hook_field(call, names[1]),
                       .words = hook_field(call, names[2]),
                       .known_as = hook_field(call, names[3])};
    return text->from[0] || err_field(err, ERR_INPUT, names[0], "nobody is named whom it is from");
}

void hook_answer_plain(Arena *arena, const char *words, HookAnswer *answer)
{
    (void)arena;
    *answer = (HookAnswer){.type = "text/plain; charset=utf-8", .bytes = text_or(words, "")};
}

/* --- Kannel: dlr-url and get-url (User Guide §6.6.2, §6.4) --- */

static bool report_kannel(Arena *arena, const HookCall *call, HookReport *report, Err *err)
{
    enum { DELIVERED = 1, FAILED = 2, BUFFERED = 4, ACCEPTED = 8, REJECTED = 16 };
    const char *said = hook_field(call, "d");
    long kind = strtol(said, NULL, 10);
    SmppReceipt receipt = smpp_receipt_read(arena, hook_field(call, "why"));
    *report = (HookReport){.known_as = "", .why = receipt.why};
    switch (kind) {
    case DELIVERED:
        report->state = HOOK_DELIVERED;
        return true;
    case FAILED:
    case REJECTED:
        report->state = receipt.open ? HOOK_UNDERWAY : HOOK_FAILED;
        report->failure = receipt.failure;
        return true;
    case BUFFERED:
    case ACCEPTED:
        report->state = HOOK_UNDERWAY;
        return true;
    default:
        return err_field(err, ERR_INPUT, "d", "\"%.20s\" is no kind of report", said);
    }
}

static bool text_kannel(Arena *arena, const HookCall *call, HookText *text, Err *err)
{
    static const char *const names[4] = {"from", "to", "text", "id"};
    (void)arena;
    return read_text(call, names, text, err);
}

/* Untold, it takes GSM's alphabet, and a question mark for each letter that has none there. */
static void answer_kannel(Arena *arena, const char *words, HookAnswer *answer)
{
    hook_answer_plain(arena, words, answer);
    answer->coding = sms_parts(answer->bytes).gsm ? NULL : "2";
}

/* Kannel's user's guide 1.4.5, "get-url": sender, receiver, words as bytes, message id. */
const Hook hook_kannel = {.query = "?from=%p&to=%P&text=%b&id=%I",
                          .report = report_kannel,
                          .text = text_kannel,
                          .answer = answer_kannel};

/* --- any: the names that the manual gives --- */

static bool report_any(Arena *arena, const HookCall *call, HookReport *report, Err *err)
{
    SmppReceipt receipt = smpp_receipt_read(arena, hook_field(call, "why"));
    *report = (HookReport){
        .known_as = hook_field(call, "id"), .why = receipt.why, .failure = receipt.failure};
    return hook_state(hook_field(call, "status"), &report->state, err);
}

const Hook hook_http = {.report = report_any, .text = text_kannel, .answer = hook_answer_plain};

/* --- Twilio: webhooks (https://www.twilio.com/docs/usage/webhooks/webhooks-security) --- */

static int by_name(const void *a, const void *b)
{
    const HookField *one = a, *other = b;
    int order = strcmp(one->name, other->name);
    return order ? order : strcmp(one->value, other->value);
}

static bool genuine_twilio(const Doc *settings, const Doc *secrets, const HookCall *call)
{
    enum { SIGNED_MOST = 256 * 1024 };
    auto_arena Arena *arena = arena_new();
    auto_buf Buf text = buf_new(SIGNED_MOST);
    const char *token = text_or(doc_text(secrets, "token"), "");
    unsigned char sum[SHA1_BYTES];
    (void)settings;
    if (!call->signature || !*token)
        return false;
    buf_addf(&text, "%s", call->url);
    HookField *sorted = arena_array(arena, call->count, sizeof *sorted);
    if (call->by_form && call->count) {
        memcpy(sorted, call->fields, call->count * sizeof *sorted);
        qsort(sorted, call->count, sizeof *sorted, by_name);
        for (size_t i = 0; i < call->count; i++)
            buf_addf(&text, "%s%s", sorted[i].name, sorted[i].value);
    }
    hmac_sha1(token, strlen(token), text.at, text.length, sum);
    const char *expected = base64(arena, sum, sizeof sum);
    return strlen(call->signature) == strlen(expected) &&
           bytes_equal(call->signature, expected, strlen(expected));
}

static bool report_twilio(Arena *arena, const HookCall *call, HookReport *report, Err *err)
{
    const char *code = hook_field(call, "ErrorCode");
    *report = (HookReport){.known_as = hook_field(call, "MessageSid"),
                           .why = *code ? arena_printf(arena, "error %.20s", code) : "",
                           .failure = text_failure_twilio(strtoll(code, NULL, 10))};
    return hook_state(hook_field(call, "MessageStatus"), &report->state, err);
}

static bool text_twilio(Arena *arena, const HookCall *call, HookText *text, Err *err)
{
    static const char *const names[4] = {"From", "To", "Body", "MessageSid"};
    (void)arena;
    if (!read_text(call, names, text, err))
        return false;
    text->told = hook_field(call, "OptOutType")[0] != '\0';
    return true;
}

static void answer_twilio(Arena *arena, const char *words, HookAnswer *answer)
{
    enum { ANSWER_MOST = 8 * 1024 };
    auto_buf Buf xml = buf_new(ANSWER_MOST);
    buf_addf(&xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>");
    if (words) {
        buf_addf(&xml, "<Message>");
        for (const char *at = words; *at; at++) {
            const char *escaped = *at == '&'   ? "&amp;"
                                  : *at == '<' ? "&lt;"
                                  : *at == '>' ? "&gt;"
                                               : NULL;
            if (escaped)
                buf_addf(&xml, "%s", escaped);
            else
                buf_add(&xml, at, 1);
        }
        buf_addf(&xml, "</Message>");
    }
    buf_addf(&xml, "</Response>");
    *answer = (HookAnswer){.type = "text/xml; charset=utf-8", .bytes = arena_strdup(arena, xml.at)};
}

const Hook hook_twilio = {.genuine = genuine_twilio,
                          .report = report_twilio,
                          .text = text_twilio,
                          .answer = answer_twilio};
