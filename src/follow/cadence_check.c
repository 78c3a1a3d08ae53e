/* Whether a cadence goes on for ever, at a rhythm that slows down, and uses every prong. */
#include "follow/cadence_value.h"

enum { PRONG_WORKING_DAYS = 10 }; /* DESIGN §3: all three prongs, from the first talk */

static const YamlNode *tail_entry(const Draft *draft, const char *key)
{
    const YamlNode *tail = yaml_get(draft->map, "tail");
    return tail && tail->kind == YAML_MAP ? yaml_get(tail, key) : NULL;
}

/* The narrowest thing in the file that a missing entry of the tail can be blamed on. */
static Place tail_place(const Draft *draft)
{
    const YamlNode *tail = yaml_get(draft->map, "tail");
    return tail ? draft_key_place(tail) : draft_node_place(draft->map);
}

/* ---- It never ends ---- */

/* A text goes only where a lawful basis is on record, so it cannot be what keeps a tail alive. */
static bool may_happen(const Step *step, unsigned facts)
{
    return step->channel != CHANNEL_TEXT && (facts & step->must) == step->must &&
           !(facts & step->must_not);
}

/* True when whatever is the case some step of the tail can be done. */
static bool tail_always_goes(const Cadence *cadence)
{
    enum { EVERY_FACT = FACT_LATE * 2 };
    for (unsigned facts = 0; facts < EVERY_FACT; facts++) {
        const Step *step = cadence->tail, *end = step + cadence->tail_count;
        while (step < end && !may_happen(step, facts))
            step++;
        if (step == end)
            return false;
    }
    return true;
}

static void check_end(Draft *draft)
{
    const Cadence *cadence = draft->cadence;
    const YamlNode *tail = yaml_get(draft->map, "tail"), *steps = tail_entry(draft, "steps");
    if (tail && tail->kind != YAML_MAP)
        return; /* the reader has said so */
    if (!tail)
        draft_find(draft, FINDING_ERROR, tail_place(draft), "could_end",
                   "the cadence could end: add \"tail:\" with a rhythm and steps that repeat");
    else if (!cadence->tail_count)
        draft_find(draft, FINDING_ERROR, steps ? draft_node_place(steps) : tail_place(draft),
                   "could_end",
                   "the cadence could end: the tail has no steps; add at least one under "
                   "\"steps:\"");
    else if (!tail_always_goes(cadence))
        draft_find(draft, FINDING_ERROR, draft_node_place(steps), "could_end",
                   "the cadence could fall silent: every step of the tail is a text or has a "
                   "condition that may not hold; let one call, e-mail or letter go without "
                   "\"when\"");

    const YamlNode *rhythm = tail_entry(draft, "rhythm");
    if (tail && !cadence->rhythm_count)
        draft_find(draft, FINDING_ERROR, rhythm ? draft_node_place(rhythm) : tail_place(draft),
                   "could_end",
                   "the cadence could end: the tail has no rhythm; add \"rhythm: [1 week, 1 month, "
                   "3 months]\"");
}

/* ---- It never loops, and slows down ---- */

static void check_waits(Draft *draft)
{
    const Cadence *cadence = draft->cadence;
    const YamlNode *rhythm = tail_entry(draft, "rhythm");
    double before = 0;
    for (const YamlNode *entry = rhythm ? rhythm->first : NULL; entry; entry = entry->next) {
        Wait wait;
        if (entry->kind != YAML_TEXT || !cadence_value_wait(entry->text, &wait))
            continue; /* the reader has said so */
        double days = cadence_value_days(wait);
        if (days <= 0)
            draft_find(draft, FINDING_ERROR, draft_node_place(entry), "zero_time",
                       "a wait of nothing in the tail repeats without end at one moment: write "
                       "\"1 week\" or longer");
        else if (days < before)
            draft_find(draft, FINDING_ERROR, draft_node_place(entry), "rhythm_shortens",
                       "the rhythm shortens here: each wait is as long as the one before or "
                       "longer");
        before = days;
    }
    const YamlNode *floor = tail_entry(draft, "floor");
    if (floor && floor->kind == YAML_TEXT && cadence->floor.count == 0 &&
        cadence_value_wait(floor->text, &(Wait){0}))
        draft_find(draft, FINDING_ERROR, draft_node_place(floor), "zero_time",
                   "a floor of nothing repeats without end at one moment: write \"1 week\", or "
                   "leave \"floor\" out");
}

/* One step due at once is an enquiry's; several are a storm on one person. */
static void check_storm(Draft *draft)
{
    const Cadence *cadence = draft->cadence;
    for (size_t i = 0; i < cadence->step_count; i++)
        if (cadence->steps[i].after.count || (i && !draft->steps[i].has_wait))
            return;
    if (cadence->step_count > 1)
        draft_find(draft, FINDING_ERROR, draft_key_place(yaml_get(draft->map, "steps")),
                   "zero_time",
                   "all steps have a wait of nothing and fall due at one moment: give them waits "
                   "such as \"after: 2 working days\"");
}

void cadence_check_rhythm(Draft *draft)
{
    check_end(draft);
    check_waits(draft);
    check_storm(draft);
}

/* ---- All three prongs ---- */

static bool is_met_in_person(const Cadence *cadence)
{
    return cadence->for_sources & (1u << SOURCE_SHOW | 1u << SOURCE_NETWORKING);
}

/* Counted from the first talk: where people were met that is the capture, else the first call or
 * visit that can become one; what came before it counts as done. Nothing is assumed to be missing:
 * steps for those we have not talked with are passed over, every other condition holds. */
void cadence_check_prongs(Draft *draft)
{
    static const struct {
        Channel channel;
        const char *what;
    } prongs[] = {{CHANNEL_TEXT, "text"}, {CHANNEL_EMAIL, "e-mail"}, {CHANNEL_PHONE, "call"}};
    const Cadence *cadence = draft->cadence;
    if (!cadence->step_count)
        return;

    ChannelSet in_time = 0, at_all = 0;
    bool talked = is_met_in_person(cadence);
    double working_days = 0;
    for (size_t i = 0; i < cadence->step_count; i++) {
        const Step *step = &cadence->steps[i];
        if (step->channel == CHANNEL_NONE)
            return; /* nobody knows what it was to be */
        bool passed_over = talked && step->must_not & FACT_TALKED;
        if (talked)
            working_days += cadence_value_days(step->after) * 5 / 7;
        talked |= step->channel == CHANNEL_PHONE || step->channel == CHANNEL_VISIT;
        if (passed_over)
            continue;
        at_all |= CHANNEL_BIT(step->channel);
        if (working_days <= PRONG_WORKING_DAYS)
            in_time |= CHANNEL_BIT(step->channel);
    }
    Place place = draft_key_place(yaml_get(draft->map, "steps"));
    for (size_t i = 0; i < sizeof prongs / sizeof *prongs; i++) {
        ChannelSet bit = CHANNEL_BIT(prongs[i].channel);
        if (in_time & bit)
            continue;
        draft_find(
            draft, FINDING_WEAK, place, "misses_prong",
            at_all & bit
                ? "no %s within %d working days of the first talk: move one forward, so that "
                  "text, e-mail and phone are all used by then"
                : "no %s among the steps: add one within %d working days of the first talk; "
                  "people answer on one of the three, and nobody knows on which",
            prongs[i].what, PRONG_WORKING_DAYS);
    }
}
