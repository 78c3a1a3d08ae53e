/* Settings: one's own profile and absences; the house's line, holidays and users. */
#include "action/holiday_admin.h"
#include "action/setting.h"
#include "action/user_admin.h"
#include "base/text.h"
#include "view/view_setting.h"
#include "view/view_user.h"
#include "web/page_house.h"
#include "web/request.h"

/* --- users ------------------------------------------------------------------------------------ */

static const char *const field_names[] = {"name",   "role",    "title",   "email", "cell",
                                          "postal", "hours",   "morning", "zone",  "country",
                                          "region", "manager", NULL};

/* Those of the user's fields that the route declares and the request gives. */
static size_t read_user(Request *request, UserField *fields)
{
    size_t count = 0;
    for (const Field *field = request->route->fields; field->name; field++)
        for (size_t i = 0; field_names[i]; i++)
            if (text_equal(field->name, field_names[i]) && request_has(request, field->name))
                fields[count++] =
                    (UserField){field->name, text_or(request_text(request, field->name), "")};
    return count;
}

enum { USER_FIELDS = sizeof field_names / sizeof *field_names };

static bool show_user(Request *request, const UserShown *user, Reply *reply)
{
    reply->doc = view_user(request->arena, user);
    return true;
}

static bool route_users(Request *request, Reply *reply, Err *err)
{
    UsersShown users;
    if (!list_users(request->context, request->arena, request_flag(request, "all"), &users, err))
        return false;
    reply->doc = view_users(request->arena, &users);
    return true;
}

/* The page shows those who have left, too, so that they can come back. */
static bool route_users_page(Request *request, Reply *reply, Err *err)
{
    UsersShown users;
    if (!list_users(request->context, request->arena, true, &users, err))
        return false;
    reply->doc = view_users(request->arena, &users);
    return true;
}

static bool route_add_user(Request *request, Reply *reply, Err *err)
{
    UserField fields[USER_FIELDS];
    UserShown user;
    size_t count = read_user(request, fields);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!text_equal(fields[i].field, "name"))
            fields[kept++] = fields[i];
    return add_user(request->context, request->arena, request_text(request, "name"), fields, kept,
                    &user, err) &&
           show_user(request, &user, reply);
}

static bool route_set_user(Request *request, Reply *reply, Err *err)
{
    UserField fields[USER_FIELDS];
    UserShown user;
    const char *name;
    size_t count = read_user(request, fields);
    return request_user(request, &name, err) &&
           set_user(request->context, request->arena, name, fields, count, &user, err) &&
           show_user(request, &user, reply);
}

static bool route_deactivate(Request *request, Reply *reply, Err *err)
{
    UserShown user;
    const char *name;
    return request_user(request, &name, err) &&
           deactivate_user(request->context, request->arena, name, &user, err) &&
           show_user(request, &user, reply);
}

static bool route_activate(Request *request, Reply *reply, Err *err)
{
    UserShown user;
    const char *name;
    return request_user(request, &name, err) &&
           activate_user(request->context, request->arena, name, &user, err) &&
           show_user(request, &user, reply);
}

/* --- one's own -------------------------------------------------------------------------------- */

static bool route_profile(Request *request, Reply *reply, Err *err)
{
    UsersShown users;
    if (!list_users(request->context, request->arena, false, &users, err))
        return false;
    reply->doc = doc_object(request->arena);
    for (size_t i = 0; i < users.count; i++)
        if (users.at[i].id == context_user(request->context))
            doc_set(reply->doc, "user", view_user(request->arena, &users.at[i]));
    return true;
}

static bool route_set_profile(Request *request, Reply *reply, Err *err)
{
    UserField fields[USER_FIELDS];
    UserShown user;
    size_t count = read_user(request, fields);
    return set_user(request->context, request->arena, context_user_name(request->context), fields,
                    count, &user, err) &&
           show_user(request, &user, reply);
}

static bool route_add_absence(Request *request, Reply *reply, Err *err)
{
    const char *user = request_text(request, "user");
    AbsenceInput input = {.user = user ? user : context_user_name(request->context),
                          .first = request_day(request, "first"),
                          .last = request_day(request, "last"),
                          .reason = request_text(request, "reason")};
    AbsenceResult result;
    if (!add_absence(request->context, request->arena, &input, &result, err))
        return false;
    reply->doc = view_absence(request->arena, &result);
    return true;
}

