/* Text total: what texts come to, before they go: their parts (base/sms.h), and what those cost by
 * the settings `cost` and `picture_cost` of the sender they go by. */
#pragma once

#include "action/context.h"
#include "mail/lint.h"

#include <stddef.h>

typedef struct TextTotal {
    const char *part_cost;    /* of one part: "0.0079 USD"; NULL: nobody has said so */
    const char *picture_cost; /* of a text with a picture */
    size_t count, parts;      /* a text with a picture is one part */
    size_t pictures;          /* of them with a picture */
} TextTotal;

/* Of a user's texts: what they go by, be it on or not. */
bool text_total_begin(Context *context, Arena *arena, int64_t user_id, TextTotal *total, Err *err);
/* One text of such a user, as it would go: its words, and the files of the touch. NULL: no words.
 */
bool text_total_of(Context *context, Arena *arena, int64_t user_id, int64_t touch_id,
                   const char *body, const LintText **text, Err *err);
void text_total_add(TextTotal *total, const LintText *text);
/* "0.1343 USD"; NULL: not known. */
const char *text_total_cost(Arena *arena, const TextTotal *total);
