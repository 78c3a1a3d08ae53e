/* /u/TOKEN: the link at the end of a mail. GET shows, POST acts (RFC 8058), for anybody who has it.
 */
#include "web/request.h"
#include "web/route.h"

#include "action/unsubscribe.h"

static Doc *document(Request *request, const UnsubscribeShown *shown)
{
    Doc *doc = doc_object(request->arena);
    doc_set_text(request->arena, doc, "company", shown->company);
    doc_set_bool(request->arena, doc, "ended", shown->ended);
    doc_set_text(request->arena, doc, "token", request_parameter(request, "link"));
    doc_set_id(request->arena, doc, "touch", request_int(request, "t"));
    return doc;
}

static bool route_look(Request *request, Reply *reply, Err *err)
{
    UnsubscribeShown shown;
    if (!unsubscribe_look(request->context, request->arena, request_parameter(request, "link"),
                          &shown, err))
        return false;
    reply->doc = document(request, &shown);
    return true;
}

/* A mail program asks for no page and wants no redirect: it gets the same one. */
static bool route_act(Request *request, Reply *reply, Err *err)
{
    UnsubscribeShown shown;
    if (!unsubscribe_act(request->context, request->arena, request_parameter(request, "link"),
                         request_int(request, "t"), &shown, err))
        return false;
    reply->doc = document(request, &shown);
    reply->page = "unsubscribe";
    reply->title = "Unsubscribe";
    return true;
}

static const Field query[] = {
    {.name = "t", .kind = FIELD_ID, .about = "the touch whose mail it was"},
    {0},
};
static const Field act[] = {
    {.name = "List-Unsubscribe", .kind = FIELD_TEXT, .about = "One-Click, by a mail program"},
    {0},
};

const Route routes_unsubscribe[] = {
    {.path = "/u/{link}",
     .faces = FACE_PAGE,
     .context = true,
     .page = "unsubscribe",
     .title = "Unsubscribe",
     .query = query,
     .run = route_look},
    {.method = METHOD_POST,
     .path = "/u/{link}",
     .faces = FACE_PAGE,
     .context = true,
     .foreign = true,
     .query = query,
     .fields = act,
     .run = route_act},
    {0},
};
