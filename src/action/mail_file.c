#include "action/mail_file_inner.h"

#include "action/access_inner.h"
#include "action/file_inner.h"
#include "action/file_link.h"
#include "action/public_link.h"
#include "action/send_inner.h"
#include "action/touch_coming.h"
#include "base/text.h"

#include <stdlib.h>

enum { MEGABYTE = 1000 * 1000, WORDS_MOST = 256 * 1024 /* of a mail, beside its files */ };

static const char *const ways[FILE_WAYS] = {"not", "file", "link"};

const char *file_way_name(FileWay way)
{
    return ways[(unsigned)way < FILE_WAYS ? way : FILE_STAYS];
}

static bool find_way(const char *name, FileWay *way)
{
    for (int i = 0; i < FILE_WAYS; i++)
        if (text_equal(ways[i], name)) {
            *way = (FileWay)i;
            return true;
        }
    return false;
}

bool file_way_find(const char *name, FileWay *way, Err *err)
{
    return find_way(name, way) ||
           err_field(err, ERR_INPUT, "way", "a file goes as file or as link, or not: \"%s\"",
                     text_or(name, ""));
}

/* RFC 2045 §6.8: 57 bytes are a line of 76 letters and its end. */
int64_t mail_file_weight(int64_t size)
{
    enum { LINE_BYTES = 57, LINE_LETTERS = 78, PART_HEADER = 600 };
    return (size + LINE_BYTES - 1) / LINE_BYTES * LINE_LETTERS + PART_HEADER;
}

bool mail_most(Context *context, int64_t size_most, int64_t *most, bool *of_server, Err *err)
{
    const char *megabytes = NULL;
    if (!context_setting(context, "mail_megabytes", &megabytes, err))
        return false;
    int64_t ours = strtoll(megabytes, NULL, 10) * MEGABYTE;
    int64_t theirs = size_most > WORDS_MOST ? size_most - WORDS_MOST : size_most;
    *of_server = size_most > 0 && theirs < ours;
    *most = *of_server ? theirs : ours;
    return true;
}

/* --- what could go ---------------------------------------------------------------------------- */

typedef struct Looked {
    int64_t lead_id, owner_id;
    Channel channel;
    const char *fixed;
} Looked;

/* The touch that is to come, and whether anything can be chosen of it. */
static bool look(Context *context, Arena *arena, int64_t touch_id, Looked *looked, Err *err)
{
    int64_t lead_id;
    struct next_touch_of_lead_row next;
    struct message_get_row message;
    struct sending_is_row is;
    bool is_message;
    int64_t workspace = context->workspace;
    if (!access_need(context, ACCESS_TOUCH, touch_id, err) ||
        !touch_coming(context, arena, touch_id, &lead_id, err) ||
        !sql_next_touch_of_lead(
            context->db, arena,
            &(struct next_touch_of_lead_in){.workspace = workspace, .lead_id = lead_id}, &next,
            NULL, err) ||
        !sql_message_get(context->db, arena,
                         &(struct message_get_in){.workspace = workspace, .touch_id = touch_id},
                         &message, &is_message, err) ||
        !sql_sending_is(context->db, arena,
                        &(struct sending_is_in){.workspace = workspace, .touch_id = touch_id}, &is,
                        NULL, err))
        return false;
    Channel channel = CHANNEL_NONE;
    channel_find(next.channel, &channel);
    if (!(MACHINE_CHANNELS & CHANNEL_BIT(channel)))
        return err_field(err, ERR_INPUT, "touch",
                         "touch %lld is no message: files go with e-mails, texts and faxes",
                         (long long)touch_id);
    bool let_go = text_equal(next.mode, "machine") && is_message && message.user_id;
    *looked = (Looked){.lead_id = lead_id,
                       .owner_id = next.owner_id,
                       .channel = channel,
                       .fixed = is.sending ? "it is on its way already"
                                : let_go   ? "it is let go already: take it back first"
                                           : NULL};
    return true;
}

