/* Visits: a user's way through a day, in the order of the places (follow/tour.h), each with links
 * to a map. No place is looked up anywhere: coordinates are those typed into an address. */
#pragma once

#include "action/touch_card.h"

enum { VISITS_MOST = 200 };

typedef struct Visit {
    TouchCard touch;
    bool fixed;                            /* its hour was agreed */
    const char *postcode, *city, *country; /* or NULL */
    const char *coordinates;               /* "52.521000,13.405000"; NULL: none are known */
    int64_t metres;                        /* from the one before, as the crow flies; -1: unknown */
    const char *geo, *map;                 /* links; NULL: no address */
    const char *card; /* what to write on the card that is left where nobody is in */
} Visit;

typedef struct Visits {
    Day day;
    const char *owner_name;
    Visit *at;
    size_t count;
} Visits;

/* `owner` NULL: the context's user; `day` DAY_NONE: today, in the owner's zone, with what is
 * overdue. */
bool list_visits(Context *context, Arena *arena, const char *owner, Day day, Visits *visits,
                 Err *err);
/* "450 m", "3.4 km", "21 km" */
const char *visit_say_far(Arena *arena, int64_t metres);
/* Whether a template of map links is one: https, with {place} in it. INPUT. */
bool visit_check_map(const char *url, Err *err);
