/* Duplicates: who may be the same, proposed with score and reasons (follow/alike.h); and merging.
 *
 * Nothing is ever merged by itself. A merge moves what b has to a and keeps b's row as a trace that
 * history still points to: touches, dials and what was given keep b's id and b's name. Who comes in
 * again under b's name meets a. Merges can be undone like any record.
 */
#pragma once

#include "action/show_lead.h"

typedef enum DuplicateKind {
    DUPLICATE_CONTACTS,
    DUPLICATE_ACCOUNTS,
    DUPLICATE_KINDS
} DuplicateKind;
const char *duplicate_kind_name(DuplicateKind kind); /* "contact", "account" */

typedef struct DuplicateSide {
    int64_t id;
    const char *name, *title, *account_name, *birthday;
    const char *city, *region, *postcode, *country;
    PersonState state; /* contacts */
    AddressShown *addresses;
    size_t address_count;
    int64_t leads;         /* in which it is the main contact, or of the account */
    int64_t contacts;      /* of an account */
    const char *last_note; /* of the newest touch that has one, else the contact's or lead's own */
    Time last_touched_at;
} DuplicateSide;

typedef struct DuplicatePair {
    DuplicateKind kind;
    DuplicateSide a, b; /* a: the one to keep, with more history, else the older */
    double score;       /* 0..1: how likely they are the same */
    const char *const *why;
    size_t why_count;
} DuplicatePair;

typedef struct DuplicateOptions {
    double least; /* score; 0: ALIKE_THRESHOLD */
    size_t most;  /* pairs given, highest score first; 0: DUPLICATES_MOST */
    bool contacts_only, accounts_only;
} DuplicateOptions;

enum { DUPLICATES_MOST = 10000 };

typedef struct Duplicates {
    DuplicatePair *pairs;
    size_t pair_count;
    size_t total;               /* found; more than pair_count when `most` cut them */
    int64_t contacts, accounts; /* compared */
} Duplicates;

/* Pairs that were not judged yet (merged, or said to be different). INPUT beyond ALIKE_RECORDS_MOST
 * people and accounts; about 2 KB of memory a record. */
bool find_duplicates(Context *context, Arena *arena, const DuplicateOptions *options,
                     Duplicates *found, Err *err);

typedef struct Merged {
    DuplicateKind kind;
    int64_t kept_id, gone_id;
    const char *kept_name, *gone_name;
    size_t addresses, leads, promises, contacts; /* that moved from b to a */
    const char *said;
} Merged;

/* b into a. What a lacked is taken from b; an address both have stays once; the stricter of two
 * opt-outs holds. Open leads of both are planned anew; two open leads of one person stay two, as
 * `said` tells. Undoable, audited. MISSING: no such person; INPUT: the same one; CONFLICT: merged
 * already. */
bool merge_contacts(Context *context, Arena *arena, int64_t a, int64_t b, Merged *merged, Err *err);
bool merge_accounts(Context *context, Arena *arena, int64_t a, int64_t b, Merged *merged, Err *err);
/* Whichever the ids are; INPUT when one is a person and one an account. */
bool merge_any(Context *context, Arena *arena, int64_t a, int64_t b, Merged *merged, Err *err);

/* They are not the same: never proposed again. Saying it twice changes nothing. */
bool not_duplicates(Context *context, int64_t a, int64_t b, Err *err);
