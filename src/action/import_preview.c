#include "action/import_preview.h"

#include "action/context_inner.h"
#include "action/job_inner.h"

ReaderFacts import_copy_facts(Arena *arena, const ReaderFacts *from)
{
    ReaderFacts facts = *from;
    Column *columns = arena_array(arena, from->column_count, sizeof *columns);
    for (size_t i = 0; i < from->column_count; i++)
        columns[i] = (Column){.header = arena_strdup(arena, from->columns[i].header),
                              .field = arena_strdup(arena, from->columns[i].field),
                              .detail = arena_strdup(arena, from->columns[i].detail),
                              .sample = arena_strdup(arena, from->columns[i].sample),
                              .sure = from->columns[i].sure};
    facts.columns = columns;
    facts.encoding = arena_strdup(arena, from->encoding);
    facts.sheet = arena_strdup(arena, from->sheet);
    return facts;
}

static bool read_rows(Arena *arena, Reader *reader, const DraftHabit *habit, ImportPreview *preview,
                      Err *err)
{
    while (preview->row_count < PREVIEW_ROWS) {
        ExchangeRow row;
        Err fault;
        if (!reader_next(reader, arena, &row, err))
            return false;
        if (row.state == ROW_END)
            return true;
        PreviewRow *made = &preview->rows[preview->row_count++];
        *made = (PreviewRow){.line = row.line, .reason = row.reason};
        if (row.state == ROW_GOOD && !draft_from_row(arena, &row, habit, &made->draft, &fault))
            made->reason = arena_strdup(arena, fault.message);
    }
    return true;
}

bool import_preview(Context *context, Arena *arena, int64_t job_id, const char *const *maps,
                    size_t map_count, ImportPreview *preview, Err *err)
{
    const char *path;
    Reader *reader;
    ImportPreview made = {.rows = arena_array(arena, PREVIEW_ROWS, sizeof *made.rows)};
    if (!job_file(context, arena, job_id, &path, &made.name, err) ||
        !job_open_reader(path, made.name, maps, map_count, &reader, err))
        return false;
    const DraftHabit habit = {
        .country = context->country, .zone = context_zone(context), .now = context->now};
    made.facts = import_copy_facts(arena, reader_facts(reader));
    bool read = read_rows(arena, reader, &habit, &made, err);
    reader_close(reader);
    if (read)
        *preview = made;
    return read;
}
