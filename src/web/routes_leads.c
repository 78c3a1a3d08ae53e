/* Leads: the list and its saved views, one lead, and what a person decides about one or many. */
#include "action/consent.h"
#include "action/find_leads.h"
#include "action/log_outcome.h"
#include "action/next_touch.h"
#include "base/text.h"
#include "view/view_consent.h"
#include "view/view_expected.h"
#include "view/view_lead.h"
#include "view/view_leads.h"
#include "view/view_log.h"
#include "view/view_next.h"
#include "web/page_day.h"
#include "web/page_leads.h"
#include "web/request.h"

#include <stdlib.h>

/* --- the list --------------------------------------------------------------------------------- */

/* A saved view's fields, and over them those given. */
static bool read_filter(Request *request, LeadFilter *filter, Err *err)
{
    int64_t id = request_int(request, "view");
    SavedViews views;
    const SavedView *view = NULL;
    *filter = (LeadFilter){0};
    if (id) {
        if (!list_saved_views(request->context, request->arena, &views, err))
            return false;
        for (size_t i = 0; i < views.count; i++)
            if (views.at[i].id == id)
                view = &views.at[i];
        if (!view)
            return err_field(err, ERR_MISSING, "view", "there is no view %lld", (long long)id);
        *filter = view->filter;
    }
    for (const LeadFilterField *field = lead_filter_fields(); field->name; field++)
        if (request_has(request, field->name) &&
            !lead_filter_set(filter, field->name, request_text(request, field->name), err))
            return false;
    return true;
}

static bool route_leads(Request *request, Reply *reply, Err *err)
{
    LeadFilter filter;
    LeadPage page;
    if (!read_filter(request, &filter, err) ||
        !list_leads(request->context, request->arena, &filter, request_text(request, "cursor"),
                    (size_t)request_int(request, "limit"), &page, err))
        return false;
    reply->doc = view_leads(request->arena, &page);
    return true;
}

static bool filter_of_pairs(const RequestValue *pairs, LeadFilter *filter, Err *err)
{
    *filter = (LeadFilter){0};
    for (size_t i = 0; i < pairs->count; i++)
        if (!lead_filter_set(filter, pairs->keys[i], pairs->texts[i], err))
            return false;
    return true;
}

/* What is to be done is told by what was filled in. */
static bool read_act(Request *request, BatchInput *input, Err *err)
{
    *input = (BatchInput){.cadence = request_text(request, "cadence"),
                          .to = request_text(request, "owner"),
                          .because = request_text(request, "close")};
    bool spread = request_flag(request, "spread");
    if ((input->cadence != NULL) + (input->to != NULL) + (input->because != NULL) + spread != 1)
        return err_field(err, ERR_INPUT, "owner",
                         "one thing at a time: cadence, owner, spread or close");
    input->act = input->cadence ? BATCH_ENROL : input->because ? BATCH_CLOSE : BATCH_ASSIGN;
    return true;
}

static bool route_bulk(Request *request, Reply *reply, Err *err)
{
    const RequestValue *leads = request_value(request, "leads");
    BatchInput input;
    BatchResult batch;
    LeadFilter filter;
    if (!read_act(request, &input, err) ||
        !filter_of_pairs(request_value(request, "filter"), &filter, err))
        return false;
    if (leads->count && request_has(request, "filter"))
        return err_field(err, ERR_INPUT, "leads", "either leads or a filter");
    if (!leads->count && !request_has(request, "filter"))
        return err_field(err, ERR_INPUT, "leads", "choose at least one lead");
    if (leads->count) {
        input.ids = leads->ids;
        input.count = leads->count;
    } else {
        input.filter = &filter;
    }
    if (!manage_leads(request->context, request->arena, &input, &batch, err))
        return false;
    reply->doc = view_batch(request->arena, &batch);
    return true;
}

/* --- saved views ------------------------------------------------------------------------------ */

static bool route_views(Request *request, Reply *reply, Err *err)
{
    SavedViews views;
    if (!list_saved_views(request->context, request->arena, &views, err))
        return false;
    reply->doc = view_saved_views(request->arena, &views);
    return true;
}

static bool route_save_view(Request *request, Reply *reply, Err *err)
{
    LeadFilter filter;
    SavedView view;
    if (!filter_of_pairs(request_value(request, "filter"), &filter, err) ||
        !save_view(request->context, request->arena, request_text(request, "name"), &filter,
                   request_flag(request, "shared"), &view, err))
        return false;
    reply->doc = view_saved_view(request->arena, &view);
    reply->then = arena_printf(request->arena, "/leads?view=%lld", (long long)view.id);
    return true;
}

