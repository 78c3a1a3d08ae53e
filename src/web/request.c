#include "web/request.h"

#include "base/json.h"
#include "base/text.h"
#include "web/field.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static size_t count_fields(const Field *fields)
{
    size_t count = 0;
    while (fields && fields[count].name)
        count++;
    return count;
}

static const RequestValue *find(const Field *fields, const RequestValue *values, const char *name)
{
    for (size_t i = 0; fields && fields[i].name; i++)
        if (text_equal(fields[i].name, name))
            return &values[i];
    return NULL;
}

const RequestValue *request_value(const Request *request, const char *name)
{
    const RequestValue *value = find(request->route->fields, request->fields, name);
    if (!value)
        value = find(request->route->query, request->query, name);
    if (!value)
        abort(); /* the route asks for a field that its row does not declare */
    return value;
}

bool request_has(const Request *request, const char *name)
{
    return request_value(request, name)->given;
}

const char *request_text(const Request *request, const char *name)
{
    return request_value(request, name)->text;
}

int64_t request_int(const Request *request, const char *name)
{
    return request_value(request, name)->number;
}

bool request_flag(const Request *request, const char *name)
{
    return request_value(request, name)->number != 0;
}

Time request_time(const Request *request, const char *name)
{
    const RequestValue *value = request_value(request, name);
    return value->given ? value->number : TIME_NONE;
}

Day request_day(const Request *request, const char *name)
{
    const RequestValue *value = request_value(request, name);
    return value->given ? (Day)value->number : DAY_NONE;
}

const FormFile *request_file(const Request *request, const char *name)
{
    return request_value(request, name)->file;
}

const Doc *request_json(const Request *request, const char *name)
{
    return request_value(request, name)->json;
}

static const RouteParameter *parameter(const Request *request, const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < request->match.parameter_count; i++) {
        const RouteParameter *at = &request->match.parameters[i];
        if (at->name_length == length && !memcmp(at->name, name, length))
            return at;
    }
    abort(); /* the route asks for a parameter that its path does not have */
}

int64_t request_id(const Request *request, const char *name)
{
    enum { DIGITS_MOST = 18 };
    const RouteParameter *at = parameter(request, name);
    int64_t id = 0;
    for (size_t i = 0; i < at->value_length; i++) {
        char c = at->value[i];
        if (c < '0' || c > '9' || i == DIGITS_MOST)
            return 0;
        id = id * 10 + (c - '0');
    }
    return id;
}

const char *request_parameter(const Request *request, const char *name)
{
    const RouteParameter *at = parameter(request, name);
    return text_or(form_decode(request->arena, at->value, at->value_length, false), "");
}

bool request_user(const Request *request, const char **name, Err *err)
{
    int64_t id = request_id(request, "user");
    const char *found = context_name_of(request->context, id);
    if (!found)
        return err_field(err, ERR_MISSING, "user", "there is no user %lld", (long long)id);
    *name = found;
    return true;
}

const char *request_header(const Request *request, const char *name)
{
    return request->driver->header(request->http, name);
}

/* RFC 6265 §4.2: "a=1; b=2". */
const char *request_cookie(Request *request, const char *name)
{
    const char *at = request_header(request, "Cookie");
    size_t length = strlen(name);
    while (at && *at) {
        at += strspn(at, " ;");
        size_t whole = strcspn(at, ";");
        if (whole > length && !strncmp(at, name, length) && at[length] == '=')
            return arena_strndup(request->arena, at + length + 1, whole - length - 1);
        at += whole;
    }
    return NULL;
}

bool request_is(const Request *request, const char *type)
{
    const char *sent = request_header(request, "Content-Type");
    size_t length = strlen(type);
    return sent && !strncasecmp(sent, type, length) && strchr("; \t", sent[length]);
}

/* --- reading ---------------------------------------------------------------------------------- */

/* What came in for one body or query: a form, or the members of a JSON object. */
typedef struct Sent {
    Form form;
    const Doc *json;
    bool strict; /* what is not declared is refused */
} Sent;

