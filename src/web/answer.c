#include "web/answer.h"

#include "action/context.h"
#include "base/digest.h"
#include "base/log.h"
#include "base/text.h"
#include "base/unconst.h"
#include "view/lists.h"
#include "web/page.h"
#include "web/ui_files.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { JSON_MOST = 64 * 1024 * 1024, WORTH_PACKING = 1200 };

/* htmx and uPlot set styles through the CSSOM, which a policy of 'self' allows. */
#define POLICY                                                                                     \
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "         \
    "frame-ancestors 'none'; form-action 'self'"

static void header(HttpAnswer *answer, const char *name, const char *value)
{
    for (size_t i = 0; value && i < HTTP_HEADERS_MOST; i++)
        if (!answer->headers[i].name) {
            answer->headers[i] = (HttpHeader){name, value};
            return;
        }
    if (value)
        abort(); /* more headers than an answer has room for: a mistake in this room */
}

/* Browsers hold what a form is redirected to to the policy of the page it stood on. */
static const char *policy_of(const Request *request)
{
    if (request->face == FACE_API)
        return "default-src 'none'; frame-ancestors 'none'";
    return request->form_leads ? arena_printf(request->arena, POLICY " %s", request->form_leads)
                               : POLICY;
}

/* Of every answer. */
static void begin(Request *request, HttpAnswer *answer, int status, const char *type)
{
    *answer = (HttpAnswer){.status = status};
    header(answer, "Content-Type", type);
    header(answer, "X-Content-Type-Options", "nosniff");
    header(answer, "Referrer-Policy", "same-origin");
    /* Static files too: a picture of SVG is a page, and the service worker has a policy of its own.
     */
    header(answer, "Content-Security-Policy", policy_of(request));
    header(answer, "Cross-Origin-Opener-Policy", "same-origin");
    header(answer, "Cross-Origin-Resource-Policy", "same-origin");
    if (request->face == FACE_PAGE)
        header(answer, "Permissions-Policy", "camera=(self), geolocation=(), microphone=()");
    if (request->secure)
        header(answer, "Strict-Transport-Security", "max-age=31536000");
}

static bool wants_gzip(const Request *request)
{
    const char *accepted = request_header(request, "Accept-Encoding");
    return !request->plain && accepted && text_find_nocase(accepted, "gzip") &&
           !text_find_nocase(accepted, "gzip;q=0");
}

/* The buffer's bytes become the answer's. */
static void set_body(Request *request, Buf *out, HttpAnswer *answer)
{
    answer->body = out->at;
    answer->body_size = out->length;
    *out = (Buf){0};
    header(answer, "Vary", "Accept-Encoding, Cookie");
    if (answer->body_size < WORTH_PACKING || !wants_gzip(request))
        return;
    size_t packed_size;
    void *packed = request->driver->gzip(answer->body, answer->body_size, &packed_size);
    if (!packed)
        return;
    free(unconst(answer->body)); /* it was the buffer's */
    answer->body = packed;
    answer->body_size = packed_size;
    header(answer, "Content-Encoding", "gzip");
}

static const char *cookie_text(const Request *request, const ReplyCookie *cookie)
{
    const char *age = cookie->seconds < 0 ? ""
                                          : arena_printf(request->arena, "; Max-Age=%lld",
                                                         (long long)cookie->seconds);
    return arena_printf(request->arena, "%s=%s; Path=/; HttpOnly; SameSite=%s%s%s", cookie->name,
                        cookie->value, cookie->strict ? "Strict" : "Lax",
                        request->secure ? "; Secure" : "", age);
}

static void add_reply_headers(Request *request, const Reply *reply, HttpAnswer *answer)
{
    for (size_t i = 0; i < REPLY_COOKIES && reply->cookies[i].name; i++)
        header(answer, "Set-Cookie", cookie_text(request, &reply->cookies[i]));
    for (size_t i = 0; i < REPLY_HEADERS && reply->headers[i].name; i++)
        header(answer, reply->headers[i].name, reply->headers[i].value);
}

