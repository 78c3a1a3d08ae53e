/* A call is asked for: whom, at which number, and whether the line lets it. */
#include "action/phone_call.h"

#include "action/log_inner.h"
#include "action/phone_inner.h"
#include "action/touch_coming.h"
#include "base/text.h"
#include "base/when.h"
#include "follow/line.h"

typedef struct Choice {
    const LoadedPerson *person; /* NULL: the account */
    const struct address_get_row *address;
} Choice;

static bool rings(const char *kind)
{
    AddressKind found;
    return address_kind_find(kind, &found) && address_channels(found) & CHANNEL_BIT(CHANNEL_PHONE);
}

static const struct address_get_row *pick(const struct address_get_row *rows, size_t count,
                                          const char *number)
{
    for (size_t i = 0; i < count; i++)
        if (rings(rows[i].kind) &&
            (number ? log_number_fits(&rows[i], number) : !text_equal(rows[i].state, "bad")))
            return &rows[i];
    return NULL;
}

/* The first of the climb; where all of it is closed now, whose turn it would be. */
static bool first_of_climb(Context *context, Arena *arena, const LoadedLead *loaded, Choice *choice)
{
    const Dial *dials;
    if (!plan_climb(arena, &loaded->situation, context->now, &dials))
        return false;
    for (size_t i = 0; i < loaded->person_count; i++)
        for (size_t k = 0; k < loaded->people[i].addresses.count; k++)
            if (loaded->people[i].addresses.at[k].id == dials[0].address_id)
                *choice = (Choice){&loaded->people[i], &loaded->people[i].addresses.at[k]};
    for (size_t k = 0; k < loaded->account_addresses.count; k++)
        if (loaded->account_addresses.at[k].id == dials[0].address_id)
            *choice = (Choice){NULL, &loaded->account_addresses.at[k]};
    return choice->address != NULL;
}

static bool choose(Context *context, Arena *arena, const LoadedLead *loaded,
                   const PhoneCallInput *input, Choice *choice, Err *err)
{
    const char *who = text_empty(input->who) ? NULL : text_fold(arena, input->who);
    const char *number = text_empty(input->number) ? NULL : input->number;
    bool known = !who;
    *choice = (Choice){0};
    if (!who && !number && first_of_climb(context, arena, loaded, choice))
        return true;
    for (size_t i = 0; i < loaded->person_count && !choice->address; i++) {
        const LoadedPerson *person = &loaded->people[i];
        if (who && !log_name_fits(person->contact.name_key, who))
            continue;
        known = true;
        *choice = (Choice){person, pick(person->addresses.at, person->addresses.count, number)};
    }
    if (!choice->address && !who)
        *choice = (Choice){
            NULL, pick(loaded->account_addresses.at, loaded->account_addresses.count, number)};
    if (choice->address)
        return true;
    const char *whose = who ? input->who : loaded->lead.name;
    if (!known)
        err_field(err, ERR_INPUT, "who", "nobody there is called \"%.80s\"", input->who);
    else if (number)
        err_field(err, ERR_INPUT, "number", "%s has no number \"%.80s\" to call", whose, number);
    else
        err_field(err, ERR_INPUT, "number", "%s has no telephone number: write one down first",
                  whose);
    return false;
}

static const Reach *reach_of(const Reach *reaches, size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++)
        if (reaches[i].id == id)
            return &reaches[i];
    return NULL;
}

/* As of a number of the climb (line.h): caps bind what Beck proposes, and a person asks here. */
static bool may_dial(const Context *context, Arena *arena, const LoadedLead *loaded,
                     const Choice *choice, Err *err)
{
    const Situation *situation = &loaded->situation;
    const Person *person = NULL;
    for (size_t i = 0; choice->person && i < situation->person_count; i++)
        if (situation->people[i].id == choice->person->contact.id)
            person = &situation->people[i];
    const Reach *reach = person
                             ? reach_of(person->reaches, person->reach_count, choice->address->id)
                             : reach_of(situation->account_reaches, situation->account_reach_count,
                                        choice->address->id);
    LineAnswer line =
        line_ask(situation, person, reach, CHANNEL_PHONE, MODE_PERSON, true, context->now);
    if (line.rule == LINE_OPEN)
        return true;
    Time opens =
        line_open_after(situation, person, reach, CHANNEL_PHONE, MODE_PERSON, true, context->now);
    return err_field(err, ERR_INPUT, "number", "%s is not called at %s now: %s (%s)%s",
                     choice->person ? choice->person->contact.name : loaded->lead.name,
                     choice->address->value, line_rule_name(line.rule), line.source,
                     opens == TIME_NONE ? ""
                                        : arena_printf(arena, ", until %s",
                                                       when_say(arena, opens, context->now,
                                                                context_zone(context))));
}

static bool write_call(Context *context, Arena *arena, const LoadedLead *loaded,
                       const PhoneCallInput *input, const Choice *choice, const char *way,
                       PhoneCall *call, Err *err)
{
    int64_t id;
    bool moved;
    return context_id(context, &id, err) &&
           sql_phone_call_insert(context->db,
                                 &(struct phone_call_insert_in){
                                     .workspace = context->workspace,
                                     .id = id,
                                     .user_id = context->user,
                                     .lead_id = loaded->lead.id,
                                     .touch_id = loaded->next.touch_id,
                                     .contact_id = choice->person ? choice->person->contact.id : 0,
                                     .address_id = choice->address->id,
                                     .way = way,
                                     .now = context->now},
                                 err) &&
           (!input->here || phone_call_go_on(context, arena, id,
                                             &(CallNews){.stage = CALL_DIALLING}, &moved, err)) &&
           phone_call_show(context, arena, id, call, err);
}

bool phone_call_begin(Context *context, Arena *arena, const PhoneCallInput *input, PhoneCall *call,
                      Err *err)
{
    LoadedLead loaded;
    PhoneLine line;
    Choice choice;
    int64_t lead_id = input->lead_id;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        (input->touch_id && !touch_coming(context, arena, input->touch_id, &lead_id, err)) ||
        !lead_load(context, arena, lead_id, LOAD_USUAL, &loaded, err))
        return false;
    if (!loaded.has_next)
        return err_field(err, ERR_CONFLICT, "lead", "%s is closed: nobody calls there any more",
                         loaded.lead.name);
    if (!choose(context, arena, &loaded, input, &choice, err) ||
        !may_dial(context, arena, &loaded, &choice, err) ||
        !phone_line_of(context, arena, context->user, &line, err))
        return false;
    if (!line.dials)
        return err_field(err, ERR_CONFLICT, "way",
                         "your calls are dialled by hand: dial %s, or say how Beck dials for you: "
                         "Settings, Dialling, or `beck call by`",
                         choice.address->value);
    return phone_call_free(context, arena, err) &&
           write_call(context, arena, &loaded, input, &choice, line.way, call, err) &&
           db_commit(&txn, err);
}
