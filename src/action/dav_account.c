#include "action/book_inner.h"
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

static const char *const people[] = {"open", "engaged", NULL};
static const char *const take[] = {"no", "group", "all", NULL};

/* By DavLogin. */
static const char *const ways[] = {
    [DAV_LOGIN_SAFE] = "safe", [DAV_LOGIN_DIGEST] = "digest", [DAV_LOGIN_BASIC] = "basic", NULL};

/* How the server is reached, whatever it has. */
#define ACCESS_FIELDS                                                                              \
    {.name = "login", .about = "the name there", .standard = ""},                                  \
        {.name = "password", .about = "the password there", .standard = "", .secret = true},       \
        {.name = "auth",                                                                           \
         .about = "how the password goes there: safe, digest, basic",                              \
         .standard = "safe",                                                                       \
         .choices = ways},                                                                         \
        {.name = "ca_file",                                                                        \
         .about = "the certificate of who signed the server's, PEM",                               \
         .standard = "",                                                                           \
         .lines = true},                                                                           \
    {                                                                                              \
        .name = "private", .about = "yes: in a private network, where http is allowed; no",        \
        .standard = "no", .choices = yes_or_no                                                     \
    }

static const DriverField calendar_fields[] = {
    ACCESS_FIELDS,
    {.name = "calendar", .about = "which one, where there are several", .standard = ""},
    {.name = "promises",
     .about = "how promises stand there: event, todo, no",
     .standard = "event",
     .choices = promises},
    {.name = "touches",
     .about = "how the touches of the day stand there: no, day (one event for all), todo",
     .standard = "no",
     .choices = touches},
    {0},
};

static const DriverField book_fields[] = {
    ACCESS_FIELDS,
    {.name = "book", .about = "which one, where there are several", .standard = ""},
    {.name = "people",
     .about = "who stands there: of your open leads, or of those alone who talked with you",
     .standard = "open",
     .choices = people},
    {.name = "take",
     .about = "which cards of your own become leads: no, those of the group, all",
     .standard = "group",
     .choices = take},
    {.name = "group", .about = "the group (category) of those that do", .standard = "Beck"},
    {0},
};

/* What differs by kind. `name` is the command, too, and what the row says. */
static const struct {
    const char *name, *noun, *a_noun, *page, *which;
    const DriverField *fields;
} kinds[DAV_KINDS] = {
    [DAV_CALENDAR] = {.name = "calendar",
                      .noun = "calendar",
                      .a_noun = "a calendar",
                      .page = "Calendars",
                      .which = "calendar",
                      .fields = calendar_fields},
    [DAV_CONTACTS] = {.name = "contacts",
                      .noun = "address book",
                      .a_noun = "an address book",
                      .page = "Contacts",
                      .which = "book",
                      .fields = book_fields},
};

const char *dav_account_noun(DavKind kind)
{
    return kinds[kind].noun;
}

const char *dav_account_page(DavKind kind)
{
    return kinds[kind].page;
}

const char *dav_account_command(DavKind kind)
{
    return kinds[kind].name;
}

DavKind dav_account_kind(const char *name)
{
    return text_equal(name, kinds[DAV_CONTACTS].name) ? DAV_CONTACTS : DAV_CALENDAR;
}

static DavKind kind_of(const struct dav_account_list_row *row)
{
    return dav_account_kind(row->kind);
}

/* --- showing ---------------------------------------------------------------------------------- */

static bool read_meetings(Context *context, Arena *arena, DavAccount *account, Err *err)
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

static bool count_entries(Context *context, Arena *arena, DavAccount *account, Err *err)
{
    struct dav_account_entries_row row;
    if (!sql_dav_account_entries(
            context->db, arena,
            &(struct dav_account_entries_in){.workspace = context->workspace, .id = account->id},
            &row, NULL, err))
        return false;
    account->entries = row.entries;
    return true;
}

