/* A message between its claim and its verdict: for this room only. */
#pragma once

#include "action/send.h"
#include "base/buf.h"
#include "dispatch/letterhead.h"

#include <stdbool.h>

/* An arena that lives as long as somebody needs what is in it. */
typedef struct Shelf {
    Arena *arena;
    size_t users;
} Shelf;

Shelf *shelf_new(void); /* with one user */
void shelf_share(Shelf *shelf);
void shelf_leave(Shelf *shelf); /* NULL is allowed */

typedef enum FlightState {
    FLIGHT_OFFERED, /* on its way to the dot */
    FLIGHT_ASKS,    /* for its dot */
    FLIGHT_DOTTED,  /* it was said */
    FLIGHT_SETTLED  /* the verdict is here, and is to be written down */
} FlightState;

typedef struct Flight {
    Parcel parcel;
    Buf mail; /* the parcel's bytes */
    SendItem item;
    FlightState state;
    SendVerdict verdict;
    Shelf *words; /* of the item and the parcel */
    Shelf *dot;   /* of what the dot knew; NULL before it */
    struct Flight *next;
} Flight;

/* Its mail, ready for DATA. Where its address cannot be one it is settled already, as refused;
 * where its words cannot, as later. The flight shares `shelf`. */
Flight *flight_new(Shelf *shelf, const SendItem *item, const Letterhead *head, Time now);
void flight_free(Flight *flight);
