#include "action/calendar_inner.h"

#include "action/audit_inner.h"
#include "action/login.h"
#include "action/sender_inner.h"
#include "auth/seal.h"
#include "base/json.h"
#include "base/text.h"
#include "channel/driver_field.h"

#include <string.h>

enum { WHY_BYTES = 300 };

static const char *const promises[] = {"event", "todo", "no", NULL};
static const char *const touches[] = {"no", "day", "todo", NULL};
static const char *const yes_or_no[] = {"no", "yes", NULL};

static const DriverField fields[] = {
    {.name = "login", .about = "the name there", .standard = ""},
    {.name = "password", .about = "the password there", .standard = "", .secret = true},
    {.name = "calendar", .about = "which one, where there are several", .standard = ""},
    {.name = "promises",
     .about = "how promises stand there: event, todo, no",
     .standard = "event",
     .choices = promises},
    {.name = "touches",
     .about = "how the touches of the day stand there: no, day (one event for all), todo",
     .standard = "no",
     .choices = touches},
    {.name = "private",
     .about = "yes: in a private network, where http is allowed; no",
     .standard = "no",
     .choices = yes_or_no},
    {0},
};

/* --- showing ---------------------------------------------------------------------------------- */

static bool read_meetings(Context *context, Arena *arena, CalendarAccount *account, Err *err)
{
    struct calendar_meetings_rows rows;
    if (!sql_calendar_meetings(context->db, arena,
                               &(struct calendar_meetings_in){.workspace = context->workspace,
                                                              .account_id = account->id},
                               &rows, err))
        return false;
    account->meetings = arena_array(arena, rows.count, sizeof *account->meetings);
    for (size_t i = 0; i < rows.count && account->meeting_count < CALENDAR_MEETINGS_SHOWN; i++)
        if (text_equal(rows.at[i].state, "booked") && rows.at[i].ends_at > context->now)
            account->meetings[account->meeting_count++] =
                (CalendarMeeting){.lead_id = rows.at[i].lead_id,
                                  .contact_name = rows.at[i].contact_name,
                                  .summary = rows.at[i].summary,
                                  .starts_at = rows.at[i].starts_at,
                                  .ends_at = rows.at[i].ends_at,
                                  .waits = rows.at[i].applied_at == rows.at[i].starts_at};
    return true;
}

