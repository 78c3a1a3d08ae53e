/* Templates of requests: a URL and a body with {to}, {number} … in them, which are filled in as the
 * place wants it: percent-encoded in a URL or a form, as JSON has it in JSON. What asks other
 * machines so (carrier_http.c, dialler_hook.c) has the settings below, and one rule for them:
 *
 *     a {word} that is no slot is refused, and so is a slot where the host stands;
 *     a body that begins as JSON does ({ or [) is JSON, any other a form: `type` need not be said,
 *     and what it says otherwise is refused, for it would be filled in wrongly;
 *     JSON is JSON once it is filled in.
 *
 * For this room only.
 */
#pragma once

#include "base/net.h"
#include "channel/driver_field.h"

typedef struct TemplateSlot {
    const char *name, *value; /* "{to}"; a text of UTF-8 */
    bool needed;              /* it must stand somewhere in the request */
} TemplateSlot;

#define TEMPLATE_FIELDS(url_about, body_about)                                                     \
    {.name = "url", .about = (url_about)},                                                         \
        {.name = "method",                                                                         \
         .about = "POST or GET",                                                                   \
         .choices = template_methods,                                                              \
         .standard = "POST"},                                                                      \
        {.name = "body", .about = (body_about), .standard = "", .lines = true},                    \
        {.name = "type",                                                                           \
         .about = "of the body; else application/json where it begins with { or [, "               \
                  "application/x-www-form-urlencoded where not",                                   \
         .standard = ""},                                                                          \
    {                                                                                              \
        .name = "authorization", .about = "header, Bearer …", .standard = "", .secret = true       \
    }
extern const char *const template_methods[];

/* Of a request with TEMPLATE_FIELDS, filled with `slots` (up to a NULL name) and headers, `key` for
 * Idempotency-Key; what else is in `request` stays. */
void template_request(Arena *arena, const Doc *settings, const Doc *secrets,
                      const TemplateSlot *slots, const char *key, NetRequest *request);
/* The rules above; `samples` are slots with values as they may be. `url` gets the URL so filled in,
 * for who looks at it further. INPUT names the field. */
bool template_check(Arena *arena, const Doc *settings, const TemplateSlot *samples,
                    const char **url, Err *err);
/* "a%20b" */
const char *template_escape(Arena *arena, const char *text);
