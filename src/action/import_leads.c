#include "action/import_leads.h"

#include "action/capture_inner.h"
#include "action/import_batch.h"
#include "action/import_preview.h"
#include "action/import_rejects.h"
#include "action/level.h"
#include "base/digest.h"
#include "base/text.h"
#include "base/vec.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    COLLISIONS_MOST = 20, /* of one transaction, before it is given up */
    COUNTED_ROWS = 200    /* so many are worth to be counted for the engine's plans */
};

typedef struct Importing {
    Context *context;
    Arena *arena; /* of the result */
    Arena *scratch;
    const ImportOptions *options;
    CaptureOptions capture;
    ImportResult *result;
    VEC(ImportReject) rejects;
    VEC(ImportFile) files;
    VEC(int64_t) ids; /* of the files' rows in `import`: all are under way until the last is read */
    Time since;       /* the first of them began */

    /* The file under way. */
    const char *path;
    TableKind table;
    int64_t id; /* of its row in `import`; 0: a dry run */
    uint64_t done;
    ImportResult counts; /* of this file, with what an earlier run did */
    RejectFile *reject_file;
    uint64_t rejects_size; /* of it, that an earlier run answers for */
    int64_t told;          /* clock_ticking() */
    uint64_t optimize_at;  /* of counts.added: see optimize_now() */
} Importing;

/* Tells two files apart without reading them whole: size, both ends, and what was asked. */
static bool digest_file(Importing *importing, const char *path, const char **digest, Err *err)
{
    enum { END_BYTES = 65536 };
    struct stat facts;
    static const char none[] = "";
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &facts) != 0) {
        int why = errno;
        if (file >= 0)
            close(file);
        return err_set(err, why == ENOENT ? ERR_MISSING : ERR_DENIED, "%s: %s", path,
                       strerror(why));
    }
    char *bytes = arena_alloc(importing->scratch, END_BYTES);
    Digest made = digest_of(NULL, &facts.st_size, sizeof facts.st_size);
    ssize_t count = pread(file, bytes, END_BYTES, 0);
    made = digest_more(made, bytes, count > 0 ? (size_t)count : 0);
    off_t tail = facts.st_size > END_BYTES ? facts.st_size - END_BYTES : 0;
    count = pread(file, bytes, END_BYTES, tail);
    made = digest_more(made, bytes, count > 0 ? (size_t)count : 0);
    close(file);
    const ImportOptions *options = importing->options;
    const char *asked[] = {options->source, options->cadence, options->owner};
    for (size_t i = 0; i < 3; i++)
        made = digest_more(made, text_or(asked[i], none), strlen(text_or(asked[i], none)) + 1);
    for (size_t i = 0; i < options->map_count; i++)
        made = digest_more(made, options->maps[i], strlen(options->maps[i]) + 1);
    *digest = digest_hex(importing->scratch, made);
    return true;
}

static bool others_file(const Importing *importing, Err *err)
{
    return err_set(err, ERR_BUSY,
                   "%s is being imported by another process just now; let it end, or give the "
                   "same command again to go on with what it leaves",
                   importing->path);
}

static bool insert_import(Importing *importing, const char *digest, Err *err)
{
    Context *context = importing->context;
    importing->since = context->now < importing->since ? context->now : importing->since;
    if (!context_id(context, &importing->id, err))
        return false;
    if (sql_import_insert(context->db,
                          &(struct import_insert_in){.workspace = context->workspace,
                                                     .id = importing->id,
                                                     .user_id = context->user,
                                                     .path = importing->path,
                                                     .digest = digest,
                                                     .now = context->now},
                          err))
        return true;
    return err->kind == ERR_CONFLICT ? others_file(importing, err) : false;
}

/* The same file named twice is read once. */
static void go_on(Importing *importing, const struct import_under_way_row *row)
{
    bool again = false;
    for (size_t i = 0; i < importing->ids.count; i++)
        again = again || importing->ids.at[i] == row->id;
    importing->id = row->id;
    importing->done = (uint64_t)row->rows_done;
    importing->rejects_size = (uint64_t)row->rejects_size;
    importing->since = row->started_at < importing->since ? row->started_at : importing->since;
    if (!again)
        importing->counts = (ImportResult){.added = (uint64_t)row->added,
                                           .updated = (uint64_t)row->updated,
                                           .duplicates = (uint64_t)row->duplicates,
                                           .rejected = (uint64_t)row->rejected};
}

/* Goes on where an earlier run of the same file was cut short, or begins. Standard input has no
 * second time. */
