#include "view/view_cadence.h"

#include "view/view_file.h"

#include "view/view_lint.h"

static void set_row(Arena *arena, Doc *doc, const CadenceRow *row)
{
    doc_set_id(arena, doc, "id", row->id);
    doc_set_text(arena, doc, "name", row->name);
    doc_set_text(arena, doc, "title", row->title);
    doc_set_bool(arena, doc, "builtin", row->builtin);
    doc_set_int(arena, doc, "leads", row->leads);
    Doc *sources = doc_set_array(arena, doc, "sources");
    for (int kind = 0; kind < SOURCE_KINDS; kind++)
        if (row->sources & (1u << kind))
            doc_add_text(arena, sources, source_kind_name((SourceKind)kind));
    doc_set_time(arena, doc, "changed_at", row->changed_at);
}

Doc *view_cadences(Arena *arena, const CadenceRows *cadences)
{
    Doc *doc = doc_object(arena), *list = doc_set_array(arena, doc, "cadences");
    for (size_t i = 0; i < cadences->count; i++)
        set_row(arena, doc_add_object(arena, list), &cadences->at[i]);
    return doc;
}

static void set_steps(Arena *arena, Doc *doc, const char *name, const Step *steps, size_t count)
{
    Doc *list = doc_set_array(arena, doc, name);
    for (const Step *step = steps; step < steps + count; step++) {
        Doc *entry = doc_add_object(arena, list);
        doc_set_text(arena, entry, "key", step->key);
        doc_set_text(arena, entry, "channel", channel_name(step->channel));
        doc_set_text(arena, entry, "mode", mode_name(step->mode));
        doc_set_text(arena, entry, "reason", step->reason);
        doc_set_text(arena, entry, "new", step->news);
        doc_set_bool(arena, entry, "two_texts", step->trial != NULL);
        doc_set_int(arena, entry, "line", step->line);
    }
}

static void set_findings(Arena *arena, Doc *doc, const Findings *findings)
{
    Doc *list = doc_set_array(arena, doc, "findings");
    for (size_t i = 0; i < findings->count; i++) {
        const Finding *finding = &findings->at[i];
        Doc *entry = doc_add_object(arena, list);
        doc_set_text(arena, entry, "level", finding->level == FINDING_ERROR ? "error" : "weak");
        doc_set_int(arena, entry, "line", finding->line);
        doc_set_int(arena, entry, "column", finding->column);
        doc_set_text(arena, entry, "code", finding->code);
        doc_set_text(arena, entry, "message", finding->message);
    }
}

Doc *view_cadence(Arena *arena, const CadenceShown *shown)
{
    Doc *doc = doc_object(arena);
    const Cadence *cadence = shown->cadence;
    set_row(arena, doc, &shown->row);
    if (cadence) {
        doc_set_text(arena, doc, "target", cadence->target);
        set_steps(arena, doc, "steps", cadence->steps, cadence->step_count);
        set_steps(arena, doc, "tail", cadence->tail, cadence->tail_count);
    }
    Doc *days = doc_set_array(arena, doc, "days");
    for (size_t i = 0; i < shown->day_count; i++) {
        const CadenceDay *day = &shown->days[i];
        Doc *entry = doc_add_object(arena, days);
        doc_set_day(arena, entry, "date", day->day);
        doc_set_int(arena, entry, "after", day->after);
        doc_set_time(arena, entry, "at", day->at);
        doc_set_text(arena, entry, "channel", channel_name(day->channel));
        doc_set_text(arena, entry, "mode", mode_name(day->mode));
        doc_set_text(arena, entry, "step", day->step);
        doc_set_bool(arena, entry, "tail", day->tail);
        doc_set_text(arena, entry, "reason", day->reason);
    }
    set_findings(arena, doc, &shown->findings);
    Doc *letters = doc_set_array(arena, doc, "letters");
    for (size_t i = 0; i < shown->letter_count; i++) {
        Doc *letter = doc_add_object(arena, letters);
        doc_set_text(arena, letter, "step", shown->letters[i].step);
        doc_set(letter, "lint", view_lint(arena, &shown->letters[i].lint));
    }
    doc_set_text(arena, doc, "source", shown->source);
    return doc;
}