static bool route_remove_absence(Request *request, Reply *reply, Err *err)
{
    AbsenceResult result;
    if (!remove_absence(request->context, request->arena, request_id(request, "absence"), &result,
                        err))
        return false;
    reply->doc = view_absence(request->arena, &result);
    return true;
}

/* --- the house -------------------------------------------------------------------------------- */

static bool route_settings(Request *request, Reply *reply, Err *err)
{
    SettingValue *values;
    size_t count;
    if (!setting_values(request->context, &values, &count, err))
        return false;
    reply->doc = view_settings(request->arena, values, count);
    return true;
}

/* All or none: the first that is refused names its field. "" goes back to the default. */
static bool route_set_line(Request *request, Reply *reply, Err *err)
{
    const RequestValue *set = request_value(request, "set");
    for (size_t i = 0; i < set->count; i++) {
        const Setting *setting = setting_find(set->keys[i]);
        if (!setting)
            return err_field(err, ERR_INPUT, "set", "there is no setting \"%s\"", set->keys[i]);
        if (!text_empty(set->texts[i]) && !setting_check(setting, set->texts[i], err))
            return false;
    }
    for (size_t i = 0; i < set->count; i++)
        if (!setting_put(request->context, set->keys[i],
                         text_empty(set->texts[i]) ? NULL : set->texts[i], err))
            return false;
    return route_settings(request, reply, err);
}

static bool route_holidays(Request *request, Reply *reply, Err *err)
{
    HolidaysShown holidays;
    if (!list_holidays(request->context, request->arena, &holidays, err))
        return false;
    reply->doc = view_holidays(request->arena, &holidays);
    return true;
}

static bool route_add_holiday(Request *request, Reply *reply, Err *err)
{
    HolidayResult result;
    if (!add_holiday(request->context, request->arena, request_day(request, "day"),
                     request_text(request, "name"), &result, err))
        return false;
    reply->doc = view_holiday(request->arena, &result);
    return true;
}

static bool route_remove_holiday(Request *request, Reply *reply, Err *err)
{
    HolidayResult result;
    Day day;
    if (!day_parse_iso(request_parameter(request, "day"), &day, err))
        return err_in(err, "day");
    if (!remove_holiday(request->context, request->arena, day, &result, err))
        return false;
    reply->doc = view_holiday(request->arena, &result);
    return true;
}

/* --- the table -------------------------------------------------------------------------------- */

#define OWN_FIELDS                                                                                 \
    {.name = "title", .empty = true, .about = "as texts name it: Sales Manager"},                  \
        {.name = "cell", .empty = true, .about = "the number that stands in voicemails"},          \
        {.name = "postal", .kind = FIELD_LINES, .empty = true, .about = "the postal address"},     \
        {.name = "hours", .about = "mon-fri 9:00-17:00"},                                          \
        {.name = "morning", .about = "when the morning mail comes: 7:30, or off"},                 \
    {                                                                                              \
        .name = "zone", .about = "America/Chicago"                                                 \
    }

#define USER_FIELDS_ALL                                                                            \
    OWN_FIELDS, {.name = "email", .empty = true, .about = "the mailbox; signs in"},                \
        {.name = "role", .kind = FIELD_WORD, .choices = roles, .about = "rep, manager or admin"},  \
        {.name = "country", .about = "where they are: a name or two letters"},                     \
        {.name = "region", .empty = true, .about = "the state, for its holidays and hours"},       \
    {                                                                                              \
        .name = "manager", .empty = true, .about = "who manages them, by name"                     \
    }

static const char *const roles[] = {"rep", "manager", "admin", NULL};

static const Field own_fields[] = {OWN_FIELDS, {0}};

static const Field user_fields_all[] = {
    {.name = "name", .about = "their name"},
    USER_FIELDS_ALL,
    {0},
};

static const Field new_user_fields[] = {
    {.name = "name", .required = true, .about = "their name"},
    USER_FIELDS_ALL,
    {0},
};

static const Field users_fields[] = {
    {.name = "all", .kind = FIELD_FLAG, .about = "the inactive, too"},
    {0},
};

static const Field absence_fields[] = {
    {.name = "first", .kind = FIELD_DAY, .required = true, .about = "the first day away"},
    {.name = "last", .kind = FIELD_DAY, .required = true, .about = "the last"},
    {.name = "reason", .about = "why, if anybody is to know"},
    {.name = "user", .about = "who, by name; else you"},
    {0},
};

static const Field line_fields[] = {
    {.name = "set",
     .kind = FIELD_PAIRS,
     .required = true,
     .empty = true,
     .about = "settings by name; an empty one goes back to the default"},
    {0},
};

