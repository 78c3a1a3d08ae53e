/* The filter of the list of leads: what is asked for, as typed. The same fields are options of the
 * command line, parameters of the page, and what a saved view keeps. */
#pragma once

#include "action/context.h"
#include "base/doc.h"

/* NULL: not asked for. */
typedef struct LeadFilter {
    const char *q;           /* words, or the digits of a number, as `find` takes them */
    const char *status;      /* a status, "open" or "any"; NULL: open */
    const char *owner;       /* a user's name; NULL: all that are seen */
    const char *source;      /* a part of the source, or its kind */
    const char *cadence;     /* a name */
    const char *temperature; /* hot, warm, later */
    const char *silent;      /* days without a touch, or more */
    const char *late;        /* "overdue": their next touch is late; "long": the manager's now */
    const char *channel;     /* of the next touch */
    const char *product;     /* a part of it */
    const char *sort; /* "due", "captured", "name", "touched"; NULL: due, where all are open */
} LeadFilter;

typedef struct LeadFilterField {
    const char *name, *about;
    size_t offset; /* of its text in LeadFilter */
} LeadFilterField;
/* The fields there are; ends with a NULL name. */
const LeadFilterField *lead_filter_fields(void);
const char *lead_filter_get(const LeadFilter *filter, const LeadFilterField *field);
/* INPUT: there is no such field. `value` "" takes it away. */
bool lead_filter_set(LeadFilter *filter, const char *name, const char *value, Err *err);

/* The fields that are asked for, as members. */
Doc *lead_filter_doc(Arena *arena, const LeadFilter *filter);
/* Members that are no fields are passed over: a later version knew them. */
LeadFilter lead_filter_of_doc(const Doc *doc);
