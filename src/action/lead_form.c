#include "action/lead_form_inner.h"

#include "action/access_inner.h"
#include "action/sign_in_inner.h"
#include "auth/stamp.h"
#include "base/net.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { TITLE_LONGEST = 120, TEXT_LONGEST = 1000, URL_LONGEST = 500, FIELDS_BYTES = 500 };

static const LeadFormField table[] = {
    {"name", "Your name", "text", "name", 120},
    {"company", "Company", "text", "organization", 120},
    {"title", "Your position", "text", "organization-title", 120},
    {"email", "E-mail", "email", "email", 254},
    {"cell", "Cell phone", "tel", "tel", 40},
    {"office", "Office phone", "tel", "tel", 40},
    {"city", "City", "text", "address-level2", 80},
    {"product", "What are you interested in?", "text", "off", 200},
    {"note", "How can we help?", "textarea", "off", 4000},
    {NULL, NULL, NULL, NULL, 0},
};

const LeadFormField *lead_form_fields(void)
{
    return table;
}

static const LeadFormField *field_named(const char *name, size_t length)
{
    for (const LeadFormField *field = table; field->name; field++)
        if (strlen(field->name) == length && strncmp(field->name, name, length) == 0)
            return field;
    return NULL;
}

/* --- rows ------------------------------------------------------------------------------------- */

/* Words with blanks between. */
static const char *const *split(Arena *arena, const char *words, size_t most, size_t *count)
{
    const char **list = arena_array(arena, most, sizeof *list);
    *count = 0;
    while (*words && *count < most) {
        size_t length = strcspn(words, " ");
        list[(*count)++] = arena_strndup(arena, words, length);
        words += length + (words[length] == ' ');
    }
    return list;
}

static void set_asks(Arena *arena, const char *fields, LeadFormShown *form)
{
    enum { MOST = sizeof table / sizeof *table };
    LeadFormAsks *asks = arena_array(arena, MOST, sizeof *asks);
    size_t count;
    const char *const *names = split(arena, fields, MOST, &count);
    for (size_t i = 0; i < count; i++) {
        size_t length = strcspn(names[i], "*");
        const LeadFormField *field = field_named(names[i], length);
        if (field)
            asks[form->ask_count++] = (LeadFormAsks){field, names[i][length] == '*'};
    }
    form->asks = asks;
}

LeadFormShown lead_form_of_row(const Context *context, Arena *arena,
                               const struct lead_form_list_row *row)
{
    const struct user_list_row *owner = context_find_user(context, row->owner_id);
    LeadFormShown form = {.id = row->id,
                          .owner_id = row->owner_id,
                          .token = row->token,
                          .title = row->title,
                          .owner_name = owner ? owner->name : NULL,
                          .source = row->source,
                          .product = row->product,
                          .cadence = row->cadence,
                          .consent = row->consent,
                          .redirect = row->redirect,
                          .on = text_equal(row->state, "on"),
                          .taken = row->taken,
                          .trapped = row->trapped,
                          .made_at = row->made_at};
    set_asks(arena, row->fields, &form);
    form.origins = split(arena, row->origins, LEAD_FORM_ORIGINS, &form.origin_count);
    return form;
}

static bool no_form(const char *which, Err *err)
{
    return err_field(err, ERR_MISSING, "form", "there is no form \"%.100s\"", which);
}

bool lead_form_row(Context *context, Arena *arena, const char *token,
                   struct lead_form_list_row *row, Err *err)
{
    bool found;
    if (!sql_lead_form_by_token(
            context->db, arena,
            &(struct lead_form_by_token_in){.workspace = context->workspace, .token = token}, row,
            &found, err))
        return false;
    return (found && text_equal(row->state, "on")) || no_form(token, err);
}

bool lead_form_open(Context *context, Arena *arena, const char *token, LeadFormShown *form,
                    Err *err)
{
    struct lead_form_list_row row;
    if (!lead_form_row(context, arena, token, &row, err))
        return false;
    *form = lead_form_of_row(context, arena, &row);
    return true;
}

char *lead_form_stamp(Context *context, Arena *arena, const LeadFormShown *form)
{
    return stamp_new(arena, context->secret, arena_printf(arena, "form %s", form->token),
                     context->now, context->now + DAY_SECONDS);
}

