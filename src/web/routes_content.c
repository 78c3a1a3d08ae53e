/* Content: what there is to give. */
#include "action/content_admin.h"
#include "view/view_cadence.h"
#include "web/page_house.h"
#include "web/request.h"

static bool route_contents(Request *request, Reply *reply, Err *err)
{
    ContentRows contents;
    if (!list_contents(request->context, request->arena, request_flag(request, "all"), &contents,
                       err))
        return false;
    reply->doc = view_contents(request->arena, &contents);
    return true;
}

static bool route_content(Request *request, Reply *reply, Err *err)
{
    ContentGiven given;
    if (!show_content(request->context, request->arena, request_id(request, "content"), &given,
                      err))
        return false;
    reply->doc = view_content_given(request->arena, &given);
    return true;
}

static bool read_channels(const RequestValue *names, ChannelSet *channels, Err *err)
{
    *channels = 0;
    for (size_t i = 0; i < names->count; i++) {
        Channel channel;
        if (!channel_find(names->texts[i], &channel) || !channel)
            return err_field(err, ERR_INPUT, "channel", "\"%s\" is no channel", names->texts[i]);
        *channels |= CHANNEL_BIT(channel);
    }
    return true;
}

static bool route_add(Request *request, Reply *reply, Err *err)
{
    ContentInput input = {.kind = request_text(request, "kind"),
                          .title = request_text(request, "title"),
                          .url = request_text(request, "url"),
                          .body = request_text(request, "body")};
    ContentRow content;
    if (!read_channels(request_value(request, "channel"), &input.channels, err) ||
        !add_content(request->context, request->arena, &input, &content, err))
        return false;
    reply->doc = view_content(request->arena, &content);
    reply->location = arena_printf(request->arena, "/content/%lld", (long long)content.id);
    return true;
}

static bool route_retire(Request *request, Reply *reply, Err *err)
{
    ContentRow content;
    if (!retire_content(request->context, request->arena, request_id(request, "content"), &content,
                        err))
        return false;
    reply->doc = view_content(request->arena, &content);
    return true;
}

static const Field list_fields[] = {
    {.name = "all", .kind = FIELD_FLAG, .about = "the retired, too"},
    {0},
};

static const Field add_fields[] = {
    {.name = "kind",
     .required = true,
     .about = "article, case-study, photo, video, offer, gift, invitation or question"},
    {.name = "title", .required = true, .most = 400, .about = "what it is called"},
    {.name = "url", .about = "where it is"},
    {.name = "body", .kind = FIELD_LINES, .about = "its words"},
    {.name = "channel", .kind = FIELD_LIST, .about = "channels that can carry it; else all"},
    {0},
};

const Route routes_content[] = {
    {.path = "/content",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "content",
     .title = "Content",
     .about = "what there is to give, and how worn it is",
     .answers = "Contents",
     .query = list_fields,
     .shape = page_content,
     .run = route_contents},
    {.path = "/content/{content}",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "content-one",
     .title = "Content",
     .about = "one thing to give, and who has had it",
     .answers = "ContentGiven",
     .run = route_content},
    {.method = METHOD_POST,
     .path = "/content",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .status = 201,
     .about = "something new to give",
     .answers = "Content",
     .fields = add_fields,
     .run = route_add},
    {.method = METHOD_POST,
     .path = "/content/{content}/retire",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_MANAGER,
     .about = "it is given no more; leads that were to get it are planned anew",
     .answers = "Content",
     .run = route_retire},
    {0},
};
