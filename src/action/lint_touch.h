/* Lint of a message to one reader: what is known of them, of what they have had and of where a
 * merge left a hole is put beside its words (mail/lint.h, action/lint_mail.h). */
#pragma once

#include "action/next_touch.h"
#include "mail/lint.h"

typedef struct LintLetter {
    const char *subject, *body; /* as edited; NULL: as it would go */
    bool outside;               /* spamd and the name servers are asked, too: may take seconds */
} LintLetter;

/* Lines are of "Subject: …", an empty line, and the body. INPUT (field "touch"): it is no message
 * that is written. */
bool lint_touch(Context *context, Arena *arena, const NextTouch *next, const LintLetter *letter,
                Lint *lint, Err *err);
/* The same by its id. MISSING: it is not to come, or not the user's to see. */
bool lint_touch_by_id(Context *context, Arena *arena, int64_t touch_id, const LintLetter *letter,
                      Lint *lint, Err *err);
/* Whether anybody outside would be asked: a spamd is set, or the setting `mx`. */
bool lint_outside(Context *context, bool *any, Err *err);
