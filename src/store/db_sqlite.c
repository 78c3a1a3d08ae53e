/* The driver for SQLite: one file, write-ahead log, for one machine. The only file that sees
 * sqlite3.h.
 *
 * Settings of each connection, and why:
 * - foreign_keys=ON, and read back: promise 1 stands on it, and a build without it ignores the
 * word.
 * - journal_mode=WAL with synchronous=FULL: readers never wait, a commit survives a power cut.
 * - wal_autocheckpoint of 8,192 pages (32 MiB): with the default of 1,000 a busy dispatcher writes
 *   each page of a hot index back many times.
 * - cache_size 16 MiB, no mmap: the system's own cache is behind it, a bad disk answers with an
 *   error instead of SIGBUS, and the program stays small.
 * - DEFENSIVE: no statement can break the file's own structure. (trusted_schema stays on: the
 * search index is kept by triggers, which SQLite 3.40 would not let write to FTS5.)
 */
#include "store/db_driver.h"
#include "store/refusal.h"
#include "store/store_queries.h"

#include "base/vec.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <math.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    APPLICATION_ID = 0x4265636b, /* "Beck", at byte 68 of the file */
    PATIENCE = 5000,             /* ms */
    BACKUP_STEP = 1024,          /* pages: 4 MiB between two reports of progress */
};

typedef struct SqliteDb {
    Db base;
    sqlite3 *connection;
    int patience;
    int pages;               /* kibibytes of them in memory; 0: as configure() has it */
    bool alone;              /* with the file, for want of room on its disk */
    bool shares;             /* … and never is */
    uint64_t changes_before; /* of earlier connections of this handle */
    uint32_t connections;    /* how many it has had */
    size_t slot_count;
    sqlite3_stmt *slots[]; /* by db_slot(); NULL until first used */
} SqliteDb;

typedef struct SqliteRows {
    Rows base;
    Db *own; /* outside of a transaction: a connection that stays at one moment */
    sqlite3_stmt *statement;
    int code; /* of the last step: SQLITE_ROW when a row waits to be read */
} SqliteRows;

static SqliteDb *sqlite_of(Db *db)
{
    return (SqliteDb *)db;
}

/* ---- errors -------------------------------------------------------------------------------- */

/* What a primary result code means to the one who sees it. */
typedef struct CodeWords {
    int code;
    ErrKind kind;
    const char *words;
} CodeWords;

static const CodeWords code_words[] = {
    {SQLITE_BUSY, ERR_BUSY,
     "another process has held the database for too long: try again, or end what holds it "
     "('fuser' with the file's name tells which)"},
    {SQLITE_LOCKED, ERR_BUSY, "the database is locked: try again"},
    {SQLITE_NOTADB, ERR_INPUT, "this is not a database"},
    {SQLITE_CORRUPT, ERR_BROKEN,
     "the database is damaged: stop Beck, keep the file, and restore the last backup"},
    {SQLITE_IOERR, ERR_BROKEN,
     "the disk could not be read or written: look at the disk and the system's log"},
    {SQLITE_READONLY, ERR_BROKEN,
     "the database can only be read: look at the owner and the rights of the file and its "
     "directory"},
    {SQLITE_CANTOPEN, ERR_BROKEN,
     "the database cannot be opened: look at the rights of the file and its directory"},
    {SQLITE_PERM, ERR_BROKEN, "the system does not allow to use the database file"},
    {SQLITE_NOMEM, ERR_BROKEN, "out of memory"},
    {SQLITE_TOOBIG, ERR_INPUT, "a text or file is larger than the database can hold"},
    {SQLITE_INTERRUPT, ERR_BUSY, "interrupted: try again"},
};

static bool code_error(Err *err, const char *place, int code, const char *detail)
{
    int primary = code & 0xff;
    if (primary == SQLITE_FULL)
        return refusal_disk_full(err, place);
    for (size_t i = 0; i < sizeof code_words / sizeof *code_words; i++)
        if (code_words[i].code == primary)
            return err_set(err, code_words[i].kind, "%s: %s (SQLite: %s)", place,
                           code_words[i].words, detail);
    return err_set(err, ERR_BROKEN, "%s: %s", place, detail);
}

/* The part of "TABLE.COLUMN, TABLE.OTHER" that tells the table, and the columns without it. */
static void split_columns(const char *list, char *table, char *columns, size_t size)
{
    table[0] = columns[0] = '\0';
    size_t length = 0;
    for (const char *at = list; *at;) {
        size_t end = strcspn(at, ",");
        const char *dot = memchr(at, '.', end);
        if (!dot || length + end + 3 > size)
            return;
        snprintf(table, size, "%.*s", (int)(dot - at), at);
        length += (size_t)snprintf(columns + length, size - length, "%s%.*s", length ? ", " : "",
                                   (int)(at + end - dot - 1), dot + 1);
        at += end;
        at += strspn(at, ", ");
    }
}

