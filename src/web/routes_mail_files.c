/* Files that go along: of an e-mail that is to come, of something to give, and by their links; and
 * the other links of mails. */
#include "action/content_admin.h"
#include "action/file_link.h"
#include "action/mail_file.h"
#include "action/track.h"
#include "action/upload.h"
#include "base/log.h"
#include "base/text.h"
#include "view/view_cadence.h"
#include "view/view_file.h"
#include "view/view_mail_file.h"
#include "web/page_send.h"
#include "web/request.h"

#include <unistd.h>

/* --- of an e-mail ----------------------------------------------------------------------------- */

static bool route_files(Request *request, Reply *reply, Err *err)
{
    MailFiles files;
    if (!mail_files(request->context, request->arena, request_id(request, "touch"), &files, err))
        return false;
    reply->doc = view_mail_files(request->arena, &files);
    return true;
}

static bool read_way(const Request *request, FileWay *way, Err *err)
{
    *way = FILE_ENCLOSED;
    return !request_has(request, "way") || file_way_find(request_text(request, "way"), way, err);
}

static void return_to_files(Request *request, Reply *reply, const MailFiles *files)
{
    reply->doc = view_mail_files(request->arena, files);
    reply->then = arena_printf(request->arena, "/touches/%lld/files", (long long)files->touch_id);
}

static bool route_add(Request *request, Reply *reply, Err *err)
{
    const FormFile *given = request_file(request, "file");
    FileInput input = {.name = given->name, .bytes = given->bytes, .size = given->size};
    FileWay way;
    MailFiles files;
    if (!read_way(request, &way, err) ||
        !mail_file_add(request->context, request->arena, request_id(request, "touch"), &input, way,
                       &files, err))
        return false;
    return_to_files(request, reply, &files);
    return true;
}

static bool route_choose(Request *request, Reply *reply, Err *err)
{
    FileWay way;
    MailFiles files;
    if (!read_way(request, &way, err) ||
        !mail_file_choose(request->context, request->arena, request_id(request, "touch"),
                          request_id(request, "file"), way, &files, err))
        return false;
    return_to_files(request, reply, &files);
    return true;
}

static bool route_invitation(Request *request, Reply *reply, Err *err)
{
    int64_t touch = request_id(request, "touch");
    FileWay way;
    MailFiles files;
    if (!read_way(request, &way, err))
        return false;
    if (!invitation_attach(request->context, request->arena, touch, way == FILE_ENCLOSED,
                           request_text(request, "place"), err) ||
        !mail_files(request->context, request->arena, touch, &files, err))
        return false;
    return_to_files(request, reply, &files);
    return true;
}

/* --- of a content ----------------------------------------------------------------------------- */

static bool route_of_content(Request *request, Reply *reply, Err *err)
{
    FilesShown files;
    if (!file_list_of_content(request->context, request->arena, request_id(request, "content"),
                              &files, err))
        return false;
    reply->doc = view_files(request->arena, &files);
    return true;
}

static bool route_keep(Request *request, Reply *reply, Err *err)
{
    const FormFile *given = request_file(request, "file");
    FileInput input = {.content_id = request_id(request, "content"),
                       .instead = request_int(request, "instead"),
                       .name = given->name,
                       .bytes = given->bytes,
                       .size = given->size};
    FileShown file;
    if (!file_keep(request->context, request->arena, &input, &file, err))
        return false;
    reply->doc = view_file(request->arena, &file);
    reply->then = arena_printf(request->arena, "/content/%lld", (long long)input.content_id);
    return true;
}

/* --- by its link ------------------------------------------------------------------------------ */

/* Into a file without a name: a slow reader holds no memory. */
static bool put_aside(Request *request, Reply *reply, const void *bytes, size_t size, Err *err)
{
    Upload upload;
    if (!upload_new(request->context, request->arena, &upload, err))
        return false;
    bool whole = true;
    for (size_t done = 0; done < size && whole;) {
        ssize_t moved = write(upload.file, (const char *)bytes + done, size - done);
        whole = moved > 0;
        done += whole ? (size_t)moved : 0;
    }
    if (!whole)
        upload_refused(&upload, err);
    upload_remove(upload.path);
    if (!whole) {
        close(upload.file);
        return false;
    }
    reply->from_file = true;
    reply->file = upload.file;
    reply->size = size;
    return true;
}

/* NULL: one of us, who is not counted. */
static const Visit *visit_of(const Request *request, bool image, Visit *visit)
{
    const char *purpose = request_header(request, "Sec-Purpose");
    purpose = purpose ? purpose : request_header(request, "Purpose");
    *visit = (Visit){.head = !text_equal(request->http->method, "GET"),
                     .secure = request->secure,
                     .image = image,
                     .agent = request_header(request, "User-Agent"),
                     .purpose = purpose ? purpose : request_header(request, "X-Purpose"),
                     .moz = request_header(request, "X-Moz"),
                     .mode = request_header(request, "Sec-Fetch-Mode"),
                     .dest = request_header(request, "Sec-Fetch-Dest"),
                     .at = context_now(request->context),
                     .sent_at = TIME_NONE};
    return request->who.user_id ? NULL : visit;
}

/* Whoever follows a link gets there, be it counted or not. */
static bool route_follow(Request *request, Reply *reply, Err *err)
{
    Visit visit;
    const char *url = NULL;
    if (!track_follow(request->context, request->arena, request_parameter(request, "link"),
                      visit_of(request, false, &visit), &url, err)) {
        if (!url)
            return false;
        log_err("track", err);
    }
    reply->status = 302;
    reply_header(reply, "Location", url);
    reply_header(reply, "X-Robots-Tag", "noindex");
    return true;
}