static bool takes_file(const Route *route)
{
    for (const Field *field = route->fields; field && field->name; field++)
        if (field->kind == FIELD_FILE)
            return true;
    return false;
}

static bool read_body(Request *request, Sent *sent, Err *err)
{
    HttpRequest *http = request->http;
    if (!http->body_size)
        return true;
    /* Where a file may come in, only a file may be larger than what people write. */
    if (http->body_size > ROUTE_BODY_BYTES && takes_file(request->route) &&
        !request_is(request, "multipart/form-data")) {
        request->refusal = 413;
        return err_set(err, ERR_INPUT, "the body is larger than %d KB", ROUTE_BODY_BYTES / 1024);
    }
    const char *text = (const char *)http->body;
    if (request_is(request, "application/x-www-form-urlencoded"))
        return form_read_encoded(request->arena, text, http->body_size, &sent->form, err);
    if (request_is(request, "multipart/form-data"))
        return form_read_multipart(request->arena, request_header(request, "Content-Type"),
                                   http->body, http->body_size, &sent->form, err);
    if (!request_is(request, "application/json"))
        return err_field(err, ERR_INPUT, "Content-Type",
                         "the body must be application/json, a form, or multipart/form-data");
    sent->json = json_parse(request->arena, text, http->body_size, err);
    if (!sent->json)
        return false;
    if (sent->json->kind != DOC_OBJECT)
        return err_set(err, ERR_INPUT, "the body must be a JSON object");
    return true;
}

/* "set.cell" is the key "cell" of "set"; NULL when it is none of it. */
static const char *pair_key(Arena *arena, const char *sent, const char *name)
{
    size_t length = strlen(name);
    bool fits = !strncmp(sent, name, length) && sent[length] == '.' && sent[length + 1];
    return fits ? arena_strdup(arena, sent + length + 1) : NULL;
}

/* Names that every form of a page may carry. */
static bool is_ours(const char *name)
{
    return text_equal(name, "csrf") || text_equal(name, "then");
}

static bool is_declared(Arena *arena, const Field *fields, const char *name)
{
    for (; fields && fields->name; fields++)
        if (text_equal(fields->name, name) ||
            (fields->kind == FIELD_PAIRS && pair_key(arena, name, fields->name)))
            return true;
    return is_ours(name);
}

