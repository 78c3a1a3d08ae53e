/* Capture: a lead out of a card, typed or photographed; the cards that wait to be typed; and the
 * files kept with leads. */
#include "action/access.h"
#include "action/capture_lead.h"
#include "action/capture_text.h"
#include "action/card_photo.h"
#include "action/show_lead.h"
#include "base/text.h"
#include "base/vec.h"
#include "view/view_file.h"
#include "view/view_lead.h"
#include "view/view_text_now.h"
#include "web/page_import.h"
#include "web/request.h"

static const struct {
    const char *field;
    AddressKind kind;
} ways[] = {
    {"cell", ADDRESS_CELL},     {"office", ADDRESS_OFFICE},
    {"home", ADDRESS_HOME},     {"switchboard", ADDRESS_SWITCHBOARD},
    {"fax", ADDRESS_FAX},       {"email", ADDRESS_EMAIL},
    {"postal", ADDRESS_POSTAL}, {"url", ADDRESS_URL},
    {"sip", ADDRESS_SIP},
};

static void read_card(Request *request, Card *card)
{
    VEC(CardAddress) addresses = {0};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (request_has(request, ways[i].field))
            *vec_push(request->arena, &addresses) =
                (CardAddress){ways[i].kind, request_text(request, ways[i].field)};
    *card = (Card){.name = request_text(request, "name"),
                   .company = request_text(request, "company"),
                   .title = request_text(request, "title"),
                   .role = request_text(request, "role"),
                   .zone = request_text(request, "zone"),
                   .source = request_text(request, "source"),
                   .product = request_text(request, "product"),
                   .value = request_text(request, "value"),
                   .temperature = request_text(request, "temperature"),
                   .referred_by = request_text(request, "referred_by"),
                   .note = request_text(request, "note"),
                   .city = request_text(request, "city"),
                   .state = request_text(request, "state"),
                   .country = request_text(request, "country"),
                   .addresses = addresses.at,
                   .address_count = addresses.count,
                   .promises = request_value(request, "promise")->texts,
                   .promise_count = request_value(request, "promise")->count,
                   .renews_at = request_time(request, "renews"),
                   .asked_for_texts = request_flag(request, "texts_ok")};
}

/* Who is known may be another seller's lead: that they are, is told, and nothing of it. */
static bool answer(Request *request, Reply *reply, const Captured *captured, const char *name,
                   const TextedNow *texted, Err *err)
{
    bool seen = false;
    static const char *const states[] = {[CAPTURE_ADDED] = "added",
                                         [CAPTURE_UPDATED] = "updated",
                                         [CAPTURE_DUPLICATE] = "duplicate"};
    LeadShown lead;
    if (captured->lead_id &&
        !access_thing(request->context, ACCESS_LEAD, captured->lead_id, &seen, err))
        return false;
    if (seen) {
        if (!show_lead(request->context, request->arena, captured->lead_id, &lead, err))
            return false;
        reply->doc = view_lead(request->arena, &lead);
        reply->location = arena_printf(request->arena, "/leads/%lld", (long long)captured->lead_id);
    } else {
        reply->doc = doc_object(request->arena);
        doc_set_null(request->arena, reply->doc, "id");
        doc_set_text(request->arena, reply->doc, "name", name);
    }
    doc_set_text(request->arena, reply->doc, "state", states[captured->state]);
    doc_set_text(request->arena, reply->doc, "said", captured->said);
    if (texted && texted->lead_id)
        doc_set(reply->doc, "texted", view_texted_now(request->arena, texted));
    else
        doc_set_null(request->arena, reply->doc, "texted");
    reply->status = captured->state == CAPTURE_ADDED ? 201 : 200;
    return true;
}

static bool route_capture_page(Request *request, Reply *reply, Err *err)
{
    reply->doc = doc_object(request->arena);
    return true;
}

static FileInput file_of(const FormFile *form)
{
    return (FileInput){.name = form->name, .bytes = form->bytes, .size = form->size};
}

/* What came in one capture: the card as typed, photos of it and for them, a contact's file. */
typedef struct Came {
    Card card;
    CaptureOptions options;
    FileInput photo, text;
    bool has_photo, has_text;
} Came;

static void read_came(Request *request, Came *came)
{
    const FormFile *photo = request_file(request, "photo"), *text = request_file(request, "text");
    *came = (Came){.options = {.cadence = request_text(request, "cadence")}};
    read_card(request, &came->card);
    if (photo) {
        came->has_photo = true;
        came->photo = file_of(photo);
    }
    if (text && text->size) {
        came->has_text = true;
        came->text = file_of(text);
    }
}

