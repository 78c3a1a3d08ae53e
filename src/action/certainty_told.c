#include "action/certainty_inner.h"
#include "action/log_inner.h"
#include "base/text.h"

static bool learn(Context *context, Arena *arena, int64_t touch_id, Outcome outcome,
                  const Told *told, Err *err)
{
    bool delivered = outcome == OUTCOME_DELIVERED;
    return log_learned(context, arena,
                       &(Learned){.touch_id = touch_id,
                                  .outcome = outcome,
                                  .at = context->now,
                                  .until = TIME_NONE,
                                  .detail = arena_printf(arena, "%sdelivered, says %s%s%s",
                                                         delivered ? "" : "not ", told->who,
                                                         text_empty(told->why) ? "" : ": ",
                                                         text_or(told->why, "")),
                                  .proved = true,
                                  .failure = told->failure,
                                  .passing = told->passing},
                       &touch_id, err);
}

static bool note_taken(Context *context, Arena *arena, int64_t touch_id, const Told *told, Err *err)
{
    return sql_touch_event_insert(
        context->db,
        &(struct touch_event_insert_in){.workspace = context->workspace,
                                        .touch_id = touch_id,
                                        .at = context->now,
                                        .kind = "settled",
                                        .detail = arena_printf(arena, "%s has it", told->who)},
        err);
}

bool message_told(Context *context, Arena *arena, int64_t touch_id, const char *level,
                  const Told *told, Err *err)
{
    bool raised = false;
    switch (told->state) {
    case TOLD_DELIVERED:
        return message_rise(context, arena, touch_id, LEVEL_DELIVERED, &raised, err) &&
               (!raised || learn(context, arena, touch_id, OUTCOME_DELIVERED, told, err));
    case TOLD_FAILED:
        return message_rise(context, arena, touch_id, LEVEL_REFUSED, &raised, err) &&
               (!raised || learn(context, arena, touch_id, OUTCOME_FAILED, told, err));
    default:
        if (!text_equal(level, message_level_name(LEVEL_UNCERTAIN)))
            return true;
        return message_rise(context, arena, touch_id, LEVEL_ACCEPTED, &raised, err) &&
               (!raised || note_taken(context, arena, touch_id, told, err));
    }
}

/* --- before the answer ------------------------------------------------------------------------ */

static const char gateway[] = "the gateway";
/* As they are kept; a later one is the stronger. */
static const struct {
    const char *name;
    ToldState state;
} kept_as[] = {{"taken", TOLD_TAKEN}, {"failed", TOLD_FAILED}, {"delivered", TOLD_DELIVERED}};
enum { KEPT = sizeof kept_as / sizeof *kept_as };

static size_t strength_of(const char *name)
{
    size_t strength = 0;
    while (strength < KEPT && !text_equal(kept_as[strength].name, name))
        strength++;
    return strength;
}

static const char *name_of(ToldState state)
{
    for (size_t i = 0; i < KEPT; i++)
        if (kept_as[i].state == state)
            return kept_as[i].name;
    return kept_as[0].name;
}

ToldEarly told_early_of(const char *told, const char *known_as, const char *why, int64_t failure)
{
    size_t strength = strength_of(told);
    if (strength == KEPT)
        return (ToldEarly){0};
    return (ToldEarly){.any = true,
                       .told = {.state = kept_as[strength].state,
                                .who = gateway,
                                .why = text_or(why, ""),
                                .failure = (TextFailure)failure},
                       .known_as = known_as};
}

bool message_told_early(Context *context, Arena *arena, int64_t touch_id, const ToldEarly *early,
                        bool *waits, Err *err)
{
    struct sending_waits_row row;
    const char *name = name_of(early->told.state);
    if (!sql_sending_waits(
            context->db, arena,
            &(struct sending_waits_in){.workspace = context->workspace, .touch_id = touch_id}, &row,
            waits, err))
        return false;
    if (!*waits || (row.told && strength_of(row.told) >= strength_of(name)))
        return true;
    return sql_sending_told(context->db,
                            &(struct sending_told_in){.workspace = context->workspace,
                                                      .touch_id = touch_id,
                                                      .told = name,
                                                      .told_as = early->known_as,
                                                      .told_why = early->told.why,
                                                      .told_failure = early->told.failure},
                            err);
}
