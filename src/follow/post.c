#include "follow/post.h"

#include "base/text.h"
#include "follow/line.h"
#include "follow/plan_mutation.h"
#include "follow/plan_part.h"

#include <string.h>

enum { WORKDAY_SEARCH = 30 };

/* Words for a letter, standing by themselves, in the languages that promises are noted in. */
static const char *const letters[] = {"letter",   "letters", "postcard", "by post",
                                      "per post", "Brief",   "lettre",   "carta"};

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool says(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = text; (at = text_find_nocase(at, word)); at++)
        if ((at == text || !is_word(at[-1])) && !is_word(at[length]))
            return true;
    return false;
}

bool post_promised(const char *text)
{
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (says(text, letters[i]))
            return true;
    return false;
}

static bool carried(const Policy *policy, const char *country, const char *region, Day day)
{
    return PLAN_MUTATED(POST_DAYS) || line_working_day(policy, country, region, day);
}

/* The last day up to this one on which it is carried there; the day itself where there is none. */
static Day carried_on(const Policy *policy, const char *country, const char *region, Day day)
{
    for (int back = 0; back < WORKDAY_SEARCH; back++)
        if (carried(policy, country, region, day - back))
            return day - back;
    return day;
}

static Day owner_day(const Policy *policy, const Worker *owner, Day day)
{
    for (int back = 0; back < WORKDAY_SEARCH; back++)
        if (line_owner_works(owner, policy, day - back))
            return day - back;
    return day;
}

static const char *country_of(const Worker *owner, const Person *reader)
{
    return reader && reader->country ? reader->country : owner->country;
}

int post_days(const Policy *policy, const Worker *owner, const Person *reader)
{
    return policy->post_days[!text_equal(country_of(owner, reader), owner->country)];
}

Time post_by(const Policy *policy, const Worker *owner, const Person *reader, Time said)
{
    const Zone *zone = plan_owner_zone(owner);
    int days = post_days(policy, owner, reader);
    if (!days || PLAN_MUTATED(POST_LATE))
        return said;
    Day day = carried_on(policy, country_of(owner, reader), reader ? reader->region : NULL,
                         zone_day(zone, said));
    for (; days; days--)
        day = carried_on(policy, owner->country, owner->region, day - 1);
    return zone_time(zone, owner_day(policy, owner, day), zone_minute(zone, said));
}
