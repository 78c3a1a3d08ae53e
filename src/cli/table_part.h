/* What the tables of commands are written with (table_*.c, one a group of help). */
#pragma once

#include "cli/command_table.h"
#include "cli/commands.h"

/* Lists end with an empty row. */
#define LIST(type, ...)  ((const type[]){__VA_ARGS__, {0}})
#define ARGUMENTS(...)   LIST(Argument, __VA_ARGS__)
#define OPTIONS(...)     LIST(Option, __VA_ARGS__)
#define EXAMPLES(...)    LIST(Example, __VA_ARGS__)
#define SUBCOMMANDS(...) LIST(Command, __VA_ARGS__)
#define CHOICES(...)     ((const char *const[]){__VA_ARGS__, NULL})

/* The words of follow/outcome.h and action/log_outcome.h, for completions; test_command_table holds
 * them to those tables. */
#define OUTCOME_WORDS                                                                              \
    CHOICES("talked", "voicemail", "no_voicemail", "no_answer", "busy", "gatekeeper",              \
            "message_taken", "call_me", "wrong_number", "sent", "delivered", "bounced", "replied", \
            "auto_reply", "complained", "unsubscribed", "failed", "stopped", "met", "not_in",      \
            "no_show", "moved", "arrived", "returned", "they_called", "they_texted", "they_wrote", \
            "they_came", "gone", "deceased", "skipped")
#define RESULT_WORDS                                                                               \
    CHOICES("nothing_yet", "meeting", "promised", "referred", "not_now", "no", "never", "sold",    \
            "lost")
#define EXCUSE_WORDS                                                                               \
    CHOICES("no_time", "no_script", "no_reason", "seem_desperate", "might_offend", "not_ready",    \
            "other", "done_already", "not_mine", "wait_until")
#define CHANNEL_WORDS CHOICES("phone", "email", "text", "fax", "visit", "letter", "gift", "article")
#define FIELD_WORDS                                                                                \
    CHOICES("cell", "office", "home", "sip", "fax", "email", "postal", "url", "switchboard",       \
            "wrong", "name", "title", "role", "zone", "company", "decides", "under", "person",     \
            "replaced_by", "cycle", "contract_end", "want", "product", "value", "temperature",     \
            "texts", "faxes")

#define OWNER_OPTION                                                                               \
    {                                                                                              \
        .name = "owner", .kind = VALUE_USER, .value = "NAME", .about = "another user's, by name"   \
    }

#define TIMES_NOTE                                                                                 \
    "Times are typed as people say them: \"tomorrow 9am\", friday, +3d, 2026-12-01 9:30. "         \
    "`beck help times` tells more."

extern const Command commands_day[], commands_leads[], commands_words[], commands_look[],
    commands_send[], commands_outward[], commands_house[], commands_help[];
