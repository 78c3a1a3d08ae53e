/* Next: the one touch to do now, with all a caller needs. */
#pragma once

#include "action/outbox.h"
#include "action/show_lead.h"
#include "action/touch_card.h"
#include "follow/ask.h"

/* What to say and write, merged. "" where the step has none. */
typedef struct TouchScript {
    const char *reason;     /* "The reason I'm calling is …" */
    const char *news;       /* what is new */
    const char *words;      /* what to say */
    const char *voicemail;  /* what to leave */
    const char *gatekeeper; /* the line for a receptionist */
    const char *subject, *body;
    bool own; /* of a letter, a gift or a visit: a person wrote it (action/touch_words.h) */
} TouchScript;

/* One number of the climb. */
typedef struct ClimbDial {
    int64_t contact_id, address_id;
    const char *contact_name, *contact_title; /* NULL: the switchboard */
    AddressKind kind;
    const char *value, *extension;
    const char *before;    /* the one tried before, or NULL; then also, by what came of that: */
    const char *left;      /* "I just left Bob a voicemail …" */
    const char *missed;    /* "I just tried to reach Bob …" */
    const char *words;     /* what to say to them, merged; "" or NULL: the step has none */
    const char *voicemail; /* what to leave them, merged; NULL: the step has none */
    int unanswered;        /* how often in a row it rang with nobody there */
    bool tired;            /* so often that it stands behind their others */
} ClimbDial;

typedef struct LastWords {
    Time at; /* TIME_NONE: nothing was noted yet */
    Channel channel;
    Outcome outcome;
    const char *note, *contact_name;
} LastWords;

typedef struct NextTouch {
    bool found; /* false: nothing is planned at all */
    bool due;   /* else it is the first to come */
    TouchCard touch;
    TouchScript script;
    const LintText *text; /* of a text: what it comes to; NULL: it is none, or has no words */
    Ask ask;
    ClimbDial *climb;
    size_t climb_count;
    ChannelSet follow_ups; /* what can go right behind a voicemail: plan_follow_ups() */
    LastWords last;
    const char *lead_note;
    PromiseCards promises; /* open ones of the lead */
    const char *aside;     /* what is set aside for it; NULL: nothing */
    bool by_machine;       /* it is in the outbox, else a person does it */
    OutboxEntry outbox;
    size_t voicemail_number, call_number; /* "Voicemail 17", "Call 23" of this user today */
} NextTouch;

/* The first of Today that may be done at this time; else the first to come. */
bool next_touch(Context *context, Arena *arena, const char *owner, NextTouch *next, Err *err);
/* The same page for one lead. */
bool next_touch_of(Context *context, Arena *arena, int64_t lead_id, NextTouch *next, Err *err);