static bool route_remove_view(Request *request, Reply *reply, Err *err)
{
    return remove_view(request->context, request_id(request, "view"), err);
}

/* --- one lead --------------------------------------------------------------------------------- */

static bool show(Request *request, Reply *reply, Err *err)
{
    LeadShown lead;
    if (!show_lead(request->context, request->arena, request_id(request, "lead"), &lead, err))
        return false;
    reply->doc = view_lead(request->arena, &lead);
    return true;
}

static bool route_lead(Request *request, Reply *reply, Err *err)
{
    return show(request, reply, err);
}

static bool route_lead_next(Request *request, Reply *reply, Err *err)
{
    NextTouch next;
    if (!next_touch_of(request->context, request->arena, request_id(request, "lead"), &next, err))
        return false;
    reply->doc = view_next(request->arena, &next);
    return true;
}

static bool route_expected(Request *request, Reply *reply, Err *err)
{
    ExpectedTouches expected;
    if (!expect_lead(request->context, request->arena, request_id(request, "lead"),
                     (int)request_int(request, "days"), &expected, err))
        return false;
    reply->doc = view_expected(request->arena, &expected);
    return true;
}

static bool route_assign(Request *request, Reply *reply, Err *err)
{
    TouchCard next;
    return assign_lead(request->context, request->arena, request_id(request, "lead"),
                       request_text(request, "owner"), &next, err) &&
           show(request, reply, err);
}

static bool route_enrol(Request *request, Reply *reply, Err *err)
{
    TouchCard next;
    return use_cadence(request->context, request->arena, request_id(request, "lead"),
                       request_text(request, "cadence"), &next, err) &&
           show(request, reply, err);
}

static bool route_close(Request *request, Reply *reply, Err *err)
{
    return close_lead(request->context, request->arena, request_id(request, "lead"),
                      request_text(request, "why"), err) &&
           show(request, reply, err);
}

static bool route_reopen(Request *request, Reply *reply, Err *err)
{
    TouchCard next;
    return reopen_lead(request->context, request->arena, request_id(request, "lead"), &next, err) &&
           show(request, reply, err);
}

static bool route_consent(Request *request, Reply *reply, Err *err)
{
    ConsentLedger ledger;
    if (!consent_of_lead(request->context, request->arena, request_id(request, "lead"), &ledger,
                         err))
        return false;
    reply->doc = view_consent(request->arena, &ledger);
    return true;
}

static bool route_shares(Request *request, Reply *reply, Err *err)
{
    LeadShares shares;
    if (!lead_shares(request->context, request->arena, request_id(request, "lead"), &shares, err))
        return false;
    reply->doc = view_shares(request->arena, &shares);
    return true;
}

static bool route_share(Request *request, Reply *reply, Err *err)
{
    const char *user = request_text(request, "user");
    int64_t lead = request_id(request, "lead");
    LeadShares shares;
    if (!(request_flag(request, "stop")
              ? unshare_lead(request->context, request->arena, lead, user, &shares, err)
              : share_lead(request->context, request->arena, lead, user, &shares, err)))
        return false;
    reply->doc = view_shares(request->arena, &shares);
    return true;
}

/* --- the table -------------------------------------------------------------------------------- */

static const Field list_fields[] = {
    {.name = "q", .about = "words of them, or the digits of a number"},
    {.name = "status",
     .about = "new, working, engaged, nurture, customer, closed, never; open or any; else open"},
    {.name = "owner", .about = "whose they are, by name"},
    {.name = "source", .about = "a part of the source, or its kind"},
    {.name = "cadence", .about = "the cadence they run"},
    {.name = "temperature", .about = "hot, warm or later"},
    {.name = "silent", .about = "not touched for so many days"},
    {.name = "late", .about = "overdue, or long: so late that a manager should know"},
    {.name = "channel", .about = "the channel of their next touch"},
    {.name = "product", .about = "a part of what it is about"},
    {.name = "sort", .about = "due, captured, name or touched (longest silent first)"},
    {.name = "view", .kind = FIELD_ID, .about = "a saved view; what else is given goes over it"},
    {.name = "cursor", .most = 4096, .about = "of the next page, as the page before it says"},
    {.name = "limit",
     .kind = FIELD_COUNT,
     .least = 1,
     .most = LIST_SHOWN_MOST,
     .about = "how many at most; else 50"},
    {0},
};

static const Field bulk_fields[] = {
    {.name = "leads", .kind = FIELD_IDS, .about = "these, at most 500"},
    {.name = "filter", .kind = FIELD_PAIRS, .about = "or those that fit: q, status, owner, …"},
    {.name = "cadence", .about = "they run it from its first step"},
    {.name = "owner", .about = "they are this user's, by name"},
    {.name = "spread", .kind = FIELD_FLAG, .about = "they go to all sellers in turn"},
    {.name = "close", .about = "they end, and why"},
    {0},
};

