#include "action/text_now_inner.h"

#include "action/capture_inner.h"
#include "action/consent_inner.h"
#include "action/log_inner.h"
#include "base/phone.h"
#include "base/text.h"
#include "base/when.h"

#include <stdlib.h>

/* --- to whom ---------------------------------------------------------------------------------- */

const LoadedPerson *text_to_by_id(const LoadedLead *loaded, int64_t id)
{
    for (size_t i = 0; i < loaded->person_count; i++)
        if (loaded->people[i].contact.id == id)
            return &loaded->people[i];
    return NULL;
}

/* By id, by the whole name, or by words that one of them alone has. */
static const LoadedPerson *person_named(Arena *arena, const LoadedLead *loaded, const char *to)
{
    const LoadedPerson *found = NULL;
    size_t fits = 0;
    char *end;
    long long id = strtoll(to, &end, 10);
    if (!*end)
        return text_to_by_id(loaded, id);
    for (size_t i = 0; i < loaded->person_count; i++) {
        const LoadedPerson *person = &loaded->people[i];
        if (text_equal_nocase(person->contact.name, to))
            return person;
        if (log_name_fits(person->contact.name_key, text_fold(arena, to))) {
            found = person;
            fits++;
        }
    }
    return fits == 1 ? found : NULL;
}

bool text_to_find(Arena *arena, const LoadedLead *loaded, const char *to,
                  const LoadedPerson **person, Err *err)
{
    if (!text_empty(to))
        *person = person_named(arena, loaded, to);
    else if (loaded->has_next && text_to_by_id(loaded, loaded->next.contact_id))
        *person = text_to_by_id(loaded, loaded->next.contact_id);
    else
        *person = text_to_by_id(loaded, loaded->lead.contact_id);
    return *person ||
           err_field(err, ERR_INPUT, "to",
                     text_empty(to) ? "%s has no person to text%s" : "%s: nobody there is \"%s\"",
                     loaded->lead.name, text_or(to, ""));
}

const struct address_get_row *text_to_cell(const LoadedPerson *person, const char *value_key)
{
    const struct address_get_row *bad = NULL;
    for (size_t i = 0; i < person->addresses.count; i++) {
        const struct address_get_row *row = &person->addresses.at[i];
        bool is_cell = text_equal(row->kind, address_kind_name(ADDRESS_CELL)) &&
                       (!value_key || text_equal(row->value_key, value_key));
        if (is_cell && !text_equal(row->state, address_state_name(ADDRESS_BAD)))
            return row;
        bad = is_cell && value_key ? row : bad;
    }
    return bad;
}

/* Who is called at the office may have a mobile telephone there. */
const char *text_to_mobile(const Context *context, const LoadedPerson *person)
{
    for (size_t i = 0; i < person->addresses.count; i++) {
        const struct address_get_row *row = &person->addresses.at[i];
        AddressKind kind;
        Phone phone;
        Err none;
        bool rings = address_kind_find(row->kind, &kind) &&
                     (kind == ADDRESS_OFFICE || kind == ADDRESS_HOME) && !row->extension;
        if (rings && phone_parse(row->value, context->country, &phone, &none) &&
            phone.kind == PHONE_MOBILE)
            return row->value;
    }
    return NULL;
}

/* --- the number, and that they asked ---------------------------------------------------------- */

static const char asked[] = "asked in person for a text";

static bool write_consent(Context *context, Arena *arena, const struct address_get_row *cell,
                          Err *err)
{
    bool news;
    const TextsAgreed agreed = {.how = asked, .at = context->now, .user_id = context->user};
    return consent_texts(context, arena, cell, &agreed, &news, err);
}

/* As they say it now, it is theirs: also where it stood as one that does not work. */
static bool keep_number(Context *context, Arena *arena, const LoadedLead *loaded,
                        int64_t contact_id, const char *number, Err *err)
{
    Logging logging = {.context = context, .arena = arena, .loaded = *loaded, .at = context->now};
    return (log_add_address(&logging, contact_id, 0, ADDRESS_CELL, number, TOLD_BASIS, err) ||
            err_in(err, "cell")) &&
           (!logging.search_changed ||
            (search_refresh(context, arena, loaded->lead.id, err) &&
             search_refresh_beside(context, loaded->lead.id, contact_id, 0, err)));
}