/* Contacts from a telephone: one is the lead that was meant, several are told one by one. */
static bool capture_contacts(Request *request, Reply *reply, const Came *came, const FormFile *file,
                             Err *err)
{
    const VcardInput input = {.card = &came->card,
                              .cadence = came->options.cadence,
                              .photo = came->has_photo ? &came->photo : NULL,
                              .text = came->has_text ? &came->text : NULL};
    VcardsCaptured cards;
    if (!capture_vcard(request->context, request->arena, file->bytes, file->size, &input, &cards,
                       err))
        return false;
    if (cards.count == 1 && !cards.at[0].reason)
        return answer(request, reply, &cards.at[0].captured, cards.at[0].name, &cards.at[0].texted,
                      err);
    reply->doc = page_vcards(request->arena, &cards);
    reply->status = 200;
    return true;
}

static bool route_capture(Request *request, Reply *reply, Err *err)
{
    const FormFile *vcard = request_file(request, "vcard");
    Context *context = request->context;
    Arena *arena = request->arena;
    Came came;
    Draft draft;
    Captured captured;
    TextedNow texted;
    read_came(request, &came);
    const Card *card = &came.card;
    const FileInput *photo = came.has_photo ? &came.photo : NULL;
    if (vcard)
        return capture_contacts(request, reply, &came, vcard, err);
    /* What is photographed for them goes while they are there. */
    if (came.has_text)
        return capture_text(context, arena, card, &came.options, photo, &came.text, &captured,
                            &texted, err) &&
               answer(request, reply, &captured, card->name, &texted, err);
    if (photo)
        return capture_photo(context, arena, card, &came.options, photo, &captured, err) &&
               answer(request, reply, &captured, text_or(card->name, card->company), NULL, err);
    return card_draft(context, arena, card, &draft, err) &&
           capture_lead(context, arena, &draft, &came.options, &captured, err) &&
           answer(request, reply, &captured, text_or(draft.name, draft.company), NULL, err);
}

/* --- cards to type ---------------------------------------------------------------------------- */

static bool route_cards(Request *request, Reply *reply, Err *err)
{
    WaitingCards cards;
    if (!list_cards_to_type(request->context, request->arena, &cards, err))
        return false;
    reply->doc = view_cards(request->arena, &cards);
    return true;
}

static bool route_type(Request *request, Reply *reply, Err *err)
{
    Card card;
    Captured captured;
    read_card(request, &card);
    return type_card(request->context, request->arena, request_id(request, "lead"), &card,
                     &captured, err) &&
           answer(request, reply, &captured, card.name, NULL, err);
}

/* --- files ------------------------------------------------------------------------------------ */

static bool route_files(Request *request, Reply *reply, Err *err)
{
    FilesShown files;
    if (!file_list(request->context, request->arena, request_id(request, "lead"), &files, err))
        return false;
    reply->doc = view_files(request->arena, &files);
    return true;
}

static bool route_keep_file(Request *request, Reply *reply, Err *err)
{
    const FormFile *given = request_file(request, "file");
    FileInput input = {.lead_id = request_id(request, "lead"),
                       .name = given->name,
                       .bytes = given->bytes,
                       .size = given->size};
    FileShown file;
    if (!file_keep(request->context, request->arena, &input, &file, err))
        return false;
    reply->doc = view_file(request->arena, &file);
    reply->location = arena_printf(request->arena, "/files/%lld", (long long)file.id);
    return true;
}

/* A picture is shown; all else is a download, whatever it may be. */
static bool route_file(Request *request, Reply *reply, Err *err)
{
    FileShown file;
    if (!file_read(request->context, request->arena, request_id(request, "file"), &file,
                   &reply->bytes, err))
        return false;
    reply->size = (size_t)file.size;
    reply->type = file.image ? file.type : "application/octet-stream";
    reply->file_name = file.image ? NULL : file.name;
    return true;
}

static bool route_remove_file(Request *request, Reply *reply, Err *err)
{
    return file_remove(request->context, request_id(request, "file"), err);
}

/* --- the table -------------------------------------------------------------------------------- */

enum { PHOTO_BODY = 27 * 1024 * 1024 }; /* file_megabytes at its most, and what stands around it */

static const char *const temperatures[] = {"hot", "warm", "later", NULL};

