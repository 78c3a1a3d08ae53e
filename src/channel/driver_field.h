/* Driver fields: the settings of what carries and receives (carrier.h, receiver.h), as tables. They
 * are given as an object of texts, kept in two: what may be shown, and what is sealed.
 */
#pragma once

#include "base/doc.h"
#include "base/err.h"

#include <stdbool.h>

typedef struct DriverField {
    const char *name, *about;
    const char *standard; /* NULL: it must be given */
    const char *const *choices;
    bool secret; /* sealed */
    bool here;   /* of files and names of this machine, or with an act of its own: no page, and
                    nobody from afar, sets it */
    bool lines;  /* it may have several; any other is one of printable characters, for many become
                    headers, or lines of a dialogue */
} DriverField;

/* Settings as given (a name without a value is the standard one) to a driver with this name and
 * these fields, up to a row without a name: every field has a value, and one that may be. INPUT
 * names the field. `secrets` gets those that are. */
bool driver_fields_read(Arena *arena, const char *driver, const DriverField *fields,
                        const Doc *given, Doc **settings, Doc **secrets, Err *err);
/* A number from `least` to `most`, or `standard` where the setting is empty; INPUT. */
bool driver_field_count(const Doc *settings, const char *name, long least, long most, long standard,
                        long *count, Err *err);
