#include "action/next_touch.h"

#include "action/access_inner.h"
#include "action/aside_inner.h"
#include "action/list_today.h"
#include "action/next_inner.h"
#include "action/plan_lead.h"
#include "action/promise_shown.h"
#include "action/spare_text.h"
#include "action/text_total.h"
#include "action/touch_words.h"
#include "action/trial.h"
#include "base/text.h"
#include "follow/line.h"

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

static bool fill_script(Context *context, Arena *arena, const LoadedLead *loaded, NextTouch *next,
                        Err *err)
{
    TrialTexts texts;
    const Step *step = step_of(loaded);
    const Cadence *cadence = loaded->situation.cadence;
    Doc *fields = merge_fields(context, arena, loaded, person_of(loaded, next->touch.contact_id),
                               context->now);
    doc_set_text(arena, fields, "last_words", next->last.note);
    bool given = step && cadence_news_fits(step, next->touch.channel);
    next->script = (TouchScript){
        .reason = next->touch.reason,
        .news = merge_text(arena, cadence, given ? step->news_text : NULL, fields),
    };
    if (!step || !cadence_texts_fit(step, next->touch.channel))
        return true;
    if (!trial_texts(context, step, next->touch.contact_id, &texts, err))
        return false;
    next->script.words = merge_text(arena, cadence, step->words_text, fields);
    next->script.voicemail = merge_text(arena, cadence, step->voicemail_text, fields);
    next->script.gatekeeper = merge_text(arena, cadence, step->gatekeeper_text, fields);
    next->script.subject = merge_text(arena, cadence, texts.subject, fields);
    next->script.body = merge_text(arena, cadence, texts.body, fields);
    return true;
}

/* Its number, as it stands on record, and how it does. */
static void fill_number(const LoadedLead *loaded, ClimbDial *dial)
{
    const struct address_get_row *row = NULL;
    for (size_t i = 0; i < loaded->person_count; i++)
        for (size_t k = 0; k < loaded->people[i].addresses.count; k++)
            if (loaded->people[i].addresses.at[k].id == dial->address_id)
                row = &loaded->people[i].addresses.at[k];
    for (size_t k = 0; k < loaded->account_addresses.count; k++)
        if (loaded->account_addresses.at[k].id == dial->address_id)
            row = &loaded->account_addresses.at[k];
    if (!row)
        return;
    dial->value = row->value;
    dial->extension = row->extension;
    dial->unanswered = (int)row->unanswered;
    dial->tired = row->unanswered >= REACH_TIRED;
}

static const char *called(Arena *arena, const struct contact_get_row *contact)
{
    return contact->given ? contact->given : text_first_name(arena, contact->name);
}

