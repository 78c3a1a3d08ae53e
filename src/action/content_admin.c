#include "action/content_admin.h"

#include "action/access_inner.h"
#include "action/replan.h"
#include "base/text.h"

#include <string.h>

static const char *const kinds[] = {"article", "case-study", "photo",    "video", "offer",
                                    "gift",    "invitation", "question", NULL};

const char *const *content_kinds(void)
{
    return kinds;
}

const char *content_wear_name(ContentWear wear)
{
    static const char *const names[CONTENT_WEARS] = {"fresh", "used", "worn", "retired"};
    return names[(unsigned)wear < CONTENT_WEARS ? wear : CONTENT_FRESH];
}

typedef struct Library {
    struct content_all_rows contents;
    struct content_worn_rows given;            /* to all */
    struct content_given_open_rows given_open; /* to those who could still be given it */
    struct content_people_row people;
    struct file_counts_rows files;
} Library;

static bool read_library(Context *context, Arena *arena, Library *library, Err *err)
{
    int64_t workspace = context->workspace;
    return sql_content_all(context->db, arena,
                           &(struct content_all_in){.workspace = workspace, .retired = 1},
                           &library->contents, err) &&
           sql_content_worn(context->db, arena, &(struct content_worn_in){.workspace = workspace},
                            &library->given, err) &&
           sql_content_given_open(context->db, arena,
                                  &(struct content_given_open_in){.workspace = workspace},
                                  &library->given_open, err) &&
           sql_content_people(context->db, arena,
                              &(struct content_people_in){.workspace = workspace}, &library->people,
                              NULL, err) &&
           sql_file_counts(context->db, arena, &(struct file_counts_in){.workspace = workspace},
                           &library->files, err);
}

static ContentRow row_of(const Library *library, const struct content_all_row *from)
{
    enum { WORN_PART = 10 };
    ContentRow row = {.id = from->id,
                      .kind = from->kind,
                      .title = from->title,
                      .url = from->url,
                      .body = from->body,
                      .channels = (ChannelSet)from->channels,
                      .left = library->people.people,
                      .created_at = from->created_at,
                      .retired_at = from->retired_at};
    for (size_t i = 0; i < library->given.count; i++)
        if (library->given.at[i].content_id == row.id)
            row.given = library->given.at[i].people;
    for (size_t i = 0; i < library->files.count; i++)
        if (library->files.at[i].content_id == row.id)
            row.files = library->files.at[i].files;
    for (size_t i = 0; i < library->given_open.count; i++)
        if (library->given_open.at[i].content_id == row.id)
            row.left -= library->given_open.at[i].people;
    row.wear = row.retired_at != TIME_NONE                     ? CONTENT_RETIRED
               : !row.given                                    ? CONTENT_FRESH
               : row.left * WORN_PART < library->people.people ? CONTENT_WORN
                                                               : CONTENT_USED;
    return row;
}

bool list_contents(Context *context, Arena *arena, bool all, ContentRows *contents, Err *err)
{
    Library library;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_READ, err) ||
        !read_library(context, arena, &library, err) || !db_commit(&txn, err))
        return false;
    ContentRows made = {.at = arena_array(arena, library.contents.count, sizeof *made.at)};
    for (size_t i = 0; i < library.contents.count; i++)
        if (all || library.contents.at[i].retired_at == TIME_NONE)
            made.at[made.count++] = row_of(&library, &library.contents.at[i]);
    *contents = made;
    return true;
}

static bool find_content(Context *context, Arena *arena, int64_t id, ContentRow *content, Err *err)
{
    Library library;
    if (!read_library(context, arena, &library, err))
        return false;
    for (size_t i = 0; i < library.contents.count; i++)
        if (library.contents.at[i].id == id) {
            *content = row_of(&library, &library.contents.at[i]);
            return true;
        }
    return err_set(err, ERR_MISSING, "there is no content %lld", (long long)id);
}

