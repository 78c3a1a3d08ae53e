/* Carrier: a way out of the house for what machines send (DESIGN §6): one sender's connections to
 * the server or gateway that carries its messages.
 *
 * A carrier never decides that something is sent. It takes parcels, says when one stands at the
 * point of no return (CARRIER_DOT_ASKED: all of it is with the server, the dot is not), and goes on
 * only when it is told so:
 *
 *     carrier_offer()                    while carrier_room() says there is any
 *     carrier_turn() until CARRIER_QUIET:
 *         CARRIER_DOT_ASKED              carrier_dot(), once that is committed; or
 *                                        carrier_withhold(): nothing was sent, no verdict comes
 *         CARRIER_SETTLED                the verdict on a parcel: the parcel is the caller's again
 *         CARRIER_DOWN                   no connection is to be had: `why`
 *
 * What has no dot of its own (a request to a gateway) asks for it before its first byte.
 *
 * Nothing here waits for a network but carrier_close(): what waits is another thread's, or the
 * descriptor's. One thread, the worker's. Every parcel that was offered is settled or withheld,
 * whatever happens to its connection, and after carrier_close() none is held any more.
 */
#pragma once

#include "base/dial.h"
#include "channel/driver_field.h"
#include "channel/hook.h"
#include "follow/terms.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How far what happened reaches: the blast radius of a result. */
typedef enum SendResult {
    SEND_SENT,    /* the server has it */
    SEND_LATER,   /* not now (4xx): this message again, after a while */
    SEND_REFUSED, /* for good (5xx): never by a machine again */
    SEND_DOWN,    /* nothing goes by this sender now: the message is as it was */
    SEND_UNSURE,  /* nobody can say whether it was sent: never again by itself */
    SEND_RESULTS
} SendResult;

const char *send_result_name(SendResult result);

enum { SEND_KNOWN_BYTES = 64 };

typedef struct SendVerdict {
    SendResult result;
    bool dotted;     /* the dot had been said */
    bool of_address; /* SEND_REFUSED: the address will never work; else our words, size or name are
                        unwanted */
    TextFailure failure;             /* of_address, of a text */
    int code;                        /* of the server; 0: it said nothing */
    char status[12];                 /* "5.1.1"; "" */
    int64_t wait;                    /* SEND_LATER: seconds that were asked for; 0: none */
    char known_as[SEND_KNOWN_BYTES]; /* SEND_SENT: what the gateway calls it; "" */
    char words[256];                 /* what it said, or what happened: UTF-8, one line */
} SendVerdict;

/* A document that goes behind the parcel's own bytes: pages of a fax. */
typedef struct ParcelPart {
    const void *bytes;
    size_t length;
} ParcelPart;

/* A message on its way. The caller's, and stays until it is settled or withheld. */
typedef struct Parcel {
    const char *id;   /* Message-ID: the same, whichever the attempt */
    const char *from; /* of the envelope */
    const char *to;
    const char *bytes;
    size_t length;
    const ParcelPart *parts; /* of a fax: further documents */
    size_t part_count;
    int page_width, page_height; /* of a fax: millimetres of its paper */
    const char *picture;         /* of a text: where its gateway gets one (MMS); NULL: none */
    const char *report;          /* a link that is told what becomes of it; NULL: nobody is */
    void *owner;                 /* the caller's mark */
    void *place;                 /* the carrier's */
} Parcel;

typedef enum CarrierEvent {
    CARRIER_QUIET,
    CARRIER_DOT_ASKED,
    CARRIER_SETTLED,
    CARRIER_DOWN
} CarrierEvent;

typedef struct CarrierNews {
    CarrierEvent event;
    Parcel *parcel;      /* of CARRIER_DOT_ASKED and CARRIER_SETTLED */
    SendVerdict verdict; /* of CARRIER_SETTLED */
    Err why;             /* of CARRIER_DOWN: DENIED and INPUT want a person, the others time */
} CarrierNews;

typedef struct Carrier Carrier;

/* What a server says later of a message it has, or may have. */
typedef enum TraceState {
    TRACE_UNKNOWN, /* it knows of none: it never came, or was forgotten since */
    TRACE_TAKEN,   /* it has it still */
    TRACE_DELIVERED,
    TRACE_FAILED
} TraceState;