static bool count_entries(Context *context, Arena *arena, CalendarAccount *account, Err *err)
{
    struct calendar_items_rows rows;
    if (!sql_calendar_items(
            context->db, arena,
            &(struct calendar_items_in){.workspace = context->workspace, .account_id = account->id},
            &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        account->entries += text_equal(rows.at[i].state, "there") && rows.at[i].mark.at;
    return true;
}

static bool find_login_of(Context *context, Arena *arena, int64_t sender_id, const char **address,
                          Err *err)
{
    struct sender_list_rows rows = {0};
    *address = sender_id ? "a sender that has ended" : NULL;
    if (sender_id && !sender_rows(context, arena, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.at[i].id == sender_id)
            *address = rows.at[i].address;
    return true;
}

static bool shown_of(Context *context, Arena *arena, const struct calendar_account_list_row *row,
                     CalendarAccount *account, Err *err)
{
    const Doc *settings = json_parse(arena, row->settings, strlen(row->settings), err);
    bool rests = text_equal(row->state, "on") && row->failures && row->rests_until > context->now;
    const char *login_of;
    if (!settings || !find_login_of(context, arena, row->sender_id, &login_of, err))
        return false;
    CalendarAccount made = {.id = row->id,
                            .user = context_name_of(context, row->user_id),
                            .url = row->url,
                            .name = row->name,
                            .login_of = login_of,
                            .settings = settings,
                            .state = rests ? "rests" : row->state,
                            .why = row->why,
                            .rests_until = rests ? row->rests_until : TIME_NONE,
                            .synced_at = row->synced_at};
    if (!read_meetings(context, arena, &made, err) || !count_entries(context, arena, &made, err))
        return false;
    *account = made;
    return true;
}

static bool list_rows(Context *context, Arena *arena, struct calendar_account_list_rows *rows,
                      Err *err)
{
    return sql_calendar_account_list(
        context->db, arena, &(struct calendar_account_list_in){.workspace = context->workspace},
        rows, err);
}

bool calendar_account_list(Context *context, Arena *arena, CalendarAccounts *accounts, Err *err)
{
    struct calendar_account_list_rows rows;
    Err denied;
    if (!list_rows(context, arena, &rows, err))
        return false;
    CalendarAccounts made = {.at = arena_array(arena, rows.count, sizeof *made.at)};
    for (size_t i = 0; i < rows.count; i++)
        if (sender_may_change(context, rows.at[i].user_id, &denied) &&
            !shown_of(context, arena, &rows.at[i], &made.at[made.count++], err))
            return false;
    *accounts = made;
    return true;
}

bool calendar_find(Context *context, Arena *arena, int64_t id,
                   struct calendar_account_list_row *row, Err *err)
{
    struct calendar_account_list_rows rows;
    Err denied;
    if (!list_rows(context, arena, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.at[i].id == id && sender_may_change(context, rows.at[i].user_id, &denied)) {
            *row = rows.at[i];
            return true;
        }
    err_field(err, ERR_MISSING, "calendar", "there is no calendar %lld", (long long)id);
    return false;
}

static bool show_again(Context *context, Arena *arena, int64_t id, CalendarAccount *account,
                       Err *err)
{
    struct calendar_account_list_row row;
    return calendar_find(context, arena, id, &row, err) &&
           shown_of(context, arena, &row, account, err);
}

/* --- the connection --------------------------------------------------------------------------- */

static const char *place_of(Arena *arena, int64_t id)
{
    return arena_printf(arena, "calendar %lld", (long long)id);
}

bool calendar_settings(Context *context, Arena *arena, const struct calendar_account_list_row *row,
                       Doc **settings, Doc **secrets, Err *err)
{
    size_t length = 0;
    const char *opened = row->secret.at
                             ? seal_open(arena, context->secret, place_of(arena, row->id),
                                         row->secret.at, row->secret.length, &length)
                             : "{}";
    if (!opened) {
        err_set(err, ERR_BROKEN, "the password of calendar %lld is damaged: add it anew",
                (long long)row->id);
        return false;
    }
    Doc *plain = json_parse(arena, row->settings, strlen(row->settings), err);
    Doc *sealed = plain ? json_parse(arena, opened, length ? length : strlen(opened), err) : NULL;
    if (!sealed)
        return false;
    *settings = plain;
    *secrets = sealed;
    return true;
}

static bool connect_by(Context *context, Arena *arena, const char *url, int64_t sender_id,
                       const Doc *settings, const Doc *secrets, const volatile sig_atomic_t *stop,
                       Dav **dav, Err *err)
{
    DavAccess *access = arena_make(arena, DavAccess);
    *access = (DavAccess){.url = url,
                          .login = doc_text(settings, "login"),
                          .password = doc_text(secrets, "password"),
                          .is_private = text_equal(doc_text(settings, "private"), "yes"),
                          .stop = stop};
    return (!sender_id || login_bearer(context, arena, sender_id, NULL, &access->bearer, err)) &&
           dav_open(access, dav, err);
}

bool calendar_connect(Context *context, Arena *arena, const struct calendar_account_list_row *row,
                      const volatile sig_atomic_t *stop, Dav **dav, Err *err)
{
    Doc *settings, *secrets;
    return calendar_settings(context, arena, row, &settings, &secrets, err) &&
           connect_by(context, arena, row->url, row->sender_id, settings, secrets, stop, dav, err);
}

/* --- adding ----------------------------------------------------------------------------------- */

typedef struct Adding {
    const CalendarAccountInput *input;
    int64_t id, user_id, sender_id;
    Doc *settings, *secrets;
    DavCalendar calendar;
} Adding;

/* Without a password the login is a sender's that is signed in at a provider. */
static bool find_sender(Context *context, Arena *arena, Adding *adding, Err *err)
{
    const char *login = doc_text(adding->settings, "login");
    struct sender_list_rows rows;
    Doc *settings, *secrets;
    Err denied;
    if (!text_empty(doc_text(adding->secrets, "password")))
        return true;
    if (!sender_rows(context, arena, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (text_equal_nocase(rows.at[i].address, login) &&
            sender_may_change(context, rows.at[i].user_id, &denied) &&
            sender_settings(context, arena, &rows.at[i], &settings, &secrets, &denied) &&
            !text_empty(doc_text(settings, "oauth"))) {
            adding->sender_id = rows.at[i].id;
            return true;
        }
    return err_field(err, ERR_INPUT, "password",
                     "the password is missing: without one the login is the address of a sender "
                     "that is signed in at a provider, and %s is none",
                     text_or(login, "no login"));
}

static const char *names_of(Arena *arena, const DavCalendars *calendars)
{
    enum { SHOWN = 20 };
    const char *names = "";
    for (size_t i = 0; i < calendars->count && i < SHOWN; i++)
        names = arena_printf(arena, "%s%s%s", names, i ? ", " : "", calendars->at[i].name);
    return names;
}

/* The one that was named, by its name or URL; else the only one that may be written. */
static bool choose(Arena *arena, Adding *adding, const DavCalendars *calendars, Err *err)
{
    const char *wanted = doc_text(adding->settings, "calendar");
    const DavCalendar *chosen = NULL;
    size_t fitting = 0;
    for (size_t i = 0; i < calendars->count; i++) {
        const DavCalendar *one = &calendars->at[i];
        bool fits = text_empty(wanted)
                        ? calendars->count == 1 || one->may_write
                        : text_equal_nocase(one->name, wanted) || text_equal(one->url, wanted);
        chosen = fits ? one : chosen;
        fitting += fits;
    }
    if (fitting != 1)
        return err_field(err, ERR_INPUT, "calendar", "which calendar is to be used? There %s: %s",
                         calendars->count == 1 ? "is" : "are", names_of(arena, calendars));
    if (!chosen->may_write)
        return err_field(err, ERR_DENIED, "calendar",
                         "\"%s\" may be read but not written by this login: there %s: %s",
                         chosen->name, calendars->count == 1 ? "is" : "are",
                         names_of(arena, calendars));
    bool tasks = text_equal(doc_text(adding->settings, "promises"), "todo") ||
                 text_equal(doc_text(adding->settings, "touches"), "todo");
    if (tasks && !chosen->todos)
        return err_field(err, ERR_INPUT, "promises", "\"%s\" takes no tasks, only events",
                         chosen->name);
    adding->calendar = *chosen;
    return true;
}

static bool discover(Context *context, Arena *arena, Adding *adding, Err *err)
{
    auto_dav Dav *dav = NULL;
    DavCalendars calendars;
    return connect_by(context, arena, adding->input->url, adding->sender_id, adding->settings,
                      adding->secrets, NULL, &dav, err) &&
           dav_calendars(dav, arena, &calendars, err) && choose(arena, adding, &calendars, err);
}

static bool is_first(Context *context, Arena *arena, const Adding *adding, Err *err)
{
    struct calendar_account_list_rows rows;
    if (!list_rows(context, arena, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (text_equal(rows.at[i].url, adding->calendar.url))
            return err_field(err, ERR_CONFLICT, "calendar",
                             "\"%s\" is used already, and is to be removed first: Settings, "
                             "Calendars, or `beck calendar remove %lld`",
                             rows.at[i].name, (long long)rows.at[i].id);
    return true;
}

static bool insert(Context *context, Arena *arena, const Adding *adding, Err *err)
{
    struct Blob sealed = {0};
    const char *secrets = sender_json(arena, adding->secrets);
    if (!adding->sender_id)
        sealed.at = seal_close(arena, context->secret, place_of(arena, adding->id), secrets,
                               strlen(secrets), &sealed.length);
    return sql_calendar_account_insert(
        context->db,
        &(struct calendar_account_insert_in){.workspace = context->workspace,
                                             .id = adding->id,
                                             .user_id = adding->user_id,
                                             .url = adding->calendar.url,
                                             .name = adding->calendar.name,
                                             .sender_id = adding->sender_id,
                                             .settings = sender_json(arena, adding->settings),
                                             .secret = sealed,
                                             .now = context->now},
        err);
}

static bool audit(Context *context, Arena *arena, int64_t id, const char *did, Err *err)
{
    return audit_own(context, "calendar",
                     arena_printf(arena, "calendar %lld %s", (long long)id, did), err);
}

static bool check_input(Context *context, Arena *arena, Adding *adding, Err *err)
{
    const CalendarAccountInput *input = adding->input;
    Doc *given = doc_object(arena);
    for (const Doc *one = input->settings->first; one; one = one->next)
        if (!text_empty(one->text))
            doc_set_text(arena, given, one->name, one->text);
    return sender_choose_user(context, input->user, false, &adding->user_id, err) &&
           driver_fields_read(arena, "a calendar", fields, given, &adding->settings,
                              &adding->secrets, err) &&
           find_sender(context, arena, adding, err);
}

bool calendar_account_add(Context *context, Arena *arena, const CalendarAccountInput *input,
                          CalendarAccount *account, Err *err)
{
    Adding adding = {.input = input};
    if (!check_input(context, arena, &adding, err) || !discover(context, arena, &adding, err))
        return false;
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) && is_first(context, arena, &adding, err) &&
           context_id(context, &adding.id, err) && insert(context, arena, &adding, err) &&
           audit(context, arena, adding.id, "added", err) &&
           show_again(context, arena, adding.id, account, err) && db_commit(&txn, err);
}

/* --- changing --------------------------------------------------------------------------------- */

static bool set_state(Context *context, Arena *arena, int64_t id, const char *state,
                      const char *why, CalendarAccount *account, Err *err)
{
    struct calendar_account_list_row row;
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           calendar_find(context, arena, id, &row, err) &&
           sql_calendar_account_set(
               context->db,
               &(struct calendar_account_set_in){
                   .workspace = context->workspace, .id = id, .state = state, .why = why},
               err) &&
           audit(context, arena, id, state, err) && show_again(context, arena, id, account, err) &&
           db_commit(&txn, err);
}

bool calendar_account_pause(Context *context, Arena *arena, int64_t id, const char *why,
                            CalendarAccount *account, Err *err)
{
    const char *said = text_empty(why) ? "paused" : text_clean(arena, why, strlen(why), WHY_BYTES);
    return set_state(context, arena, id, "off", said, account, err);
}

bool calendar_account_resume(Context *context, Arena *arena, int64_t id, CalendarAccount *account,
                             Err *err)
{
    return set_state(context, arena, id, "on", NULL, account, err);
}

bool calendar_account_end(Context *context, Arena *arena, int64_t id, Err *err)
{
    struct calendar_account_list_row row;
    CalendarSynced synced = {0};
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !calendar_find(context, arena, id, &row, err))
        return false;
    CalendarSync sync = {.context = context, .arena = arena, .row = &row, .synced = &synced};
    return sql_calendar_meeting_gone(context->db,
                                     &(struct calendar_meeting_gone_in){
                                         .workspace = context->workspace, .account_id = id},
                                     err) &&
           calendar_apply_meetings(&sync, err) &&
           sql_calendar_account_end(
               context->db,
               &(struct calendar_account_end_in){.workspace = context->workspace, .id = id}, err) &&
           audit(context, arena, id, "ended", err) && db_commit(&txn, err);
}

/* --- trying ----------------------------------------------------------------------------------- */

static bool try_out(Context *context, Arena *arena, const struct calendar_account_list_row *row,
                    Err *why)
{
    auto_dav Dav *dav = NULL;
    DavCalendars calendars;
    if (!calendar_connect(context, arena, row, NULL, &dav, why) ||
        !dav_calendars(dav, arena, &calendars, why))
        return false;
    for (size_t i = 0; i < calendars.count; i++)
        if (text_equal(calendars.at[i].url, row->url))
            return calendars.at[i].may_write ||
                   err_field(why, ERR_DENIED, "calendar",
                             "\"%s\" may be read but not written by this login", row->name);
    return err_field(why, ERR_MISSING, "calendar", "%s is no calendar any more: there %s %s",
                     row->url, calendars.count == 1 ? "is" : "are", names_of(arena, &calendars));
}

bool calendar_account_probe(Context *context, Arena *arena, int64_t id, CalendarProbed *probed,
                            Err *err)
{
    struct calendar_account_list_row row;
    CalendarProbed made = {0};
    if (!calendar_find(context, arena, id, &row, err) ||
        !shown_of(context, arena, &row, &made.account, err))
        return false;
    made.works = try_out(context, arena, &row, &made.why);
    *probed = made;
    return true;
}
