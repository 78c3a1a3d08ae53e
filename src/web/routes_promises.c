/* Promises: the list; what is done with one is in routes_day.c. */
#include "action/list_promises.h"
#include "base/text.h"
#include "view/view_promise.h"
#include "web/request.h"

enum { PROMISES_SHOWN = 500 };

static bool route_promises(Request *request, Reply *reply, Err *err)
{
    enum { FAR_YEARS = 100, YEAR_DAYS = 366 };
    const char *owner = request_text(request, "owner");
    const char *state = text_or(request_text(request, "state"), "open");
    bool everyone = request_flag(request, "all");
    Time until = request_time(request, "until");
    PromiseCards promises;
    if (owner && everyone)
        return err_field(err, ERR_INPUT, "owner", "owner and all cannot both be meant");
    if (until == TIME_NONE)
        until = context_now(request->context) + (Time)FAR_YEARS * YEAR_DAYS * DAY_SECONDS;
    if (!list_promises(request->context, request->arena, owner, everyone, state, until,
                       PROMISES_SHOWN, &promises, err))
        return false;
    reply->doc = view_promises(request->arena, &promises);
    Doc *filter = doc_set_object(request->arena, reply->doc, "filter");
    doc_set_text(request->arena, filter, "state", state);
    doc_set_text(request->arena, filter, "owner", owner);
    doc_set_bool(request->arena, filter, "all", everyone);
    return true;
}

static const char *const states[] = {"open", "kept", "cancelled", NULL};

static const Field list_fields[] = {
    {.name = "state", .kind = FIELD_WORD, .choices = states, .about = "else open"},
    {.name = "owner", .about = "another user's, by name"},
    {.name = "all", .kind = FIELD_FLAG, .about = "everyone's"},
    {.name = "until", .kind = FIELD_TIME, .about = "due before"},
    {0},
};

const Route routes_promises[] = {
    {.path = "/promises",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "promises",
     .title = "Promises",
     .about = "promises, first due first, at most 500",
     .answers = "Promises",
     .query = list_fields,
     .run = route_promises},
    {0},
};
