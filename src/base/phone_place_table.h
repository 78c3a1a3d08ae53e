/* The table of North American area codes and the states and provinces they are of, written at build
 * by tool/phone_places.py. */
#pragma once

#include <stddef.h>

typedef struct PhoneArea {
    int code; /* 312 */
    char country[3], region[3];
} PhoneArea;

extern const PhoneArea phone_areas[]; /* by code, ascending */
extern const size_t phone_area_count;