/* The first picture goes as one, where the gateway takes it. */
static void settle_ways(MailFiles *files)
{
    MailFile *picture = NULL;
    for (size_t i = 0; i < files->count; i++) {
        MailFile *file = &files->at[i];
        if (file->way != FILE_ENCLOSED)
            continue;
        file->way = FILE_LINKED;
        if (files->pictures && send_is_picture(file->type, file->size) &&
            (!picture || file->id < picture->id))
            picture = file;
    }
    if (picture)
        picture->way = FILE_ENCLOSED;
}

static bool fill(Context *context, Arena *arena, int64_t touch_id, MailFiles *files, Err *err)
{
    struct mail_file_list_rows rows;
    if (!sql_mail_file_list(
            context->db, arena,
            &(struct mail_file_list_in){.workspace = context->workspace, .touch_id = touch_id},
            &rows, err))
        return false;
    files->at = arena_array(arena, rows.count, sizeof *files->at);
    files->count = rows.count;
    files->weight = 0;
    for (size_t i = 0; i < rows.count; i++) {
        const struct mail_file_list_row *row = &rows.at[i];
        files->at[i] = (MailFile){.id = row->file_id,
                                  .name = row->name,
                                  .type = row->type,
                                  .size = row->size,
                                  .image = file_is_image(row->type),
                                  .of_content = row->content_id != 0,
                                  .had = row->had != 0};
        find_way(row->way, &files->at[i].way);
        if (files->of_fax && !mail_file_is_pages(row->type))
            files->at[i].way = FILE_STAYS;
    }
    if (files->of_text)
        settle_ways(files);
    for (size_t i = 0; i < files->count && !files->of_text; i++)
        files->weight +=
            files->at[i].way == FILE_ENCLOSED ? mail_file_weight(files->at[i].size) : 0;
    return true;
}

bool mail_files(Context *context, Arena *arena, int64_t touch_id, MailFiles *files, Err *err)
{
    Looked looked = {0};
    struct sender_list_rows senders;
    const char *url = NULL;
    MailFiles made = {.touch_id = touch_id};
    if (!look(context, arena, touch_id, &looked, err) ||
        !sender_rows(context, arena, &senders, err) ||
        !context_setting(context, "public_url", &url, err))
        return false;
    const struct sender_list_row *sender = sender_row_of(&senders, looked.owner_id, looked.channel);
    made.of_fax = looked.channel == CHANNEL_FAX;
    made.of_text = looked.channel == CHANNEL_TEXT;
    made.pictures = made.of_text && sender && sender_takes_pictures(context, arena, sender);
    made.lead_id = looked.lead_id;
    made.fixed = looked.fixed;
    made.linkable = !text_empty(url);
    if ((looked.channel == CHANNEL_EMAIL &&
         !invitation_offer(context, arena, looked.lead_id, &made.invitation, err)) ||
        !mail_most(context, sender ? sender->size_most : 0, &made.most, &made.of_server, err) ||
        !fill(context, arena, touch_id, &made, err))
        return false;
    *files = made;
    return true;
}

const char *mail_files_links(Context *context, Arena *arena, const MailFiles *files)
{
    const char *links = NULL;
    for (size_t i = 0; i < files->count; i++) {
        const MailFile *file = &files->at[i];
        const char *url =
            file->way == FILE_LINKED ? file_link(context, arena, file->id, files->touch_id) : NULL;
        if (url)
            links = arena_printf(arena, "%s\n%s", text_or(links, ""), url);
    }
    return links;
}

bool mail_files_going(const MailFiles *files)
{
    for (size_t i = 0; i < files->count; i++)
        if (files->at[i].way != FILE_STAYS)
            return true;
    return false;
}

bool mail_files_picture(const MailFiles *files)
{
    for (size_t i = 0; i < files->count && files->of_text; i++)
        if (files->at[i].way == FILE_ENCLOSED)
            return true;
    return false;
}

const MailFile *mail_files_heaviest(const MailFiles *files)
{
    const MailFile *heaviest = NULL;
    for (size_t i = 0; i < files->count; i++)
        if (files->at[i].way == FILE_ENCLOSED && (!heaviest || files->at[i].size > heaviest->size))
            heaviest = &files->at[i];
    return heaviest;
}

