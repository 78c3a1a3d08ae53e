/* Calendars and address books of users at other servers: to add one, to try it, to look now, to
 * stop it. */
#include "action/dav_account.h"
#include "action/dav_sync.h"
#include "base/digest.h"
#include "base/text.h"
#include "view/view_dav_account.h"
#include "web/page_send.h"
#include "web/request.h"

/* What differs by kind. */
static const struct {
    const char *path, *parameter, *page, *title;
} kinds[DAV_KINDS] = {
    [DAV_CALENDAR] = {"/calendars", "calendar_account", "settings-calendars", "Calendars"},
    [DAV_CONTACTS] = {"/address-books", "address_book", "settings-contacts", "Contacts"},
};

static DavKind kind_of(const Request *request)
{
    const char *path = request->route->path;
    bool calendar =
        text_starts(path, kinds[DAV_CALENDAR].path) || text_equal(path, "/settings/calendars");
    return calendar ? DAV_CALENDAR : DAV_CONTACTS;
}

static int64_t id_of(const Request *request)
{
    return request_id(request, kinds[kind_of(request)].parameter);
}

static bool route_accounts(Request *request, Reply *reply, Err *err)
{
    DavAccounts accounts;
    DavKind kind = kind_of(request);
    if (!dav_account_list(request->context, request->arena, kind, &accounts, err))
        return false;
    reply->doc = view_dav_accounts(request->arena, kind, &accounts);
    return true;
}

static bool route_add(Request *request, Reply *reply, Err *err)
{
    DavKind kind = kind_of(request);
    Doc *settings = doc_object(request->arena);
    for (const Field *field = request->route->fields; field->name; field++)
        if (!text_equal(field->name, "user") && !text_equal(field->name, "url"))
            doc_set_text(request->arena, settings, field->name, request_text(request, field->name));
    DavAccountInput input = {.kind = kind,
                             .user = request_text(request, "user"),
                             .url = request_text(request, "url"),
                             .settings = settings};
    DavAccount account;
    if (!dav_account_add(request->context, request->arena, &input, &account, err))
        return false;
    reply->doc = view_dav_account(request->arena, &account);
    return true;
}

/* What came of it is told by the answer itself. */
static bool answer_with(Request *request, Reply *reply, const char *name, Doc *told, Err *err)
{
    reply->doc = told;
    if (request->face == FACE_API)
        return true;
    reply->page = kinds[kind_of(request)].page;
    reply->title = kinds[kind_of(request)].title;
    reply->status = 200;
    if (!route_accounts(request, reply, err))
        return false;
    doc_set(reply->doc, name, told);
    return true;
}

static bool route_check(Request *request, Reply *reply, Err *err)
{
    DavProbed probed;
    return dav_account_probe(request->context, request->arena, kind_of(request), id_of(request),
                             &probed, err) &&
           answer_with(request, reply, "checked", view_dav_probed(request->arena, &probed), err);
}

static bool route_sync(Request *request, Reply *reply, Err *err)
{
    DavSynced synced;
    DavKind kind = kind_of(request);
    return dav_sync(request->context, request->arena, kind, id_of(request), random_number(), NULL,
                    &synced, err) &&
           answer_with(request, reply, "synced", view_dav_synced(request->arena, kind, &synced),
                       err);
}

static bool route_pause(Request *request, Reply *reply, Err *err)
{
    DavAccount account;
    if (!dav_account_pause(request->context, request->arena, kind_of(request), id_of(request),
                           request_text(request, "because"), &account, err))
        return false;
    reply->doc = view_dav_account(request->arena, &account);
    return true;
}

static bool route_resume(Request *request, Reply *reply, Err *err)
{
    DavAccount account;
    if (!dav_account_resume(request->context, request->arena, kind_of(request), id_of(request),
                            &account, err))
        return false;
    reply->doc = view_dav_account(request->arena, &account);
    return true;
}

static bool route_end(Request *request, Reply *reply, Err *err)
{
    (void)reply;
    return dav_account_end(request->context, request->arena, kind_of(request), id_of(request), err);
}

/* --- the table -------------------------------------------------------------------------------- */

static const char *const promises[] = {"event", "todo", "no", NULL};
static const char *const touches[] = {"no", "day", "todo", NULL};
static const char *const yes_or_no[] = {"no", "yes", NULL};

static const char *const ways[] = {"safe", "digest", "basic", NULL};

enum { SECRET_BYTES = 1000, URL_BYTES = 2000, PEM_BYTES = 64 * 1024 };

