/* The driver for PostgreSQL, in the module `beck-postgres` because libpq is heavy to load. The only
 * file that sees libpq.
 *
 * The connection is always in pipeline mode. Commands are queued in `pending` as they are sent;
 * settle() asks the server for a sync and reads all results in order, so that the first error is
 * found together with the statement it belongs to. Inside a transaction a statement that gives
 * nothing is only queued: a million inserts are not a million round trips. So are questions asked
 * together, whose answers settle() puts where they belong. Everything else settles.
 *
 * Reads are READ COMMITTED in a writing transaction (rows are locked where it matters), REPEATABLE
 * READ in a reading one, which never conflicts. Values travel in binary form.
 */
#include "store/db_driver.h"
#include "store/refusal.h"

#include "base/buf.h"
#include "base/text.h"

#include <endian.h>
#include <libpq-fe.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_PENDING = 256,    /* libpq takes in what has come while it waits to send: no deadlock */
    FETCH_ROWS = 256,      /* of a stream at a time */
    PATIENCE = 5000,       /* ms */
    OLDEST_SERVER = 120000 /* generated columns */
};

/* Type numbers of the server's catalogue, which its header for clients does not give. */
enum {
    OID_BOOL = 16,
    OID_BYTEA = 17,
    OID_CHAR = 18,
    OID_NAME = 19,
    OID_INT8 = 20,
    OID_INT2 = 21,
    OID_INT4 = 23,
    OID_TEXT = 25,
    OID_JSON = 114,
    OID_FLOAT4 = 700,
    OID_FLOAT8 = 701,
    OID_BPCHAR = 1042,
    OID_VARCHAR = 1043
};

typedef enum Prepared { PREPARED_NOT, PREPARED_SENT, PREPARED_READY } Prepared;

/* A command whose result is still to be read. */
typedef struct Pending {
    const char *name;             /* for messages */
    const SqlStatement *prepares; /* the statement this command prepares, or NULL */
    const SqlStatement *asks;     /* the question this command is, or NULL */
    Answer answer;                /* to it */
} Pending;

typedef struct PgDb {
    Db base;
    PGconn *link;
    char *url;
    int patience;
    uint64_t cursors; /* opened so far: their names */
    Pending pending[MOST_PENDING];
    size_t pending_count;
    size_t slot_count;
    unsigned char prepared[]; /* by db_slot() */
} PgDb;

typedef struct PgRows {
    Rows base;
    char cursor[32];
    PGresult *batch;
    int at; /* the row of the batch to give next */
} PgRows;

static PgDb *pg_of(Db *db)
{
    return (PgDb *)db;
}

/* ---- errors -------------------------------------------------------------------------------- */

/* What an SQLSTATE, or the class it begins with, means to the one who sees it. */
typedef struct StateWords {
    const char *state;
    ErrKind kind;
    const char *words;
} StateWords;

static const StateWords state_words[] = {
    {"40001", ERR_BUSY, "another transaction was in the way: do it again"},
    {"40P01", ERR_BUSY, "two transactions waited for each other: do it again"},
    {"55P03", ERR_BUSY, "another process has held what this needs for too long: try again"},
    {"53300", ERR_BUSY, "the server has no connection left: try again, or raise max_connections"},
    {"57014", ERR_BUSY, "cancelled: try again"},
    {"57P", ERR_BROKEN, "the server shuts down or starts: try again once it runs"},
    {"25006", ERR_BROKEN, "it can only be read here (a reading transaction, or a standby server)"},
    {"42501", ERR_BROKEN, "the database user lacks a right: grant it, or let it own the schema"},
    {"XX001", ERR_BROKEN, "the database is damaged: look at the server's log, restore a backup"},
    {"XX002", ERR_BROKEN, "an index is damaged: look at the server's log, reindex"},
    {"22", ERR_INPUT, "a value does not fit"},
    {"54", ERR_INPUT, "it is larger than the database can hold"},
};

static const struct {
    const char *state;
    RefusalKind kind;
} refusals[] = {
    {"23505", REFUSED_UNIQUE},
    {"23503", REFUSED_FOREIGN},
    {"23514", REFUSED_CHECK},
    {"23502", REFUSED_NOT_NULL},
};

/* A server's message on one line, without its final line end. */
static const char *one_line(Arena *arena, const char *message)
{
    return text_clean(arena, message, strlen(message), 600);
}

