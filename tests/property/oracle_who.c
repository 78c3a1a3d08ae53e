#include "oracle_rules.h"

#include <string.h>

const char *rule_person(const Case *at, Arena *arena)
{
    if (at->decision->contact_id && !at->person)
        return "the person is one of the lead's";
    if (at->person && at->person->state != PERSON_HERE)
        return "nobody who is gone, dead or asked for it is touched";
    bool lost = at->main && !at->person && at->decision->channel;
    if (at->decision->step && at->decision->ask_whom != lost)
        return "where the main contact is lost, it is asked whom to speak with";
    return NULL;
}

static bool kind_fits(Channel channel, AddressKind kind)
{
    switch (channel) {
    case CHANNEL_PHONE:
        return kind == ADDRESS_CELL || kind == ADDRESS_OFFICE || kind == ADDRESS_HOME ||
               kind == ADDRESS_SIP || kind == ADDRESS_SWITCHBOARD;
    case CHANNEL_TEXT:
        return kind == ADDRESS_CELL;
    case CHANNEL_EMAIL:
        return kind == ADDRESS_EMAIL;
    case CHANNEL_FAX:
        return kind == ADDRESS_FAX;
    case CHANNEL_ARTICLE:
        return kind == ADDRESS_URL || kind == ADDRESS_EMAIL || kind == ADDRESS_POSTAL;
    default:
        return kind == ADDRESS_POSTAL;
    }
}

static bool lists_usable(const Reach *reaches, size_t count, Channel channel)
{
    for (size_t i = 0; i < count; i++)
        if (kind_fits(channel, reaches[i].kind) && reaches[i].state != ADDRESS_BAD &&
            !reaches[i].suppressed && (channel != CHANNEL_TEXT || reaches[i].text_basis))
            return true;
    return false;
}

/* Nobody is faxed with whom there was nothing yet. */
static bool may_be_faxed(const Situation *situation)
{
    const LeadState *state = &situation->state;
    bool met = situation->source == SOURCE_SHOW || situation->source == SOURCE_NETWORKING;
    return met || state->asked_for_texts || state->answered_at != TIME_NONE ||
           state->first_talked_at != TIME_NONE;
}

bool oracle_reachable(const World *world, const Person *person, Channel channel)
{
    if (channel == CHANNEL_FAX && !may_be_faxed(&world->situation))
        return false;
    if (world->situation.account_stopped || (person && person->stopped & CHANNEL_BIT(channel)))
        return false;
    return (person && lists_usable(person->reaches, person->reach_count, channel)) ||
           lists_usable(world->account_reaches, world->situation.account_reach_count, channel);
}

const char *rule_address(const Case *at, Arena *arena)
{
    const Decision *decision = at->decision;
    if (!decision->channel)
        return NULL;
    if (decision->address_id && !at->reach)
        return "the address is that person's or the account's";
    if (at->reach) {
        if (!kind_fits(decision->channel, at->reach->kind))
            return "the address carries the channel";
        if (at->reach->state == ADDRESS_BAD)
            return "no address known to be bad is used";
        return at->reach->suppressed ? "no suppressed address is used" : NULL;
    }
    if (decision->channel != CHANNEL_ARTICLE && decision->ask == ADDRESS_NONE)
        return "a missing address becomes the thing to ask for";
    /* Holds and hours may make a way impossible for years; else a known address is used. */
    if (at->clear && decision->channel != CHANNEL_ARTICLE &&
        oracle_reachable(at->world, at->person, decision->channel))
        return "a known address is used";
    return NULL;
}