/* SQLite tells of constraints only in its message. */
static bool constraint_error(Err *err, const char *statement, int code, const char *message)
{
    static const struct {
        int code;
        RefusalKind kind;
        bool columns; /* the message ends with TABLE.COLUMN */
    } kinds[] = {
        {SQLITE_CONSTRAINT_UNIQUE, REFUSED_UNIQUE, true},
        {SQLITE_CONSTRAINT_PRIMARYKEY, REFUSED_UNIQUE, true},
        {SQLITE_CONSTRAINT_ROWID, REFUSED_UNIQUE, true},
        {SQLITE_CONSTRAINT_NOTNULL, REFUSED_NOT_NULL, true},
        {SQLITE_CONSTRAINT_CHECK, REFUSED_CHECK, false},
        {SQLITE_CONSTRAINT_FOREIGNKEY, REFUSED_FOREIGN, false},
    };
    const char *colon = strstr(message, ": ");
    const char *detail = colon ? colon + 2 : "";
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i].code != code)
            continue;
        char table[256], columns[256];
        Refusal refusal = {.kind = kinds[i].kind, .statement = statement};
        if (kinds[i].columns) {
            split_columns(detail, table, columns, sizeof table);
            refusal.table = table;
            refusal.column = columns;
        } else if (kinds[i].kind == REFUSED_CHECK) {
            refusal.constraint = detail;
        }
        return refusal_set(err, &refusal);
    }
    return err_set(err, ERR_INPUT, "%s: %s", statement, message);
}

static bool says_full(int why)
{
    return why == ENOSPC || why == EDQUOT || why == EFBIG;
}

/* SQLite calls only ENOSPC of a plain write a full disk; not that of the shared memory's file, nor
 * a user's own limit. What a commit met with it leaves in errno alone. */
static int code_of_full_disk(SqliteDb *db, int code)
{
    int left = errno, primary = code & 0xff;
    bool full = says_full(sqlite3_system_errno(db->connection)) || says_full(left);
    return full && (primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN) ? SQLITE_FULL : code;
}

/* The error of the connection's last call. */
static bool last_error(SqliteDb *db, const char *statement, Err *err)
{
    int code = code_of_full_disk(db, sqlite3_extended_errcode(db->connection));
    const char *message = sqlite3_errmsg(db->connection);
    if ((code & 0xff) == SQLITE_CONSTRAINT)
        return constraint_error(err, statement, code, message);
    code_error(err, db->base.place, code, message);
    return (code & 0xff) == SQLITE_ERROR ? err_at(err, "%s", statement) : false;
}

/* ---- plain statements of the driver itself ------------------------------------------------- */

static bool execute(SqliteDb *db, const char *sql, Err *err)
{
    return sqlite3_exec(db->connection, sql, NULL, NULL, NULL) == SQLITE_OK ||
           last_error(db, sql, err);
}

/* The one number or word that a pragma answers with. */
static bool ask_int(SqliteDb *db, const char *sql, int64_t *answer, Err *err)
{
    sqlite3_stmt *statement = NULL;
    bool done = sqlite3_prepare_v2(db->connection, sql, -1, &statement, NULL) == SQLITE_OK &&
                sqlite3_step(statement) == SQLITE_ROW;
    if (done)
        *answer = sqlite3_column_int64(statement, 0);
    else
        last_error(db, sql, err);
    sqlite3_finalize(statement);
    return done;
}

static bool ask_text(SqliteDb *db, const char *sql, char *answer, size_t size, Err *err)
{
    sqlite3_stmt *statement = NULL;
    bool done = sqlite3_prepare_v2(db->connection, sql, -1, &statement, NULL) == SQLITE_OK &&
                sqlite3_step(statement) == SQLITE_ROW;
    if (done)
        snprintf(answer, size, "%s", (const char *)sqlite3_column_text(statement, 0));
    else
        last_error(db, sql, err);
    sqlite3_finalize(statement);
    return done;
}

/* ---- opening ------------------------------------------------------------------------------- */

