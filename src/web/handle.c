/* One request, from the bytes that came in to the answer that goes out. */
#include "web/server_inner.h"

#include "action/access.h"
#include "action/once.h"
#include "base/text.h"
#include "base/unconst.h"
#include "web/answer.h"
#include "web/guard.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Behind a proxy: the caller as the next hop saw it, which is the last of the list. */
static const char *forwarded_peer(Request *request)
{
    const char *list = request_header(request, "X-Forwarded-For");
    if (text_empty(list))
        return request->http->peer;
    const char *last = strrchr(list, ',');
    last = last ? last + 1 : list;
    return text_clean(request->arena, last, strlen(last), sizeof request->http->peer);
}

static void begin(Clerk *clerk, const Errand *errand, Request *request)
{
    const ServeOptions *options = clerk->server->options;
    const char *host = NULL;
    *request = (Request){
        .arena = clerk->arena,
        .route = errand->match.route,
        .face = errand->match.face,
        .driver = clerk->server->driver,
        .server = clerk->server,
        .http = errand->http,
        .match = errand->match,
        .peer = errand->http->peer,
        .secure = errand->http->tls,
    };
    request->path =
        arena_strndup(clerk->arena, errand->http->target, strcspn(errand->http->target, "?#"));
    request->htmx = request_header(request, "HX-Request");
    request->csrf = request_header(request, "X-CSRF-Token");
    host = request_header(request, "Host");
    if (options->behind_proxy) {
        request->peer = forwarded_peer(request);
        request->secure =
            request->secure || text_equal(request_header(request, "X-Forwarded-Proto"), "https");
    }
    request->origin =
        options->url ? options->url
                     : arena_printf(clerk->arena, "%s://%s", request->secure ? "https" : "http",
                                    text_or(host, "localhost"));
    request->secure = request->secure || text_starts(request->origin, "https://");
}

static bool refuse(Request *request, int status, Err *err, ErrKind kind, const char *message)
{
    request->refusal = status;
    return err_set(err, kind, "%s", message);
}

static bool is_there(Request *request, Err *err)
{
    if (request->http->refused)
        return refuse(request, 413, err, ERR_INPUT, "what was sent is larger than is taken here");
    if (request->route)
        return true;
    if (request->match.methods)
        return refuse(request, 405, err, ERR_INPUT,
                      "there is something here, but not for this method");
    return refuse(request, 404, err, ERR_MISSING, "there is no such page");
}

/* --- what a path names ------------------------------------------------------------------------ */

static const struct {
    const char *name;
    AccessKind kind;
} things[] = {
    {"lead", ACCESS_LEAD},       {"touch", ACCESS_TOUCH},     {"promise", ACCESS_PROMISE},
    {"account", ACCESS_ACCOUNT}, {"contact", ACCESS_CONTACT}, {"file", ACCESS_FILE},
};

/* "0" is nobody's, and what is no number is no id: to queries, 0 may be everything. */
static bool is_id(Request *request, const RouteParameter *at, Err *err)
{
    const RouteName *name = route_name(at->name, at->name_length);
    return !name || !name->id || request_id(request, name->name) > 0 ||
           err_field(err, ERR_MISSING, name->name, "\"%.60s\" is not %s",
                     request_parameter(request, name->name), name->about);
}

static bool check_things(Request *request, Err *err)
{
    for (size_t i = 0; i < request->match.parameter_count; i++)
        if (!is_id(request, &request->match.parameters[i], err))
            return false;
    for (size_t i = 0; i < request->match.parameter_count; i++)
        for (size_t j = 0; j < sizeof things / sizeof *things; j++) {
            const RouteParameter *at = &request->match.parameters[i];
            if (strlen(things[j].name) != at->name_length ||
                memcmp(things[j].name, at->name, at->name_length) != 0)
                continue;
            if (!access_need(request->context, things[j].kind, request_id(request, things[j].name),
                             err))
                return false;
        }
    return true;
}

/* --- the way through -------------------------------------------------------------------------- */

bool clerk_open(Clerk *clerk, Err *err)
{
    return clerk->context || server_context(clerk->server, clerk->writes, &clerk->context, err);
}

/* The context becomes the asker's. Without one (a public form) it acts for the first user, unseen
 * by any guard of what users see. */
static bool enter(Clerk *clerk, Request *request, Err *err)
{
    bool public = request->route->need == NEED_NOBODY;
    if (request->route->lane == LANE_AT_ONCE)
        return true;
    if (!clerk_open(clerk, err) ||
        !guard_who(request, clerk->context, server_now(clerk->server), err) ||
        !guard_need(request, err) || !guard_origin(request, err))
        return false;
    if (public && !request->route->context && !request->who.user_id)
        return true;
    int64_t user = request->who.user_id ? request->who.user_id : context_first_user(clerk->context);
    if (!context_begin(clerk->context, user, server_now(clerk->server), err))
        return false;
    context_guard(clerk->context, request->who.user_id != 0);
    context_from(clerk->context, request->peer);
    request->context = clerk->context;
    return true;
}

static bool read_fields(Request *request, Err *err)
{
    if (!request_read(request, err)) {
        if (err->kind == ERR_INPUT && !request->refusal)
            request->refusal = 400;
        return false;
    }
    return guard_form(request, err);
}