static bool begin_file(Importing *importing, Err *err)
{
    Context *context = importing->context;
    importing->done = importing->rejects_size = 0;
    importing->id = 0;
    importing->counts = (ImportResult){0};
    if (importing->options->dry_run)
        return true;
    const char *digest = "-";
    struct import_under_way_row row;
    bool found = false;
    if (!text_equal(importing->path, "-") &&
        (!digest_file(importing, importing->path, &digest, err) ||
         !sql_import_under_way(
             context->db, importing->scratch,
             &(struct import_under_way_in){.workspace = context->workspace, .digest = digest}, &row,
             &found, err)))
        return false;
    if (found)
        go_on(importing, &row);
    else if (!insert_import(importing, digest, err))
        return false;
    *vec_push(importing->arena, &importing->ids) = importing->id;
    return true;
}

/* Before the rows are written: who is not first gives way. */
static bool claim_rows(Importing *importing, uint64_t until, Err *err)
{
    bool claimed;
    if (!sql_import_claim(importing->context->db,
                          &(struct import_claim_in){.workspace = importing->context->workspace,
                                                    .id = importing->id,
                                                    .rows_before = (int64_t)importing->done,
                                                    .rows_done = (int64_t)until},
                          &claimed, err))
        return err->kind == ERR_BUSY ? others_file(importing, err) : false;
    return claimed || others_file(importing, err);
}

/* Rejects stand on the disk before their rows count as done. */
static bool save_progress(Importing *importing, Err *err)
{
    const ImportResult *counts = &importing->counts;
    uint64_t rejects_size;
    return reject_file_sync(importing->reject_file, &rejects_size, err) &&
           sql_import_save(importing->context->db,
                           &(struct import_save_in){
                               .workspace = importing->context->workspace,
                               .id = importing->id,
                               .added = (int64_t)counts->added,
                               .updated = (int64_t)counts->updated,
                               .duplicates = (int64_t)counts->duplicates,
                               .rejected = (int64_t)counts->rejected,
                               .rejects_size = (int64_t)rejects_size,
                           },
                           err);
}

static bool reject(Importing *importing, const BatchItem *item, const char *reason, Err *err)
{
    importing->counts.rejected++;
    if (importing->rejects.count < IMPORT_REJECTS_KEPT) {
        ImportReject *kept = vec_push(importing->arena, &importing->rejects);
        *kept = (ImportReject){importing->path, item->line, arena_strdup(importing->arena, reason)};
    }
    return !importing->reject_file || reject_file_add(importing->reject_file, item->line, reason,
                                                      item->cells, item->cell_count, err);
}

static bool write_item(Importing *importing, Known *known, const BatchItem *item, Err *err)
{
    Captured captured;
    bool done = importing->table == TABLE_USERS
                    ? capture_user(importing->context, importing->scratch, &item->draft,
                                   item->manager, &captured, err)
                    : capture_draft(importing->context, importing->scratch, known, &item->draft,
                                    &importing->capture, &captured, err);
    if (!done)
        return false;
    switch (captured.state) {
    case CAPTURE_ADDED:
        importing->counts.added++;
        break;
    case CAPTURE_UPDATED:
        importing->counts.updated++;
        break;
    case CAPTURE_DUPLICATE:
        importing->counts.duplicates++;
        break;
    }
    return true;
}

/* The drafts that are people or companies; sellers are few and known. */
static bool ask_ahead(const Importing *importing, Known *known, const Batch *batch, size_t first,
                      size_t count, Err *err)
{
    const Draft *drafts[BATCH_ROWS];
    size_t asked = 0;
    for (size_t i = first; i < first + count; i++)
        if (!batch->items[i].reason && importing->table != TABLE_USERS)
            drafts[asked++] = &batch->items[i].draft;
    return known_ahead(known, drafts, asked, err);
}

/* Writes items[first … first + count) in one transaction; of a dry run, which has one for all, in a
 * part of it. */
static bool write_items_once(Importing *importing, const Batch *batch, size_t first, size_t count,
                             Err *err)
{
    enum { IDS_A_ROW = 8 }; /* account, person, lead, touch and addresses */
    ImportResult before = importing->counts;
    uint64_t done = importing->done;
    Context *context = importing->context;
    bool dry = importing->options->dry_run;
    auto_txn Txn txn = {0};
    bool begun =
        dry ? db_part_begin(context->db, err)
            : ids_reserve(context->db, context->workspace, (int64_t)count * IDS_A_ROW, err) &&
                  db_begin(&txn, context->db, TXN_WRITE, err);
    auto_known Known *known = known_new(context, count);
    bool written =
        begun && (dry || claim_rows(importing, batch->items[first + count - 1].number, err)) &&
        context_batch_begin(context, err) && ask_ahead(importing, known, batch, first, count, err);
    for (size_t i = first; written && i < first + count; i++) {
        ArenaMark mark = arena_mark(importing->scratch);
        if (!batch->items[i].reason)
            written = write_item(importing, known, &batch->items[i], err);
        arena_rewind(importing->scratch, mark);
        importing->done = batch->items[i].number;
    }
    written = written && context_batch_end(context, err);
    written = written && (dry ? db_part_keep(context->db, err)
                              : save_progress(importing, err) && db_commit(&txn, err));
    if (written)
        return true;
    Err undoing;
    if (dry && begun && !db_part_undo(context->db, &undoing))
        *err = undoing;
    importing->counts = before;
    importing->done = done;
    context_batch_drop(context);
    return false;
}

