/* Faxes: what one looks like on paper (channel/letter/letter.h), before it goes and as it goes.
 *
 * Its cover page says who writes, to whom, why, and what they are asked to do; at its foot stands
 * how to get no more of them, free of charge and at any hour, for each fax that a machine carries
 * (47 CFR 64.1200(a)(4)(iii)). The words of the touch follow, then its files: PDFs, as they are.
 */
#pragma once

#include "action/context.h"
#include "channel/letter/letter.h"

typedef struct FaxPrinted {
    int64_t touch_id;
    const char *to_name; /* or NULL */
    const char *number;
    int sheets;
    const char *enclosed; /* the PDFs behind them, by name; NULL: none */
    bool names_no_fax;    /* its notice names no fax number of ours (the setting fax_number) */
} FaxPrinted;

/* The touch as it would go now, added to `out` without its files. MISSING: it is not to come any
 * more; CONFLICT: it is no fax, or has no number; INPUT: as fax_pdf(). */
bool fax_print(Context *context, Arena *arena, int64_t touch_id, Buf *out, FaxPrinted *printed,
               Err *err);