/* --- JSON ------------------------------------------------------------------------------------- */

/* RFC 9110 §13.1.2: what the asker has already is not sent again. */
static bool has_it(Request *request, const char *tag)
{
    const char *held = request_header(request, "If-None-Match");
    return held && (text_equal(held, "*") || strstr(held, tag));
}

static void answer_json(Request *request, Reply *reply, int status, HttpAnswer *answer)
{
    Buf out = buf_new(JSON_MOST);
    doc_write_json(reply->doc, &out, 0);
    buf_addc(&out, '\n');
    bool get = request->route->method == METHOD_GET && status == 200;
    const char *tag =
        get ? arena_printf(request->arena, "\"%s\"",
                           digest_hex(request->arena, digest_of(NULL, out.at, out.length)))
            : NULL;
    begin(request, answer, get && has_it(request, tag) ? 304 : status, "application/json");
    header(answer, "Cache-Control", get ? "private, no-cache" : "no-store");
    header(answer, "ETag", tag);
    if (reply->location)
        header(answer, "Location",
               text_starts(reply->location, "/")
                   ? arena_printf(request->arena, API_ROOT "%s", reply->location)
                   : reply->location);
    add_reply_headers(request, reply, answer);
    if (answer->status == 304)
        buf_free(&out);
    else
        set_body(request, &out, answer);
}

void answer_again(Request *request, int status, const char *location, const char *body,
                  HttpAnswer *answer)
{
    begin(request, answer, status, body[0] ? "application/json" : NULL);
    header(answer, "Cache-Control", "no-store");
    header(answer, "Location", location);
    header(answer, "Idempotency-Replayed", "true");
    if (!body[0])
        return; /* a 204; an empty buffer has no bytes to give away */
    Buf out = buf_new(JSON_MOST);
    buf_adds(&out, body);
    set_body(request, &out, answer);
}

/* --- pages ------------------------------------------------------------------------------------ */

/* A path of this Beck, and nothing that a browser takes for another host. */
static bool is_local(const char *path)
{
    if (text_empty(path) || path[0] != '/' || path[1] == '/' || path[1] == '\\')
        return false;
    for (const char *at = path; *at; at++)
        if ((unsigned char)*at <= ' ' || *at == '\\' || *at == 0x7f)
            return false;
    return true;
}

/* Where the form stood, when that was here. */
static const char *page_before(Request *request)
{
    const char *referer = request_header(request, "Referer");
    size_t length = strlen(text_or(request->origin, ""));
    if (!referer || !length || strncmp(referer, request->origin, length) != 0 ||
        !is_local(referer + length))
        return NULL;
    return referer + length;
}

static void send_on(Request *request, const Reply *reply, HttpAnswer *answer)
{
    const char *to = reply->then ? reply->then : is_local(request->then) ? request->then : NULL;
    if (!to)
        to = request->route->then ? request->route->then
             : reply->location    ? reply->location
                                  : page_before(request);
    to = text_or(to, "/today");
    begin(request, answer, request->htmx ? 204 : 303, "text/html; charset=utf-8");
    header(answer, request->htmx ? "HX-Location" : "Location", to);
    header(answer, "Cache-Control", "no-store");
    add_reply_headers(request, reply, answer);
}

static void answer_page(const Server *server, Request *request, Reply *reply, int status,
                        HttpAnswer *answer)
{
    Buf out = buf_new(PAGE_BYTES_MOST);
    Err err;
    if (!page_write(server->pages, request, reply, status, &out, &err)) {
        buf_free(&out);
        log_err("web", &err);
        begin(request, answer, 500, "text/plain; charset=utf-8");
        header(answer, "Cache-Control", "no-store");
        static const char sorry[] = "This page cannot be shown. The server's log says why.\n";
        answer->body = sorry;
        answer->body_size = sizeof sorry - 1;
        answer->stays = true;
        return;
    }
    begin(request, answer, status, "text/html; charset=utf-8");
    header(answer, "Cache-Control", "no-store");
    add_reply_headers(request, reply, answer);
    set_body(request, &out, answer);
}

