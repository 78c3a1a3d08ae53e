/* Files on their way with a message: which, how, and whether the mail can carry them. */
#include "action/send_inner.h"

#include "action/file_link.h"
#include "action/id_list.h"
#include "action/mail_file_inner.h"
#include "base/text.h"

#include <string.h>

bool send_files_read(Context *context, Arena *arena, const int64_t *touches, size_t count,
                     struct mail_file_going_rows *going, Err *err)
{
    return sql_mail_file_going(
        context->db, arena,
        &(struct mail_file_going_in){.workspace = context->workspace,
                                     .touches = id_list(arena, touches, count)},
        going, err);
}

/* Both texts, each letter of which may take several as it travels, and the header. */
static int64_t weight_of_words(const SendItem *item)
{
    enum { EACH = 6, AROUND = 8 * 1024 };
    return (int64_t)strlen(item->body) * EACH + AROUND;
}

/* Of those nobody chose a way for; NULL: none. */
static SendFile *heaviest_free(SendFile *files, size_t count)
{
    SendFile *heaviest = NULL;
    for (size_t i = 0; i < count; i++)
        if (!files[i].linked && !files[i].chosen && (!heaviest || files[i].size > heaviest->size))
            heaviest = &files[i];
    return heaviest;
}

static int64_t weigh(const SendFile *files, size_t count)
{
    int64_t weight = 0;
    for (size_t i = 0; i < count; i++)
        weight += files[i].linked ? 0 : mail_file_weight(files[i].size);
    return weight;
}

/* A mail carries anything, a fax pages. */
static bool carries(Channel channel, const struct mail_file_going_row *row)
{
    return channel == CHANNEL_EMAIL || (channel == CHANNEL_FAX && mail_file_is_pages(row->type));
}

/* A line each, behind the words; false: a link of ours leads nowhere. */
static bool write_links(Context *context, Arena *arena, const SendFile *files, size_t count,
                        SendItem *item)
{
    for (size_t i = 0; i < count; i++) {
        if (!files[i].linked)
            continue;
        const char *url = file_link(context, arena, files[i].id, item->touch_id);
        if (!url)
            return false;
        item->links = arena_printf(arena, "%s%s (%s): %s\n", text_or(item->links, ""),
                                   files[i].name, text_size(arena, files[i].size), url);
    }
    return true;
}

bool send_files(Context *context, Arena *arena, const struct mail_file_going_rows *going,
                int64_t size_most, SendItem *item, const char **why, Err *err)
{
    SendFile *files = arena_array(arena, going->count, sizeof *files), *free_one;
    size_t count = 0;
    int64_t most;
    bool of_server;
    *why = NULL;
    for (size_t i = 0; i < going->count; i++)
        if (going->at[i].touch_id == item->touch_id && carries(item->channel, &going->at[i]))
            files[count++] =
                (SendFile){.id = going->at[i].file_id,
                           .name = going->at[i].name,
                           .type = going->at[i].type,
                           .size = going->at[i].size,
                           .shown = file_is_image(going->at[i].type),
                           .chosen = going->at[i].chosen != 0 || item->channel == CHANNEL_FAX,
                           .linked = text_equal(going->at[i].way, "link")};
    if (!mail_most(context, size_most, &most, &of_server, err))
        return false;
    while (weigh(files, count) > most && (free_one = heaviest_free(files, count)) != NULL)
        free_one->linked = true;
    item->weight = weight_of_words(item) + weigh(files, count);
    item->files = files;
    item->file_count = count;
    if (weigh(files, count) > most)
        *why = item->channel == CHANNEL_FAX
                   ? "with its files it is larger than may be: leave one out"
                   : "with its files it is larger than a mail may be: send one as a link";
    else if (!write_links(context, arena, files, count, item))
        *why = "a file is to go as a link, and the setting public_url is empty";
    return true;
}

/* What all gateways and telephones take (Twilio's limit of a message is 5 MB). */
bool send_is_picture(const char *type, int64_t size)
{
    enum { PICTURE_MOST = 5 * 1000 * 1000 };
    return size <= PICTURE_MOST && (text_equal(type, "image/jpeg") ||
                                    text_equal(type, "image/png") || text_equal(type, "image/gif"));
}

static bool takes_pictures(const SendSender *sender)
{
    Err none;
    const CarrierDriver *driver = carrier_driver(sender->driver, sender->channel, &none);
    return driver && carrier_takes_pictures(driver, sender->settings);
}

bool send_text_files(Context *context, Arena *arena, const struct mail_file_going_rows *going,
                     const SendSender *sender, SendItem *item, const char **why, Err *err)
{
    SendFile *files = arena_array(arena, going->count, sizeof *files);
    bool pictures = takes_pictures(sender);
    (void)err;
    *why = NULL;
    item->files = files;
    item->weight = weight_of_words(item);
    for (size_t i = 0; i < going->count; i++) {
        const struct mail_file_going_row *row = &going->at[i];
        if (row->touch_id != item->touch_id)
            continue;
        bool shown = text_equal(row->way, "file") && pictures && !item->picture &&
                     send_is_picture(row->type, row->size);
        const char *url = file_link(context, arena, row->file_id, item->touch_id);
        if (!url) {
            *why = "a file is to go as a link, and the setting public_url is empty";
            return true;
        }
        if (shown)
            item->picture = url;
        else
            item->links = arena_printf(arena, "%s\n%s", text_or(item->links, ""), url);
        files[item->file_count++] = (SendFile){.id = row->file_id,
                                               .name = row->name,
                                               .type = row->type,
                                               .size = row->size,
                                               .chosen = true,
                                               .linked = !shown};
    }
    *why = send_why_too_long(arena, item);
    return true;
}

bool send_files_went(Context *context, const SendItem *item, Err *err)
{
    for (size_t i = 0; i < item->file_count; i++) {
        const SendFile *file = &item->files[i];
        if (!sql_mail_file_put(context->db,
                               &(struct mail_file_put_in){
                                   .workspace = context->workspace,
                                   .touch_id = item->touch_id,
                                   .file_id = file->id,
                                   .way = file_way_name(file->linked ? FILE_LINKED : FILE_ENCLOSED),
                                   .went = 1,
                                   .name = file->name,
                                   .size = file->size},
                               err))
            return false;
    }
    return true;
}

bool send_files_back(Context *context, const SendItem *item, int64_t touch_id, Err *err)
{
    return !item->file_count ||
           sql_mail_file_renew(context->db,
                               &(struct mail_file_renew_in){.workspace = context->workspace,
                                                            .touch_id = item->touch_id,
                                                            .new_id = touch_id},
                               err);
}

bool send_file_bytes(Context *context, Arena *arena, const SendFile *file, const void **bytes,
                     Err *err)
{
    struct file_bytes_get_row row;
    bool found;
    if (!sql_file_bytes_get(
            context->db, arena,
            &(struct file_bytes_get_in){.workspace = context->workspace, .file_id = file->id}, &row,
            &found, err))
        return false;
    if (!found || row.bytes.length != (size_t)file->size)
        return err_set(err, ERR_BROKEN, "the bytes of file %lld are not whole",
                       (long long)file->id);
    *bytes = row.bytes.at;
    return true;
}

bool send_size_heard(Context *context, int64_t sender_id, int64_t size_most, Err *err)
{
    return sql_sender_size_put(context->db,
                               &(struct sender_size_put_in){.workspace = context->workspace,
                                                            .id = sender_id,
                                                            .size_most = size_most},
                               err);
}
