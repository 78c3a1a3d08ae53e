#include "web/page_import.h"

#include "base/text.h"
#include "view/view_import.h"
#include "web/page_choices.h"

#include <string.h>

enum { SURE = 80 };

/* What a person chose for this column: "3=company". */
static const char *chosen_map(const JobAsked *asked, size_t number, Arena *arena)
{
    const char *prefix = arena_printf(arena, "%zu=", number);
    for (size_t i = 0; i < asked->map_count; i++)
        if (text_starts(asked->maps[i], prefix))
            return asked->maps[i];
    return "";
}

static void add_choice(Arena *arena, Doc *list, const char *value, const char *said, bool chosen)
{
    Doc *entry = doc_add_object(arena, list);
    doc_set_text(arena, entry, "value", value);
    doc_set_text(arena, entry, "said", said);
    doc_set_bool(arena, entry, "chosen", chosen);
}

/* As found first, which says nothing when the form is sent; then every field there is. */
static void add_choices(Arena *arena, Doc *entry, const JobAsked *asked, size_t number)
{
    const char *chosen = chosen_map(asked, number, arena), *field = doc_text(entry, "field");
    const char *detail = doc_text(entry, "detail");
    const char *found = field    ? detail ? arena_printf(arena, "%s (%s)", field, detail) : field
                        : detail ? detail
                                 : "kept in the note";
    Doc *choices = doc_set_array(arena, entry, "choices");
    add_choice(arena, choices, "", text_empty(chosen) ? found : "as Beck finds it", !chosen[0]);
    for (const char *const *name = columns_field_names(); *name; name++) {
        const char *value = arena_printf(arena, "%zu=%s", number, *name);
        add_choice(arena, choices, value, columns_field_about(*name), text_equal(value, chosen));
    }
    doc_set_bool(arena, entry, "unsure", field && doc_int(entry, "sure") < SURE);
}

/* The first of a kind, for a narrow table. */
static void add_ways(Arena *arena, Doc *row)
{
    const char *number = NULL, *email = NULL;
    for (const Doc *way = doc_get(row, "addresses")->first; way; way = way->next) {
        const char *kind = doc_text(way, "kind"), *value = doc_text(way, "value");
        if (text_equal(kind, "email"))
            email = email ? email : value;
        else if (!text_equal(kind, "postal") && !text_equal(kind, "url"))
            number = number ? number : value;
    }
    doc_set_text(arena, row, "number", number);
    doc_set_text(arena, row, "email", email);
    doc_set_text(arena, row, "reason", doc_text(row, "rejected"));
}

void page_import_preview(Request *request, Doc *doc, const JobShown *job,
                         const ImportPreview *preview)
{
    Arena *arena = request->arena;
    Doc *shown = view_import_preview(arena, preview);
    const Doc *columns = doc_get(shown, "columns"), *rows = doc_get(shown, "rows");
    size_t number = 0;
    for (Doc *entry = columns->first; entry; entry = entry->next)
        add_choices(arena, entry, &job->asked, ++number);
    for (Doc *row = rows->first; row; row = row->next)
        add_ways(arena, row);
    doc_set_text(arena, shown, "source", job->asked.source);
    page_choose_cadences(request, shown, "cadences", job->asked.cadence);
    page_choose_users(request, shown, "owners", job->asked.owner);
    doc_set(doc, "preview", shown);
}

Doc *page_vcards(Arena *arena, const VcardsCaptured *cards)
{
    static const char *const states[] = {[CAPTURE_ADDED] = "added",
                                         [CAPTURE_UPDATED] = "updated",
                                         [CAPTURE_DUPLICATE] = "duplicate"};
    Doc *doc = doc_object(arena), *list = doc_set_array(arena, doc, "cards");
    for (size_t i = 0; i < cards->count; i++) {
        const VcardCaptured *card = &cards->at[i];
        Doc *entry = doc_add_object(arena, list);
        doc_set_text(arena, entry, "name", card->name);
        doc_set_id(arena, entry, "lead_id", card->captured.lead_id);
        doc_set_text(arena, entry, "state",
                     card->reason ? "rejected" : states[card->captured.state]);
        doc_set_text(arena, entry, "said", card->captured.said);
        doc_set_text(arena, entry, "reason", card->reason);
    }
    doc_set_bool(arena, doc, "more", cards->more);
    return doc;
}
