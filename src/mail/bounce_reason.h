/* Why a mail did not arrive: the reason behind what a mail server said.
 *
 * Servers say it in three ways that contradict each other: the words of the reply, the enhanced
 * status code (RFC 3463) and the reply code (RFC 5321). The words are the most exact (a table of
 * them in bounce_phrases.c); then the status; the reply code says least.
 *
 * "User unknown" is only believed where the server was asked for the mailbox: in reply to RCPT, or
 * with a status of x.1.x. Said behind the data it is what filters say who do not want the mail
 * (`BOUNCE_FILTERED`): the mailbox may well be there.
 */
#pragma once

#include <stdbool.h>

typedef enum BounceReason {
    BOUNCE_OTHER,
    BOUNCE_USER_UNKNOWN,
    BOUNCE_MAILBOX_FULL,
    BOUNCE_HOST_UNKNOWN,
    BOUNCE_SUSPENDED,
    BOUNCE_MOVED,
    BOUNCE_FILTERED,
    BOUNCE_BLOCKED, /* the sender's machine, network or address is not welcome */
    BOUNCE_SPAM,
    BOUNCE_POLICY,
    BOUNCE_AUTH_FAILURE, /* SPF, DKIM, DMARC */
    BOUNCE_TOO_BIG,
    BOUNCE_RATE_LIMITED,
    BOUNCE_SYSTEM,
    BOUNCE_EXPIRED,
    BOUNCE_NETWORK,
    BOUNCE_SECURITY,
    BOUNCE_CONTENT,
    BOUNCE_NO_RELAYING,
    BOUNCE_REASONS
} BounceReason;

const char *bounce_reason_name(BounceReason reason); /* "user_unknown" */
bool bounce_reason_find(const char *name, BounceReason *reason);

/* Where in the dialogue with the recipient's server it was said (RFC 5321). */
typedef enum BounceStage {
    STAGE_UNKNOWN,
    STAGE_CONNECT,
    STAGE_MAIL,
    STAGE_RCPT,
    STAGE_DATA
} BounceStage;

typedef struct BounceEvidence {
    const char *said;   /* in lower case, white space collapsed; may be "" */
    const char *status; /* "5.1.1", or "" */
    int code;           /* 550, or 0 */
    BounceStage stage;
} BounceEvidence;

typedef struct BounceVerdict {
    BounceReason reason;
    bool hard; /* this address will never work: unknown, moved, or its host is */
} BounceVerdict;

/* By the words alone; false when they say nothing known. */
bool bounce_judge_words(const BounceEvidence *evidence, BounceVerdict *verdict);
/* By the status, else the reply code; false when they are vague (5.0.0) or missing. */
bool bounce_judge_codes(const BounceEvidence *evidence, BounceVerdict *verdict);

/* A refusal (5xx) that we heard ourselves: whether the address will never work. What is said of our
 * words, our size or our machine is not the address's fault. In reply to RCPT, 550, 551 and 553
 * that say nothing more are (RFC 5321 §4.2.3). */
bool bounce_reply_is_hard(const char *words, const char *status, int code, BounceStage stage);

/* "4.4.7" and kin: the server has no idea itself, so other words of the notice come first. */
bool bounce_status_is_vague(const char *status);
