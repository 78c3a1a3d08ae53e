#include "action/file_inner.h"

#include "base/digest.h"
#include "base/text.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_BYTES = 200, MEGABYTE = 1024 * 1024 };

/* --- what it is --- */

static const struct {
    const char *type;
    size_t at; /* where the magic stands */
    const char *magic;
    size_t length;
    const char *ending;
} types[] = {
    {"image/jpeg", 0, "\xFF\xD8\xFF", 3, "jpg"}, {"image/png", 0, "\x89PNG\r\n\x1A\n", 8, "png"},
    {"image/gif", 0, "GIF8", 4, "gif"},          {"image/webp", 8, "WEBP", 4, "webp"},
    {"image/heic", 4, "ftyphei", 7, "heic"},     {"image/heic", 4, "ftypmif1", 8, "heic"},
    {"application/pdf", 0, "%PDF-", 5, "pdf"},   {"application/zip", 0, "PK\x03\x04", 4, "zip"},
};

enum { TYPES = sizeof types / sizeof *types };

static bool is_text(const char *at, size_t size)
{
    const char *end = at + size;
    while (at < end)
        if (*at == 0 || utf8_next(&at, end) == UTF8_BAD)
            return false;
    return true;
}

const char *file_type(const void *bytes, size_t size)
{
    for (size_t i = 0; i < TYPES; i++)
        if (size >= types[i].at + types[i].length &&
            !memcmp((const char *)bytes + types[i].at, types[i].magic, types[i].length))
            return types[i].type;
    return is_text(bytes, size) ? "text/plain" : "application/octet-stream";
}

bool file_is_image(const char *type)
{
    static const char *const shown[] = {"image/jpeg", "image/png", "image/gif", "image/webp"};
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        if (text_equal(shown[i], type))
            return true;
    return false;
}

/* What is called by nothing is called by what it is. */
static const char *name_of(Arena *arena, const char *given, const char *type)
{
    const char *name = given ? text_clean(arena, given, strlen(given), NAME_BYTES) : "";
    if (!text_empty(name) && !strpbrk(name, "/\\"))
        return name;
    for (size_t i = 0; i < TYPES; i++)
        if (text_equal(types[i].type, type))
            return arena_printf(arena, "file.%s", types[i].ending);
    return text_equal(type, "text/plain") ? "file.txt" : "file";
}

/* --- kept --- */

static bool check_size(Context *context, const FileInput *input, Err *err)
{
    const char *most;
    if (!input->size)
        return err_field(err, ERR_INPUT, "file", "the file is empty");
    if (!context_setting(context, "file_megabytes", &most, err))
        return false;
    return input->size <= (size_t)strtol(most, NULL, 10) * MEGABYTE ||
           err_field(err, ERR_INPUT, "file", "the file is larger than %s MB", most);
}

static bool check_place(Context *context, Arena *arena, const FileInput *input, Err *err)
{
    struct lead_get_row lead;
    struct content_get_row content;
    bool found;
    if (!input->lead_id == !input->content_id)
        return err_field(err, ERR_INPUT, "file", "a file is of a lead or of a content");
    if (input->lead_id ? !sql_lead_get(context->db, arena,
                                       &(struct lead_get_in){.workspace = context->workspace,
                                                             .id = input->lead_id},
                                       &lead, &found, err)
                       : !sql_content_get(context->db, arena,
                                          &(struct content_get_in){.workspace = context->workspace,
                                                                   .id = input->content_id},
                                          &content, &found, err))
        return false;
    return found || err_field(err, ERR_MISSING, input->lead_id ? "lead" : "content",
                              "there is no such %s", input->lead_id ? "lead" : "content");
}

static bool find_same(Context *context, Arena *arena, const FileInput *input, const Digest *digest,
                      int64_t *id, Err *err)
{
    struct file_same_row same;
    bool found;
    if (!sql_file_same(context->db, arena,
                       &(struct file_same_in){.workspace = context->workspace,
                                              .digest = {digest->bytes, sizeof digest->bytes},
                                              .lead_id = input->lead_id,
                                              .content_id = input->content_id},
                       &same, &found, err))
        return false;
    *id = found ? same.id : 0;
    return true;
}

bool file_put(Context *context, Arena *arena, const FileInput *input, bool card, Journal *journal,
              int64_t *id, Err *err)
{
    Digest digest = digest_of(NULL, input->bytes, input->size);
    const char *type = file_type(input->bytes, input->size);
    if (!check_size(context, input, err) || !check_place(context, arena, input, err) ||
        !find_same(context, arena, input, &digest, id, err))
        return false;
    if (*id)
        return true;
    return context_id(context, id, err) &&
           sql_file_insert(context->db,
                           &(struct file_insert_in){
                               .workspace = context->workspace,
                               .id = *id,
                               .lead_id = input->lead_id,
                               .content_id = input->content_id,
                               .user_id = context->user,
                               .name = name_of(arena, input->name, type),
                               .type = type,
                               .size = (int64_t)input->size,
                               .digest = {digest.bytes, sizeof digest.bytes},
                               .card = card,
                               .now = context->now,
                           },
                           err) &&
           sql_file_bytes_insert(
               context->db,
               &(struct file_bytes_insert_in){.workspace = context->workspace,
                                              .file_id = *id,
                                              .bytes = {input->bytes, input->size}},
               err) &&
           (!journal || journal_made(journal, JOURNAL_FILE, *id, err));
}

