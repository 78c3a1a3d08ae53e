/* What letters, gifts and visits say: a person's own words in the place of the cadence's, with the
 * letter as it will look beside them. */
#include "action/touch_words.h"
#include "base/text.h"
#include "view/view_touch_words.h"
#include "web/page_send.h"
#include "web/request.h"

static bool route_words(Request *request, Reply *reply, Err *err)
{
    TouchWords words;
    if (!touch_words_of(request->context, request->arena, request_id(request, "touch"), &words,
                        err))
        return false;
    reply->doc = view_touch_words(request->arena, &words);
    return true;
}

static bool route_write(Request *request, Reply *reply, Err *err)
{
    TouchWords words;
    int64_t touch = request_id(request, "touch");
    bool reset = request_flag(request, "reset");
    const char *said = reset ? NULL : request_text(request, "words");
    if (!reset && !said)
        return err_field(err, ERR_INPUT, "words", "words, or reset, must be there");
    if (!touch_words_write(request->context, request->arena, touch,
                           request_text(request, "subject"), said, &words, err))
        return false;
    reply->doc = view_touch_words(request->arena, &words);
    reply->then = arena_printf(request->arena, "/touches/%lld/words", (long long)touch);
    return true;
}

/* Which of them has a sheet to look at, and where one comes back to. */
static void page_words(Request *request, Doc *doc)
{
    static const struct {
        const char *channel, *back, *back_said;
    } kinds[] = {{"letter", "/letters", "letters"},
                 {"gift", "/gifts", "gifts"},
                 {"visit", "/visits", "visits"}};
    page_lint(request, doc);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (text_equal(kinds[i].channel, doc_text(doc, "channel"))) {
            doc_set_text(request->arena, doc, "back", kinds[i].back);
            doc_set_text(request->arena, doc, "back_said", kinds[i].back_said);
        }
}

enum { BODY_MOST = 4 * TOUCH_WORDS_MOST /* JSON may escape each byte */ };

static const Field write_fields[] = {
    {.name = "subject", .empty = true, .about = "of a letter; else as it stands"},
    {.name = "words",
     .kind = FIELD_SOURCE,
     .most = TOUCH_WORDS_MOST,
     .about = "what it says, as it is printed"},
    {.name = "reset", .kind = FIELD_FLAG, .about = "as its cadence has them again"},
    {0},
};

const Route routes_words[] = {
    {.path = "/touches/{touch}/words",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "words",
     .title = "Words",
     .about = "what a letter, a gift's card or a visit says, and what is weak in it",
     .answers = "TouchWords",
     .shape = page_words,
     .run = route_words},
    {.method = METHOD_POST,
     .path = "/touches/{touch}/words",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "words of one's own for a letter, a gift or a visit; nothing is printed or logged",
     .answers = "TouchWords",
     .body_most = BODY_MOST,
     .fields = write_fields,
     .run = route_write},
    {0},
};
