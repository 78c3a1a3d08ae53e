#include "mail/bounce_reason.h"

#include "base/text.h"
#include "mail/bounce_part.h"
#include "mail/bounce_phrases.h"

#include <string.h>

const char *bounce_reason_name(BounceReason reason)
{
    static const char *const names[BOUNCE_REASONS] = {
        [BOUNCE_OTHER] = "other",
        [BOUNCE_USER_UNKNOWN] = "user_unknown",
        [BOUNCE_MAILBOX_FULL] = "mailbox_full",
        [BOUNCE_HOST_UNKNOWN] = "host_unknown",
        [BOUNCE_SUSPENDED] = "suspended",
        [BOUNCE_MOVED] = "moved",
        [BOUNCE_FILTERED] = "filtered",
        [BOUNCE_BLOCKED] = "blocked",
        [BOUNCE_SPAM] = "spam",
        [BOUNCE_POLICY] = "policy",
        [BOUNCE_AUTH_FAILURE] = "auth_failure",
        [BOUNCE_TOO_BIG] = "too_big",
        [BOUNCE_RATE_LIMITED] = "rate_limited",
        [BOUNCE_SYSTEM] = "system",
        [BOUNCE_EXPIRED] = "expired",
        [BOUNCE_NETWORK] = "network",
        [BOUNCE_SECURITY] = "security",
        [BOUNCE_CONTENT] = "content",
        [BOUNCE_NO_RELAYING] = "no_relaying",
    };
    return names[reason];
}

bool bounce_reason_find(const char *name, BounceReason *reason)
{
    for (int i = 0; i < BOUNCE_REASONS; i++)
        if (!strcmp(bounce_reason_name((BounceReason)i), name)) {
            *reason = (BounceReason)i;
            return true;
        }
    return false;
}

static bool is_hard(BounceReason reason)
{
    return reason == BOUNCE_USER_UNKNOWN || reason == BOUNCE_HOST_UNKNOWN || reason == BOUNCE_MOVED;
}

/* The status behind its class: "1.1" of "5.1.1"; "" when there is none. */
static const char *without_class(const char *status)
{
    return status[0] && status[1] == '.' ? status + 2 : "";
}

bool bounce_status_is_vague(const char *status)
{
    static const char *const vague[] = {"", "0.0", "4.0", "4.7", "5.0", "3.0", "2.0", "1.0"};
    for (size_t i = 0; i < sizeof vague / sizeof vague[0]; i++)
        if (text_equal(without_class(status), vague[i]))
            return true;
    return false;
}

/* "550 <a@b>: …" and sendmail's "550 a@b... …": the form of a reply to RCPT, which names whom it is
 * about before it says what. */
static bool names_mailbox_first(const BounceEvidence *evidence)
{
    const int code = evidence->code;
    const char digits[] = {(char)('0' + code / 100 % 10), (char)('0' + code / 10 % 10),
                           (char)('0' + code % 10), '\0'};
    const char *word = code ? strstr(evidence->said, digits) : NULL;
    if (!word)
        return false;
    word += strspn(word, "0123456789.-: ");
    size_t length = strcspn(word, " ");
    if (!memchr(word, '@', length))
        return false;
    return strncmp(word + length - 2, ">:", 2) == 0 || strncmp(word + length - 2, "..", 2) == 0;
}

static bool was_asked_for_mailbox(const BounceEvidence *evidence)
{
    static const char *const statuses[] = {"1.1", "1.0", "1.3", "1.10"};
    const char *status = without_class(evidence->status);
    if (evidence->stage == STAGE_RCPT)
        return true;
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++)
        if (text_equal(status, statuses[i]))
            return evidence->stage != STAGE_DATA || i == 0;
    return evidence->stage == STAGE_UNKNOWN && bounce_status_is_vague(evidence->status) &&
           names_mailbox_first(evidence);
}

static BounceVerdict verdict_of(const BounceEvidence *evidence, BounceReason reason, bool sure)
{
    bool permanent = evidence->status[0] != '4';
    /* What is unknown in reply to MAIL is the sender. */
    if (evidence->stage == STAGE_MAIL &&
        (reason == BOUNCE_USER_UNKNOWN || reason == BOUNCE_HOST_UNKNOWN))
        return (BounceVerdict){.reason = BOUNCE_BLOCKED};
    if (reason == BOUNCE_USER_UNKNOWN && !sure && !was_asked_for_mailbox(evidence))
        return (BounceVerdict){.reason = BOUNCE_FILTERED};
    bool hard = is_hard(reason) && (reason != BOUNCE_HOST_UNKNOWN || permanent);
    return (BounceVerdict){.reason = reason, .hard = hard};
}

static bool is_provider_code(const char *said, const BounceProviderCode *code)
{
    enum { FAR = 8 };
    for (const char *at = said; (at = strstr(at, code->prefix)); at++) {
        const char *number = strstr(at, code->number);
        if (number && number - at <= FAR)
            return true;
    }
    return false;
}

bool bounce_judge_words(const BounceEvidence *evidence, BounceVerdict *verdict)
{
    for (size_t i = 0; i < bounce_provider_code_count; i++)
        if (is_provider_code(evidence->said, &bounce_provider_codes[i])) {
            *verdict = verdict_of(evidence, bounce_provider_codes[i].reason, true);
            return true;
        }
    for (size_t i = 0; i < bounce_phrase_count; i++)
        for (const char *const *words = bounce_phrases[i].words; *words; words++)
            if (strstr(evidence->said, *words)) {
                *verdict = verdict_of(evidence, bounce_phrases[i].reason, bounce_phrases[i].sure);
                return true;
            }
    return false;
}

/* What reply codes say by themselves (RFC 5321 §4.2.3). */
static const struct {
    int code;
    BounceReason reason;
} codes[] = {
    {421, BOUNCE_EXPIRED}, {450, BOUNCE_SYSTEM},       {451, BOUNCE_SYSTEM}, {452, BOUNCE_SYSTEM},
    {501, BOUNCE_SYSTEM},  {502, BOUNCE_SYSTEM},       {503, BOUNCE_SYSTEM}, {504, BOUNCE_SYSTEM},
    {551, BOUNCE_MOVED},   {552, BOUNCE_MAILBOX_FULL},
};

bool bounce_judge_codes(const BounceEvidence *evidence, BounceVerdict *verdict)
{
    const char *status = without_class(evidence->status);
    for (size_t i = 0; i < bounce_status_count; i++)
        if (text_equal(status, bounce_statuses[i].status)) {
            *verdict = verdict_of(evidence, bounce_statuses[i].reason, true);
            return true;
        }
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        if (evidence->code == codes[i].code) {
            *verdict = verdict_of(evidence, codes[i].reason, true);
            return true;
        }
    return false;
}

bool bounce_reply_is_hard(const char *words, const char *status, int code, BounceStage stage)
{
    auto_arena Arena *arena = arena_new();
    BounceEvidence evidence = bounce_evidence(arena, words, status);
    BounceVerdict verdict;
    evidence.code = code;
    evidence.stage = stage;
    if (bounce_judge_words(&evidence, &verdict) || bounce_judge_codes(&evidence, &verdict))
        return verdict.hard;
    bool of_mailbox = code == 550 || code == 551 || code == 553;
    return stage == STAGE_RCPT && of_mailbox && bounce_status_is_vague(evidence.status);
}
