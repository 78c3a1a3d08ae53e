/* Accounts: one with its people as a tree and its leads; somebody more, and what is known of one.
 */
#include "action/account.h"
#include "base/vec.h"
#include "view/view_account.h"
#include "web/request.h"

static const struct {
    const char *field;
    AddressKind kind;
} ways[] = {{"cell", ADDRESS_CELL},   {"office", ADDRESS_OFFICE}, {"home", ADDRESS_HOME},
            {"email", ADDRESS_EMAIL}, {"fax", ADDRESS_FAX},       {"postal", ADDRESS_POSTAL},
            {"url", ADDRESS_URL},     {"sip", ADDRESS_SIP}};

enum { WAYS = sizeof ways / sizeof *ways };

static bool show(Request *request, int64_t account_id, Reply *reply, Err *err)
{
    AccountShown account;
    if (!show_account(request->context, request->arena, account_id, &account, err))
        return false;
    reply->doc = view_account(request->arena, &account);
    return true;
}

static bool route_account(Request *request, Reply *reply, Err *err)
{
    return show(request, request_id(request, "account"), reply, err);
}

static bool add(Request *request, PersonInput *input, Reply *reply, Err *err)
{
    PersonAddress addresses[WAYS];
    int64_t contact_id;
    input->name = request_text(request, "name");
    input->title = request_text(request, "title");
    input->role = request_text(request, "role");
    input->note = request_text(request, "note");
    input->addresses = addresses;
    for (size_t i = 0; i < WAYS; i++)
        if (request_has(request, ways[i].field))
            addresses[input->address_count++] =
                (PersonAddress){ways[i].kind, request_text(request, ways[i].field)};
    return add_person(request->context, request->arena, input, &contact_id, err) &&
           show(request, input->account_id, reply, err);
}

static bool route_add_person(Request *request, Reply *reply, Err *err)
{
    PersonInput input = {.account_id = request_id(request, "account"),
                         .reports_to = request_int(request, "under")};
    return add(request, &input, reply, err);
}

static bool route_add_under(Request *request, Reply *reply, Err *err)
{
    PersonInput input = {.reports_to = request_id(request, "contact")};
    if (!account_of_person(request->context, input.reports_to, &input.account_id, err))
        return false;
    if (!input.account_id)
        return err_field(err, ERR_INPUT, "name",
                         "nobody can be under them: they have no company here");
    return add(request, &input, reply, err);
}

static bool route_set_person(Request *request, Reply *reply, Err *err)
{
    const RequestValue *set = request_value(request, "set");
    int64_t contact_id = request_id(request, "contact"), account_id;
    PersonField *fields = arena_array(request->arena, set->count, sizeof *fields);
    size_t count = 0;
    for (size_t i = 0; i < set->count; i++)
        if (set->texts[i][0] || request->face != FACE_PAGE) /* a form has blanks in it */
            fields[count++] = (PersonField){set->keys[i], set->texts[i]};
    if (!set_person(request->context, request->arena, contact_id, fields, count, err) ||
        !account_of_person(request->context, contact_id, &account_id, err))
        return false;
    return !account_id || show(request, account_id, reply, err);
}

#define PERSON_FIELDS                                                                              \
    {.name = "name", .required = true, .most = 400, .about = "who"},                               \
        {.name = "title", .about = "what they are there"},                                         \
        {.name = "role", .kind = FIELD_WORD, .choices = roles, .about = "what they have to say"},  \
        {.name = "note", .kind = FIELD_LINES, .about = "what is known of them"},                   \
        {.name = "cell", .about = "their cell number"},                                            \
        {.name = "office", .about = "their number at work"},                                       \
        {.name = "home", .about = "their number at home"},                                         \
        {.name = "sip", .about = "their SIP address: bob@pbx.example"},                            \
        {.name = "email", .about = "their mailbox"}, {.name = "fax", .about = "their fax number"}, \
        {.name = "postal", .kind = FIELD_LINES, .about = "their postal address"},                  \
    {                                                                                              \
        .name = "url", .about = "their page"                                                       \
    }

static const char *const roles[] = {"decides", "influences", "uses", "guards", NULL};

static const Field person_fields_all[] = {
    PERSON_FIELDS,
    {.name = "under", .kind = FIELD_ID, .about = "to whom they report, by id"},
    {0},
};

static const Field under_fields[] = {PERSON_FIELDS, {0}};

static const Field set_fields[] = {
    {.name = "set",
     .kind = FIELD_PAIRS,
     .required = true,
     .empty = true,
     .about = "name, title, role, under (a name or an id there), zone, note; cell, email, … one "
              "more; wrong: one of them that is not theirs"},
    {0},
};

const Route routes_accounts[] = {
    {.path = "/accounts/{account}",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .page = "account",
     .title = "Account",
     .about = "an account with its people, as a tree, and its leads",
     .answers = "Account",
     .run = route_account},
    {.method = METHOD_POST,
     .path = "/accounts/{account}/people",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .status = 201,
     .about = "somebody more at an account",
     .answers = "Account",
     .fields = person_fields_all,
     .run = route_add_person},
    {.method = METHOD_POST,
     .path = "/contacts/{contact}/under",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .status = 201,
     .about = "somebody who reports to this person",
     .answers = "Account",
     .fields = under_fields,
     .run = route_add_under},
    {.method = METHOD_POST,
     .path = "/contacts/{contact}/set",
     .faces = FACE_PAGE | FACE_API,
     .need = NEED_USER,
     .also = 204, /* they have no company */
     .about = "what is known of a person, and to whom they report",
     .answers = "Account",
     .fields = set_fields,
     .run = route_set_person},
    {0},
};
