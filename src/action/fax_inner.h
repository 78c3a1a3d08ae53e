/* Faxes inside: for the action room only. */
#pragma once

#include "action/context_inner.h"
#include "action/fax.h"

/* What is to stand on one. */
typedef struct FaxWords {
    int64_t owner_id;
    const char *from; /* our own fax number; NULL: none is known */
    const char *to_name, *to_company, *to_number;
    const char *reason, *subject, *body;
    const char *enclosed;
} FaxWords;
/* All of it in `arena`. */
bool fax_cover(Context *context, Arena *arena, const FaxWords *words, Fax *fax, Err *err);
