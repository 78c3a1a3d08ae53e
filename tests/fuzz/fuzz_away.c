/* Any text as an automatic answer: the day said lies between the mail's and a good year ahead, and
 * whoever stands in can be named. */
#include "mail/auto_reply.h"
#include "mail/away.h"
#include "mail/challenge.h"
#include "mail/opt_out.h"

#include <stdlib.h>
#include <string.h>

#include "foreign_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    enum { YEAR = 2026, DAYS_AHEAD_MOST = 420 };
    Arena *arena = arena_new();
    const char *text = foreign_text(arena, bytes, length);
    Day mailed = day_of_civil(YEAR, 3, 2) + (length ? bytes[0] : 0);
    Day until = away_until(arena, "", text, mailed);
    if (until != DAY_NONE && (until < mailed || until > mailed + DAYS_AHEAD_MOST))
        abort();
    size_t count;
    const StandIn *stand_ins = away_stand_ins(arena, text, "own@else.example", &count);
    for (size_t i = 0; i < count; i++)
        if (!stand_ins[i].name[0] && !stand_ins[i].address[0] && !stand_ins[i].phone[0])
            abort();
    MimeMail mail = {.subject = text, .text = text};
    auto_reply_is(arena, &mail, text);
    challenge_is(arena, &mail, text);
    opt_out_is(arena, &mail, text);
    arena_free(arena);
    return 0;
}