static bool refuse_unknown(const Request *request, const Field *fields, const Sent *sent, Err *err)
{
    const char *unknown = NULL;
    vec_each (const FormPart, part, &sent->form) {
        if (!is_declared(request->arena, fields, part->name))
            unknown = part->name;
    }
    for (const Doc *at = sent->json ? sent->json->first : NULL; at; at = at->next)
        if (!is_declared(request->arena, fields, at->name))
            unknown = at->name;
    if (!unknown)
        return true;
    const char *names[64] = {NULL};
    for (size_t i = 0; fields && fields[i].name && i + 1 < sizeof names / sizeof *names; i++)
        names[i] = fields[i].name;
    const char *near = text_nearest(unknown, names);
    return err_field(err, ERR_INPUT, unknown, "there is no field \"%.60s\" here%s%s%s", unknown,
                     near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
}

/* A JSON value as the text a form would have sent. */
static const char *scalar(Arena *arena, const Doc *value)
{
    switch (value->kind) {
    case DOC_TEXT:
        return value->text;
    case DOC_BOOL:
        return value->truth ? "true" : "false";
    case DOC_INT:
        return arena_printf(arena, "%lld", (long long)value->integer);
    case DOC_REAL: {
        auto_buf Buf out = buf_new(64);
        doc_write_real(value->real, &out);
        return arena_strdup(arena, out.at);
    }
    default:
        return NULL;
    }
}

static bool gather_json(Arena *arena, const Field *field, const Doc *value, FieldInput *input,
                        Err *err)
{
    bool object = field->kind == FIELD_PAIRS;
    bool list = object || field->kind == FIELD_LIST || field->kind == FIELD_IDS;
    if (!value || value->kind == DOC_NULL)
        return true;
    input->json = value;
    if (field->kind == FIELD_JSON)
        return true;
    const Doc *at = list ? value->first : value;
    bool fits = list ? value->kind == (object ? DOC_OBJECT : DOC_ARRAY) : true;
    size_t count = list ? value->count : 1;
    const char **texts = arena_array(arena, count, sizeof *texts);
    const char **keys = arena_array(arena, count, sizeof *keys);
    for (; fits && input->count < count; at = at->next) {
        keys[input->count] = at->name;
        /* null takes a value away, as "" does. */
        texts[input->count] = at->kind == DOC_NULL ? "" : scalar(arena, at);
        fits = texts[input->count++];
    }
    input->texts = texts;
    input->keys = object ? keys : NULL;
    return fits || err_field(err, ERR_INPUT, field->name, "%s takes %s", field->name,
                             field_takes(arena, field));
}

static void gather_form(Arena *arena, const Field *field, const Form *form, FieldInput *input)
{
    const char **texts = arena_array(arena, form->count, sizeof *texts);
    const char **keys = arena_array(arena, form->count, sizeof *keys);
    vec_each (const FormPart, part, form) {
        const char *key = NULL;
        if (field->kind == FIELD_PAIRS ? !(key = pair_key(arena, part->name, field->name))
                                       : !text_equal(part->name, field->name))
            continue;
        if (!part->value) {
            /* A browser sends a field where no file was chosen, too. */
            if (part->file.size || part->file.name[0])
                input->file = &part->file;
            continue;
        }
        keys[input->count] = key;
        texts[input->count++] = part->value;
    }
    input->texts = texts;
    input->keys = field->kind == FIELD_PAIRS ? keys : NULL;
}

static bool gather(Arena *arena, const Field *field, const Sent *sent, FieldInput *input, Err *err)
{
    if (sent->json)
        return gather_json(arena, field, doc_get(sent->json, field->name), input, err);
    gather_form(arena, field, &sent->form, input);
    return true;
}

static bool read_all(Request *request, const Field *fields, const Sent *sent, RequestValue **values,
                     Err *err)
{
    size_t count = count_fields(fields);
    *values = arena_array(request->arena, count + 1, sizeof **values);
    if (sent->strict && !refuse_unknown(request, fields, sent, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        FieldInput input = {.arena = request->arena, .context = request->context};
        if (!gather(request->arena, &fields[i], sent, &input, err) ||
            !field_read(&fields[i], &input, &(*values)[i], err))
            return false;
    }
    return true;
}

static const char *own_field(const Sent *sent, const char *name)
{
    vec_each (const FormPart, part, &sent->form) {
        if (part->value && text_equal(part->name, name))
            return part->value;
    }
    return NULL;
}

bool request_read(Request *request, Err *err)
{
    const char *mark = strchr(request->http->target, '?');
    bool strict = request->face == FACE_API;
    Sent query = {.strict = strict}, body = {.strict = strict};
    if (mark &&
        !form_read_encoded(request->arena, mark + 1, strcspn(mark + 1, "#"), &query.form, err))
        return false;
    if (request->route->method != METHOD_GET && !read_body(request, &body, err))
        return false;
    request->then = own_field(&body, "then");
    if (!request->csrf)
        request->csrf = own_field(&body, "csrf");
    return read_all(request, request->route->query, &query, &request->query, err) &&
           read_all(request, request->route->fields, &body, &request->fields, err);
}

/* --- replies ---------------------------------------------------------------------------------- */

void reply_cookie(Reply *reply, ReplyCookie cookie)
{
    for (size_t i = 0; i < REPLY_COOKIES; i++)
        if (!reply->cookies[i].name || text_equal(reply->cookies[i].name, cookie.name)) {
            reply->cookies[i] = cookie;
            return;
        }
    abort();
}

void reply_header(Reply *reply, const char *name, const char *value)
{
    for (size_t i = 0; i < REPLY_HEADERS; i++)
        if (!reply->headers[i].name) {
            reply->headers[i] = (HttpHeader){name, value};
            return;
        }
    abort();
}
