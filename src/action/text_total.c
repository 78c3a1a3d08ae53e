#include "action/text_total.h"

#include "action/mail_file.h"
#include "action/sender.h"
#include "base/price.h"
#include "base/text.h"

static const char *said(const SenderShown *sender, const char *setting)
{
    const char *cost = doc_text(sender->settings, setting);
    return text_empty(cost) ? NULL : cost;
}

bool text_total_begin(Context *context, Arena *arena, int64_t user_id, TextTotal *total, Err *err)
{
    SenderShown sender;
    bool found;
    if (!sender_of(context, arena, user_id, CHANNEL_TEXT, &sender, &found, err))
        return false;
    *total = (TextTotal){.part_cost = found ? said(&sender, "cost") : NULL,
                         .picture_cost = found ? said(&sender, "picture_cost") : NULL};
    return true;
}

bool text_total_of(Context *context, Arena *arena, int64_t user_id, int64_t touch_id,
                   const char *body, const LintText **text, Err *err)
{
    TextTotal costs;
    MailFiles files;
    *text = NULL;
    if (text_empty(body))
        return true;
    if (!text_total_begin(context, arena, user_id, &costs, err) ||
        !mail_files(context, arena, touch_id, &files, err))
        return false;
    const LintFacts facts = {.medium = LINT_TEXT,
                             .part_cost = costs.part_cost,
                             .picture_cost = costs.picture_cost,
                             .files = {.known = true,
                                       .links = mail_files_links(context, arena, &files),
                                       .picture = mail_files_picture(&files)}};
    LintText *made = arena_make(arena, LintText);
    *made = lint_text_of(arena, body, &facts);
    *text = made;
    return true;
}

void text_total_add(TextTotal *total, const LintText *text)
{
    total->count++;
    total->parts += text->size.parts;
    total->pictures += text->picture;
}

const char *text_total_cost(Arena *arena, const TextTotal *total)
{
    Price part, picture;
    size_t plain = total->parts - total->pictures;
    bool parts_known = price_read(text_or(total->part_cost, ""), &part);
    bool pictures_known = price_read(text_or(total->picture_cost, ""), &picture);
    if ((!parts_known && (plain || !total->pictures)) || (!pictures_known && total->pictures))
        return NULL;
    if (!total->pictures)
        return price_times(arena, &part, plain);
    return plain ? price_sum(arena, &part, plain, &picture, total->pictures)
                 : price_times(arena, &picture, total->pictures);
}
