/* Capture: a draft becomes a person, an account and a lead with its next touch, in one transaction;
 * or is met again as somebody known.
 *
 * People are the same when they share a personal mailbox or a cell number (never a switchboard,
 * fax, postal or role address: else a firm becomes one person), or, where those do not speak
 * against it, the same name at the same account. What was unknown of them is filled in; nothing is
 * overwritten. What a person says on the spot (Draft.told) is kept beside it: their note, when a
 * contract ends, that they asked to be texted. Someone who said *never* is not captured again.
 */
#pragma once

#include "action/context.h"
#include "action/draft.h"

typedef enum CaptureState {
    CAPTURE_ADDED,
    CAPTURE_UPDATED,  /* known; something new was learned */
    CAPTURE_DUPLICATE /* known; nothing new */
} CaptureState;

typedef struct CaptureOptions {
    int64_t owner_id;    /* 0: the draft's owner, else the context's user */
    const char *cadence; /* a name; NULL: by the kind of source */
    bool full_load;      /* an import: levelled over all days to come */
    const char *unread;  /* a photographed card that nobody has read yet: what the lead is called */
    int64_t into;        /* the lead of such a card, whose words these are; 0: a new one */
    const char *into_note; /* what is left of its note; NULL: nothing */
} CaptureOptions;

typedef struct Captured {
    CaptureState state;
    int64_t lead_id; /* 0: an account only */
    int64_t contact_id, account_id;
    const char *said; /* for people, of a duplicate: "she said never", "already an open lead" */
} Captured;

/* One card. A transaction of its own. */
bool capture_lead(Context *context, Arena *arena, const Draft *draft, const CaptureOptions *options,
                  Captured *captured, Err *err);
