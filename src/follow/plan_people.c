/* To whom: the people there, in the order to try them. */

#include "follow/plan_part.h"

const Person *plan_person(const Situation *situation, int64_t contact_id)
{
    for (size_t i = 0; contact_id && i < situation->person_count; i++)
        if (situation->people[i].id == contact_id)
            return &situation->people[i];
    return NULL;
}

const Person *plan_main_person(const Situation *situation)
{
    return plan_person(situation, situation->contact_id);
}

/* How far below `boss` somebody works; PLAN_PEOPLE when not below. Reports may run in a circle when
 * two cards contradict each other. */
static int steps_below(const Situation *situation, const Person *person, const Person *boss)
{
    enum { DEEPEST = 8 };
    for (int depth = 0; person && depth < DEEPEST; depth++) {
        if (person == boss)
            return depth;
        person = plan_person(situation, person->reports_to);
    }
    return PLAN_PEOPLE;
}

typedef struct Place {
    const Person *person;
    bool guards;
    int below;
} Place;

static bool comes_before(const Place *a, const Place *b)
{
    if (a->below == 0 || b->below == 0)
        return a->below == 0 && b->below != 0; /* the first, even when he guards the door */
    if (a->guards != b->guards)
        return b->guards;
    if (a->below != b->below)
        return a->below < b->below;
    return a->person->last_touched_at < b->person->last_touched_at; /* never: TIME_NONE is least */
}

size_t plan_people_order(const Situation *situation, const Person *first,
                         const Person *order[PLAN_PEOPLE])
{
    Place places[PLAN_PEOPLE];
    size_t count = 0;
    for (size_t i = 0; i < situation->person_count && count < PLAN_PEOPLE; i++) {
        const Person *person = &situation->people[i];
        if (person->state != PERSON_HERE)
            continue;
        Place place = {person, person->role == ROLE_GUARDS,
                       first ? steps_below(situation, person, first) : PLAN_PEOPLE};
        size_t at = count++;
        for (; at > 0 && comes_before(&place, &places[at - 1]); at--)
            places[at] = places[at - 1];
        places[at] = place;
    }
    for (size_t i = 0; i < count; i++)
        order[i] = places[i].person;
    return count;
}
