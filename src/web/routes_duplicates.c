/* Duplicates: who may be here twice; merged, or told apart. */
#include "action/duplicates.h"
#include "base/text.h"
#include "view/view_duplicates.h"
#include "web/page_house.h"
#include "web/request.h"

enum { PAIRS_SHOWN = 50, PAIRS_MOST = 1000, PERCENT = 100 };

static bool route_duplicates(Request *request, Reply *reply, Err *err)
{
    const char *kind = request_text(request, "kind");
    int64_t limit = request_int(request, "limit");
    DuplicateOptions options = {.least = (double)request_int(request, "least") / PERCENT,
                                .most = limit ? (size_t)limit : PAIRS_SHOWN,
                                .contacts_only = text_equal(kind, "contact"),
                                .accounts_only = text_equal(kind, "account")};
    Duplicates found;
    if (!find_duplicates(request->context, request->arena, &options, &found, err))
        return false;
    reply->doc = view_duplicates(request->arena, &found);
    return true;
}

static bool route_merge(Request *request, Reply *reply, Err *err)
{
    Merged merged;
    if (!merge_any(request->context, request->arena, request_int(request, "a"),
                   request_int(request, "b"), &merged, err))
        return false;
    reply->doc = view_merged(request->arena, &merged);
    return true;
}

static bool route_differ(Request *request, Reply *reply, Err *err)
{
    return not_duplicates(request->context, request_int(request, "a"), request_int(request, "b"),
                          err);
}

static const char *const kinds[] = {"contact", "account", NULL};

static const Field list_fields[] = {
    {.name = "least",
     .kind = FIELD_COUNT,
     .least = 1,
     .most = PERCENT,
     .about = "only pairs with that score, in percent, or more"},
    {.name = "kind", .kind = FIELD_WORD, .choices = kinds, .about = "only people, only accounts"},
    {.name = "limit",
     .kind = FIELD_COUNT,
     .least = 1,
     .most = PAIRS_MOST,
     .about = "how many pairs at most; else 50"},
    {0},
};

static const Field pair_fields[] = {
    {.name = "a", .kind = FIELD_ID, .required = true, .about = "the one that stays"},
    {.name = "b", .kind = FIELD_ID, .required = true, .about = "the other"},
    {0},
};

const Route routes_duplicates[] = {
    {.path = "/duplicates",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .page = "duplicates",
     .title = "Duplicates",
     .about = "who may be here twice, with a score and the reasons",
     .answers = "Duplicates",
     .query = list_fields,
     .shape = page_duplicates,
     .run = route_duplicates},
    {.method = METHOD_POST,
     .path = "/duplicates/merge",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "makes one of two people, or of two accounts; undo brings both back",
     .answers = "Merged",
     .fields = pair_fields,
     .run = route_merge},
    {.method = METHOD_POST,
     .path = "/duplicates/differ",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .status = 204,
     .about = "they are not the same: never proposed again",
     .fields = pair_fields,
     .run = route_differ},
    {0},
};
