#include "action/text_total.h"

#include "action/sender.h"
#include "base/price.h"
#include "base/text.h"

bool text_part_cost(Context *context, Arena *arena, int64_t user_id, const char **cost, Err *err)
{
    SenderShown sender;
    bool found;
    if (!sender_of(context, arena, user_id, CHANNEL_TEXT, &sender, &found, err))
        return false;
    const char *said = found ? doc_text(sender.settings, "cost") : NULL;
    *cost = text_empty(said) ? NULL : said;
    return true;
}

bool text_total_begin(Context *context, Arena *arena, int64_t user_id, TextTotal *total, Err *err)
{
    *total = (TextTotal){0};
    return text_part_cost(context, arena, user_id, &total->part_cost, err);
}

void text_total_add(TextTotal *total, size_t parts)
{
    total->count++;
    total->parts += parts;
}

const char *text_total_cost(Arena *arena, const TextTotal *total)
{
    Price price;
    return total->part_cost && price_read(total->part_cost, &price)
               ? price_times(arena, &price, total->parts)
               : NULL;
}
