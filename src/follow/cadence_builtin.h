/* The cadences that come with Beck (cadences/NAME.yaml), embedded at build by
 * tool/embed_cadences.py. A test holds that the checker finds nothing in them, and that every kind
 * of source is the default of exactly one.
 */
#pragma once

#include <stddef.h>

typedef struct CadenceBuiltin {
    const char *name;   /* the cadence's own name: "show" */
    const char *source; /* YAML, NUL-terminated; for cadence_read() */
    size_t length;
} CadenceBuiltin;

/* All of them, by name. */
const CadenceBuiltin *cadence_builtin(size_t *count);
