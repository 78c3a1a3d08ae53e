/* The parts of receiving: for receive*.c alone. */
#pragma once

#include "action/certainty.h"
#include "action/context_inner.h"
#include "action/inbox.h"
#include "action/receive.h"
#include "exchange/ical.h"

/* How a mail was matched; by a proof first. Names are of received.placed. */
typedef enum Placed {
    PLACED_NOT,
    PLACED_MARK,
    PLACED_MESSAGE_ID,
    PLACED_ADDRESS,
    PLACED_COMPANY,
    PLACED_PERSON, /* somebody said whose it is */
    PLACED_WAYS
} Placed;
const char *placed_name(Placed placed);
/* "receipt", "away", "gone": received.reason of an automatic reply. */
const char *leave_name(LeaveKind leave);
bool leave_find(const char *name, LeaveKind *leave);

/* A mail under way. */
typedef struct Receiving {
    Context *context;
    Arena *arena;
    const MimeMail *mail;
    Reading reading;
    Channel channel;    /* by which it came */
    const char *to;     /* ReceivedMail */
    const char *writer; /* in lower case, or ""; of a text its number */
    Time at;            /* never ahead of now */
    Placed placed;
    bool erased; /* a proof leads to somebody who was erased: nothing may come back */
    bool has_touch;
    struct touch_get_row touch;    /* what it speaks of; persons and addresses as they are now */
    int64_t lead_id;               /* 0: a stranger's */
    int64_t contact_id;            /* whose it is; 0: not known */
    int64_t address_id;            /* … by which address */
    bool writer_known;             /* it is the writer's */
    const ReadingRecipient *about; /* of a report: the recipient it is decided by; may be NULL */
    const IcalAnswer *answer;      /* of a calendar's, as it was read; NULL: it was not */
    const struct invitation_get_row *invitation; /* … to which of ours; NULL: to none */
    const struct invitation_get_row *notice;     /* it speaks of what told them of a change */
    int64_t morning_id;                          /* … of a morning mail; 0: of none */
    bool asks;
    const char *did;
    int64_t made_id; /* the touch it was written down as, or 0 */
} Receiving;

/* That ours was in hands there is proved, or a person says that it is so. */
static inline bool receiving_proved(const Receiving *receiving)
{
    return receiving->placed == PLACED_MARK || receiving->placed == PLACED_MESSAGE_ID ||
           receiving->placed == PLACED_PERSON;
}

/* Whose it is. */
bool receive_match(Receiving *receiving, Err *err);
/* The same of a text, by the number it came from. */
bool receive_match_number(Receiving *receiving, Err *err);
/* They want no more texts: of whoever it is, and of the number. */
bool receive_end_texts(Receiving *receiving, Err *err);
/* Whether it is a mail of ours itself, as it stands in a Sent folder; and the number that its
 * Message-ID is made of (0: it has none of ours). */
bool receive_own(Receiving *receiving, bool *own, int64_t *number, Err *err);
/* One that was kept, and that a person took. */
bool receive_from_row(Receiving *receiving, const InboxMail *mail, Err *err);
/* It is proved to be of a fax, which went as a mail to a gateway; and what comes of that. */
bool receive_is_of_fax(const Receiving *receiving);
bool receive_fax_failed(Receiving *receiving, const char *words, Err *err);
bool receive_fax_arrived(Receiving *receiving, const char *words, Err *err);
/* What its kind does. */
bool receive_act(Receiving *receiving, Err *err);
/* The outcome on its touch; without one, on the lead. */
bool receive_learn(Receiving *receiving, Outcome outcome, Time until, const char *detail, Err *err);
/* An event of its touch, from which nothing follows. */
bool receive_note(const Receiving *receiving, const char *kind, const char *detail, Err *err);
bool receive_raise(const Receiving *receiving, MessageLevel level, Err *err);
const char *receive_line(const Receiving *receiving, const char *text);
/* Which invitation a calendar answers, and what follows (action/invitation.h). */
bool receive_find_invitation(Receiving *receiving, Err *err);
bool receive_invitation(Receiving *receiving, Err *err);
/* What told them of a change came back. */
bool receive_notice_lost(Receiving *receiving, const char *words, Err *err);
/* The touch it is of, as it was, with persons and addresses as they are now. */
bool receive_take_touch(Receiving *receiving, int64_t touch_id, Placed placed, Err *err);
/* Who answers from an address, or a firm, that we did not have: an address of theirs, or somebody
 * new there. */
bool receive_writer(Receiving *receiving, Err *err);
/* Whether it is by the name of whom we wrote to; `unnamed`: what counts without any. */
bool receive_same_name(const Receiving *receiving, bool unnamed, bool *same, Err *err);
/* Whom an absence names to turn to: people of the account, for the climb. */
bool receive_people(Receiving *receiving, Err *err);
/* It went: what was uncertain is settled. `why`: "their answer came". */
bool receive_settle(Receiving *receiving, int64_t touch_id, const char *why, Err *err);

/* --- what people say of it (inbox*.c) --- */

InboxMail inbox_mail_of(const struct received_get_row *row);
/* One that the user sees; MISSING. */
bool inbox_seen(Context *context, Arena *arena, int64_t id, struct received_get_row *row, Err *err);
/* What its kind does, for the lead in `row`, a person saying so; written. */
bool inbox_do(Context *context, Arena *arena, struct received_get_row *row, Err *err);
bool inbox_write(Context *context, struct received_get_row *row, const char *state, const char *did,
                 Err *err);
