/* What `beck work` is told, which sends and reads: cli reads it, dispatch does it, and neither sees
 * the other (main.c). */
#pragma once

#include "base/clock.h"
#include "base/err.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct WorkOptions {
    const char *database, *workspace;
    Time now;                          /* the clock begins there; TIME_NONE: the machine's */
    bool once;                         /* until nothing is due, then end */
    const volatile sig_atomic_t *stop; /* set, atomically where by another thread: what has its dot
                                          is waited for, then end */
    int woken; /* readable once another thread has set it, so that no wait outlasts it; -1: a signal
                  of this thread ends its waits */
} WorkOptions;

typedef struct WorkDone {
    size_t sent, later, refused, unsure, withdrawn;
    const char *held; /* why nothing was sent from here: a person is to arm it; static, or NULL */
    size_t read;      /* mails that came in */
    size_t copied;    /* into Sent folders */
    size_t mornings;  /* morning mails that went */
    size_t calendars, address_books; /* that were looked at */
} WorkDone;

/* Until stopped. INPUT, MISSING, BROKEN: it did not start, or the database failed while it ended.
 */
typedef bool Work(const WorkOptions *options, WorkDone *done, Err *err);
