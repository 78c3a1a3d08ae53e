/* The ledger of consent of a lead's people: what they agreed to and what they ended, when, how, and
 * by whom it was written down. Append-only; kept by keyed hashes, so that what was ended outlives a
 * person who is erased. 47 CFR 64.1200(a)(10) asks that a revocation be honoured however it is
 * made; GDPR article 7(1) that consent can be shown. */
#pragma once

#include "action/context.h"
#include "follow/terms.h"

typedef struct ConsentEntry {
    Time at;
    const char *contact_name; /* NULL: the account's address */
    const char *kind, *value; /* of the address; kind "domain": of a whole mail domain */
    ChannelSet channels;
    bool given;     /* else ended */
    bool withdrawn; /* taken back by a later row: it no longer counts */
    const char *how;
    const char *user; /* who wrote it down; NULL: somebody who is gone */
} ConsentEntry;

typedef struct ConsentLedger {
    int64_t lead_id;
    const char *lead_name;
    ConsentEntry *at; /* the newest first */
    size_t count;
} ConsentLedger;

/* MISSING: no such lead. */
bool consent_of_lead(Context *context, Arena *arena, int64_t lead_id, ConsentLedger *ledger,
                     Err *err);