static bool connection_error(const PgDb *db, const char *name, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    return err_field(err, ERR_BROKEN, REFUSAL_LOST,
                     "%s: the connection to %s was lost (%s): it is opened again at the next try",
                     name, db->base.place, one_line(scratch, PQerrorMessage(db->link)));
}

/* The columns and the last value of 'Key (workspace_id, open_id)=(1, 12) is not present in table
 * "next_touch".' The words between may be of another language. */
static void read_key_detail(Arena *arena, const char *detail, Refusal *refusal)
{
    const char *open = strchr(detail, '(');
    const char *middle = open ? strstr(open, ")=(") : NULL;
    if (!middle)
        return;
    refusal->column = arena_strndup(arena, open + 1, (size_t)(middle - open - 1));
    const char *values = middle + strlen(")=(");
    const char *end = strchr(values, ')');
    const char *quote = end ? strchr(end, '"') : NULL;
    const char *close = quote ? strchr(quote + 1, '"') : NULL;
    if (!end)
        return;
    const char *last = end;
    while (last > values && last[-1] != ' ')
        last--;
    refusal->key = arena_strndup(arena, last, (size_t)(end - last));
    if (close)
        refusal->parent = arena_strndup(arena, quote + 1, (size_t)(close - quote - 1));
}

static bool refusal_error(const PGresult *result, RefusalKind kind, const char *name, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    Refusal refusal = {
        .kind = kind,
        .statement = name,
        .table = PQresultErrorField(result, PG_DIAG_TABLE_NAME),
        .column = PQresultErrorField(result, PG_DIAG_COLUMN_NAME),
        .constraint = PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME),
    };
    const char *detail = PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
    if (detail && (kind == REFUSED_UNIQUE || kind == REFUSED_FOREIGN))
        read_key_detail(scratch, detail, &refusal);
    return refusal_set(err, &refusal);
}

static bool result_error(const PgDb *db, const PGresult *result, const char *name, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    const char *state = text_or(PQresultErrorField(result, PG_DIAG_SQLSTATE), "");
    const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    message = one_line(scratch, text_or(message, PQresultErrorMessage(result)));
    const char *field = text_starts(state, "40")    ? REFUSAL_COLLISION /* the server's choice */
                        : text_starts(state, "57P") ? REFUSAL_LOST
                                                    : "";
    if (text_equal(state, "53100"))
        return refusal_disk_full(err, db->base.place);
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
        if (text_equal(refusals[i].state, state))
            return refusal_error(result, refusals[i].kind, name, err);
    for (size_t i = 0; i < sizeof state_words / sizeof *state_words; i++)
        if (text_starts(state, state_words[i].state))
            return err_field(err, state_words[i].kind, field, "%s: %s (PostgreSQL: %s)", name,
                             state_words[i].words, message);
    return err_set(err, ERR_BROKEN, "%s: %s (PostgreSQL %s)", name, message, state);
}

/* ---- values -------------------------------------------------------------------------------- */

static const Oid parameter_types[] = {
    [SQL_INT] = OID_INT8,  [SQL_ID] = OID_INT8,    [SQL_REAL] = OID_FLOAT8,
    [SQL_TEXT] = OID_TEXT, [SQL_BLOB] = OID_BYTEA,
};

/* A statement's parameters in the form libpq wants; points into the caller's struct. */
typedef struct Parameters {
    const char *at[SQL_MOST_PARAMETERS];
    int lengths[SQL_MOST_PARAMETERS];
    int formats[SQL_MOST_PARAMETERS];
    uint64_t numbers[SQL_MOST_PARAMETERS]; /* in the network's byte order */
    Oid types[SQL_MOST_PARAMETERS];
} Parameters;

static void put_number(Parameters *to, unsigned i, const void *bits, bool null)
{
    uint64_t number;
    memcpy(&number, bits, sizeof number);
    to->numbers[i] = htobe64(number);
    to->at[i] = null ? NULL : (const char *)&to->numbers[i];
    to->lengths[i] = sizeof number;
    to->formats[i] = 1;
}

