#include "channel/smpp_receipt.h"

#include "base/text.h"
#include "channel/text_failure.h"

#include <string.h>

/* Of those that are the end of it (SMPP 3.4, Appendix B, table B-2). */
static const struct {
    const char *stat, *meaning;
} states[] = {
    {"EXPIRED", "its time was over before it could be delivered"},
    {"DELETED", "the centre has deleted it"},
    {"UNDELIV", "it cannot be delivered"},
    {"REJECTD", "the centre has rejected it"},
};

static bool is_state(const char *at, const char *stat)
{
    return text_starts_nocase(at + strlen("stat:"), stat);
}

/* From its stat: to what the text itself says; NULL: it is no receipt. */
static const char *verdict_of(Arena *arena, const char *words)
{
    const char *stat = text_find_nocase(words, "stat:"), *text = text_find_nocase(words, " text:");
    if (!stat || (text && text < stat))
        return NULL;
    return arena_strndup(arena, stat, text ? (size_t)(text - stat) : strlen(stat));
}

static const char *refusal_of(const char *words)
{
    if (!text_starts(words, "NACK/"))
        return words;
    words += strlen("NACK/");
    const char *said = text_starts(words, "0x") ? strchr(words, '/') : NULL;
    return said ? said + 1 : words;
}

SmppReceipt smpp_receipt_read(Arena *arena, const char *words)
{
    const char *verdict = verdict_of(arena, words);
    if (!verdict) {
        const char *why = refusal_of(words);
        return (SmppReceipt){.why = why, .failure = text_failure_said(why)};
    }
    SmppReceipt receipt = {.open = is_state(verdict, "UNKNOWN"),
                           .why = verdict,
                           .failure = text_failure_said(verdict)};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (is_state(verdict, states[i].stat))
            receipt.why = arena_printf(arena, "%s (%s)", states[i].meaning, verdict);
    return receipt;
}
