/* Post: what was said for a day is posted before it, so that it arrives then.
 *
 * A letter takes so many working days of the sender's country (policy->post_days: at home, abroad),
 * holidays known. Only what was said for a date goes early (a promise, an agreed date): a wait of a
 * cadence is the distance between two of our acts, not a day that anybody waits for. Pure.
 */
#pragma once

#include "follow/situation.h"

/* Whether a promise in these words is kept by post: it speaks of a letter. */
bool post_promised(const char *text);

/* Working days from the box to this reader (NULL: at home). */
int post_days(const Policy *policy, const Worker *owner, const Person *reader);

/* The last moment to post what is to be there at `said`: the same minute of an earlier day, one
 * that the owner works; `said` itself where the post takes no days. */
Time post_by(const Policy *policy, const Worker *owner, const Person *reader, Time said);
