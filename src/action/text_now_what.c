#include "action/text_now_inner.h"

#include "action/file_inner.h"
#include "action/file_link.h"
#include "base/sms.h"
#include "base/text.h"

#include <string.h>

static bool is_had(Context *context, Arena *arena, int64_t contact_id, int64_t content_id,
                   bool *had, Err *err)
{
    struct content_list_rows rows;
    *had = false;
    if (!sql_content_list(
            context->db, arena,
            &(struct content_list_in){.workspace = context->workspace, .contact_id = contact_id},
            &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        *had = *had || (rows.at[i].id == content_id && rows.at[i].given);
    return true;
}

static bool find_content(Context *context, Arena *arena, int64_t id, int64_t contact_id,
                         TextWhat *what, Err *err)
{
    struct content_get_row row;
    bool found, had;
    if (!sql_content_get(context->db, arena,
                         &(struct content_get_in){.workspace = context->workspace, .id = id}, &row,
                         &found, err))
        return false;
    if (!found || row.retired_at != TIME_NONE)
        return err_field(err, ERR_MISSING, "content", "the library has no %lld", (long long)id);
    if (!is_had(context, arena, contact_id, id, &had, err) ||
        !file_list_of_content(context, arena, id, &what->files, err))
        return false;
    what->name = row.title;
    what->text = !text_empty(row.url) ? row.url : what->files.count ? NULL : row.body;
    what->content_id = had ? 0 : id;
    what->inside = had;
    return what->files.count || !text_empty(what->text) ||
           err_field(err, ERR_INPUT, "content",
                     "\"%s\" has no file, no address and no words: nothing to text", row.title);
}

static bool find_file(Context *context, Arena *arena, int64_t lead_id, const TextNowInput *input,
                      TextWhat *what, Err *err)
{
    int64_t id = input->file_id;
    FilesShown files;
    if (input->add) {
        FileInput add = *input->add;
        add.lead_id = lead_id;
        add.content_id = 0;
        if (!file_put(context, arena, &add, false, NULL, &id, err))
            return err_in(err, "photo");
    }
    if (!file_list(context, arena, lead_id, &files, err))
        return false;
    for (size_t i = 0; i < files.count; i++)
        if (files.at[i].id == id) {
            what->files = (FilesShown){.at = &files.at[i], .count = 1};
            what->name = input->add && files.at[i].image ? "the photo" : files.at[i].name;
            return true;
        }
    return err_field(err, ERR_MISSING, "file", "file %lld is not the lead's", (long long)id);
}

bool text_what_find(Context *context, Arena *arena, int64_t lead_id, int64_t contact_id,
                    const TextNowInput *input, TextWhat *what, Err *err)
{
    int given = (input->file_id != 0) + (input->content_id != 0) + (input->add != NULL);
    *what = (TextWhat){.name = "what you asked for"};
    if (given > 1)
        return err_field(err, ERR_INPUT, "file", "one thing a text: a file, or one of the library");
    if (!given)
        return !text_empty(input->words) ||
               err_field(err, ERR_INPUT, "file",
                         "say what to text: a file, one of the library, or words");
    return input->content_id
               ? find_content(context, arena, input->content_id, contact_id, what, err)
               : find_file(context, arena, lead_id, input, what, err);
}

/* "Hello Bob, here is the photo. Mary Stone, Maven Labels" */
const char *text_what_words(Context *context, Arena *arena, const LoadedPerson *person,
                            const TextNowInput *input, const TextWhat *what)
{
    if (!text_empty(input->words))
        return text_clean_lines(arena, input->words, strlen(input->words), SMS_PARTS_MOST * 600);
    const char *first = person->contact.given ? person->contact.given
                                              : text_first_name(arena, person->contact.name);
    const char *said =
        what->text ? arena_printf(arena, "Hello %s, here is %s: %s", first, what->name, what->text)
                   : arena_printf(arena, "Hello %s, here is %s.", first, what->name);
    return arena_printf(arena, "%s%s%s, %s", said, what->text ? "\n" : " ", context->me->name,
                        context_company(context));
}

/* A line for each file that does not go as a picture; false: our links lead nowhere. */
bool text_what_links(Context *context, Arena *arena, const TextWhat *what, bool picture,
                     int64_t touch_id, const char **words)
{
    for (size_t i = picture ? 1 : 0; i < what->files.count; i++) {
        const char *url = file_link(context, arena, what->files.at[i].id, touch_id);
        if (!url)
            return false;
        *words = arena_printf(arena, "%s\n%s", *words, url);
    }
    return true;
}