static void put_parameters(Parameters *to, const SqlStatement *statement, const void *in)
{
    for (unsigned i = 0; i < statement->input_count; i++) {
        const SqlField *field = &statement->inputs[i];
        const void *value = (const char *)in + field->offset;
        to->types[i] = parameter_types[field->type];
        switch (field->type) {
        case SQL_INT:
            put_number(to, i, value, *(const int64_t *)value == INT64_MIN);
            break;
        case SQL_ID:
            put_number(to, i, value, !*(const int64_t *)value);
            break;
        case SQL_REAL:
            put_number(to, i, value, isnan(*(const double *)value));
            break;
        case SQL_TEXT:
            to->at[i] = *(const char *const *)value;
            to->formats[i] = 0;
            break;
        case SQL_BLOB: {
            const struct Blob *blob = value;
            to->at[i] = blob->at;
            to->lengths[i] = (int)blob->length;
            to->formats[i] = 1;
            break;
        }
        }
    }
}

static bool type_fits(SqlType type, Oid oid)
{
    switch (oid) {
    case OID_INT8:
    case OID_INT4:
    case OID_INT2:
    case OID_BOOL:
        return type == SQL_INT || type == SQL_ID;
    case OID_FLOAT8:
    case OID_FLOAT4:
        return type == SQL_REAL;
    case OID_TEXT:
    case OID_VARCHAR:
    case OID_BPCHAR:
    case OID_NAME:
    case OID_CHAR:
    case OID_JSON:
        return type == SQL_TEXT;
    case OID_BYTEA:
        return type == SQL_BLOB;
    default:
        return false;
    }
}

static bool columns_fit(const PGresult *result, const SqlStatement *statement, Err *err)
{
    if (PQnfields(result) != (int)statement->output_count)
        return err_set(err, ERR_BROKEN, "%s: it has %d columns where 'out:' has %u",
                       statement->name, PQnfields(result), statement->output_count);
    for (unsigned i = 0; i < statement->output_count; i++)
        if (!type_fits(statement->outputs[i].type, PQftype(result, (int)i)))
            return err_set(err, ERR_BROKEN,
                           "%s: column %u (%s) is of a PostgreSQL type (%u) that does not fit "
                           "'out:': CAST it AS BIGINT, DOUBLE PRECISION, TEXT or BYTEA",
                           statement->name, i + 1, statement->outputs[i].name,
                           PQftype(result, (int)i));
    return true;
}

/* A whole number of one, two, four or eight bytes. */
static int64_t get_integer(const char *bytes, int length)
{
    uint64_t number = bytes[0] < 0 ? UINT64_MAX : 0;
    for (int i = 0; i < length; i++)
        number = number << 8 | (unsigned char)bytes[i];
    return (int64_t)number;
}

static double get_real(const char *bytes, int length)
{
    uint64_t bits = (uint64_t)get_integer(bytes, length);
    uint32_t few = (uint32_t)bits;
    double wide;
    float narrow;
    memcpy(&wide, &bits, sizeof wide);
    memcpy(&narrow, &few, sizeof narrow);
    return length == sizeof narrow ? (double)narrow : wide;
}

static void read_row(const PGresult *from, int at, const SqlStatement *statement, Arena *arena,
                     void *row)
{
    for (unsigned i = 0; i < statement->output_count; i++) {
        const SqlField *field = &statement->outputs[i];
        void *value = (char *)row + field->offset;
        const char *bytes = PQgetvalue(from, at, (int)i);
        int length = PQgetlength(from, at, (int)i);
        bool null = PQgetisnull(from, at, (int)i);
        switch (field->type) {
        case SQL_INT:
            *(int64_t *)value = null ? INT64_MIN : get_integer(bytes, length);
            break;
        case SQL_ID:
            *(int64_t *)value = null ? 0 : get_integer(bytes, length);
            break;
        case SQL_REAL:
            *(double *)value = null ? (double)NAN : get_real(bytes, length);
            break;
        case SQL_TEXT:
            *(char **)value = null ? NULL : arena_strndup(arena, bytes, (size_t)length);
            break;
        case SQL_BLOB: {
            char *copy = null ? NULL : arena_strndup(arena, bytes, (size_t)length);
            *(struct Blob *)value = (struct Blob){.at = copy, .length = (size_t)length};
            break;
        }
        }
    }
}

