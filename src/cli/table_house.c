#include "cli/table_part.h"

const Command commands_house[] = {
    {
        .name = "init",
        .need = NEED_NOTHING,
        .run = cmd_init,
        .about = "makes the database, the first user and the cadences",
        .detail = "Your cell number and e-mail address stand in every voicemail and e-mail Beck "
                  "writes for you. --user is your name, --workspace the company's. Doing it twice "
                  "changes nothing.",
        .options = OPTIONS(
            {.name = "cell", .kind = VALUE_TEXT, .value = "NUMBER", .about = "your cell number"},
            {.name = "email",
             .kind = VALUE_TEXT,
             .value = "ADDRESS",
             .about = "your e-mail address"},
            {.name = "postal",
             .kind = VALUE_TEXT,
             .value = "ADDRESS",
             .about = "your postal address, which e-mails must have in some countries"},
            {.name = "zone",
             .kind = VALUE_TEXT,
             .value = "ZONE",
             .about = "your time zone: Europe/Berlin; else the machine's"},
            {.name = "country",
             .kind = VALUE_TEXT,
             .value = "XX",
             .about = "your country, two letters; else by the zone"}),
        .examples = EXAMPLES(
            {"beck init --user \"Ann Ford\" --workspace \"Ford Pumps\" --cell \"202 555 0123\" "
             "--email ann@ford.example",
             "Ready to import."},
            {"beck --db team.db init", "In a file of your choice."}),
    },
    {
        .name = "serve",
        .need = NEED_NOTHING,
        .run = cmd_serve,
        .about = "the web app and its API, for this and other machines",
        .detail = "Listens on 127.0.0.1:2325 unless told otherwise. On another address it wants "
                  "TLS: give "
                  "--certificate and --key, or put a proxy before it and say --behind-proxy, which "
                  "believes that proxy's X-Forwarded-For and X-Forwarded-Proto. It sends, reads "
                  "and calls for what is due beside its pages, as `beck work` does alone; where "
                  "that runs on another machine, say --pages-only. SIGTERM or Ctrl-C lets it "
                  "finish what it is at.",
        .options = OPTIONS(
            {.name = "listen",
             .kind = VALUE_TEXT,
             .value = "HOST:PORT",
             .about = "where; port 0 takes any free one"},
            {.name = "certificate",
             .kind = VALUE_FILE,
             .value = "FILE",
             .about = "TLS: the certificate and its chain, PEM"},
            {.name = "key", .kind = VALUE_FILE, .value = "FILE", .about = "TLS: its key, PEM"},
            {.name = "url",
             .kind = VALUE_TEXT,
             .value = "URL",
             .about = "where users reach it: https://beck.example"},
            {.name = "behind-proxy", .about = "a proxy of yours stands before it"},
            {.name = "pages-only", .about = "`beck work` sends and reads, here or elsewhere"}),
        .examples =
            EXAMPLES({"beck serve", "On this machine alone."},
                     {"beck serve --listen 0.0.0.0:443 --certificate beck.pem --key key.pem",
                      "For the office."},
                     {"beck serve --behind-proxy --pages-only",
                      "One of several; `beck work` runs on a machine of its own."}),
    },
    {
        .name = "config",
        .need = NEED_READ,
        .run = cmd_config,
        .about = "the settings: caps, hours, waits, default cadences",
        .detail = "tracking is off as it comes. With it links of mails go by this Beck, and an "
                  "image tells of an opening: in the European Union only with the consent of who "
                  "reads them (ePrivacy Directive 5(3), GDPR 6 and 7), for which you ask, not "
                  "Beck. Neither network addresses nor browsers are kept; what is kept is that a "
                  "message was seen, and which link a person followed. A scanner is no person; "
                  "an opening proves no reader. It is erased with the person.",
        .subcommands = SUBCOMMANDS(
            {
                .name = "list",
                .need = NEED_READ,
                .run = cmd_config,
                .about = "all settings, their values and what they are for",
                .examples = EXAMPLES({"beck config list", "What can be set."}),
            },
            {
                .name = "get",
                .need = NEED_READ,
                .run = cmd_config_get,
                .about = "prints one value",
                .arguments =
                    ARGUMENTS({.name = "NAME", .kind = VALUE_TEXT, .about = "the setting"}),
                .examples = EXAMPLES({"beck config get call_hours", "8:00-21:00"}),
            },
            {
                .name = "set",
                .need = NEED_WRITE,
                .run = cmd_config_set,
                .about = "changes one value",
                .detail = "Open leads are planned by it when they next change.",
                .arguments =
                    ARGUMENTS({.name = "NAME", .kind = VALUE_TEXT, .about = "the setting"},
                              {.name = "VALUE", .kind = VALUE_TEXT, .about = "its new value"}),
                .examples = EXAMPLES({"beck config set dials_per_day 60", "More calls a day."}),
            },
            {
                .name = "unset",
                .need = NEED_WRITE,
                .run = cmd_config_unset,
                .about = "goes back to the value Beck comes with",
                .arguments =
                    ARGUMENTS({.name = "NAME", .kind = VALUE_TEXT, .about = "the setting"}),
                .examples = EXAMPLES({"beck config unset dials_per_day", "Forty again."}),
            }),
        .examples = EXAMPLES({"beck config", "All settings."}),
    },
    {
        .name = "user",
        .need = NEED_READ,
        .run = cmd_users,
        .about = "who sells and manages; whose leads are whose",
        .detail = "`beck help users` lists the fields of a user.",
        .options = OPTIONS({.name = "all", .about = "the inactive ones, too"}),
        .subcommands = SUBCOMMANDS(
            {
                .name = "list",
                .need = NEED_READ,
                .run = cmd_users,
                .about = "all of them",
                .options = OPTIONS({.name = "all", .about = "the inactive ones, too"}),
                .examples = EXAMPLES({"beck user list", "Who there is."}),
            },
            {
                .name = "add",
                .need = NEED_WRITE,
                .run = cmd_user_add,
                .about = "a new one",
                .arguments =
                    ARGUMENTS({.name = "NAME", .kind = VALUE_TEXT, .about = "the whole name"},
                              {.name = "FIELD=VALUE",
                               .kind = VALUE_PAIR,
                               .optional = true,
                               .many = true,
                               .about = "cell=…, email=…, role=manager, hours=…"}),
                .examples = EXAMPLES({"beck user add \"Mary Poe\" cell=\"202 555 0199\" "
                                      "email=mary@ford.example",
                                      "A seller."}),
            },
            {
                .name = "set",
                .need = NEED_WRITE,
                .run = cmd_user_set,
                .about = "changes what is known of one",
                .arguments = ARGUMENTS(
                    {.name = "NAME", .kind = VALUE_USER, .about = "who: a name or part of it"},
                    {.name = "FIELD=VALUE",
                     .kind = VALUE_PAIR,
                     .many = true,
                     .about = "one or more; nothing behind the = clears it"}),
                .examples = EXAMPLES(
                    {"beck user set mary hours=\"mon-thu 8:00-16:00\"", "Mary works four days."}),
            },
            {
                .name = "deactivate",
                .need = NEED_WRITE,
                .run = cmd_user_deactivate,
                .about = "one has left; waits until no open lead is theirs",
                .arguments = ARGUMENTS({.name = "NAME", .kind = VALUE_USER, .about = "who"}),
                .examples = EXAMPLES({"beck user deactivate bob", "Bob has left."}),
            },
            {
                .name = "activate",
                .need = NEED_WRITE,
                .run = cmd_user_activate,
                .about = "one is back",
                .arguments = ARGUMENTS({.name = "NAME", .kind = VALUE_USER, .about = "who"}),
                .examples = EXAMPLES({"beck user activate bob", "Bob is back."}),
            },
            {
                .name = "reassign",
                .need = NEED_WRITE,
                .run = cmd_user_reassign,
                .about = "gives all open leads of one to another, or to all in turn",
                .arguments = ARGUMENTS({.name = "FROM", .kind = VALUE_USER, .about = "whose leads"},
                                       {.name = "TO",
                                        .kind = VALUE_USER,
                                        .optional = true,
                                        .about = "whose they will be; else the others', in turn"}),
                .examples = EXAMPLES({"beck user reassign bob mary", "Bob's are Mary's now."}),
            },
            {
                .name = "invite",
                .need = NEED_WRITE,
                .run = cmd_user_invite,
                .about = "a link by which one sets a password, the first or a new one",
                .detail = "It serves once and for a week; one made before ends. Send it by a way "
                          "that only they read: behind the address of your Beck.",
                .arguments = ARGUMENTS({.name = "NAME", .kind = VALUE_USER, .about = "who"}),
                .examples =
                    EXAMPLES({"beck user invite mary", "Prints /set-up/…, for Mary's browser."}),
            },
            {
                .name = "password",
                .need = NEED_WRITE,
                .run = cmd_user_password,
                .about = "sets the password of one; all their sessions end",
                .detail = "Asked for on the terminal without being shown, or read as one line from "
                          "standard input.",
                .arguments = ARGUMENTS({.name = "NAME", .kind = VALUE_USER, .about = "who"}),
                .examples = EXAMPLES({"beck user password mary", "Asks for it, twice."}),
            }),
        .examples = EXAMPLES({"beck user", "Who there is."}),
    },
    {
        .name = "token",
        .need = NEED_READ,
        .run = cmd_tokens,
        .about = "what programs sign in to the API with",
        .detail = "A token acts as its user (--user), within its scopes: read; write, which "
                  "includes it; admin, which includes both; calendar, for the calendar alone.",
        .options = OPTIONS({.name = "all", .about = "everybody's"}),
        .subcommands = SUBCOMMANDS(
            {
                .name = "list",
                .need = NEED_READ,
                .run = cmd_tokens,
                .about = "yours, the revoked ones too",
                .options = OPTIONS({.name = "all", .about = "everybody's"}),
                .examples = EXAMPLES({"beck token list", "What there is, and when it was used."}),
            },
            {
                .name = "new",
                .need = NEED_WRITE,
                .run = cmd_token_new,
                .about = "makes one and shows it, this once",
                .options = OPTIONS({.name = "scope",
                                    .kind = VALUE_TEXT,
                                    .value = "SCOPES",
                                    .choices = CHOICES("read", "write", "admin", "calendar"),
                                    .about = "read, write (the usual), admin, calendar; several "
                                             "with commas"},
                                   {.name = "name",
                                    .kind = VALUE_TEXT,
                                    .value = "NAME",
                                    .about = "what it is for"},
                                   {.name = "days",
                                    .kind = VALUE_COUNT,
                                    .value = "N",
                                    .about = "how long it lives; else a year"}),
                .examples = EXAMPLES(
                    {"beck token new --name \"the website\"", "Prints beck_…."},
                    {"beck --user mary token new --scope read --days 30", "Mary's, to look only."}),
            },
            {
                .name = "revoke",
                .need = NEED_WRITE,
                .run = cmd_token_revoke,
                .about = "ends one at once",
                .arguments = ARGUMENTS(
                    {.name = "ID", .kind = VALUE_TEXT, .about = "as `beck token list` shows it"}),
                .examples = EXAMPLES({"beck token revoke 12", "Whoever has it is out."}),
            }),
        .examples = EXAMPLES({"beck token", "Yours."}),
    },
    {
        .name = "audit",
        .need = NEED_READ,
        .run = cmd_audit,
        .about = "who signed in, changed settings or users, and from where",
        .options =
            OPTIONS({.name = "of", .kind = VALUE_USER, .value = "NAME", .about = "of one user"},
                    {.name = "limit",
                     .kind = VALUE_COUNT,
                     .value = "N",
                     .about = "how many, at most 1000; else 100"},
                    {.name = "cursor",
                     .kind = VALUE_TEXT,
                     .value = "CURSOR",
                     .about = "goes on behind a list: its `next`"}),
        .examples = EXAMPLES({"beck audit --of mary", "What Mary did, the last first."}),
    },
    {
        .name = "absence",
        .need = NEED_READ,
        .run = cmd_absences,
        .about = "who is away, and when; what was due is spread around it",
        .subcommands = SUBCOMMANDS(
            {
                .name = "add",
                .need = NEED_WRITE,
                .run = cmd_absence_add,
                .about = "somebody will be away",
                .detail = "What was due then is planned anew, promises first; what was agreed is "
                          "listed, to be handed over. " TIMES_NOTE,
                .arguments =
                    ARGUMENTS({.name = "FIRST", .kind = VALUE_TIME, .about = "the first day away"},
                              {.name = "LAST",
                               .kind = VALUE_TIME,
                               .optional = true,
                               .about = "the last day away; else the same"}),
                .options = OPTIONS({.name = "owner",
                                    .kind = VALUE_USER,
                                    .value = "NAME",
                                    .about = "who; else you"},
                                   {.name = "because",
                                    .letter = 'b',
                                    .kind = VALUE_TEXT,
                                    .value = "TEXT",
                                    .about = "why, for the others"}),
                .examples = EXAMPLES({"beck absence add 2026-12-21 2027-01-05 --because holidays",
                                      "Two weeks away."}),
            },
            {
                .name = "remove",
                .need = NEED_WRITE,
                .run = cmd_absence_remove,
                .about = "it does not take place",
                .arguments = ARGUMENTS(
                    {.name = "ID", .kind = VALUE_TEXT, .about = "as `beck absence` lists it"}),
                .examples = EXAMPLES({"beck absence remove 4", "I am here after all."}),
            }),
        .examples = EXAMPLES({"beck absence", "Who is away."}),
    },
    {
        .name = "holiday",
        .need = NEED_READ,
        .run = cmd_holidays,
        .about = "the days nobody works: the country's, and your own",
        .subcommands = SUBCOMMANDS(
            {
                .name = "add",
                .need = NEED_WRITE,
                .run = cmd_holiday_add,
                .about = "the company is closed on a day",
                .detail =
                    "What was due then is planned anew, promises first; what was agreed stays "
                    "where it is. " TIMES_NOTE,
                .arguments = ARGUMENTS({.name = "DAY", .kind = VALUE_TIME, .about = "which"},
                                       {.name = "NAME",
                                        .kind = VALUE_TEXT,
                                        .optional = true,
                                        .many = true,
                                        .about = "what for; else \"closed\""}),
                .examples = EXAMPLES(
                    {"beck holiday add 2026-12-24 Christmas Eve", "Nothing is planned on it."}),
            },
            {
                .name = "remove",
                .need = NEED_WRITE,
                .run = cmd_holiday_remove,
                .about = "the company works on it after all",
                .arguments = ARGUMENTS({.name = "DAY", .kind = VALUE_TIME, .about = "which"}),
                .examples = EXAMPLES({"beck holiday remove 2026-12-24", "We work."}),
            }),
        .examples = EXAMPLES({"beck holiday", "Those of the next year."}),
    },
    {
        .name = "doctor",
        .need = NEED_NOTHING,
        .run = cmd_doctor,
        .about = "looks whether Beck has what it needs on this machine",
        .detail =
            "The database and its soundness, time zones, the modules for phone numbers, "
            "Excel, PostgreSQL and the web app, the clock, and what is missing of you. Exit 3 when "
            "something is wrong.",
        .examples = EXAMPLES({"beck doctor", "What works, and what to do where it does not."}),
    },
    {
        .name = "backup",
        .need = NEED_READ,
        .run = cmd_backup,
        .about = "a copy of the whole database, while others go on working",
        .detail =
            "Taken at one moment and read again before it is called a backup; one that is cut "
            "short leaves FILE.partial-NUMBER, which may be deleted. Put back, it sends nothing "
            "until `beck outbox arm`. PostgreSQL has pg_dump for it.",
        .arguments = ARGUMENTS({.name = "FILE",
                                .kind = VALUE_FILE,
                                .about = "where it goes; never one that is there"}),
        .examples = EXAMPLES({"beck backup /media/stick/beck-friday.db", "Before the weekend."}),
    },
    {
        .name = "export",
        .need = NEED_READ,
        .run = cmd_export,
        .about = "what Beck knows, in a file other programs read",
        .detail = "CSV has a row a lead, with columns that `beck import` reads again; vCard a card "
                  "a person; JSON everything, an object a line. The file's name tells which "
                  "(.csv, .vcf, .json, .jsonl), where --as does not; another ending is refused.",
        .arguments = ARGUMENTS({.name = "FILE",
                                .kind = VALUE_FILE,
                                .optional = true,
                                .about = "where it goes; without it, or -, standard output"}),
        .options = OPTIONS({.name = "as",
                            .kind = VALUE_CHOICE,
                            .value = "FORM",
                            .choices = CHOICES("csv", "vcard", "json"),
                            .about = "csv, vcard or json"},
                           {.name = "owner",
                            .kind = VALUE_USER,
                            .value = "NAME",
                            .about = "only leads of one user; not with json"},
                           {.name = "replace", .about = "even when the file is there"}),
        .examples = EXAMPLES({"beck export leads.csv", "A table of all leads."},
                             {"beck export people.vcf --owner mary", "Cards for Mary's telephone."},
                             {"beck export --as json | gzip > beck.json.gz", "Everything."}),
    },
    {
        .name = "erase",
        .need = NEED_WRITE,
        .run = cmd_erase,
        .about = "forgets a person for good; it cannot be undone",
        .detail = "Name, addresses, notes and words go; that there was a touch, when and how, "
                  "stays for the numbers. Without --yes nothing is done and you see what would "
                  "be.",
        .arguments =
            ARGUMENTS({.name = "CONTACT",
                       .kind = VALUE_TEXT,
                       .many = true,
                       .about = "contact:ID as `beck show` tells it, or words that fit one "
                                "lead: its main person"}),
        .options = OPTIONS({.name = "yes", .about = "it is meant"},
                           {.name = "never", .about = "they asked not to be contacted again"}),
        .examples = EXAMPLES({"beck erase contact:12", "What would be forgotten."},
                             {"beck erase contact:12 --never --yes", "They asked for it."}),
    },
    {0},
};
