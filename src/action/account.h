/* An account: its addresses, its people as a tree of who reports to whom, its leads, and where it
 * stands among other accounts. */
#pragma once

#include "action/list_leads.h"
#include "action/show_lead.h"

typedef struct AccountPerson {
    PersonShown shown;
    int64_t reports_to_id; /* 0: nobody, or nobody there */
    int depth;             /* 0: at the top */
} AccountPerson;

typedef struct AccountName {
    int64_t id;
    const char *name;
} AccountName;

typedef struct AccountShown {
    int64_t id;
    const char *name, *domain, *sector, *city, *region, *country, *zone;
    bool never;            /* they asked as a company not to be contacted */
    const char *gifts;     /* what they take (action/gift.h): none, ask, or "100.00 USD a year" */
    AccountName parent;    /* id 0: none */
    AccountName *children; /* by name */
    size_t child_count;
    AddressShown *addresses;
    size_t address_count;
    /* Each followed by those under them; of those side by side the never touched come first, then
     * the longest untouched: that is whom to call next. Those gone come last. */
    AccountPerson *people;
    size_t person_count;
    bool people_more;
    LeadRow *leads; /* that the user sees, newest first */
    size_t lead_count;
    int64_t leads_of_others; /* and does not */
} AccountShown;

enum { ACCOUNT_PEOPLE = 500, ACCOUNT_LEADS = 200, ACCOUNT_CHILDREN = 200 };

/* MISSING. Of one that was merged the trace is shown no more. */
bool show_account(Context *context, Arena *arena, int64_t account_id, AccountShown *account,
                  Err *err);

/* One account, however it was named: "account:12", "lead:7" (that lead's), or words that fit leads
 * of one account only. MISSING; INPUT lists those that fit. */
bool find_one_account(Context *context, Arena *arena, const char *typed, int64_t *account_id,
                      Err *err);

/* --- its people --- */

typedef struct PersonAddress {
    AddressKind kind;
    const char *text; /* as typed */
} PersonAddress;

typedef struct PersonInput {
    int64_t account_id;
    int64_t reports_to; /* "Who is under Bob?"; 0: not known */
    const char *name, *title, *role, *note;
    const PersonAddress *addresses;
    size_t address_count;
} PersonInput;

/* A new person; the account's open leads (ACCOUNT_REPLANNED at most) are planned anew, for it may
 * be whom to call. Undoable. CONFLICT: somebody of that name is there; INPUT names the field. */
enum { ACCOUNT_REPLANNED = 100 };
bool add_person(Context *context, Arena *arena, const PersonInput *input, int64_t *contact_id,
                Err *err);

/* "name", "title", "role", "zone", "note"; "under" (a name or an id of the account, "" nobody);
 * "cell", "email", … (one address more). "" clears what may be empty. */
typedef struct PersonField {
    const char *field, *value;
} PersonField;

typedef struct PersonFieldFacts {
    const char *name, *about;
} PersonFieldFacts;
bool person_field(size_t place, PersonFieldFacts *field); /* false beyond the last */

/* Undoable. INPUT names the field; nobody comes to report to themselves, however long the way. */
bool set_person(Context *context, Arena *arena, int64_t contact_id, const PersonField *fields,
                size_t count, Err *err);

/* The account of a person; 0: none. MISSING. */
bool account_of_person(Context *context, int64_t contact_id, int64_t *account_id, Err *err);
