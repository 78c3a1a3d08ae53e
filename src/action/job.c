#include "action/job.h"

#include "action/access_inner.h"
#include "action/context_inner.h"
#include "action/job_inner.h"
#include "action/upload.h"
#include "base/json.h"
#include "base/text.h"

#include <string.h>
#include <sys/stat.h>

enum { NAME_LONGEST = 200 };

static const struct {
    const char *name;
    bool over;
} states[JOB_STATES] = {
    [JOB_HELD] = {"held", false},          [JOB_WAITING] = {"waiting", false},
    [JOB_RUNNING] = {"running", false},    [JOB_TRIED] = {"tried", true},
    [JOB_DONE] = {"done", true},           [JOB_FAILED] = {"failed", true},
    [JOB_CANCELLED] = {"cancelled", true},
};

const char *job_state_name(JobState state)
{
    return states[state].name;
}

bool job_state_over(JobState state)
{
    return states[state].over;
}

static JobState state_named(const char *name)
{
    int state = 0;
    while (state < JOB_STATES - 1 && !text_equal(states[state].name, name))
        state++;
    return (JobState)state;
}

/* --- what was asked, as JSON --- */

static char *write_asked(Arena *arena, const JobAsked *asked)
{
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "source", asked->source);
    doc_set_text(arena, doc, "cadence", asked->cadence);
    doc_set_text(arena, doc, "owner", asked->owner);
    Doc *maps = doc_set_array(arena, doc, "maps");
    for (size_t i = 0; i < asked->map_count; i++)
        doc_add_text(arena, maps, asked->maps[i]);
    doc_set_bool(arena, doc, "dry_run", asked->dry_run);
    auto_buf Buf text = buf_new(JSON_LONGEST);
    doc_write_json(doc, &text, 0);
    return arena_strndup(arena, text.at, text.length);
}

bool job_read_asked(Arena *arena, const char *text, JobAsked *asked, Err *err)
{
    const Doc *doc = json_parse(arena, text, strlen(text), err);
    if (!doc)
        return err_at(err, "the job's options");
    const Doc *maps = doc_get(doc, "maps"), *dry_run = doc_get(doc, "dry_run");
    JobAsked made = {.source = doc_text(doc, "source"),
                     .cadence = doc_text(doc, "cadence"),
                     .owner = doc_text(doc, "owner"),
                     .dry_run = dry_run && dry_run->truth};
    const char **list = arena_array(arena, maps ? maps->count : 0, sizeof *list);
    for (const Doc *map = maps ? maps->first : NULL; map; map = map->next)
        list[made.map_count++] = map->text;
    made.maps = list;
    *asked = made;
    return true;
}

/* --- showing --- */

static bool show_row(const Context *context, Arena *arena, const struct job_get_row *row,
                     JobShown *job, Err *err)
{
    const struct user_list_row *user = context_find_user(context, row->user_id);
    JobShown made = {.id = row->id,
                     .user_id = row->user_id,
                     .user_name = user ? user->name : NULL,
                     .name = row->name,
                     .state = state_named(row->state),
                     .rows_done = row->rows_done,
                     .bytes_done = row->bytes_done,
                     .bytes_total = row->bytes_total,
                     .error = row->error,
                     .has_rejects = row->rejects != 0,
                     .has_file = row->path != NULL,
                     .cancelling = row->cancelling != 0,
                     .made_at = row->made_at,
                     .started_at = row->started_at,
                     .ended_at = row->ended_at};
    if (!job_read_asked(arena, row->asked, &made.asked, err))
        return false;
    if (row->result)
        made.result = json_parse(arena, row->result, strlen(row->result), err);
    if (row->result && !made.result)
        return err_at(err, "the job's result");
    *job = made;
    return true;
}

static bool get_row(Context *context, Arena *arena, int64_t id, struct job_get_row *row, Err *err)
{
    bool found;
    if (!sql_job_get(context->db, arena,
                     &(struct job_get_in){.workspace = context->workspace, .id = id}, row, &found,
                     err))
        return false;
    return (found && access_user(context, row->user_id)) ||
           err_field(err, ERR_MISSING, "job", "there is no job %lld", (long long)id);
}

bool job_show(Context *context, Arena *arena, int64_t id, JobShown *job, Err *err)
{
    struct job_get_row row;
    return get_row(context, arena, id, &row, err) && show_row(context, arena, &row, job, err);
}

