/* Calendars: keeps users' calendars and address books at other servers and Beck alike
 * (action/dav_sync.h), every `calendar_minutes`.
 *
 * One thread beside those that send and hear, one Context, one of them at a time, so that a server
 * that takes a minute keeps no mail waiting. Which of several workers looks at one is said by its
 * lease.
 */
#pragma once

#include "base/work.h"

/* Only `calendars` and `address_books` are set. `once`: those that are due now, then end. */
Work calendars_run;
