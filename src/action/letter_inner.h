/* What letters and faxes have in common: for the action room only. */
#pragma once

#include "action/context_inner.h"
#include "channel/letter/letter.h"

/* A user's vCard as a code; of no size where it cannot be one. */
LetterCode letter_card(Context *context, Arena *arena, const struct user_list_row *user);
/* Today, as people there write it: "November 23, 2026", "23 November 2026". */
const char *letter_date(const Context *context, Arena *arena, const char *country);
/* `said` NULL: the setting, else what the workspace's country has. INPUT: there is none. */
bool letter_paper(Context *context, const char *said, Paper *paper, Err *err);