static bool check_kind(const char *kind, Err *err)
{
    for (size_t i = 0; kinds[i]; i++)
        if (text_equal(kinds[i], kind))
            return true;
    const char *near = text_empty(kind) ? NULL : text_nearest(kind, kinds);
    return err_field(err, ERR_INPUT, "kind",
                     "\"%s\" is no kind of content%s%s%s; there are article, case-study, photo, "
                     "video, offer, gift, invitation and question",
                     text_or(kind, ""), near ? "; did you mean " : "", near ? near : "",
                     near ? "?" : "");
}

static bool check_url(const char *url, Err *err)
{
    if (text_empty(url) || text_starts_nocase(url, "https://") ||
        text_starts_nocase(url, "http://"))
        return true;
    return err_field(err, ERR_INPUT, "url", "\"%s\" is no address: it begins with https://", url);
}

bool add_content(Context *context, Arena *arena, const ContentInput *input, ContentRow *content,
                 Err *err)
{
    enum { TITLE_BYTES = 200, URL_BYTES = 2000, BODY_BYTES = 20000 };
    const char *title = text_empty(input->title)
                            ? ""
                            : text_clean(arena, input->title, strlen(input->title), TITLE_BYTES);
    const char *url = text_empty(input->url)
                          ? NULL
                          : text_clean(arena, input->url, strlen(input->url), URL_BYTES);
    const char *body = text_empty(input->body)
                           ? NULL
                           : text_clean_lines(arena, input->body, strlen(input->body), BODY_BYTES);
    int64_t id;
    auto_txn Txn txn = {0};
    if (!check_kind(input->kind, err) || !check_url(url, err))
        return false;
    if (!title[0])
        return err_field(err, ERR_INPUT, "title", "what is given needs a title");
    return db_begin(&txn, context->db, TXN_WRITE, err) && context_id(context, &id, err) &&
           sql_content_insert(context->db,
                              &(struct content_insert_in){.workspace = context->workspace,
                                                          .id = id,
                                                          .kind = input->kind,
                                                          .title = title,
                                                          .url = url,
                                                          .body = body,
                                                          .channels = (int64_t)input->channels,
                                                          .now = context->now},
                              err) &&
           find_content(context, arena, id, content, err) && db_commit(&txn, err);
}

bool retire_content(Context *context, Arena *arena, int64_t id, ContentRow *content, Err *err)
{
    ContentRow row = {0};
    struct replan_content_rows leads;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !find_content(context, arena, id, &row, err))
        return false;
    if (row.wear == CONTENT_RETIRED)
        return err_set(err, ERR_CONFLICT, "\"%s\" is retired already", row.title);
    if (!sql_content_retire(context->db,
                            &(struct content_retire_in){
                                .workspace = context->workspace, .id = id, .now = context->now},
                            err) ||
        !sql_replan_content(
            context->db, arena,
            &(struct replan_content_in){.workspace = context->workspace, .content_id = id}, &leads,
            err))
        return false;
    Replan replan = {.leads = leads.at, .count = leads.count};
    return replan_leads(context, &replan, err) && find_content(context, arena, id, content, err) &&
           db_commit(&txn, err);
}

bool show_content(Context *context, Arena *arena, int64_t id, ContentGiven *given, Err *err)
{
    ContentGiven made = {0};
    struct content_had_rows rows;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_READ, err) ||
        !find_content(context, arena, id, &made.content, err) ||
        !file_list_of_content(context, arena, id, &made.files, err) ||
        !sql_content_had(context->db, arena,
                         &(struct content_had_in){.workspace = context->workspace,
                                                  .content_id = id,
                                                  .owners = access_owners(context, arena),
                                                  .user_id = context->user,
                                                  .most = CONTENT_PEOPLE_SHOWN},
                         &rows, err) ||
        !db_commit(&txn, err))
        return false;
    made.people = arena_array(arena, rows.count, sizeof *made.people);
    made.people_count = rows.count;
    for (size_t i = 0; i < rows.count; i++)
        made.people[i] = (ContentPerson){.contact_id = rows.at[i].contact_id,
                                         .lead_id = rows.at[i].lead_id,
                                         .name = rows.at[i].name,
                                         .account_name = rows.at[i].account_name,
                                         .at = rows.at[i].at};
    *given = made;
    return true;
}
