/* What is new about a touch (promise 3): nothing goes twice to one contact, and a touch without
 * anything new says so before it goes. */

#include "follow/plan_mutation.h"
#include "follow/plan_part.h"

#include <string.h>

static bool suits(const ContentItem *item, const char *kind, Channel channel)
{
    if (item->given && !PLAN_MUTATED(GIVEN_TWICE))
        return false;
    if (item->channels && !(item->channels & CHANNEL_BIT(channel)))
        return false;
    return !kind || (item->kind && strcmp(item->kind, kind) == 0);
}

static const ContentItem *find_new(const Situation *situation, const char *kind, Channel channel)
{
    for (size_t i = 0; i < situation->content_count; i++)
        if (suits(&situation->contents[i], kind, channel))
            return &situation->contents[i];
    return NULL;
}

static bool all_given(const Situation *situation)
{
    for (size_t i = 0; i < situation->content_count; i++)
        if (!situation->contents[i].given)
            return false;
    return situation->content_count > 0;
}

/* The step's own words are news the first time it comes: a step that gives way to another channel,
 * and the first round of the tail, are still that. */
static bool words_are_new(const Situation *situation, const Coming *coming)
{
    bool first_round = !coming->tail || situation->state.tail_round < 0 ||
                       (size_t)situation->state.tail_round < situation->cadence->tail_count;
    return coming->step->news && first_round;
}

void plan_news_choose(const Situation *situation, const Coming *coming, Decision *decision)
{
    const Step *step = coming->step;
    /* What was given is known of the main contact only. */
    bool known = decision->contact_id == situation->contact_id && decision->contact_id;
    decision->library_dry = known && all_given(situation);
    bool wants_content = step && (step->content_kind || !words_are_new(situation, coming));
    if (known && wants_content && !step->personal) {
        const ContentItem *item = NULL;
        if (step->content_kind)
            item = find_new(situation, step->content_kind, decision->channel);
        if (!item)
            item = find_new(situation, NULL, decision->channel);
        if (item) {
            decision->content_id = item->id;
            why_add(decision, WHY_NEW, item->id, item->title);
            return;
        }
    }
    bool says_something = step && (step->personal || words_are_new(situation, coming));
    decision->new_missing = !says_something && !PLAN_MUTATED(SILENT_NEWS);
    if (decision->new_missing)
        why_add(decision, WHY_NOTHING_NEW, 0, NULL);
    if (decision->library_dry)
        why_add(decision, WHY_LIBRARY_DRY, 0, NULL);
}
