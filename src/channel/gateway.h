/* Gateway: a service that takes texts by HTTP, as a table of what it is asked and what its answers
 * mean. The carrier (gateway.c) is the same for all: many requests at once (base/net.h), none of
 * them made twice, each over a connection of its own. A gateway that answers one text twice would
 * else answer the next one on a kept connection, and most answers do not say of which text they
 * are. For this room only.
 *
 * A text asks for its dot before the first byte of its request. What an answer settles:
 *
 *     2xx                            sent, with what the gateway calls it
 *     429, 503                       later, when it says (Retry-After)
 *     400 and kin                    refused: of the number where it says so, else our words
 *     401 to 405, 3xx                our account or settings: off until somebody looks
 *     500, 502, 504, no answer, or
 *     one of another text            unsure: perhaps taken, and never sent again
 *     no byte of it left             not sent: planned again
 */
#pragma once

#include "base/net.h"
#include "channel/carrier.h"

typedef struct Gateway {
    /* The request of one text, in `arena`. `settings` and `secrets` are objects of texts. */
    bool (*ask)(Arena *arena, const Doc *settings, const Doc *secrets, const Parcel *parcel,
                NetRequest *request, Err *err);
    /* What an answer below 500 tells beyond its status: of_address, known_as, words; it may change
     * the result. The verdict is filled by the table above. */
    void (*read)(Arena *arena, const Doc *settings, const NetAnswer *answer, SendVerdict *verdict);
    /* A request that sends nothing, and whether its answer is that of a gateway that lets us in. */
    void (*try_out)(Arena *arena, const Doc *settings, const Doc *secrets, NetRequest *request);
    bool (*lets_in)(const NetAnswer *answer);
    /* Whether an answer says itself that it is of another text: the gateway has mixed up two, and
     * nobody knows what became of this one. NULL: answers name no text. */
    bool (*of_another)(Arena *arena, const NetAnswer *answer, const Parcel *parcel);
} Gateway;

/* Rows that every table of settings of what carries texts has. */
#define TEXT_FIELDS                                                                                \
    {.name = "cost", .about = "of one part of a text, 0.0079 USD", .standard = ""},                \
    {                                                                                              \
        .name = "reports_to",                                                                      \
        .about = "where the gateway reaches Beck, http://10.0.0.5:2325; else public_url",          \
        .standard = ""                                                                             \
    }
#define TEXT_PICTURE_COST                                                                          \
    {                                                                                              \
        .name = "picture_cost", .about = "of a text with a picture, 0.02 USD", .standard = ""      \
    }
#define TEXT_PICTURES(said)                                                                        \
    {.name = "mms", .about = (said), .choices = gateway_yes_no, .standard = "no"}, TEXT_PICTURE_COST
/* … and of gateways. */
#define GATEWAY_FIELDS                                                                             \
    {.name = "connections", .about = "requests at once, 1 to 64", .standard = "8"}, TEXT_FIELDS
#define GATEWAY_PRIVATE(usual)                                                                     \
    {                                                                                              \
        .name = "private", .about = "yes: in a private network, where http is allowed; no",        \
        .choices = gateway_yes_no, .standard = (usual)                                             \
    }
extern const char *const gateway_yes_no[];

/* What the drivers' rows have in common; `checks` is gateway_check() where the setting `url` is all
 * of where it is. */
#define GATEWAY_DRIVER(asks, checks)                                                               \
    .channel = CHANNEL_TEXT, .gateway = (asks), .open = gateway_open, .close = gateway_close,      \
    .descriptor = gateway_descriptor, .room = gateway_room, .offer = gateway_offer,                \
    .turn = gateway_turn, .dot = gateway_dot, .withhold = gateway_withhold, .check = (checks),     \
    .probe = gateway_probe

bool gateway_open(const CarrierDriver *driver, const Doc *settings, const Doc *secrets,
                  const DialBearer *bearer, Carrier **carrier, Err *err);
void gateway_close(Carrier *carrier);
int gateway_descriptor(const Carrier *carrier);
size_t gateway_room(const Carrier *carrier);
void gateway_offer(Carrier *carrier, Parcel *parcel);
CarrierEvent gateway_turn(Carrier *carrier, CarrierNews *news);
void gateway_dot(Carrier *carrier, Parcel *parcel);
void gateway_withhold(Carrier *carrier, Parcel *parcel);
/* TEXT_FIELDS, and whether TEXT_PICTURES says yes. */
bool text_fields_check(const Doc *settings, Err *err);
bool text_fields_pictures(const Doc *settings);
/* The rows above, and the setting `url`, or the URL it makes. */
bool gateway_check(const Doc *settings, const Doc *secrets, Err *err);
bool gateway_check_url(const Doc *settings, const char *url, Err *err);
bool gateway_probe(const CarrierDriver *driver, const Doc *settings, const Doc *secrets,
                   const DialBearer *bearer, int64_t *size_most, Err *err);

/* "Basic …" */
const char *gateway_basic(Arena *arena, const char *login, const char *password);
