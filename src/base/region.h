/* Regions: the habits of a country that change how its people's typing is read. */
#pragma once

#include <stdbool.h>

/* True where 3/4 is the 4th of March. `region` is ISO 3166-1 alpha-2, any case; NULL, "" and
 * unknown regions write the day first, as most of the world does. From CLDR's short dates without a
 * year, so countries that begin with the year (Japan) are among them. */
bool region_month_first(const char *region);
