/* Sending: senders, the outbox, and the messages that a person looks over before they go. */
#include "action/outbox.h"
#include "action/review.h"
#include "action/sender.h"
#include "action/standing.h"
#include "base/text.h"
#include "view/view_review.h"
#include "view/view_send.h"
#include "web/driver_settings.h"
#include "web/page_send.h"
#include "web/request.h"

#include <stdlib.h>

/* --- senders ---------------------------------------------------------------------------------- */

static bool route_senders(Request *request, Reply *reply, Err *err)
{
    SendersShown senders;
    if (!sender_list(request->context, request->arena, &senders, err))
        return false;
    reply->doc = view_senders(request->arena, &senders);
    return true;
}

static bool route_senders_page(Request *request, Reply *reply, Err *err)
{
    return route_senders(request, reply, err) && login_add_providers(request, reply->doc, err);
}

static bool route_add_sender(Request *request, Reply *reply, Err *err)
{
    static const char *const texts[] = {"host", "security", "login", "password", "oauth", NULL};
    Doc *settings = driver_settings(request, texts);
    SenderInput input = {.user = request_text(request, "user"),
                         .everybody = request_flag(request, "everybody"),
                         .driver = request_text(request, "driver"),
                         .address = request_text(request, "address"),
                         .settings = settings,
                         .day_most = request_int(request, "day_most"),
                         .minute_most = request_int(request, "minute_most"),
                         .ramp_from = request_int(request, "ramp_from")};
    SenderShown sender;
    if (input.user && input.everybody)
        return err_field(err, ERR_INPUT, "user", "user and everybody cannot both be meant");
    if (!driver_settings_add(request, sender_driver_fields(text_or(input.driver, "smtp")), settings,
                             err) ||
        !sender_add(request->context, request->arena, &input, &sender, err))
        return false;
    reply->doc = view_sender(request->arena, &sender);
    return true;
}

static bool route_set_sender(Request *request, Reply *reply, Err *err)
{
    Doc *changes = doc_object(request->arena);
    SendersShown senders;
    SenderShown sender;
    const DriverField *fields = NULL;
    if (!sender_list(request->context, request->arena, &senders, err))
        return false;
    for (size_t i = 0; i < senders.count; i++)
        if (senders.at[i].id == request_id(request, "sender"))
            fields = senders.at[i].fields;
    if (!driver_settings_add(request, fields, changes, err) ||
        !sender_change(request->context, request->arena, request_id(request, "sender"), changes,
                       &sender, err))
        return false;
    reply->doc = view_sender(request->arena, &sender);
    return true;
}

/* What came of it is told by the answer itself. */
static bool route_check_sender(Request *request, Reply *reply, Err *err)
{
    SenderProbed probed;
    SenderKeys keys;
    if (!sender_probe(request->context, request->arena, request_id(request, "sender"), &probed,
                      err) ||
        !sender_key_list(request->context, request->arena, probed.sender.id, true, NULL, &keys,
                         err))
        return false;
    reply->doc = view_sender_probed(request->arena, &probed, &keys);
    if (request->face == FACE_API)
        return true;
    Doc *checked = reply->doc;
    reply->page = "settings-senders";
    reply->title = "Sending";
    reply->status = 200;
    if (!route_senders_page(request, reply, err))
        return false;
    doc_set(reply->doc, "checked", checked);
    return true;
}

static bool route_pause_sender(Request *request, Reply *reply, Err *err)
{
    SenderShown sender;
    if (!sender_pause(request->context, request->arena, request_id(request, "sender"),
                      request_text(request, "because"), &sender, err))
        return false;
    reply->doc = view_sender(request->arena, &sender);
    return true;
}

static bool route_resume_sender(Request *request, Reply *reply, Err *err)
{
    SenderShown sender;
    if (!sender_resume(request->context, request->arena, request_id(request, "sender"), &sender,
                       err))
        return false;
    reply->doc = view_sender(request->arena, &sender);
    return true;
}