typedef struct CarrierTrace {
    const char *id; /* of the message, as of its parcel */
    TraceState state;
    bool of_address; /* TRACE_FAILED: the address will never work */
    char known_as[SEND_KNOWN_BYTES];
    char words[256]; /* as of a verdict */
} CarrierTrace;

struct Gateway;
typedef struct CarrierDriver CarrierDriver;

struct CarrierDriver {
    const char *name; /* "smtp" */
    const char *about;
    Channel channel;
    const Hook *hook;              /* NULL: nothing calls back */
    const DriverField *fields;     /* as `beck sender add` takes them and the row keeps them */
    const struct Gateway *gateway; /* of texts: what it is asked (gateway.h); else NULL */
    /* The row itself comes first, for drivers that share them. `settings` and `secrets` are objects
     * of texts, one for each field, checked by carrier_check(); kept nowhere. `bearer` is asked, by
     * whichever thread connects, where the setting `oauth` names a provider, and must outlive the
     * carrier. */
    bool (*open)(const CarrierDriver *driver, const Doc *settings, const Doc *secrets,
                 const DialBearer *bearer, Carrier **carrier, Err *err);
    void (*close)(Carrier *carrier);
    int (*descriptor)(const Carrier *carrier);
    size_t (*room)(const Carrier *carrier);
    void (*offer)(Carrier *carrier, Parcel *parcel);
    CarrierEvent (*turn)(Carrier *carrier, CarrierNews *news);
    int64_t (*size_most)(const Carrier *carrier); /* NULL: whatever it is given */
    void (*dot)(Carrier *carrier, Parcel *parcel);
    void (*withhold)(Carrier *carrier, Parcel *parcel);
    /* Whether texts by it can carry a picture; NULL: words only. */
    bool (*takes_pictures)(const Doc *settings);
    /* What the table cannot say: numbers, and what goes with what. */
    bool (*check)(const Doc *settings, const Doc *secrets, Err *err);
    /* Connects once and says what is wrong; waits. `size_most` as below. */
    bool (*probe)(const CarrierDriver *driver, const Doc *settings, const Doc *secrets,
                  const DialBearer *bearer, int64_t *size_most, Err *err);
    /* What has become of these: all but their ids is filled. Waits; until `stop` is set at most.
     * NULL: its server is not asked. */
    bool (*trace)(const Doc *settings, const Doc *secrets, const volatile sig_atomic_t *stop,
                  CarrierTrace *traces, size_t count, Err *err);
};

/* What every Carrier begins with. */
struct Carrier {
    const CarrierDriver *driver;
};

/* The drivers, NULL beyond the last. */
const CarrierDriver *carrier_driver_at(size_t place);
/* The one of this name; `channel`: where a name stands for one of each of several channels, as
 * outbox does, the one of this (CHANNEL_NONE: the first). INPUT with those there are. */
const CarrierDriver *carrier_driver(const char *name, Channel channel, Err *err);

/* As driver_fields_read(), and what the driver alone can say. */
bool carrier_check(Arena *arena, const CarrierDriver *driver, const Doc *given, Doc **settings,
                   Doc **secrets, Err *err);

/* Whether texts by it can carry a picture. */
bool carrier_takes_pictures(const CarrierDriver *driver, const Doc *settings);

/* The driver's, by the carrier. */
void carrier_close(Carrier *carrier);           /* NULL is allowed */
int carrier_descriptor(const Carrier *carrier); /* readable when there may be news */
size_t carrier_room(const Carrier *carrier);
void carrier_offer(Carrier *carrier, Parcel *parcel);
CarrierEvent carrier_turn(Carrier *carrier, CarrierNews *news);
/* Bytes of a message that the server takes, as it said last; 0: it has not said. */
int64_t carrier_size_most(const Carrier *carrier);
void carrier_dot(Carrier *carrier, Parcel *parcel);
void carrier_withhold(Carrier *carrier, Parcel *parcel);

/* One row of the table each. */
extern const CarrierDriver carrier_smtp, carrier_outbox, carrier_outbox_text, carrier_kannel,
    carrier_twilio, carrier_http, carrier_hylafax, carrier_faxmail;
