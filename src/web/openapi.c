#include "web/openapi.h"

#include "base/text.h"
#include "web/field.h"
#include "web/route.h"
#include "web/schema.h"

#include <ctype.h>
#include <string.h>

static void set_type(Arena *arena, Doc *schema, const Field *field)
{
    static const struct {
        const char *type, *format, *items;
    } types[FIELD_KINDS] = {
        [FIELD_TEXT] = {.type = "string"},
        [FIELD_LINES] = {.type = "string"},
        [FIELD_SOURCE] = {.type = "string"},
        [FIELD_SECRET] = {.type = "string", .format = "password"},
        [FIELD_WORD] = {.type = "string"},
        [FIELD_COUNT] = {.type = "integer"},
        [FIELD_ID] = {.type = "integer", .format = "int64"},
        [FIELD_FLAG] = {.type = "boolean"},
        [FIELD_TIME] = {.type = "string"},
        [FIELD_DAY] = {.type = "string"},
        [FIELD_LIST] = {.type = "array", .items = "string"},
        [FIELD_IDS] = {.type = "array", .items = "integer"},
        [FIELD_PAIRS] = {.type = "object"},
        [FIELD_FILE] = {.type = "string", .format = "binary"},
    };
    if (types[field->kind].type)
        doc_set_text(arena, schema, "type", types[field->kind].type);
    if (types[field->kind].format)
        doc_set_text(arena, schema, "format", types[field->kind].format);
    if (types[field->kind].items)
        doc_set_text(arena, doc_set_object(arena, schema, "items"), "type",
                     types[field->kind].items);
    if (field->kind == FIELD_PAIRS)
        doc_set_text(arena, doc_set_object(arena, schema, "additionalProperties"), "type",
                     "string");
    if (field->kind == FIELD_COUNT) {
        doc_set_int(arena, schema, "minimum", field->least);
        doc_set_int(arena, schema, "maximum", field->most);
    }
    if (field->kind == FIELD_WORD) {
        Doc *choices = doc_set_array(arena, schema, "enum");
        for (const char *const *choice = field->choices; *choice; choice++)
            doc_add_text(arena, choices, *choice);
    }
}

/* "What was said: text of at most 2000 bytes." */
static const char *sentence(Arena *arena, const char *about)
{
    char *copy = arena_printf(arena, "%s.", about);
    copy[0] = (char)toupper((unsigned char)copy[0]);
    return copy;
}

static Doc *field_schema(Arena *arena, const Field *field)
{
    Doc *schema = doc_object(arena);
    set_type(arena, schema, field);
    doc_set_text(
        arena, schema, "description",
        sentence(arena, arena_printf(arena, "%s: %s", field->about, field_takes(arena, field))));
    return schema;
}

static Doc *set_ref(Arena *arena, Doc *object, const char *schema)
{
    doc_set_text(arena, object, "$ref", arena_printf(arena, "#/components/schemas/%s", schema));
    return object;
}

static void add_path_parameter(Arena *arena, Doc *parameters, const RouteName *name)
{
    Doc *parameter = doc_add_object(arena, parameters);
    doc_set_text(arena, parameter, "name", name->name);
    doc_set_text(arena, parameter, "in", "path");
    doc_set_text(arena, parameter, "description", sentence(arena, name->about));
    doc_set_bool(arena, parameter, "required", true);
    Doc *schema = doc_set_object(arena, parameter, "schema");
    if (name->words)
        set_ref(arena, schema, name->words);
    else
        doc_set_text(arena, schema, "type", name->id ? "integer" : "string");
    if (name->id)
        doc_set_text(arena, schema, "format", "int64");
}

static void add_parameters(Arena *arena, Doc *operation, const Route *route)
{
    Doc *parameters = doc_set_array(arena, operation, "parameters");
    for (const char *at = route->path; (at = strchr(at, '{')) != NULL; at++) {
        size_t length = strcspn(at + 1, "}");
        add_path_parameter(arena, parameters, route_name(at + 1, length));
    }
    for (const Field *field = route->query; field && field->name; field++) {
        Doc *parameter = doc_add_object(arena, parameters);
        doc_set_text(arena, parameter, "name", field->name);
        doc_set_text(arena, parameter, "in", "query");
        if (field->required)
            doc_set_bool(arena, parameter, "required", true);
        doc_set(parameter, "schema", field_schema(arena, field));
    }
    if (route->method != METHOD_GET) {
        Doc *key = doc_add_object(arena, parameters);
        doc_set_text(arena, key, "$ref", "#/components/parameters/IdempotencyKey");
    }
}