bool mail_file_is_pages(const char *type)
{
    return text_equal(type, "application/pdf");
}

/* --- choosing --------------------------------------------------------------------------------- */

static bool put(Context *context, int64_t touch_id, const MailFile *file, Err *err)
{
    return sql_mail_file_put(context->db,
                             &(struct mail_file_put_in){.workspace = context->workspace,
                                                        .touch_id = touch_id,
                                                        .file_id = file->id,
                                                        .way = file_way_name(file->way),
                                                        .name = file->name,
                                                        .size = file->size},
                             err);
}

bool mail_file_choose_inside(Context *context, Arena *arena, int64_t touch_id, int64_t file_id,
                             FileWay way, MailFiles *files, Err *err)
{
    MailFile *chosen = NULL;
    if (!mail_files(context, arena, touch_id, files, err))
        return false;
    if (files->fixed)
        return err_field(err, ERR_CONFLICT, "touch", "%s", files->fixed);
    if (way != FILE_STAYS && !files->linkable && (way == FILE_LINKED || files->of_text))
        return err_field(err, ERR_INPUT, "way",
                         files->of_text
                             ? "what goes with a text has an address, and that needs the setting "
                               "public_url: where others reach this Beck"
                             : "a link needs the setting public_url: where others reach this "
                               "Beck");
    for (size_t i = 0; i < files->count; i++)
        if (files->at[i].id == file_id)
            chosen = &files->at[i];
    if (!chosen)
        return err_field(err, ERR_MISSING, "file",
                         "file %lld is neither the lead's nor the content's", (long long)file_id);
    if (files->of_fax &&
        (way == FILE_LINKED || (way == FILE_ENCLOSED && !mail_file_is_pages(chosen->type))))
        return err_field(err, ERR_INPUT, "way", "a fax carries PDFs, as pages of its own");
    chosen->way = way;
    return put(context, touch_id, chosen, err) && fill(context, arena, touch_id, files, err);
}

bool mail_file_choose(Context *context, Arena *arena, int64_t touch_id, int64_t file_id,
                      FileWay way, MailFiles *files, Err *err)
{
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           mail_file_choose_inside(context, arena, touch_id, file_id, way, files, err) &&
           db_commit(&txn, err);
}

bool mail_file_add(Context *context, Arena *arena, int64_t touch_id, const FileInput *input,
                   FileWay way, MailFiles *files, Err *err)
{
    Looked looked = {0};
    Journal journal;
    int64_t id;
    FileInput kept = *input;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !look(context, arena, touch_id, &looked, err))
        return false;
    kept.lead_id = looked.lead_id;
    kept.content_id = 0;
    return journal_open(context, looked.lead_id, &journal, err) &&
           file_put(context, arena, &kept, false, &journal, &id, err) &&
           mail_file_choose_inside(context, arena, touch_id, id, way, files, err) &&
           journal_close(&journal, "file", 0, "a file kept, and put to a message", err) &&
           db_commit(&txn, err);
}

bool mail_files_fix(Context *context, const MailFiles *files, Err *err)
{
    for (size_t i = 0; i < files->count; i++)
        if ((files->at[i].way != FILE_STAYS || files->at[i].of_content) &&
            !put(context, files->touch_id, &files->at[i], err))
            return false;
    return true;
}

/* --- what went -------------------------------------------------------------------------------- */

bool mail_files_went(Context *context, Arena *arena, int64_t touch_id, MailFilesWent *went,
                     Err *err)
{
    struct mail_file_went_rows rows;
    if (!sql_mail_file_went(
            context->db, arena,
            &(struct mail_file_went_in){.workspace = context->workspace, .touch_id = touch_id},
            &rows, err))
        return false;
    MailFilesWent made = {.at = arena_array(arena, rows.count, sizeof *made.at),
                          .count = rows.count};
    for (size_t i = 0; i < rows.count; i++) {
        made.at[i] = (MailFileWent){.id = rows.at[i].kept ? rows.at[i].file_id : 0,
                                    .name = rows.at[i].name,
                                    .size = rows.at[i].size};
        find_way(rows.at[i].way, &made.at[i].way);
    }
    *went = made;
    return true;
}
