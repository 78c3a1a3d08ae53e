#include "action/show_lead.h"

#include "action/aside_inner.h"
#include "action/certainty.h"
#include "action/load_lead.h"
#include "action/promise_shown.h"
#include "action/touch_card_inner.h"
#include "base/text.h"

static AddressShown address_of(const struct address_get_row *row, const Reach *reach)
{
    return (AddressShown){.id = row->id,
                          .kind = reach->kind,
                          .state = reach->state,
                          .value = row->value,
                          .extension = row->extension,
                          .label = row->label,
                          .why = row->why,
                          .suppressed = reach->suppressed,
                          .state_at = row->state_at,
                          .unanswered = reach->unanswered,
                          .tired = reach_is_tired(reach)};
}

static const char *name_of(const LoadedLead *loaded, int64_t contact_id)
{
    for (size_t i = 0; i < loaded->person_count; i++)
        if (loaded->people[i].contact.id == contact_id)
            return loaded->people[i].contact.name;
    return NULL;
}

static void fill_people(Arena *arena, const LoadedLead *loaded, LeadShown *lead)
{
    lead->people = arena_array(arena, loaded->person_count, sizeof *lead->people);
    lead->person_count = loaded->person_count;
    for (size_t i = 0; i < loaded->person_count; i++) {
        const LoadedPerson *from = &loaded->people[i];
        const Person *person = &loaded->situation.people[i];
        PersonShown *shown = &lead->people[i];
        *shown = (PersonShown){.id = person->id,
                               .name = person->name,
                               .title = from->contact.title,
                               .reports_to = name_of(loaded, person->reports_to),
                               .zone = person->zone_count == 1 ? zone_name(person->zones[0]) : NULL,
                               .role = person->role,
                               .state = person->state,
                               .stopped = person->stopped,
                               .last_touched_at = person->last_touched_at,
                               .last_talked_at = person->last_talked_at,
                               .address_count = from->addresses.count};
        shown->addresses = arena_array(arena, shown->address_count, sizeof *shown->addresses);
        for (size_t k = 0; k < shown->address_count; k++)
            shown->addresses[k] = address_of(&from->addresses.at[k], &person->reaches[k]);
    }
    lead->account_address_count = loaded->account_addresses.count;
    lead->account_addresses =
        arena_array(arena, lead->account_address_count, sizeof *lead->account_addresses);
    for (size_t k = 0; k < lead->account_address_count; k++)
        lead->account_addresses[k] =
            address_of(&loaded->account_addresses.at[k], &loaded->situation.account_reaches[k]);
}

static void fill_wakes(Arena *arena, const LoadedLead *loaded, LeadShown *lead)
{
    const Situation *situation = &loaded->situation;
    lead->wakes = arena_array(arena, situation->wake_count, sizeof *lead->wakes);
    lead->wake_count = situation->wake_count;
    for (size_t i = 0; i < situation->wake_count; i++)
        lead->wakes[i] = (WakeShown){.id = situation->wakes[i].id,
                                     .kind = situation->wakes[i].kind,
                                     .text = text_or(situation->wakes[i].text, NULL),
                                     .state = "open",
                                     .at = situation->wakes[i].at};
}

static bool fill_dials(Context *context, Arena *arena, TouchShown *touch, Err *err)
{
    struct dial_list_rows rows;
    if (touch->channel != CHANNEL_PHONE)
        return true;
    if (!sql_dial_list(
            context->db, arena,
            &(struct dial_list_in){.workspace = context->workspace, .touch_id = touch->id}, &rows,
            err))
        return false;
    touch->dials = arena_array(arena, rows.count, sizeof *touch->dials);
    touch->dial_count = rows.count;
    for (size_t i = 0; i < rows.count; i++) {
        DialShown *dial = &touch->dials[i];
        *dial = (DialShown){.contact_name = rows.at[i].contact_name,
                            .value = rows.at[i].address_value,
                            .at = rows.at[i].at,
                            .words = rows.at[i].words,
                            .seconds = rows.at[i].seconds,
                            .recording = rows.at[i].recording};
        outcome_find(rows.at[i].outcome, &dial->outcome);
        if (!text_empty(rows.at[i].kind))
            address_kind_find(rows.at[i].kind, &dial->kind);
    }
    return true;
}

