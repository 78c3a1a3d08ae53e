/* A day's visits, and what of a touch another calendar takes. */
#include "action/calendar.h"
#include "action/invitation.h"
#include "action/visits.h"
#include "base/text.h"
#include "view/view_invitation.h"
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

static bool route_invite(Request *request, Reply *reply, Err *err)
{
    InvitationShown shown;
    OutboxEntry entry;
    const InvitationInput input = {.subject = request_text(request, "subject"),
                                   .words = request_text(request, "words"),
                                   .place = request_text(request, "place")};
    if (!invite(request->context, request->arena, request_id(request, "lead"), &input, &shown,
                &entry, err))
        return false;
    reply->doc = view_invited(request->arena, &shown, &entry);
    return true;
}

static bool route_place(Request *request, Reply *reply, Err *err)
{
    InvitationShown shown;
    if (!invitation_place(request->context, request->arena, request_id(request, "lead"),
                          text_or(request_text(request, "place"), ""), &shown, err))
        return false;
    reply->doc = view_invited(request->arena, &shown, NULL);
    return true;
}

static bool route_agree(Request *request, Reply *reply, Err *err)
{
    InvitationShown shown;
    if (!invitation_agree(request->context, request->arena, request_id(request, "lead"), &shown,
                          err))
        return false;
    reply->doc = view_invited(request->arena, &shown, NULL);
    return true;
}

static bool route_told(Request *request, Reply *reply, Err *err)
{
    InvitationShown shown;
    if (!invitation_told(request->context, request->arena, request_id(request, "lead"), &shown,
                         err))
        return false;
    reply->doc = view_invited(request->arena, &shown, NULL);
    return true;
}

static const Field invite_fields[] = {
    {.name = "subject", .about = "of the mail; else with what it is and when"},
    {.name = "words", .kind = FIELD_LINES, .about = "of the mail; else some that say the time"},
    {.name = "place", .about = "where it is to be; else where the touch goes"},
    {0},
};

static const Field place_fields[] = {
    {.name = "place", .about = "where it is to be by now; nothing: nowhere that is said"},
    {0},
};

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
    {.method = METHOD_POST,
     .path = "/leads/{lead}/invitation",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .about = "asks its contact to what was agreed, by a mail that goes in a minute and that their "
              "calendar can answer",
     .answers = "Invited",
     .fields = invite_fields,
     .run = route_invite},
    {.method = METHOD_POST,
     .path = "/leads/{lead}/invitation/place",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "it is somewhere else, and they are told in a minute",
     .answers = "Invited",
     .fields = place_fields,
     .run = route_place},
    {.method = METHOD_POST,
     .path = "/leads/{lead}/invitation/agree",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "to the time that they propose, and they are told in a minute",
     .answers = "Invited",
     .run = route_agree},
    {.method = METHOD_POST,
     .path = "/leads/{lead}/invitation/told",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "a person has told them what Beck could not: it stands on Today no more",
     .answers = "Invited",
     .run = route_told},
    {0},
};
