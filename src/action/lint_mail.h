/* Lint: a mail or a text before it goes, with all that is known of it put beside its words
 * (mail/lint.h). For `beck lint`, and for an editor while somebody types. */
#pragma once

#include "action/context.h"
#include "mail/lint.h"

typedef struct LintAsk {
    const char *words;    /* UTF-8; a first line "Subject: …" is the subject */
    const char *language; /* all of these may be NULL */
    const char *reason, *to;
    const char *cell;             /* NULL: the sender's */
    int64_t user;                 /* who sends it; 0: the context's user */
    bool later;                   /* they know us already */
    bool text;                    /* a text, and no mail */
    const char *const *fallbacks; /* "FIELD=WORDS", as a cadence has them */
    size_t fallback_count;
    const LintFacts *known;  /* of one reader, beside what stands here (action/lint_touch.h) */
    bool exchange;           /* ask the name servers whether the domain takes mail */
    const char *name_server; /* NULL: the machine's */
    const char *spamd;       /* where one listens; NULL: the setting, "": nowhere */
} LintAsk;

/* No spamd: what answers at once. */
#define LINT_NOWHERE ""

/* `context` may be NULL: then nothing is known of the sender. INPUT: a fallback of no field, or a
 * place that is none (field "spamd", "name-server"); BUSY: the spamd that was named does not
 * answer. One that only the setting names may be silent. */
bool lint_mail(Context *context, Arena *arena, const LintAsk *ask, Lint *lint, Err *err);
