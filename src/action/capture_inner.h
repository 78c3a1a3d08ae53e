/* Capture inside a transaction of the caller: for the action room only. */
#pragma once

#include "action/capture_lead.h"
#include "action/context_inner.h"
#include "action/known.h"
#include "action/load_lead.h"

bool capture_draft(Context *context, Arena *arena, Known *known, const Draft *draft,
                   const CaptureOptions *options, Captured *captured, Err *err);

/* One alone. */
bool capture_inside(Context *context, Arena *arena, const Draft *draft,
                    const CaptureOptions *options, Captured *captured, Err *err);

/* How it is said in the ledger that somebody who is captured asked for texts. */
#define CAPTURE_TEXTS_ASKED "asked to be texted"

/* Whom a draft meets. */
typedef struct Met {
    int64_t account_id;
    bool account_made; /* in this capture */
    bool account_never;
    int64_t contact_id;
    bool contact_made;
    bool contact_never;                    /* or deceased */
    bool learned;                          /* something was filled in, about */
    bool contact_learned, account_learned; /* a known person, a known account */
    const char *other_firm; /* the one the draft names, when the person is known at another */
    const struct account_get_row *account; /* as it stands now; NULL: none */
} Met;

bool capture_meet(Context *context, Arena *arena, Known *known, const Draft *draft, Met *met,
                  Err *err);

/* A seller of a table of users. */
bool capture_user(Context *context, Arena *arena, const Draft *draft, const char *manager,
                  Captured *captured, Err *err);

/* The words a lead is found by: names, company, title, mailboxes, city, digits of numbers. Folded.
 */
char *search_words_of_draft(Arena *arena, const Draft *draft);
/* The same of a lead in the store; writes them. After something about the lead has changed. */
bool search_refresh(Context *context, Arena *arena, int64_t lead_id, Err *err);
/* The same of the leads beside it, open or not, of a person and of an account about which something
 * has changed (0: nothing has). */
bool search_refresh_beside(Context *context, int64_t lead_id, int64_t contact_id,
                           int64_t account_id, Err *err);