static bool route_opened(Request *request, Reply *reply, Err *err)
{
    static const unsigned char dot[] = {'G', 'I', 'F', '8', '9', 'a', 1,    0,    1, 0,    0x80,
                                        0,   0,   0,   0,   0,   0,   0,    0,    0, 0x21, 0xF9,
                                        4,   1,   0,   0,   0,   0,   0x2C, 0,    0, 0,    0,
                                        1,   0,   1,   0,   0,   2,   2,    0x44, 1, 0,    0x3B};
    Visit visit;
    if (!track_open(request->context, request->arena, request_parameter(request, "link"),
                    visit_of(request, true, &visit), err)) {
        if (err->kind == ERR_MISSING)
            return false;
        log_err("track", err);
    }
    reply->bytes = dot;
    reply->size = sizeof dot;
    reply->stays = true;
    reply->type = "image/gif";
    return true;
}

/* A download and nothing else, whatever it may be; found by no search, remembered by no proxy. */
static bool route_linked(Request *request, Reply *reply, Err *err)
{
    FileLinked linked;
    const void *bytes;
    Visit visit;
    if (!file_by_link(request->context, request->arena, request_parameter(request, "link"), &linked,
                      &bytes, err) ||
        !put_aside(request, reply, bytes, (size_t)linked.file.size, err))
        return false;
    if (!track_take(request->context, request->arena, &linked, visit_of(request, false, &visit),
                    err))
        log_err("track", err);
    reply->type = linked.file.type;
    reply->file_name = linked.file.name;
    reply_header(reply, "Cache-Control", "private, no-store");
    reply_header(reply, "X-Robots-Tag", "noindex");
    return true;
}

/* --- the table -------------------------------------------------------------------------------- */

enum { FILE_BODY = 27 * 1024 * 1024 }; /* file_megabytes at its most, and what stands around it */

static const char *const ways[] = {"file", "link", "not", NULL};

static const Field add_fields[] = {
    {.name = "file", .kind = FIELD_FILE, .required = true, .about = "a photo or a paper"},
    {.name = "way",
     .kind = FIELD_WORD,
     .choices = ways,
     .about = "in the message (of a text: a picture as such), else as a link"},
    {0},
};

static const Field choose_fields[] = {
    {.name = "way",
     .kind = FIELD_WORD,
     .required = true,
     .choices = ways,
     .about = "in the message, as a link to it, or not"},
    {0},
};

static const char *const goes_or_not[] = {"file", "not", NULL};

static const Field invitation_fields[] = {
    {.name = "way", .kind = FIELD_WORD, .choices = goes_or_not, .about = "with the mail, or not"},
    {.name = "place", .about = "where it is to be; else it does not say"},
    {0},
};

static const Field keep_fields[] = {
    {.name = "file", .kind = FIELD_FILE, .required = true, .about = "a photo or a paper"},
    {.name = "instead", .kind = FIELD_ID, .about = "one of its files, which goes"},
    {0},
};

static const char *const file_types[] = {"image/*", "application/octet-stream", NULL};

const Route routes_mail_files[] = {
    {.path = "/touches/{touch}/files",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "mail-files",
     .title = "Files of a message",
     .about = "what could go with an e-mail, a text or a fax that is to come, and what does",
     .answers = "MailFiles",
     .shape = page_mail_files,
     .run = route_files},
    {.method = METHOD_POST,
     .path = "/touches/{touch}/files",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "keeps a file with the lead, and lets it go along",
     .answers = "MailFiles",
     .body_most = FILE_BODY,
     .fields = add_fields,
     .run = route_add},
    {.method = METHOD_POST,
     .path = "/touches/{touch}/files/{file}",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "how a file of the content or of the lead goes along, if it does",
     .answers = "MailFiles",
     .fields = choose_fields,
     .run = route_choose},
    {.method = METHOD_POST,
     .path = "/touches/{touch}/invitation",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "the invitation to what is agreed goes with an e-mail that is to come, and their "
              "calendar can answer it",
     .answers = "MailFiles",
     .fields = invitation_fields,
     .run = route_invitation},
    {.path = "/content/{content}/files",
     .faces = FACE_API,
     .need = NEED_USER,
     .about = "files that go with something to give",
     .answers = "Files",
     .run = route_of_content},
    {.method = METHOD_POST,
     .path = "/content/{content}/files",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .status = 201,
     .about = "puts a file to something to give, in the place of another where wanted; DELETE "
              "/files/{file} takes it away",
     .answers = "File",
     .body_most = FILE_BODY,
     .fields = keep_fields,
     .run = route_keep},
    {.path = "/d/{link}",
     .faces = FACE_RAW,
     .context = true,
     .lane = LANE_SLOW, /* large files; a crowd of them stands before no page */
     .about = "a file, for whoever has its link",
     .gives = file_types,
     .run = route_linked},
    {.path = "/r/{link}",
     .faces = FACE_RAW,
     .context = true,
     .lane = LANE_SLOW,
     .about = "a link of a mail, on to where it leads",
     .run = route_follow},
    {.path = "/o/{link}",
     .faces = FACE_RAW,
     .context = true,
     .lane = LANE_SLOW,
     .about = "the image of a mail that says when it was looked at",
     .run = route_opened},
    {0},
};
