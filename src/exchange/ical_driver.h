/* What the module `beck-ical` gives exchange/ical.c and exchange/multistatus.c: the table
 * `beck_module_ical`.
 */
#pragma once

#include "exchange/ical.h"
#include "exchange/multistatus.h"

typedef struct IcalDriver {
    /* By malloc(), the caller's to free; NULL: libical has no memory. */
    char *(*write)(const IcalCalendar *calendar);
    bool (*read)(Arena *arena, const char *text, const IcalWindow *window, IcalObject *object);
    bool (*read_answer)(Arena *arena, const char *text, const Zone *zone, IcalAnswer *answer);
    bool (*read_multistatus)(Arena *arena, const char *bytes, size_t length, Multistatus *answer,
                             Err *err);
} IcalDriver;

bool ical_read_multistatus(Arena *arena, const char *bytes, size_t length, Multistatus *answer,
                           Err *err);
