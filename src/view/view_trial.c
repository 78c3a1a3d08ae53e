#include "view/view_trial.h"

#include <math.h>

/* "12.3 %" is 123. */
static int64_t thousandths(double share)
{
    enum { THOUSAND = 1000 };
    return llround(share * THOUSAND);
}

static void add_side(Arena *arena, Doc *sides, const char *name, const TrialSide *side)
{
    Doc *doc = doc_add_object(arena, sides);
    doc_set_text(arena, doc, "side", name);
    doc_set_int(arena, doc, "people", side->people);
    doc_set_int(arena, doc, "replies", side->replies);
    doc_set_int(arena, doc, "low", thousandths(side->share.low));
    doc_set_int(arena, doc, "high", thousandths(side->share.high));
    doc_set_text(arena, doc, "subject", side->subject);
    doc_set_text(arena, doc, "body", side->body);
}

/* What the figures let one say, and no more. */
static const char *say(Arena *arena, const Trial *trial)
{
    enum { POINTS = 100 };
    const Interval *difference = &trial->difference;
    if (!trial->a.people || !trial->b.people)
        return "Nothing can be told: not both texts have gone out yet.";
    if (!trial->tells)
        return arena_printf(arena,
                            "No difference can be told yet: b brings between %.0f points less and "
                            "%.0f points more answers of a hundred than a.",
                            -difference->low * POINTS, difference->high * POINTS);
    bool b = difference->low > 0;
    return arena_printf(arena,
                        "%s brings more answers: between %.0f and %.0f points of a hundred more, "
                        "by 95 %% of such trials.",
                        b ? "b" : "a", (b ? difference->low : -difference->high) * POINTS,
                        (b ? difference->high : -difference->low) * POINTS);
}

Doc *view_trial(Arena *arena, const Trial *trial)
{
    const char kept[2] = {trial->kept};
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "trial", trial->trial);
    doc_set_text(arena, doc, "cadence", trial->cadence);
    doc_set_text(arena, doc, "step", trial->step);
    doc_set_text(arena, doc, "channel", channel_name(trial->channel));
    doc_set_time(arena, doc, "first_at", trial->first_at);
    Doc *sides = doc_set_array(arena, doc, "sides");
    add_side(arena, sides, "a", &trial->a);
    add_side(arena, sides, "b", &trial->b);
    Doc *difference = doc_set_object(arena, doc, "difference");
    doc_set_int(arena, difference, "low", thousandths(trial->difference.low));
    doc_set_int(arena, difference, "high", thousandths(trial->difference.high));
    doc_set_bool(arena, doc, "tells", trial->tells);
    doc_set_text(arena, doc, "said", say(arena, trial));
    doc_set_text(arena, doc, "kept", trial->kept ? arena_strdup(arena, kept) : NULL);
    doc_set_text(arena, doc, "kept_by", trial->kept_by);
    doc_set_time(arena, doc, "kept_at", trial->kept_at);
    return doc;
}

Doc *view_trials(Arena *arena, const Trials *trials)
{
    Doc *doc = doc_object(arena);
    Doc *list = doc_set_array(arena, doc, "trials");
    for (size_t i = 0; i < trials->count; i++)
        doc_add(list, view_trial(arena, &trials->at[i]));
    return doc;
}