static const Field holiday_fields[] = {
    {.name = "day", .kind = FIELD_DAY, .required = true, .about = "the day"},
    {.name = "name", .about = "what it is called; else closed"},
    {0},
};

const Route routes_settings[] = {
    {.path = "/settings",
     .faces = FACE_PAGE,
     .need = NEED_USER,
     .page = "settings",
     .title = "Settings",
     .shape = page_settings,
     .run = route_profile},
    {.path = "/profile",
     .faces = FACE_API,
     .need = NEED_USER,
     .about = "who you are here, and when you are away",
     .answers = "Profile",
     .run = route_profile},
    {.method = METHOD_POST,
     .path = "/settings/profile",
     .faces = FACE_PAGE,
     .need = NEED_USER,
     .then = "/settings",
     .fields = own_fields,
     .run = route_set_profile},
    {.method = METHOD_PATCH,
     .path = "/profile",
     .faces = FACE_API,
     .need = NEED_USER,
     .about = "changes your own fields",
     .answers = "User",
     .fields = own_fields,
     .run = route_set_profile},
    {.method = METHOD_POST,
     .path = "/absences",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .then = "/settings",
     .status = 201,
     .about = "you will be away: what is due then is spread, promises first",
     .answers = "Absence",
     .fields = absence_fields,
     .run = route_add_absence},
    {.method = METHOD_POST,
     .path = "/absences/{absence}/remove",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .then = "/settings",
     .about = "you are there after all",
     .answers = "Absence",
     .run = route_remove_absence},
    {.path = "/settings/line",
     .faces = FACE_PAGE,
     .need = NEED_ADMIN,
     .page = "settings-line",
     .title = "The line",
     .shape = page_settings,
     .run = route_settings},
    {.path = "/settings",
     .faces = FACE_API,
     .need = NEED_USER,
     .about = "the house's settings: caps, quiet hours, capacity, habits",
     .answers = "Settings",
     .run = route_settings},
    {.method = METHOD_POST,
     .path = "/settings/line",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_ADMIN,
     .then = "/settings/line",
     .about = "changes settings of the house",
     .answers = "Settings",
     .fields = line_fields,
     .run = route_set_line},
    {.path = "/settings/holidays",
     .faces = FACE_PAGE,
     .need = NEED_ADMIN,
     .page = "settings-holidays",
     .title = "Holidays",
     .shape = page_settings,
     .run = route_holidays},
    {.path = "/holidays",
     .faces = FACE_API,
     .need = NEED_USER,
     .about = "the closed days of the year to come: public ones, and the company's own",
     .answers = "Holidays",
     .run = route_holidays},
    {.method = METHOD_POST,
     .path = "/holidays",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_ADMIN,
     .lane = LANE_SLOW,
     .then = "/settings/holidays",
     .status = 201,
     .about = "the company is closed on a day; what was due then is planned anew",
     .answers = "Holiday",
     .fields = holiday_fields,
     .run = route_add_holiday},
    {.method = METHOD_POST,
     .path = "/holidays/{day}/remove",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_ADMIN,
     .then = "/settings/holidays",
     .about = "it is open that day after all",
     .answers = "Holiday",
     .run = route_remove_holiday},
    {.path = "/settings/users",
     .faces = FACE_PAGE,
     .need = NEED_ADMIN,
     .page = "settings-users",
     .title = "People",
     .shape = page_settings,
     .run = route_users_page},
    {.path = "/users",
     .faces = FACE_API,
     .need = NEED_USER,
     .about = "who sells and manages here",
     .answers = "Users",
     .query = users_fields,
     .run = route_users},
    {.method = METHOD_POST,
     .path = "/users",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_ADMIN,
     .then = "/settings/users",
     .status = 201,
     .about = "somebody new",
     .answers = "User",
     .fields = new_user_fields,
     .run = route_add_user},
    {.method = METHOD_POST,
     .path = "/users/{user}",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_ADMIN,
     .then = "/settings/users",
     .about = "changes a user's fields",
     .answers = "User",
     .fields = user_fields_all,
     .run = route_set_user},
    {.method = METHOD_POST,
     .path = "/users/{user}/deactivate",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_ADMIN,
     .then = "/settings/users",
     .about = "they have left; their open leads must be somebody else's first",
     .answers = "User",
     .run = route_deactivate},
    {.method = METHOD_POST,
     .path = "/users/{user}/activate",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_ADMIN,
     .then = "/settings/users",
     .about = "they are back",
     .answers = "User",
     .run = route_activate},
    {0},
};