/* Says early, in plain words, what would otherwise be "unable to open database file". */
static bool path_fits(const char *path, bool create, Err *err)
{
    struct stat facts;
    if (!stat(path, &facts)) {
        if (S_ISDIR(facts.st_mode))
            return err_set(err, ERR_INPUT, "%s is a directory: name a file in it", path);
        if (!S_ISREG(facts.st_mode))
            return err_set(err, ERR_INPUT, "%s is no ordinary file", path);
        return true;
    }
    if (errno != ENOENT)
        return err_set(err, ERR_BROKEN, "%s cannot be reached: %s", path, strerror(errno));
    if (!create)
        return err_set(err, ERR_MISSING, "there is no database %s: run 'beck init'", path);
    char copy[PATH_MAX];
    if (snprintf(copy, sizeof copy, "%s", path) >= (int)sizeof copy)
        return err_set(err, ERR_INPUT, "the path of the database is too long");
    const char *directory = dirname(copy);
    if (stat(directory, &facts) || !S_ISDIR(facts.st_mode))
        return err_set(err, ERR_MISSING, "there is no directory %s for the database", directory);
    return true;
}

/* Ours, empty, or foreign: by the application id and whether anything was ever made in it. Asked in
 * this order because another process may be making it ours just now. */
static bool identify(SqliteDb *db, bool create, Err *err)
{
    int64_t id, changes;
    if (!ask_int(db, "PRAGMA schema_version", &changes, err) ||
        !ask_int(db, "PRAGMA application_id", &id, err))
        return false;
    if (id == APPLICATION_ID)
        return true;
    if (id || changes)
        return err_set(err, ERR_INPUT, "%s is a SQLite database of another program, not Beck's",
                       db->base.place);
    if (!create)
        return err_set(err, ERR_MISSING, "%s is empty: run 'beck init'", db->base.place);
    return true;
}

/* Changing to WAL needs the file alone for a moment, which SQLite does not wait for by itself. */
static bool enter_wal(SqliteDb *db, Err *err)
{
    enum { PAUSE = 10 };
    char mode[16];
    bool done = false;
    sqlite3_busy_timeout(db->connection, 0);
    for (int waited = 0; !done; waited += PAUSE) {
        done = ask_text(db, "PRAGMA journal_mode=WAL", mode, sizeof mode, err);
        if (!done && (err->kind != ERR_BUSY || waited >= db->patience))
            return false;
        if (!done)
            sqlite3_sleep(PAUSE);
    }
    sqlite3_busy_timeout(db->connection, db->patience);
    if (strcmp(mode, "wal") != 0)
        return err_set(err, ERR_BROKEN,
                       "%s: no write-ahead log is possible here (a network file system?): put the "
                       "database on a local disk",
                       db->base.place);
    return true;
}

static bool configure(SqliteDb *db, Err *err)
{
    int64_t keys;
    sqlite3_db_config(db->connection, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (!execute(db,
                 "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL;"
                 "PRAGMA wal_autocheckpoint=8192; PRAGMA journal_size_limit=67108864;"
                 "PRAGMA cache_size=-16384; PRAGMA mmap_size=0",
                 err) ||
        !ask_int(db, "PRAGMA foreign_keys", &keys, err))
        return false;
    if (keys != 1)
        return err_set(err, ERR_BROKEN, "this SQLite library does not keep foreign keys");
    return true;
}

static void sqlite_close(Db *base)
{
    SqliteDb *db = sqlite_of(base);
    free(db->base.place);
    for (size_t i = 0; i < db->slot_count; i++)
        sqlite3_finalize(db->slots[i]);
    sqlite3_close(db->connection);
    free(db);
}

/* SQLite would count the memory of all handles together under a lock that each allocation takes,
 * which was an eighth of a worker's time. What bounds it is each handle's cache (db_pages()). In a
 * program that has opened a database already this has no effect, which is all right. */
static void count_no_memory(void)
{
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* Opens a connection with this handle's settings; `connection` is to be closed in any case. */
static bool connect_once(SqliteDb *db, bool create, bool alone, Err *err)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, count_no_memory);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                (create ? SQLITE_OPEN_CREATE : 0);
    int code = sqlite3_open_v2(db->base.place, &db->connection, flags, NULL);
    if (code != SQLITE_OK)
        return code_error(err, db->base.place, code, sqlite3_errstr(code));
    sqlite3_busy_timeout(db->connection, db->patience);
    if ((alone && !execute(db, "PRAGMA locking_mode=EXCLUSIVE", err)) || !identify(db, create, err))
        return false;
    if (sqlite3_db_readonly(db->connection, "main"))
        return code_error(err, db->base.place, SQLITE_READONLY, "opened for reading only");
    db->alone = alone;
    db->connections++;
    return enter_wal(db, err) && configure(db, err);
}

/* On a full disk there is no room for the memory that processes share: alone with the file one can
 * still read, and whoever came first has made that memory already. A handle that lives longer than
 * the trouble shares it again (join_others()). */
