#include "base/err.h"

#include <stdio.h>
#include <string.h>

const ErrKindFacts *err_kind_facts(ErrKind kind)
{
    static const ErrKindFacts facts[ERR_KINDS] = {
        [ERR_NONE] = {"none", 0, 200, false},       [ERR_INPUT] = {"input", 1, 422, false},
        [ERR_MISSING] = {"missing", 1, 404, false}, [ERR_CONFLICT] = {"conflict", 1, 409, false},
        [ERR_DENIED] = {"denied", 1, 403, false},   [ERR_BUSY] = {"busy", 1, 503, true},
        [ERR_BROKEN] = {"broken", 1, 500, false},
    };
    return &facts[kind < ERR_KINDS ? kind : ERR_BROKEN];
}

static void __attribute__((format(printf, 4, 0)))
fill(Err *err, ErrKind kind, const char *field, const char *format, va_list arguments)
{
    err->kind = kind;
    snprintf(err->field, sizeof err->field, "%s", field);
    vsnprintf(err->message, sizeof err->message, format, arguments);
}

bool err_set(Err *err, ErrKind kind, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fill(err, kind, "", format, arguments);
    va_end(arguments);
    return false;
}

bool err_field(Err *err, ErrKind kind, const char *field, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fill(err, kind, field, format, arguments);
    va_end(arguments);
    return false;
}

bool err_at(Err *err, const char *format, ...)
{
    char place[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(place, sizeof place, format, arguments);
    va_end(arguments);

    char message[sizeof err->message];
    memcpy(message, err->message, sizeof message);
    int length = snprintf(err->message, sizeof err->message, "%s: ", place);
    if (length > 0 && (size_t)length < sizeof err->message)
        snprintf(err->message + length, sizeof err->message - (size_t)length, "%.*s",
                 (int)(sizeof err->message - (size_t)length - 1), message);
    return false;
}

bool err_in(Err *err, const char *field)
{
    snprintf(err->field, sizeof err->field, "%s", field);
    return false;
}