const char *rule_channel(const Case *at, Arena *arena)
{
    const Decision *decision = at->decision;
    if (!decision->channel)
        return NULL;
    if (at->situation->account_stopped)
        return "an account that ended it is left alone";
    if (at->person && at->person->stopped & CHANNEL_BIT(decision->channel))
        return "a channel the person ended is left alone";
    if (decision->mode == MODE_MACHINE &&
        (!(MACHINE_CHANNELS & CHANNEL_BIT(decision->channel)) || !decision->step ||
         decision->step->mode != MODE_MACHINE || decision->step->channel != decision->channel))
        return "a machine does only what a step gives it to do";
    /* What the step asked for is used where it can be. */
    if (at->clear && is_cadence(at) && decision->step && !decision->ask_whom &&
        at->state->interest >= 0 && decision->channel != decision->step->channel &&
        at->state->first_talked_at == TIME_NONE && decision->step->channel != CHANNEL_TEXT &&
        oracle_reachable(at->world, at->person, decision->step->channel))
        return "a step goes by its own channel where that reaches the person";
    return NULL;
}

const char *rule_text(const Case *at, Arena *arena)
{
    if (at->decision->channel != CHANNEL_TEXT)
        return NULL;
    if (!at->reach || !at->reach->text_basis)
        return "texts need a lawful basis on record";
    bool asked = at->state->asked_for_texts || at->state->first_talked_at != TIME_NONE;
    return asked || at->exempt ? NULL : "texts come after the first talk, or when asked for";
}

const char *rule_desk(const Case *at, Arena *arena)
{
    if (at->decision->channel)
        return NULL;
    const Situation *situation = at->situation;
    if (situation->account_stopped)
        return NULL;
    if (situation->account_id || !situation->person_count)
        return "an account that can be asked is asked";
    static const Channel plain[] = {CHANNEL_PHONE, CHANNEL_EMAIL, CHANNEL_LETTER, CHANNEL_VISIT};
    for (size_t i = 0; i < situation->person_count; i++)
        for (size_t of = 0; of < 4; of++)
            if (situation->people[i].state == PERSON_HERE &&
                !(situation->people[i].stopped & CHANNEL_BIT(plain[of])))
                return "somebody who may be touched is touched";
    return NULL;
}

/* --- what is new --- */

static bool was_given(const World *world, int64_t contact_id, int64_t content_id)
{
    for (size_t i = 0; i < world->log_count; i++)
        if (world->log[i].contact_id == contact_id && world->log[i].content_id == content_id)
            return true;
    return false;
}

static const ContentItem *find_item(const World *world, int64_t id)
{
    for (size_t i = 0; i < world->situation.content_count; i++)
        if (world->contents[i].id == id)
            return &world->contents[i];
    return NULL;
}

static bool carried(const ContentItem *item, Channel channel)
{
    return !item->channels || item->channels & CHANNEL_BIT(channel);
}

static bool library_has_new(const Case *at)
{
    for (size_t i = 0; i < at->situation->content_count; i++)
        if (!at->world->contents[i].given &&
            carried(&at->world->contents[i], at->decision->channel))
            return true;
    return false;
}

const char *rule_content(const Case *at, Arena *arena)
{
    const Decision *decision = at->decision;
    if (decision->content_id) {
        const ContentItem *item = find_item(at->world, decision->content_id);
        if (!item || !carried(item, decision->channel))
            return "the content is in the library and fits the channel";
        if (was_given(at->world, decision->contact_id, decision->content_id))
            return "nothing goes twice to one contact";
        return decision->new_missing ? "what has something new does not say it lacks it" : NULL;
    }
    const Step *step = decision->step;
    if (!step || step->personal || decision->ask_whom || !decision->channel)
        return NULL;
    bool again = decision->concern == CONCERN_TAIL &&
                 at->state->tail_round >= (int)at->situation->cadence->tail_count;
    bool says_news = step->news && !again;
    if (!says_news && !decision->new_missing)
        return "a touch without anything new says so";
    bool is_main = decision->contact_id && decision->contact_id == at->situation->contact_id;
    if (!says_news && is_main && library_has_new(at))
        return "what is new is taken from the library";
    bool all_given = at->situation->content_count > 0;
    for (size_t i = 0; i < at->situation->content_count; i++)
        all_given = all_given && at->world->contents[i].given;
    return is_main && all_given && !decision->library_dry ? "a library run dry is said" : NULL;
}
