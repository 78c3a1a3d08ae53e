/* Lead forms: forms on a web site, at /f/TOKEN or embedded elsewhere, by which people become leads.
 *
 * What comes in is an enquiry (source kind web) of the form's owner, due within minutes. Of
 * somebody known it is an answer on their lead. Someone who said *never* stays untouched: that they
 * wrote stands in the audit.
 *
 * Machines that fill in forms are kept out without a riddle for people: a field that nobody sees
 * must stay empty; our own page says when it was fetched (a stamp, auth/stamp.h), and nobody fills
 * it in within LEAD_FORM_SECONDS; one address sends so many an hour, all of them so many. Trapped
 * forms are answered like taken ones. An address is kept only as a keyed hash (of IPv6: of its
 * /64), and that for a day. The same form from the same address within a day is taken once.
 */
#pragma once

#include "action/context.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    LEAD_FORM_SECONDS = 3,
    LEAD_FORM_SENDER_HOUR = 10,
    LEAD_FORM_ALL_HOUR = 300,
    LEAD_FORM_ORIGINS = 10
};

/* The field that nobody sees. */
#define LEAD_FORM_TRAP "website"

/* What a form may ask for. */
typedef struct LeadFormField {
    const char *name;  /* "email" */
    const char *label; /* "E-mail" */
    const char *type;  /* of <input>: "text", "email", "tel"; "textarea" */
    const char *fills; /* autocomplete: "email", "name" */
    size_t most;       /* bytes */
} LeadFormField;
/* Ends with a NULL name. */
const LeadFormField *lead_form_fields(void);

typedef struct LeadFormAsks {
    const LeadFormField *field;
    bool required;
} LeadFormAsks;

typedef struct LeadFormShown {
    int64_t id, owner_id;
    const char *token, *title, *owner_name, *source;
    const char *product, *cadence; /* or NULL */
    const LeadFormAsks *asks;
    size_t ask_count;
    const char *consent;  /* what a tick agrees to; NULL: not asked */
    const char *redirect; /* or NULL */
    const char *const *origins;
    size_t origin_count;
    bool on;
    int64_t taken, trapped;
    Time made_at;
} LeadFormShown;

typedef struct LeadFormsShown {
    LeadFormShown *at;
    size_t count;
} LeadFormsShown;

typedef struct LeadFormInput {
    const char *title;
    const char *owner;             /* a user's name; NULL: the context's */
    const char *source;            /* NULL: "Web: TITLE" */
    const char *product, *cadence; /* NULL: none; by the kind of source */
    const char *const *fields;     /* "name*": a * where it must be filled in; NULL: the usual */
    size_t field_count;
    const char *consent, *redirect;
    const char *const *origins; /* "https://example.com": sites whose scripts may send it */
    size_t origin_count;
} LeadFormInput;

/* Those who may change settings (DENIED where the context is guarded). INPUT names the field. A
 * form asks for the name and for one way to answer, at least. */
bool lead_form_new(Context *context, Arena *arena, const LeadFormInput *input, LeadFormShown *form,
                   Err *err);
bool lead_form_list(Context *context, Arena *arena, LeadFormsShown *forms, Err *err);
/* By id, token, or a part of the title that fits one only. MISSING. */
bool lead_form_show(Context *context, Arena *arena, const char *which, LeadFormShown *form,
                    Err *err);
/* What is off is not there for the world. */
bool lead_form_switch(Context *context, Arena *arena, const char *which, bool on,
                      LeadFormShown *form, Err *err);

/* --- for everybody: no user is asked ---------------------------------------------------------- */

/* MISSING when there is none, or it is off. */
bool lead_form_open(Context *context, Arena *arena, const char *token, LeadFormShown *form,
                    Err *err);
/* That the page was fetched now; comes back as LeadFormSent.stamp. */
char *lead_form_stamp(Context *context, Arena *arena, const LeadFormShown *form);

typedef struct LeadFormValue {
    const char *name, *value;
} LeadFormValue;

typedef struct LeadFormSent {
    const char *address; /* the sender's, of the network */
    const char *trap;    /* what stood in LEAD_FORM_TRAP; NULL or "" of people */
    const char *stamp;   /* NULL: it was not our page */
    bool consent;
    const LeadFormValue *values; /* of fields the form asks for; others are passed over */
    size_t value_count;
} LeadFormSent;

typedef struct LeadFormTaken {
    LeadFormShown form;
    bool trapped; /* or it came a second time: answered like one that was taken */
    int64_t lead_id;
} LeadFormTaken;

/* INPUT names the field that is missing, too long, or cannot be read; BUSY (field "form"): too many
 * came; MISSING. */
bool lead_form_submit(Context *context, Arena *arena, const char *token, const LeadFormSent *sent,
                      LeadFormTaken *taken, Err *err);
