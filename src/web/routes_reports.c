/* Reports, the forecast, and the manager's Monday. */
#include "action/forecast_leads.h"
#include "action/manage_leads.h"
#include "action/user_admin.h"
#include "view/report_doc.h"
#include "view/view_forecast.h"
#include "view/view_leads.h"
#include "view/view_user.h"
#include "web/page_look.h"
#include "web/request.h"

static bool report(Request *request, const char *name, Reply *reply, Err *err)
{
    ReportOptions options = {.owner = request_text(request, "owner"),
                             .since = request_time(request, "since"),
                             .until = request_time(request, "until")};
    return report_doc(request->context, request->arena, name, &options, &reply->doc, err);
}

static bool route_report(Request *request, Reply *reply, Err *err)
{
    return report(request, request_parameter(request, "report"), reply, err);
}

static bool route_reports(Request *request, Reply *reply, Err *err)
{
    Doc *doc = doc_object(request->arena);
    Doc *names = doc_set_array(request->arena, doc, "names");
    for (const char *const *name = report_names(); *name; name++)
        doc_add_text(request->arena, names, *name);
    reply->doc = doc;
    return true;
}

static bool route_monday(Request *request, Reply *reply, Err *err)
{
    return report(request, "monday", reply, err);
}

static bool route_forecast(Request *request, Reply *reply, Err *err)
{
    ForecastOptions options = {.days = (int)request_int(request, "days"),
                               .owner = request_text(request, "owner"),
                               .cadence = request_text(request, "cadence")};
    ForecastResult forecast;
    if (!forecast_leads(request->context, request->arena, &options, &forecast, err))
        return false;
    reply->doc = view_forecast(request->arena, &forecast);
    Doc *filter = doc_set_object(request->arena, reply->doc, "filter");
    doc_set_int(request->arena, filter, "days", (int64_t)forecast.day_count);
    doc_set_text(request->arena, filter, "owner", options.owner);
    doc_set_text(request->arena, filter, "cadence", options.cadence);
    return true;
}

/* What lies too long with somebody; `to` NULL: spread. */
static bool give_late(Request *request, const char *to, Reply *reply, Err *err)
{
    LeadFilter filter = {.late = "long"};
    BatchInput input = {.act = BATCH_ASSIGN, .filter = &filter, .to = to};
    BatchResult batch;
    if (!request_user(request, &filter.owner, err) ||
        !manage_leads(request->context, request->arena, &input, &batch, err))
        return false;
    reply->doc = view_batch(request->arena, &batch);
    return true;
}

static bool route_reassign(Request *request, Reply *reply, Err *err)
{
    return give_late(request, request_text(request, "to"), reply, err);
}

static bool route_spread(Request *request, Reply *reply, Err *err)
{
    return give_late(request, NULL, reply, err);
}

static bool route_hand_over(Request *request, Reply *reply, Err *err)
{
    const char *from;
    Reassigned reassigned;
    if (!request_user(request, &from, err) ||
        !reassign_leads(request->context, request->arena, from, request_text(request, "to"),
                        &reassigned, err))
        return false;
    reply->doc = view_reassigned(request->arena, &reassigned);
    return true;
}

static const Field period_fields[] = {
    {.name = "since", .kind = FIELD_TIME, .about = "from then on; else the last 90 days"},
    {.name = "until", .kind = FIELD_TIME, .about = "until then; else until now"},
    {.name = "owner", .about = "one user's, by name"},
    {0},
};

static const Field forecast_fields[] = {
    {.name = "days",
     .kind = FIELD_COUNT,
     .least = 1,
     .most = FORECAST_DAYS_MOST,
     .about = "how far; else 30"},
    {.name = "owner", .about = "one user's, by name"},
    {.name = "cadence", .about = "only leads that run it"},
    {0},
};

static const Field to_fields[] = {
    {.name = "to", .required = true, .about = "who gets them, by name"},
    {0},
};

static const Field hand_over_fields[] = {
    {.name = "to", .about = "who gets them, by name; else all in turn"},
    {0},
};

const Route routes_reports[] = {
    {.path = "/reports",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "reports",
     .title = "Reports",
     .about = "the reports there are",
     .answers = "ReportNames",
     .shape = page_report,
     .run = route_reports},
    {.path = "/reports/{report}",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .page = "reports",
     .title = "Reports",
     .about = "silence, monday, persistence, promises, lines, excuses, channels, speed, "
              "activity or doubt",
     .answers = "Report",
     .query = period_fields,
     .shape = page_report,
     .run = route_report},
    {.path = "/monday",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_MANAGER,
     .lane = LANE_SLOW,
     .page = "monday",
     .title = "Monday",
     .about = "what a manager looks at when the week begins",
     .answers = "Report",
     .query = period_fields,
     .shape = page_monday,
     .run = route_monday},
    {.path = "/forecast",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .page = "forecast",
     .title = "Forecast",
     .about = "the touches to come, by day and channel, against the hours there are",
     .answers = "Forecast",
     .query = forecast_fields,
     .shape = page_forecast,
     .run = route_forecast},
    {.method = METHOD_POST,
     .path = "/users/{user}/reassign",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_MANAGER,
     .lane = LANE_SLOW,
     .then = "/monday",
     .about = "what lies too long with a user goes to another; undo takes it back",
     .answers = "Batch",
     .fields = to_fields,
     .run = route_reassign},
    {.method = METHOD_POST,
     .path = "/users/{user}/spread",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_MANAGER,
     .lane = LANE_SLOW,
     .then = "/monday",
     .about = "what lies too long with a user goes to all in turn, those with the fewest first",
     .answers = "Batch",
     .run = route_spread},
    {.method = METHOD_POST,
     .path = "/users/{user}/hand-over",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_MANAGER,
     .lane = LANE_SLOW,
     .then = "/settings/users",
     .about = "all open leads of a user, with their promises, go to another, or to all in turn",
     .answers = "Reassigned",
     .fields = hand_over_fields,
     .run = route_hand_over},
    {0},
};