/* `clears`: what came before goes by "". */
#define CARD_FIELDS(clears)                                                                        \
    {.name = "name", .about = "who; or a whole card in one line, parted by commas"},               \
        {.name = "company", .about = "where they work"},                                           \
        {.name = "title", .empty = clears, .about = "of their job"},                               \
        {.name = "role", .empty = clears, .about = "decides, influences, uses or guards"},         \
        {.name = "cell", .empty = clears, .about = "the number that can be texted"},               \
        {.name = "office", .empty = clears, .about = "the number at their desk"},                  \
        {.name = "home", .empty = clears, .about = "the number at home"},                          \
        {.name = "sip", .empty = clears, .about = "the SIP address: bob@pbx.example"},             \
        {.name = "switchboard", .empty = clears, .about = "the company's number"},                 \
        {.name = "fax", .empty = clears, .about = "the fax number"},                               \
        {.name = "email", .empty = clears, .about = "the mailbox"},                                \
        {.name = "postal",                                                                         \
         .empty = clears,                                                                          \
         .kind = FIELD_LINES,                                                                      \
         .most = 1000,                                                                             \
         .about = "the postal address, in lines"},                                                 \
        {.name = "url", .empty = clears, .about = "their page"},                                   \
        {.name = "source",                                                                         \
         .about = "where you met: show, networking, referral, web, list: a name"},                 \
        {.name = "temperature", .kind = FIELD_WORD, .choices = temperatures, .about = "how warm"}, \
        {.name = "note", .kind = FIELD_LINES, .about = "what was said"},                           \
        {.name = "promise",                                                                        \
         .kind = FIELD_LIST,                                                                       \
         .about = "what you promised, with its time: send the quote friday 3pm"},                  \
        {.name = "product", .about = "what they want"},                                            \
        {.name = "value", .about = "what it is worth: 12500, 12.5k"},                              \
        {.name = "renews", .kind = FIELD_TIME, .about = "when their contract ends"},               \
        {.name = "referred_by", .about = "who sent them"},                                         \
        {.name = "zone", .empty = clears, .about = "their time zone: America/Chicago"},            \
        {.name = "city", .empty = clears, .about = "where they are"},                              \
        {.name = "state", .empty = clears, .about = "where they are"},                             \
        {.name = "country", .empty = clears, .about = "where they are: a name or two letters"},    \
        {.name = "cadence", .about = "by its name; else by the source"},                           \
    {                                                                                              \
        .name = "texts_ok", .kind = FIELD_FLAG, .about = "they asked for something by text"        \
    }

static const Field typed_fields[] = {CARD_FIELDS(true), {0}};

static const Field capture_fields[] = {
    CARD_FIELDS(false),
    {.name = "photo", .kind = FIELD_FILE, .about = "of the card: alone it is enough"},
    {.name = "text",
     .kind = FIELD_FILE,
     .about = "what they asked for, texted to their cell at once: a photo or a paper; what cannot "
              "go now is promised for the next working morning"},
    {.name = "vcard",
     .kind = FIELD_FILE,
     .about =
         "a contact as telephones share it; what is typed and photographed beside it is of this "
         "person and goes before what the file says; one with several takes source, note, "
         "temperature, product, referred_by and cadence beside it"},
    {0},
};

static const Field file_fields[] = {
    {.name = "file", .kind = FIELD_FILE, .required = true, .about = "a photo or a paper"},
    {0},
};

/* A picture that browsers show; all else is bytes. */
static const char *const file_types[] = {"image/*", "application/octet-stream", NULL};

const Route routes_capture[] = {
    {.method = METHOD_POST,
     .path = "/leads",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .status = 201,
     .also = 200,
     .about = "a lead, captured; known people are met again; the photo of a card alone is enough",
     .answers = "Taken",
     .body_most = PHOTO_BODY,
     .fields = capture_fields,
     .run = route_capture},
    {.path = "/capture",
     .faces = FACE_PAGE,
     .need = NEED_USER,
     .page = "capture",
     .title = "Capture",
     .run = route_capture_page},
    {.path = "/capture/cards",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "cards",
     .title = "Cards to type",
     .about = "photographed cards that wait to be typed, oldest first",
     .answers = "Cards",
     .run = route_cards},
    {.method = METHOD_POST,
     .path = "/leads/{lead}/type",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .then = "/capture/cards",
     .about = "what stands on a photographed card; a person who is known gets the photo; what was "
              "typed beside it is taken for what is left out, and goes by \"\"",
     .answers = "Captured",
     .fields = typed_fields,
     .run = route_type},
    {.path = "/leads/{lead}/files",
     .faces = FACE_API,
     .need = NEED_USER,
     .about = "photos and papers kept with a lead",
     .answers = "Files",
     .run = route_files},
    {.method = METHOD_POST,
     .path = "/leads/{lead}/files",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .status = 201,
     .about = "keeps a photo or a paper with a lead",
     .answers = "File",
     .body_most = PHOTO_BODY,
     .fields = file_fields,
     .run = route_keep_file},
    {.path = "/files/{file}",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .about = "the bytes of a file",
     .gives = file_types,
     .run = route_file},
    {.method = METHOD_POST,
     .path = "/files/{file}/remove",
     .faces = FACE_PAGE,
     .need = NEED_USER,
     .run = route_remove_file},
    {.method = METHOD_DELETE,
     .path = "/files/{file}",
     .faces = FACE_API,
     .need = NEED_USER,
     .status = 204,
     .about = "removes a file, for good",
     .run = route_remove_file},
    {0},
};