/* --- those there are -------------------------------------------------------------------------- */

bool lead_form_list(Context *context, Arena *arena, LeadFormsShown *forms, Err *err)
{
    struct lead_form_list_rows rows;
    if (!context_may(context, RIGHT_SETTINGS, err) ||
        !sql_lead_form_list(context->db, arena,
                            &(struct lead_form_list_in){.workspace = context->workspace}, &rows,
                            err))
        return false;
    LeadFormShown *made = arena_array(arena, rows.count, sizeof *made);
    for (size_t i = 0; i < rows.count; i++)
        made[i] = lead_form_of_row(context, arena, &rows.at[i]);
    *forms = (LeadFormsShown){.at = made, .count = rows.count};
    return true;
}

static bool fits(const LeadFormShown *form, const char *which)
{
    char *end;
    long long id = strtoll(which, &end, 10);
    return (end != which && !*end && id == form->id) || text_equal(form->token, which) ||
           text_find_nocase(form->title, which);
}

bool lead_form_show(Context *context, Arena *arena, const char *which, LeadFormShown *form,
                    Err *err)
{
    LeadFormsShown forms;
    const LeadFormShown *found = NULL;
    if (!lead_form_list(context, arena, &forms, err))
        return false;
    for (size_t i = 0; i < forms.count && which[0]; i++) {
        if (!fits(&forms.at[i], which))
            continue;
        if (found)
            return err_field(err, ERR_INPUT, "form", "\"%.100s\" fits several forms: give the id",
                             which);
        found = &forms.at[i];
    }
    if (!found)
        return no_form(which, err);
    *form = *found;
    return true;
}

bool lead_form_switch(Context *context, Arena *arena, const char *which, bool on,
                      LeadFormShown *form, Err *err)
{
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !lead_form_show(context, arena, which, form, err) ||
        !sql_lead_form_set_state(context->db,
                                 &(struct lead_form_set_state_in){.workspace = context->workspace,
                                                                  .id = form->id,
                                                                  .state = on ? "on" : "off"},
                                 err) ||
        !audit_own(context, "form",
                   arena_printf(arena, "form %lld %s", (long long)form->id, on ? "on" : "off"),
                   err) ||
        !db_commit(&txn, err))
        return false;
    form->on = on;
    return true;
}

/* --- a new one -------------------------------------------------------------------------------- */