/* What numbering plans say of a number; of one they do not know it may be that they are older. */
static bool check_reached(const Context *context, const struct address_get_row *cell, Err *err)
{
    static const char *const unreached[] = {[PHONE_FIXED] = "is a landline",
                                            [PHONE_TOLL_FREE] = "is a toll-free number",
                                            [PHONE_PREMIUM] = "is a premium-rate number"};
    Phone phone;
    if (!text_empty(cell->extension))
        return err_field(err, ERR_INPUT, "cell",
                         "%s has an extension, and no text reaches one: ask for a cell, or call",
                         cell->value);
    if (!phone_parse(cell->value, context->country, &phone, err))
        return err_in(err, "cell");
    const char *what =
        (size_t)phone.kind < sizeof unreached / sizeof *unreached ? unreached[phone.kind] : NULL;
    return !what ||
           err_field(err, ERR_INPUT, "cell",
                     "%s %s, and no text reaches one: ask for a cell, or call", cell->value, what);
}

/* The lead anew, with the number and its basis in it. */
bool text_to_number(Context *context, Arena *arena, const char *number, LoadedLead *loaded,
                    const LoadedPerson **person, const struct address_get_row **cell, Err *err)
{
    DraftAddress said;
    const char *key = NULL;
    int64_t lead_id = loaded->lead.id;
    int64_t contact_id = *person ? (*person)->contact.id : 0;
    if (!text_empty(number)) {
        if (!draft_address(arena, ADDRESS_CELL, number, context->country, &said, err))
            return err_in(err, "cell");
        key = said.value_key;
        if (!keep_number(context, arena, loaded, contact_id, number, err) ||
            !lead_load(context, arena, lead_id, LOAD_USUAL, loaded, err))
            return false;
        *person = text_to_by_id(loaded, contact_id);
    }
    *cell = *person ? text_to_cell(*person, key) : NULL;
    if (!*cell) {
        err_field(err, ERR_INPUT, "cell",
                  "ask where you can text it to: no cell number of %s is known",
                  *person ? (*person)->contact.name : loaded->lead.name);
        return false;
    }
    const char *found = (*cell)->value_key;
    if (!check_reached(context, *cell, err) || !write_consent(context, arena, *cell, err) ||
        !lead_load(context, arena, lead_id, LOAD_USUAL, loaded, err))
        return false;
    *person = text_to_by_id(loaded, contact_id);
    *cell = *person ? text_to_cell(*person, found) : NULL;
    if (!*cell)
        err_set(err, ERR_BROKEN, "the number of %s is not there any more", loaded->lead.name);
    return *cell != NULL;
}

/* --- when ------------------------------------------------------------------------------------- */

static bool find_reach(const LoadedLead *loaded, int64_t address_id, const Person **person,
                       Reach *reach)
{
    const Situation *situation = &loaded->situation;
    for (size_t i = 0; i < situation->person_count; i++)
        for (size_t k = 0; k < situation->people[i].reach_count; k++)
            if (situation->people[i].reaches[k].id == address_id) {
                *person = &situation->people[i];
                *reach = situation->people[i].reaches[k];
                return true;
            }
    return false;
}

LineRule text_to_wait(const Context *context, Arena *arena, const LoadedLead *loaded,
                      int64_t address_id, TextWay *way)
{
    const Person *person;
    Reach reach;
    if (!find_reach(loaded, address_id, &person, &reach))
        return LINE_BAD;
    reach.text_basis = true; /* they ask for it */
    bool later = way->machine && way->at > context->now;
    Time from = later ? way->at : context->now;
    LineAnswer answer =
        line_ask(&loaded->situation, person, &reach, CHANNEL_TEXT, MODE_PERSON, true, from);
    if (answer.rule != LINE_QUIET && answer.rule != LINE_LAW_DAY)
        return answer.rule;
    Time opens =
        line_open_after(&loaded->situation, person, &reach, CHANNEL_TEXT, MODE_PERSON, true, from);
    way->later_why = arena_printf(arena, "%s (%s)", line_rule_name(answer.rule), answer.source);
    if (opens == TIME_NONE)
        way->machine = false;
    else if (way->machine)
        way->at = opens;
    if (!way->machine)
        way->why = opens == TIME_NONE
                       ? way->later_why
                       : arena_printf(arena, "%s, until %s", way->later_why,
                                      when_say(arena, opens, context->now, context_zone(context)));
    return answer.rule;
}

/* What they said stop to, and the hours of their place, hold for texts that they ask for, too. */
bool text_to_ask_line(const Context *context, Arena *arena, const LoadedLead *loaded,
                      const LoadedPerson *person, int64_t address_id, TextWay *way, Err *err)
{
    LineRule rule = text_to_wait(context, arena, loaded, address_id, way);
    if (rule == LINE_SUPPRESSED || rule == LINE_STOPPED)
        return err_set(err, ERR_CONFLICT, "%s has ended texts: they text START to us, then it goes",
                       person->contact.name);
    bool waits = rule == LINE_QUIET || rule == LINE_LAW_DAY;
    return rule == LINE_OPEN || (waits && way->machine) ||
           err_set(err, ERR_CONFLICT, "no text may go to %s now: %s", person->contact.name,
                   waits ? way->why : line_rule_name(rule));
}
