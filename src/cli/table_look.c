#include "cli/table_part.h"

const Command commands_look[] = {
    {
        .name = "forecast",
        .need = NEED_READ,
        .run = cmd_forecast,
        .about = "the touches to come, by day and channel, against the hours",
        .detail = "Walks every open lead into the future by the same planner that plans today, and "
                  "assumes the ordinary course: nobody writes, some calls are answered, more end "
                  "in a voicemail. Sums are right by the week, and rougher by the day.",
        .options = OPTIONS(OWNER_OPTION,
                           {.name = "days",
                            .letter = 'd',
                            .kind = VALUE_COUNT,
                            .value = "N",
                            .about = "so many days from today on; else 30"},
                           {.name = "cadence",
                            .kind = VALUE_CADENCE,
                            .value = "NAME",
                            .about = "only leads that run it"}),
        .examples = EXAMPLES({"beck forecast", "The month to come, all owners together."},
                             {"beck forecast --days 10 --owner mary", "Whether Mary can make it."}),
    },
    {
        .name = "report",
        .need = NEED_READ,
        .run = cmd_report,
        .about = "what has happened so far, in numbers",
        .detail =
            "silence: open leads by the days since their last real touch. monday: the "
            "manager's page: silent leads, broken promises, late enquiries, talks, where "
            "each gives up, absences, and who could take what is too late. persistence: how "
            "often leads are tried. promises: kept, late, broken. lines: leads touched a "
            "day. excuses: why touches were skipped; a seller's own are seen by nobody "
            "else. channels: what each way brought. speed: from an enquiry to its first "
            "touch. activity: touches by day and channel, against the hours there were. doubt: how "
            "far messages came, and those nobody can be sure of, with what to do.\n\n"
            "silence and monday tell how things stand now; the others are of the time "
            "from --since to --until, ninety days where nothing is said.",
        .arguments =
            ARGUMENTS({.name = "NAME",
                       .kind = VALUE_CHOICE,
                       .choices = CHOICES("silence", "monday", "persistence", "promises", "lines",
                                          "excuses", "channels", "speed", "activity", "doubt"),
                       .about = "silence, monday, persistence, promises, lines, excuses, "
                                "channels, speed, activity or doubt"}),
        .options = OPTIONS(OWNER_OPTION,
                           {.name = "since",
                            .kind = VALUE_TIME,
                            .value = "TIME",
                            .about = "from then on: 2026-01-01, \"30 days ago\""},
                           {.name = "until",
                            .kind = VALUE_TIME,
                            .value = "TIME",
                            .about = "before that; else now"}),
        .examples = EXAMPLES({"beck report monday", "The page to begin the week with."},
                             {"beck report persistence --since \"90 days ago\" --owner mary",
                              "How often Mary tries."}),
    },
    {
        .name = "check",
        .need = NEED_READ,
        .run = cmd_check,
        .about = "audits every promise Beck makes; exit 3 when one is broken",
        .detail = "No lead falls silent, no touch without a reason, nothing twice, nothing over "
                  "the line, and what the database keeps twice for speed.",
        .examples = EXAMPLES({"beck check", "Whether all is well."},
                             {"beck check --json", "The same for a program."}),
    },
    {0},
};
