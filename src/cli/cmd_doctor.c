/* doctor */
#include "cli/commands.h"

#include "action/check.h"
#include "action/dav_account.h"
#include "action/mailbox.h"
#include "action/standing.h"
#include "action/user_admin.h"
#include "base/module.h"
#include "base/text.h"
#include "cli/text_house.h"
#include "cli/text_say.h"

#include <string.h>

typedef enum Health { HEALTH_GOOD, HEALTH_WEAK, HEALTH_BAD } Health;

static void add(Cli *cli, Doc *checks, Health health, const char *what, const char *found,
                const char *advice)
{
    static const char *const states[] = {"good", "weak", "bad"};
    Doc *entry = doc_add_object(cli->arena, checks);
    doc_set_text(cli->arena, entry, "what", what);
    doc_set_text(cli->arena, entry, "state", states[health]);
    doc_set_text(cli->arena, entry, "found", found);
    doc_set_text(cli->arena, entry, "advice", advice);
    if (health == HEALTH_BAD)
        cli->exit_code = EXIT_FOUND;
}

static bool open_database(Cli *cli, Err *err)
{
    const Given *given = &cli->given;
    ContextOptions options = {.database = options_text(given, "db"),
                              .user = options_text(given, "user"),
                              .workspace = options_text(given, "workspace"),
                              .now = cli->now};
    return context_open(&options, &cli->context, err);
}

static void look_at_database(Cli *cli, Doc *checks)
{
    Err err = {0};
    CheckResult audit;
    if (!open_database(cli, &err)) {
        add(cli, checks, HEALTH_BAD, "database", arena_strdup(cli->arena, err.message), NULL);
        return;
    }
    cli->page.zone = context_zone(cli->context);
    cli->page.country = context_country(cli->context);
    add(cli, checks, HEALTH_GOOD, "database", arena_strdup(cli->arena, context_place(cli->context)),
        NULL);
    if (!check_promises(cli->context, cli->arena, &audit, &err))
        add(cli, checks, HEALTH_BAD, "soundness", arena_strdup(cli->arena, err.message),
            "Take a backup back, or ask whoever looks after this machine.");
    else if (audit.problem_count)
        add(cli, checks, HEALTH_BAD, "soundness",
            say_count(cli->arena, (int64_t)audit.problem_count, "problem", NULL),
            "`beck check` tells which.");
    else
        add(cli, checks, HEALTH_GOOD, "soundness",
            arena_printf(cli->arena, "%s, every promise is kept",
                         say_count(cli->arena, audit.leads, "lead", NULL)),
            NULL);
}

static const UserShown *find_me(const Cli *cli, const UsersShown *users)
{
    for (size_t i = 0; i < users->count; i++)
        if (users->at[i].id == context_user(cli->context))
            return &users->at[i];
    return NULL;
}

/* Every voicemail and e-mail that Beck writes ends with them. */
static void look_at_user(Cli *cli, Doc *checks)
{
    Err err = {0};
    UsersShown users;
    if (!cli->context || !list_users(cli->context, cli->arena, true, &users, &err))
        return;
    const UserShown *me = find_me(cli, &users);
    if (!me)
        return;
    bool cell = !text_empty(me->cell), email = !text_empty(me->email);
    const char *missing = cell    ? "e-mail address"
                          : email ? "cell number"
                                  : "cell number, no e-mail";
    if (cell && email)
        add(cli, checks, HEALTH_GOOD, "you",
            arena_printf(cli->arena, "%s, %s, %s", me->name,
                         say_address(&cli->page, me->cell, NULL), me->email),
            NULL);
    else
        add(cli, checks, HEALTH_WEAK, "you",
            arena_printf(cli->arena, "%s has no %s", me->name, missing),
            arena_printf(cli->arena, "beck user set \"%s\" %s", me->name,
                         cell    ? "email=…"
                         : email ? "cell=…"
                                 : "cell=… email=…"));
}

/* Nor do they say "My company". */
static void look_at_company(Cli *cli, Doc *checks)
{
    if (!cli->context)
        return;
    const char *company = context_company(cli->context);
    bool named = strcmp(company, COMPANY_UNNAMED) != 0;
    add(cli, checks, named ? HEALTH_GOOD : HEALTH_WEAK, "company",
        named ? company : "has no name, and every text says it",
        named ? NULL : "beck config set company \"…\"");
}

/* Whose answers nobody hears. */
static void look_at_mailboxes(Cli *cli, Doc *checks)
{
    Err err = {0};
    MailboxesShown mailboxes;
    if (!cli->context || !mailbox_list(cli->context, cli->arena, &mailboxes, &err))
        return;
    for (size_t i = 0; i < mailboxes.count; i++) {
        const MailboxShown *one = &mailboxes.at[i];
        const char *advice =
            arena_printf(cli->arena, "beck mailbox resume %lld", (long long)one->id);
        if (!text_equal(one->state, "on"))
            add(cli, checks, HEALTH_WEAK, "mailbox",
                arena_printf(cli->arena, "%s %s: %s", one->address,
                             text_equal(one->state, "off") ? "is off" : "rests",
                             text_or(one->why, "nobody said why")),
                advice);
        if (one->aside_total)
            add(cli, checks, HEALTH_WEAK, "mailbox",
                arena_printf(cli->arena, "%s: %s set aside", one->address,
                             say_count(cli->arena, one->aside_total, "mail", NULL)),
                advice);
    }
}

