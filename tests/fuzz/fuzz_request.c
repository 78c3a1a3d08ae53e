/* Any bytes as the body of a request: a form, multipart, JSON, or a query, read into fields of
 * every kind. The first byte says which. What was read is within its limits and valid UTF-8. */
#include "base/text.h"
#include "web/request.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char *const words[] = {"hot", "warm", NULL};
static const Field fields[] = {
    {.name = "text", .kind = FIELD_TEXT, .most = 40, .about = "text"},
    {.name = "lines", .kind = FIELD_LINES, .empty = true, .about = "lines"},
    {.name = "secret", .kind = FIELD_SECRET, .about = "secret"},
    {.name = "word", .kind = FIELD_WORD, .choices = words, .about = "word"},
    {.name = "count", .kind = FIELD_COUNT, .least = -3, .most = 7, .about = "count"},
    {.name = "id", .kind = FIELD_ID, .about = "id"},
    {.name = "flag", .kind = FIELD_FLAG, .about = "flag"},
    {.name = "time", .kind = FIELD_TIME, .about = "time"},
    {.name = "day", .kind = FIELD_DAY, .about = "day"},
    {.name = "list", .kind = FIELD_LIST, .about = "list"},
    {.name = "ids", .kind = FIELD_IDS, .about = "ids"},
    {.name = "set", .kind = FIELD_PAIRS, .about = "pairs"},
    {.name = "file", .kind = FIELD_FILE, .about = "file"},
    {.name = "json", .kind = FIELD_JSON, .about = "json"},
    {0},
};
static const Route route = {
    .method = METHOD_POST, .path = "/x", .query = fields, .fields = fields, .about = "x"};

static const char *const types[] = {"application/json", "application/x-www-form-urlencoded",
                                    "multipart/form-data; boundary=b",
                                    "multipart/form-data; boundary=\"b\\\"\"; x=y", "text/plain"};
static const char *type;

static const char *header(const HttpRequest *request, const char *name)
{
    return text_equal(name, "Content-Type") ? type : NULL;
}

static void check_text(const char *text, size_t most)
{
    if (text && (strlen(text) > most || !text_is_utf8(text, strlen(text))))
        abort();
}

static void check(const Request *request)
{
    static const HttpRequest *http;
    http = request->http;
    check_text(request_text(request, "text"), 40);
    check_text(request_text(request, "lines"), FIELD_LINES_BYTES);
    if (request_int(request, "count") < -3 || request_int(request, "count") > 7 ||
        request_int(request, "id") < 0)
        abort();
    const RequestValue *list = request_value(request, "list"), *set = request_value(request, "set");
    for (size_t i = 0; i < list->count; i++)
        check_text(list->texts[i], FIELD_BYTES);
    for (size_t i = 0; i < set->count; i++)
        check_text(set->keys[i], http->body_size + 1);
    const FormFile *file = request_file(request, "file");
    if (file &&
        (file->bytes < http->body || file->bytes + file->size > http->body + http->body_size ||
         strchr(file->name, '/')))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const HttpDriver driver = {.header = header};
    if (!size)
        return 0;
    auto_arena Arena *arena = arena_new();
    size_t kinds = sizeof types / sizeof *types;
    type = types[data[0] % kinds];
    bool query = data[0] / kinds % 2;
    char *text = arena_strndup(arena, (const char *)data + 1, size - 1);
    HttpRequest http = {.method = "POST",
                        .target = query ? arena_printf(arena, "/x?%s", text) : "/x",
                        .body = data + 1,
                        .body_size = query ? 0 : size - 1};
    Request request = {.arena = arena,
                       .route = &route,
                       .face = data[0] & 0x80 ? FACE_API : FACE_PAGE,
                       .driver = &driver,
                       .http = &http};
    Err err;
    if (request_read(&request, &err))
        check(&request);
    else if (err.kind != ERR_INPUT || !err.message[0])
        abort();
    return 0;
}