/* The fields of a body; without files, as JSON carries them. */
static Doc *body_schema(Arena *arena, const Field *fields, bool files)
{
    Doc *schema = doc_object(arena);
    doc_set_text(arena, schema, "type", "object");
    doc_set_bool(arena, schema, "additionalProperties", false);
    Doc *properties = doc_set_object(arena, schema, "properties"), *required = doc_array(arena);
    for (const Field *field = fields; field->name; field++) {
        if (field->kind == FIELD_FILE && !files)
            continue;
        doc_set(properties, field->name, field_schema(arena, field));
        if (field->required)
            doc_add_text(arena, required, field->name);
    }
    if (required->count)
        doc_set(schema, "required", required);
    return schema;
}

/* A file comes by multipart; a body that must have one comes by nothing else. */
static void add_body(Arena *arena, Doc *operation, const Route *route)
{
    bool files = false, needs_file = false, needed = false;
    for (const Field *field = route->fields; field && field->name; field++) {
        files |= field->kind == FIELD_FILE;
        needs_file |= field->kind == FIELD_FILE && field->required;
        needed |= field->required;
    }
    if (!route->fields || !route->fields->name)
        return;
    Doc *body = doc_set_object(arena, operation, "requestBody");
    Doc *content = doc_set_object(arena, body, "content");
    if (!needs_file)
        doc_set(doc_set_object(arena, content, "application/json"), "schema",
                body_schema(arena, route->fields, false));
    if (files)
        doc_set(doc_set_object(arena, content, "multipart/form-data"), "schema",
                body_schema(arena, route->fields, true));
    doc_set_bool(arena, body, "required", needed);
}

static Doc *add_answer(Arena *arena, Doc *answers, const char *status, const char *about)
{
    Doc *answer = doc_set_object(arena, answers, status);
    doc_set_text(arena, answer, "description", about);
    return answer;
}

static Doc *set_content(Arena *arena, Doc *answer, const char *type)
{
    Doc *content = doc_own(answer, "content");
    if (!content)
        content = doc_set_object(arena, answer, "content");
    return doc_set_object(arena, content, type);
}

/* What is said when it is done: a document, bytes of some kind, or nothing. */
static void add_success(Arena *arena, Doc *answers, const Route *route, int status)
{
    enum { NOTHING = 204 };
    bool nothing = status == NOTHING || (!route->answers && !route->gives);
    Doc *answer = add_answer(arena, answers, arena_printf(arena, "%d", nothing ? NOTHING : status),
                             nothing ? "Done; there is nothing to say." : "Done.");
    if (nothing)
        return;
    if (route->answers)
        set_ref(arena,
                doc_set_object(arena, set_content(arena, answer, "application/json"), "schema"),
                route->answers);
    for (const char *const *type = route->gives; type && *type; type++)
        set_content(arena, answer, *type);
}

static void add_problem(Arena *arena, Doc *answers, const char *status, const char *about)
{
    Doc *answer = add_answer(arena, answers, status, about);
    set_ref(arena,
            doc_set_object(arena, set_content(arena, answer, "application/problem+json"), "schema"),
            "Problem");
}

static void add_answers(Arena *arena, Doc *operation, const Route *route)
{
    enum { DONE = 200 };
    Doc *answers = doc_set_object(arena, operation, "responses");
    add_success(arena, answers, route, route->status ? route->status : DONE);
    if (route->also)
        add_success(arena, answers, route, route->also);
    add_problem(arena, answers, "400", "Not understood; the field is named.");
    if (route->need != NEED_NOBODY) {
        add_problem(arena, answers, "401", "No token, or one that has ended.");
        add_problem(arena, answers, "403", "Not allowed to this user or token.");
    }
    if (strchr(route->path, '{'))
        add_problem(arena, answers, "404", "It is not there, or not yours to see.");
    if (route->method != METHOD_GET) {
        add_problem(arena, answers, "409", "Something has happened since: look again.");
        add_problem(arena, answers, "422", "Refused by a rule; the field is named.");
    }
    add_problem(arena, answers, "503", "Busy: again after Retry-After.");
    add_problem(arena, answers, "default", "Anything else that is wrong.");
}

