/* Promises: the list, one that comes late, one that an e-mail keeps; what else is done with one is
 * in routes_day.c. */
#include "action/late_promise.h"
#include "base/text.h"
#include "view/view_promise.h"
#include "web/page_day.h"
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

static bool route_late_draft(Request *request, Reply *reply, Err *err)
{
    LateDraft draft;
    if (!late_draft(request->context, request->arena, request_id(request, "promise"), &draft, err))
        return false;
    reply->doc = view_late_draft(request->arena, &draft);
    return true;
}

static bool route_late(Request *request, Reply *reply, Err *err)
{
    LatePromise late;
    LateInput input = {.due_at = request_time(request, "due"),
                       .subject = request_text(request, "subject"),
                       .words = request_text(request, "words")};
    if (request_has(request, "by"))
        channel_find(request_text(request, "by"), &input.by);
    if (!late_promise(request->context, request->arena, request_id(request, "promise"), &input,
                      &late, err))
        return false;
    reply->doc = view_late_promise(request->arena, &late);
    return true;
}

static bool route_mail_draft(Request *request, Reply *reply, Err *err)
{
    PromiseMail mail;
    if (!promise_mail_draft(request->context, request->arena, request_id(request, "promise"), &mail,
                            err))
        return false;
    reply->doc = view_promise_mail(request->arena, &mail);
    return true;
}

static bool route_mail(Request *request, Reply *reply, Err *err)
{
    PromiseCard promise;
    OutboxEntry entry;
    const FormFile *given = request_file(request, "file");
    const RequestValue *files = request_value(request, "files");
    FileInput add = {0};
    PromiseMailInput input = {.subject = request_text(request, "subject"),
                              .words = request_text(request, "words"),
                              .files = files->ids,
                              .file_count = files->count,
                              .invites = request_flag(request, "invitation"),
                              .place = request_text(request, "place")};
    if (given && given->size) {
        add = (FileInput){.name = given->name, .bytes = given->bytes, .size = given->size};
        input.adds = &add;
        input.add_count = 1;
    }
    if (!promise_mail_send(request->context, request->arena, request_id(request, "promise"), &input,
                           &promise, &entry, err))
        return false;
    reply->doc = view_promise_mailed(request->arena, &promise, &entry);
    return true;
}

static const char *const ways[] = {"email", "text", "phone", NULL};

static const Field late_fields[] = {
    {.name = "due",
     .kind = FIELD_TIME,
     .required = true,
     .default_minute = EVENING_MINUTE,
     .about = "its new time"},
    {.name = "words",
     .kind = FIELD_LINES,
     .about = "what they are told; {when} becomes the time; else the holding words"},
    {.name = "subject", .about = "of an e-mail; else the holding words'"},
    {.name = "by",
     .kind = FIELD_WORD,
     .choices = ways,
     .about = "how they are told; else the first of its ways"},
    {0},
};

enum { MAIL_BODY = 27 * 1024 * 1024 }; /* file_megabytes at its most, and what stands around it */

static const Field mail_fields[] = {
    {.name = "subject", .about = "its subject; else as it is begun"},
    {.name = "words", .kind = FIELD_LINES, .about = "its words; else as they are begun"},
    {.name = "files", .kind = FIELD_IDS, .about = "of the lead's files, those that go with it"},
    {.name = "file", .kind = FIELD_FILE, .about = "one more, which is kept with the lead"},
    {.name = "invitation",
     .kind = FIELD_FLAG,
     .about = "with the invitation to what is agreed, which their calendar can answer"},
    {.name = "place", .about = "where that is to be; else it does not say"},
    {0},
};

static const char *const states[] = {"open", "kept", "cancelled", NULL};

static const Field list_fields[] = {
    {.name = "state", .kind = FIELD_WORD, .choices = states, .about = "else open"},
    {.name = "owner", .about = "another user's, by name"},
    {.name = "all", .kind = FIELD_FLAG, .about = "everyone's"},
    {.name = "until", .kind = FIELD_TIME, .about = "due before"},
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
    {.path = "/promises/{promise}/late",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "late",
     .title = "Late",
     .about = "a promise that comes late: times to choose from, and the words to tell them",
     .answers = "Late",
     .shape = page_late,
     .run = route_late_draft},
    {.method = METHOD_POST,
     .path = "/promises/{promise}/late",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/promises",
     .about = "a new time for it, and they are told: an e-mail goes by the outbox where there is a "
              "mailbox, else a person has the words",
     .answers = "LatePromise",
     .fields = late_fields,
     .run = route_late},
    {.path = "/promises/{promise}/mail",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "promise-mail",
     .title = "Keep a promise",
     .about = "the e-mail that keeps a promise of ours, its words begun",
     .answers = "PromiseMail",
     .shape = page_promise_mail,
     .run = route_mail_draft},
    {.method = METHOD_POST,
     .path = "/promises/{promise}/mail",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/promises",
     .about = "it goes in a minute, by the outbox, and keeps the promise when it has gone",
     .answers = "PromiseMailed",
     .body_most = MAIL_BODY,
     .fields = mail_fields,
     .run = route_mail},
    {0},
};
