/* What merging people and merging accounts share. For duplicates*.c, merge*.c and journal.c alone.
 */
#pragma once

#include "action/duplicates.h"
#include "action/journal.h"
#include "base/doc.h"

typedef struct Merging {
    Context *context;
    Arena *arena;
    Journal journal;
    Merged *merged;
    int64_t kept_id, gone_id;
    struct person_leads_rows leads; /* to be planned anew, each once */
    const char *gone_key;           /* the name_key that leads to the kept one from now on */
    Doc *image;                     /* what the journal's own rows cannot say */
} Merging;

/* Opens the record and writes its first row, which undo reads last: the leads, and what `image` has
 * got. Then keeps every lead and its next touch as they are. */
bool merge_begin(Merging *merging, Err *err);
/* Plans the leads anew, notes who went where, says what was done. */
bool merge_finish(Merging *merging, const char *said, Err *err);

/* CONFLICT when the row is the trace of a merge, MISSING when of somebody erased. */
bool merge_refuse_trace(Context *context, Arena *arena, const char *name_key, int64_t id, Err *err);

/* Moves the addresses that the kept one lacks; the others stay with the trace, out of the sight of
 * imports. `rows` are the gone one's, `own` the kept one's. */
bool merge_addresses(Merging *merging, const struct address_of_contact_rows *rows,
                     const struct address_of_contact_rows *own, bool account, Err *err);
/* Holds on the gone one stand on the kept one, too. */
bool merge_holds(Merging *merging, const char *scope, Err *err);

/* A whole row of contact or account, journaled first. */
bool merge_write_contact(Merging *merging, const struct contact_get_row *row, Err *err);
bool merge_write_account(Merging *merging, const struct account_get_row *row, Err *err);

/* Undo: the first row of a merge's record. CONFLICT when something was recorded since on one of the
 * leads. */
bool merge_restore(Context *context, const Doc *image, Err *err);