static bool write_items(Importing *importing, const Batch *batch, size_t first, size_t count,
                        Err *err)
{
    for (int tries = 1; !write_items_once(importing, batch, first, count, err); tries++)
        if (!db_collided(err) || tries == COLLISIONS_MOST)
            return false;
    return true;
}

static bool is_rows_fault(const Err *err)
{
    return err->kind == ERR_INPUT || err->kind == ERR_CONFLICT;
}

/* A row the store refuses must not cost its neighbours: the batch is written again row by row. */
static bool write_singly(Importing *importing, Batch *batch, Err *err)
{
    for (size_t i = 0; i < batch->count; i++) {
        BatchItem *item = &batch->items[i];
        if (write_items(importing, batch, i, 1, err))
            continue;
        if (!is_rows_fault(err))
            return false;
        item->reason = arena_strdup(batch->arena, err->message);
        if (!reject(importing, item, item->reason, err) ||
            !write_items(importing, batch, i, 1, err))
            return false;
    }
    return true;
}

static bool write_batch(Importing *importing, Batch *batch, Err *err)
{
    for (size_t i = 0; i < batch->count; i++)
        if (batch->items[i].reason &&
            !reject(importing, &batch->items[i], batch->items[i].reason, err))
            return false;
    if (!batch->count || write_items(importing, batch, 0, batch->count, err))
        return true;
    return is_rows_fault(err) && write_singly(importing, batch, err);
}

/* About four times a second. */
static void tell(Importing *importing, const ReaderProgress *read, bool resumed)
{
    enum { INTERVAL_MS = 250 };
    int64_t now = clock_ticking();
    if (!importing->options->told || now - importing->told < INTERVAL_MS)
        return;
    importing->told = now;
    ImportProgress progress = {read->rows, read->bytes, read->total, resumed};
    importing->options->told(&progress, importing->options->told_context);
}

/* What cannot be counted now, because others write, is counted with the next import: what was
 * brought in stays, and is no failure. */
static bool count_rows(Importing *importing, Err *err)
{
    Err busy;
    if (db_optimize(importing->context->db, &busy) || busy.kind == ERR_BUSY)
        return true;
    *err = busy;
    return false;
}

/* While it fills a new database: of an empty table PostgreSQL believes every index alike, and keeps
 * the plan it made then. Counted after the first batch, and whenever there is ten times as much. */
static bool optimize_now(Importing *importing, Err *err)
{
    enum { TIMES = 10 };
    if (importing->options->dry_run || importing->counts.added < importing->optimize_at)
        return true;
    importing->optimize_at = importing->counts.added * TIMES;
    return count_rows(importing, err);
}

/* A dry run holds the lock from its beginning to its end: waiting would only keep it longer. */
static void give_way(const Importing *importing)
{
    enum { STEP_MS = 5, STEPS = 50 };
    const ImportOptions *options = importing->options;
    for (int i = 0; i < STEPS && options->wanted && !options->dry_run &&
                    options->wanted(options->wanted_context);
         i++)
        poll(NULL, 0, STEP_MS);
}

static bool write_batches(Importing *importing, BatchFeed *feed, bool resumed, Err *err)
{
    importing->optimize_at = importing->counts.added + 1;
    for (bool last = false; !last;) {
        Batch *batch = batch_feed_next(feed);
        last = batch->last;
        if (!write_batch(importing, batch, err) || (!last && !optimize_now(importing, err)))
            return false;
        tell(importing, &batch->progress, resumed);
        give_way(importing);
        if (batch->failed) {
            *err = batch->err;
            return err_at(err, "%s", importing->path);
        }
        if (!last && importing->options->dry_run && importing->options->most &&
            importing->done >= importing->options->most) {
            importing->result->partial = true;
            return true;
        }
        if (!last && importing->options->stop && *importing->options->stop) {
            importing->result->stopped = true;
            return true;
        }
    }
    return true;
}

static bool run_feed(Importing *importing, Reader *reader, Err *err)
{
    const DraftHabit habit = {.country = importing->context->country,
                              .zone = context_zone(importing->context),
                              .now = importing->context->now,
                              .source = importing->options->source};
    bool resumed = importing->done > 0;
    BatchFeed *feed;
    auto_txn Txn dry = {0};
    if (importing->options->dry_run && !db_begin(&dry, importing->context->db, TXN_WRITE, err))
        return false;
    if (!batch_feed_open(reader, &habit, &feed, err))
        return false;
    bool done = write_batches(importing, feed, resumed, err);
    batch_feed_close(feed);
    importing->context->workers = importing->options->dry_run ? NULL : importing->context->workers;
    return done;
}

