/* A lead with all that bears on it, out of the store: what planning, logging and showing start
 * from. For the action room only. */
#pragma once

#include "action/context_inner.h"
#include "base/digest.h"
#include "follow/plan.h"

enum { LOADED_PEOPLE = 40 }; /* of an account beside the main contact, at most */

typedef struct LoadedPerson {
    struct contact_get_row contact;
    struct address_of_contact_rows addresses;
} LoadedPerson;

typedef struct LoadedLead {
    struct lead_get_row lead;
    struct lead_place_in place; /* what is written of it, whatever `lead` says by now */
    bool has_account;
    struct account_get_row account;
    struct address_of_account_rows account_addresses;
    LoadedPerson *people; /* as situation.people, main contact first */
    size_t person_count;
    bool has_next;
    struct next_touch_of_lead_row next;
    struct promise_of_lead_rows promises; /* whatever became of them */
    Situation situation;
} LoadedLead;

typedef enum LoadMode {
    LOAD_READ,  /* to show it: nothing is locked */
    LOAD_USUAL, /* to change it: it is ours until the transaction ends */
    LOAD_FULL   /* the same, with the owner's load of all days to come: for levelling a list */
} LoadMode;

/* MISSING when there is no such lead. All in `arena`. */
bool lead_load(Context *context, Arena *arena, int64_t lead_id, LoadMode mode, LoadedLead *loaded,
               Err *err);

/* One loaded before, of which nothing has changed: what the context lends it is read anew, for that
 * may be gone. */
bool lead_load_again(Context *context, LoadedLead *loaded, Err *err);

/* The same of several, asked for together; none of them may change while they are used. */
bool leads_load(Context *context, Arena *arena, const int64_t *ids, size_t count, LoadMode mode,
                LoadedLead *loaded, Err *err);

/* A lead made in this very transaction, in a batch (context_batch_begin()), whose person is new as
 * well: its rows as they were written. */
typedef struct FreshLead {
    struct lead_get_row lead;
    bool has_account;
    struct account_get_row account;
    struct address_of_account_rows account_addresses;
    LoadedPerson person;
} FreshLead;

/* As lead_load(), without asking for what is known or cannot be there yet. */
bool lead_load_fresh(Context *context, Arena *arena, const FreshLead *fresh, LoadMode mode,
                     LoadedLead *loaded, Err *err);

/* The zones where a person may be: their own, else of their place, else of their numbers, else of
 * the account. At most PERSON_ZONES; of more, the outermost are kept (their common hours are the
 * same). */
size_t zones_of(const char *zone, const char *country, const char *region,
                const char *const *numbers, size_t number_count, Time now,
                const Zone *zones[PERSON_ZONES]);

/* The hash under which an address is suppressed; `value_key` of an address, or "@domain". */
Digest suppression_hash(const Context *context, const char *value_key);
/* The channels ended for an address: its own and its domain's. */
bool suppression_of(Context *context, const char *value_key, ChannelSet *channels, Err *err);
/* The same of many, asked for together. */
bool suppressions_of(Context *context, const char *const *value_keys, size_t count,
                     ChannelSet *channels, Err *err);
/* Ends channels of an address, in the suppression and in the ledger of consent, whose row is
 * `ledger_id`. What the ledger has ended stays ended until the row that did so is taken back. */
typedef struct Suppressing {
    ChannelSet channels;
    const char *why;    /* "they asked never to be contacted" */
    const char *source; /* how and by whom */
    Time at;
} Suppressing;
bool suppression_add(Context *context, const char *value_key, const Suppressing *said,
                     int64_t *ledger_id, Err *err);
/* Of one whose hash alone is known. */
bool suppression_add_hash(Context *context, const Digest *hash, const Suppressing *said,
                          int64_t *ledger_id, Err *err);
/* It was a mistake. The ledger is append-only: a new row says so, and the suppression is what the
 * other rows still end, or gone. */
bool suppression_take_back(Context *context, int64_t ledger_id, Err *err);
/* Whether a person's address is a place (a desk's number, a postal address, a role mailbox) that
 * somebody else has, too: ended for one of them it would be for all. */
bool suppression_shared(Context *context, const struct address_get_row *address, bool *shared,
                        Err *err);
/* The channels an address of this kind can carry. */
ChannelSet address_channels(AddressKind kind);
/* What an address is for: ended by that, it is not used for what else it could carry. */
ChannelSet address_main_channels(AddressKind kind);
/* The channels that are ended for whoever has these addresses: those that none of them still
 * carries. An end of texts is the person's, whichever of the cells it came from. `ended`: what
 * suppressions_of() says of each. */
ChannelSet channels_ended(const struct address_get_row *addresses, size_t count,
                          const ChannelSet *ended);

/* The row as the rules see it. */
LeadState lead_state_of(const struct lead_get_row *row, const Cadence *cadence);
struct lead_place_in lead_place_of(const Context *context, const struct lead_get_row *row);
/* And back: `state` of the lead as it is by now is written, `status_why` with it. */
bool lead_state_write(Context *context, LoadedLead *loaded, const LeadState *state,
                      const Cadence *cadence, const char *status_why, Err *err);

/* A person's row as it is, to be changed and written. */
struct contact_set_in contact_set_of(const Context *context, const struct contact_get_row *row);
