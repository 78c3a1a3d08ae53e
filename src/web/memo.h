/* Memo: answers a clerk has just given, to be given again while nothing can have changed.
 *
 * An answer is good within the second it was made in (the clock is part of what Today shows), for
 * the very same question of the very same session, while the database's version stands still: so it
 * is never stale, for the user's own act least of all. It saves the work where many look and nobody
 * writes: forty pages of one seller, polls, a page that is loaded anew.
 *
 * Of one thread, the clerk's. At most MEMO_BYTES of bodies.
 */
#pragma once

#include "base/clock.h"
#include "web/http_driver.h"

#include <stdint.h>

enum { MEMO_PLACES = 64, MEMO_BYTES = 2 * 1024 * 1024 };

typedef struct Memo Memo;

/* What an answer hangs on. */
typedef struct MemoKey {
    uint64_t version; /* of the database: context_data_version(); 0: it cannot be told, nothing is
                         kept */
    Time now;
    const char *question; /* who, how and what, as text */
} MemoKey;

Memo *memo_new(void);
void memo_free(Memo *memo); /* NULL is allowed */
/* The answer with a body of its own. */
bool memo_find(Memo *memo, const MemoKey *key, HttpAnswer *answer);
void memo_keep(Memo *memo, const MemoKey *key, const HttpAnswer *answer);