static bool fill_sent(Context *context, Arena *arena, LeadShown *lead, Err *err)
{
    struct message_of_lead_rows rows;
    Time proved;
    if (!certainty_proved_before(context, &proved, err) ||
        !sql_message_of_lead(
            context->db, arena,
            &(struct message_of_lead_in){.workspace = context->workspace, .lead_id = lead->id},
            &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        for (size_t k = 0; k < lead->history_count; k++)
            if (lead->history[k].id == rows.at[i].touch_id)
                lead->history[k].sent = (SentShown){
                    .subject = rows.at[i].subject,
                    .words = rows.at[i].words,
                    .level = rows.at[i].level,
                    .doubt = certainty_doubt(rows.at[i].level, rows.at[i].sent_at, proved),
                    .sent_at = rows.at[i].sent_at};
    return true;
}

/* What they wrote, with the touch it answers or was written down as. */
static bool fill_mails(Context *context, Arena *arena, LeadShown *lead, Err *err)
{
    Inbox inbox;
    if (!inbox_of_lead(context, arena, lead->id, HISTORY_SHOWN, &inbox, err))
        return false;
    for (size_t k = 0; k < lead->history_count; k++) {
        TouchShown *touch = &lead->history[k];
        touch->mails = arena_array(arena, inbox.count, sizeof *touch->mails);
        for (size_t i = 0; i < inbox.count; i++)
            if (inbox.at[i].touch_id == touch->id)
                touch->mails[touch->mail_count++] = inbox.at[i];
    }
    return true;
}

static bool fill_next(Context *context, Arena *arena, LeadShown *lead, Err *err)
{
    return !lead->open ||
           (touch_card_of_lead(context, arena, lead->id, &lead->next, err) &&
            outbox_of_next(context, arena, &lead->next, &lead->outbox, &lead->by_machine, err) &&
            (!lead->by_machine || outbox_text(context, arena, &lead->outbox, err)));
}

static TouchShown touch_of(const Context *context, const struct touch_of_lead_row *row)
{
    TouchShown touch = {.id = row->id,
                        .at = row->at,
                        .user_name = row->user_name,
                        .contact_name = row->contact_name,
                        .address_value = row->address_value,
                        .state = row->state,
                        .reason = row->reason,
                        .note = row->note,
                        .spoke_to = row->spoke_to,
                        .flagged = row->flagged,
                        .step = row->step_key,
                        .undone = row->undone != 0};
    channel_find(row->channel, &touch.channel);
    outcome_find(row->outcome, &touch.outcome);
    if (!text_empty(row->result))
        result_find(row->result, &touch.result);
    if (!text_empty(row->excuse) && row->user_id == context->user)
        touch.excuse = row->excuse;
    return touch;
}

static bool fill_history(Context *context, Arena *arena, LeadShown *lead, Err *err)
{
    struct touch_of_lead_rows rows;
    if (!sql_touch_of_lead(context->db, arena,
                           &(struct touch_of_lead_in){.workspace = context->workspace,
                                                      .lead_id = lead->id,
                                                      .most = HISTORY_SHOWN + 1},
                           &rows, err))
        return false;
    lead->history_more = rows.count > HISTORY_SHOWN;
    lead->history_count = lead->history_more ? HISTORY_SHOWN : rows.count;
    lead->history = arena_array(arena, lead->history_count, sizeof *lead->history);
    for (size_t i = 0; i < lead->history_count; i++) {
        lead->history[i] = touch_of(context, &rows.at[i]);
        if (!fill_dials(context, arena, &lead->history[i], err))
            return false;
    }
    return true;
}

static LeadShown lead_of(const LoadedLead *loaded)
{
    const struct lead_get_row *row = &loaded->lead;
    const Situation *situation = &loaded->situation;
    return (LeadShown){
        .id = row->id,
        .account_id = row->account_id,
        .contact_id = row->contact_id,
        .owner_id = row->owner_id,
        .name = row->name,
        .account_name = situation->account_name,
        .owner_name = situation->owner->name,
        .source = text_or(row->source, NULL),
        .status_why = row->status_why,
        .product = row->product,
        .note = row->note,
        .external_id = row->external_id,
        .cadence = situation->cadence->name,
        .step = row->step_key,
        .status = situation->state.status,
        .temperature = situation->temperature,
        .source_kind = situation->source,
        .value_cents = situation->value_cents,
        .interest = situation->state.interest,
        .noes = situation->state.noes,
        .tries = situation->state.tries,
        .captured_at = row->captured_at,
        .first_talked_at = row->first_talked_at,
        .last_talked_at = row->last_talked_at,
        .last_touched_at = row->last_touched_at,
        .answered_at = row->answered_at,
        .agreed_at = row->agreed_at,
        .agreed = row->agreed,
        .open = lead_is_open(situation->state.status),
    };
}

bool show_lead(Context *context, Arena *arena, int64_t lead_id, LeadShown *lead, Err *err)
{
    LoadedLead loaded;
    if (!lead_load(context, arena, lead_id, LOAD_READ, &loaded, err))
        return false;
    LeadShown made = lead_of(&loaded);
    fill_people(arena, &loaded, &made);
    fill_wakes(arena, &loaded, &made);
    made.promises = promises_shown(context, arena, &loaded, false);
    if (!fill_history(context, arena, &made, err) || !fill_sent(context, arena, &made, err) ||
        !fill_mails(context, arena, &made, err) || !fill_next(context, arena, &made, err) ||
        !aside_said(context, arena, &loaded, &made.aside, err) ||
        !invitation_of_lead(context, arena, lead_id, &made.invitation, &made.invited, err))
        return false;
    *lead = made;
    return true;
}

static bool explain_planned(Context *context, Arena *arena, int64_t lead_id, WhyShown *why,
                            Err *err)
{
    TouchCard card;
    OutboxEntry ignored;
    bool found;
    if (!touch_card_of_lead(context, arena, lead_id, &card, err) ||
        !outbox_of_next(context, arena, &card, &ignored, &found, err))
        return false;
    *why = (WhyShown){.touch_id = card.id,
                      .lead_id = lead_id,
                      .lead_name = card.lead_name,
                      .reason = card.reason,
                      .planned = true,
                      .channel = card.channel,
                      .at = card.due_at,
                      .why = card.why_said,
                      .why_count = card.why_count,
                      .rank = card.rank};
    return true;
}

static bool explain_past(Context *context, Arena *arena, const struct touch_get_row *row,
                         WhyShown *why, Err *err)
{
    LoadedLead loaded;
    const Why *whys;
    if (!lead_load(context, arena, row->lead_id, LOAD_READ, &loaded, err))
        return false;
    size_t count = plan_whys_unpack(arena, row->whys, &whys);
    const char **said = arena_array(arena, count + 1, sizeof *said);
    for (size_t i = 0; i < count; i++)
        said[i] = plan_say(arena, &loaded.situation, whys[i], context->now);
    if (!count)
        said[count++] = "It was not planned: a person logged it.";
    *why = (WhyShown){.touch_id = row->id,
                      .lead_id = row->lead_id,
                      .lead_name = loaded.lead.name,
                      .reason = row->reason,
                      .at = row->at,
                      .why = said,
                      .why_count = count};
    channel_find(row->channel, &why->channel);
    return true;
}

/* `said` and what is known of it, as sentences. */
static const char *const *also_said(Arena *arena, const char *said, const char *const *why,
                                    size_t count)
{
    const char **all = arena_array(arena, count + 1, sizeof *all);
    all[0] = said;
    for (size_t i = 0; i < count; i++)
        all[i + 1] = why[i];
    return all;
}

/* A call that waits for a text that they asked for during it. */
static bool explain_aside(Context *context, Arena *arena, int64_t lead_id, WhyShown *why, Err *err)
{
    LoadedLead loaded;
    struct next_touch_of_lead_row aside;
    const Why *whys;
    bool found;
    if (!lead_load(context, arena, lead_id, LOAD_READ, &loaded, err) ||
        !aside_get(context, arena, &loaded, &aside, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_BUSY, "lead %lld was changed meanwhile: ask again",
                       (long long)lead_id);
    size_t count = plan_whys_unpack(arena, aside.whys, &whys);
    const char **said = arena_array(arena, count, sizeof *said);
    for (size_t i = 0; i < count; i++)
        said[i] = plan_say(arena, &loaded.situation, whys[i], context->now);
    *why = (WhyShown){
        .touch_id = aside.touch_id,
        .lead_id = lead_id,
        .lead_name = loaded.lead.name,
        .reason = aside.reason,
        .planned = true,
        .at = aside.due_at,
        .why = also_said(arena,
                         arena_printf(arena,
                                      "It is set aside until the text that they asked for, touch "
                                      "%lld, has gone: then it is back as it was, and it can be "
                                      "logged all the while.",
                                      (long long)loaded.next.touch_id),
                         said, count),
        .why_count = count + 1};
    channel_find(aside.channel, &why->channel);
    return true;
}

/* What the text stands in the place of. */
static bool add_aside(Context *context, Arena *arena, WhyShown *why, Err *err)
{
    LoadedLead loaded;
    const char *said;
    if (why->channel != CHANNEL_TEXT)
        return true;
    if (!lead_load(context, arena, why->lead_id, LOAD_READ, &loaded, err) ||
        !aside_said(context, arena, &loaded, &said, err))
        return false;
    if (said)
        why->why = also_said(arena, said, why->why, why->why_count++);
    return true;
}

bool explain_touch(Context *context, Arena *arena, int64_t touch_id, WhyShown *why, Err *err)
{
    struct next_touch_lead_row next;
    struct touch_get_row past;
    bool found;
    if (!sql_next_touch_lead(
            context->db, arena,
            &(struct next_touch_lead_in){.workspace = context->workspace, .touch_id = touch_id},
            &next, &found, err))
        return false;
    if (found)
        return explain_planned(context, arena, next.lead_id, why, err) &&
               add_aside(context, arena, why, err);
    if (!aside_lead(context, arena, touch_id, &next.lead_id, err))
        return false;
    if (next.lead_id)
        return explain_aside(context, arena, next.lead_id, why, err);
    if (!sql_touch_get(context->db, arena,
                       &(struct touch_get_in){.workspace = context->workspace, .id = touch_id},
                       &past, &found, err))
        return false;
    if (!found)
        return err_field(err, ERR_MISSING, "touch", "there is no touch %lld", (long long)touch_id);
    return explain_past(context, arena, &past, why, err);
}