static bool read_one(const PGresult *from, const SqlStatement *statement, Arena *arena, void *row,
                     bool *there, Err *err)
{
    int count = PQntuples(from);
    if (count > 1)
        return err_set(err, ERR_BROKEN, "%s: more than one row where one is given",
                       statement->name);
    if (count)
        read_row(from, 0, statement, arena, row);
    *there = count == 1;
    return true;
}

static SqlRows read_many(const PGresult *from, const SqlStatement *statement, Arena *arena)
{
    size_t count = (size_t)PQntuples(from);
    char *at = arena_array(arena, count, statement->row_size);
    for (size_t i = 0; i < count; i++)
        read_row(from, (int)i, statement, arena, at + i * statement->row_size);
    return (SqlRows){.at = at, .count = count};
}

/* Of a question: where it was asked to go. */
static bool put_answer(const PGresult *from, const SqlStatement *statement, const Answer *answer,
                       Err *err)
{
    bool there = false;
    if (!columns_fit(from, statement, err))
        return false;
    if (statement->gives == SQL_ONE)
        return read_one(from, statement, answer->asks->arena, answer->to, &there, err) &&
               statement_found(statement, there, answer->found, err);
    SqlRows rows = read_many(from, statement, answer->asks->arena);
    memcpy(answer->to, &rows, sizeof rows);
    return true;
}

/* ---- the pipeline -------------------------------------------------------------------------- */

/* Notes a command that libpq has taken; `sent` is what libpq said. */
static bool note_sent(PgDb *db, int sent, Pending command, Err *err)
{
    if (!sent)
        return connection_error(db, command.name, err);
    db->pending[db->pending_count++] = command;
    return true;
}

static void fail_asks(const Pending *pending, const Err *err)
{
    Asks *asks = pending->answer.asks;
    if (!asks || asks->failed)
        return;
    asks->failed = true;
    asks->err = *err;
}

/* The connection is gone, and with it what it knew. */
static bool lost(PgDb *db, const char *name, Err *err)
{
    connection_error(db, name, err);
    for (size_t i = 0; i < db->pending_count; i++)
        fail_asks(&db->pending[i], err);
    db->pending_count = 0;
    memset(db->prepared, PREPARED_NOT, db->slot_count);
    return false;
}

/* Reads the result of one pending command. False: it failed, or was not run because one before it
 * did; then `err` is set only by the first. */
static bool read_result(PgDb *db, const Pending *pending, PGresult **result, bool failed_before,
                        Err *err)
{
    *result = PQgetResult(db->link);
    ExecStatusType status = PQresultStatus(*result);
    bool done = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (!done && !failed_before)
        result_error(db, *result, pending->name, err);
    if (pending->prepares)
        db->prepared[db_slot(&db->base, pending->prepares)] = done ? PREPARED_READY : PREPARED_NOT;
    PGresult *more;
    while (PQstatus(db->link) == CONNECTION_OK && (more = PQgetResult(db->link)))
        PQclear(more);
    if (done && !failed_before && pending->answer.asks)
        done = put_answer(*result, pending->asks, &pending->answer, err);
    if (!done || failed_before)
        fail_asks(pending, err);
    return done;
}

/* Waits for everything sent so far; false with the first error. `last` (may be NULL) gets the
 * result of the last command, to be cleared by the caller. */
static bool settle(PgDb *db, PGresult **last, Err *err)
{
    const char *name = db->pending_count ? db->pending[db->pending_count - 1].name : "sync";
    if (!PQpipelineSync(db->link))
        return lost(db, name, err);
    bool done = true;
    PGresult *result = NULL;
    for (size_t i = 0; i < db->pending_count && PQstatus(db->link) == CONNECTION_OK; i++) {
        PQclear(result);
        done = read_result(db, &db->pending[i], &result, !done, err) && done;
    }
    if (PQstatus(db->link) == CONNECTION_OK)
        PQclear(PQgetResult(db->link)); /* the sync */
    if (PQstatus(db->link) != CONNECTION_OK) {
        PQclear(result);
        return lost(db, name, err);
    }
    db->pending_count = 0;
    if (done && last)
        *last = result;
    else
        PQclear(result);
    return done;
}

/* Makes room for `count` more commands. */
static bool make_room(PgDb *db, size_t count, Err *err)
{
    return db->pending_count + count <= MOST_PENDING || settle(db, NULL, err);
}

