/* Fields: one value that came in, read as its kind and held to its limits. */
#pragma once

#include "web/request.h"

/* What was sent for one field: of a form all values of its name, of JSON the member. */
typedef struct FieldInput {
    Arena *arena;
    Context *context;         /* for times; NULL: RFC 3339 only */
    const char *const *texts; /* of a form, or of a JSON array of texts and numbers */
    const char *const *keys;  /* of pairs */
    size_t count;
    const FormFile *file;
    const Doc *json; /* FIELD_JSON */
} FieldInput;

/* INPUT names the field and what it takes. */
bool field_read(const Field *field, const FieldInput *input, RequestValue *value, Err *err);

/* "a whole number from 1 to 200", for errors and the OpenAPI document. */
const char *field_takes(Arena *arena, const Field *field);
