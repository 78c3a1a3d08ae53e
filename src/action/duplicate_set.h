/* The people or firms of a workspace as follow/alike.h compares them. For duplicates.c alone. */
#pragma once

#include "action/context_inner.h"
#include "action/duplicates.h"
#include "follow/alike.h"

typedef struct DuplicateSet {
    const AlikeRecord *records;
    const int64_t *ids; /* beside them */
    size_t count;
} DuplicateSet;

/* Inside the caller's transaction; all in `arena`. INPUT beyond ALIKE_RECORDS_MOST. */
bool duplicate_set_load(Context *context, Arena *arena, DuplicateKind kind, DuplicateSet *set,
                        Err *err);

/* The street of a postal address, folded: what stands before the place. Any of city, region and
 * postcode, all folded, may be NULL or "". */
const char *duplicate_street(Arena *arena, const char *postal, const char *city, const char *region,
                             const char *postcode);
