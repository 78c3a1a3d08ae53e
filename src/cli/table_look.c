#include "cli/table_part.h"

const Command commands_look[] = {
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
