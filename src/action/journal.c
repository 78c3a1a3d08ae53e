#include "action/journal.h"

#include "action/aside_inner.h"
#include "action/load_lead.h"
#include "action/merge_inner.h"
#include "base/doc.h"
#include "base/json.h"
#include "base/text.h"

#include <string.h>

/* How a table's rows are read, put back and removed: three statements each. `get` takes the
 * workspace and the id as its first two parameters; `put` takes columns by the names `get` gives.
 */
typedef struct Journaled {
    const char *name;
    unsigned get, put, drop; /* drop 0: rows of this table are never made by a record */
} Journaled;

static const Journaled tables[JOURNAL_TABLES] = {
    [JOURNAL_LEAD] = {"lead", SQL_LEAD_GET, SQL_LEAD_RESTORE, 0},
    [JOURNAL_NEXT_TOUCH] = {"next_touch", SQL_NEXT_TOUCH_OF_LEAD, SQL_NEXT_TOUCH_PUT,
                            SQL_NEXT_TOUCH_DROP},
    [JOURNAL_ACCOUNT] = {"account", SQL_ACCOUNT_GET, SQL_ACCOUNT_RESTORE, 0},
    [JOURNAL_CONTACT] = {"contact", SQL_CONTACT_GET, SQL_CONTACT_RESTORE, SQL_CONTACT_DROP},
    [JOURNAL_ADDRESS] = {"address", SQL_ADDRESS_GET, SQL_ADDRESS_RESTORE, SQL_ADDRESS_DROP},
    [JOURNAL_PROMISE] = {"promise", SQL_PROMISE_GET, SQL_PROMISE_RESTORE, SQL_PROMISE_DROP},
    [JOURNAL_CYCLE] = {"cycle", SQL_CYCLE_GET, SQL_CYCLE_SET_STATE, SQL_CYCLE_DROP},
    [JOURNAL_WANT] = {"want", SQL_WANT_GET, SQL_WANT_SET_STATE, SQL_WANT_DROP},
    [JOURNAL_FILE] = {"file", SQL_FILE_GET, 0, SQL_FILE_DROP},
    [JOURNAL_GIFT] = {"gift", SQL_GIFT_GET, SQL_GIFT_SET, SQL_GIFT_DROP},
    [JOURNAL_GIFT_ENTRY] = {"gift_entry", SQL_GIFT_ENTRY_GET, 0, SQL_GIFT_ENTRY_DROP},
    [JOURNAL_TOUCH_WORDS] = {"touch_words", SQL_TOUCH_WORDS_GET, SQL_TOUCH_WORDS_PUT,
                             SQL_TOUCH_WORDS_DROP},
    [JOURNAL_HOLD] = {"hold", SQL_HOLD_GET, SQL_HOLD_RESTORE, SQL_HOLD_DROP},
};

enum { LARGEST_PARAMETERS = 1024, IMAGE_BYTES = 1024 * 1024 };

static const SqlStatement *statement_of(unsigned number)
{
    return &sql_book.statements[number];
}

/* The workspace and the id, the first two parameters of a statement. */
static void set_key(void *in, const SqlStatement *statement, int64_t workspace, int64_t id)
{
    memcpy((char *)in + statement->inputs[0].offset, &workspace, sizeof workspace);
    memcpy((char *)in + statement->inputs[1].offset, &id, sizeof id);
}

static Doc *doc_of_row(Arena *arena, const SqlStatement *statement, const void *row)
{
    Doc *doc = doc_object(arena);
    for (unsigned i = 0; i < statement->output_count; i++) {
        const SqlField *field = &statement->outputs[i];
        const char *at = (const char *)row + field->offset;
        if (field->type == SQL_TEXT) {
            const char *text;
            memcpy(&text, at, sizeof text);
            doc_set_text(arena, doc, field->name, text);
        } else {
            int64_t number;
            memcpy(&number, at, sizeof number);
            if (number == TIME_NONE)
                doc_set_null(arena, doc, field->name);
            else
                doc_set_int(arena, doc, field->name, number);
        }
    }
    return doc;
}

