/* Whether a text goes by itself, and what could be texted. */
#include "action/text_now_inner.h"

#include "action/aside_inner.h"
#include "action/send_inner.h"
#include "base/text.h"

#include <stdlib.h>

/* --- by what ---------------------------------------------------------------------------------- */

bool text_way_find(Context *context, Arena *arena, const LoadedLead *loaded, TextWay *way, Err *err)
{
    SendGate gate;
    bool busy;
    size_t place = 0;
    if (!send_gate_read(context, arena, &gate, err) ||
        !aside_is_taken(context, arena, loaded, &busy, err))
        return false;
    const struct sender_list_row *row =
        sender_row_of(&gate.senders, loaded->lead.owner_id, CHANNEL_TEXT);
    Time at = row && send_gate_find(&gate, row->id, &place) ? send_gate_next(context, &gate, place)
                                                            : TIME_NONE;
    bool works = at != TIME_NONE;
    *way = (TextWay){.machine = works && !busy && loaded->has_next,
                     .at = at,
                     .later_why = at > context->now ? "the gateway goes no faster" : NULL,
                     .from = row ? row->address : NULL,
                     .why = !row     ? "there is no gateway that Beck may send texts by"
                            : !works ? "the gateway is off, or has sent what it may today"
                            : busy   ? "another message to them is on its way"
                                     : NULL};
    way->pictures = row && sender_takes_pictures(context, arena, row);
    return true;
}

Time text_way_later(const Context *context, const TextWay *way)
{
    return way->machine && way->at > context->now ? way->at : TIME_NONE;
}

/* --- the draft -------------------------------------------------------------------------------- */

static int newest_first(const void *one, const void *other)
{
    const FileShown *a = one, *b = other;
    return a->id < b->id ? 1 : a->id > b->id ? -1 : 0;
}

static bool list_what(Context *context, Arena *arena, TextNow *draft, Err *err)
{
    struct text_now_contents_rows rows;
    if (!file_list(context, arena, draft->lead_id, &draft->files, err) ||
        !sql_text_now_contents(
            context->db, arena,
            &(struct text_now_contents_in){.workspace = context->workspace,
                                           .contact_id = draft->contact_id,
                                           .text = (int64_t)CHANNEL_BIT(CHANNEL_TEXT),
                                           .most = TEXT_NOW_CONTENTS},
            &rows, err))
        return false;
    if (draft->files.count)
        qsort(draft->files.at, draft->files.count, sizeof *draft->files.at, newest_first);
    if (draft->files.count > TEXT_NOW_FILES)
        draft->files.count = TEXT_NOW_FILES;
    draft->contents = arena_array(arena, rows.count, sizeof *draft->contents);
    draft->content_count = rows.count;
    for (size_t i = 0; i < rows.count; i++)
        draft->contents[i] = (TextNowContent){.id = rows.at[i].id,
                                              .kind = rows.at[i].kind,
                                              .title = rows.at[i].title,
                                              .had = rows.at[i].had != 0};
    return true;
}

bool text_now_draft(Context *context, Arena *arena, int64_t lead_id, const char *to, TextNow *draft,
                    Err *err)
{
    LoadedLead loaded;
    const LoadedPerson *person;
    const char *url = NULL;
    TextWay way;
    TextTotal costs;
    if (!lead_load(context, arena, lead_id, LOAD_READ, &loaded, err) ||
        !text_to_find(arena, &loaded, to, &person, err) ||
        !text_way_find(context, arena, &loaded, &way, err) ||
        !context_setting(context, "public_url", &url, err) ||
        !text_total_begin(context, arena, loaded.lead.owner_id, &costs, err))
        return false;
    const struct address_get_row *cell = text_to_cell(person, NULL);
    if (cell)
        text_to_wait(context, arena, &loaded, cell->id, &way);
    TextNow made = {.lead_id = lead_id,
                    .lead_name = loaded.lead.name,
                    .contact_id = person->contact.id,
                    .contact_name = person->contact.name,
                    .cell = cell ? cell->value : NULL,
                    .suggested = cell ? NULL : text_to_mobile(context, person),
                    .machine = way.machine,
                    .later_at = text_way_later(context, &way),
                    .later_why = way.later_why,
                    .why = way.why,
                    .pictures = way.pictures,
                    .costs = costs,
                    .linkable = !text_empty(url)};
    if (!list_what(context, arena, &made, err))
        return false;
    *draft = made;
    return true;
}