bool job_list(Context *context, Arena *arena, JobsShown *jobs, Err *err)
{
    struct job_list_rows rows;
    if (!sql_job_list(context->db, arena,
                      &(struct job_list_in){.workspace = context->workspace,
                                            .user_id = access_all(context) ? 0 : context->user,
                                            .most = JOBS_SHOWN},
                      &rows, err))
        return false;
    JobShown *made = arena_array(arena, rows.count, sizeof *made);
    for (size_t i = 0; i < rows.count; i++)
        if (!show_row(context, arena, &rows.at[i], &made[i], err))
            return false;
    *jobs = (JobsShown){made, rows.count};
    return true;
}

bool job_rejects(Context *context, Arena *arena, int64_t id, JobRejects *rejects, Err *err)
{
    struct job_get_row row;
    struct job_file_get_row file;
    bool found;
    if (!get_row(context, arena, id, &row, err) ||
        !sql_job_file_get(context->db, arena,
                          &(struct job_file_get_in){.workspace = context->workspace, .job_id = id},
                          &file, &found, err))
        return false;
    if (!found)
        return err_field(err, ERR_MISSING, "job", "no rows of %s were rejected", row.name);
    *rejects = (JobRejects){.name = arena_printf(arena, "%s.rejected.csv", row.name),
                            .bytes = file.bytes.at,
                            .length = file.bytes.length,
                            .cut = file.cut != 0};
    return true;
}

static bool file_gone(const char *name, Err *err)
{
    return err_set(err, ERR_CONFLICT, "%s is not here any more: give the file again", name);
}

bool job_file(Context *context, Arena *arena, int64_t id, const char **path, const char **name,
              Err *err)
{
    struct job_get_row row;
    if (!get_row(context, arena, id, &row, err))
        return false;
    if (!row.path)
        return file_gone(row.name, err);
    *path = row.path;
    *name = row.name;
    return true;
}

/* --- making and starting --- */

/* The last part of what a browser calls a file. */
static const char *clean_name(Arena *arena, const char *name)
{
    const char *given = text_or(name, "");
    for (const char *at = given; *at; at++)
        if (*at == '/' || *at == '\\')
            given = at + 1;
    return text_or(text_clean(arena, given, strlen(given), NAME_LONGEST), "upload");
}

bool job_hold_import(Context *context, Arena *arena, const char *path, const char *name,
                     JobShown *job, Err *err)
{
    int64_t id;
    struct stat facts;
    if (stat(path, &facts) != 0)
        return err_set(err, ERR_BROKEN, "the file that came in is not there");
    return context_id(context, &id, err) &&
           sql_job_insert(context->db,
                          &(struct job_insert_in){.workspace = context->workspace,
                                                  .id = id,
                                                  .user_id = context->user,
                                                  .name = clean_name(arena, name),
                                                  .path = path,
                                                  .bytes_total = (int64_t)facts.st_size,
                                                  .now = context->now},
                          err) &&
           job_show(context, arena, id, job, err);
}

/* What can be told at once need not fail later: the file, its columns, the owner, the cadence. */
static bool check_asked(Context *context, const struct job_get_row *row, const JobAsked *asked,
                        Err *err)
{
    Reader *reader;
    int64_t owner;
    const Cadence *cadence;
    if ((asked->owner && !access_owner_named(context, asked->owner, &owner, err)) ||
        (asked->cadence && !context_cadence_named(context, asked->cadence, &cadence, err)) ||
        !job_open_reader(row->path, row->name, asked->maps, asked->map_count, &reader, err))
        return false;
    reader_close(reader);
    return true;
}

bool job_start_import(Context *context, Arena *arena, int64_t id, const JobAsked *asked,
                      JobShown *job, Err *err)
{
    struct job_get_row row;
    bool found;
    if (!get_row(context, arena, id, &row, err))
        return false;
    if (!row.path)
        return file_gone(row.name, err);
    if (!check_asked(context, &row, asked, err) ||
        !sql_job_start(context->db,
                       &(struct job_start_in){.workspace = context->workspace,
                                              .id = id,
                                              .asked = write_asked(arena, asked)},
                       &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_CONFLICT, "the import of %s is %s already", row.name, row.state);
    return job_show(context, arena, id, job, err);
}

bool job_cancel(Context *context, Arena *arena, int64_t id, JobShown *job, Err *err)
{
    struct job_get_row row;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) || !get_row(context, arena, id, &row, err))
        return false;
    if (text_equal(row.state, "done") || text_equal(row.state, "cancelled"))
        return err_set(err, ERR_CONFLICT, "the import of %s is %s already", row.name, row.state);
    if (!sql_job_cancel(
            context->db,
            &(struct job_cancel_in){.workspace = context->workspace, .id = id, .now = context->now},
            err) ||
        !job_show(context, arena, id, job, err) || !db_commit(&txn, err))
        return false;
    if (!job->has_file)
        upload_remove(row.path);
    return true;
}