/* A command without parameters; `name` is for messages and static. */
static bool send_command(PgDb *db, const char *text, const char *name, Err *err)
{
    return make_room(db, 1, err) &&
           note_sent(db, PQsendQueryParams(db->link, text, 0, NULL, NULL, NULL, NULL, 1),
                     (Pending){.name = name}, err);
}

/* ---- connecting ---------------------------------------------------------------------------- */

/* The URL without its password, for messages. NULL: it cannot be read. */
static char *place_of(const char *url)
{
    const char *user = "", *host = "localhost", *port = "", *name = "";
    PQconninfoOption *options = PQconninfoParse(url, NULL);
    if (!options)
        return NULL;
    for (const PQconninfoOption *option = options; option->keyword; option++) {
        if (text_empty(option->val))
            continue;
        if (text_equal(option->keyword, "user"))
            user = option->val;
        else if (text_equal(option->keyword, "host"))
            host = option->val;
        else if (text_equal(option->keyword, "port"))
            port = option->val;
        else if (text_equal(option->keyword, "dbname"))
            name = option->val;
    }
    auto_buf Buf place = buf_new(4096);
    buf_addf(&place, "postgresql://%s%s%s%s%s/%s", user, user[0] ? "@" : "", host,
             port[0] ? ":" : "", port, name);
    PQconninfoFree(options);
    return strdup(place.at);
}

static void drop_notice(void *context, const PGresult *result) {}

static bool set_patience(PgDb *db, Err *err)
{
    char text[64];
    snprintf(text, sizeof text, "SET lock_timeout = %d", db->patience);
    return send_command(db, text, "lock_timeout", err) && settle(db, NULL, err);
}

static bool connect_to(PgDb *db, Err *err)
{
    const char *const words[] = {"dbname", "connect_timeout", "client_encoding",
                                 "fallback_application_name", NULL};
    const char *const values[] = {db->url, "10", "UTF8", "beck", NULL};
    db->pending_count = 0;
    memset(db->prepared, PREPARED_NOT, db->slot_count);
    PQfinish(db->link);
    db->link = PQconnectdbParams(words, values, 1);
    auto_arena Arena *scratch = arena_new();
    if (PQstatus(db->link) != CONNECTION_OK)
        return err_field(err, ERR_BROKEN,
                         PQpingParams(words, values, 1) == PQPING_OK ? "" : REFUSAL_LOST,
                         "%s cannot be reached: %s: does the server run, is the database there "
                         "(createdb), may this user connect?",
                         db->base.place, one_line(scratch, PQerrorMessage(db->link)));
    if (PQserverVersion(db->link) < OLDEST_SERVER)
        return err_set(err, ERR_BROKEN, "%s: PostgreSQL %d is too old, Beck needs 12 or newer",
                       db->base.place, PQserverVersion(db->link) / 10000);
    PQsetNoticeReceiver(db->link, drop_notice, NULL);
    if (!PQenterPipelineMode(db->link))
        return err_set(err, ERR_BROKEN, "%s: libpq refuses its pipeline mode", db->base.place);
    return set_patience(db, err);
}

/* A connection that was lost is opened again, unless a transaction stood on it. */
static bool connected(PgDb *db, Err *err)
{
    return db->base.txn || PQstatus(db->link) == CONNECTION_OK || connect_to(db, err);
}

static void pg_close(Db *base)
{
    PgDb *db = pg_of(base);
    PQfinish(db->link);
    free(db->base.place);
    free(db->url);
    free(db);
}

static Db *pg_open(const char *where, DbMode mode, size_t slots, Err *err)
{
    char *place = place_of(where);
    if (!place) {
        err_set(err, ERR_INPUT,
                "the database's URL cannot be read: it should look like "
                "postgresql://USER@HOST:PORT/NAME");
        return NULL;
    }
    PgDb *db = calloc(1, sizeof *db + slots);
    char *url = strdup(where);
    if (!db || !url) {
        err_set(err, ERR_BROKEN, "out of memory");
        free(db);
        free(url);
        free(place);
        return NULL;
    }
    db->base.place = place;
    db->url = url;
    db->slot_count = slots;
    db->patience = PATIENCE;
    if (!connect_to(db, err)) {
        pg_close(&db->base);
        return NULL;
    }
    return &db->base;
}

static bool pg_patience(Db *base, int milliseconds, Err *err)
{
    PgDb *db = pg_of(base);
    db->patience = milliseconds;
    return PQstatus(db->link) == CONNECTION_OK ? set_patience(db, err) : connected(db, err);
}

