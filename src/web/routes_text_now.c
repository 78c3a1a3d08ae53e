/* A text that they ask for in person: on the telephone, at a visit. */
#include "action/text_now.h"
#include "view/view_text_now.h"
#include "web/page_text_now.h"

static bool route_draft(Request *request, Reply *reply, Err *err)
{
    TextNow draft;
    if (!text_now_draft(request->context, request->arena, request_id(request, "lead"),
                        request_text(request, "to"), &draft, err))
        return false;
    reply->doc = view_text_now(request->arena, &draft);
    return true;
}

static bool route_text(Request *request, Reply *reply, Err *err)
{
    const FormFile *photo = request_file(request, "photo");
    FileInput add = {0};
    TextNowInput input = {.to = request_text(request, "to"),
                          .cell = request_text(request, "cell"),
                          .file_id = request_int(request, "file"),
                          .content_id = request_int(request, "content"),
                          .words = request_text(request, "words")};
    TextedNow texted;
    if (photo && photo->size) {
        add = (FileInput){.name = photo->name, .bytes = photo->bytes, .size = photo->size};
        input.add = &add;
    }
    if (!text_now(request->context, request->arena, request_id(request, "lead"), &input, &texted,
                  err))
        return false;
    reply->doc = view_texted_now(request->arena, &texted);
    return true;
}

enum { PHOTO_BODY = 27 * 1024 * 1024 }; /* file_megabytes at its most, and what stands around it */

static const Field draft_fields[] = {
    {.name = "to", .about = "another person there, by name or id"},
    {0},
};

static const Field text_fields[] = {
    {.name = "to", .about = "another person there, by name or id; else whom the next touch is to"},
    {.name = "cell", .about = "where they want it; else their cell as it is known"},
    {.name = "file", .kind = FIELD_ID, .about = "one of the lead's files"},
    {.name = "content", .kind = FIELD_ID, .about = "one of the library"},
    {.name = "photo",
     .kind = FIELD_FILE,
     .about = "a photo or a paper, which is kept with the lead"},
    {.name = "words", .kind = FIELD_LINES, .about = "else \"Hello Bob, here is …\""},
    {0},
};

const Route routes_text_now[] = {
    {.path = "/leads/{lead}/text",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "text-now",
     .title = "Text it to them",
     .about = "what can be texted to somebody who asks for it, where to, and whether it goes by "
              "itself",
     .answers = "TextNow",
     .query = draft_fields,
     .shape = page_text_now,
     .run = route_draft},
    {.method = METHOD_POST,
     .path = "/leads/{lead}/text",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "texts it at once, as they asked in person; by \"person\": its words are to be sent "
              "by hand",
     .answers = "TextedNow",
     .body_most = PHOTO_BODY,
     .fields = text_fields,
     .run = route_text},
    {0},
};
