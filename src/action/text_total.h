/* Text total: what texts come to, before they go: their parts (base/sms.h), and what those cost by
 * the setting `cost` of the sender they go by. */
#pragma once

#include "action/context.h"

#include <stddef.h>

/* What one part of a user's texts costs: "0.0079 USD"; NULL: nobody has said so, or nothing sends
 * their texts. */
bool text_part_cost(Context *context, Arena *arena, int64_t user_id, const char **cost, Err *err);

typedef struct TextTotal {
    const char *part_cost; /* as above */
    size_t count, parts;
} TextTotal;

bool text_total_begin(Context *context, Arena *arena, int64_t user_id, TextTotal *total, Err *err);
void text_total_add(TextTotal *total, size_t parts);
/* "0.1343 USD"; NULL: not known. */
const char *text_total_cost(Arena *arena, const TextTotal *total);
