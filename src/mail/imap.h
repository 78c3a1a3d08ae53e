/* Imap: the client's side of reading a mailbox (RFC 3501, RFC 9051), without a network.
 *
 * Begins where base/dial.h ends: greeted, encrypted, signed in. The caller moves the bytes and says
 * what is wanted, one command at a time:
 *
 *     imap_examine(imap, "INBOX", err)        one of the commands below, while imap_is_free()
 *     imap_out() / imap_out_moved()           what is to be written, as it gets written
 *     imap_heard() / imap_event()             what came, and what it means, until IMAP_QUIET:
 *         IMAP_FOLDER, IMAP_MAIL, IMAP_NEWS   on the way
 *         IMAP_DONE, IMAP_REFUSED             the command is over: the next one
 *         IMAP_OVER                           the connection is of no more use
 *
 * Reading leaves no trace: folders are opened by EXAMINE, mails read by BODY.PEEK[], so nothing
 * becomes \Seen and nothing is moved. Only imap_append() and imap_create() write.
 *
 * Names of folders are UTF-8 here and modified UTF-7 on the wire (RFC 3501 §5.1.3). What a server
 * says is bounded: a line by IMAP_LINE_MOST, a mail by what imap_new() was told (more is not asked
 * for, and a server that gives more is hung up on), the folders and UIDs of one answer. One thread
 * at a time.
 */
#pragma once

#include "base/clock.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    IMAP_LINE_MOST = 1024 * 1024, /* of an answer, its literals apart: some 100,000 UIDs */
    IMAP_FOUND_MOST = 100000,     /* UIDs kept of one search, the first ones */
    IMAP_NAME_MOST = 500,         /* bytes of a folder's name, here and on the wire */
    IMAP_FETCH_MOST = 64          /* mails asked for by one command */
};

/* What the server says it can. */
typedef struct ImapAbilities {
    bool idle;        /* RFC 2177 */
    bool literal;     /* LITERAL+, RFC 7888: it takes what we append without being asked first */
    bool special_use; /* RFC 6154: it says which folder is which */
} ImapAbilities;

typedef enum ImapEvent {
    IMAP_QUIET,   /* nothing new: write what is to be written, hear more */
    IMAP_FOLDER,  /* of imap_list() */
    IMAP_MAIL,    /* of imap_fetch() */
    IMAP_NEWS,    /* of imap_idle(): something has come into the folder */
    IMAP_DONE,    /* the command was carried out */
    IMAP_REFUSED, /* NO or BAD: nothing of it was, and the connection goes on */
    IMAP_OVER
} ImapEvent;

typedef struct ImapHeard {
    const char *name;  /* IMAP_FOLDER: UTF-8 */
    bool selectable;   /* … it may be opened */
    bool is_sent;      /* … it is \Sent */
    uint32_t uid;      /* IMAP_MAIL */
    Time at;           /* … when the server got it (INTERNALDATE); TIME_NONE: it does not say */
    const char *bytes; /* … as they came, NULs and all; cut off at the most that is read */
    size_t length;
    const char *words; /* IMAP_REFUSED: one line, UTF-8 by now */
} ImapHeard;           /* all of it until the next call */

typedef struct Imap Imap;

Imap *imap_new(size_t mail_most); /* aborts where there is no memory */
void imap_free(Imap *imap);       /* NULL is allowed */

/* Whether the next command may be said; those below abort while it may not. */
bool imap_is_free(const Imap *imap);

/* CAPABILITY: to be asked first, for it differs before and after the login. */
void imap_ask_abilities(Imap *imap);
ImapAbilities imap_abilities(const Imap *imap);

/* All folders, with what they are for where the server can tell. */
void imap_list(Imap *imap);
/* Opens a folder, not to be changed. INPUT: it cannot be a folder's name. */
bool imap_examine(Imap *imap, const char *folder, Err *err);
/* UIDVALIDITY of the folder that is open: when it differs from what it was, UIDs mean other mails.
 * 0: the server does not number its mails. */
uint32_t imap_validity(const Imap *imap);

/* Numbers of the folder's mails that came on the day of `since` or later, the lowest first: from
 * `uid` on (and the last one of all, where its number is lower); those with this Message-ID
 * (without brackets). INPUT: it cannot be one. */
void imap_find_from(Imap *imap, uint32_t uid, Time since);
bool imap_find_named(Imap *imap, Time since, const char *message_id, Err *err);
/* What the last search found, until the next one. */
const uint32_t *imap_found(const Imap *imap, size_t *count);

/* The mails of these numbers, IMAP_FETCH_MOST at most; one that is gone is passed over. */
void imap_fetch(Imap *imap, const uint32_t *uids, size_t count);
/* Puts a mail, read already, into a folder. The bytes stay until the command is over. */
bool imap_append(Imap *imap, const char *folder, Time at, const char *bytes, size_t length,
                 Err *err);
bool imap_create(Imap *imap, const char *folder, Err *err);

void imap_noop(Imap *imap);
/* Waits for IMAP_NEWS, until imap_idle_end(); then it is over like any command. A server hangs up
 * after 30 minutes (RFC 2177): it is to be ended and begun anew before. */
void imap_idle(Imap *imap);
void imap_idle_end(Imap *imap); /* nothing where it does not idle, or was ended already */
void imap_logout(Imap *imap);

/* What is to be written next; 0: nothing now. */
size_t imap_out(Imap *imap, const char **bytes);
void imap_out_moved(Imap *imap, size_t count); /* so much of it was written */

void imap_heard(Imap *imap, const char *bytes, size_t count);
/* What that means; to be asked until it is IMAP_QUIET or IMAP_OVER. */
ImapEvent imap_event(Imap *imap, ImapHeard *heard);
/* Why it is over; "" while it is not. */
const char *imap_trouble(const Imap *imap);
