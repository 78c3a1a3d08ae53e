/* Refusals: what the database would not do, in words of this house. Both drivers hand over what
 * their engine tells of a broken constraint; the sentence and its kind are made here, once.
 */
#pragma once

#include "base/err.h"

typedef enum RefusalKind {
    REFUSED_UNIQUE,   /* CONFLICT: it is there already */
    REFUSED_FOREIGN,  /* CONFLICT: what it refers to is gone; BROKEN where a promise would break */
    REFUSED_CHECK,    /* INPUT: a rule of the schema */
    REFUSED_NOT_NULL, /* INPUT: a column may not be empty */
    REFUSED_KINDS
} RefusalKind;

/* Members that the engine does not tell are NULL. */
typedef struct Refusal {
    RefusalKind kind;
    const char *statement;  /* its name, or "commit" */
    const char *table;      /* the one whose row was refused; of a foreign key: the referring one */
    const char *column;     /* of a key several, separated by ", " */
    const char *constraint; /* name, or the text of the check */
    const char *parent;     /* foreign key: the table referred to */
    const char *key;        /* foreign key: the id referred to */
} Refusal;

/* Sets the error and returns false. */
bool refusal_set(Err *err, const Refusal *refusal);

/* Sets BROKEN with the field by which db_disk_full() knows it again; returns false. */
#define REFUSAL_DISK "disk"
bool refusal_disk_full(Err *err, const char *place);

/* The field of a BROKEN by which db_lost() knows it again. */
#define REFUSAL_LOST "connection"
/* The field of a BUSY by which db_collided() knows it again. */
#define REFUSAL_COLLISION "collision"