/* Parameters that the image does not have (`now`) keep what the caller set. */
static void fill_from_doc(void *in, const SqlStatement *statement, const Doc *doc)
{
    for (unsigned i = 0; i < statement->input_count; i++) {
        const SqlField *field = &statement->inputs[i];
        const Doc *value = doc_get(doc, field->name);
        char *at = (char *)in + field->offset;
        if (!value)
            continue;
        if (field->type == SQL_TEXT) {
            const char *text = value->kind == DOC_TEXT ? value->text : NULL;
            memcpy(at, &text, sizeof text);
        } else {
            int64_t none = field->type == SQL_ID ? 0 : TIME_NONE;
            int64_t number = value->kind == DOC_INT ? value->integer : none;
            memcpy(at, &number, sizeof number);
        }
    }
}

static bool write_row(Journal *journal, int64_t seq, const char *table, int64_t id,
                      const Doc *image, Err *err)
{
    auto_buf Buf text = buf_new(IMAGE_BYTES);
    if (image)
        doc_write_json(image, &text, 0);
    return sql_record_row_insert(journal->context->db,
                                 &(struct record_row_insert_in){
                                     .workspace = journal->context->workspace,
                                     .record_id = journal->record_id,
                                     .seq = seq,
                                     .table_name = table,
                                     .row_id = id,
                                     .before = image ? text.at : NULL,
                                 },
                                 err);
}

static bool drop_old(Context *context, Err *err)
{
    return sql_record_rows_prune(context->db,
                                 &(struct record_rows_prune_in){.workspace = context->workspace,
                                                                .user_id = context->user,
                                                                .kept = RECORDS_KEPT},
                                 err) &&
           sql_record_prune(context->db,
                            &(struct record_prune_in){.workspace = context->workspace,
                                                      .user_id = context->user,
                                                      .kept = RECORDS_KEPT},
                            err);
}

bool journal_open(Context *context, int64_t lead_id, Journal *journal, Err *err)
{
    *journal = (Journal){.context = context, .asks = {.db = context->db, .arena = context->arena}};
    return context_id(context, &journal->record_id, err) &&
           sql_record_insert(context->db,
                             &(struct record_insert_in){.workspace = context->workspace,
                                                        .id = journal->record_id,
                                                        .user_id = context->user,
                                                        .now = context->now,
                                                        .kind = "",
                                                        .lead_id = lead_id,
                                                        .said = ""},
                             err) &&
           drop_old(context, err);
}

bool journal_keep(Journal *journal, JournalTable table, int64_t id, Err *err)
{
    if (!journal)
        return true;
    Arena *arena = journal->context->arena;
    const SqlStatement *get = statement_of(tables[table].get);
    JournalKept *kept = arena_make(arena, JournalKept);
    _Alignas(max_align_t) unsigned char in[LARGEST_PARAMETERS] = {0};
    *kept = (JournalKept){.table = table,
                          .id = id,
                          .seq = ++journal->seq,
                          .row = arena_alloc(arena, get->row_size),
                          .next = journal->kept};
    journal->kept = kept;
    set_key(in, get, journal->context->workspace, id);
    asks_one(&journal->asks, get, in, kept->row, &kept->found);
    if (journal->asks.failed)
        *err = journal->asks.err;
    return !journal->asks.failed;
}

static bool write_kept(Journal *journal, const JournalKept *kept, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    const Doc *image =
        kept->found ? doc_of_row(scratch, statement_of(tables[kept->table].get), kept->row) : NULL;
    return write_row(journal, kept->seq, tables[kept->table].name, kept->id, image, err);
}

bool journal_close(Journal *journal, const char *kind, int64_t touch_id, const char *said, Err *err)
{
    if (!asks_answer(&journal->asks, err))
        return false;
    for (const JournalKept *kept = journal->kept; kept; kept = kept->next)
        if (!write_kept(journal, kept, err))
            return false;
    return sql_record_say(journal->context->db,
                          &(struct record_say_in){.workspace = journal->context->workspace,
                                                  .id = journal->record_id,
                                                  .kind = kind,
                                                  .touch_id = touch_id,
                                                  .said = said},
                          err);
}

bool journal_drop(Journal *journal, Err *err)
{
    Context *context = journal->context;
    return asks_answer(&journal->asks, err) &&
           sql_record_drop(
               context->db,
               &(struct record_drop_in){.workspace = context->workspace, .id = journal->record_id},
               err);
}

bool journal_made(Journal *journal, JournalTable table, int64_t id, Err *err)
{
    if (!journal)
        return true;
    return write_row(journal, ++journal->seq, tables[table].name, id, NULL, err);
}

