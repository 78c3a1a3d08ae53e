/* An office for the tests of actions: a workspace of its own on each engine, with a seller at a
 * clock that stands still, and leads made as they are in life: captured, and logged. */
#pragma once

#include "trial.h"

#include "action/context_inner.h"
#include "action/log_outcome.h"

typedef struct Office {
    Context *context;
    Arena *arena;
    const char *database;
} Office;

/* Monday, 2 March 2026, 10:00 in New York. */
#define OFFICE_NOW INT64_C(1772463600)

/* Ann Ford, admin, in New York. */
Office office_open(DbEngine engine);
void office_close(Office *office);

/* A person as on a card; any but the name may be NULL. */
typedef struct Card {
    const char *name, *company, *cell, *office, *email, *postal, *source, *note, *title, *birthday;
    const char *promise; /* of ours, due the next day */
    const char *cadence;
} Card;

typedef struct Captive {
    int64_t lead, contact, account;
} Captive;

/* Fails the test when it cannot be captured. */
Captive office_capture(Office *office, Card card);
void office_at(Office *office, Time now);
static inline void office_days_later(Office *office, int days)
{
    office_at(office, office->context->now + (Time)days * DAY_SECONDS);
}
/* On the lead's planned touch when `planned`, else on the lead. */
LogResult office_log(Office *office, int64_t lead, bool planned, const char *outcome,
                     const char *result);
/* The lead's next touch. */
struct next_touch_of_lead_row office_next(Office *office, int64_t lead);
int64_t office_user(Office *office, const char *name);
/* Everything `beck check` asks. */
void office_audit(Office *office);