Doc *view_cadence_checked(Arena *arena, const CadenceChecked *checked, size_t count)
{
    Doc *doc = doc_object(arena), *files = doc_set_array(arena, doc, "files");
    for (size_t i = 0; i < count; i++) {
        Doc *entry = doc_add_object(arena, files);
        doc_set_text(arena, entry, "path", checked[i].path);
        doc_set_text(arena, entry, "name", checked[i].cadence ? checked[i].cadence->name : NULL);
        set_findings(arena, entry, &checked[i].findings);
        doc_set_int(arena, entry, "errors", (int64_t)checked[i].findings.errors);
    }
    return doc;
}

Doc *view_cadence_added(Arena *arena, const CadenceAdded *added)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", added->id);
    doc_set_text(arena, doc, "path", added->checked.path);
    doc_set_text(arena, doc, "name", added->checked.cadence->name);
    doc_set_bool(arena, doc, "replaced", added->replaced);
    doc_set_int(arena, doc, "leads", added->leads);
    doc_set_int(arena, doc, "replanned", added->replanned);
    set_findings(arena, doc, &added->checked.findings);
    return doc;
}

Doc *view_content(Arena *arena, const ContentRow *content)
{
    Doc *doc = doc_object(arena);
    doc_set_id(arena, doc, "id", content->id);
    doc_set_text(arena, doc, "kind", content->kind);
    doc_set_text(arena, doc, "title", content->title);
    doc_set_text(arena, doc, "url", content->url);
    doc_set_text(arena, doc, "body", content->body);
    Doc *channels = doc_set_array(arena, doc, "channels");
    for (int channel = CHANNEL_NONE + 1; channel < CHANNELS; channel++)
        if (content->channels & CHANNEL_BIT(channel))
            doc_add_text(arena, channels, channel_name((Channel)channel));
    doc_set_text(arena, doc, "wear", content_wear_name(content->wear));
    doc_set_int(arena, doc, "given", content->given);
    doc_set_int(arena, doc, "left", content->left);
    doc_set_int(arena, doc, "file_count", content->files);
    doc_set_time(arena, doc, "created_at", content->created_at);
    doc_set_time(arena, doc, "retired_at", content->retired_at);
    return doc;
}

Doc *view_contents(Arena *arena, const ContentRows *contents)
{
    Doc *doc = doc_object(arena), *list = doc_set_array(arena, doc, "contents");
    for (size_t i = 0; i < contents->count; i++)
        doc_add(list, view_content(arena, &contents->at[i]));
    return doc;
}

Doc *view_cadence_fields(Arena *arena)
{
    Doc *list = doc_array(arena);
    for (const CadenceField *field = cadence_fields(); field->name; field++) {
        Doc *entry = doc_add_object(arena, list);
        doc_set_text(arena, entry, "name", field->name);
        doc_set_text(arena, entry, "about", field->meaning);
        doc_set_bool(arena, entry, "always", field->always);
    }
    return list;
}

Doc *view_content_given(Arena *arena, const ContentGiven *given)
{
    Doc *doc = view_content(arena, &given->content);
    doc_set(doc, "files", doc_own(view_files(arena, &given->files), "files"));
    Doc *people = doc_set_array(arena, doc, "people");
    for (size_t i = 0; i < given->people_count; i++) {
        const ContentPerson *had = &given->people[i];
        Doc *person = doc_add_object(arena, people);
        doc_set_id(arena, person, "id", had->contact_id);
        doc_set_text(arena, person, "name", had->name);
        doc_set_text(arena, person, "account", had->account_name);
        doc_set_id(arena, person, "lead_id", had->lead_id);
        doc_set_time(arena, person, "at", had->at);
    }
    return doc;
}
