/* What mail servers say, and what they mean by it: tables of knowledge. Internal to mail. */
#pragma once

#include "mail/bounce_reason.h"

#include <stddef.h>

typedef struct BouncePhrases {
    BounceReason reason;
    bool sure;                /* BOUNCE_USER_UNKNOWN: at any stage */
    const char *const *words; /* lower case, NULL behind them: parts of what was said */
} BouncePhrases;

/* In order: the first that is found decides. */
extern const BouncePhrases bounce_phrases[];
extern const size_t bounce_phrase_count;

typedef struct BounceStatus {
    const char *status; /* without its class: "1.1" */
    BounceReason reason;
} BounceStatus;
extern const BounceStatus bounce_statuses[];
extern const size_t bounce_status_count;

/* Numbers that large providers put at the end of what they say, documented on their postmaster
 * pages: what comes before the number, the number, the reason. */
typedef struct BounceProviderCode {
    const char *prefix, *number;
    BounceReason reason;
} BounceProviderCode;
extern const BounceProviderCode bounce_provider_codes[];
extern const size_t bounce_provider_code_count;