static bool unknown_field(const char *name, Err *err)
{
    const char *names[sizeof table / sizeof *table];
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        names[i] = table[i].name;
    const char *near = text_nearest(name, names);
    return err_field(err, ERR_INPUT, "fields", "a form does not ask for \"%.60s\"%s%s%s", name,
                     near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}

/* "name* email* cell note", in the order given. */
static bool join_fields(const LeadFormInput *input, Buf *joined, Err *err)
{
    static const char *const usual[] = {"name*", "company", "email*", "cell", "note"};
    const char *const *names = input->field_count ? input->fields : usual;
    size_t count = input->field_count ? input->field_count : sizeof usual / sizeof *usual;
    bool reachable = false, named = false, seen[sizeof table / sizeof *table] = {false};
    for (size_t i = 0; i < count; i++) {
        size_t length = strcspn(names[i], "*");
        const LeadFormField *field = field_named(names[i], length);
        if (!field)
            return unknown_field(names[i], err);
        if (seen[field - table])
            return err_field(err, ERR_INPUT, "fields", "%s is there twice", field->name);
        seen[field - table] = true;
        named = named || text_equal(field->name, "name");
        reachable = reachable || text_equal(field->type, "email") || text_equal(field->type, "tel");
        bool required = names[i][length] == '*' || text_equal(field->name, "name");
        buf_addf(joined, "%s%s%s", joined->length ? " " : "", field->name, required ? "*" : "");
    }
    if (!named)
        return err_field(err, ERR_INPUT, "fields", "a form asks for the name");
    return reachable || err_field(err, ERR_INPUT, "fields",
                                  "a form asks for one way to answer: email, cell or office");
}

/* The scheme and host of a site, as browsers name it: no path. */
static bool check_origin(const char *origin, Err *err)
{
    const char *host = strstr(origin, "://");
    if (!net_check_url(origin, true, true, err) || strlen(origin) > URL_LONGEST || !host ||
        host[3 + strcspn(host + 3, "/?# ")])
        return err_field(err, ERR_INPUT, "origins",
                         "\"%.100s\" is no origin: write it as https://example.com", origin);
    return true;
}

static bool join_origins(const LeadFormInput *input, Buf *joined, Err *err)
{
    if (input->origin_count > LEAD_FORM_ORIGINS)
        return err_field(err, ERR_INPUT, "origins", "a form takes %d origins at most",
                         LEAD_FORM_ORIGINS);
    for (size_t i = 0; i < input->origin_count; i++) {
        if (!check_origin(input->origins[i], err))
            return false;
        buf_addf(joined, "%s%s", joined->length ? " " : "", input->origins[i]);
    }
    return true;
}

static bool check_redirect(const char *redirect, Err *err)
{
    if (text_empty(redirect))
        return true;
    return (strlen(redirect) <= URL_LONGEST && net_check_url(redirect, true, true, err)) ||
           err_field(err, ERR_INPUT, "redirect",
                     "\"%.100s\" is no address to go on to: write it as https://example.com/thanks",
                     redirect);
}

static const char *cleaned(Arena *arena, const char *text, size_t most)
{
    const char *clean = text_empty(text) ? NULL : text_clean(arena, text, strlen(text), most);
    return text_empty(clean) ? NULL : clean;
}

static bool check_input(Context *context, const LeadFormInput *input, int64_t *owner, Err *err)
{
    const Cadence *cadence;
    *owner = context->user;
    if (text_empty(input->title) || strlen(input->title) > TITLE_LONGEST)
        return err_field(err, ERR_INPUT, "title", "a form has a title of 1 to %d letters",
                         TITLE_LONGEST);
    return (!input->owner || access_owner_named(context, input->owner, owner, err)) &&
           (!input->cadence || context_cadence_named(context, input->cadence, &cadence, err)) &&
           check_redirect(input->redirect, err);
}

/* Begins with a letter: behind a command it would be an option with a dash. */
static const char *new_token(Arena *arena)
{
    unsigned char bytes[12];
    random_fill(bytes, sizeof bytes);
    bytes[0] &= 0x7f;
    return base64_url(arena, bytes, sizeof bytes);
}

bool lead_form_new(Context *context, Arena *arena, const LeadFormInput *input, LeadFormShown *form,
                   Err *err)
{
    int64_t owner, id;
    auto_buf Buf fields = buf_new(FIELDS_BYTES);
    auto_buf Buf origins = buf_new((size_t)LEAD_FORM_ORIGINS * (URL_LONGEST + 1));
    auto_txn Txn txn = {0};
    if (!context_may(context, RIGHT_SETTINGS, err) || !check_input(context, input, &owner, err) ||
        !join_fields(input, &fields, err) || !join_origins(input, &origins, err) ||
        !db_begin(&txn, context->db, TXN_WRITE, err) || !context_id(context, &id, err))
        return false;
    const char *title = text_clean(arena, input->title, strlen(input->title), TITLE_LONGEST);
    const char *source = cleaned(arena, input->source, TITLE_LONGEST);
    struct lead_form_insert_in row = {.workspace = context->workspace,
                                      .id = id,
                                      .token = new_token(arena),
                                      .title = title,
                                      .owner_id = owner,
                                      .source =
                                          source ? source : arena_printf(arena, "Web: %s", title),
                                      .product = cleaned(arena, input->product, TITLE_LONGEST),
                                      .cadence = input->cadence,
                                      .fields = arena_strndup(arena, fields.at, fields.length),
                                      .consent = cleaned(arena, input->consent, TEXT_LONGEST),
                                      .redirect = cleaned(arena, input->redirect, URL_LONGEST),
                                      .origins = arena_strndup(arena, origins.at, origins.length),
                                      .now = context->now};
    return sql_lead_form_insert(context->db, &row, err) &&
           audit_own(context, "form", arena_printf(arena, "form %lld made", (long long)id), err) &&
           lead_form_show(context, arena, row.token, form, err) && db_commit(&txn, err);
}
