/* A day's visits, and what of a touch another calendar takes. */
#include "action/calendar.h"
#include "action/visits.h"
#include "base/text.h"
#include "view/view_visits.h"
#include "web/page_choices.h"
#include "web/request.h"

static bool route_visits(Request *request, Reply *reply, Err *err)
{
    Visits visits;
    if (!list_visits(request->context, request->arena, request_text(request, "owner"),
                     request_day(request, "day"), &visits, err))
        return false;
    reply->doc = view_visits(request->arena, &visits);
    return true;
}

/* How far each is from the one before; and where one comes back to from what is logged. */
static void page_visits(Request *request, Doc *doc)
{
    Arena *arena = request->arena;
    page_choose_contents(request, doc_set_object(arena, doc, "library"), "contents");
    doc_set_text(arena, doc, "then", arena_printf(arena, "/visits?day=%s", doc_text(doc, "day")));
    for (Doc *visit = doc_own(doc, "visits")->first; visit; visit = visit->next) {
        const Doc *metres = doc_get(visit, "metres");
        if (metres->kind == DOC_INT)
            doc_set_text(arena, visit, "far_said", visit_say_far(arena, metres->integer));
    }
}

static bool route_appointment(Request *request, Reply *reply, Err *err)
{
    IcalCalendar calendar;
    const char *text;
    bool invites = request_flag(request, "invite");
    if (!calendar_touch(request->context, request->arena, request_id(request, "touch"),
                        request->origin, invites, &calendar, err) ||
        !calendar_text(request->arena, &calendar, &text, &reply->size, err))
        return false;
    reply->bytes = text;
    reply->type = invites ? "text/calendar; charset=utf-8; method=REQUEST"
                          : "text/calendar; charset=utf-8; method=PUBLISH";
    reply->file_name = invites ? "invitation.ics" : "appointment.ics";
    return true;
}

static const Field visits_fields[] = {
    {.name = "owner", .about = "another user's, by name"},
    {.name = "day", .kind = FIELD_DAY, .about = "else today, with what is overdue"},
    {0},
};

static const Field appointment_fields[] = {
    {.name = "invite",
     .kind = FIELD_FLAG,
     .about = "an invitation that the contact may answer, from the owner's mailbox to theirs"},
    {0},
};

static const char *const calendar_type[] = {"text/calendar", NULL};

const Route routes_visits[] = {
    {.path = "/visits",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "visits",
     .title = "Visits",
     .about = "a day's visits in the order of their places: agreed hours first, then what is "
              "nearest; at most 200",
     .answers = "Visits",
     .query = visits_fields,
     .shape = page_visits,
     .run = route_visits},
    {.path = "/touches/{touch}/appointment.ics",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW, /* the first one loads libical */
     .about = "a visit, or what was agreed, for another calendar",
     .gives = calendar_type,
     .query = appointment_fields,
     .run = route_appointment},
    {0},
};
