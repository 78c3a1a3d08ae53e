/* Mailboxes that are read: to add one, to try it, to stop it. */
#include "action/mailbox.h"
#include "view/view_mailbox.h"
#include "web/driver_settings.h"
#include "web/page_send.h"
#include "web/request.h"

static bool route_mailboxes(Request *request, Reply *reply, Err *err)
{
    MailboxesShown mailboxes;
    if (!mailbox_list(request->context, request->arena, &mailboxes, err))
        return false;
    reply->doc = view_mailboxes(request->arena, &mailboxes);
    return true;
}

static bool route_add_mailbox(Request *request, Reply *reply, Err *err)
{
    static const char *const texts[] = {"host",    "security",  "login",       "password",
                                        "folders", "sent_copy", "sent_folder", NULL};
    MailboxInput input = {.user = request_text(request, "user"),
                          .everybody = request_flag(request, "everybody"),
                          .address = request_text(request, "address"),
                          .settings = driver_settings(request, texts)};
    MailboxShown mailbox;
    if (input.user && input.everybody)
        return err_field(err, ERR_INPUT, "user", "user and everybody cannot both be meant");
    if (!mailbox_add(request->context, request->arena, &input, &mailbox, err))
        return false;
    reply->doc = view_mailbox(request->arena, &mailbox);
    return true;
}

/* What came of it is told by the answer itself. */
static bool route_check_mailbox(Request *request, Reply *reply, Err *err)
{
    MailboxProbed probed;
    if (!mailbox_probe(request->context, request->arena, request_id(request, "mailbox"), &probed,
                       err))
        return false;
    reply->doc = view_mailbox_probed(request->arena, &probed);
    if (request->face == FACE_API)
        return true;
    Doc *checked = reply->doc;
    reply->page = "settings-mailboxes";
    reply->title = "Reading";
    reply->status = 200;
    if (!route_mailboxes(request, reply, err))
        return false;
    doc_set(reply->doc, "checked", checked);
    return true;
}

static bool route_pause_mailbox(Request *request, Reply *reply, Err *err)
{
    MailboxShown mailbox;
    if (!mailbox_pause(request->context, request->arena, request_id(request, "mailbox"),
                       request_text(request, "because"), &mailbox, err))
        return false;
    reply->doc = view_mailbox(request->arena, &mailbox);
    return true;
}

static bool route_resume_mailbox(Request *request, Reply *reply, Err *err)
{
    MailboxShown mailbox;
    if (!mailbox_resume(request->context, request->arena, request_id(request, "mailbox"), &mailbox,
                        err))
        return false;
    reply->doc = view_mailbox(request->arena, &mailbox);
    return true;
}

static bool route_end_mailbox(Request *request, Reply *reply, Err *err)
{
    (void)reply;
    return mailbox_end(request->context, request->arena, request_id(request, "mailbox"), err);
}

/* --- the table -------------------------------------------------------------------------------- */

static const char *const securities[] = {"tls", "starttls", "none", NULL};
static const char *const copies[] = {"auto", "yes", "no", NULL};

enum { PORT_MOST = 65535, SECRET_BYTES = 1000 };

static const Field mailbox_fields[] = {
    {.name = "address", .required = true, .about = "the mailbox that is read"},
    {.name = "host", .about = "its mail server; else that of the sender of this address"},
    {.name = "port",
     .kind = FIELD_COUNT,
     .least = 1,
     .most = PORT_MOST,
     .about = "else what goes with the security: 993, 143"},
    {.name = "security",
     .kind = FIELD_WORD,
     .choices = securities,
     .about = "else tls; none: only to this machine"},
    {.name = "login", .about = "the name there; none: the login of the sender of this address"},
    {.name = "password", .kind = FIELD_SECRET, .most = SECRET_BYTES, .about = "the password there"},
    {.name = "folders", .about = "what is read beside INBOX: Junk, Archive"},
    {.name = "sent_copy",
     .kind = FIELD_WORD,
     .choices = copies,
     .about =
         "whether what is sent is put into its Sent folder; else auto: where the provider does "
         "not do it itself"},
    {.name = "sent_folder", .about = "which one that is, where the server does not say"},
    {.name = "user", .about = "whose; an admin for another"},
    {.name = "everybody", .kind = FIELD_FLAG, .about = "nobody's own"},
    {0},
};

static const Field pause_fields[] = {
    {.name = "because", .about = "why, for the others"},
    {0},
};

const Route routes_mailboxes[] = {
    {.path = "/settings/mailboxes",
     .faces = FACE_PAGE,
     .need = NEED_USER,
     .page = "settings-mailboxes",
     .title = "Reading",
     .shape = page_mailboxes,
     .run = route_mailboxes},
    {.path = "/mailboxes",
     .faces = FACE_API,
     .need = NEED_USER,
     .about = "the mailboxes Beck reads: yours and everybody's, an admin's all",
     .answers = "Mailboxes",
     .run = route_mailboxes},
    {.method = METHOD_POST,
     .path = "/mailboxes",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/settings/mailboxes",
     .about = "a mailbox to read; nothing is tried yet",
     .answers = "Mailbox",
     .status = 201,
     .fields = mailbox_fields,
     .run = route_add_mailbox},
    {.method = METHOD_POST,
     .path = "/mailboxes/{mailbox}/check",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW, /* it talks with a server */
     .about = "connects, opens each folder, and says what is wrong",
     .answers = "MailboxProbed",
     .shape = page_mailboxes,
     .run = route_check_mailbox},
    {.method = METHOD_POST,
     .path = "/mailboxes/{mailbox}/pause",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/settings/mailboxes",
     .about = "it is not read for now",
     .answers = "Mailbox",
     .fields = pause_fields,
     .run = route_pause_mailbox},
    {.method = METHOD_POST,
     .path = "/mailboxes/{mailbox}/resume",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/settings/mailboxes",
     .about = "it is read again, and what was set aside is tried once more",
     .answers = "Mailbox",
     .run = route_resume_mailbox},
    {.method = METHOD_POST,
     .path = "/mailboxes/{mailbox}/end",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/settings/mailboxes",
     .about = "it is not read any more, and its password is forgotten",
     .run = route_end_mailbox},
    {0},
};
