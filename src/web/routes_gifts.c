/* Gifts: what is ordered, a manager's yes or no, and the money. */
#include "action/gift.h"
#include "base/text.h"
#include "view/view_gift.h"
#include "web/page_look.h"
#include "web/request.h"

static bool route_gifts(Request *request, Reply *reply, Err *err)
{
    Gifts gifts;
    if (!gift_list(request->context, request->arena, request_text(request, "state"), &gifts, err))
        return false;
    reply->doc = view_gifts(request->arena, &gifts);
    return true;
}

static bool tell(Request *request, Reply *reply, const Gift *gift)
{
    reply->doc = view_gift(request->arena, gift);
    return true;
}

static bool route_order(Request *request, Reply *reply, Err *err)
{
    Gift gift;
    const GiftOrder order = {.lead_id = request_id(request, "lead"),
                             .what = request_text(request, "what"),
                             .cost = request_text(request, "cost"),
                             .checked = request_flag(request, "checked"),
                             .sent = request_flag(request, "sent")};
    return gift_order(request->context, request->arena, &order, &gift, err) &&
           tell(request, reply, &gift);
}

static bool route_approve(Request *request, Reply *reply, Err *err)
{
    Gift gift;
    return gift_approve(request->context, request->arena, request_id(request, "gift"), &gift,
                        err) &&
           tell(request, reply, &gift);
}

static bool route_decline(Request *request, Reply *reply, Err *err)
{
    Gift gift;
    return gift_decline(request->context, request->arena, request_id(request, "gift"),
                        request_text(request, "because"), &gift, err) &&
           tell(request, reply, &gift);
}

static bool route_cancel(Request *request, Reply *reply, Err *err)
{
    Gift gift;
    return gift_cancel(request->context, request->arena, request_id(request, "gift"), &gift, err) &&
           tell(request, reply, &gift);
}

static bool route_refund(Request *request, Reply *reply, Err *err)
{
    Gift gift;
    return gift_refund(request->context, request->arena, request_id(request, "gift"),
                       request_text(request, "sum"), &gift, err) &&
           tell(request, reply, &gift);
}

static bool route_budget(Request *request, Reply *reply, Err *err)
{
    Gifts gifts;
    if (!gift_budget(request->context, request->arena, request_text(request, "sum"),
                     request_text(request, "user"), &gifts, err))
        return false;
    reply->doc = view_gifts(request->arena, &gifts);
    return true;
}

static bool route_policy(Request *request, Reply *reply, Err *err)
{
    (void)reply;
    return gift_policy(request->context, request->arena, request_id(request, "account"),
                       request_text(request, "policy"), err);
}

static const char *const states[] = {"asked", "approved", "declined", "cancelled",
                                     "sent",  "arrived",  "returned", NULL};
static const Field list_fields[] = {
    {.name = "state", .kind = FIELD_WORD, .choices = states, .about = "else all"}, {0}};
static const Field order_fields[] = {
    {.name = "what", .required = true, .about = "what it is"},
    {.name = "cost", .required = true, .about = "what it costs: 45.50"},
    {.name = "checked", .kind = FIELD_FLAG, .about = "somebody has looked at the address"},
    {.name = "sent",
     .kind = FIELD_FLAG,
     .about = "it was given already, and logged: its money is booked, whatever the rules say"},
    {0}};
static const Field decline_fields[] = {{.name = "because", .required = true, .about = "why"}, {0}};
static const Field refund_fields[] = {
    {.name = "sum", .required = true, .about = "what came back: 45.50"}, {0}};
static const Field budget_fields[] = {
    {.name = "sum", .required = true, .about = "more to spend; with a - before it, less"},
    {.name = "user", .about = "whose own; else the workspace's"},
    {0}};
static const Field policy_fields[] = {
    {.name = "policy",
     .required = true,
     .about = "none, ask, a sum a year, or any: as the workspace does it"},
    {0}};

#define GIFT_POST(path_, need_, about_, fields_, run_)                                             \
    {                                                                                              \
        .method = METHOD_POST, .path = path_, .faces = FACE_PAGE | FACE_API, .need = need_,        \
        .then = "/gifts", .about = about_, .answers = "Gift", .fields = fields_, .run = run_       \
    }

const Route routes_gifts[] = {
    {.path = "/gifts",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "gifts",
     .title = "Gifts",
     .about = "gifts and the money for them, those that wait for a yes first; at most 200",
     .answers = "Gifts",
     .query = list_fields,
     .shape = page_gifts,
     .run = route_gifts},
    {.method = METHOD_POST,
     .path = "/leads/{lead}/gifts",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/gifts",
     .about = "orders a gift; over a sum, or where the company wants it, a manager is asked",
     .answers = "Gift",
     .status = 201,
     .fields = order_fields,
     .run = route_order},
    GIFT_POST("/gifts/{gift}/approve", NEED_MANAGER, "it may be given", NULL, route_approve),
    GIFT_POST("/gifts/{gift}/decline", NEED_MANAGER, "it may not", decline_fields, route_decline),
    GIFT_POST("/gifts/{gift}/cancel", NEED_USER, "it is not given after all", NULL, route_cancel),
    GIFT_POST("/gifts/{gift}/refund", NEED_USER, "money came back for it, once", refund_fields,
              route_refund),
    {.method = METHOD_POST,
     .path = "/gifts/budget",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_ADMIN,
     .then = "/gifts",
     .about = "more to spend on gifts, or less",
     .answers = "Gifts",
     .fields = budget_fields,
     .run = route_budget},
    {.method = METHOD_POST,
     .path = "/accounts/{account}/gift-policy",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "what a company takes",
     .fields = policy_fields,
     .run = route_policy},
    {0},
};