static bool connect_to(SqliteDb *db, bool create, Err *err)
{
    if (connect_once(db, create, false, err))
        return true;
    if (create || db->shares || !db_disk_full(err))
        return false;
    sqlite3_close(db->connection);
    db->connection = NULL;
    return connect_once(db, create, true, err);
}

/* Before a transaction: as long as one connection is alone with the file, nobody else comes in. */
static bool join_others(SqliteDb *db, Err *err)
{
    char pages[48];
    if (!db->alone)
        return true;
    for (size_t i = 0; i < db->slot_count; i++) {
        sqlite3_finalize(db->slots[i]);
        db->slots[i] = NULL;
    }
    db->changes_before += 1 + (uint64_t)sqlite3_total_changes64(db->connection);
    sqlite3_close(db->connection);
    db->connection = NULL;
    snprintf(pages, sizeof pages, "PRAGMA cache_size=-%d", db->pages);
    return connect_to(db, false, err) && (!db->pages || execute(db, pages, err));
}

static Db *sqlite_open(const char *where, DbMode mode, size_t slots, Err *err)
{
    const bool create = mode == DB_CREATE;
    if (!path_fits(where, create, err))
        return NULL;
    SqliteDb *db = calloc(1, sizeof *db + slots * sizeof(sqlite3_stmt *));
    char *place = strdup(where);
    if (!db || !place) {
        err_set(err, ERR_BROKEN, "out of memory");
        free(db);
        free(place);
        return NULL;
    }
    db->base.place = place;
    db->slot_count = slots;
    db->patience = PATIENCE;
    db->shares = mode == DB_SHARE;
    if (!connect_to(db, create, err)) {
        sqlite_close(&db->base);
        return NULL;
    }
    return &db->base;
}

static bool sqlite_patience(Db *base, int milliseconds, Err *err)
{
    SqliteDb *db = sqlite_of(base);
    db->patience = milliseconds;
    return sqlite3_busy_timeout(db->connection, milliseconds) == SQLITE_OK ||
           last_error(db, "patience", err);
}

static uint64_t sqlite_changes(Db *base)
{
    const SqliteDb *db = sqlite_of(base);
    return 1 + db->changes_before + (uint64_t)sqlite3_total_changes64(db->connection);
}

static uint64_t sqlite_data_version(Db *base)
{
    SqliteDb *db = sqlite_of(base);
    int64_t others;
    Err err;
    if (!ask_int(db, "PRAGMA data_version", &others, &err))
        return 0;
    return ((uint64_t)others << 32) ^ sqlite_changes(base);
}

/* What SQLite counts begins anew with each connection. */
static uint64_t sqlite_others_version(Db *base)
{
    SqliteDb *db = sqlite_of(base);
    int64_t others;
    Err err;
    if (!ask_int(db, "PRAGMA data_version", &others, &err))
        return 0;
    return ((uint64_t)db->connections << 32) | (uint32_t)others;
}

static bool sqlite_pages(Db *base, int kibibytes, Err *err)
{
    char sql[48];
    snprintf(sql, sizeof sql, "PRAGMA cache_size=-%d", kibibytes);
    sqlite_of(base)->pages = kibibytes;
    return execute(sqlite_of(base), sql, err);
}

/* ---- values -------------------------------------------------------------------------------- */

/* Binds by offset; `keep` is SQLITE_STATIC (no copies) where `in` outlives the statement's run. */
static int bind_inputs(sqlite3_stmt *to, const SqlStatement *statement, const void *in,
                       sqlite3_destructor_type keep)
{
    /* A variant may use fewer parameters than `in` has. */
    int used = sqlite3_bind_parameter_count(to);
    int code = SQLITE_OK;
    for (int i = 0; i < used && code == SQLITE_OK; i++) {
        const SqlField *field = &statement->inputs[i];
        const void *value = (const char *)in + field->offset;
        switch (field->type) {
        case SQL_INT: {
            int64_t number = *(const int64_t *)value;
            code = number == INT64_MIN ? sqlite3_bind_null(to, i + 1)
                                       : sqlite3_bind_int64(to, i + 1, number);
            break;
        }
        case SQL_ID: {
            int64_t id = *(const int64_t *)value;
            code = id ? sqlite3_bind_int64(to, i + 1, id) : sqlite3_bind_null(to, i + 1);
            break;
        }
        case SQL_REAL: /* NAN becomes NULL by itself */
            code = sqlite3_bind_double(to, i + 1, *(const double *)value);
            break;
        case SQL_TEXT: /* a NULL pointer becomes NULL by itself */
            code = sqlite3_bind_text(to, i + 1, *(const char *const *)value, -1, keep);
            break;
        case SQL_BLOB: {
            const struct Blob *blob = value;
            code = sqlite3_bind_blob64(to, i + 1, blob->at, blob->length, keep);
            break;
        }
        }
    }
    return code;
}

