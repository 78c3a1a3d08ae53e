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
        .name = "config",
        .need = NEED_READ,
        .run = cmd_config,
        .about = "the settings: caps, hours, waits, default cadences",
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
        .name = "doctor",
        .need = NEED_NOTHING,
        .run = cmd_doctor,
        .about = "looks whether Beck has what it needs on this machine",
        .detail = "The database and its soundness, time zones, the modules for phone numbers, "
                  "Excel and PostgreSQL, the clock, and what is missing of you. Exit 3 when "
                  "something is wrong.",
        .examples = EXAMPLES({"beck doctor", "What works, and what to do where it does not."}),
    },
    {0},
};