static bool shown_of(Context *context, Arena *arena, const struct dav_account_list_row *row,
                     DavAccount *account, Err *err)
{
    const Doc *settings = json_parse(arena, row->settings, strlen(row->settings), err);
    bool rests = text_equal(row->state, "on") && row->failures && row->rests_until > context->now;
    const char *login_of;
    if (!settings || !sender_login_of(context, arena, row->sender_id, &login_of, err))
        return false;
    DavAccount made = {.kind = kind_of(row),
                       .id = row->id,
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

static bool list_rows(Context *context, Arena *arena, struct dav_account_list_rows *rows, Err *err)
{
    return sql_dav_account_list(context->db, arena,
                                &(struct dav_account_list_in){.workspace = context->workspace},
                                rows, err);
}

bool dav_account_list(Context *context, Arena *arena, DavKind kind, DavAccounts *accounts, Err *err)
{
    struct dav_account_list_rows rows;
    Err denied;
    if (!list_rows(context, arena, &rows, err))
        return false;
    DavAccounts made = {.at = arena_array(arena, rows.count, sizeof *made.at)};
    for (size_t i = 0; i < rows.count; i++)
        if (kind_of(&rows.at[i]) == kind &&
            sender_may_change(context, rows.at[i].user_id, &denied) &&
            !shown_of(context, arena, &rows.at[i], &made.at[made.count++], err))
            return false;
    *accounts = made;
    return true;
}

bool dav_account_find(Context *context, Arena *arena, DavKind kind, int64_t id,
                      struct dav_account_list_row *row, Err *err)
{
    struct dav_account_list_rows rows;
    Err denied;
    if (!list_rows(context, arena, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.at[i].id == id && kind_of(&rows.at[i]) == kind &&
            sender_may_change(context, rows.at[i].user_id, &denied)) {
            *row = rows.at[i];
            return true;
        }
    err_field(err, ERR_MISSING, kinds[kind].which, "there is no %s %lld", kinds[kind].noun,
              (long long)id);
    return false;
}

static bool show_again(Context *context, Arena *arena, DavKind kind, int64_t id,
                       DavAccount *account, Err *err)
{
    struct dav_account_list_row row;
    return dav_account_find(context, arena, kind, id, &row, err) &&
           shown_of(context, arena, &row, account, err);
}

/* --- the connection --------------------------------------------------------------------------- */

static const char *place_of(Arena *arena, int64_t id)
{
    return arena_printf(arena, "calendar %lld", (long long)id);
}

bool dav_account_settings(Context *context, Arena *arena, const struct dav_account_list_row *row,
                          Doc **settings, Doc **secrets, Err *err)
{
    size_t length = 0;
    const char *opened = row->secret.at
                             ? seal_open(arena, context->secret, place_of(arena, row->id),
                                         row->secret.at, row->secret.length, &length)
                             : "{}";
    if (!opened) {
        err_set(err, ERR_BROKEN, "the password of %s %lld is damaged: add it anew",
                kinds[kind_of(row)].noun, (long long)row->id);
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

/* An account from before there was a choice has no word for it: its password went there as it is,
 * by http, too, in a network that its user called private. */
static DavLogin way_of(const Doc *settings)
{
    const char *word = doc_text(settings, "auth");
    DavLogin how = DAV_LOGIN_SAFE;
    while (ways[how] && !text_equal(ways[how], word))
        how++;
    return ways[how] ? how : DAV_LOGIN_BASIC;
}

static bool connect_by(Context *context, Arena *arena, DavKind kind, const char *url,
                       int64_t sender_id, const Doc *settings, const Doc *secrets,
                       const volatile sig_atomic_t *stop, Dav **dav, Err *err)
{
    DavAccess *access = arena_make(arena, DavAccess);
    *access = (DavAccess){.kind = kind,
                          .url = url,
                          .login = doc_text(settings, "login"),
                          .password = doc_text(secrets, "password"),
                          .how = way_of(settings),
                          .authority = text_or(doc_text(settings, "ca_file"), NULL),
                          .is_private = text_equal(doc_text(settings, "private"), "yes"),
                          .stop = stop};
    return (!sender_id || login_bearer(context, arena, sender_id, NULL, &access->bearer, err)) &&
           dav_open(access, dav, err);
}

bool dav_account_connect(Context *context, Arena *arena, const struct dav_account_list_row *row,
                         const volatile sig_atomic_t *stop, Dav **dav, Err *err)
{
    Doc *settings, *secrets;
    return dav_account_settings(context, arena, row, &settings, &secrets, err) &&
           connect_by(context, arena, kind_of(row), row->url, row->sender_id, settings, secrets,
                      stop, dav, err);
}

/* --- adding ----------------------------------------------------------------------------------- */

typedef struct Adding {
    const DavAccountInput *input;
    int64_t id, user_id, sender_id;
    Doc *settings, *secrets;
    DavCollection collection;
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

static const char *names_of(Arena *arena, const DavCollections *there)
{
    enum { SHOWN = 20 };
    const char *names = "";
    for (size_t i = 0; i < there->count && i < SHOWN; i++)
        names = arena_printf(arena, "%s%s%s", names, i ? ", " : "", there->at[i].name);
    return names;
}

/* The one that was named, by its name or URL; else the only one that may be written. */
static bool takes_tasks(const Adding *adding, const DavCollection *chosen, Err *err)
{
    bool tasks = text_equal(doc_text(adding->settings, "promises"), "todo") ||
                 text_equal(doc_text(adding->settings, "touches"), "todo");
    return !tasks || chosen->todos ||
           err_field(err, ERR_INPUT, "promises", "\"%s\" takes no tasks, only events",
                     chosen->name);
}

/* The one that was named, by its name or URL; else the only one that may be written. */
static bool choose(Arena *arena, Adding *adding, const DavCollections *there, Err *err)
{
    const char *which = kinds[adding->input->kind].which, *noun = kinds[adding->input->kind].noun;
    const char *wanted = doc_text(adding->settings, which);
    const DavCollection *chosen = NULL;
    size_t fitting = 0;
    for (size_t i = 0; i < there->count; i++) {
        const DavCollection *one = &there->at[i];
        bool fits = text_empty(wanted)
                        ? there->count == 1 || one->may_write
                        : text_equal_nocase(one->name, wanted) || text_equal(one->url, wanted);
        chosen = fits ? one : chosen;
        fitting += fits;
    }
    if (fitting != 1)
        return err_field(err, ERR_INPUT, which, "which %s is to be used? There %s: %s", noun,
                         there->count == 1 ? "is" : "are", names_of(arena, there));
    if (!chosen->may_write)
        return err_field(err, ERR_DENIED, which,
                         "\"%s\" may be read but not written by this login: there %s: %s",
                         chosen->name, there->count == 1 ? "is" : "are", names_of(arena, there));
    if (!takes_tasks(adding, chosen, err))
        return false;
    adding->collection = *chosen;
    return true;
}

static bool discover(Context *context, Arena *arena, Adding *adding, Err *err)
{
    auto_dav Dav *dav = NULL;
    DavCollections there;
    return connect_by(context, arena, adding->input->kind, adding->input->url, adding->sender_id,
                      adding->settings, adding->secrets, NULL, &dav, err) &&
           dav_collections(dav, arena, &there, err) && choose(arena, adding, &there, err);
}

static bool is_first(Context *context, Arena *arena, const Adding *adding, Err *err)
{
    struct dav_account_list_rows rows;
    if (!list_rows(context, arena, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (text_equal(rows.at[i].url, adding->collection.url))
            return err_field(err, ERR_CONFLICT, kinds[adding->input->kind].which,
                             "\"%s\" is used already, and is to be removed first: Settings, "
                             "%s, or `beck %s remove %lld`",
                             rows.at[i].name, kinds[adding->input->kind].page,
                             kinds[adding->input->kind].name, (long long)rows.at[i].id);
    return true;
}

static bool insert(Context *context, Arena *arena, const Adding *adding, Err *err)
{
    struct Blob sealed = {0};
    const char *secrets = sender_json(arena, adding->secrets);
    if (!adding->sender_id)
        sealed.at = seal_close(arena, context->secret, place_of(arena, adding->id), secrets,
                               strlen(secrets), &sealed.length);
    return sql_dav_account_insert(
        context->db,
        &(struct dav_account_insert_in){.workspace = context->workspace,
                                        .id = adding->id,
                                        .kind = kinds[adding->input->kind].name,
                                        .user_id = adding->user_id,
                                        .url = adding->collection.url,
                                        .name = adding->collection.name,
                                        .sender_id = adding->sender_id,
                                        .settings = sender_json(arena, adding->settings),
                                        .secret = sealed,
                                        .now = context->now},
        err);
}

static bool audit(Context *context, Arena *arena, DavKind kind, int64_t id, const char *did,
                  Err *err)
{
    return audit_own(context, kinds[kind].name,
                     arena_printf(arena, "%s %lld %s", kinds[kind].noun, (long long)id, did), err);
}

/* What is within is looked at by who reads it (base/net.h); its key is none of Beck's business. */
static bool check_authority(const Adding *adding, Err *err)
{
    enum { MOST = 64 * 1024 };
    const char *text = text_or(doc_text(adding->settings, "ca_file"), "");
    if (strlen(text) > MOST)
        return err_field(err, ERR_INPUT, "ca_file",
                         "ca_file is longer than %d KB: give the "
                         "certificate of the server's own authority alone",
                         MOST / 1024);
    return !strstr(text, "PRIVATE KEY-----") ||
           err_field(err, ERR_INPUT, "ca_file",
                     "there is a private key in ca_file: give the "
                     "certificate without it");
}

static bool check_input(Context *context, Arena *arena, Adding *adding, Err *err)
{
    const DavAccountInput *input = adding->input;
    Doc *given = doc_object(arena);
    for (const Doc *one = input->settings->first; one; one = one->next)
        if (!text_empty(one->text))
            doc_set_text(arena, given, one->name, one->text);
    return sender_choose_user(context, input->user, false, &adding->user_id, err) &&
           driver_fields_read(arena, kinds[input->kind].a_noun, kinds[input->kind].fields, given,
                              &adding->settings, &adding->secrets, err) &&
           check_authority(adding, err) && find_sender(context, arena, adding, err);
}

bool dav_account_add(Context *context, Arena *arena, const DavAccountInput *input,
                     DavAccount *account, Err *err)
{
    Adding adding = {.input = input};
    if (!check_input(context, arena, &adding, err) || !discover(context, arena, &adding, err))
        return false;
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) && is_first(context, arena, &adding, err) &&
           context_id(context, &adding.id, err) && insert(context, arena, &adding, err) &&
           audit(context, arena, input->kind, adding.id, "added", err) &&
           show_again(context, arena, input->kind, adding.id, account, err) && db_commit(&txn, err);
}

/* --- changing --------------------------------------------------------------------------------- */

static bool set_state(Context *context, Arena *arena, DavKind kind, int64_t id, const char *state,
                      const char *why, DavAccount *account, Err *err)
{
    struct dav_account_list_row row;
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           dav_account_find(context, arena, kind, id, &row, err) &&
           sql_dav_account_set(
               context->db,
               &(struct dav_account_set_in){
                   .workspace = context->workspace, .id = id, .state = state, .why = why},
               err) &&
           audit(context, arena, kind, id, state, err) &&
           show_again(context, arena, kind, id, account, err) && db_commit(&txn, err);
}

bool dav_account_pause(Context *context, Arena *arena, DavKind kind, int64_t id, const char *why,
                       DavAccount *account, Err *err)
{
    const char *said = text_empty(why) ? "paused" : text_clean(arena, why, strlen(why), WHY_BYTES);
    return set_state(context, arena, kind, id, "off", said, account, err);
}

bool dav_account_resume(Context *context, Arena *arena, DavKind kind, int64_t id,
                        DavAccount *account, Err *err)
{
    return set_state(context, arena, kind, id, "on", NULL, account, err);
}

bool dav_account_end(Context *context, Arena *arena, DavKind kind, int64_t id, Err *err)
{
    struct dav_account_list_row row;
    DavSynced synced = {0};
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !dav_account_find(context, arena, kind, id, &row, err))
        return false;
    DavSync sync = {.context = context, .arena = arena, .row = &row, .synced = &synced};
    return (kind != DAV_CALENDAR || calendar_forget_meetings(&sync, err)) &&
           sql_dav_account_end(
               context->db, &(struct dav_account_end_in){.workspace = context->workspace, .id = id},
               err) &&
           audit(context, arena, kind, id, "ended", err) && db_commit(&txn, err);
}

/* --- trying ----------------------------------------------------------------------------------- */

static bool try_out(Context *context, Arena *arena, const struct dav_account_list_row *row,
                    Err *why)
{
    auto_dav Dav *dav = NULL;
    DavCollections there;
    const char *which = kinds[kind_of(row)].which;
    if (!dav_account_connect(context, arena, row, NULL, &dav, why) ||
        !dav_collections(dav, arena, &there, why))
        return false;
    for (size_t i = 0; i < there.count; i++)
        if (text_equal(there.at[i].url, row->url))
            return there.at[i].may_write ||
                   err_field(why, ERR_DENIED, which,
                             "\"%s\" may be read but not written by this login", row->name);
    return err_field(why, ERR_MISSING, which, "%s is no %s any more: there %s %s", row->url,
                     kinds[kind_of(row)].noun, there.count == 1 ? "is" : "are",
                     names_of(arena, &there));
}

bool dav_account_probe(Context *context, Arena *arena, DavKind kind, int64_t id, DavProbed *probed,
                       Err *err)
{
    struct dav_account_list_row row;
    DavProbed made = {0};
    if (!dav_account_find(context, arena, kind, id, &row, err) ||
        !shown_of(context, arena, &row, &made.account, err))
        return false;
    made.works = try_out(context, arena, &row, &made.why);
    *probed = made;
    return true;
}
