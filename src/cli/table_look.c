#include "cli/table_part.h"

const Command commands_look[] = {
    {
        .name = "report",
        .need = NEED_READ,
        .run = cmd_report,
        .about = "what has happened so far, in numbers",
        .detail = "silence: open leads by the days since their last real touch. monday: the "
                  "manager's page: silent leads, broken promises, late enquiries, talks, where "
                  "each gives up, absences, and who could take what is too late. persistence: how "
                  "often leads are tried. promises: kept, late, broken. lines: leads touched a "
                  "day. excuses: why touches were skipped; a seller's own are seen by nobody "
                  "else. channels: what each way brought. speed: from an enquiry to its first "
                  "touch.\n\n"
                  "silence and monday tell how things stand now; the others are of the time "
                  "from --since to --until, ninety days where nothing is said.",
        .arguments = ARGUMENTS({.name = "NAME",
                                .kind = VALUE_CHOICE,
                                .choices = CHOICES("silence", "monday", "persistence", "promises",
                                                   "lines", "excuses", "channels", "speed"),
                                .about = "silence, monday, persistence, promises, lines, excuses, "
                                         "channels or speed"}),
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