/* Whose, and how the server is reached. All but `user` and `url` are settings of the account. */
#define ACCESS_FIELDS                                                                              \
    {.name = "url",                                                                                \
     .required = true,                                                                             \
     .most = URL_BYTES,                                                                            \
     .about = "of the server, the account there, or the very one"},                                \
        {.name = "login",                                                                          \
         .about = "the name there; without a password the address of a sender that is signed in "  \
                  "at a provider"},                                                                \
        {.name = "password",                                                                       \
         .kind = FIELD_SECRET,                                                                     \
         .most = SECRET_BYTES,                                                                     \
         .about = "the password there"},                                                           \
        {.name = "auth",                                                                           \
         .kind = FIELD_WORD,                                                                       \
         .choices = ways,                                                                          \
         .about = "how the password goes there: never as it is by http but to this machine "       \
                  "(safe), by digest alone, or as it is wherever; else safe"},                     \
        {.name = "ca_file",                                                                        \
         .kind = FIELD_SOURCE,                                                                     \
         .most = PEM_BYTES,                                                                        \
         .about = "the certificate of who signed the server's, where that is the company's own "   \
                  "authority: the text of the file (PEM)"},                                        \
        {.name = "private",                                                                        \
         .kind = FIELD_WORD,                                                                       \
         .choices = yes_or_no,                                                                     \
         .about = "whether the server is in a private network, where http is allowed"},            \
    {                                                                                              \
        .name = "user", .about = "whose; an admin for another"                                     \
    }

static const Field calendar_fields[] = {
    ACCESS_FIELDS,
    {.name = "calendar", .about = "which one, by its name, where there are several"},
    {.name = "promises",
     .kind = FIELD_WORD,
     .choices = promises,
     .about = "how promises stand there; else event"},
    {.name = "touches",
     .kind = FIELD_WORD,
     .choices = touches,
     .about = "how the touches of the day stand there: one event a day, or tasks; else no"},
    {0},
};

static const char *const people[] = {"open", "engaged", NULL};
static const char *const take[] = {"no", "group", "all", NULL};

static const Field book_fields[] = {
    ACCESS_FIELDS,
    {.name = "book", .about = "which one, by its name, where there are several"},
    {.name = "people",
     .kind = FIELD_WORD,
     .choices = people,
     .about = "who stands there: of all your open leads, or who talked with you; else open"},
    {.name = "take",
     .kind = FIELD_WORD,
     .choices = take,
     .about = "which cards of your own become leads; else group"},
    {.name = "group", .about = "the group (category) of those that do; else Beck"},
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
     .run = route_accounts},
    {.path = "/calendars",
     .faces = FACE_API,
     .need = NEED_USER,
     .about = "your calendars at other servers, an admin's everybody's",
     .answers = "CalendarAccounts",
     .run = route_accounts},
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
     .run = route_add},
    {.method = METHOD_POST,
     .path = "/calendars/{calendar_account}/check",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .about = "connects, looks for it, and says what is wrong",
     .answers = "CalendarProbed",
     .shape = page_calendars,
     .run = route_check},
    {.method = METHOD_POST,
     .path = "/calendars/{calendar_account}/sync",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .about = "both ways, now",
     .answers = "CalendarSynced",
     .shape = page_calendars,
     .run = route_sync},
    {.method = METHOD_POST,
     .path = "/calendars/{calendar_account}/pause",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/settings/calendars",
     .about = "it is not looked at for now",
     .answers = "CalendarAccount",
     .fields = pause_fields,
     .run = route_pause},
    {.method = METHOD_POST,
     .path = "/calendars/{calendar_account}/resume",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/settings/calendars",
     .about = "it is looked at again, all of it",
     .answers = "CalendarAccount",
     .run = route_resume},
    {.method = METHOD_POST,
     .path = "/calendars/{calendar_account}/end",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/settings/calendars",
     .about = "it is not looked at any more, and its password is forgotten; what was written there "
              "stays",
     .run = route_end},
    {0},
};

const Route routes_contacts[] = {
    {.path = "/settings/contacts",
     .faces = FACE_PAGE,
     .need = NEED_USER,
     .page = "settings-contacts",
     .title = "Contacts",
     .shape = page_contacts,
     .run = route_accounts},
    {.path = "/address-books",
     .faces = FACE_API,
     .need = NEED_USER,
     .about = "your address books at other servers, an admin's everybody's",
     .answers = "AddressBooks",
     .run = route_accounts},
    {.method = METHOD_POST,
     .path = "/address-books",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW, /* it talks with a server */
     .then = "/settings/contacts",
     .about = "an address book at another server (CardDAV); the server is asked which there are",
     .answers = "AddressBook",
     .status = 201,
     .fields = book_fields,
     .run = route_add},
    {.method = METHOD_POST,
     .path = "/address-books/{address_book}/check",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .about = "connects, looks for it, and says what is wrong",
     .answers = "AddressBookProbed",
     .shape = page_contacts,
     .run = route_check},
    {.method = METHOD_POST,
     .path = "/address-books/{address_book}/sync",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .about = "both ways, now",
     .answers = "AddressBookSynced",
     .shape = page_contacts,
     .run = route_sync},
    {.method = METHOD_POST,
     .path = "/address-books/{address_book}/pause",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/settings/contacts",
     .about = "it is not looked at for now",
     .answers = "AddressBook",
     .fields = pause_fields,
     .run = route_pause},
    {.method = METHOD_POST,
     .path = "/address-books/{address_book}/resume",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/settings/contacts",
     .about = "it is looked at again, all of it",
     .answers = "AddressBook",
     .run = route_resume},
    {.method = METHOD_POST,
     .path = "/address-books/{address_book}/end",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/settings/contacts",
     .about = "it is not looked at any more, and its password is forgotten; what was written there "
              "stays",
     .run = route_end},
    {0},
};
