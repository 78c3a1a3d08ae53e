/* What the module `beck-ical` gives exchange/ical.c: the table `beck_module_ical`. */
#pragma once

#include "exchange/ical.h"

typedef struct IcalDriver {
    /* By malloc(), the caller's to free; NULL: libical has no memory. */
    char *(*write)(const IcalCalendar *calendar);
} IcalDriver;
