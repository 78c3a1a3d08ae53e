#include "action/promise_way_inner.h"

#include "action/aside_inner.h"
#include "action/sender.h"
#include "base/text.h"
#include "follow/line.h"
#include "follow/rank.h"

static const Person *person_of(const LoadedLead *loaded, int64_t contact_id, size_t *place)
{
    const Situation *situation = &loaded->situation;
    for (size_t i = 0; i < situation->person_count; i++)
        if (situation->people[i].id == contact_id) {
            *place = i;
            return &situation->people[i];
        }
    return NULL;
}

/* What carries a channel, the best first. */
static const AddressKind carriers[CHANNELS][5] = {
    [CHANNEL_EMAIL] = {ADDRESS_EMAIL},
    [CHANNEL_TEXT] = {ADDRESS_CELL},
    [CHANNEL_PHONE] = {ADDRESS_CELL, ADDRESS_OFFICE, ADDRESS_HOME, ADDRESS_SIP},
};

static bool is_open(const LoadedLead *loaded, const Person *person, const Reach *reach,
                    Channel channel, Time now)
{
    LineRule rule =
        line_ask(&loaded->situation, person, reach, channel, MODE_PERSON, true, now).rule;
    return rule != LINE_SUPPRESSED && rule != LINE_BAD && rule != LINE_STOPPED &&
           rule != LINE_NO_BASIS;
}

static bool find_reach(const LoadedLead *loaded, const Person *person, size_t place,
                       Channel channel, Time now, PromiseWay *way)
{
    for (size_t k = 0; carriers[channel][k] != ADDRESS_NONE; k++)
        for (size_t i = 0; i < person->reach_count; i++) {
            const Reach *reach = &person->reaches[i];
            if (reach->kind != carriers[channel][k] ||
                !is_open(loaded, person, reach, channel, now))
                continue;
            const struct address_get_row *row = &loaded->people[place].addresses.at[i];
            *way = (PromiseWay){.channel = channel,
                                .contact_id = person->id,
                                .address_id = reach->id,
                                .kind = reach->kind,
                                .address = row->value,
                                .extension = row->extension};
            return true;
        }
    return false;
}

static bool find_machine(Context *context, Arena *arena, const LoadedLead *loaded,
                         const Person *person, PromiseWay *way, Err *err)
{
    SenderShown sender;
    bool sends, busy;
    const Reach *reach = NULL;
    for (size_t i = 0; i < person->reach_count; i++)
        if (person->reaches[i].id == way->address_id)
            reach = &person->reaches[i];
    if (!sender_of(context, arena, loaded->lead.owner_id, CHANNEL_EMAIL, &sender, &sends, err) ||
        !aside_is_taken(context, arena, loaded, &busy, err))
        return false;
    LineRule rule =
        line_ask(&loaded->situation, person, reach, CHANNEL_EMAIL, MODE_PERSON, true, context->now)
            .rule;
    way->why = !sends              ? "there is no mailbox that Beck may send by"
               : busy              ? "another message to them waits in the outbox"
               : rule != LINE_OPEN ? line_rule_name(rule)
                                   : NULL;
    way->machine = !way->why;
    return true;
}

bool promise_way_find(Context *context, Arena *arena, const LoadedLead *loaded,
                      const PromiseCard *promise, Channel channel, PromiseWay *way, bool *found,
                      Err *err)
{
    size_t place = 0;
    int64_t contact_id = promise->contact_id ? promise->contact_id : loaded->lead.contact_id;
    const Person *person = person_of(loaded, contact_id, &place);
    *found = person && find_reach(loaded, person, place, channel, context->now, way);
    return !*found || channel != CHANNEL_EMAIL ||
           find_machine(context, arena, loaded, person, way, err);
}

const Zone *promise_reader_zone(const Context *context, const LoadedLead *loaded,
                                int64_t contact_id)
{
    size_t place;
    const Person *person = person_of(loaded, contact_id, &place);
    return person && person->zone_count == 1 ? person->zones[0] : context_zone(context);
}

const char *promise_hello(Arena *arena, const PromiseCard *promise)
{
    const char *who = promise->contact_name ? text_first_name(arena, promise->contact_name) : NULL;
    return arena_printf(arena, "Hello%s%s,", who ? " " : "", text_or(who, ""));
}

const char *promise_signed(Context *context, Arena *arena, const LoadedLead *loaded)
{
    const struct user_list_row *owner = context_find_user(context, loaded->lead.owner_id);
    const char *me = owner ? owner->name : context->me->name;
    const char *cell = owner && !text_empty(owner->cell) ? owner->cell : NULL;
    return arena_printf(arena, "%s%s%s", me, cell ? "\n" : "", text_or(cell, ""));
}

bool promise_mail_put(Context *context, Arena *arena, const PromiseMailTouch *mail, Err *err)
{
    LoadedLead loaded;
    const Decision decision = {.concern = CONCERN_PROMISE,
                               .group = group_of(CONCERN_PROMISE, CHANNEL_EMAIL),
                               .channel = CHANNEL_EMAIL,
                               .mode = MODE_MACHINE,
                               .contact_id = mail->contact_id,
                               .address_id = mail->address_id,
                               .due_at = context->now,
                               .latest_at = context->now,
                               .promise_id = mail->keeps_id,
                               .whys = {mail->why},
                               .why_count = 1};
    return lead_load(context, arena, mail->lead_id, LOAD_USUAL, &loaded, err) &&
           lead_put_decision(context, arena, &loaded, &decision, mail->touch_id, err);
}

bool promise_mail_again(Context *context, Arena *arena, const struct next_touch_of_lead_row *was,
                        int64_t lead_id, int64_t touch_id, Err *err)
{
    const Why *whys;
    bool is_one = text_equal(was->concern, concern_name(CONCERN_PROMISE)) &&
                  text_equal(was->channel, channel_name(CHANNEL_EMAIL));
    if (!is_one || !plan_whys_unpack(arena, was->whys, &whys))
        return true;
    return promise_mail_put(context, arena,
                            &(PromiseMailTouch){.touch_id = touch_id,
                                                .lead_id = lead_id,
                                                .contact_id = was->contact_id,
                                                .address_id = was->address_id,
                                                .keeps_id = was->promise_id,
                                                .why = whys[0]},
                            err);
}
