#include "view/view_lead_form.h"

#include "base/mustache.h"
#include "base/text.h"

enum { SNIPPET_MOST = 64 * 1024 };

/* The trap is hidden by `hidden`, which needs no style of the page it stands in. */
static const char snippet_template[] =
    "<form action=\"{{url}}\" method=\"post\" accept-charset=\"utf-8\">\n"
    "{{#fields}}  <p><label>{{label}}<br>\n"
    "{{#area}}    <textarea name=\"{{name}}\" rows=\"5\" maxlength=\"{{longest}}\""
    "{{#required}} required{{/required}}></textarea>"
    "{{/area}}{{^area}}    <input name=\"{{name}}\" type=\"{{type}}\" maxlength=\"{{longest}}\" "
    "autocomplete=\"{{autocomplete}}\"{{#required}} required{{/required}}>{{/area}}</label></p>\n"
    "{{/fields}}"
    "{{#consent}}  <p><label><input type=\"checkbox\" name=\"consent\" value=\"yes\"> "
    "{{consent}}</label></p>\n{{/consent}}"
    "  <p hidden><label>Leave this empty <input name=\"" LEAD_FORM_TRAP
    "\" tabindex=\"-1\" autocomplete=\"off\"></label></p>\n"
    "  <p><button>Send</button></p>\n"
    "</form>\n";

static const char *value_of(const LeadFormSent *sent, const char *name)
{
    for (size_t i = 0; sent && i < sent->value_count; i++)
        if (text_equal(sent->values[i].name, name))
            return sent->values[i].value;
    return NULL;
}

static Doc *add_fields(Arena *arena, Doc *doc, const LeadFormShown *form)
{
    Doc *list = doc_set_array(arena, doc, "fields");
    for (size_t i = 0; i < form->ask_count; i++) {
        const LeadFormField *field = form->asks[i].field;
        Doc *entry = doc_add_object(arena, list);
        doc_set_text(arena, entry, "name", field->name);
        doc_set_text(arena, entry, "label", field->label);
        doc_set_text(arena, entry, "type", field->type);
        doc_set_text(arena, entry, "autocomplete", field->fills);
        doc_set_int(arena, entry, "longest", (int64_t)field->most);
        doc_set_bool(arena, entry, "required", form->asks[i].required);
        doc_set_bool(arena, entry, "area", text_equal(field->type, "textarea"));
    }
    return list;
}

static const char *snippet(Arena *arena, const Doc *form)
{
    Err never = {0};
    const Mustache *template =
        mustache_parse(arena, snippet_template, sizeof snippet_template - 1, &never);
    if (!template) /* its own text is parsed by the tests */
        return never.message[0] ? arena_strdup(arena, never.message) : NULL;
    auto_buf Buf out = buf_new(SNIPPET_MOST);
    mustache_render(template, form, NULL, MUSTACHE_HTML, NULL, NULL, &out);
    return arena_strndup(arena, out.at, out.length);
}

Doc *view_lead_form(Arena *arena, const LeadFormShown *form, const char *origin)
{
    Doc *doc = doc_object(arena);
    const char *path = arena_printf(arena, "/f/%s", form->token);
    doc_set_id(arena, doc, "id", form->id);
    doc_set_text(arena, doc, "token", form->token);
    doc_set_text(arena, doc, "path", path);
    doc_set_text(arena, doc, "url", arena_printf(arena, "%s%s", origin, path));
    doc_set_text(arena, doc, "title", form->title);
    Doc *owner = doc_set_object(arena, doc, "owner");
    doc_set_id(arena, owner, "id", form->owner_id);
    doc_set_text(arena, owner, "name", form->owner_name);
    doc_set_text(arena, doc, "source", form->source);
    doc_set_text(arena, doc, "product", form->product);
    doc_set_text(arena, doc, "cadence", form->cadence);
    add_fields(arena, doc, form);
    doc_set_text(arena, doc, "consent", form->consent);
    doc_set_text(arena, doc, "redirect", form->redirect);
    Doc *origins = doc_set_array(arena, doc, "origins");
    for (size_t i = 0; i < form->origin_count; i++)
        doc_add_text(arena, origins, form->origins[i]);
    doc_set_bool(arena, doc, "on", form->on);
    doc_set_int(arena, doc, "taken", form->taken);
    doc_set_int(arena, doc, "trapped", form->trapped);
    doc_set_text(arena, doc, "snippet", snippet(arena, doc));
    doc_set_time(arena, doc, "made_at", form->made_at);
    return doc;
}

Doc *view_lead_forms(Arena *arena, const LeadFormsShown *forms, const char *origin)
{
    Doc *doc = doc_object(arena), *list = doc_set_array(arena, doc, "forms");
    for (size_t i = 0; i < forms->count; i++)
        doc_add(list, view_lead_form(arena, &forms->at[i], origin));
    Doc *fields = doc_set_array(arena, doc, "fields");
    for (const LeadFormField *field = lead_form_fields(); field->name; field++) {
        Doc *entry = doc_add_object(arena, fields);
        doc_set_text(arena, entry, "name", field->name);
        doc_set_text(arena, entry, "label", field->label);
    }
    return doc;
}

Doc *view_lead_form_open(Arena *arena, const LeadFormShown *form, const char *stamp,
                         const LeadFormSent *sent)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "title", form->title);
    doc_set_text(arena, doc, "token", form->token);
    doc_set_text(arena, doc, "path", arena_printf(arena, "/f/%s", form->token));
    Doc *fields = add_fields(arena, doc, form);
    for (Doc *field = fields->first; field; field = field->next)
        doc_set_text(arena, field, "value", value_of(sent, doc_text(field, "name")));
    doc_set_text(arena, doc, "consent", form->consent);
    doc_set_text(arena, doc, "stamp", stamp);
    doc_set_text(arena, doc, "trap", LEAD_FORM_TRAP);
    return doc;
}