static bool route_end_sender(Request *request, Reply *reply, Err *err)
{
    (void)reply;
    return sender_end(request->context, request->arena, request_id(request, "sender"), err);
}

/* --- the outbox ------------------------------------------------------------------------------- */

static bool route_outbox(Request *request, Reply *reply, Err *err)
{
    OutboxShown outbox;
    OutboxDoubts doubts;
    SendersShown senders;
    StandingShown standing;
    if (!outbox_list(request->context, request->arena, &outbox, err) ||
        !standing_show(request->context, request->arena, &standing, err) ||
        !outbox_uncertain(request->context, request->arena, OUTBOX_SHOWN, &doubts, err) ||
        !sender_list(request->context, request->arena, &senders, err))
        return false;
    reply->doc = view_outbox(request->arena, &outbox);
    doc_set(reply->doc, "uncertain",
            doc_own(view_outbox_doubts(request->arena, &doubts), "uncertain"));
    doc_set(reply->doc, "senders", doc_own(view_senders(request->arena, &senders), "senders"));
    doc_set(reply->doc, "standing", view_standing(request->arena, &standing));
    return true;
}

static bool route_arm(Request *request, Reply *reply, Err *err)
{
    StandingShown standing;
    if (!standing_arm(request->context, request->arena, &standing, err))
        return false;
    reply->doc = view_standing(request->arena, &standing);
    return true;
}

/* Of the pairs of a field, the one for this touch; NULL: it goes as it is. */
static const char *edited(const RequestValue *pairs, int64_t touch)
{
    for (size_t i = 0; i < pairs->count; i++)
        if (strtoll(pairs->keys[i], NULL, 10) == touch)
            return pairs->texts[i];
    return NULL;
}

static bool show_review(Request *request, const char *owner, size_t limit, Reply *reply, Err *err)
{
    Review review;
    if (!list_review(request->context, request->arena, owner, limit, &review, err))
        return false;
    reply->doc = view_review(request->arena, &review);
    return true;
}

static bool route_review(Request *request, Reply *reply, Err *err)
{
    return show_review(request, request_text(request, "owner"),
                       (size_t)request_int(request, "limit"), reply, err);
}

/* Something stays: the page says why, beside what is there to do. */
static bool tell_refused(Request *request, Reply *reply, Err *err)
{
    Doc *sent = reply->doc;
    reply->page = "review";
    reply->title = "Review and send";
    reply->status = 200;
    if (!show_review(request, NULL, 0, reply, err))
        return false;
    doc_set(reply->doc, "refused", doc_own(sent, "refused"));
    return true;
}

