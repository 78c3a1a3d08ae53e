/* A touch set aside: a text that they asked for during a call or a visit (action/text_now.h) is the
 * lead's next touch until it has gone; what it stands in the place of comes back as it was, under
 * its own number, and can be logged all the while. For the action room only. */
#pragma once

#include "action/load_lead.h"

/* Sets the lead's next touch aside for a text, before that is written. What of the library the text
 * gives (0: nothing) the other does not any more. */
bool aside_put(Context *context, const LoadedLead *loaded, int64_t text_id, int64_t content_id,
               Err *err);
/* Whether the lead's next touch is such a text. */
bool aside_is_text(const LoadedLead *loaded);
/* Whether words wait in the place of the lead's next touch, or are on their way: nothing that a
 * machine is to send throws them out. */
bool aside_is_taken(Context *context, Arena *arena, const LoadedLead *loaded, bool *taken,
                    Err *err);
/* The number of the touch that follows the lead's next one: of what is set aside for it, else a new
 * one. */
bool aside_next_id(Context *context, Arena *arena, const LoadedLead *loaded, int64_t *touch_id,
                   Err *err);
/* What is set aside for the lead's next touch. */
bool aside_get(Context *context, Arena *arena, const LoadedLead *loaded,
               struct next_touch_of_lead_row *aside, bool *found, Err *err);
/* Of the lead's next touch, for people: what is set aside for it; NULL: nothing is. */
bool aside_said(Context *context, Arena *arena, const LoadedLead *loaded, const char **said,
                Err *err);
/* The text that waits in the place of a lead's touch; 0: none is set aside. */
bool aside_text(Context *context, Arena *arena, int64_t lead_id, int64_t *text_id, Err *err);
/* It is the lead's next touch again, as it was. */
bool aside_back(Context *context, const LoadedLead *loaded,
                const struct next_touch_of_lead_row *aside, Err *err);
bool aside_drop(Context *context, int64_t lead_id, Err *err);
/* The lead whose touch of this number is set aside; 0: none. */
bool aside_lead(Context *context, Arena *arena, int64_t touch_id, int64_t *lead_id, Err *err);
