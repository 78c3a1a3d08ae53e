/* vCard property: one content line, taken apart and decoded.
 *
 * Internal to exchange. `item1.TEL;TYPE="work,voice";PREF=1:tel:+1-418-656-9254` is a group, a
 * name, parameters and a value. RFC 6350 §3.3, RFC 6868 (^n in parameters), vCard 2.1 §2.
 */
#pragma once

#include "base/arena.h"
#include "base/buf.h"
#include "exchange/encoding.h"

#include <stdbool.h>
#include <stddef.h>

enum { VCARD_COMPONENTS = 8 };

typedef struct VcardParameter {
    const char *name;  /* "TYPE"; a bare "HOME" of 2.1 is a TYPE too; as in the file */
    const char *value; /* may be a list: "work,voice" */
} VcardParameter;

typedef struct VcardProperty {
    const char *group; /* "item1", or "" */
    const char *name;  /* as in the file; case does not matter */
    const VcardParameter *parameters;
    size_t parameter_count;
    const char *value; /* UTF-8, quoted-printable undone, escapes still in it */
} VcardProperty;

/* What must be known of a line before it is whole: true when its value is quoted-printable, so that
 * a "=" at its end goes on in the next. */
bool vcard_is_quoted_printable(const char *line, size_t length);

/* False when the line is none (no colon, no name). `encoding` is the file's. */
bool vcard_property_parse(Arena *arena, const char *line, size_t length, Encoding encoding,
                          VcardProperty *property);

/* True when the property is of that type ("CELL"), or one of its types is. */
bool vcard_has_type(const VcardProperty *property, const char *type);
/* The value of a parameter, or NULL. */
const char *vcard_parameter(const VcardProperty *property, const char *name);

/* The value without escapes. `old` is vCard 2.1, where only \; \, \\ and \: are. */
char *vcard_unescape(Arena *arena, const char *text, size_t length, bool old);
/* The components of "Doe;John;;Mr.;", cleaned; NULL where empty. A list within a component
 * ("Richter,James") is joined by blanks in names. Lines are kept. */
void vcard_components(Arena *arena, const char *value, bool old, bool lists,
                      const char *components[VCARD_COMPONENTS]);
