/* The document of a day's visits: {day, owner, visits: [a touch (view_touch.h) and fixed, place
 * {postcode, city, country, coordinates}, metres, geo, map]}, in the order of the way. */
#pragma once

#include "action/visits.h"
#include "base/doc.h"

Doc *view_visits(Arena *arena, const Visits *visits);