static bool open_reader(const Importing *importing, Reader **reader, Err *err)
{
    ReaderOptions options = {.maps = importing->options->maps,
                             .map_count = importing->options->map_count,
                             .skip = importing->done};
    return text_equal(importing->path, "-")
               ? reader_open_fd(dup(STDIN_FILENO), "standard input", &options, reader, err)
               : reader_open(importing->path, &options, reader, err);
}

static void add_counts(ImportResult *all, const ImportResult *file)
{
    all->added += file->added;
    all->updated += file->updated;
    all->duplicates += file->duplicates;
    all->rejected += file->rejected;
    all->read = all->added + all->updated + all->duplicates + all->rejected;
}

static bool import_opened(Importing *importing, Reader *reader, Err *err)
{
    const ReaderFacts *facts = reader_facts(reader);
    ImportFile *file = vec_push(importing->arena, &importing->files);
    file->path = importing->path;
    file->resumed_at = importing->done;
    file->facts = import_copy_facts(importing->arena, facts);
    importing->table = facts->table;
    if (facts->table == TABLE_PRODUCTS)
        return err_set(err, ERR_INPUT,
                       "%s is a table of products; Beck takes people, companies, sellers and deals",
                       importing->path);
    if (!importing->options->dry_run)
        importing->reject_file = reject_file_new(importing->arena, importing->options->rejects_path,
                                                 importing->path, facts, importing->rejects_size);
    bool done = run_feed(importing, reader, err);
    bool gave_way = !done && err->kind == ERR_BUSY;
    Err closing;
    if (!reject_file_close(importing->reject_file, !gave_way, &file->rejects_path, &closing) &&
        done) {
        *err = closing;
        done = false;
    }
    importing->reject_file = NULL;
    add_counts(importing->result, &importing->counts);
    return done;
}

static bool import_file(Importing *importing, const char *path, Err *err)
{
    Reader *reader;
    importing->path = path;
    arena_reset(importing->scratch);
    /* The reader first: a file that cannot be read leaves no trace of an import. */
    importing->done = 0;
    if (!open_reader(importing, &reader, err))
        return false;
    if (!begin_file(importing, err)) {
        reader_close(reader);
        return false;
    }
    if (importing->done) {
        reader_close(reader);
        if (!open_reader(importing, &reader, err))
            return false;
    }
    bool done = import_opened(importing, reader, err);
    reader_close(reader);
    return done;
}

static bool check_options(Importing *importing, Err *err)
{
    const ImportOptions *options = importing->options;
    const Cadence *cadence;
    if (options->owner &&
        !context_user_named(importing->context, options->owner, &importing->capture.owner_id, err))
        return false;
    return !options->cadence ||
           context_cadence_named(importing->context, options->cadence, &cadence, err);
}

/* The files end together with what is done once for all of them: cut short before, the same command
 * goes on with each where it was. */
static bool end_all_once(Importing *importing, Err *err)
{
    Context *context = importing->context;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        (importing->result->added && !level_met(context, importing->arena, importing->since, err)))
        return false;
    for (size_t i = 0; i < importing->ids.count; i++)
        if (!sql_import_end(context->db,
                            &(struct import_end_in){.workspace = context->workspace,
                                                    .id = importing->ids.at[i],
                                                    .now = context->now},
                            err))
            return false;
    return db_commit(&txn, err);
}

static bool end_all(Importing *importing, Err *err)
{
    for (int tries = 1; !end_all_once(importing, err); tries++) {
        if (!db_collided(err) || tries == COLLISIONS_MOST)
            return false;
        importing->context->workers = NULL;
    }
    /* A few more rows change no plan, and counting takes longer than they did. */
    return importing->result->added < COUNTED_ROWS || count_rows(importing, err);
}

bool import_leads(Context *context, Arena *arena, const ImportOptions *options,
                  ImportResult *result, Err *err)
{
    ImportResult made = {0};
    auto_arena Arena *scratch = arena_new();
    Importing importing = {.context = context,
                           .arena = arena,
                           .scratch = scratch,
                           .options = options,
                           .since = context->now,
                           .capture = {.cadence = options->cadence, .full_load = true},
                           .result = &made};
    if (!check_options(&importing, err))
        return false;
    for (size_t i = 0; i < options->path_count && !made.stopped; i++)
        if (!import_file(&importing, options->paths[i], err))
            return false;
    if (!options->dry_run && !made.stopped && !end_all(&importing, err))
        return false;
    made.rejects = importing.rejects.at;
    made.reject_count = importing.rejects.count;
    made.files = importing.files.at;
    made.file_count = importing.files.count;
    *result = made;
    return true;
}
