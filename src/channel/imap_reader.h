/* Imap reader: which folder of a mailbox is looked at next, and what is said for it: receiver.h
 * over mail/imap.h, without a network. For receiver_imap.c only.
 *
 * INBOX is waited at by IDLE, ended and begun anew each IMAP_IDLE_SECONDS (RFC 2177 asks for less
 * than 29 minutes; routers forget a quiet connection sooner), or by NOOP each IMAP_POLL_SECONDS;
 * the other folders are looked at each IMAP_OTHERS_SECONDS. Mails come IMAP_FETCH_MOST at a time; a
 * batch whose server refuses it is asked for one by one, so that one damaged mail costs itself
 * only.
 *
 * A copy goes to the Sent folder once: the folder is searched for its Message-ID before it is
 * appended, whoever may have put it there.
 */
#pragma once

#include "channel/receiver.h"
#include "mail/imap.h"

enum {
    IMAP_IDLE_SECONDS = 9 * 60,
    IMAP_POLL_SECONDS = 60,
    IMAP_OTHERS_SECONDS = 5 * 60,
    IMAP_GONE_SECONDS = 60 * 60,  /* until a folder that was not there is looked for again */
    IMAP_ANSWER_SECONDS = 5 * 60, /* a command has, from its beginning, or from the last mail on */
    IMAP_LARGE_SECONDS = 30 * 60, /* … one that moves a mail */
    IMAP_FOLDERS_MOST = 16
};

typedef struct ImapReader ImapReader;

/* `folders`: "INBOX, Junk"; `sent_folder`: "", or which one is meant. Both of which
 * imap_reader_check() says that they may be. */
ImapReader *imap_reader_new(const char *folders, const char *sent_folder,
                            const ReceiverPlace *places, size_t place_count);
void imap_reader_free(ImapReader *reader); /* NULL is allowed */
bool imap_reader_check(const char *folders, const char *sent_folder, Err *err);
/* Only looks whether the folders are there; then RECEIVER_THROUGH. */
void imap_reader_probe(ImapReader *reader);
/* … of which the first that is not, and why; NULL: all are. */
const char *imap_reader_missing(const ImapReader *reader, const char **why);

Imap *imap_reader_dialogue(ImapReader *reader);
/* True while an answer is owed: the server is not to be quiet for long. */
bool imap_reader_waits(const ImapReader *reader);
/* True where it has been owed for too long, whatever the server has said meanwhile. */
bool imap_reader_is_late(const ImapReader *reader, int64_t now);
/* The connection ended: on which mail, where it was on one; or behind which, where all that were
 * asked for had come. */
void imap_reader_blame(const ImapReader *reader, ReceiverNews *news);
bool imap_reader_takes_copy(const ImapReader *reader);
void imap_reader_copy(ImapReader *reader, const ReceiverCopy *copy);

/* `now`: seconds of a clock that never goes back. RECEIVER_QUIET: the bytes are to be moved.
 * RECEIVER_DOWN: the dialogue is over. */
ReceiverEvent imap_reader_turn(ImapReader *reader, int64_t now, ReceiverNews *news);
