/* Doc: the one document behind the API, the page and the command line (DESIGN §7).
 *
 * A light tree in an arena: objects keep the order of their members, strings are not copied (the
 * caller's must live as long as the arena). NULL strings and TIME_NONE become null. Written once,
 * never changed; printed as JSON here, rendered by base/mustache.h, shown as text by cli.
 */
#pragma once

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum DocKind {
    DOC_NULL,
    DOC_BOOL,
    DOC_INT,
    DOC_REAL,
    DOC_TEXT,
    DOC_ARRAY,
    DOC_OBJECT
} DocKind;

typedef struct Doc Doc;
struct Doc {
    DocKind kind;
    bool truth;        /* DOC_BOOL */
    int64_t integer;   /* DOC_INT */
    double real;       /* DOC_REAL, finite */
    const char *text;  /* DOC_TEXT */
    const char *name;  /* as a member of an object */
    Doc *first, *last; /* members or elements, in order */
    Doc *next;         /* the next sibling */
    size_t count;      /* of members or elements */
};

Doc *doc_object(Arena *arena);
Doc *doc_array(Arena *arena);

/* Members of an object. Names are not copied: literals, or text in the arena. */
void doc_set_text(Arena *arena, Doc *object, const char *name, const char *value);
void doc_set_int(Arena *arena, Doc *object, const char *name, int64_t value);
void doc_set_real(Arena *arena, Doc *object, const char *name, double value);
void doc_set_bool(Arena *arena, Doc *object, const char *name, bool value);
void doc_set_null(Arena *arena, Doc *object, const char *name);
void doc_set_time(Arena *arena, Doc *object, const char *name, Time value); /* RFC 3339, Z */
void doc_set_day(Arena *arena, Doc *object, const char *name, Day value);   /* ISO date */
/* An id, or null when it is 0. */
void doc_set_id(Arena *arena, Doc *object, const char *name, int64_t id);
Doc *doc_set_object(Arena *arena, Doc *object, const char *name);
Doc *doc_set_array(Arena *arena, Doc *object, const char *name);
void doc_set(Doc *object, const char *name, Doc *value); /* value must have no parent yet */

/* Elements of an array. */
Doc *doc_add_object(Arena *arena, Doc *array);
void doc_add_text(Arena *arena, Doc *array, const char *value);
void doc_add(Doc *array, Doc *value); /* value must have no parent yet */

const Doc *doc_get(const Doc *object, const char *name); /* NULL when absent or not an object */
Doc *doc_own(Doc *object, const char *name);             /* the same, of one that may be added to */
const char *doc_text(const Doc *object, const char *name); /* NULL when absent or not text */
int64_t doc_int(const Doc *object, const char *name);      /* 0 when absent or no integer */

/* JSON (RFC 8259), UTF-8, one line when `indent` is 0, else `indent` blanks for each level; no line
 * end behind it. Invalid UTF-8 comes out as U+FFFD. */
void doc_write_json(const Doc *doc, Buf *out, int indent);
/* The shortest decimal digits that read back as `value`. */
void doc_write_real(double value, Buf *out);