static void read_row(sqlite3_stmt *from, const SqlStatement *statement, Arena *arena, void *row)
{
    for (unsigned i = 0; i < statement->output_count; i++) {
        const SqlField *field = &statement->outputs[i];
        void *value = (char *)row + field->offset;
        int column = (int)i;
        bool null = sqlite3_column_type(from, column) == SQLITE_NULL;
        switch (field->type) {
        case SQL_INT:
            *(int64_t *)value = null ? INT64_MIN : sqlite3_column_int64(from, column);
            break;
        case SQL_ID:
            *(int64_t *)value = sqlite3_column_int64(from, column);
            break;
        case SQL_REAL:
            *(double *)value = null ? (double)NAN : sqlite3_column_double(from, column);
            break;
        case SQL_TEXT: {
            const char *text = (const char *)sqlite3_column_text(from, column);
            *(char **)value =
                text ? arena_strndup(arena, text, (size_t)sqlite3_column_bytes(from, column))
                     : NULL;
            break;
        }
        case SQL_BLOB: {
            const void *bytes = sqlite3_column_blob(from, column);
            size_t length = (size_t)sqlite3_column_bytes(from, column);
            char *copy = null ? NULL : arena_strndup(arena, bytes, length);
            *(struct Blob *)value = (struct Blob){.at = copy, .length = length};
            break;
        }
        }
    }
}

/* ---- statements ---------------------------------------------------------------------------- */

static sqlite3_stmt *prepare(SqliteDb *db, const SqlStatement *statement, unsigned flags, Err *err)
{
    sqlite3_stmt *prepared = NULL;
    const char *text = statement->text[DB_SQLITE];
    if (sqlite3_prepare_v3(db->connection, text, -1, flags, &prepared, NULL) != SQLITE_OK) {
        last_error(db, statement->name, err);
        return NULL;
    }
    if (sqlite3_column_count(prepared) == (int)statement->output_count &&
        sqlite3_bind_parameter_count(prepared) <= (int)statement->input_count)
        return prepared;
    err_set(err, ERR_BROKEN,
            "%s: it has %d columns and %d parameters where 'out:' has %u and 'in:' %u",
            statement->name, sqlite3_column_count(prepared), sqlite3_bind_parameter_count(prepared),
            statement->output_count, statement->input_count);
    sqlite3_finalize(prepared);
    return NULL;
}

/* The handle's prepared form, with its parameters bound; NULL on failure. */
static sqlite3_stmt *ready(SqliteDb *db, const SqlStatement *statement, const void *in, Err *err)
{
    sqlite3_stmt **slot = &db->slots[db_slot(&db->base, statement)];
    if (!*slot)
        *slot = prepare(db, statement, SQLITE_PREPARE_PERSISTENT, err);
    if (!*slot)
        return NULL;
    if (db->base.txn && db->base.txn_mode == TXN_READ && !sqlite3_stmt_readonly(*slot)) {
        err_set(err, ERR_BROKEN, "%s: a write in a transaction that was begun for reading",
                statement->name);
        return NULL;
    }
    if (bind_inputs(*slot, statement, in, SQLITE_STATIC) != SQLITE_OK) {
        last_error(db, statement->name, err);
        return NULL;
    }
    return *slot;
}

static bool failed(SqliteDb *db, const SqlStatement *statement, sqlite3_stmt *prepared, Err *err)
{
    last_error(db, statement->name, err);
    sqlite3_reset(prepared);
    return false;
}

static bool sqlite_run(Db *base, const SqlStatement *statement, const void *in, Err *err)
{
    SqliteDb *db = sqlite_of(base);
    sqlite3_stmt *prepared = ready(db, statement, in, err);
    if (!prepared)
        return false;
    if (sqlite3_step(prepared) != SQLITE_DONE)
        return failed(db, statement, prepared, err);
    sqlite3_reset(prepared);
    return true;
}

static bool sqlite_change(Db *base, const SqlStatement *statement, const void *in, bool *changed,
                          Err *err)
{
    if (!sqlite_run(base, statement, in, err))
        return false;
    *changed = sqlite3_changes(sqlite_of(base)->connection) > 0;
    return true;
}