static bool carry_out(Clerk *clerk, Request *request, HttpAnswer *answer, Who *listener, Err *err)
{
    Reply reply = {0};
    if (!request->route->run(request, &reply, err))
        return false;
    if (reply.listen)
        *listener = request->who;
    else
        answer_reply(clerk->server, request, &reply, answer);
    return true;
}

/* The whole question: of two that are alike the answer is the same. */
static MemoKey memo_key(Clerk *clerk, const Request *request)
{
    const char *encoding = request_header(request, "Accept-Encoding");
    return (MemoKey){.version = context_data_version(clerk->context),
                     .now = context_now(clerk->context),
                     .question = arena_printf(request->arena, "%d %lld %lld %d %s %s %s",
                                              (int)request->face, (long long)request->who.user_id,
                                              (long long)request->who.session_id,
                                              (int)request->htmx, text_or(encoding, "-"),
                                              request->origin, request->http->target)};
}

static bool carry_out_or_recall(Clerk *clerk, Request *request, HttpAnswer *answer, Who *listener,
                                Err *err)
{
    if (!request->route->memo || !clerk->memo || request_header(request, "If-None-Match"))
        return carry_out(clerk, request, answer, listener, err);
    MemoKey key = memo_key(clerk, request);
    if (memo_find(clerk->memo, &key, answer))
        return true;
    if (!carry_out(clerk, request, answer, listener, err))
        return false;
    memo_keep(clerk->memo, &key, answer);
    return true;
}

/* --- requests with a key ---------------------------------------------------------------------- */

/* Of parts without what stands between them: who sends a form again draws another boundary (RFC
 * 2046 5.1.1). */
static Digest digest_of_request(const Request *request)
{
    const HttpRequest *http = request->http;
    const char *boundary = form_boundary(request->arena, request_header(request, "Content-Type"));
    const unsigned char *at = http->body, *end = at + http->body_size, *next;
    Digest digest = digest_of(NULL, http->method, strlen(http->method));
    digest = digest_more(digest, http->target, strlen(http->target));
    while (boundary && at && (next = memmem(at, (size_t)(end - at), boundary, strlen(boundary)))) {
        digest = digest_more(digest, at, (size_t)(next - at));
        at = next + strlen(boundary);
    }
    return digest_more(digest, at, (size_t)(end - at));
}

static const char *header_of(const HttpAnswer *answer, const char *name)
{
    for (size_t i = 0; i < HTTP_HEADERS_MOST && answer->headers[i].name; i++)
        if (text_equal(answer->headers[i].name, name))
            return answer->headers[i].value;
    return NULL;
}

static bool carry_out_once(Clerk *clerk, Request *request, const char *key, HttpAnswer *answer,
                           Who *listener, Err *err)
{
    Digest digest = digest_of_request(request);
    OnceAnswer earlier;
    bool found;
    if (!clerk->writes || request->face != FACE_API)
        return err_field(err, ERR_INPUT, "Idempotency-Key", "no Idempotency-Key is taken here");
    if (strlen(key) > ONCE_KEY_MOST)
        return err_field(err, ERR_INPUT, "Idempotency-Key",
                         "an Idempotency-Key has at most %d characters", ONCE_KEY_MOST);
    if (!once_find(request->context, request->arena, key, digest, &earlier, &found, err))
        return false;
    if (found) {
        answer_again(request, earlier.status, earlier.location, earlier.body, answer);
        return true;
    }
    request->plain = true;
    if (!carry_out(clerk, request, answer, listener, err))
        return false;
    const char *body =
        answer->body_size ? arena_strndup(request->arena, answer->body, answer->body_size) : "";
    return once_keep(request->context, key, digest,
                     &(OnceAnswer){answer->status, header_of(answer, "Location"), body}, err);
}

void settled_drop(Settled *settled)
{
    if (settled->answer.from_file)
        close(settled->answer.file);
    else if (!settled->answer.stays)
        free(unconst(settled->answer.body)); /* const only for those that stay */
    *settled = (Settled){0};
}

void handle_errand(Clerk *clerk, const Errand *errand, Settled *settled)
{
    Request request;
    Err err;
    *settled = (Settled){0};
    begin(clerk, errand, &request);
    const char *key = request_header(&request, "Idempotency-Key");
    bool done =
        is_there(&request, &err) && enter(clerk, &request, &err) && read_fields(&request, &err) &&
        (!request.context || check_things(&request, &err)) &&
        (key && request.route->method != METHOD_GET && request.context
             ? carry_out_once(clerk, &request, key, &settled->answer, &settled->listener, &err)
             : carry_out_or_recall(clerk, &request, &settled->answer, &settled->listener, &err));
    if (done)
        return;
    settled_drop(settled);
    settled->failed = true;
    settled->collided = context_collided(&err);
    answer_error(clerk->server, &request, &err, &settled->answer);
    if (err.kind == ERR_BROKEN && !clerk->writes) {
        /* A connection that was lost is opened anew. */
        context_close(clerk->context);
        clerk->context = NULL;
    }
}

void handle_failure(Clerk *clerk, const Errand *errand, const Err *err, Settled *settled)
{
    Request request;
    *settled = (Settled){.failed = true};
    begin(clerk, errand, &request);
    answer_error(clerk->server, &request, err, &settled->answer);
    if (err->kind == ERR_BROKEN) {
        context_close(clerk->context);
        clerk->context = NULL;
    }
}