/* ---- statements ---------------------------------------------------------------------------- */

/* Sends the statement, and its text before it when the connection does not know it yet. */
static bool send_statement(PgDb *db, const SqlStatement *statement, const void *in, Answer answer,
                           Err *err)
{
    Parameters with;
    char name[32];
    size_t slot = db_slot(&db->base, statement);
    int count = (int)statement->input_count;
    if (!connected(db, err) || !make_room(db, 2, err))
        return false;
    snprintf(name, sizeof name, "s%zu", slot);
    put_parameters(&with, statement, in);
    if (db->prepared[slot] == PREPARED_NOT) {
        int sent = PQsendPrepare(db->link, name, statement->text[DB_POSTGRES], count, with.types);
        if (!note_sent(db, sent, (Pending){.name = statement->name, .prepares = statement}, err))
            return false;
        db->prepared[slot] = PREPARED_SENT;
    }
    return note_sent(
        db, PQsendQueryPrepared(db->link, name, count, with.at, with.lengths, with.formats, 1),
        (Pending){.name = statement->name, .asks = statement, .answer = answer}, err);
}

static bool pg_run(Db *base, const SqlStatement *statement, const void *in, Err *err)
{
    PgDb *db = pg_of(base);
    return send_statement(db, statement, in, (Answer){0}, err) &&
           (base->txn || settle(db, NULL, err));
}

static bool pg_ask(Db *base, const SqlStatement *statement, const void *in, Answer answer, Err *err)
{
    return send_statement(pg_of(base), statement, in, answer, err);
}

static bool pg_answer(Db *base, const Asks *asks, Err *err)
{
    PgDb *db = pg_of(base);
    for (size_t i = 0; i < db->pending_count; i++)
        if (db->pending[i].answer.asks == asks)
            return settle(db, NULL, err);
    return true;
}

static void pg_ask_no_more(Db *base, const Asks *asks)
{
    PgDb *db = pg_of(base);
    for (size_t i = 0; i < db->pending_count; i++)
        if (!asks || db->pending[i].answer.asks == asks)
            db->pending[i].answer = (Answer){0};
}

/* Runs the statement and whatever is pending; its rows, or NULL. */
static PGresult *ask(PgDb *db, const SqlStatement *statement, const void *in, Err *err)
{
    PGresult *result;
    if (!send_statement(db, statement, in, (Answer){0}, err) || !settle(db, &result, err))
        return NULL;
    if (columns_fit(result, statement, err))
        return result;
    PQclear(result);
    return NULL;
}

static bool pg_change(Db *base, const SqlStatement *statement, const void *in, bool *changed,
                      Err *err)
{
    PGresult *result = ask(pg_of(base), statement, in, err);
    if (!result)
        return false;
    *changed = strcmp(PQcmdTuples(result), "0") != 0;
    PQclear(result);
    return true;
}

static bool pg_one(Db *base, const SqlStatement *statement, const void *in, Arena *arena, void *row,
                   bool *found, Err *err)
{
    PGresult *result = ask(pg_of(base), statement, in, err);
    bool done = result && read_one(result, statement, arena, row, found, err);
    PQclear(result);
    return done;
}

static bool pg_many(Db *base, const SqlStatement *statement, const void *in, Arena *arena,
                    SqlRows *rows, Err *err)
{
    PGresult *result = ask(pg_of(base), statement, in, err);
    if (!result)
        return false;
    *rows = read_many(result, statement, arena);
    PQclear(result);
    return true;
}

/* ---- streams ------------------------------------------------------------------------------- */

/* Replaces the batch by the next rows of the cursor. */
static bool fetch(PgDb *db, PgRows *rows, const SqlStatement *statement, Err *err)
{
    char text[80];
    snprintf(text, sizeof text, "FETCH FORWARD %d FROM %s", FETCH_ROWS, rows->cursor);
    PQclear(rows->batch);
    rows->batch = NULL;
    rows->at = 0;
    return send_command(db, text, statement->name, err) && settle(db, &rows->batch, err) &&
           columns_fit(rows->batch, statement, err);
}

/* Outside of a transaction the cursor holds its rows on the server (WITH HOLD), so that it is a
 * picture of one moment and survives what else is done. */
