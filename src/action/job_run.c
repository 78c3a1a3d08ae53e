/* Running jobs: the claim, the signs of life, and what comes of it. */
#include "action/job_inner.h"

#include "action/context_inner.h"
#include "action/upload.h"
#include "base/text.h"
#include "base/vec.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { JOBS_AT_ONCE = 20, SIGN_MS = 1000, BUSY_WAIT = 30, RESULT_MOST = 4 * 1024 * 1024 };

typedef struct Running {
    Context *context;
    Arena *arena;
    const JobRun *run;
    struct job_get_row row;
    JobAsked asked;
    int64_t began, signed_at; /* clock_ticking() */
    ImportProgress progress;
    bool cancelled;
    volatile sig_atomic_t stop;
} Running;

bool job_open_reader(const char *path, const char *name, const char *const *maps, size_t map_count,
                     Reader **reader, Err *err)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return err_set(err, ERR_CONFLICT, "%s is not here any more: give the file again", name);
    return reader_open_fd(file, name, &(ReaderOptions){.maps = maps, .map_count = map_count},
                          reader, err);
}

bool jobs_waiting(Context *context, Arena *arena, int64_t **ids, size_t *count, Err *err)
{
    struct job_ready_rows rows;
    if (!sql_job_ready(context->db, arena,
                       &(struct job_ready_in){.workspace = context->workspace,
                                              .now = context->now,
                                              .most = JOBS_AT_ONCE},
                       &rows, err))
        return false;
    int64_t *made = arena_array(arena, rows.count, sizeof *made);
    for (size_t i = 0; i < rows.count; i++)
        made[i] = rows.at[i].id;
    *ids = made;
    *count = rows.count;
    return true;
}

/* The context's clock stands still; a lease does not. */
static Time now_of(const Running *running)
{
    enum { THOUSAND = 1000 };
    return running->context->now + (clock_ticking() - running->began) / THOUSAND;
}

/* A sign of life, at most each second; it also brings word that the job is not wanted any more.
 * What cannot be written now is written the next time: of two that run one job the import itself
 * sees to it that one gives way. */
static void give_sign(Running *running)
{
    Context *context = running->context;
    int64_t ticking = clock_ticking();
    struct job_progress_row row;
    bool found;
    Err ignored;
    if (running->asked.dry_run || ticking - running->signed_at < SIGN_MS)
        return;
    running->signed_at = ticking;
    auto_arena Arena *scratch = arena_new();
    if (!sql_job_progress(context->db, scratch,
                          &(struct job_progress_in){.workspace = context->workspace,
                                                    .id = running->row.id,
                                                    .rows_done = (int64_t)running->progress.rows,
                                                    .bytes_done = (int64_t)running->progress.bytes,
                                                    .bytes_total = (int64_t)running->progress.total,
                                                    .until = now_of(running) + JOB_LEASE},
                          &row, &found, &ignored) ||
        !found || !row.cancelling)
        return;
    running->cancelled = true;
    running->stop = 1;
}

static void told(const ImportProgress *progress, void *argument)
{
    Running *running = argument;
    running->progress = *progress;
    if (running->run->stop && *running->run->stop)
        running->stop = 1;
    give_sign(running);
}

/* Messages name the file as its user does. */
static const char *without_path(Running *running, const char *text)
{
    const char *path = running->row.path, *at = text ? strstr(text, path) : NULL;
    return at ? arena_printf(running->arena, "%.*s%s%s", (int)(at - text), text, running->row.name,
                             at + strlen(path))
              : text;
}

static void name_files(Running *running, ImportResult *result)
{
    for (size_t i = 0; i < result->file_count; i++) {
        result->files[i].path = running->row.name;
        result->files[i].rejects_path = without_path(running, result->files[i].rejects_path);
    }
    for (size_t i = 0; i < result->reject_count; i++)
        result->rejects[i].file = running->row.name;
}

/* --- what is left to be downloaded --- */

static bool read_rejects(const char *path, Buf *bytes, Err *err)
{
    char part[65536];
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = 1;
    if (file < 0)
        return err_set(err, ERR_BROKEN, "the rejected rows cannot be read: %s", strerror(errno));
    while (got > 0 && !bytes->over) {
        got = read(file, part, sizeof part);
        size_t room = bytes->maximum - bytes->length;
        bytes->over = got > 0 && (size_t)got > room;
        buf_add(bytes, part, got < 0 ? 0 : bytes->over ? room : (size_t)got);
    }
    close(file);
    return got >= 0 || err_set(err, ERR_BROKEN, "the rejected rows cannot be read");
}

/* Cut, where it is too long, behind a whole line. */
static bool keep_rejects(Running *running, const ImportResult *result, Err *err)
{
    const char *path = result->file_count ? result->files[0].rejects_path : NULL;
    if (!path)
        return true;
    auto_buf Buf bytes = buf_new(JOB_REJECTS_MOST);
    if (!read_rejects(path, &bytes, err))
        return false;
    while (bytes.over && bytes.length && bytes.at[bytes.length - 1] != '\n')
        bytes.length--;
    return sql_job_file_put(running->context->db,
                            &(struct job_file_put_in){.workspace = running->context->workspace,
                                                      .job_id = running->row.id,
                                                      .bytes = {bytes.at, bytes.length},
                                                      .cut = bytes.over},
                            err);
}