static void *keep(const void *bytes, size_t size)
{
    void *copy = malloc(size);
    if (!copy || !bytes)
        abort();
    memcpy(copy, bytes, size);
    return copy;
}

/* RFC 6266: a name of plain letters for old programs, and as it is (RFC 8187). */
static const char *disposition(Arena *arena, const char *name)
{
    enum { HEADER_BYTES = 2048 };
    auto_buf Buf plain = buf_new(HEADER_BYTES), whole = buf_new(HEADER_BYTES);
    for (const char *at = name; *at; at++) {
        bool letter = isalnum((unsigned char)*at) || strchr("._-", *at);
        buf_addc(&plain, letter || *at == ' ' ? *at : '_');
        buf_addf(&whole, letter ? "%c" : "%%%02X", (unsigned char)*at);
    }
    return arena_printf(arena, "attachment; filename=\"%s\"; filename*=UTF-8''%s", plain.at,
                        whole.at);
}

static bool says(const Reply *reply, const char *name)
{
    for (size_t i = 0; i < REPLY_HEADERS && reply->headers[i].name; i++)
        if (text_equal(reply->headers[i].name, name))
            return true;
    return false;
}

static void answer_bytes(Request *request, const Reply *reply, int status, HttpAnswer *answer)
{
    begin(request, answer, status, text_or(reply->type, "application/octet-stream"));
    if (reply->file_name)
        header(answer, "Content-Disposition", disposition(request->arena, reply->file_name));
    if (!says(reply, "Cache-Control"))
        header(answer, "Cache-Control", "no-store");
    add_reply_headers(request, reply, answer);
    answer->body_size = reply->size;
    answer->from_file = reply->from_file;
    answer->file = reply->file;
    if (reply->from_file)
        return;
    answer->stays = reply->stays;
    answer->body = reply->stays  ? reply->bytes
                   : reply->size ? keep(reply->bytes, reply->size)
                                 : NULL;
}

void answer_reply(const Server *server, Request *request, Reply *reply, HttpAnswer *answer)
{
    int status = reply->status            ? reply->status
                 : request->route->status ? request->route->status
                                          : 200;
    if (reply->bytes || reply->type)
        answer_bytes(request, reply, status, answer);
    else if (request->face == FACE_PAGE && request->route->method != METHOD_GET && !reply->page)
        send_on(request, reply, answer);
    else if (request->face == FACE_PAGE)
        answer_page(server, request, reply, status, answer);
    else if (reply->doc)
        answer_json(request, reply, status, answer);
    else {
        begin(request, answer, reply->status ? reply->status : 204, NULL);
        header(answer, "Cache-Control", "no-store");
        add_reply_headers(request, reply, answer);
    }
}

/* --- errors ----------------------------------------------------------------------------------- */

typedef struct Problem {
    int status;
    const char *title;
} Problem;

static const Problem titles[] = {
    {400, "This was not understood"},
    {401, "Please sign in"},
    {403, "This is not allowed"},
    {404, "This is not here"},
    {405, "This cannot be done here"},
    {409, "Something has happened since"},
    {413, "This is too large"},
    {422, "This is refused"},
    {429, "Too often"},
    {500, "Something is broken here"},
    {503, "Busy"},
    {507, "The disk is full"},
};

static const char *title_of(int status)
{
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (titles[i].status == status)
            return titles[i].title;
    return "An error";
}

/* What is broken is told to the log; whoever asked learns that it is. */
static const char *detail_of(const Request *request, const Err *err, int status)
{
    if (status == 500)
        return "It was written to the server's log. Nothing of what you sent was done.";
    return request->face == FACE_PAGE ? message_of_page(request->arena, err->message)
                                      : err->message;
}

