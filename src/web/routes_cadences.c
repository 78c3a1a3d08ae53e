/* Cadences: the list, one with its days, checked while it is written, saved. */
#include "action/cadence_admin.h"
#include "base/text.h"
#include "view/view_cadence.h"
#include "web/page_send.h"
#include "web/request.h"

static bool route_cadences(Request *request, Reply *reply, Err *err)
{
    CadenceRows cadences;
    if (!list_cadences(request->context, request->arena, &cadences, err))
        return false;
    reply->doc = view_cadences(request->arena, &cadences);
    return true;
}

static bool route_cadence(Request *request, Reply *reply, Err *err)
{
    CadenceShown shown;
    if (!show_cadence(request->context, request->arena, request_parameter(request, "cadence"),
                      &shown, err))
        return false;
    reply->doc = view_cadence(request->arena, &shown);
    return true;
}

static bool route_new(Request *request, Reply *reply, Err *err)
{
    reply->doc = doc_object(request->arena);
    return true;
}

/* A page asks while it is typed: what cannot be read yet is said beside it, and is no error. */
static bool route_check(Request *request, Reply *reply, Err *err)
{
    CadenceShown shown;
    const char *source = text_or(request_text(request, "source"), "");
    reply->page = "cadence";
    if (preview_cadence(request->context, request->arena, source, &shown, err)) {
        reply->doc = view_cadence(request->arena, &shown);
        return true;
    }
    if (request->face != FACE_PAGE || err->kind != ERR_INPUT)
        return false;
    reply->doc = doc_object(request->arena);
    doc_set_text(request->arena, reply->doc, "source", source);
    doc_set_text(request->arena, reply->doc, "unread", err->message);
    return true;
}

static bool route_save(Request *request, Reply *reply, Err *err)
{
    CadenceAdded added = {0};
    if (!add_cadence_text(request->context, request->arena, request_text(request, "source"), &added,
                          err))
        return false;
    reply->doc = view_cadence_added(request->arena, &added);
    reply->status = added.replaced ? 200 : 201;
    reply->location = arena_printf(request->arena, "/cadences/%s", added.checked.cadence->name);
    reply->then = reply->location;
    return true;
}

static bool route_fields(Request *request, Reply *reply, Err *err)
{
    reply->doc = doc_object(request->arena);
    doc_set(reply->doc, "fields", view_cadence_fields(request->arena));
    return true;
}

#define SOURCE                                                                                     \
    .name = "source", .kind = FIELD_SOURCE, .most = CADENCE_BYTES_MOST / 4,                        \
    .about = "the cadence in YAML"

static const Field source_fields[] = {{SOURCE, .required = true}, {0}};

/* On a page it is empty before it is written. */
static const Field check_fields[] = {{SOURCE}, {0}};

const Route routes_cadences[] = {
    {.path = "/cadences",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "cadences",
     .title = "Cadences",
     .about = "the cadences there are",
     .answers = "Cadences",
     .run = route_cadences},
    {.path = "/cadences/new",
     .faces = FACE_PAGE,
     .need = NEED_MANAGER,
     .page = "cadence",
     .title = "New cadence",
     .run = route_new},
    {.path = "/cadences/fields",
     .faces = FACE_API,
     .need = NEED_USER,
     .about = "the merge fields the texts of a cadence may use",
     .answers = "CadenceFields",
     .run = route_fields},
    {.path = "/cadences/{cadence}",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "cadence",
     .title = "Cadence",
     .about = "a cadence with its steps, and the days it would produce",
     .answers = "Cadence",
     .shape = page_cadence,
     .run = route_cadence},
    {.method = METHOD_POST,
     .path = "/cadences/check",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .scope = SCOPE_READ,
     .page = "cadence",
     .about = "what is wrong or weak in a cadence, and the days it would produce; saves nothing",
     .answers = "Cadence",
     .shape = page_cadence,
     .body_most = CADENCE_BYTES_MOST,
     .fields = check_fields,
     .run = route_check},
    {.method = METHOD_POST,
     .path = "/cadences",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_MANAGER,
     .status = 201,
     .also = 200,
     .about = "adds a cadence, or replaces the one of its name; leads that run it go on",
     .answers = "CadenceAdded",
     .body_most = CADENCE_BYTES_MOST,
     .fields = source_fields,
     .run = route_save},
    {0},
};