static bool route_send(Request *request, Reply *reply, Err *err)
{
    const RequestValue *touches = request_value(request, "touches");
    const RequestValue *subjects = request_value(request, "subject");
    const RequestValue *bodies = request_value(request, "body");
    OutboxWords *words = arena_array(request->arena, touches->count, sizeof *words);
    OutboxSent sent;
    for (size_t i = 0; i < touches->count; i++)
        words[i] = (OutboxWords){.touch_id = touches->ids[i],
                                 .subject = edited(subjects, touches->ids[i]),
                                 .body = edited(bodies, touches->ids[i])};
    if (!outbox_send(request->context, request->arena, words, touches->count, &sent, err))
        return false;
    reply->doc = view_outbox_sent(request->arena, &sent);
    return request->face == FACE_API || !sent.refused_count || tell_refused(request, reply, err);
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

static bool route_take_back(Request *request, Reply *reply, Err *err)
{
    OutboxEntry entry;
    if (!outbox_take_back(request->context, request->arena, request_id(request, "touch"), &entry,
                          err))
        return false;
    reply->doc = view_outbox_entry(request->arena, &entry);
    return true;
}

static bool route_settle(Request *request, Reply *reply, Err *err)
{
    (void)reply;
    return outbox_settle(request->context, request->arena, request_id(request, "touch"),
                         request_flag(request, "sent"), err);
}

static bool route_message(Request *request, Reply *reply, Err *err)
{
    OutboxMessage message;
    if (!outbox_message(request->context, request->arena, request_id(request, "touch"), &message,
                        err))
        return false;
    reply->doc = view_outbox_message(request->arena, &message);
    return true;
}

/* --- the table -------------------------------------------------------------------------------- */

static const char *const drivers[] = {"smtp",    "kannel",  "twilio", "http",
                                      "hylafax", "faxmail", NULL};
static const char *const providers[] = {"google", "microsoft", "any", NULL};
static const char *const securities[] = {"tls", "starttls", "none", NULL};

enum {
    PORT_MOST = 65535,
    SECRET_BYTES = 1000,
    SETTING_BYTES = 4000,
    LETTER_BYTES = 100 * 1024,
    LETTERS_BYTES = 4 << 20
};

static const Field sender_fields[] = {
    {.name = "address", .required = true, .about = "the mailbox or number it sends from"},
    {.name = "driver",
     .kind = FIELD_WORD,
     .choices = drivers,
     .about = "how it sends; else smtp. The others are gateways of texts and faxes, and an "
              "admin's to add"},
    {.name = "oauth",
     .kind = FIELD_WORD,
     .choices = providers,
     .about = "who signs its user in, instead of a password: POST /senders/{sender}/sign-in"},
    {.name = "host", .about = "its mail server; of google and microsoft known"},
    {.name = "port",
     .kind = FIELD_COUNT,
     .least = 1,
     .most = PORT_MOST,
     .about = "else what goes with the security: 465, 587, 25"},
    {.name = "security",
     .kind = FIELD_WORD,
     .choices = securities,
     .about = "else tls; none: only to this machine"},
    {.name = "login", .about = "the name there; none: no login"},
    {.name = "password", .kind = FIELD_SECRET, .most = SECRET_BYTES, .about = "the password there"},
    {.name = "set",
     .kind = FIELD_PAIRS,
     .raw = true,
     .most = SETTING_BYTES,
     .about =
         "the other settings of its driver, by name: of a gateway url, user, password, cost …; "
         "a sender's `fields` are those it has"},
    {.name = "day_most",
     .kind = FIELD_COUNT,
     .least = 1,
     .most = SENDER_ANY_MOST,
     .about = "messages a day; else 200"},
    {.name = "minute_most",
     .kind = FIELD_COUNT,
     .least = 1,
     .most = SENDER_ANY_MOST,
     .about = "messages a minute; else 10"},
    {.name = "ramp_from",
     .kind = FIELD_COUNT,
     .least = 0,
     .most = SENDER_ANY_MOST,
     .about = "messages on the first day, then a third more each day; 0: no ramp"},
    {.name = "user", .about = "whose; an admin for another"},
    {.name = "everybody", .kind = FIELD_FLAG, .about = "of all who have none of their own"},
    {0},
};

static const Field set_fields[] = {
    {.name = "set",
     .kind = FIELD_PAIRS,
     .required = true,
     .empty = true,
     .raw = true,
     .most = SETTING_BYTES,
     .about = "those of its `fields` that change; \"\": the usual one, of a secret: as it is"},
    {0},
};

static const Field pause_fields[] = {
    {.name = "because", .about = "why, for the others"},
    {0},
};

static const Field send_fields[] = {
    {.name = "touches", .kind = FIELD_IDS, .required = true, .about = "those that go"},
    {.name = "subject",
     .kind = FIELD_PAIRS,
     .empty = true,
     .about = "subjects that were edited, by touch; of touches that do not go they do not matter"},
    {.name = "body",
     .kind = FIELD_PAIRS,
     .empty = true,
     .lines = true,
     .most = LETTER_BYTES,
     .about = "texts that were edited, the same way"},
    {0},
};

static const Field settle_fields[] = {
    {.name = "sent", .kind = FIELD_FLAG, .required = true, .about = "whether it was sent"},
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

const Route routes_send[] = {
    {.path = "/settings/senders",
     .faces = FACE_PAGE,
     .need = NEED_USER,
     .page = "settings-senders",
     .title = "Sending",
     .shape = page_senders,
     .run = route_senders_page},
    {.path = "/senders",
     .faces = FACE_API,
     .need = NEED_USER,
     .about = "the mailboxes Beck sends by: yours and everybody's, an admin's all",
     .answers = "Senders",
     .run = route_senders},
    {.method = METHOD_POST,
     .path = "/senders",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/settings/senders",
     .about = "a mailbox to send by; nothing is tried yet",
     .answers = "Sender",
     .status = 201,
     .fields = sender_fields,
     .run = route_add_sender},
    {.method = METHOD_POST,
     .path = "/senders/{sender}/set",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/settings/senders",
     .about = "other settings; what is under way by it goes on as it began",
     .answers = "Sender",
     .fields = set_fields,
     .run = route_set_sender},
    {.method = METHOD_POST,
     .path = "/senders/{sender}/check",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW, /* it talks with a server */
     .about = "connects and signs in, and says what is wrong",
     .answers = "SenderProbed",
     .shape = page_senders,
     .run = route_check_sender},
    {.method = METHOD_POST,
     .path = "/senders/{sender}/pause",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/settings/senders",
     .about = "nothing goes by it for now",
     .answers = "Sender",
     .fields = pause_fields,
     .run = route_pause_sender},
    {.method = METHOD_POST,
     .path = "/senders/{sender}/resume",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/settings/senders",
     .about = "it sends again, after a pause or a rest",
     .answers = "Sender",
     .run = route_resume_sender},
    {.method = METHOD_POST,
     .path = "/senders/{sender}/end",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/settings/senders",
     .about = "nothing goes by it any more, and its password is forgotten",
     .run = route_end_sender},
    {.path = "/outbox",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "outbox",
     .title = "Outbox",
     .about = "what machines are to send within a day, and what nobody can say of whether it went",
     .answers = "Outbox",
     .shape = page_outbox,
     .run = route_outbox},
    {.method = METHOD_POST,
     .path = "/outbox",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/review",
     .about = "lets messages go, edited where wanted; each waits a minute, so that it can be taken "
              "back",
     .answers = "OutboxSent",
     .body_most = LETTERS_BYTES,
     .fields = send_fields,
     .shape = page_review,
     .run = route_send},
    {.method = METHOD_POST,
     .path = "/outbox/arm",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/outbox",
     .about = "this machine sends for this database, be it a copy or not; an admin",
     .answers = "Standing",
     .run = route_arm},
    {.method = METHOD_POST,
     .path = "/outbox/{touch}/back",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "takes a message back before it goes; it waits for a person again",
     .answers = "OutboxEntry",
     .run = route_take_back},
    {.method = METHOD_POST,
     .path = "/outbox/{touch}/settle",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/outbox",
     .about = "a person knows whether an uncertain message was sent",
     .fields = settle_fields,
     .run = route_settle},
    {.path = "/touches/{touch}/message",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "message",
     .title = "Message",
     .about = "a message that Beck sends, with its words and all that is known of its way",
     .answers = "Message",
     .shape = page_lint,
     .run = route_message},
    {.path = "/review",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "review",
     .title = "Review and send",
     .about = "the e-mails, texts and faxes of today that a person looks over and sends, with "
              "their words",
     .answers = "Review",
     .query = review_fields,
     .shape = page_review,
     .run = route_review},
    {.method = METHOD_POST,
     .path = "/review/sent",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/today",
     .about = "messages that a person sent, logged in one go",
     .answers = "ReviewLogged",
     .fields = sent_fields,
     .run = route_sent},
    {0},
};