static Doc *problem_doc(Request *request, const Err *err, int status)
{
    Doc *doc = doc_object(request->arena);
    doc_set_text(request->arena, doc, "type", "about:blank");
    doc_set_text(request->arena, doc, "title", title_of(status));
    doc_set_int(request->arena, doc, "status", status);
    doc_set_text(request->arena, doc, "detail", detail_of(request, err, status));
    doc_set_text(request->arena, doc, "kind", err_kind_facts(err->kind)->name);
    if (err->field[0] && status < 500)
        doc_set_text(request->arena, doc, "field", err->field);
    return doc;
}

/* Where what was asked for can be looked for. */
static void add_list(Request *request, const Err *err, Doc *doc)
{
    const List *list = list_of(err);
    if (!list || !list->page || !request->who.user_id)
        return;
    Doc *link = doc_set_object(request->arena, doc, "list");
    doc_set_text(request->arena, link, "page", list->page);
    doc_set_text(request->arena, link, "name", list->name);
}

static void problem_json(Request *request, const Err *err, int status, HttpAnswer *answer)
{
    Buf out = buf_new(1 << 16);
    doc_write_json(problem_doc(request, err, status), &out, 0);
    buf_addc(&out, '\n');
    begin(request, answer, status, "application/problem+json");
    header(answer, "Cache-Control", "no-store");
    set_body(request, &out, answer);
}

static void problem_page(const Server *server, Request *request, const Err *err, int status,
                         HttpAnswer *answer)
{
    Doc *doc = doc_object(request->arena);
    doc_set(doc, "problem", problem_doc(request, err, status));
    add_list(request, err, doc);
    Reply reply = {.doc = doc, .page = "error", .title = title_of(status)};
    answer_page(server, request, &reply, status, answer);
}

/* A page that needs a user sends one to sign in, and back. */
static void to_sign_in(Request *request, HttpAnswer *answer)
{
    Buf to = buf_new(4096);
    buf_adds(&to, "/sign-in?then=");
    for (const char *at = request->http->target; *at; at++)
        if ((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
            (*at >= '0' && *at <= '9') || strchr("/-_.~", *at))
            buf_addc(&to, *at);
        else
            buf_addf(&to, "%%%02X", (unsigned char)*at);
    begin(request, answer, request->htmx ? 204 : 303, "text/html; charset=utf-8");
    header(answer, request->htmx ? "HX-Redirect" : "Location", arena_strdup(request->arena, to.at));
    header(answer, "Cache-Control", "no-store");
    buf_free(&to);
}

static int status_of(const Request *request, const Err *err)
{
    if (request->refusal)
        return request->refusal;
    return context_disk_full(err) ? 507 : err_kind_facts(err->kind)->http_status;
}

/* RFC 9110 §15.5.6 */
static const char *allowed(Request *request)
{
    const char *names = "";
    for (int method = 0; method < METHODS; method++)
        if (request->match.methods & 1U << method)
            names = arena_printf(request->arena, "%s%s%s", names, names[0] ? ", " : "",
                                 method_name((Method)method));
    return names;
}

void answer_error(const Server *server, Request *request, const Err *err, HttpAnswer *answer)
{
    int status = status_of(request, err);
    if (status >= 500)
        log_err("web", err);
    bool page = request->face == FACE_PAGE;
    bool get = !request->route || request->route->method == METHOD_GET;
    if (status == 401 && page && get)
        to_sign_in(request, answer);
    else if (page)
        problem_page(server, request, err, status, answer);
    else
        problem_json(request, err, status, answer);
    if (status == 405)
        header(answer, "Allow", allowed(request));
    if (status == 401)
        header(answer, "WWW-Authenticate", "Bearer realm=\"beck\"");
    if (status == 503)
        header(answer, "Retry-After", "1");
    if (status == 429)
        header(answer, "Retry-After", "30");
}
