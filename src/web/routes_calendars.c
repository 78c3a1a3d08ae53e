/* Calendars of users at other servers: to add one, to try it, to look now, to stop it. */
#include "action/calendar_account.h"
#include "action/calendar_sync.h"
#include "base/digest.h"
#include "view/view_calendar_account.h"
#include "web/page_send.h"
#include "web/request.h"

static bool route_calendars(Request *request, Reply *reply, Err *err)
{
    CalendarAccounts accounts;
    if (!calendar_account_list(request->context, request->arena, &accounts, err))
        return false;
    reply->doc = view_calendar_accounts(request->arena, &accounts);
    return true;
}

static bool route_add_calendar(Request *request, Reply *reply, Err *err)
{
    static const char *const texts[] = {"login",   "password", "calendar", "promises",
                                        "touches", "private",  NULL};
    Doc *settings = doc_object(request->arena);
    for (const char *const *text = texts; *text; text++)
        doc_set_text(request->arena, settings, *text, request_text(request, *text));
    CalendarAccountInput input = {.user = request_text(request, "user"),
                                  .url = request_text(request, "url"),
                                  .settings = settings};
    CalendarAccount account;
    if (!calendar_account_add(request->context, request->arena, &input, &account, err))
        return false;
    reply->doc = view_calendar_account(request->arena, &account);
    return true;
}

/* What came of it is told by the answer itself. */
static bool answer_with(Request *request, Reply *reply, const char *name, Doc *told, Err *err)
{
    reply->doc = told;
    if (request->face == FACE_API)
        return true;
    reply->page = "settings-calendars";
    reply->title = "Calendars";
    reply->status = 200;
    if (!route_calendars(request, reply, err))
        return false;
    doc_set(reply->doc, name, told);
    return true;
}

static bool route_check_calendar(Request *request, Reply *reply, Err *err)
{
    CalendarProbed probed;
    return calendar_account_probe(request->context, request->arena,
                                  request_id(request, "calendar_account"), &probed, err) &&
           answer_with(request, reply, "checked", view_calendar_probed(request->arena, &probed),
                       err);
}

static bool route_sync_calendar(Request *request, Reply *reply, Err *err)
{
    CalendarSynced synced;
    int64_t worker = 0;
    random_fill(&worker, sizeof worker);
    return calendar_sync(request->context, request->arena, request_id(request, "calendar_account"),
                         (worker & INT64_MAX) | 1, NULL, &synced, err) &&
           answer_with(request, reply, "synced", view_calendar_synced(request->arena, &synced),
                       err);
}

static bool route_pause_calendar(Request *request, Reply *reply, Err *err)
{
    CalendarAccount account;
    if (!calendar_account_pause(request->context, request->arena,
                                request_id(request, "calendar_account"),
                                request_text(request, "because"), &account, err))
        return false;
    reply->doc = view_calendar_account(request->arena, &account);
    return true;
}

static bool route_resume_calendar(Request *request, Reply *reply, Err *err)
{
    CalendarAccount account;
    if (!calendar_account_resume(request->context, request->arena,
                                 request_id(request, "calendar_account"), &account, err))
        return false;
    reply->doc = view_calendar_account(request->arena, &account);
    return true;
}

static bool route_end_calendar(Request *request, Reply *reply, Err *err)
{
    (void)reply;
    return calendar_account_end(request->context, request->arena,
                                request_id(request, "calendar_account"), err);
}

/* --- the table -------------------------------------------------------------------------------- */

static const char *const promises[] = {"event", "todo", "no", NULL};
static const char *const touches[] = {"no", "day", "todo", NULL};
static const char *const yes_or_no[] = {"no", "yes", NULL};

enum { SECRET_BYTES = 1000, URL_BYTES = 2000 };

static const Field calendar_fields[] = {
    {.name = "url",
     .required = true,
     .most = URL_BYTES,
     .about = "of the server, the account there, or a calendar"},
    {.name = "login",
     .about = "the name there; without a password the address of a sender that is signed in at a "
              "provider"},
    {.name = "password", .kind = FIELD_SECRET, .most = SECRET_BYTES, .about = "the password there"},
    {.name = "calendar", .about = "which one, by its name, where there are several"},
    {.name = "promises",
     .kind = FIELD_WORD,
     .choices = promises,
     .about = "how promises stand there; else event"},
    {.name = "touches",
     .kind = FIELD_WORD,
     .choices = touches,
     .about = "how the touches of the day stand there: one event a day, or tasks; else no"},
    {.name = "private",
     .kind = FIELD_WORD,
     .choices = yes_or_no,
     .about = "whether the server is in a private network, where http is allowed"},
    {.name = "user", .about = "whose; an admin for another"},
    {0},
};

static const Field pause_fields[] = {
    {.name = "because", .about = "why, for who looks at it later"},
    {0},
};

const Route routes_calendars[] = {
    {.path = "/settings/calendars",
     .faces = FACE_PAGE,
     .need = NEED_USER,
     .page = "settings-calendars",
     .title = "Calendars",
     .shape = page_calendars,
     .run = route_calendars},
    {.path = "/calendars",
     .faces = FACE_API,
     .need = NEED_USER,
     .about = "your calendars at other servers, an admin's everybody's",
     .answers = "CalendarAccounts",
     .run = route_calendars},
    {.method = METHOD_POST,
     .path = "/calendars",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW, /* it talks with a server */
     .then = "/settings/calendars",
     .about = "a calendar at another server (CalDAV); the server is asked which there are",
     .answers = "CalendarAccount",
     .status = 201,
     .fields = calendar_fields,
     .run = route_add_calendar},
    {.method = METHOD_POST,
     .path = "/calendars/{calendar_account}/check",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .about = "connects, looks for it, and says what is wrong",
     .answers = "CalendarProbed",
     .shape = page_calendars,
     .run = route_check_calendar},
    {.method = METHOD_POST,
     .path = "/calendars/{calendar_account}/sync",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .about = "both ways, now",
     .answers = "CalendarSynced",
     .shape = page_calendars,
     .run = route_sync_calendar},
    {.method = METHOD_POST,
     .path = "/calendars/{calendar_account}/pause",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/settings/calendars",
     .about = "it is not looked at for now",
     .answers = "CalendarAccount",
     .fields = pause_fields,
     .run = route_pause_calendar},
    {.method = METHOD_POST,
     .path = "/calendars/{calendar_account}/resume",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/settings/calendars",
     .about = "it is looked at again, all of it",
     .answers = "CalendarAccount",
     .run = route_resume_calendar},
    {.method = METHOD_POST,
     .path = "/calendars/{calendar_account}/end",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/settings/calendars",
     .about = "it is not looked at any more, and its password is forgotten; what was written there "
              "stays",
     .run = route_end_calendar},
    {0},
};
