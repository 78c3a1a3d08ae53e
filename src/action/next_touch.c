#include "action/next_touch.h"

#include "action/list_today.h"
#include "action/plan_lead.h"
#include "action/spare_text.h"
#include "base/text.h"
#include "follow/line.h"

#include <stdint.h>

static const LoadedPerson *person_of(const LoadedLead *loaded, int64_t id)
{
    for (size_t i = 0; i < loaded->person_count; i++)
        if (loaded->people[i].contact.id == id)
            return &loaded->people[i];
    return NULL;
}

static const Step *step_of(const LoadedLead *loaded)
{
    size_t place;
    return loaded->has_next && loaded->next.step_key
               ? cadence_step(loaded->situation.cadence, loaded->next.step_key, &place)
               : NULL;
}

static void fill_script(Context *context, Arena *arena, const LoadedLead *loaded, NextTouch *next)
{
    const Step *step = step_of(loaded);
    const Cadence *cadence = loaded->situation.cadence;
    const Doc *fields =
        merge_fields(context, arena, loaded, person_of(loaded, next->touch.contact_id), NULL);
    next->script = (TouchScript){
        .reason = next->touch.reason,
        .news = merge_text(arena, cadence, step ? step->news_text : NULL, fields),
        .words = merge_text(arena, cadence, step ? step->words_text : NULL, fields),
        .voicemail = merge_text(arena, cadence, step ? step->voicemail_text : NULL, fields),
        .gatekeeper = merge_text(arena, cadence, step ? step->gatekeeper_text : NULL, fields),
        .subject = merge_text(arena, cadence, step ? step->subject_text : NULL, fields),
        .body = merge_text(arena, cadence, step ? step->body_text : NULL, fields),
    };
}

static const AddressKind *find_value(const LoadedLead *loaded, int64_t address_id,
                                     const char **value, const char **extension)
{
    static const AddressKind none = ADDRESS_NONE;
    for (size_t i = 0; i < loaded->person_count; i++)
        for (size_t k = 0; k < loaded->people[i].addresses.count; k++) {
            const struct address_get_row *row = &loaded->people[i].addresses.at[k];
            if (row->id == address_id) {
                *value = row->value;
                *extension = row->extension;
                return &loaded->situation.people[i].reaches[k].kind;
            }
        }
    for (size_t k = 0; k < loaded->account_addresses.count; k++)
        if (loaded->account_addresses.at[k].id == address_id) {
            *value = loaded->account_addresses.at[k].value;
            *extension = loaded->account_addresses.at[k].extension;
            return &loaded->situation.account_reaches[k].kind;
        }
    return &none;
}

static void fill_climb(Context *context, Arena *arena, const LoadedLead *loaded, NextTouch *next)
{
    const Dial *dials;
    size_t count = plan_climb(arena, &loaded->situation, context->now, &dials);
    ClimbDial *climb = arena_array(arena, count, sizeof *climb);
    size_t shown = 0;
    for (size_t i = 0; i < count; i++) {
        const LoadedPerson *person = person_of(loaded, dials[i].contact_id);
        const LoadedPerson *before = person_of(loaded, dials[i].before_id);
        ClimbDial *dial = &climb[shown];
        *dial = (ClimbDial){.contact_id = dials[i].contact_id,
                            .address_id = dials[i].address_id,
                            .contact_name = person ? person->contact.name : NULL,
                            .contact_title = person ? person->contact.title : NULL,
                            .kind = dials[i].kind,
                            .before = before ? before->contact.name : NULL};
        find_value(loaded, dials[i].address_id, &dial->value, &dial->extension);
        shown += dial->value != NULL;
    }
    next->climb = climb;
    next->climb_count = shown;
}

static bool fill_last_words(Context *context, Arena *arena, int64_t lead_id, LastWords *last,
                            Err *err)
{
    struct touch_last_words_row row;
    bool found;
    *last = (LastWords){.at = TIME_NONE};
    if (!sql_touch_last_words(
            context->db, arena,
            &(struct touch_last_words_in){.workspace = context->workspace, .lead_id = lead_id},
            &row, &found, err))
        return false;
    if (!found)
        return true;
    *last = (LastWords){.at = row.at, .note = row.note, .contact_name = row.contact_name};
    channel_find(row.channel, &last->channel);
    outcome_find(row.outcome, &last->outcome);
    return true;
}

