/* Letters: looked at, printed, in the post; and faxes, looked at. */
#include "action/fax.h"
#include "action/letter.h"
#include "base/text.h"
#include "view/view_letter.h"
#include "view/view_review.h"
#include "web/request.h"

#include <string.h>

static LetterForm form_of(const Request *request)
{
    LetterForm form = FORM_PRINTED;
    const char *said = request_text(request, "form");
    if (said)
        letter_form_find(said, &form);
    return form;
}

static LetterChoice choice_of(const Request *request)
{
    return (LetterChoice){.form = form_of(request),
                          .paper = request_text(request, "paper"),
                          .window = request_text(request, "window")};
}

static LetterChoice choice_of_many(const Request *request)
{
    LetterChoice choice = choice_of(request);
    const RequestValue *touches = request_value(request, "touches");
    choice.touches = touches->ids;
    choice.count = touches->count;
    choice.owner = request_text(request, "owner");
    choice.list = request_flag(request, "list");
    return choice;
}

static bool show_letters(Request *request, const LetterChoice *choice, Reply *reply, Err *err)
{
    LettersShown shown;
    if (!letter_print(request->context, request->arena, choice, NULL, &shown, err))
        return false;
    reply->doc = view_letters(request->arena, &shown);
    return true;
}

static bool route_letters(Request *request, Reply *reply, Err *err)
{
    LetterChoice choice = {.owner = request_text(request, "owner")};
    return show_letters(request, &choice, reply, err);
}

static void reply_with(const Request *request, const Buf *pdf, const char *name, Reply *reply)
{
    char *bytes = arena_alloc(request->arena, pdf->length);
    memcpy(bytes, pdf->at, pdf->length);
    reply->bytes = bytes;
    reply->size = pdf->length;
    reply->type = "application/pdf";
    reply->file_name = name;
}

static bool reply_pdf(Request *request, const LetterChoice *choice, Reply *reply, Err *err)
{
    LettersShown shown;
    auto_buf Buf pdf = buf_new(LETTER_PDF_MOST);
    if (!letter_print(request->context, request->arena, choice, &pdf, &shown, err))
        return false;
    reply_with(request, &pdf,
               choice->form == FORM_ENVELOPE ? "envelopes.pdf"
               : choice->form == FORM_LABELS ? "labels.pdf"
                                             : "letters.pdf",
               reply);
    if (choice->picture) {
        reply->type = "image/png";
        reply->file_name = NULL;
    }
    return true;
}

static bool route_fax_pdf(Request *request, Reply *reply, Err *err)
{
    FaxPrinted printed;
    auto_buf Buf pdf = buf_new(LETTER_PDF_MOST);
    if (!fax_print(request->context, request->arena, request_id(request, "touch"), &pdf, &printed,
                   err))
        return false;
    reply_with(request, &pdf, "fax.pdf", reply);
    return true;
}

static bool route_letters_pdf(Request *request, Reply *reply, Err *err)
{
    LetterChoice choice = choice_of_many(request);
    return reply_pdf(request, &choice, reply, err);
}

static bool route_letter_pdf(Request *request, Reply *reply, Err *err)
{
    int64_t touch = request_id(request, "touch");
    LetterChoice choice = choice_of(request);
    choice.touches = &touch;
    choice.count = 1;
    return reply_pdf(request, &choice, reply, err);
}

/* To be looked at: a phone shows no PDF beside its words. */
static bool route_letter_picture(Request *request, Reply *reply, Err *err)
{
    int64_t touch = request_id(request, "touch");
    LetterChoice choice = choice_of(request);
    choice.touches = &touch;
    choice.count = 1;
    choice.picture = request_has(request, "sheet") ? (int)request_int(request, "sheet") : 1;
    return reply_pdf(request, &choice, reply, err);
}

static bool route_print(Request *request, Reply *reply, Err *err)
{
    LetterChoice choice = choice_of_many(request);
    LetterQueued queued;
    if (!letter_queue(request->context, request->arena, &choice, &queued, err))
        return false;
    reply->doc = view_letters_queued(request->arena, &queued);
    if (request->face == FACE_API)
        return true;
    /* What was printed is still to be posted: the page says that the printer has it. */
    Doc *sent = reply->doc;
    LetterChoice due = {.owner = choice.owner};
    reply->page = "letters";
    reply->title = "Letters";
    reply->status = 200;
    if (!show_letters(request, &due, reply, err))
        return false;
    doc_set(reply->doc, "queued", sent);
    return true;
}

