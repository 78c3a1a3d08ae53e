/* Dials by any telephone system that takes a request for it: a URL and a body with {number}
 * {extension} {user} {touch} {call} {events} in them. How it goes on is told back to {events}
 * (action/phone_hook.h), signed where the setting `signing` is there. */
#include "base/net.h"
#include "base/text.h"
#include "channel/dialler.h"
#include "channel/template.h"

#include <string.h>

static const char *const yes_no[] = {"yes", "no", NULL};

static const DriverField fields[] = {
    TEMPLATE_FIELDS("https://pbx.example/dial?to={number}&from={user}",
                    "of POST: {\"to\":\"{number}\",\"tell\":\"{events}\"}"),
    {.name = "private",
     .about = "yes: in a private network, where http is allowed; no",
     .choices = yes_no,
     .standard = "no"},
    {.name = "signing", .about = "what it signs its reports with", .standard = "", .secret = true},
    {0},
};

enum { SLOTS = 7 };

static void slots_of(const DialJob *job, TemplateSlot slots[SLOTS])
{
    slots[0] = (TemplateSlot){"{number}", job->number, true};
    slots[1] = (TemplateSlot){"{extension}", text_or(job->extension, ""), false};
    slots[2] = (TemplateSlot){"{user}", job->user, false};
    slots[3] = (TemplateSlot){"{touch}", job->touch, false};
    slots[4] = (TemplateSlot){"{call}", job->call, false};
    slots[5] = (TemplateSlot){"{events}", job->events, false};
    slots[6] = (TemplateSlot){.name = NULL};
}

static bool check(const Doc *settings, const Doc *secrets, Err *err)
{
    enum { SIGNING_LEAST = 16 };
    auto_arena Arena *arena = arena_new();
    static const DialJob sample = {
        .number = "+13035550100", .user = "Ann", .touch = "1", .call = "1", .events = ""};
    TemplateSlot slots[SLOTS];
    const char *url, *signing = text_or(doc_text(secrets, "signing"), "");
    bool private = text_equal(doc_text(settings, "private"), "yes");
    slots_of(&sample, slots);
    if (*signing && strlen(signing) < SIGNING_LEAST)
        return err_field(err, ERR_INPUT, "signing",
                         "what reports are signed with has %d letters at least", SIGNING_LEAST);
    return template_check(arena, settings, slots, &url, err) &&
           net_check_url(url, private, private, err);
}

static bool dial(const Doc *settings, const Doc *secrets, const DialJob *job, const CallEar *ear,
                 Err *err)
{
    enum { WHOLE_MS = 15000, ANSWER_MOST = 2000, SAID_MOST = 200, OK = 2 };
    auto_arena Arena *arena = arena_new();
    TemplateSlot slots[SLOTS];
    NetAnswer answer;
    bool private = text_equal(doc_text(settings, "private"), "yes");
    NetRequest request = {.whole_ms = WHOLE_MS,
                          .answer_most = ANSWER_MOST,
                          .allow_http = private,
                          .allow_private = private,
                          .stop = ear->stop};
    slots_of(job, slots);
    template_request(arena, settings, secrets, slots,
                     arena_printf(arena, "beck-call-%s", job->call), &request);
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
