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
    FLIGHT_WAITING, /* claimed: its mail is written when a connection is free */
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
    Shelf *words;           /* of the item and the parcel */
    Shelf *dot;             /* of what the dot knew; NULL before it */
    struct Flight *next;    /* of all */
    struct Flight *next_up; /* of those that wait for the same sender */
} Flight;

/* FLIGHT_WAITING; it shares `shelf`. */
Flight *flight_new(Shelf *shelf, const SendItem *item);
/* Its mail, ready for DATA: FLIGHT_OFFERED. The context is asked for the bytes of its files. Where
 * its address cannot be one it is settled instead, as refused; where its words cannot, as later. */
void flight_write(Flight *flight, Context *context, const Letterhead *head, Time now);
/* One that waits: nothing was sent. */
void flight_give_back(Flight *flight, const char *words);
void flight_free(Flight *flight);