static bool fill_promises(Context *context, Arena *arena, const LoadedLead *loaded,
                          PromiseCards *promises)
{
    const Situation *situation = &loaded->situation;
    PromiseCard *cards = arena_array(arena, situation->promise_count, sizeof *cards);
    for (size_t i = 0; i < situation->promise_count; i++) {
        const OpenPromise *open = &situation->promises[i];
        const LoadedPerson *person = person_of(loaded, open->contact_id);
        cards[i] = (PromiseCard){.id = open->id,
                                 .lead_id = loaded->lead.id,
                                 .contact_id = open->contact_id,
                                 .owner_id = loaded->lead.owner_id,
                                 .lead_name = loaded->lead.name,
                                 .account_name = situation->account_name,
                                 .contact_name = person ? person->contact.name : NULL,
                                 .owner_name = situation->owner->name,
                                 .ours = open->ours,
                                 .text = open->text,
                                 .state = "open",
                                 .due_at = open->due_at,
                                 .made_at = TIME_NONE,
                                 .kept_at = TIME_NONE,
                                 .late = open->due_at < context->now};
    }
    *promises = (PromiseCards){cards, situation->promise_count};
    return true;
}

/* "Voicemail 17", "Call 23. Counted.": how many this user has today, this one included. */
static bool fill_numbers(Context *context, Arena *arena, const Worker *owner, NextTouch *next,
                         Err *err)
{
    struct touch_numbers_row row;
    Time since = zone_time(owner->zone, zone_day(owner->zone, context->now), 0);
    if (!sql_touch_numbers(context->db, arena,
                           &(struct touch_numbers_in){.workspace = context->workspace,
                                                      .user_id = owner->id,
                                                      .since = since},
                           &row, NULL, err))
        return false;
    next->call_number = (size_t)row.calls + 1;
    next->voicemail_number = (size_t)row.voicemails + 1;
    return true;
}

bool next_touch_of(Context *context, Arena *arena, int64_t lead_id, NextTouch *next, Err *err)
{
    LoadedLead loaded;
    NextTouch made = {.found = true};
    if (!touch_card_of_lead(context, arena, lead_id, &made.touch, err) ||
        !lead_load(context, arena, lead_id, LOAD_USUAL, &loaded, err))
        return false;
    made.due = made.touch.due_at <= context->now;
    made.lead_note = loaded.lead.note;
    made.ask = ask_next(&loaded.situation, context->now);
    fill_script(context, arena, &loaded, &made);
    spare_fill(context, arena, &loaded, &made.touch, &made.script);
    if (made.touch.channel == CHANNEL_PHONE)
        fill_climb(context, arena, &loaded, &made);
    if (!fill_last_words(context, arena, lead_id, &made.last, err) ||
        !fill_promises(context, arena, &loaded, &made.promises) ||
        !fill_numbers(context, arena, loaded.situation.owner, &made, err))
        return false;
    *next = made;
    return true;
}

/* A call to a place where it is night now waits for its hours; the next of the list goes first. */
static bool may_go(Context *context, Arena *arena, const TouchCard *card, bool *may, Err *err)
{
    LoadedLead loaded;
    const Person *person = NULL;
    const Reach *reach = NULL;
    if (card->due_at > context->now) {
        *may = false;
        return true;
    }
    *may = true;
    if (card->channel != CHANNEL_PHONE && card->channel != CHANNEL_TEXT)
        return true;
    if (!lead_load(context, arena, card->lead_id, LOAD_USUAL, &loaded, err))
        return false;
    const Situation *situation = &loaded.situation;
    for (size_t i = 0; i < situation->person_count; i++)
        if (situation->people[i].id == card->contact_id)
            person = &situation->people[i];
    for (size_t i = 0; person && i < person->reach_count; i++)
        if (person->reaches[i].id == card->address_id)
            reach = &person->reaches[i];
    bool exempt = card->concern <= CONCERN_AGREED;
    LineRule rule =
        line_ask(situation, person, reach, card->channel, card->mode, exempt, context->now).rule;
    *may = rule == LINE_OPEN || rule == LINE_CLOSED_DAY;
    return true;
}

/* Nothing of today may go now: the first that is to come, whichever day. */
static bool first_to_come(Context *context, Arena *arena, int64_t owner, NextTouch *next, Err *err)
{
    struct next_touch_first_row row;
    bool found;
    if (!sql_next_touch_first(
            context->db, arena,
            &(struct next_touch_first_in){.workspace = context->workspace, .owner_id = owner}, &row,
            &found, err))
        return false;
    if (!found) {
        *next = (NextTouch){.found = false};
        return true;
    }
    return next_touch_of(context, arena, row.lead_id, next, err);
}

bool next_touch(Context *context, Arena *arena, const char *owner, NextTouch *next, Err *err)
{
    enum { LOOKED_AT = 40 };
    Today today;
    int64_t owner_id = context->user;
    if ((owner && !context_user_named(context, owner, &owner_id, err)) ||
        !list_today(context, arena, &(TodayOptions){.owner = owner}, &today, err))
        return false;
    for (size_t i = 0; i < today.touches.count && i < LOOKED_AT; i++) {
        bool may;
        if (!may_go(context, arena, &today.touches.at[i], &may, err))
            return false;
        if (may)
            return next_touch_of(context, arena, today.touches.at[i].lead_id, next, err);
    }
    return first_to_come(context, arena, owner_id, next, err);
}
