/* What the words of a server tell besides their meaning: reply code, status, and to which command
 * they were said. */
#include "mail/bounce_part.h"

#include "base/text.h"
#include "mail/address_scan.h"

#include <string.h>

/* How notices name the command that was answered; lower case. */
static const struct {
    const char *words;
    BounceStage stage;
} stages[] = {
    {"in reply to rcpt to", STAGE_RCPT},
    {"in reply to mail from", STAGE_MAIL},
    {"in reply to data", STAGE_DATA},
    {"in reply to end of data", STAGE_DATA},
    {"in reply to helo", STAGE_CONNECT},
    {"in reply to ehlo", STAGE_CONNECT},
    {"after rcpt", STAGE_RCPT},
    {"after mail from", STAGE_MAIL},
    {"after end of data", STAGE_DATA},
    {"after data", STAGE_DATA},
    {"after pipelined data", STAGE_DATA},
    {"after pipelined end of data", STAGE_DATA},
    {"after initial connection", STAGE_CONNECT},
    {"after ehlo", STAGE_CONNECT},
    {"after helo", STAGE_CONNECT},
    {"does not like recipient", STAGE_RCPT},
    {"but sender was rejected", STAGE_MAIL},
    {"failed after i sent the message", STAGE_DATA},
    {"failed on data command", STAGE_DATA},
    {"but greeting failed", STAGE_CONNECT},
    {"did not like our rcpt", STAGE_RCPT},
    {"did not like our mail", STAGE_MAIL},
    {"did not like our final data", STAGE_DATA},
    {"did not like our data", STAGE_DATA},
    {"[rcpt_to]", STAGE_RCPT},
    {"[mail_from]", STAGE_MAIL},
    {"[data]", STAGE_DATA},
    {"following rcpt", STAGE_RCPT},
    {"following mail", STAGE_MAIL},
    {"following data", STAGE_DATA},
    {"smtp:rcpt", STAGE_RCPT},
    {"smtp:mail", STAGE_MAIL},
    {"smtp:data", STAGE_DATA},
    {"(rcpt)", STAGE_RCPT},
    {"(rcpt to)", STAGE_RCPT},
    {"(data)", STAGE_DATA},
    {"response to rcpt", STAGE_RCPT},
    {"response to mail", STAGE_MAIL},
    {"response to data", STAGE_DATA},
    {"rejected recipient", STAGE_RCPT},
    {"(state 14)", STAGE_RCPT},
    {"(state 13)", STAGE_MAIL},
    {"(state 17)", STAGE_DATA},
    {"(state 18)", STAGE_DATA},
    {"smtp command data", STAGE_DATA},
    {"smtp command rcpt", STAGE_RCPT},
    {"refused to talk to me", STAGE_CONNECT},
    {"<<< rcpt to", STAGE_RCPT}, /* some point the other way */
    {"<<< data", STAGE_DATA},
    {">>> rcpt", STAGE_RCPT},
    {">>> mail", STAGE_MAIL},
    {">>> data", STAGE_DATA},
    {">>> .", STAGE_DATA},
};

/* The stage of a transcript is that of its last command (">>>") before the last refusal ("<<<"). */
static BounceStage stage_of_transcript(const char *said)
{
    const char *refusal = NULL, *command = NULL;
    for (const char *at = said; (at = strstr(at, "<<< ")); at++)
        if (at[4] == '4' || at[4] == '5')
            refusal = at;
    if (!refusal)
        return STAGE_UNKNOWN;
    for (const char *at = said; (at = strstr(at, ">>> ")) && at < refusal; at++)
        command = at;
    if (!command)
        return STAGE_UNKNOWN;
    for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++)
        if (text_starts(stages[i].words, ">>>") && text_starts(command, stages[i].words))
            return stages[i].stage;
    return STAGE_UNKNOWN;
}

static BounceStage stage_of(const char *said)
{
    BounceStage stage = stage_of_transcript(said);
    if (stage != STAGE_UNKNOWN)
        return stage;
    const char *first = NULL;
    for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++) {
        const char *place = strstr(said, stages[i].words);
        if (place && (!first || place < first)) {
            first = place;
            stage = stages[i].stage;
        }
    }
    return stage;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The first reply code of a refusal, standing as a word. */
static int code_of(const char *said)
{
    for (const char *at = said; *at; at++) {
        bool starts = at == said || strchr(" ;:([<", at[-1]);
        if (starts && (at[0] == '4' || at[0] == '5') && is_digit(at[1]) && is_digit(at[2]) &&
            strchr(" -:;", at[3]) && at[1] < '6')
            return (at[0] - '0') * 100 + (at[1] - '0') * 10 + (at[2] - '0');
    }
    return 0;
}

/* The length of "5.1.1" at `at`, each part of at most three digits; 0 when it is none. */
static size_t status_length(const char *at)
{
    size_t length = 2;
    if ((at[0] != '4' && at[0] != '5') || at[1] != '.')
        return 0;
    for (int part = 0; part < 2; part++) {
        size_t digits = strspn(at + length, "0123456789");
        if (!digits || digits > 3)
            return 0;
        length += digits;
        if (!part && at[length++] != '.')
            return 0;
    }
    return at[length] == '.' && is_digit(at[length + 1]) ? 0 : length; /* an IP address */
}

/* The last status said that is not vague, else the first. */
static const char *status_of(Arena *arena, const char *said)
{
    const char *found = "";
    for (const char *at = said; *at; at++) {
        size_t length = at == said || strchr(" ;:([<#-'", at[-1]) ? status_length(at) : 0;
        if (!length)
            continue;
        const char *status = arena_strndup(arena, at, length);
        if (!found[0] || !bounce_status_is_vague(status))
            found = status;
    }
    return found;
}

/* The lines of one reply ("550-5.7.1 Messages with 550 5.7.1 multiple …") as one: its code, and the
 * status behind it, stay at the first line only. */
static void join_lines(char *said)
{
    char *at = said;
    while (*at && !(is_digit(at[0]) && is_digit(at[1]) && is_digit(at[2]) && at[3] == '-' &&
                    (at == said || at[-1] == ' ')))
        at++;
    if (!*at)
        return;
    char code[] = "550";
    memcpy(code, at, 3);
    char *to = at + 4, *from = to;
    while (*from) {
        bool again = from[-1] == ' ' && strncmp(from, code, 3) == 0 && strchr(" -", from[3]);
        if (again && from[3]) {
            from += 4;
            size_t status = status_length(from);
            from += status;
            from += status && *from == ' ';
            continue;
        }
        *to++ = *from++;
    }
    *to = '\0';
}

/* Addresses are made a bare "@": what is said is not said by somebody's name. */
static void mask_addresses(char *said)
{
    char *to = said;
    const char *from = said, *end = said + strlen(said);
    AddressSpan span;
    while (address_scan(from, end, &span)) {
        memmove(to, from, (size_t)(span.at - from));
        to += span.at - from;
        *to++ = '@';
        from = span.at + span.length;
    }
    memmove(to, from, (size_t)(end - from) + 1);
}

BounceEvidence bounce_evidence(Arena *arena, const char *said, const char *status)
{
    enum { LONGEST = 8 * 1024 };
    char *lower = text_clean(arena, said, strlen(said), LONGEST);
    for (char *at = lower; *at; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at | 0x20);
    join_lines(lower);
    mask_addresses(lower);
    const char *in_words = status_of(arena, lower);
    bool better = in_words[0] && (!status[0] || bounce_status_is_vague(status));
    return (BounceEvidence){.said = lower,
                            .status = better ? in_words : status,
                            .code = code_of(lower),
                            .stage = stage_of(lower)};
}