bool journal_moves(Journal *journal, int64_t contact_id, Day day, int moves, int rings, Err *err)
{
    if (!journal)
        return true;
    auto_arena Arena *scratch = arena_new();
    Doc *image = doc_object(scratch);
    doc_set_int(scratch, image, "day", day);
    doc_set_int(scratch, image, "moves", moves);
    doc_set_int(scratch, image, "rings", rings);
    return write_row(journal, ++journal->seq, "contact_day", contact_id, image, err);
}

bool journal_given(Journal *journal, int64_t touch_id, int64_t contact_id, int64_t content_id,
                   Err *err)
{
    if (!journal)
        return true;
    auto_arena Arena *scratch = arena_new();
    Doc *image = doc_object(scratch);
    doc_set_int(scratch, image, "contact_id", contact_id);
    doc_set_int(scratch, image, "content_id", content_id);
    return write_row(journal, ++journal->seq, "given", touch_id, image, err);
}

bool journal_share(Journal *journal, int64_t lead_id, int64_t user_id, bool shared, Err *err)
{
    if (!journal)
        return true;
    auto_arena Arena *scratch = arena_new();
    Doc *image = doc_object(scratch);
    doc_set_int(scratch, image, "user_id", user_id);
    doc_set_int(scratch, image, "shared", shared);
    return write_row(journal, ++journal->seq, "lead_share", lead_id, image, err);
}

bool journal_suppression(Journal *journal, int64_t ledger_id, Err *err)
{
    if (!journal)
        return true;
    return write_row(journal, ++journal->seq, "suppression", ledger_id, NULL, err);
}

bool journal_merge(Journal *journal, int64_t gone_id, const Doc *image, Err *err)
{
    if (!journal)
        return true;
    return write_row(journal, ++journal->seq, "merge", gone_id, image, err);
}

static bool restore_moves(Context *context, int64_t contact_id, const Doc *image, Err *err)
{
    return sql_contact_move_add(context->db,
                                &(struct contact_move_add_in){.workspace = context->workspace,
                                                              .contact_id = contact_id,
                                                              .day = doc_int(image, "day"),
                                                              .moves = -doc_int(image, "moves"),
                                                              .rings = -doc_int(image, "rings")},
                                err);
}

static bool restore_given(Context *context, int64_t touch_id, const Doc *image, Err *err)
{
    return sql_given_drop(context->db,
                          &(struct given_drop_in){.workspace = context->workspace,
                                                  .touch_id = touch_id,
                                                  .contact_id = doc_int(image, "contact_id"),
                                                  .content_id = doc_int(image, "content_id")},
                          err);
}

static bool restore_share(Context *context, int64_t lead_id, const Doc *image, Err *err)
{
    int64_t user_id = doc_int(image, "user_id");
    return doc_int(image, "shared")
               ? sql_share_add(context->db,
                               &(struct share_add_in){.workspace = context->workspace,
                                                      .lead_id = lead_id,
                                                      .user_id = user_id},
                               err)
               : sql_share_drop(context->db,
                                &(struct share_drop_in){.workspace = context->workspace,
                                                        .lead_id = lead_id,
                                                        .user_id = user_id},
                                err);
}

/* The planned dial of the touch that goes and of the one that comes back. */
static bool restore_load(Context *context, int64_t lead_id, const Doc *image, Err *err)
{
    struct next_touch_of_lead_row now;
    bool found;
    ArenaMark mark = arena_mark(context->arena);
    if (!sql_next_touch_of_lead(
            context->db, context->arena,
            &(struct next_touch_of_lead_in){.workspace = context->workspace, .lead_id = lead_id},
            &now, &found, err))
        return false;
    bool done = !found || now.load_day == TIME_NONE ||
                context_worker_dials(context, now.owner_id, (Day)now.load_day, -1, err);
    arena_rewind(context->arena, mark);
    const Doc *day = doc_get(image, "load_day");
    return done &&
           (!day || day->kind != DOC_INT ||
            context_worker_dials(context, doc_int(image, "owner_id"), (Day)day->integer, 1, err));
}

/* A touch that was logged keeps its id in the history: what comes back in its place gets a new one,
 * and the words a person wrote for it. */
