/* Errors: what went wrong, who must act, and the way out.
 *
 * A function that can fail is `bool f(..., Err *err)`: true is success; on false its outputs are
 * untouched and *err tells why. `err` may not be NULL. Only the edges (cli, web, dispatch) print
 * or log; everything between passes the error on unchanged or adds where it happened.
 */
#pragma once

#include <stdarg.h>
#include <stdbool.h>

/* Who must act. err_kind_facts() maps each to exit code and HTTP status. */
typedef enum ErrKind {
    ERR_NONE,
    ERR_INPUT,    /* what was given cannot be understood or is refused by a rule: the user */
    ERR_MISSING,  /* what was named is not there: the user */
    ERR_CONFLICT, /* it was true once, but something has happened since: look again */
    ERR_DENIED,   /* not allowed to this user */
    ERR_BUSY,     /* try again: another process holds it */
    ERR_BROKEN,   /* a machine, file or program is at fault: the admin */
    ERR_KINDS
} ErrKind;

typedef struct Err {
    ErrKind kind;
    char field[64];     /* the field, column or option at fault, or "" */
    char message[1024]; /* one sentence: the place, what is wrong, the way out */
} Err;

typedef struct ErrKindFacts {
    const char *name; /* "input", for logs and problem documents */
    int exit_code;    /* of the command line */
    int http_status;
    bool retry; /* may succeed unchanged, later */
} ErrKindFacts;

const ErrKindFacts *err_kind_facts(ErrKind kind);

/* Sets the error and returns false, so that a function can say `return err_set(...)`. */
bool err_set(Err *err, ErrKind kind, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* The same, naming the field at fault. */
bool err_field(Err *err, ErrKind kind, const char *field, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* Names the field at fault, of an error that another part set; returns false. */
bool err_in(Err *err, const char *field);
/* Puts "place: " before the message; returns false. */
bool err_at(Err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