/* --- ends --- */

static bool end(Running *running, JobState state, const char *result, const char *error, Err *err)
{
    bool keeps_file = state == JOB_TRIED || state == JOB_FAILED;
    return sql_job_end(running->context->db,
                       &(struct job_end_in){.workspace = running->context->workspace,
                                            .id = running->row.id,
                                            .state = job_state_name(state),
                                            .path = keeps_file ? running->row.path : NULL,
                                            .rows_done = (int64_t)running->progress.rows,
                                            .result = result,
                                            .error = error,
                                            .now = now_of(running)},
                       err);
}

static bool wait(Running *running, Time after, Err *err)
{
    return sql_job_wait(running->context->db,
                        &(struct job_wait_in){.workspace = running->context->workspace,
                                              .id = running->row.id,
                                              .after = after},
                        err);
}

static bool end_good(Running *running, ImportResult *result, Err *err)
{
    auto_txn Txn txn = {0};
    auto_buf Buf json = buf_new(RESULT_MOST);
    const char *path = running->row.path;
    if (!db_begin(&txn, running->context->db, TXN_WRITE, err) ||
        !keep_rejects(running, result, err))
        return false;
    name_files(running, result);
    doc_write_json(running->run->document(running->arena, result, running->asked.dry_run), &json,
                   0);
    running->progress.rows = result->read;
    JobState state = running->cancelled       ? JOB_CANCELLED
                     : running->asked.dry_run ? JOB_TRIED
                                              : JOB_DONE;
    if (!end(running, state, json.over ? NULL : json.at, NULL, err) || !db_commit(&txn, err))
        return false;
    if (state != JOB_TRIED)
        upload_remove(path);
    return true;
}

/* In another's way is not wrong; all else is for the user to read. */
static bool end_bad(Running *running, const Err *why, Err *err)
{
    if (why->kind == ERR_BUSY)
        return wait(running, now_of(running) + BUSY_WAIT, err);
    return end(running, JOB_FAILED, NULL, without_path(running, why->message), err);
}

static bool import(Running *running, Err *err)
{
    const JobAsked *asked = &running->asked;
    ImportResult result;
    Err why;
    ImportOptions options = {.paths = &running->row.path,
                             .path_count = 1,
                             .source = asked->source,
                             .cadence = asked->cadence,
                             .owner = asked->owner,
                             .maps = asked->maps,
                             .map_count = asked->map_count,
                             .dry_run = asked->dry_run,
                             .most = asked->dry_run ? JOB_TRIAL_ROWS : 0,
                             .stop = &running->stop,
                             .wanted = running->run->wanted,
                             .wanted_context = running->run->wanted_context,
                             .told = told,
                             .told_context = running};
    if (!import_leads(running->context, running->arena, &options, &result, &why))
        return end_bad(running, &why, err);
    if (result.stopped && !running->cancelled)
        return wait(running, TIME_NONE, err);
    return end_good(running, &result, err);
}

static bool claim(Running *running, Err *err)
{
    Context *context = running->context;
    int64_t id = running->row.id;
    bool found;
    if (!sql_job_claim(context->db,
                       &(struct job_claim_in){.workspace = context->workspace,
                                              .id = id,
                                              .now = context->now,
                                              .until = context->now + JOB_LEASE},
                       &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_BUSY, "job %lld is being run, or need not be", (long long)id);
    return sql_job_get(context->db, running->arena,
                       &(struct job_get_in){.workspace = context->workspace, .id = id},
                       &running->row, NULL, err);
}

static bool run_claimed(Running *running, Err *err)
{
    return job_read_asked(running->arena, running->row.asked, &running->asked, err) &&
           (running->row.path
                ? import(running, err)
                : end(running, JOB_FAILED, NULL, "the file is not here any more", err));
}

bool job_run(Context *context, int64_t id, const JobRun *run, Err *err)
{
    auto_arena Arena *arena = arena_new();
    Running running = {
        .context = context, .arena = arena, .run = run, .row.id = id, .began = clock_ticking()};
    running.signed_at = running.began;
    if (!claim(&running, err))
        return false;
    int64_t user = context->user;
    const struct user_list_row *me = context->me;
    context->user = running.row.user_id;
    context->me = context_find_user(context, context->user);
    bool done = run_claimed(&running, err);
    context->user = user;
    context->me = me;
    return done;
}

bool jobs_tidy(Context *context, Err *err)
{
    auto_arena Arena *arena = arena_new();
    Time before = context->now - JOB_FILE_KEPT;
    struct job_old_rows rows;
    struct job_paths_rows kept;
    if (!sql_job_old(context->db, arena,
                     &(struct job_old_in){.workspace = context->workspace, .before = before}, &rows,
                     err))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        if (!sql_job_forget_file(
                context->db,
                &(struct job_forget_file_in){.workspace = context->workspace, .id = rows.at[i].id},
                err))
            return false;
        upload_remove(rows.at[i].path);
    }
    /* All workspaces of a database have one folder. */
    if (!sql_job_paths(context->db, arena, &kept, err))
        return false;
    const char **paths = arena_array(arena, kept.count + 1, sizeof *paths);
    for (size_t i = 0; i < kept.count; i++)
        paths[i] = kept.at[i].path;
    return upload_sweep(context, before, paths, err);
}