static bool route_posted(Request *request, Reply *reply, Err *err)
{
    const RequestValue *touches = request_value(request, "touches");
    const LetterChoice choice = {
        .touches = touches->ids, .count = touches->count, .form = form_of(request)};
    ReviewLogged logged;
    if (!letter_sent(request->context, request->arena, &choice, &logged, err))
        return false;
    reply->doc = view_review_logged(request->arena, &logged);
    return true;
}

/* --- the table -------------------------------------------------------------------------------- */

static const char *const forms[] = {"printed", "hand", "envelope", "labels", NULL};
static const char *const papers[] = {"a4", "letter", NULL};
static const char *const windows[] = {"din5008b", "din5008a", "dl", "us10", NULL};
static const char *const pdf_type[] = {"application/pdf", NULL};
static const char *const png_type[] = {"image/png", NULL};

#define STYLE_FIELDS                                                                               \
    {.name = "form",                                                                               \
     .kind = FIELD_WORD,                                                                           \
     .choices = forms,                                                                             \
     .about = "letters, what to write by hand, envelopes or labels; else printed"},                \
        {.name = "paper",                                                                          \
         .kind = FIELD_WORD,                                                                       \
         .choices = papers,                                                                        \
         .about = "else the setting, else what the country has"},                                  \
    {                                                                                              \
        .name = "window", .kind = FIELD_WORD, .choices = windows,                                  \
        .about = "of the envelope: one of that paper; else the setting"                            \
    }

#define OWNER_FIELD                                                                                \
    {                                                                                              \
        .name = "owner", .about = "another user's, by name"                                        \
    }

static const Field list_fields[] = {OWNER_FIELD, {0}};

static const Field one_fields[] = {STYLE_FIELDS, {0}};

static const Field picture_fields[] = {
    STYLE_FIELDS,
    {.name = "sheet",
     .kind = FIELD_COUNT,
     .least = 1,
     .most = LETTER_SHEETS_MOST,
     .about = "else the first"},
    {0},
};

static const Field many_fields[] = {
    {.name = "touches", .kind = FIELD_IDS, .about = "which; else all that are due"},
    OWNER_FIELD,
    STYLE_FIELDS,
    {.name = "list", .kind = FIELD_FLAG, .about = "a list of them comes first"},
    {0},
};

static const Field posted_fields[] = {
    {.name = "touches", .kind = FIELD_IDS, .required = true, .about = "those in the post"},
    {.name = "form",
     .kind = FIELD_WORD,
     .choices = forms,
     .about = "as they were printed (else letters): what could not be is refused"},
    {0},
};

const Route routes_letters[] = {
    {.path = "/letters",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW, /* each is laid out, to know what cannot be printed */
     .page = "letters",
     .title = "Letters",
     .about = "letters that are due, with their words, and why one cannot be printed",
     .answers = "Letters",
     .query = list_fields,
     .run = route_letters},
    {.path = "/letters.pdf",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .about = "letters to print, in the order of the post; printing sends and logs nothing",
     .gives = pdf_type,
     .query = many_fields,
     .run = route_letters_pdf},
    {.path = "/touches/{touch}/letter.pdf",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .about = "one letter, its envelope or its label, to print",
     .gives = pdf_type,
     .query = one_fields,
     .run = route_letter_pdf},
    {.path = "/touches/{touch}/letter.png",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .about = "a sheet of one letter as a picture, to look at before it is printed",
     .gives = png_type,
     .query = picture_fields,
     .run = route_letter_picture},
    {.path = "/touches/{touch}/fax.pdf",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW,
     .about = "a fax as it would go now: its cover page and words, without its files",
     .gives = pdf_type,
     .run = route_fax_pdf},
    {.method = METHOD_POST,
     .path = "/letters/print",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW, /* it talks with a printer */
     .about = "letters to the printer of the settings, a queue of CUPS",
     .answers = "LettersQueued",
     .fields = many_fields,
     .run = route_print},
    {.method = METHOD_POST,
     .path = "/letters/sent",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .lane = LANE_SLOW, /* as it was when they were printed */
     .then = "/letters",
     .about = "letters that are in the post, logged in one go; once, however often it is said",
     .answers = "ReviewLogged",
     .fields = posted_fields,
     .run = route_posted},
    {0},
};
