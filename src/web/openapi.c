#include "web/openapi.h"

#include "base/text.h"
#include "web/field.h"
#include "web/route.h"

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

static void add_parameters(Arena *arena, Doc *operation, const Route *route)
{
    Doc *parameters = doc_set_array(arena, operation, "parameters");
    for (const char *at = route->path; (at = strchr(at, '{')) != NULL; at++) {
        size_t length = strcspn(at + 1, "}");
        Doc *parameter = doc_add_object(arena, parameters);
        doc_set_text(arena, parameter, "name", arena_strndup(arena, at + 1, length));
        doc_set_text(arena, parameter, "in", "path");
        doc_set_bool(arena, parameter, "required", true);
        Doc *schema = doc_set_object(arena, parameter, "schema");
        doc_set_text(arena, schema, "type", route_takes_id(at + 1, length) ? "integer" : "string");
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

static bool has_file(const Field *fields)
{
    for (; fields && fields->name; fields++)
        if (fields->kind == FIELD_FILE)
            return true;
    return false;
}

static void add_body(Arena *arena, Doc *operation, const Route *route)
{
    if (!route->fields || !route->fields->name)
        return;
    Doc *body = doc_set_object(arena, operation, "requestBody");
    Doc *content = doc_set_object(arena, body, "content");
    Doc *media = doc_set_object(
        arena, content, has_file(route->fields) ? "multipart/form-data" : "application/json");
    Doc *schema = doc_set_object(arena, media, "schema");
    doc_set_text(arena, schema, "type", "object");
    doc_set_bool(arena, schema, "additionalProperties", false);
    Doc *properties = doc_set_object(arena, schema, "properties"), *required = doc_array(arena);
    for (const Field *field = route->fields; field->name; field++) {
        doc_set(properties, field->name, field_schema(arena, field));
        if (field->required)
            doc_add_text(arena, required, field->name);
    }
    if (required->count)
        doc_set(schema, "required", required);
    doc_set_bool(arena, body, "required", required->count > 0);
}

static void add_answer(Arena *arena, Doc *answers, int status, const char *about,
                       const char *schema)
{
    Doc *answer = doc_set_object(arena, answers, arena_printf(arena, "%d", status));
    doc_set_text(arena, answer, "description", about);
    Doc *content = doc_set_object(arena, answer, "content");
    Doc *media = doc_set_object(arena, content,
                                status < 400 ? "application/json" : "application/problem+json");
    Doc *shape = doc_set_object(arena, media, "schema");
    if (schema)
        doc_set_text(arena, shape, "$ref", arena_printf(arena, "#/components/schemas/%s", schema));
    else
        doc_set_text(arena, shape, "type", "object");
}

static void add_answers(Arena *arena, Doc *operation, const Route *route)
{
    Doc *answers = doc_set_object(arena, operation, "responses");
    add_answer(arena, answers, route->status ? route->status : 200, "Done.", route->answers);
    add_answer(arena, answers, 400, "Not understood; the field is named.", "Problem");
    if (route->need != NEED_NOBODY) {
        add_answer(arena, answers, 401, "No token, or one that has ended.", "Problem");
        add_answer(arena, answers, 403, "Not allowed to this user or token.", "Problem");
    }
    if (strchr(route->path, '{'))
        add_answer(arena, answers, 404, "It is not there, or not yours to see.", "Problem");
    if (route->method != METHOD_GET) {
        add_answer(arena, answers, 409, "Something has happened since: look again.", "Problem");
        add_answer(arena, answers, 422, "Refused by a rule; the field is named.", "Problem");
    }
    add_answer(arena, answers, 503, "Busy: again after Retry-After.", "Problem");
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

static void add_problem(Arena *arena, Doc *schemas)
{
    static const struct {
        const char *name, *type, *about;
    } members[] = {
        {"type", "string", "about:blank: the status says what it is."},
        {"title", "string", "The kind of problem, for people."},
        {"status", "integer", "The HTTP status."},
        {"detail", "string", "What is wrong, where, and the way out."},
        {"kind", "string", "input, missing, conflict, denied, busy or broken."},
        {"field", "string", "The field at fault."},
    };
    Doc *problem = doc_set_object(arena, schemas, "Problem");
    doc_set_text(arena, problem, "type", "object");
    doc_set_text(arena, problem, "description", "RFC 9457.");
    Doc *properties = doc_set_object(arena, problem, "properties");
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        Doc *member = doc_set_object(arena, properties, members[i].name);
        doc_set_text(arena, member, "type", members[i].type);
        doc_set_text(arena, member, "description", members[i].about);
    }
}

/* The documents by name; their members are told by the headers of view/. */
static void add_schemas(Arena *arena, Doc *schemas)
{
    const Route *route;
    add_problem(arena, schemas);
    for (size_t i = 0; (route = route_at(i)) != NULL; i++)
        if (route->faces & FACE_API && route->answers && !doc_get(schemas, route->answers))
            doc_set_text(arena, doc_set_object(arena, schemas, route->answers), "type", "object");
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
    add_schemas(arena, doc_set_object(arena, components, "schemas"));
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