/* What the step says, to this one. */
static const char *words_to(Context *context, Arena *arena, const LoadedLead *loaded,
                            const NextTouch *next, const LoadedPerson *person)
{
    const Step *step = step_of(loaded);
    if (!step || !cadence_texts_fit(step, next->touch.channel))
        return NULL;
    Doc *fields = merge_fields(context, arena, loaded, person, context->now);
    doc_set_text(arena, fields, "last_words", next->last.note);
    return merge_text(arena, loaded->situation.cadence, step->words_text, fields);
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
        *dial = (ClimbDial){
            .contact_id = dials[i].contact_id,
            .address_id = dials[i].address_id,
            .contact_name = person ? person->contact.name : NULL,
            .contact_title = person ? person->contact.title : NULL,
            .kind = dials[i].kind,
            .before = before ? before->contact.name : NULL,
            .left = before && person
                        ? plan_climb_opening(arena, called(arena, &before->contact), true)
                        : NULL,
            .missed = before && person
                          ? plan_climb_opening(arena, called(arena, &before->contact), false)
                          : NULL};
        const ClimbDial *previous = shown ? &climb[shown - 1] : NULL;
        if (person && previous && previous->contact_id == dial->contact_id) {
            dial->words = previous->words;
            dial->voicemail = previous->voicemail;
        } else if (person) {
            dial->words = words_to(context, arena, loaded, next, person);
            dial->voicemail = spare_voicemail(context, arena, loaded, dial->contact_id);
        }
        fill_number(loaded, dial);
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

/* As a person has edited it, where one has. */
static bool fill_message(Context *context, Arena *arena, NextTouch *next, Err *err)
{
    struct message_get_row message;
    bool found;
    if (!sql_message_get(
            context->db, arena,
            &(struct message_get_in){.workspace = context->workspace, .touch_id = next->touch.id},
            &message, &found, err))
        return false;
    if (found) {
        next->script.subject = message.subject;
        next->script.body = message.body;
    }
    return outbox_of_next(context, arena, &next->touch, &next->outbox, &next->by_machine, err);
}

static bool fill_text(Context *context, Arena *arena, NextTouch *next, Err *err)
{
    const TouchCard *touch = &next->touch;
    if (touch->channel == CHANNEL_TEXT && !text_total_of(context, arena, touch->owner_id, touch->id,
                                                         next->script.body, &next->text, err))
        return false;
    next->outbox.text = next->text;
    return true;
}

bool next_numbers(Context *context, Arena *arena, const Worker *owner, size_t *calls,
                  size_t *voicemails, Err *err)
{
    struct touch_numbers_row row;
    Time since = zone_time(owner->zone, zone_day(owner->zone, context->now), 0);
    if (!sql_touch_numbers(context->db, arena,
                           &(struct touch_numbers_in){.workspace = context->workspace,
                                                      .user_id = owner->id,
                                                      .since = since},
                           &row, NULL, err))
        return false;
    *calls = (size_t)row.calls + 1;
    *voicemails = (size_t)row.voicemails + 1;
    return true;
}

static bool fill_page(Context *context, Arena *arena, const LoadedLead *loaded, NextTouch *next,
                      Err *err)
{
    NextTouch made = {.found = true};
    if (!touch_card_of_lead(context, arena, loaded->lead.id, &made.touch, err))
        return false;
    made.due = made.touch.due_at <= context->now;
    made.lead_note = loaded->lead.note;
    made.ask = ask_next(&loaded->situation, context->now);
    made.follow_ups = plan_follow_ups(&loaded->situation, context->now);
    if (!aside_said(context, arena, loaded, &made.aside, err) ||
        !fill_last_words(context, arena, loaded->lead.id, &made.last, err) ||
        !fill_script(context, arena, loaded, &made, err))
        return false;
    spare_fill(context, arena, loaded, &made.touch, &made.script);
    if (MACHINE_CHANNELS & CHANNEL_BIT(made.touch.channel) &&
        !fill_message(context, arena, &made, err))
        return false;
    if (!touch_words_fill(context, arena, &made, err) || !fill_text(context, arena, &made, err))
        return false;
    if (made.touch.channel == CHANNEL_PHONE)
        fill_climb(context, arena, loaded, &made);
    made.promises = promises_shown(context, arena, loaded, true);
    if (!next_numbers(context, arena, loaded->situation.owner, &made.call_number,
                      &made.voicemail_number, err))
        return false;
    *next = made;
    return true;
}

bool next_touch_of(Context *context, Arena *arena, int64_t lead_id, NextTouch *next, Err *err)
{
    LoadedLead loaded;
    return lead_load(context, arena, lead_id, LOAD_READ, &loaded, err) &&
           fill_page(context, arena, &loaded, next, err);
}

bool next_may_go(const Context *context, const LoadedLead *loaded)
{
    const struct next_touch_of_lead_row *touch = &loaded->next;
    const Situation *situation = &loaded->situation;
    const Person *person = NULL;
    const Reach *reach = NULL;
    Channel channel = CHANNEL_NONE;
    Mode mode = MODE_PERSON;
    Concern concern = CONCERN_TAIL;
    channel_find(touch->channel, &channel);
    mode_find(touch->mode, &mode);
    concern_find(touch->concern, &concern);
    if (channel != CHANNEL_PHONE && channel != CHANNEL_TEXT)
        return true;
    for (size_t i = 0; i < situation->person_count; i++)
        if (situation->people[i].id == touch->contact_id)
            person = &situation->people[i];
    for (size_t i = 0; person && i < person->reach_count; i++)
        if (person->reaches[i].id == touch->address_id)
            reach = &person->reaches[i];
    LineRule rule =
        line_ask(situation, person, reach, channel, mode, concern <= CONCERN_AGREED, context->now)
            .rule;
    return rule == LINE_OPEN || rule == LINE_CLOSED_DAY;
}

/* The first in the order of Today that may go; groups after it are not read. `looked_at` counts
 * those of all groups that had to wait. */
static bool first_of_group(Context *context, Arena *arena, int64_t owner, Group group,
                           size_t *looked_at, NextTouch *next, Err *err)
{
    enum { LOOKED_AT_MOST = 40 };
    DueTouches due;
    if (!list_due(context, arena, owner, group, &due, err))
        return false;
    for (size_t i = 0; i < due.count && *looked_at < LOOKED_AT_MOST; i++, ++*looked_at) {
        LoadedLead loaded;
        if (!lead_load(context, arena, due.at[i].lead_id, LOAD_READ, &loaded, err))
            return false;
        if (next_may_go(context, &loaded))
            return fill_page(context, arena, &loaded, next, err);
    }
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
    return !found || next_touch_of(context, arena, row.lead_id, next, err);
}

bool next_touch(Context *context, Arena *arena, const char *owner, NextTouch *next, Err *err)
{
    NextTouch made = {.found = false};
    int64_t owner_id = context->user;
    size_t looked_at = 0;
    /* One picture for all of its statements, and on SQLite one lock. */
    auto_txn Txn txn = {0};
    if ((owner && !access_owner_named(context, owner, &owner_id, err)) ||
        !db_begin(&txn, context->db, TXN_READ, err))
        return false;
    for (int group = 0; group < GROUPS && !made.found; group++)
        if (!first_of_group(context, arena, owner_id, (Group)group, &looked_at, &made, err))
            return false;
    if ((!made.found && !first_to_come(context, arena, owner_id, &made, err)) ||
        !db_commit(&txn, err))
        return false;
    *next = made;
    return true;
}