static bool declare(PgDb *db, const PgRows *rows, const SqlStatement *statement, const void *in,
                    Err *err)
{
    Parameters with;
    put_parameters(&with, statement, in);
    auto_buf Buf text = buf_new(1 << 20);
    buf_addf(&text, "DECLARE %s NO SCROLL CURSOR %s HOLD FOR %s", rows->cursor,
             db->base.txn ? "WITHOUT" : "WITH", statement->text[DB_POSTGRES]);
    return connected(db, err) && make_room(db, 2, err) &&
           note_sent(db,
                     PQsendQueryParams(db->link, text.at, (int)statement->input_count, with.types,
                                       with.at, with.lengths, with.formats, 1),
                     (Pending){.name = statement->name}, err);
}

static Rows *pg_stream_open(Db *base, const SqlStatement *statement, const void *in, Err *err)
{
    PgDb *db = pg_of(base);
    PgRows *rows = calloc(1, sizeof *rows);
    if (!rows) {
        err_set(err, ERR_BROKEN, "out of memory");
        return NULL;
    }
    snprintf(rows->cursor, sizeof rows->cursor, "beck_%llu", (unsigned long long)++db->cursors);
    if (declare(db, rows, statement, in, err) && fetch(db, rows, statement, err))
        return &rows->base;
    PQclear(rows->batch);
    free(rows);
    return NULL;
}

static bool pg_stream_next(Rows *base, Arena *arena, void *row, bool *more, Err *err)
{
    PgRows *rows = (PgRows *)base;
    PgDb *db = pg_of(base->db);
    if (!rows->batch)
        return err_set(err, ERR_BROKEN, "%s: the stream has failed before", base->statement->name);
    if (rows->at == PQntuples(rows->batch) && rows->at == FETCH_ROWS &&
        !fetch(db, rows, base->statement, err))
        return false;
    *more = rows->at < PQntuples(rows->batch);
    if (*more)
        read_row(rows->batch, rows->at++, base->statement, arena, row);
    return true;
}

/* A cursor that cannot be closed now (its transaction has failed) ends with the connection. Inside
 * a transaction the command is only queued: the answers before it belong to others. */
static void pg_stream_stop(Rows *base, bool txn_ends)
{
    PgRows *rows = (PgRows *)base;
    PgDb *db = pg_of(base->db);
    bool in_txn = base->db->txn != NULL;
    PQclear(rows->batch);
    rows->batch = NULL;
    if (txn_ends || (in_txn && base->db->failed) || PQstatus(db->link) != CONNECTION_OK)
        return;
    char text[64];
    Err err;
    snprintf(text, sizeof text, "CLOSE %s", rows->cursor);
    bool done = send_command(db, text, "CLOSE", &err) && (in_txn || settle(db, NULL, &err));
    if (!done && in_txn) {
        base->db->failed = true;
        base->db->failure = err;
    }
}

/* ---- transactions -------------------------------------------------------------------------- */

static bool pg_begin(Db *base, TxnMode mode, Err *err)
{
    PgDb *db = pg_of(base);
    return connected(db, err) &&
           send_command(
               db, mode == TXN_WRITE ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
               "BEGIN", err);
}

static void pg_rollback(Db *base)
{
    PgDb *db = pg_of(base);
    Err ignored;
    if (PQstatus(db->link) != CONNECTION_OK)
        return; /* the server rolls back by itself */
    pg_ask_no_more(base, NULL);
    settle(db, NULL, &ignored);
    if (PQtransactionStatus(db->link) != PQTRANS_IDLE &&
        send_command(db, "ROLLBACK", "ROLLBACK", &ignored))
        settle(db, NULL, &ignored);
}

static bool pg_commit(Db *base, Err *err)
{
    PgDb *db = pg_of(base);
    PGresult *result;
    if (!send_command(db, "COMMIT", "commit", err))
        return false; /* the connection was lost before: the server rolls back */
    if (!settle(db, &result, err)) {
        if (PQstatus(db->link) != CONNECTION_OK)
            return err_set(err, ERR_BROKEN,
                           "the connection to %s was lost during a commit: look whether it has "
                           "happened before doing it again",
                           base->place);
        pg_rollback(base);
        return false;
    }
    bool done = text_equal(PQcmdStatus(result), "COMMIT");
    PQclear(result);
    return done || err_set(err, ERR_BROKEN, "%s rolled the transaction back", base->place);
}

