/* Dialling: how users dial, and the calls that Beck dials for them. */
#include "action/phone_call.h"
#include "action/phone_line.h"
#include "base/text.h"
#include "view/view_phone.h"
#include "web/page_phone.h"
#include "web/request.h"

static bool route_lines(Request *request, Reply *reply, Err *err)
{
    PhoneLines lines;
    if (!phone_line_list(request->context, request->arena, &lines, err))
        return false;
    reply->doc = view_phone_lines(request->arena, &lines);
    return true;
}

static bool route_put_line(Request *request, Reply *reply, Err *err)
{
    const RequestValue *pairs = request_value(request, "set");
    Doc *settings = doc_object(request->arena);
    const char *way = request_text(request, "way");
    PhoneLines lines;
    const PhoneLineInput input = {.user = request_text(request, "user"),
                                  .everybody = request_flag(request, "everybody"),
                                  .way = text_equal(way, "none") ? NULL : way,
                                  .settings = settings};
    for (size_t i = 0; i < pairs->count; i++)
        doc_set_text(request->arena, settings, pairs->keys[i], pairs->texts[i]);
    if (input.user && input.everybody)
        return err_field(err, ERR_INPUT, "user", "user and everybody cannot both be meant");
    if (!phone_line_put(request->context, request->arena, &input, &lines, err))
        return false;
    reply->doc = view_phone_lines(request->arena, &lines);
    return true;
}

static bool route_call(Request *request, Reply *reply, Err *err)
{
    PhoneCall call;
    const PhoneCallInput input = {.touch_id = request_id(request, "touch"),
                                  .number = request_text(request, "number"),
                                  .who = request_text(request, "who")};
    if (!phone_call_begin(request->context, request->arena, &input, &call, err))
        return false;
    reply->doc = view_phone_call(request->arena, &call);
    return true;
}

static bool route_calls(Request *request, Reply *reply, Err *err)
{
    PhoneCalls calls;
    if (!phone_call_list(request->context, request->arena, &calls, err))
        return false;
    reply->doc = view_phone_calls(request->arena, &calls);
    return true;
}

static bool route_show(Request *request, Reply *reply, Err *err)
{
    PhoneCall call;
    if (!phone_call_show(request->context, request->arena, request_id(request, "call"), &call, err))
        return false;
    reply->doc = view_phone_call(request->arena, &call);
    return true;
}

static bool route_over(Request *request, Reply *reply, Err *err)
{
    PhoneCall call;
    if (!phone_call_over(request->context, request->arena, request_id(request, "call"), &call, err))
        return false;
    reply->doc = view_phone_call(request->arena, &call);
    return true;
}

static const char *const ways[] = {"tel", "sip", "baresip", "hook", "none", NULL};
static const Field line_fields[] = {
    {.name = "way",
     .kind = FIELD_WORD,
     .choices = ways,
     .required = true,
     .about = "how it is dialled; none: as everybody does, or by tel: links"},
    {.name = "user", .about = "whose; else yours"},
    {.name = "everybody", .kind = FIELD_FLAG, .about = "of all who have none of their own"},
    {.name = "set",
     .kind = FIELD_PAIRS,
     .about = "of sip domain; of baresip port, domain; of hook url, method, body, type, private, "
              "authorization, signing"},
    {0}};
static const Field call_fields[] = {
    {.name = "number", .about = "a kind of number, or its digits; else the first of the climb"},
    {.name = "who", .about = "words of a name; else anybody's"},
    {0}};

const Route routes_phone[] = {
    {.path = "/settings/dialling",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "settings-dialling",
     .title = "Dialling",
     .about = "how users dial: their own ways, and that of all others",
     .answers = "PhoneLines",
     .shape = page_dialling,
     .run = route_lines},
    {.method = METHOD_POST,
     .path = "/settings/dialling",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/settings/dialling",
     .about = "says how a user dials",
     .answers = "PhoneLines",
     .fields = line_fields,
     .run = route_put_line},
    {.method = METHOD_POST,
     .path = "/touches/{touch}/call",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "Beck dials: once, and where the line lets it",
     .answers = "PhoneCall",
     .status = 201,
     .fields = call_fields,
     .run = route_call},
    {.path = "/phone-calls",
     .faces = FACE_API,
     .need = NEED_USER,
     .about = "the last calls that Beck dialled for you",
     .answers = "PhoneCalls",
     .run = route_calls},
    {.path = "/phone-calls/{call}",
     .faces = FACE_API,
     .need = NEED_USER,
     .about = "a call, and how far it is",
     .answers = "PhoneCall",
     .run = route_show},
    {.method = METHOD_POST,
     .path = "/phone-calls/{call}/over",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "it is over, whatever its telephone tells",
     .answers = "PhoneCall",
     .run = route_over},
    {0},
};
