/* The parts of mail/bounce.h among themselves. */
#pragma once

#include "base/vec.h"
#include "mail/bounce.h"

/* A recipient on the way to a verdict: what was said of it, most telling first. */
typedef struct BounceFinding {
    BounceRecipient recipient;
    const char *words; /* the lines of the notice about it, "" when there are none */
    bool has_action;
} BounceFinding;

typedef VEC(BounceFinding) BounceFindings;

enum { BOUNCE_RECIPIENTS_MOST = 1000 };

/* dsn.c: the recipients of fields. */
void dsn_read(Arena *arena, const MimeHeaders *blocks, size_t count, BounceFindings *findings);

/* bounce_list.c: the recipients that a notice lists, with the words behind each; `own` is whom the
 * report was sent to, who is no recipient of the lost mail. */
void bounce_list(Arena *arena, const char *notice, const MimeAddresses *own,
                 BounceFindings *findings);

/* bounce_words.c: what words tell besides their meaning. */
BounceEvidence bounce_evidence(Arena *arena, const char *said, const char *status);