/* What is moved or booked there is not seen. */
static void look_at_servers(Cli *cli, Doc *checks, DavKind kind, const char *what,
                            const char *command)
{
    Err err = {0};
    DavAccounts accounts;
    if (!cli->context || !dav_account_list(cli->context, cli->arena, kind, &accounts, &err))
        return;
    for (size_t i = 0; i < accounts.count; i++) {
        const DavAccount *one = &accounts.at[i];
        bool on = text_equal(one->state, "on");
        if (!on || one->why)
            add(cli, checks, HEALTH_WEAK, what,
                arena_printf(cli->arena, "%s %s: %s", one->name,
                             on                              ? "is on"
                             : text_equal(one->state, "off") ? "is off"
                                                             : "rests",
                             text_or(one->why, "nobody said why")),
                arena_printf(cli->arena, "beck %s %s %lld", command, on ? "check" : "resume",
                             (long long)one->id));
    }
}

/* What it remembers beside the database, and whether it sends. */
static void look_at_standing(Cli *cli, Doc *checks)
{
    Err err = {0};
    StandingShown standing;
    if (!cli->context || !standing_show(cli->context, cli->arena, &standing, &err))
        return;
    if (!standing.file) {
        add(cli, checks, HEALTH_BAD, "state folder", standing.why,
            "Without it nothing is sent from here.");
        return;
    }
    add(cli, checks, HEALTH_GOOD, "state folder", standing.file, NULL);
    if (standing.armed)
        return;
    add(cli, checks, HEALTH_WEAK, "sending",
        standing.armed_file
            ? arena_printf(cli->arena, "%s; armed is %s", standing.why, standing.armed_file)
            : standing.why,
        standing.armed_file ? "Give who arms and who sends the same BECK_STATE."
                            : "beck outbox arm");
}

static void look_at_zones(Cli *cli, Doc *checks)
{
    const char *local = zone_name(zone_local());
    if (zone_find("Europe/Berlin") && zone_find("America/Chicago"))
        add(cli, checks, HEALTH_GOOD, "time zones",
            arena_printf(cli->arena, "known; this machine is in %s", local), NULL);
    else
        add(cli, checks, HEALTH_BAD, "time zones", "the system has no data of time zones",
            "Install tzdata.");
}

/* The clock is older than this program, or no clock at all. */
static void look_at_clock(Cli *cli, Doc *checks)
{
    Time built = (Time)day_of_civil(2025, 11, 1) * DAY_SECONDS, now = clock_now();
    const char *said = time_rfc3339(cli->arena, now);
    if (now < built)
        add(cli, checks, HEALTH_BAD, "clock", said,
            "It is wrong: this Beck is younger. Set the clock, every touch is planned by it.");
    else
        add(cli, checks, HEALTH_GOOD, "clock", said, NULL);
}

static void look_at_modules(Cli *cli, Doc *checks)
{
    static const struct {
        const char *name, *what;
        Health without;
    } modules[] = {
        {"phone", "phone numbers", HEALTH_BAD},  {"xlsx", "Excel files", HEALTH_WEAK},
        {"postgres", "PostgreSQL", HEALTH_WEAK}, {"http", "web app", HEALTH_WEAK},
        {"signin", "sign-in", HEALTH_WEAK},      {"net", "webhooks", HEALTH_WEAK},
        {"ical", "calendars", HEALTH_WEAK},
    };
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) {
        Err err = {0};
        if (module_table(modules[i].name, &err))
            add(cli, checks, HEALTH_GOOD, modules[i].what, "module loaded", NULL);
        else
            add(cli, checks, modules[i].without, modules[i].what, "module cannot be loaded",
                arena_strdup(cli->arena, err.message));
    }
}

bool cmd_doctor(Cli *cli, Err *err)
{
    Doc *doc = doc_object(cli->arena);
    doc_set_text(cli->arena, doc, "version", cli_version());
    Doc *checks = doc_set_array(cli->arena, doc, "checks");
    look_at_database(cli, checks);
    look_at_user(cli, checks);
    look_at_company(cli, checks);
    look_at_mailboxes(cli, checks);
    look_at_servers(cli, checks, DAV_CALENDAR, "calendar", "calendar");
    look_at_servers(cli, checks, DAV_CONTACTS, "address book", "contacts");
    look_at_standing(cli, checks);
    look_at_zones(cli, checks);
    look_at_clock(cli, checks);
    look_at_modules(cli, checks);
    cli_show(cli, doc, text_doctor);
    return true;
}