static bool pg_part_begin(Db *base, Err *err)
{
    return send_command(pg_of(base), "SAVEPOINT part", "savepoint", err);
}

static bool pg_part_keep(Db *base, Err *err)
{
    PgDb *db = pg_of(base);
    return send_command(db, "RELEASE SAVEPOINT part", "savepoint", err) && settle(db, NULL, err);
}

/* What failed in the part may not have been read yet. */
static bool pg_part_undo(Db *base, Err *err)
{
    PgDb *db = pg_of(base);
    Err ignored;
    settle(db, NULL, &ignored);
    return send_command(db, "ROLLBACK TO SAVEPOINT part", "savepoint", err) &&
           pg_part_keep(base, err);
}

/* ---- schema -------------------------------------------------------------------------------- */

static bool pg_check(Db *base, const SqlStatement *statement, Arena *arena,
                     const char *names[SQL_MOST_COLUMNS], Err *err)
{
    PgDb *db = pg_of(base);
    Parameters with = {0};
    PGresult *result;
    for (unsigned i = 0; i < statement->input_count; i++)
        with.types[i] = parameter_types[statement->inputs[i].type];
    if (!connected(db, err) || !make_room(db, 2, err) ||
        !note_sent(db,
                   PQsendPrepare(db->link, "", statement->text[DB_POSTGRES],
                                 (int)statement->input_count, with.types),
                   (Pending){.name = statement->name}, err) ||
        !note_sent(db, PQsendDescribePrepared(db->link, ""), (Pending){.name = statement->name},
                   err) ||
        !settle(db, &result, err))
        return false;
    bool fits = columns_fit(result, statement, err);
    for (unsigned i = 0; fits && i < statement->output_count; i++)
        names[i] = arena_strdup(arena, PQfname(result, (int)i));
    PQclear(result);
    return fits;
}

/* Many statements in one text need the plain protocol, which a pipeline does not speak. */
static bool pg_script(Db *base, const char *text, Err *err)
{
    PgDb *db = pg_of(base);
    if (!settle(db, NULL, err))
        return false;
    PQexitPipelineMode(db->link);
    PGresult *result = PQexec(db->link, text);
    bool done = PQresultStatus(result) == PGRES_COMMAND_OK ||
                PQresultStatus(result) == PGRES_TUPLES_OK ||
                PQresultStatus(result) == PGRES_EMPTY_QUERY;
    if (!done) {
        const char *position = PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION);
        long left = position ? strtol(position, NULL, 10) : 0;
        int line = 1;
        for (const char *at = text; *at && --left > 0; at++)
            line += *at == '\n';
        result_error(db, result, "migration", err);
        err_at(err, "line %d or soon after", line);
    }
    PQclear(result);
    return (PQenterPipelineMode(db->link) || connection_error(db, "migration", err)) && done;
}

static bool pg_stamp(Db *base, int version, Err *err)
{
    return true; /* schema_migration says it */
}

/* ---- services ------------------------------------------------------------------------------ */

static bool pg_optimize(Db *base, Err *err)
{
    PgDb *db = pg_of(base);
    return connected(db, err) && send_command(db, "ANALYZE", "ANALYZE", err) &&
           settle(db, NULL, err);
}

extern const DbDriver beck_module_postgres;
const DbDriver beck_module_postgres __attribute__((visibility("default"))) = {
    .name = "PostgreSQL",
    .engine = DB_POSTGRES,
    .features = DB_CAN_PIPELINE,
    .open = pg_open,
    .close = pg_close,
    .patience = pg_patience,
    .begin = pg_begin,
    .commit = pg_commit,
    .rollback = pg_rollback,
    .part_begin = pg_part_begin,
    .part_keep = pg_part_keep,
    .part_undo = pg_part_undo,
    .run = pg_run,
    .change = pg_change,
    .one = pg_one,
    .many = pg_many,
    .ask = pg_ask,
    .answer = pg_answer,
    .ask_no_more = pg_ask_no_more,
    .stream_open = pg_stream_open,
    .stream_next = pg_stream_next,
    .stream_stop = pg_stream_stop,
    .check = pg_check,
    .script = pg_script,
    .stamp = pg_stamp,
    .optimize = pg_optimize,
};
