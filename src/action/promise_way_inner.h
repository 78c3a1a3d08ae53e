/* Ways and words of messages about promises: for the action room only. */
#pragma once

#include "action/plan_lead.h"
#include "action/promise_way.h"

/* The address of whom it was promised to that a channel has now. An e-mail's tells whether it would
 * go by itself, and why not. */
bool promise_way_find(Context *context, Arena *arena, const LoadedLead *loaded,
                      const PromiseCard *promise, Channel channel, PromiseWay *way, bool *found,
                      Err *err);
/* Whoever reads it in one place reads what their own clock will show. */
const Zone *promise_reader_zone(const Context *context, const LoadedLead *loaded,
                                int64_t contact_id);
/* How a message to them begins: "Hello Bob,"; and what stands under it. */
const char *promise_hello(Arena *arena, const PromiseCard *promise);
const char *promise_signed(Context *context, Arena *arena, const LoadedLead *loaded);

typedef struct PromiseMailTouch {
    int64_t touch_id, lead_id;
    int64_t contact_id, address_id;
    int64_t keeps_id; /* the promise that is kept by it; 0: none, it is told to be late */
    Why why;
} PromiseMailTouch;

/* An e-mail that a person has written becomes the lead's next touch, which a machine carries; what
 * was planned is planned again after it. Its words are the caller's to put. */
bool promise_mail_put(Context *context, Arena *arena, const PromiseMailTouch *mail, Err *err);
/* The same once more under a new touch, where `was` was one of those: a server put it off. */
bool promise_mail_again(Context *context, Arena *arena, const struct next_touch_of_lead_row *was,
                        int64_t lead_id, int64_t touch_id, Err *err);
