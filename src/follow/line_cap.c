/* The owner's days, and the caps on moves, rings, climbs and machine e-mails. */
#include "follow/line_part.h"

typedef struct Counts {
    int moves_today, moves_week, rings_today;
    Day oldest; /* of the week that had a move */
} Counts;

static Counts count_moves(const Person *person, Day day)
{
    Counts counts = {.oldest = day};
    for (size_t at = 0; at < MOVE_DAYS; at++) {
        const MoveDay *of = &person->moves[at];
        if (of->day == day) {
            counts.moves_today += of->moves;
            counts.rings_today += of->rings;
        }
        if (of->moves > 0 && of->day <= day && of->day > day - 7) {
            counts.moves_week += of->moves;
            if (of->day < counts.oldest)
                counts.oldest = of->day;
        }
    }
    return counts;
}

/* The e-mail or text that goes with the voicemail just left is the same move. */
static bool joins_voicemail(const LineGate *gate, Day day)
{
    const LeadState *state = &gate->situation->state;
    return (gate->channel == CHANNEL_EMAIL || gate->channel == CHANNEL_TEXT) &&
           state->voicemail_last && state->last_touched_at != TIME_NONE &&
           zone_day(gate->owner_zone, state->last_touched_at) == day;
}

/* A busy line is tried again in the same climb. */
static bool continues_climb(const LineGate *gate, Day day)
{
    Time retry_at = gate->situation->state.retry_at;
    return retry_at != TIME_NONE && zone_day(gate->owner_zone, retry_at) == day;
}

static LineAnswer ask_caps(const LineGate *gate, const LineWall *here)
{
    const Policy *policy = gate->policy;
    Day day = here->day;
    Time tomorrow = line_wall_ahead(here, day + 1, 0);
    if (gate->person) {
        Counts counts = count_moves(gate->person, day);
        if (gate->channel == CHANNEL_PHONE && counts.rings_today >= policy->rings_per_day)
            return line_refuse(LINE_RING_CAP, tomorrow, "policy: rings a day");
        if (!joins_voicemail(gate, day)) {
            if (counts.moves_today >= policy->moves_per_day)
                return line_refuse(LINE_DAY_CAP, tomorrow, "policy: moves a day");
            if (counts.moves_week >= policy->moves_per_week)
                return line_refuse(LINE_WEEK_CAP, line_wall_ahead(here, counts.oldest + 7, 0),
                                   "policy: moves in seven days");
        }
    }
    if (gate->channel == CHANNEL_PHONE && gate->situation->account_climb_day == day &&
        !continues_climb(gate, day))
        return line_refuse(LINE_ACCOUNT_CAP, tomorrow, "policy: one climb a day and account");
    if (gate->channel == CHANNEL_EMAIL && gate->mode == MODE_MACHINE &&
        gate->situation->account_mail_day == day)
        return line_refuse(LINE_ACCOUNT_CAP, tomorrow,
                           "policy: one machine e-mail a day and account");
    return (LineAnswer){LINE_OPEN, tomorrow, NULL};
}

LineAnswer line_ask_day(const LineGate *gate, Time at)
{
    LineWall here = line_wall_at(gate->owner_zone, at);
    if (gate->mode == MODE_PERSON && !line_shift_works(&gate->shift, here.day)) {
        Day next = line_shift_next(&gate->shift, here.day + 1);
        bool never = !line_shift_works(&gate->shift, next);
        return line_refuse(LINE_CLOSED_DAY, never ? TIME_NONE : line_wall_ahead(&here, next, 0),
                           "the owner does not work that day");
    }
    return ask_caps(gate, &here);
}
