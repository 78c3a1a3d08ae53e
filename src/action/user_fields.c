/* The fields of a user, as `beck user set` takes them: one row each. */
#include "action/draft.h"
#include "action/morning.h"
#include "action/setting.h"
#include "action/user_inner.h"
#include "auth/user_role.h"
#include "base/place.h"
#include "base/text.h"

#include <string.h>

typedef struct Changing {
    Context *context;
    Arena *arena;
    struct user_update_in *user;
} Changing;

typedef bool Change(Changing *changing, const char *value, Err *err);

static const char *cleaned(Changing *changing, const char *value)
{
    enum { FIELD_BYTES = 400 };
    return text_empty(value) ? NULL
                             : text_clean(changing->arena, value, strlen(value), FIELD_BYTES);
}

static bool set_name(Changing *changing, const char *value, Err *err)
{
    const char *name = cleaned(changing, value);
    const char *key = name ? text_fold(changing->arena, name) : "";
    if (!key[0])
        return err_field(err, ERR_INPUT, "name", "a user needs a name with a letter in it");
    const Context *context = changing->context;
    for (size_t i = 0; i < context->users.count; i++)
        if (context->users.at[i].id != changing->user->id &&
            text_equal(context->users.at[i].name_key, key))
            return err_field(err, ERR_CONFLICT, "name", "there is a user %s already",
                             context->users.at[i].name);
    changing->user->name = name;
    changing->user->name_key = key;
    return true;
}

static bool set_role(Changing *changing, const char *value, Err *err)
{
    UserRole role;
    if (!user_role_named(value, &role, err))
        return false;
    changing->user->role = user_role_name(role);
    return true;
}

static bool set_title(Changing *changing, const char *value, Err *err)
{
    changing->user->title = cleaned(changing, value);
    return true;
}

static bool set_email(Changing *changing, const char *value, Err *err)
{
    DraftAddress address = {0};
    if (!text_empty(value) && !draft_address(changing->arena, ADDRESS_EMAIL, value,
                                             changing->user->country, &address, err))
        return false;
    changing->user->email = address.value;
    return true;
}

static bool set_cell(Changing *changing, const char *value, Err *err)
{
    DraftAddress address = {0};
    if (!text_empty(value) && !draft_address(changing->arena, ADDRESS_CELL, value,
                                             changing->user->country, &address, err))
        return false;
    changing->user->cell = address.value;
    return true;
}

static bool set_postal(Changing *changing, const char *value, Err *err)
{
    enum { POSTAL_BYTES = 1000 };
    changing->user->postal =
        text_empty(value) ? NULL
                          : text_clean_lines(changing->arena, value, strlen(value), POSTAL_BYTES);
    return true;
}

static bool set_zone(Changing *changing, const char *value, Err *err)
{
    const Zone *zone = zone_find(value);
    if (!zone)
        return err_field(err, ERR_INPUT, "zone",
                         "\"%s\" is no time zone; write it like Europe/Berlin or America/Chicago",
                         value);
    changing->user->zone = zone_name(zone);
    return true;
}

static bool set_country(Changing *changing, const char *value, Err *err)
{
    const char *country = place_country(value);
    if (!country)
        return err_field(err, ERR_INPUT, "country",
                         "\"%s\" is no country; write its two letters, like US or DE", value);
    changing->user->country = country;
    return true;
}

static bool set_region(Changing *changing, const char *value, Err *err)
{
    changing->user->region =
        text_empty(value) ? NULL : place_region(changing->user->country, cleaned(changing, value));
    return true;
}

static bool set_hours(Changing *changing, const char *value, Err *err)
{
    Hours week[7];
    if (!hours_week_parse(value, week, err)) {
        err_at(err, "hours");
        return err_in(err, "hours");
    }
    changing->user->hours = cleaned(changing, value);
    return true;
}

static bool set_morning(Changing *changing, const char *value, Err *err)
{
    int minute = 0;
    if (text_equal_nocase(value, MORNING_OFF_WORD)) {
        changing->user->morning = MORNING_OFF_WORD;
        return true;
    }
    if (!hours_minute_parse(value, &minute) || minute >= MORNING_UNTIL_MINUTE)
        return err_field(err, ERR_INPUT, "morning",
                         "\"%s\" is no time of a morning; write it like 7:30, or off", value);
    changing->user->morning = arena_printf(changing->arena, "%d:%02d", minute / 60, minute % 60);
    return true;
}

static bool set_manager(Changing *changing, const char *value, Err *err)
{
    int64_t id = 0;
    if (!text_empty(value) && !context_user_named(changing->context, value, &id, err))
        return false;
    const struct user_list_row *above = context_find_user(changing->context, id);
    for (size_t i = 0; above && i <= changing->context->users.count; i++) {
        if (above->id == changing->user->id)
            return err_field(err, ERR_INPUT, "manager", "%s cannot report to themselves",
                             changing->user->name);
        above = context_find_user(changing->context, above->manager_id);
    }
    changing->user->manager_id = id;
    return true;
}

static const UserFieldFacts facts[] = {
    {"name", "how the user is called"},
    {"role", "rep, manager or admin"},
    {"country", "two letters; whose holidays are kept, and how numbers are read"},
    {"region", "a state or province with holidays of its own"},
    {"title", "the title that stands below what is written"},
    {"email", "the e-mail address that stands in what is written"},
    {"cell", "the cell number that is left in every voicemail"},
    {"postal", "the postal address for e-mails and letters"},
    {"zone", "the time zone: Europe/Berlin"},
    {"hours", "working hours: mon-fri 9:00-17:00, sat 10:00-13:00"},
    {"morning", "when the morning mail comes on working days: 7:30, or off"},
    {"manager", "the user they report to"},
    {NULL, NULL},
};

/* Beside the facts. In this order they are set, whatever the order they were given in: a number is
 * read by the country. */
static Change *const changes[] = {
    set_name, set_role,   set_country, set_region, set_title,   set_email,
    set_cell, set_postal, set_zone,    set_hours,  set_morning, set_manager,
};
enum { FIELDS = sizeof changes / sizeof *changes };
_Static_assert(sizeof facts / sizeof *facts == FIELDS + 1, "one change a field");

const UserFieldFacts *user_fields(void)
{
    return facts;
}

static bool check_names(const UserField *fields, size_t count, Err *err)
{
    for (size_t i = 0; i < count; i++) {
        const char *names[FIELDS + 1];
        bool known = false;
        for (size_t k = 0; k < FIELDS; k++) {
            names[k] = facts[k].name;
            known |= text_equal(names[k], fields[i].field);
        }
        names[FIELDS] = NULL;
        if (known)
            continue;
        const char *near = text_nearest(fields[i].field, names);
        return err_field(err, ERR_INPUT, "field", "a user has no field \"%s\"%s%s%s",
                         fields[i].field, near ? "; did you mean " : "", near ? near : "",
                         near ? "?" : "");
    }
    return true;
}

bool user_fields_apply(Context *context, Arena *arena, const UserField *fields, size_t count,
                       struct user_update_in *user, Err *err)
{
    Changing changing = {.context = context, .arena = arena, .user = user};
    if (!check_names(fields, count, err))
        return false;
    for (size_t k = 0; k < FIELDS; k++)
        for (size_t i = 0; i < count; i++)
            if (text_equal(facts[k].name, fields[i].field) &&
                !changes[k](&changing, text_or(fields[i].value, ""), err))
                return false;
    return true;
}
