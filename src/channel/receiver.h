/* Receiver: a way into the house: one mailbox, read as it fills (DESIGN §6).
 *
 * A receiver hands out each mail that came since a folder was last read, and says when all up to a
 * place were handed out, so that the place can be written down:
 *
 *     receiver_turn() until RECEIVER_QUIET or RECEIVER_MORE:
 *         RECEIVER_MAIL      a mail; its bytes until the next turn
 *         RECEIVER_PLACE     a folder was read up to there
 *         RECEIVER_THROUGH   there is nothing more now; it waits for what comes
 *         RECEIVER_COPIED    the copy that was given by receiver_copy() is in the Sent folder
 *         RECEIVER_UNCOPIED  … the server will not have it
 *         RECEIVER_DOWN      no connection any more: `why`; it is to be closed. It may be for a
 *                            mail on which the connection ended: `place`
 *         RECEIVER_MORE      the server has more to say; the others have their turn first
 *
 * A mail that was tried in vain (ReceiverPlace, `tried_uid`) and those before it come one by one,
 * each followed by its RECEIVER_PLACE.
 *
 * After a crash the mails behind the last place that was written come again, and after a folder was
 * numbered anew (UIDVALIDITY) those of the last days: whoever takes them in must not mind (as
 * action/receive.h does not). What came more than RECEIVER_FIRST_DAYS before a folder was read
 * last, or first, was for people, even where it is put there only now: nobody's archive is read.
 * Reading leaves no trace on the server.
 *
 * Nothing here waits but receiver_close(), up to a second: what waits is another thread's, or the
 * descriptor's. One thread.
 */
#pragma once

#include "base/clock.h"
#include "base/dial.h"
#include "channel/driver_field.h"

#include <stddef.h>
#include <stdint.h>

enum {
    RECEIVER_FIRST_DAYS = 7,             /* before now, of a folder that was never read */
    RECEIVER_AGAIN_DAYS = 2,             /* before it was read last, of one that is numbered anew */
    RECEIVER_MAIL_MOST = 4 * 1024 * 1024 /* bytes of a mail that are read, the first ones */
};

/* How far a folder has been read. */
typedef struct ReceiverPlace {
    const char *folder;
    int64_t validity, uid; /* of the server: its numbering, and the last mail read of it; 0: none */
    Time read_at;          /* by the machine's clock; TIME_NONE: never */
    const char *why;       /* it cannot be read; NULL: it can */
    int64_t tried_uid;     /* a mail that could not be had or taken in lately; 0: none */
} ReceiverPlace;

/* A mail that was sent, for the Sent folder. The caller's, and stays until it is COPIED, UNCOPIED
 * or the receiver closed. */
typedef struct ReceiverCopy {
    int64_t id; /* the caller's mark */
    const char *message_id;
    Time at; /* when it was sent */
    const char *bytes;
    size_t length;
} ReceiverCopy;

typedef enum ReceiverEvent {
    RECEIVER_QUIET,
    RECEIVER_MAIL,
    RECEIVER_PLACE,
    RECEIVER_THROUGH,
    RECEIVER_COPIED,
    RECEIVER_UNCOPIED,
    RECEIVER_DOWN,
    RECEIVER_MORE
} ReceiverEvent;

typedef struct ReceiverNews {
    ReceiverEvent event;
    ReceiverPlace place; /* of RECEIVER_MAIL and RECEIVER_PLACE, and of RECEIVER_DOWN where it has
                            a folder; its texts until the next turn */
    bool given; /* RECEIVER_DOWN: all up to `place` was handed out, and no mail is to blame */
    bool sent;  /* RECEIVER_MAIL: it lies in the Sent folder */
    Time at;    /* … when the server got it; TIME_NONE: it does not say */
    const char *bytes; /* … NULL: the server does not give it, `why` */
    size_t length;
    const ReceiverCopy *copy; /* of RECEIVER_COPIED and RECEIVER_UNCOPIED */
    Err why; /* RECEIVER_MAIL, RECEIVER_UNCOPIED; RECEIVER_DOWN: DENIED and INPUT want a person */
} ReceiverNews;

typedef struct Receiver Receiver;

typedef struct ReceiverDriver {
    const char *name; /* "imap" */
    const char *about;
    const DriverField *fields;
    /* As of CarrierDriver; `places` are kept nowhere. */
    bool (*open)(const Doc *settings, const Doc *secrets, const DialBearer *bearer,
                 const ReceiverPlace *places, size_t place_count, Receiver **receiver, Err *err);
    void (*close)(Receiver *receiver);
    int (*descriptor)(const Receiver *receiver);
    bool (*takes_copy)(const Receiver *receiver);
    void (*copy)(Receiver *receiver, const ReceiverCopy *copy);
    ReceiverEvent (*turn)(Receiver *receiver, ReceiverNews *news);
    bool (*check)(const Doc *settings, const Doc *secrets, Err *err);
    /* Connects once, looks for the folders, and says what is wrong; waits. */
    bool (*probe)(const Doc *settings, const Doc *secrets, const DialBearer *bearer, Err *err);
    /* Whether copies of what is sent are to be put there, by the setting `sent_copy`: not where the
     * provider's own server does it. */
    bool (*wants_copies)(const Doc *settings);
} ReceiverDriver;

/* What every Receiver begins with. */
struct Receiver {
    const ReceiverDriver *driver;
};

/* INPUT with those there are. */
const ReceiverDriver *receiver_driver(const char *name, Err *err);
/* As driver_fields_read(), and what the driver alone can say. */
bool receiver_check(Arena *arena, const ReceiverDriver *driver, const Doc *given, Doc **settings,
                    Doc **secrets, Err *err);

/* The driver's, by the receiver. */
void receiver_close(Receiver *receiver);           /* NULL is allowed */
int receiver_descriptor(const Receiver *receiver); /* readable when there may be news */
/* Whether a copy can be given now: one at a time. */
bool receiver_takes_copy(const Receiver *receiver);
void receiver_copy(Receiver *receiver, const ReceiverCopy *copy);
ReceiverEvent receiver_turn(Receiver *receiver, ReceiverNews *news);

/* One row of the table each. */
extern const ReceiverDriver receiver_imap;