static bool renew_touch_id(Context *context, struct next_touch_put_in *in, Err *err)
{
    struct touch_get_row past;
    bool logged;
    int64_t before = in->touch_id;
    ArenaMark mark = arena_mark(context->arena);
    if (!sql_touch_get(context->db, context->arena,
                       &(struct touch_get_in){.workspace = context->workspace, .id = before}, &past,
                       &logged, err))
        return false;
    arena_rewind(context->arena, mark);
    return !logged ||
           (context_id(context, &in->touch_id, err) &&
            sql_touch_words_renew(context->db,
                                  &(struct touch_words_renew_in){.workspace = context->workspace,
                                                                 .touch_id = before,
                                                                 .new_id = in->touch_id},
                                  err));
}

/* What was recorded before they asked for a text would throw that out. */
static bool check_text(Context *context, int64_t lead_id, const Doc *image, Err *err)
{
    int64_t text_id;
    ArenaMark mark = arena_mark(context->arena);
    if (!aside_text(context, context->arena, lead_id, &text_id, err))
        return false;
    arena_rewind(context->arena, mark);
    return !text_id || (image && doc_int(image, "touch_id") == text_id) ||
           err_set(err, ERR_CONFLICT,
                   "a text that they asked for waits to go (lead %lld): undo this once it has gone",
                   (long long)lead_id);
}

static bool restore_row(Context *context, JournalTable table, int64_t id, const Doc *image,
                        Err *err)
{
    bool next = table == JOURNAL_NEXT_TOUCH;
    if (next && (!check_text(context, id, image, err) || !restore_load(context, id, image, err)))
        return false;
    if (table == JOURNAL_CONTACT && !image &&
        !sql_contact_of_no_lead(
            context->db,
            &(struct contact_of_no_lead_in){.workspace = context->workspace, .contact_id = id},
            err))
        return false;
    if (table == JOURNAL_FILE &&
        !sql_file_bytes_drop(
            context->db,
            &(struct file_bytes_drop_in){.workspace = context->workspace, .file_id = id}, err))
        return false;
    unsigned number = image ? tables[table].put : tables[table].drop;
    if (!number)
        return err_set(err, ERR_BROKEN, "a record of undo would remove a row of %s",
                       tables[table].name);
    const SqlStatement *statement = statement_of(number);
    _Alignas(max_align_t) unsigned char in[LARGEST_PARAMETERS] = {0};
    if (image)
        fill_from_doc(in, statement, image);
    set_key(in, statement, context->workspace, id);
    if (next && image) {
        struct next_touch_put_in *put = (struct next_touch_put_in *)(void *)in;
        put->planned_at = context->now;
        if (!renew_touch_id(context, put, err))
            return false;
    }
    return statement_run(context->db, statement, in, err);
}

static bool restore_any(Context *context, Arena *scratch, const struct record_rows_row *row,
                        Err *err)
{
    const Doc *image = NULL;
    if (row->before && !(image = json_parse(scratch, row->before, strlen(row->before), err)))
        return false;
    if (text_equal(row->table_name, "contact_day"))
        return restore_moves(context, row->row_id, image, err);
    if (text_equal(row->table_name, "given"))
        return restore_given(context, row->row_id, image, err);
    if (text_equal(row->table_name, "lead_share"))
        return restore_share(context, row->row_id, image, err);
    if (text_equal(row->table_name, "suppression"))
        return suppression_take_back(context, row->row_id, err);
    if (text_equal(row->table_name, "merge"))
        return merge_restore(context, image, err);
    for (int table = 0; table < JOURNAL_TABLES; table++)
        if (text_equal(row->table_name, tables[table].name))
            return restore_row(context, (JournalTable)table, row->row_id, image, err);
    return err_set(err, ERR_BROKEN, "a record of undo speaks of a table %s", row->table_name);
}

static bool makes_person(const struct record_rows_row *row)
{
    return !row->before && text_equal(row->table_name, tables[JOURNAL_CONTACT].name);
}

bool journal_restore(Context *context, int64_t record_id, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    struct record_rows_rows rows;
    if (!sql_record_rows(
            context->db, scratch,
            &(struct record_rows_in){.workspace = context->workspace, .record_id = record_id},
            &rows, err))
        return false;
    /* People the record made go last: a lead may stand on one until its own row is back. */
    for (int last = 0; last < 2; last++)
        for (size_t i = 0; i < rows.count; i++)
            if (makes_person(&rows.at[i]) == last &&
                !restore_any(context, scratch, &rows.at[i], err))
                return false;
    return sql_record_undone(context->db,
                             &(struct record_undone_in){.workspace = context->workspace,
                                                        .id = record_id,
                                                        .now = context->now},
                             err);
}
