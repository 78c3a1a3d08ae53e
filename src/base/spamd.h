/* Spamd: what SpamAssassin's daemon says of a mail (its protocol SPAMC/1.5, request REPORT).
 *
 * Asked only where a setting or an option names one: on a socket of this machine or of one nearby.
 * Any thread; blocks for `whole_ms` at most.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"

#include <stddef.h>

typedef struct SpamdRule {
    const char *name; /* "SUBJ_ALL_CAPS" */
    double points;
} SpamdRule;

typedef struct SpamdVerdict {
    double score, required;
    const SpamdRule *rules; /* that matched, the weightiest first */
    size_t count;
} SpamdVerdict;

/* `place` is "host:port", "[::1]:port", a port of this machine, or the path of a socket. INPUT
 * (field "spamd"): it is none of these; BUSY: nobody answers there, or not as a spamd does. */
bool spamd_ask(Arena *arena, const char *place, const void *mail, size_t length, int whole_ms,
               SpamdVerdict *verdict, Err *err);
