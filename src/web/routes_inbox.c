/* The inbox: who answered, what came in by mail, and what asks a person. */
#include "action/find_leads.h"
#include "action/inbox.h"
#include "action/list_today.h"
#include "view/view_received.h"
#include "view/view_touch.h"
#include "web/request.h"

/* Those who answered: the first group of Today, which comes before all others. */
static bool add_answers(Request *request, Doc *doc, Err *err)
{
    TodayOptions options = {.limit = TODAY_SHOWN_MOST};
    Today today;
    if (!list_today(request->context, request->arena, &options, &today, err))
        return false;
    Doc *touches = doc_set_array(request->arena, doc, "touches");
    for (size_t i = 0; i < today.touches.count; i++)
        if (today.touches.at[i].group == GROUP_ANSWERS)
            doc_add(touches, view_touch(request->arena, &today.touches.at[i]));
    return true;
}

static bool route_inbox(Request *request, Reply *reply, Err *err)
{
    Inbox asking, inbox;
    Doc *doc = doc_object(request->arena);
    int64_t limit = request_int(request, "limit");
    if (!add_answers(request, doc, err) ||
        !inbox_asking(request->context, request->arena, INBOX_SHOWN, &asking, err) ||
        !inbox_list(request->context, request->arena, request_text(request, "kind"),
                    limit ? (size_t)limit : INBOX_SHOWN, &inbox, err))
        return false;
    Doc *mails = view_inbox(request->arena, &inbox);
    doc_set(doc, "asking", doc_own(view_inbox(request->arena, &asking), "mails"));
    doc_set(doc, "mails", doc_own(mails, "mails"));
    doc_set_bool(request->arena, doc, "more", inbox.more);
    reply->doc = doc;
    return true;
}

static bool route_take(Request *request, Reply *reply, Err *err)
{
    const char *lead = request_text(request, "lead");
    int64_t lead_id = 0;
    InboxMail mail;
    if ((lead && !find_one_lead(request->context, request->arena, lead, &lead_id, err)) ||
        !inbox_take(request->context, request->arena, request_id(request, "received"), lead_id,
                    &mail, err))
        return false;
    reply->doc = view_received(request->arena, &mail);
    return true;
}

static bool route_ignore(Request *request, Reply *reply, Err *err)
{
    InboxMail mail;
    if (!inbox_ignore(request->context, request->arena, request_id(request, "received"), &mail,
                      err))
        return false;
    reply->doc = view_received(request->arena, &mail);
    return true;
}

static bool route_move(Request *request, Reply *reply, Err *err)
{
    const char *lead = request_text(request, "lead");
    int64_t lead_id = 0;
    InboxMail mail;
    if (!lead == !request_flag(request, "out"))
        return err_field(err, ERR_INPUT, "lead",
                         "say which lead it belongs to, or that it is nobody's here (out)");
    if ((lead && !find_one_lead(request->context, request->arena, lead, &lead_id, err)) ||
        !inbox_move(request->context, request->arena, request_id(request, "received"), lead_id,
                    &mail, err))
        return false;
    reply->doc = view_received(request->arena, &mail);
    return true;
}

static const char *const kinds[] = {"other",     "bounce",      "delay", "complaint", "auto_reply",
                                    "challenge", "unsubscribe", "reply", "delivered", NULL};

static const Field inbox_fields[] = {
    {.name = "kind", .kind = FIELD_WORD, .choices = kinds, .about = "only mails of this kind"},
    {.name = "limit",
     .kind = FIELD_COUNT,
     .least = 1,
     .most = 1000,
     .about = "how many mails at most; else 100"},
    {0},
};

static const Field take_fields[] = {
    {.name = "lead",
     .about = "whose it is, where that is not known: an id, or words that fit one lead only"},
    {0},
};

static const Field move_fields[] = {
    {.name = "lead", .about = "whose it is: an id, or words that fit one lead only"},
    {.name = "out", .kind = FIELD_FLAG, .about = "it is nobody's here: its words are forgotten"},
    {0},
};

const Route routes_inbox[] = {
    {.path = "/inbox",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "inbox",
     .title = "Inbox",
     .about = "who answered and waits for you, what came in by mail, and what asks a person",
     .answers = "Inbox",
     .query = inbox_fields,
     .run = route_inbox},
    {.method = METHOD_POST,
     .path = "/inbox/{received}/take",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/inbox",
     .about = "it is so, or belongs to that lead: what its kind does is done",
     .answers = "Received",
     .fields = take_fields,
     .run = route_take},
    {.method = METHOD_POST,
     .path = "/inbox/{received}/ignore",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/inbox",
     .about = "it is nothing, or not true",
     .answers = "Received",
     .run = route_ignore},
    {.method = METHOD_POST,
     .path = "/inbox/{received}/move",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/inbox",
     .about = "it belongs to another lead, or to nobody here: what it did is taken back as far as "
              "that goes, `did` says what is not",
     .answers = "Received",
     .fields = move_fields,
     .run = route_move},
    {0},
};
