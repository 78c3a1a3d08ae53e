#include "base/json.h"

#include <jansson.h>

static void json_cleanup(json_t **json)
{
    json_decref(*json);
}

static Doc *to_doc(Arena *arena, json_t *json, int depth, Err *err);

static bool add_members(Arena *arena, Doc *object, json_t *json, int depth, Err *err)
{
    const char *name;
    json_t *member;
    json_object_foreach(json, name, member)
    {
        Doc *value = to_doc(arena, member, depth, err);
        if (!value)
            return false;
        doc_set(object, arena_strdup(arena, name), value);
    }
    return true;
}

static bool add_elements(Arena *arena, Doc *array, json_t *json, int depth, Err *err)
{
    size_t index;
    json_t *element;
    json_array_foreach(json, index, element)
    {
        Doc *value = to_doc(arena, element, depth, err);
        if (!value)
            return false;
        doc_add(array, value);
    }
    return true;
}

static Doc *to_doc(Arena *arena, json_t *json, int depth, Err *err)
{
    Doc *doc = arena_make(arena, Doc);
    bool good = true;
    switch (json_typeof(json)) {
    case JSON_OBJECT:
    case JSON_ARRAY:
        if (depth == JSON_DEPTH) {
            err_set(err, ERR_INPUT, "the JSON is nested deeper than %d levels", JSON_DEPTH);
            return NULL;
        }
        doc->kind = json_is_object(json) ? DOC_OBJECT : DOC_ARRAY;
        good = json_is_object(json) ? add_members(arena, doc, json, depth + 1, err)
                                    : add_elements(arena, doc, json, depth + 1, err);
        break;
    case JSON_STRING:
        doc->kind = DOC_TEXT;
        doc->text = arena_strdup(arena, json_string_value(json));
        break;
    case JSON_INTEGER:
        doc->kind = DOC_INT;
        doc->integer = json_integer_value(json);
        break;
    case JSON_REAL:
        doc->kind = DOC_REAL;
        doc->real = json_real_value(json);
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        doc->kind = DOC_BOOL;
        doc->truth = json_is_true(json);
        break;
    case JSON_NULL:
        doc->kind = DOC_NULL;
        break;
    }
    return good ? doc : NULL;
}

Doc *json_parse(Arena *arena, const char *text, size_t length, Err *err)
{
    if (length > JSON_LONGEST) {
        err_set(err, ERR_INPUT, "the JSON is longer than %d bytes", JSON_LONGEST);
        return NULL;
    }
    json_error_t error;
    __attribute__((cleanup(json_cleanup))) json_t *json =
        json_loadb(text, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (!json) {
        err_set(err, ERR_INPUT, "line %d, column %d: %s", error.line, error.column, error.text);
        return NULL;
    }
    return to_doc(arena, json, 0, err);
}
