/* Sending inside: for the action room only. */
#pragma once

#include "action/outbox.h"
#include "action/plan_lead.h"
#include "action/send.h"
#include "action/sender_inner.h"

/* In the place of a mail's domain, where an address has none. */
#define SEND_NO_DOMAIN "message.invalid"

/* The senders as a transaction finds them, and what it sends by each. */
typedef struct SendGate {
    struct sender_list_rows senders;
    struct hold_of_sending_rows holds;
    int64_t *sent; /* by this transaction, of each sender */
} SendGate;
bool send_gate_read(Context *context, Arena *arena, SendGate *gate, Err *err);
/* NULL: it has ended. */
const struct sender_list_row *send_gate_find(const SendGate *gate, int64_t sender, size_t *place);
/* It is not paused, off or resting. */
bool send_gate_works(const Context *context, const SendGate *gate, size_t place);
/* How many more may go by the sender at `place` now. */
int64_t send_gate_room(const Context *context, const SendGate *gate, size_t place);
/* From when the next may go by it today; TIME_NONE: none may. */
Time send_gate_next(const Context *context, const SendGate *gate, size_t place);
/* Whose messages go by it, as id_list() writes them: its user's; by everybody's those of all who
 * have no sender of their own, be it off or on. */
const char *send_gate_owners(Context *context, Arena *arena, const SendGate *gate, size_t place);
/* Counts what was sent. */
bool send_gate_write(Context *context, const SendGate *gate, Err *err);

/* The mailbox into whose Sent folder the mails of a sender are put; 0: none. */
int64_t send_copied_to(const struct mailbox_copying_rows *rows, int64_t sender_id);

/* Whether the lead's next touch may go by a machine now. Where not, it has been moved to when it
 * may, or planned anew. In the caller's transaction. */
bool send_ask_line(Context *context, Arena *arena, LoadedLead *loaded, bool *goes, Err *err);
/* From when the line lets a machine send the lead's next touch, at or after `from`; TIME_NONE:
 * never by this address. */
Time send_opens_at(const LoadedLead *loaded, Time from);
/* Of a touch, whichever the attempt; in the domain of the address, a gateway's key in none. */
const char *send_message_id(const Context *context, Arena *arena, int64_t touch_id,
                            const char *address);
/* What it goes on with: the conversation with this person, where there is one and the step does not
 * begin another (`anew`). The subject that the conversation has gets its "Re: ". */
bool send_thread(Context *context, Arena *arena, bool anew, SendItem *item, Err *err);
static inline bool send_has_subject(Channel channel)
{
    return (SUBJECT_CHANNELS & CHANNEL_BIT(channel)) != 0;
}
/* The files that go with each of these touches. */
bool send_files_read(Context *context, Arena *arena, const int64_t *touches, size_t count,
                     struct mail_file_going_rows *going, Err *err);
/* The item's own of them, with their links and its weight; `size_most`: what its server takes, 0:
 * it has not said. `why` (else NULL): the mail cannot carry them, half a sentence for a person. */
bool send_files(Context *context, Arena *arena, const struct mail_file_going_rows *going,
                int64_t size_most, SendItem *item, const char **why, Err *err);
/* The same of a text: one picture, where its gateway takes pictures; all else as links. */
bool send_text_files(Context *context, Arena *arena, const struct mail_file_going_rows *going,
                     const SendSender *sender, SendItem *item, const char **why, Err *err);
/* A telephone shows it, and gateways take it. */
bool send_is_picture(const char *type, int64_t size);
/* At its dot. */
bool send_files_went(Context *context, const SendItem *item, Err *err);
/* They did not go after all; the message goes on under `touch_id`. */
bool send_files_back(Context *context, const SendItem *item, int64_t touch_id, Err *err);
/* Whether its words are there, without a hole. */
bool send_is_whole(const SendItem *item);
/* NULL, or why no gateway carries a text of this length, half a sentence. */
const char *send_why_too_long(Arena *arena, const SendItem *item);
/* A machine cannot: a person is asked, and told why in half a sentence. */
bool send_hand_over(Context *context, Arena *arena, const LoadedLead *loaded, const char *why,
                    Err *err);
/* The person and mailbox of the next touch; false where it has none any more. */
bool send_whom(const LoadedLead *loaded, const LoadedPerson **person,
               const struct address_get_row **address);
/* outbox_send() of one message within the caller's transaction; `why` it stays, or NULL. */
bool outbox_let_go(Context *context, Arena *arena, const OutboxWords *words, OutboxEntry *entry,
                   const char **why, Err *err);