static const Field view_fields[] = {
    {.name = "name", .required = true, .most = 200, .about = "how it is found again"},
    {.name = "filter", .kind = FIELD_PAIRS, .about = "q, status, owner, …, sort"},
    {.name = "shared", .kind = FIELD_FLAG, .about = "for everybody"},
    {0},
};

static const Field days_fields[] = {
    {.name = "days",
     .kind = FIELD_COUNT,
     .least = 1,
     .most = EXPECTED_DAYS_MOST,
     .about = "how far; else 30"},
    {0},
};

static const Field assign_fields[] = {
    {.name = "owner", .required = true, .about = "whose it will be, by name"},
    {0},
};

static const Field enrol_fields[] = {
    {.name = "cadence", .required = true, .about = "by its name"},
    {0},
};

static const Field close_fields[] = {
    {.name = "why", .required = true, .about = "the reason"},
    {0},
};

static const Field share_fields[] = {
    {.name = "user", .about = "with whom, by name; without, with everybody"},
    {.name = "stop", .kind = FIELD_FLAG, .about = "no longer"},
    {0},
};

const Route routes_leads[] = {
    {.path = "/leads",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "leads",
     .title = "Leads",
     .about = "leads, searched, filtered and sorted, a page at a time",
     .answers = "Leads",
     .query = list_fields,
     .shape = page_leads,
     .run = route_leads},
    {.method = METHOD_POST,
     .path = "/leads/bulk",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "one thing done to many leads, in one go",
     .answers = "Batch",
     .fields = bulk_fields,
     .run = route_bulk},
    {.path = "/views",
     .faces = FACE_API,
     .need = NEED_USER,
     .about = "saved views of the list of leads: yours and those for everybody",
     .answers = "SavedViews",
     .run = route_views},
    {.method = METHOD_POST,
     .path = "/views",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .status = 201,
     .about = "keeps a filter as a view; one of that name is replaced",
     .answers = "SavedView",
     .fields = view_fields,
     .run = route_save_view},
    {.method = METHOD_DELETE,
     .path = "/views/{view}",
     .faces = FACE_API,
     .need = NEED_USER,
     .status = 204,
     .about = "removes a view of yours",
     .run = route_remove_view},
    {.method = METHOD_POST,
     .path = "/views/{view}/remove",
     .faces = FACE_PAGE,
     .need = NEED_USER,
     .then = "/leads",
     .about = "removes a view of yours",
     .run = route_remove_view},
    {.path = "/leads/{lead}",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "lead",
     .title = "Lead",
     .about = "a lead with its people, promises and history",
     .answers = "Lead",
     .shape = page_lead,
     .run = route_lead},
    {.path = "/leads/{lead}/next",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "next",
     .title = "Next",
     .about = "the next touch of a lead, with all a caller needs",
     .answers = "Next",
     .shape = page_next,
     .run = route_lead_next},
    {.path = "/leads/{lead}/expected",
     .faces = FACE_API,
     .need = NEED_USER,
     .about = "the days to come of a lead, if nothing happens",
     .answers = "Expected",
     .query = days_fields,
     .run = route_expected},
    {.method = METHOD_POST,
     .path = "/leads/{lead}/assign",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "gives a lead, and its promises, to another user",
     .answers = "Lead",
     .fields = assign_fields,
     .run = route_assign},
    {.method = METHOD_POST,
     .path = "/leads/{lead}/cadence",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "another cadence, from its first step",
     .answers = "Lead",
     .fields = enrol_fields,
     .run = route_enrol},
    {.method = METHOD_POST,
     .path = "/leads/{lead}/close",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "ends a lead, with a reason",
     .answers = "Lead",
     .fields = close_fields,
     .run = route_close},
    {.method = METHOD_POST,
     .path = "/leads/{lead}/reopen",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "opens a closed lead again",
     .answers = "Lead",
     .run = route_reopen},
    {.path = "/leads/{lead}/consent",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "consent",
     .title = "Consent",
     .about = "what a lead's people agreed to and what they ended, when and how",
     .answers = "Consent",
     .run = route_consent},
    {.path = "/leads/{lead}/shares",
     .faces = FACE_API,
     .need = NEED_USER,
     .about = "who else sees a lead",
     .answers = "Shares",
     .run = route_shares},
    {.method = METHOD_POST,
     .path = "/leads/{lead}/share",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "lets another user see a lead, or no longer",
     .answers = "Shares",
     .fields = share_fields,
     .run = route_share},
    {0},
};