static bool sqlite_one(Db *base, const SqlStatement *statement, const void *in, Arena *arena,
                       void *row, bool *found, Err *err)
{
    SqliteDb *db = sqlite_of(base);
    sqlite3_stmt *prepared = ready(db, statement, in, err);
    if (!prepared)
        return false;
    int code = sqlite3_step(prepared);
    bool there = code == SQLITE_ROW;
    ArenaMark before = arena_mark(arena);
    void *read = NULL;
    if (there) {
        read = arena_alloc(arena, statement->row_size);
        read_row(prepared, statement, arena, read);
        code = sqlite3_step(prepared); /* a write with RETURNING is complete only now */
    }
    if (code == SQLITE_ROW) {
        sqlite3_reset(prepared);
        arena_rewind(arena, before);
        return err_set(err, ERR_BROKEN, "%s: more than one row where one is given",
                       statement->name);
    }
    if (code != SQLITE_DONE) {
        arena_rewind(arena, before);
        return failed(db, statement, prepared, err);
    }
    sqlite3_reset(prepared);
    if (there)
        memcpy(row, read, statement->row_size);
    *found = there;
    return true;
}

static bool sqlite_many(Db *base, const SqlStatement *statement, const void *in, Arena *arena,
                        SqlRows *rows, Err *err)
{
    SqliteDb *db = sqlite_of(base);
    sqlite3_stmt *prepared = ready(db, statement, in, err);
    if (!prepared)
        return false;
    char *at = NULL;
    size_t count = 0, capacity = 0;
    int code;
    while ((code = sqlite3_step(prepared)) == SQLITE_ROW) {
        at = vec_grow(arena, at, count, &capacity, statement->row_size);
        read_row(prepared, statement, arena, at + count++ * statement->row_size);
    }
    if (code != SQLITE_DONE)
        return failed(db, statement, prepared, err);
    sqlite3_reset(prepared);
    *rows = (SqlRows){.at = at, .count = count};
    return true;
}

/* ---- streams ------------------------------------------------------------------------------- */

static void sqlite_stream_stop(Rows *base, bool txn_ends)
{
    SqliteRows *rows = (SqliteRows *)base;
    sqlite3_finalize(rows->statement);
    if (rows->own)
        sqlite_close(rows->own);
    rows->statement = NULL;
    rows->own = NULL;
}

static Rows *sqlite_stream_open(Db *base, const SqlStatement *statement, const void *in, Err *err)
{
    SqliteRows *rows = calloc(1, sizeof *rows);
    if (!rows) {
        err_set(err, ERR_BROKEN, "out of memory");
        return NULL;
    }
    if (!base->txn)
        rows->own = sqlite_open(base->place, sqlite_of(base)->shares ? DB_SHARE : DB_USE, 0, err);
    SqliteDb *db = sqlite_of(rows->own ? rows->own : base);
    if (base->txn || rows->own)
        rows->statement = prepare(db, statement, 0, err);
    if (!rows->statement) {
        sqlite_stream_stop(&rows->base, false);
        free(rows);
        return NULL;
    }
    rows->code = bind_inputs(rows->statement, statement, in, SQLITE_TRANSIENT);
    if (rows->code == SQLITE_OK)
        rows->code = sqlite3_step(rows->statement); /* fixes the moment */
    if (rows->code == SQLITE_ROW || rows->code == SQLITE_DONE)
        return &rows->base;
    last_error(db, statement->name, err);
    sqlite_stream_stop(&rows->base, false);
    free(rows);
    return NULL;
}

static bool sqlite_stream_next(Rows *base, Arena *arena, void *row, bool *more, Err *err)
{
    SqliteRows *rows = (SqliteRows *)base;
    if (rows->code == SQLITE_ROW) {
        read_row(rows->statement, base->statement, arena, row);
        rows->code = sqlite3_step(rows->statement);
        *more = true;
        return true;
    }
    if (rows->code != SQLITE_DONE)
        return last_error(sqlite_of(rows->own ? rows->own : base->db), base->statement->name, err);
    *more = false;
    return true;
}

/* ---- transactions -------------------------------------------------------------------------- */

static bool sqlite_begin(Db *base, TxnMode mode, Err *err)
{
    SqliteDb *db = sqlite_of(base);
    return join_others(db, err) &&
           execute(db, mode == TXN_WRITE ? "BEGIN IMMEDIATE" : "BEGIN", err);
}

static void sqlite_rollback(Db *base)
{
    SqliteDb *db = sqlite_of(base);
    /* After a full disk or the like SQLite has rolled back by itself. */
    if (!sqlite3_get_autocommit(db->connection))
        sqlite3_exec(db->connection, "ROLLBACK", NULL, NULL, NULL);
}

static bool sqlite_part_begin(Db *base, Err *err)
{
    return execute(sqlite_of(base), "SAVEPOINT part", err);
}

static bool sqlite_part_keep(Db *base, Err *err)
{
    return execute(sqlite_of(base), "RELEASE part", err);
}

static bool sqlite_part_undo(Db *base, Err *err)
{
    return execute(sqlite_of(base), "ROLLBACK TO part", err) && sqlite_part_keep(base, err);
}

