/* What every server has: static files, whether it is up, its own description, its events. */
#include "base/text.h"
#include "web/openapi.h"
#include "web/request.h"
#include "web/ui_files.h"

static bool give_file(Request *request, Reply *reply, const char *name, const char *kept, Err *err)
{
    const UiFile *file = ui_file(name);
    if (!file)
        return err_set(err, ERR_MISSING, "there is no file %.100s", name);
    const char *accepted = request_header(request, "Accept-Encoding");
    bool packed = file->gzip && accepted && text_find_nocase(accepted, "gzip");
    reply->bytes = packed ? file->gzip : file->bytes;
    reply->size = packed ? file->gzip_size : file->size;
    reply->type = file->type;
    reply->stays = true;
    reply_header(reply, "Cache-Control", kept);
    reply_header(reply, "Vary", "Accept-Encoding");
    if (packed)
        reply_header(reply, "Content-Encoding", "gzip");
    return true;
}

static bool route_static(Request *request, Reply *reply, Err *err)
{
    return give_file(request, reply, request_parameter(request, "name"),
                     "public, max-age=31536000, immutable", err);
}

/* Their addresses must not move, so they are asked for anew each time. */
static bool route_worker(Request *request, Reply *reply, Err *err)
{
    return give_file(request, reply, "sw.js", "no-cache", err);
}

static bool route_manifest(Request *request, Reply *reply, Err *err)
{
    return give_file(request, reply, "manifest.webmanifest", "no-cache", err);
}

static bool route_healthz(Request *request, Reply *reply, Err *err)
{
    reply->doc = doc_object(request->arena);
    doc_set_text(request->arena, reply->doc, "status", "ok");
    doc_set_time(request->arena, reply->doc, "now", context_now(request->context));
    return true;
}

static bool route_openapi(Request *request, Reply *reply, Err *err)
{
    reply->doc = openapi_document(request->arena, request->origin);
    return true;
}

static bool route_events(Request *request, Reply *reply, Err *err)
{
    reply->listen = true;
    return true;
}

static bool route_root(Request *request, Reply *reply, Err *err)
{
    reply->status = 303;
    reply->type = "text/html; charset=utf-8";
    reply_header(reply, "Location", "/today");
    return true;
}

const Route routes_house[] = {
    {.path = "/", .faces = FACE_PAGE, .lane = LANE_AT_ONCE, .run = route_root},
    {.path = "/static/{version}/{name}",
     .faces = FACE_RAW,
     .lane = LANE_AT_ONCE,
     .run = route_static},
    {.path = "/sw.js", .faces = FACE_RAW, .lane = LANE_AT_ONCE, .run = route_worker},
    {.path = "/manifest.webmanifest",
     .faces = FACE_RAW,
     .lane = LANE_AT_ONCE,
     .run = route_manifest},
    {.path = "/healthz",
     .faces = FACE_RAW,
     .context = true,
     .about = "whether the server and its database answer",
     .run = route_healthz},
    {.path = "/openapi.json",
     .faces = FACE_API,
     .about = "this API, as OpenAPI 3.1",
     .answers = "OpenApi",
     .run = route_openapi},
    {.path = "/events",
     .faces = FACE_RAW,
     .need = NEED_USER,
     .about = "server-sent events: what is due has changed, somebody answered",
     .run = route_events},
    {0},
};
