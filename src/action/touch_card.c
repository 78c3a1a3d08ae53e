#include "action/touch_card_inner.h"

#include "base/text.h"

#include <string.h>

enum { ANSWER_BYTES = 600 };

/* What an explanation needs of a situation: whose zone, and the name of whom it speaks. */
static const char *const *say_whys(Context *context, Arena *arena, const TouchCard *card,
                                   const Worker *worker)
{
    Person person = {.id = card->contact_id, .name = card->contact_name};
    Situation situation = {.lead_id = card->lead_id,
                           .contact_id = card->contact_id,
                           .people = &person,
                           .person_count = card->contact_id ? 1 : 0,
                           .account_name = card->account_name,
                           .owner = worker};
    const char **said = arena_array(arena, card->why_count, sizeof *said);
    for (size_t i = 0; i < card->why_count; i++)
        said[i] = plan_say(arena, &situation, card->whys[i], context->now);
    return said;
}

static Rank rank_of(const TouchCard *card, const struct today_cards_row *row, Time now)
{
    return rank_touch(
        &(RankInput){.group = card->group,
                     .due_at = card->due_at,
                     .channel = card->channel,
                     .temperature = card->temperature,
                     .status = card->lead_status,
                     .interest = (int)row->lead_interest,
                     .value_cents = row->lead_value_cents == TIME_NONE ? 0 : row->lead_value_cents,
                     .role = card->contact_role,
                     .last_touched_at = card->last_touched_at,
                     .promised_at = card->promise_due_at},
        now);
}

TouchCard touch_card_of_row(Context *context, Arena *arena, const struct today_cards_row *row,
                            const Worker *worker)
{
    TouchCard card = {
        .id = row->touch_id,
        .lead_id = row->lead_id,
        .owner_id = row->owner_id,
        .owner_name = worker->name,
        .contact_id = row->contact_id,
        .account_id = row->account_id,
        .address_id = row->address_id,
        .content_id = row->content_id,
        .promise_id = row->promise_id,
        .lead_name = row->lead_name,
        .lead_source = text_or(row->lead_source, NULL),
        .account_name = row->account_name,
        .product = row->lead_product,
        .contact_name = row->contact_name,
        .contact_title = row->contact_title,
        .address_value = row->address_value,
        .address_extension = row->address_extension,
        .group = (Group)row->today_group,
        .due_at = row->due_at,
        .reason = row->reason,
        .cadence = row->cadence_name,
        .step = row->step_key,
        .promise_text = row->promise_text,
        .promise_due_at = row->promise_id ? row->promise_due_at : TIME_NONE,
        .nothing_new = row->nothing_new != 0,
        .library_dry = row->library_dry != 0,
        .last_touched_at = row->lead_last_touched_at,
        .answer_text = row->answer_text ? text_clean_lines(arena, row->answer_text,
                                                           strlen(row->answer_text), ANSWER_BYTES)
                                        : NULL,
        .answer_subject = row->answer_subject,
        .answer_at = row->answer_at,
    };
    lead_status_find(row->lead_status, &card.lead_status);
    temperature_find(row->lead_temperature, &card.temperature);
    channel_find(row->channel, &card.channel);
    mode_find(row->mode, &card.mode);
    concern_find(row->concern, &card.concern);
    address_kind_find(text_or(row->ask_kind, ""), &card.ask_kind);
    if (row->address_kind)
        address_kind_find(row->address_kind, &card.address_kind);
    if (!text_empty(row->contact_role))
        role_find(row->contact_role, &card.contact_role);
    card.why_count = plan_whys_unpack(arena, row->whys, &card.whys);
    card.why_said = say_whys(context, arena, &card, worker);
    card.lateness =
        plan_overdue(worker, worker ? context->policy : NULL, card.due_at, context->now);
    if (card.lateness != LATE_FRESH)
        channel_find(row->smaller, &card.smaller);
    card.rank = rank_of(&card, row, context->now);
    return card;
}

bool touch_card_of_lead(Context *context, Arena *arena, int64_t lead_id, TouchCard *card, Err *err)
{
    struct today_cards_row row;
    const Worker *worker;
    const Policy *policy;
    bool found;
    if (!sql_today_one(context->db, arena,
                       &(struct today_one_in){.workspace = context->workspace, .lead_id = lead_id},
                       &row, &found, err))
        return false;
    if (!found)
        return err_field(err, ERR_MISSING, "lead", "lead %lld has no next touch: it is closed",
                         (long long)lead_id);
    if (!context_policy(context, &policy, err) ||
        !context_worker(context, row.owner_id, false, &worker, err))
        return false;
    *card = touch_card_of_row(context, arena, &row, worker);
    return true;
}