/* SQLite says only that some deferred key is broken; which one is looked for while the failed
 * transaction is still open. */
static bool orphan_error(Db *base, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    Refusal refusal = {.kind = REFUSED_FOREIGN, .statement = "commit"};
    struct silent_lead_row silent;
    struct stray_next_touch_row stray;
    int64_t lead = 0;
    bool found;
    Err ignored;
    if (store_silent_lead(base, scratch, &silent, &found, &ignored) && found) {
        refusal.table = "lead";
        refusal.column = "open_id";
        lead = silent.lead_id;
    } else if (store_stray_next_touch(base, scratch, &stray, &found, &ignored) && found) {
        refusal.table = "next_touch";
        refusal.column = "lead_id";
        lead = stray.lead_id;
    }
    refusal.key = arena_printf(scratch, "%lld", (long long)lead);
    return refusal_set(err, &refusal);
}

static bool sqlite_commit(Db *base, Err *err)
{
    SqliteDb *db = sqlite_of(base);
    int code = sqlite3_exec(db->connection, "COMMIT", NULL, NULL, NULL);
    if (code == SQLITE_OK)
        return true;
    if (code == SQLITE_CONSTRAINT_FOREIGNKEY)
        orphan_error(base, err);
    else
        last_error(db, "commit", err);
    sqlite_rollback(base);
    return false;
}

/* ---- schema -------------------------------------------------------------------------------- */

static bool sqlite_check(Db *base, const SqlStatement *statement, Arena *arena,
                         const char *names[SQL_MOST_COLUMNS], Err *err)
{
    sqlite3_stmt *prepared = prepare(sqlite_of(base), statement, 0, err);
    if (!prepared)
        return false;
    for (unsigned i = 0; i < statement->output_count; i++)
        names[i] = arena_strdup(arena, sqlite3_column_name(prepared, (int)i));
    bool writing_stream = statement->gives == SQL_STREAM && !sqlite3_stmt_readonly(prepared);
    sqlite3_finalize(prepared);
    return !writing_stream ||
           err_set(err, ERR_BROKEN, "%s: a stream may not write", statement->name);
}

/* Behind the blanks and comments before a statement. */
static const char *statement_start(const char *at)
{
    for (;;) {
        at += strspn(at, " \t\r\n");
        if (at[0] != '-' || at[1] != '-')
            return at;
        at += strcspn(at, "\n");
    }
}

static bool sqlite_script(Db *base, const char *text, Err *err)
{
    SqliteDb *db = sqlite_of(base);
    const char *at = statement_start(text);
    while (*at) {
        sqlite3_stmt *statement = NULL;
        const char *rest = at;
        int code = sqlite3_prepare_v2(db->connection, at, -1, &statement, &rest);
        int offset = sqlite3_error_offset(db->connection);
        while (statement && (code == SQLITE_OK || code == SQLITE_ROW))
            code = sqlite3_step(statement);
        if (statement ? code != SQLITE_DONE : code != SQLITE_OK) {
            int line = 1;
            for (const char *c = text; c < at + (offset > 0 ? offset : 0); c++)
                line += *c == '\n';
            last_error(db, "migration", err);
            sqlite3_finalize(statement);
            return err_at(err, "line %d or soon after", line);
        }
        sqlite3_finalize(statement);
        at = statement_start(rest);
    }
    return true;
}

static bool sqlite_stamp(Db *base, int version, Err *err)
{
    char text[96];
    snprintf(text, sizeof text, "PRAGMA application_id=%d; PRAGMA user_version=%d", APPLICATION_ID,
             version);
    return execute(sqlite_of(base), text, err);
}

/* ---- services ------------------------------------------------------------------------------ */

static bool sqlite_quick_check(Db *base, Err *err)
{
    SqliteDb *db = sqlite_of(base);
    char answer[512];
    if (!ask_text(db, "PRAGMA quick_check(1)", answer, sizeof answer, err))
        return false;
    return !strcmp(answer, "ok") || code_error(err, base->place, SQLITE_CORRUPT, answer);
}

/* 0x10002: what PRAGMA optimize does by itself, for tables this connection has not asked yet, too.
 * It looks at tables first and writes then: unless it is the writer from the start, somebody else's
 * commit between the two makes it BUSY at once, without any waiting. */
static bool sqlite_optimize(Db *base, Err *err)
{
    auto_txn Txn txn = {0};
    return db_begin(&txn, base, TXN_WRITE, err) &&
           execute(sqlite_of(base), "PRAGMA analysis_limit=1000; PRAGMA optimize(0x10002)", err) &&
           db_commit(&txn, err);
}

