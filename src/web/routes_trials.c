/* Trials: two texts of a step, what came of each, and their end. */
#include "action/trial.h"
#include "auth/user_role.h"
#include "view/view_trial.h"
#include "web/request.h"

static bool route_trials(Request *request, Reply *reply, Err *err)
{
    Trials trials;
    if (!trial_list(request->context, request->arena, &trials, err))
        return false;
    reply->doc = view_trials(request->arena, &trials);
    return true;
}

static bool route_keep(Request *request, Reply *reply, Err *err)
{
    Trial kept;
    if (!trial_keep(request->context, request->arena, request_parameter(request, "trial"),
                    request_text(request, "side")[0], &kept, err))
        return false;
    reply->doc = view_trial(request->arena, &kept);
    return true;
}

/* The buttons of who may end one; shares as they are read. */
static void page_trials(Request *request, Doc *doc)
{
    Arena *arena = request->arena;
    bool may = user_role_may(request->who.role, RIGHT_TEAM);
    for (Doc *trial = doc_own(doc, "trials")->first; trial; trial = trial->next) {
        doc_set_bool(arena, trial, "may_keep", may && !doc_text(trial, "kept"));
        for (Doc *side = doc_own(trial, "sides")->first; side; side = side->next)
            doc_set_text(arena, side, "share_said",
                         arena_printf(arena, "%.1f to %.1f", (double)doc_int(side, "low") / 10,
                                      (double)doc_int(side, "high") / 10));
    }
}

static const char *const sides[] = {"a", "b", NULL};

static const Field keep_fields[] = {
    {.name = "side",
     .kind = FIELD_WORD,
     .required = true,
     .choices = sides,
     .about = "which of the two texts all get from now on"},
    {0},
};

const Route routes_trials[] = {
    {.path = "/trials",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .page = "trials",
     .title = "Two texts",
     .about = "steps with two texts, who got which, and who answered",
     .answers = "Trials",
     .shape = page_trials,
     .run = route_trials},
    {.method = METHOD_POST,
     .path = "/trials/{trial}/keep",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_MANAGER,
     .then = "/trials",
     .about = "ends a trial: all get this text from now on",
     .answers = "Trial",
     .fields = keep_fields,
     .run = route_keep},
    {0},
};
