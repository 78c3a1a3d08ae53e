#include "action/promise_shown.h"

#include "action/context_inner.h"
#include "base/text.h"

static const char *name_of(const LoadedLead *loaded, int64_t contact_id)
{
    for (size_t i = 0; i < loaded->person_count; i++)
        if (loaded->people[i].contact.id == contact_id)
            return loaded->people[i].contact.name;
    return NULL;
}

PromiseCards promises_shown(const Context *context, Arena *arena, const LoadedLead *loaded,
                            bool open)
{
    const struct promise_of_lead_rows *rows = &loaded->promises;
    PromiseCard *cards = arena_array(arena, rows->count, sizeof *cards);
    size_t count = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const struct promise_of_lead_row *row = &rows->at[i];
        bool is_open = text_equal(row->state, "open");
        if (open && !is_open)
            continue;
        cards[count++] = (PromiseCard){
            .id = row->id,
            .lead_id = loaded->lead.id,
            .contact_id = row->contact_id,
            .owner_id = loaded->lead.owner_id,
            .lead_name = loaded->lead.name,
            .account_name = loaded->situation.account_name,
            .contact_name = name_of(loaded, row->contact_id),
            .owner_name = loaded->situation.owner->name,
            .ours = text_equal(row->side, "ours"),
            .text = row->text,
            .state = row->state,
            .due_at = row->due_at,
            .made_at = row->made_at,
            .kept_at = row->kept_at,
            .first_due_at = row->first_due_at,
            .kept_by = row->kept_by,
            .unproved_at = row->unproved_at ? row->unproved_at : TIME_NONE,
            .moved = (int)row->moved,
            .late = is_open && row->due_at < context->now,
            .alarm = is_open && text_equal(row->side, "ours")
                         ? promise_alarm(context_zone(context), row->due_at, context->now)
                         : PROMISE_QUIET};
    }
    return (PromiseCards){cards, count};
}
