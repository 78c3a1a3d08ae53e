/* Promises: the list (what is done with one is in routes_day.c); and review and send. */
#include "action/list_promises.h"
#include "base/text.h"
#include "view/view_promise.h"
#include "view/view_review.h"
#include "web/page.h"
#include "web/request.h"

enum { PROMISES_SHOWN = 500 };

static bool route_promises(Request *request, Reply *reply, Err *err)
{
    enum { FAR_YEARS = 100, YEAR_DAYS = 366 };
    const char *owner = request_text(request, "owner");
    const char *state = text_or(request_text(request, "state"), "open");
    bool everyone = request_flag(request, "all");
    Time until = request_time(request, "until");
    PromiseCards promises;
    if (owner && everyone)
        return err_field(err, ERR_INPUT, "owner", "owner and all cannot both be meant");
    if (until == TIME_NONE)
        until = context_now(request->context) + (Time)FAR_YEARS * YEAR_DAYS * DAY_SECONDS;
    if (!list_promises(request->context, request->arena, owner, everyone, state, until,
                       PROMISES_SHOWN, &promises, err))
        return false;
    reply->doc = view_promises(request->arena, &promises);
    Doc *filter = doc_set_object(request->arena, reply->doc, "filter");
    doc_set_text(request->arena, filter, "state", state);
    doc_set_text(request->arena, filter, "owner", owner);
    doc_set_bool(request->arena, filter, "all", everyone);
    return true;
}

static bool route_review(Request *request, Reply *reply, Err *err)
{
    Review review;
    if (!list_review(request->context, request->arena, request_text(request, "owner"),
                     (size_t)request_int(request, "limit"), &review, err))
        return false;
    reply->doc = view_review(request->arena, &review);
    return true;
}

/* The links carry the words. */
static void page_review(Request *request, Doc *doc)
{
    for (Doc *touch = doc_own(doc, "touches")->first; touch; touch = touch->next) {
        Doc *address = doc_own(touch, "address");
        if (address && address->kind == DOC_OBJECT)
            page_say_address(request->arena, address, context_country(request->context),
                             doc_get(touch, "script"));
    }
}

static bool route_sent(Request *request, Reply *reply, Err *err)
{
    const RequestValue *touches = request_value(request, "touches");
    ReviewLogged logged;
    if (!log_review(request->context, request->arena, touches->ids, touches->count, &logged, err))
        return false;
    reply->doc = view_review_logged(request->arena, &logged);
    return true;
}

static const char *const states[] = {"open", "kept", "cancelled", NULL};

static const Field list_fields[] = {
    {.name = "state", .kind = FIELD_WORD, .choices = states, .about = "else open"},
    {.name = "owner", .about = "another user's, by name"},
    {.name = "all", .kind = FIELD_FLAG, .about = "everyone's"},
    {.name = "until", .kind = FIELD_TIME, .about = "due before"},
    {0},
};

static const Field review_fields[] = {
    {.name = "owner", .about = "another user's, by name"},
    {.name = "limit",
     .kind = FIELD_COUNT,
     .least = 1,
     .most = REVIEW_SHOWN,
     .about = "how many at most; else 50"},
    {0},
};

static const Field sent_fields[] = {
    {.name = "touches", .kind = FIELD_IDS, .required = true, .about = "those that were sent"},
    {0},
};

const Route routes_promises[] = {
    {.path = "/promises",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "promises",
     .title = "Promises",
     .about = "promises, first due first, at most 500",
     .answers = "Promises",
     .query = list_fields,
     .run = route_promises},
    {.path = "/review",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "review",
     .title = "Review and send",
     .about = "the e-mails of today that a person looks over and sends, with their words",
     .answers = "Review",
     .query = review_fields,
     .shape = page_review,
     .run = route_review},
    {.method = METHOD_POST,
     .path = "/review/sent",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/today",
     .about = "messages that were sent, logged in one go",
     .answers = "ReviewLogged",
     .fields = sent_fields,
     .run = route_sent},
    {0},
};