/* "POST /leads/{lead}/promises" is postLeadsLeadPromises. */
static char upper_first(char before, char c)
{
    bool inside = (before >= 'a' && before <= 'z') || before == '_';
    return (char)(inside ? c : toupper((unsigned char)c));
}

static const char *operation_id(Arena *arena, const Route *route)
{
    const char *method = method_name(route->method);
    char *id = arena_printf(arena, "%s%s", method, route->path), *to = id + strlen(method);
    for (char *at = id; at < to; at++)
        *at = (char)tolower((unsigned char)*at);
    for (const char *at = route->path + 1; *at; at++)
        if (*at >= 'a' && *at <= 'z')
            *to++ = upper_first(at[-1], *at);
    *to = '\0';
    return id;
}

static void add_operation(Arena *arena, Doc *paths, const Route *route)
{
    Doc *path = doc_own(paths, route->path);
    const char *tag = route->path + 1;
    char method[8] = {0};
    const char *name = method_name(route->method);
    for (size_t i = 0; name[i] && i + 1 < sizeof method; i++)
        method[i] = (char)tolower((unsigned char)name[i]);
    if (!path)
        path = doc_set_object(arena, paths, route->path);
    Doc *operation = doc_set_object(arena, path, arena_strdup(arena, method));
    doc_set_text(arena, operation, "operationId", operation_id(arena, route));
    doc_set_text(arena, operation, "summary", sentence(arena, route->about));
    doc_add_text(arena, doc_set_array(arena, operation, "tags"),
                 arena_strndup(arena, tag, strcspn(tag, "/")));
    if (route->need == NEED_NOBODY)
        doc_set_array(arena, operation, "security");
    add_parameters(arena, operation, route);
    add_body(arena, operation, route);
    add_answers(arena, operation, route);
}

static void add_components(Arena *arena, Doc *doc)
{
    Doc *components = doc_set_object(arena, doc, "components");
    Doc *token =
        doc_set_object(arena, doc_set_object(arena, components, "securitySchemes"), "token");
    doc_set_text(arena, token, "type", "http");
    doc_set_text(arena, token, "scheme", "bearer");
    doc_set_text(arena, token, "description", "A personal token: `beck token new`, or /settings.");
    Doc *key =
        doc_set_object(arena, doc_set_object(arena, components, "parameters"), "IdempotencyKey");
    doc_set_text(arena, key, "name", "Idempotency-Key");
    doc_set_text(arena, key, "in", "header");
    doc_set_text(arena, key, "description",
                 "The same key with the same request gives the first answer again and does nothing "
                 "twice; kept for two days.");
    Doc *schema = doc_set_object(arena, key, "schema");
    doc_set_text(arena, schema, "type", "string");
    doc_set_int(arena, schema, "maxLength", 200);
    doc_set(components, "schemas", schema_all(arena));
}

static const char about[] =
    "Everything the pages of Beck show and do. Times are RFC 3339 in UTC; where a request takes a "
    "time, what people type (`tomorrow 9am`) is taken, too. Errors are problem documents (RFC "
    "9457) "
    "that name the field.";

Doc *openapi_document(Arena *arena, const char *origin)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "openapi", "3.1.0");
    Doc *info = doc_set_object(arena, doc, "info");
    doc_set_text(arena, info, "title", "Beck");
    doc_set_text(arena, info, "version", "1");
    doc_set_text(arena, info, "description", about);
    Doc *license = doc_set_object(arena, info, "license");
    doc_set_text(arena, license, "name", "Apache-2.0");
    doc_set_text(arena, license, "identifier", "Apache-2.0");
    Doc *server = doc_add_object(arena, doc_set_array(arena, doc, "servers"));
    doc_set_text(arena, server, "url", arena_printf(arena, "%s" API_ROOT, origin));
    doc_set_array(arena, doc_add_object(arena, doc_set_array(arena, doc, "security")), "token");
    Doc *paths = doc_set_object(arena, doc, "paths");
    const Route *route;
    for (size_t i = 0; (route = route_at(i)) != NULL; i++)
        if (route->faces & FACE_API)
            add_operation(arena, paths, route);
    add_components(arena, doc);
    return doc;
}
