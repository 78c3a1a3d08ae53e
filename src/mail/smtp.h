/* Smtp: the client's side of a mail dialogue (RFC 5321), without a network.
 *
 * Begins where base/net_dial.h ends: greeted, encrypted, signed in. The caller moves the bytes, and
 * decides the one thing that matters: when the final dot goes (DESIGN §6).
 *
 *     smtp_offer(smtp, &message, err)         MAIL, RCPT, DATA; in one go where the server lets
 *                                             us (PIPELINING, RFC 2920)
 *     smtp_out() / smtp_out_moved()           what is to be written, as it gets written
 *     smtp_heard() / smtp_event()             what came, and what it means:
 *         SMTP_DOT_ASKED                      the whole body is with the server, the dot is not:
 *                                             smtp_dot(), or close the connection and nothing was
 *                                             sent
 *         SMTP_SETTLED                        the verdict on a message
 *         SMTP_OVER                           the connection is of no more use
 *
 * One message has one recipient, so that one verdict is one person's. The next message may be
 * offered once the dot of the one before is asked to go: its commands travel behind the dot. Then
 * the verdict on the dot comes first, always.
 *
 * Invariants: before smtp_dot() no byte of a final dot is ever in what is to be written; a body is
 * dot-stuffed (§4.5.2), so that nothing in it can end it. Addresses that could carry a second
 * command are refused. Nothing is allocated per message. One thread at a time.
 */
#pragma once

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SMTP_ADDRESS_MOST = 254,    /* bytes of a mailbox: RFC 5321 §4.5.3.1.3, without its brackets */
    SMTP_LINE_MOST = 2048,      /* of a reply; §4.5.3.1.5 says 512, some servers say more */
    SMTP_REPLY_MOST = 16 * 1024 /* of all the lines of one reply */
};

/* What the server said to EHLO. */
typedef struct SmtpAbilities {
    bool pipelining; /* RFC 2920 */
    bool utf8;       /* SMTPUTF8, RFC 6531 */
    int64_t size;    /* bytes it takes at most (SIZE, RFC 1870); 0: it does not say */
} SmtpAbilities;

/* From the lines of the reply to the last EHLO, codes and all. */
SmtpAbilities smtp_abilities(const char *lines);

typedef struct SmtpMessage {
    const char *from; /* of the envelope; "" for what nobody may answer (§4.5.5) */
    const char *to;
    const char *bytes; /* lines ended by CR LF, 7 bit; stays until the dot is asked for */
    size_t length;
} SmtpMessage;

/* Where in the dialogue a verdict fell. */
typedef enum SmtpStage { SMTP_RSET, SMTP_MAIL, SMTP_RCPT, SMTP_DATA, SMTP_DOT } SmtpStage;

typedef struct SmtpVerdict {
    SmtpStage stage;
    int code;        /* 2xx to 5xx; of a dot, what is neither 2xx, 4xx nor 5xx says nothing */
    char status[12]; /* enhanced: "5.1.1" (RFC 3463); "" where there is none */
    const char
        *words; /* what the server said, on one line, in whatever charset; until the next call */
} SmtpVerdict;

typedef enum SmtpEvent {
    SMTP_QUIET, /* nothing new: write what is to be written, hear more */
    SMTP_DOT_ASKED,
    SMTP_SETTLED,
    SMTP_OVER
} SmtpEvent;

typedef struct Smtp Smtp;

Smtp *smtp_new(const SmtpAbilities *abilities); /* aborts where there is no memory */
void smtp_free(Smtp *smtp);                     /* NULL is allowed */

/* Whether a message may be offered now. */
bool smtp_free_for_next(const Smtp *smtp);
/* INPUT, and the dialogue is as it was: an address this server cannot be given, or a body larger
 * than it takes. */
bool smtp_offer(Smtp *smtp, const SmtpMessage *message, Err *err);

/* What is to be written next; 0: nothing now. */
size_t smtp_out(Smtp *smtp, const char **bytes);
void smtp_out_moved(Smtp *smtp, size_t count); /* so much of it was written */

void smtp_heard(Smtp *smtp, const char *bytes, size_t count);
/* What that means; to be asked until it is SMTP_QUIET or SMTP_OVER. `verdict` is set by
 * SMTP_SETTLED. The message before SMTP_OVER that was not settled is judged by smtp_dot_left(). */
SmtpEvent smtp_event(Smtp *smtp, SmtpVerdict *verdict);

/* After SMTP_DOT_ASKED only. */
void smtp_dot(Smtp *smtp);
/* Whether a byte of a dot has been written whose verdict has not come: were the connection lost
 * now, nobody could say whether that message was sent. */
bool smtp_dot_left(const Smtp *smtp);
/* Why it is over; "" while it is not. */
const char *smtp_trouble(const Smtp *smtp);

/* QUIT, where nothing is under way: after it only smtp_out(). */
void smtp_quit(Smtp *smtp);