/* --- shown --- */

static FileShown shown_of(const Context *context, const struct file_get_row *row)
{
    return (FileShown){.id = row->id,
                       .lead_id = row->lead_id,
                       .content_id = row->content_id,
                       .name = row->name,
                       .type = row->type,
                       .user_id = row->user_id,
                       .user_name = context_name_of(context, row->user_id),
                       .size = row->size,
                       .image = file_is_image(row->type),
                       .card = row->card != 0,
                       .created_at = row->created_at};
}

static bool find_file(Context *context, Arena *arena, int64_t id, FileShown *file, Err *err)
{
    struct file_get_row row;
    bool found;
    if (!sql_file_get(context->db, arena,
                      &(struct file_get_in){.workspace = context->workspace, .id = id}, &row,
                      &found, err))
        return false;
    if (!found)
        return err_field(err, ERR_MISSING, "file", "there is no file %lld", (long long)id);
    *file = shown_of(context, &row);
    return true;
}

/* What a person let go goes as they saw it. */
static bool drop_file(Context *context, Arena *arena, int64_t id, Err *err)
{
    struct mail_file_waits_row waits;
    bool found;
    if (!sql_mail_file_waits(
            context->db, arena,
            &(struct mail_file_waits_in){.workspace = context->workspace, .file_id = id}, &waits,
            &found, err))
        return false;
    if (found)
        return err_field(err, ERR_CONFLICT, "file",
                         "it goes with a message that waits: take that back first (touch %lld)",
                         (long long)waits.touch_id);
    return sql_mail_file_forget(
               context->db,
               &(struct mail_file_forget_in){.workspace = context->workspace, .file_id = id},
               err) &&
           sql_file_bytes_drop(
               context->db,
               &(struct file_bytes_drop_in){.workspace = context->workspace, .file_id = id}, err) &&
           sql_file_drop(context->db,
                         &(struct file_drop_in){.workspace = context->workspace, .id = id}, err);
}

/* The same bytes again are the same file, and stay. */
static bool replace(Context *context, Arena *arena, const FileInput *input, int64_t id, Err *err)
{
    FileShown old = {0};
    if (!input->instead || input->instead == id)
        return true;
    if (!find_file(context, arena, input->instead, &old, err))
        return err_at(err, "instead");
    if (!input->content_id || old.content_id != input->content_id)
        return err_field(err, ERR_MISSING, "instead", "file %lld is not of this content",
                         (long long)input->instead);
    return drop_file(context, arena, old.id, err);
}

bool file_keep(Context *context, Arena *arena, const FileInput *input, FileShown *file, Err *err)
{
    Journal journal;
    int64_t id;
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           journal_open(context, input->lead_id, &journal, err) &&
           file_put(context, arena, input, false, &journal, &id, err) &&
           replace(context, arena, input, id, err) && find_file(context, arena, id, file, err) &&
           journal_close(&journal, "file", 0, arena_printf(arena, "%s kept", file->name), err) &&
           db_commit(&txn, err);
}

static FilesShown all_of(const Context *context, Arena *arena, const struct file_get_row *rows,
                         size_t count)
{
    FilesShown files = {.at = arena_array(arena, count, sizeof *files.at), .count = count};
    for (size_t i = 0; i < count; i++)
        files.at[i] = shown_of(context, &rows[i]);
    return files;
}

bool file_list(Context *context, Arena *arena, int64_t lead_id, FilesShown *files, Err *err)
{
    struct file_of_lead_rows rows;
    if (!sql_file_of_lead(
            context->db, arena,
            &(struct file_of_lead_in){.workspace = context->workspace, .lead_id = lead_id}, &rows,
            err))
        return false;
    *files = all_of(context, arena, rows.at, rows.count);
    return true;
}

bool file_list_of_content(Context *context, Arena *arena, int64_t content_id, FilesShown *files,
                          Err *err)
{
    struct file_of_content_rows rows;
    if (!sql_file_of_content(
            context->db, arena,
            &(struct file_of_content_in){.workspace = context->workspace, .content_id = content_id},
            &rows, err))
        return false;
    *files = all_of(context, arena, rows.at, rows.count);
    return true;
}

bool file_read(Context *context, Arena *arena, int64_t id, FileShown *file, const void **bytes,
               Err *err)
{
    struct file_bytes_get_row row;
    bool found;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_READ, err) || !find_file(context, arena, id, file, err) ||
        !sql_file_bytes_get(
            context->db, arena,
            &(struct file_bytes_get_in){.workspace = context->workspace, .file_id = id}, &row,
            &found, err) ||
        !db_commit(&txn, err))
        return false;
    if (!found || row.bytes.length != (size_t)file->size)
        return err_set(err, ERR_BROKEN, "the bytes of file %lld are not whole", (long long)id);
    *bytes = row.bytes.at;
    return true;
}

bool file_remove(Context *context, int64_t id, Err *err)
{
    FileShown file;
    auto_arena Arena *scratch = arena_new();
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           find_file(context, scratch, id, &file, err) && drop_file(context, scratch, id, err) &&
           db_commit(&txn, err);
}