/* Copies all pages in steps; between them the source's other users run on. */
static bool copy_pages(SqliteDb *from, SqliteDb *to, DbProgress *progress, void *context, Err *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(to->connection, "main", from->connection, "main");
    if (!backup)
        return last_error(to, "backup", err);
    int code;
    do {
        code = sqlite3_backup_step(backup, BACKUP_STEP);
        if (progress) {
            int64_t total = sqlite3_backup_pagecount(backup);
            progress(total - sqlite3_backup_remaining(backup), total, context);
        }
    } while (code == SQLITE_OK);
    sqlite3_backup_finish(backup);
    return code == SQLITE_DONE ||
           code_error(err, to->base.place, code_of_full_disk(to, code), sqlite3_errstr(code));
}

/* A complete, checked copy under a name of its own. The copy is no WAL file, so that it stands
 * alone until Beck opens it. */
static bool copy_into(SqliteDb *from, const char *partial, DbProgress *progress, void *context,
                      Err *err)
{
    SqliteDb to = {.patience = PATIENCE};
    char *place = strdup(partial);
    to.base.place = place;
    int code =
        sqlite3_open_v2(partial, &to.connection,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    char mode[16];
    bool done = code == SQLITE_OK ? copy_pages(from, &to, progress, context, err)
                                  : code_error(err, partial, code, sqlite3_errstr(code));
    done = done && ask_text(&to, "PRAGMA journal_mode=DELETE", mode, sizeof mode, err) &&
           sqlite_quick_check(&to.base, err);
    sqlite3_close(to.connection);
    free(place);
    return done;
}

static bool sync_path(const char *path, int flags, Err *err)
{
    int file = open(path, flags | O_CLOEXEC);
    bool done = file >= 0 && !fsync(file);
    if (!done)
        err_set(err, ERR_BROKEN, "%s cannot be written for good: %s", path, strerror(errno));
    if (file >= 0)
        close(file);
    return done;
}

/* Gives the finished copy its name, unless that exists. */
static bool publish(const char *partial, const char *path, Err *err)
{
    if (!sync_path(partial, O_RDWR, err))
        return false;
    if (link(partial, path))
        return err_set(err, errno == EEXIST ? ERR_CONFLICT : ERR_BROKEN,
                       "the backup cannot be called %s: %s", path, strerror(errno));
    char copy[PATH_MAX];
    snprintf(copy, sizeof copy, "%s", path);
    return sync_path(dirname(copy), O_RDONLY | O_DIRECTORY, err);
}

static bool sqlite_backup(Db *base, const char *path, DbProgress *progress, void *context, Err *err)
{
    struct stat facts;
    if (!lstat(path, &facts))
        return err_set(err, ERR_CONFLICT, "%s is there already: name a new file", path);
    char partial[PATH_MAX];
    if (snprintf(partial, sizeof partial, "%s.partial-%d", path, (int)getpid()) >=
        (int)sizeof partial)
        return err_set(err, ERR_INPUT, "the path of the backup is too long");
    int file = open(partial, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0)
        return err_set(err, ERR_INPUT, "%s cannot be written: %s", partial, strerror(errno));
    close(file);
    /* A connection of its own with a read transaction: one moment, and no start from the beginning
     * when somebody writes. */
    int64_t version;
    Db *from = sqlite_open(base->place, DB_USE, 0, err);
    bool done = from && execute(sqlite_of(from), "BEGIN", err) &&
                ask_int(sqlite_of(from), "PRAGMA schema_version", &version, err) &&
                copy_into(sqlite_of(from), partial, progress, context, err) &&
                publish(partial, path, err);
    unlink(partial);
    if (from)
        sqlite_close(from);
    return done;
}

const DbDriver db_sqlite_driver = {
    .name = "SQLite",
    .engine = DB_SQLITE,
    .features = DB_CAN_BACKUP,
    .open = sqlite_open,
    .close = sqlite_close,
    .patience = sqlite_patience,
    .data_version = sqlite_data_version,
    .others_version = sqlite_others_version,
    .pages = sqlite_pages,
    .changes = sqlite_changes,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .part_begin = sqlite_part_begin,
    .part_keep = sqlite_part_keep,
    .part_undo = sqlite_part_undo,
    .run = sqlite_run,
    .change = sqlite_change,
    .one = sqlite_one,
    .many = sqlite_many,
    .stream_open = sqlite_stream_open,
    .stream_next = sqlite_stream_next,
    .stream_stop = sqlite_stream_stop,
    .check = sqlite_check,
    .script = sqlite_script,
    .stamp = sqlite_stamp,
    .backup = sqlite_backup,
    .quick_check = sqlite_quick_check,
    .optimize = sqlite_optimize,
};
