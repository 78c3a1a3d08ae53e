/* Hook: what a gateway calls back with: reports of what became of a text, and texts that came in.
 * Each driver reads its own (carrier.h); nothing here has a database.
 *
 * A call is taken for the gateway's by a mark in its address, which only who was told knows
 * (action/text_hook.h), and by a signature where the gateway signs (Twilio: HMAC-SHA1 of the
 * address and the fields by the account's token). What else it says is only words.
 */
#pragma once

#include "base/doc.h"
#include "base/err.h"
#include "follow/terms.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct HookField {
    const char *name, *value; /* UTF-8, without NUL */
} HookField;

/* A call as it came. */
typedef struct HookCall {
    const char *url; /* as the gateway knows it, with its query */
    bool by_form;    /* `fields` stood in a form, not in the query */
    const HookField *fields;
    size_t count;
    const char *signature; /* of a header of the gateway's; NULL: none */
} HookCall;

typedef enum HookState {
    HOOK_UNDERWAY,  /* the gateway or the network has it */
    HOOK_DELIVERED, /* on the telephone */
    HOOK_FAILED     /* for good */
} HookState;

typedef struct HookReport {
    HookState state;
    const char *known_as; /* the gateway's name of the text; "" */
    const char *why;      /* in the gateway's words; "" */
    TextFailure failure;  /* of HOOK_FAILED */
} HookReport;

typedef struct HookText {
    const char *from, *to;
    const char *words;
    const char *known_as; /* "" : it has no name */
    bool told;            /* the gateway has confirmed an opt-out by itself */
} HookText;

/* An answer to a text that came: what is to be texted back. */
typedef struct HookAnswer {
    const char *type; /* of `bytes` */
    const char *bytes;
    const char *coding; /* X-Kannel-Coding, the alphabet it must go in; NULL: the gateway's own */
} HookAnswer;

typedef struct Hook {
    /* Stands behind the link that texts come in by, as the gateway's own configuration has it;
     * NULL: it says its fields by itself. */
    const char *query;
    /* May be NULL: by the mark alone. */
    bool (*genuine)(const Doc *settings, const Doc *secrets, const HookCall *call);
    /* INPUT: it says nothing that is understood. */
    bool (*report)(Arena *arena, const HookCall *call, HookReport *report, Err *err);
    bool (*text)(Arena *arena, const HookCall *call, HookText *text, Err *err);
    /* `words` NULL: nothing is texted back. */
    void (*answer)(Arena *arena, const char *words, HookAnswer *answer);
} Hook;

/* "" where there is none. */
const char *hook_field(const HookCall *call, const char *name);
/* "queued", "delivered", "undelivered" … as most gateways say it. */
bool hook_state(const char *word, HookState *state, Err *err);
void hook_answer_plain(Arena *arena, const char *words, HookAnswer *answer);

/* One of each driver that has one. */
extern const Hook hook_kannel, hook_twilio, hook_http;
