#include "action/phone_line.h"

#include "action/audit_inner.h"
#include "action/phone_inner.h"
#include "action/sender_inner.h"
#include "action/sign_in_inner.h"
#include "auth/seal.h"
#include "base/json.h"
#include "base/text.h"

#include <string.h>

static const char *place_of(Arena *arena, int64_t user_id)
{
    return arena_printf(arena, "phone line %lld", (long long)user_id);
}

static bool read_rows(Context *context, Arena *arena, struct phone_line_list_rows *rows, Err *err)
{
    return sql_phone_line_list(context->db, arena,
                               &(struct phone_line_list_in){.workspace = context->workspace}, rows,
                               err);
}

/* NULL: nobody has set one up for them. */
static const struct phone_line_list_row *row_of(const struct phone_line_list_rows *rows,
                                                int64_t user_id)
{
    const struct phone_line_list_row *everybody = NULL;
    for (size_t i = 0; i < rows->count; i++) {
        if (rows->at[i].user_id == user_id)
            return &rows->at[i];
        if (!rows->at[i].user_id)
            everybody = &rows->at[i];
    }
    return everybody;
}

static bool shown_of(Context *context, Arena *arena, const struct phone_line_list_row *row,
                     PhoneLine *line, Err *err)
{
    const Dialler *dialler = row ? dialler_find(row->way, err) : dialler_at(0);
    Doc *settings =
        row ? json_parse(arena, row->settings, strlen(row->settings), err) : doc_object(arena);
    if (!dialler || !settings)
        return false;
    *line = (PhoneLine){.user = row && row->user_id ? context_name_of(context, row->user_id) : NULL,
                        .way = dialler->name,
                        .about = dialler->about,
                        .settings = settings,
                        .dials = dialler->dial != NULL};
    return true;
}

bool phone_line_of(Context *context, Arena *arena, int64_t user_id, PhoneLine *line, Err *err)
{
    struct phone_line_list_rows rows;
    return read_rows(context, arena, &rows, err) &&
           shown_of(context, arena, row_of(&rows, user_id), line, err);
}

bool phone_line_open(Context *context, Arena *arena, int64_t user_id, OpenLine *line, Err *err)
{
    struct phone_line_list_rows rows;
    PhoneLine shown;
    OpenLine made;
    if (!read_rows(context, arena, &rows, err))
        return false;
    const struct phone_line_list_row *row = row_of(&rows, user_id);
    if (!shown_of(context, arena, row, &shown, err))
        return false;
    made = (OpenLine){.dialler = dialler_find(shown.way, err),
                      .settings = json_parse(arena, row ? row->settings : "{}",
                                             row ? strlen(row->settings) : 2, err),
                      .secrets = doc_object(arena)};
    if (!made.dialler || !made.settings)
        return false;
    if (row && row->secret.at) {
        size_t length;
        char *text = seal_open(arena, context->secret, place_of(arena, row->user_id),
                               row->secret.at, row->secret.length, &length);
        made.secrets = text ? json_parse(arena, text, length, err) : NULL;
        if (!text)
            err_set(err, ERR_BROKEN, "what lets Beck into the telephone of %s cannot be read",
                    text_or(shown.user, "everybody"));
        if (!made.secrets)
            return false;
    }
    *line = made;
    return true;
}

const char *phone_line_link(Arena *arena, const PhoneLine *line, const char *number,
                            const char *extension)
{
    Err err;
    const Dialler *dialler = dialler_find(line->way, &err);
    return dialler && dialler->link ? dialler->link(arena, line->settings, number, extension)
                                    : NULL;
}

static bool may_see(const Context *context, const struct phone_line_list_row *row)
{
    Err ignored;
    return !row->user_id || sender_may_change(context, row->user_id, &ignored);
}

bool phone_line_list(Context *context, Arena *arena, PhoneLines *lines, Err *err)
{
    struct phone_line_list_rows rows;
    if (!read_rows(context, arena, &rows, err))
        return false;
    PhoneLines made = {.at = arena_array(arena, rows.count, sizeof *made.at)};
    if (!shown_of(context, arena, row_of(&rows, context->user), &made.own, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (may_see(context, &rows.at[i]) &&
            !shown_of(context, arena, &rows.at[i], &made.at[made.count++], err))
            return false;
    *lines = made;
    return true;
}

static bool put(Context *context, Arena *arena, int64_t user_id, const PhoneLineInput *input,
                Err *err)
{
    const Dialler *dialler = dialler_find(input->way, err);
    Doc *settings, *secrets;
    if (!dialler || (dialler->reaches_out && !context_may(context, RIGHT_SETTINGS, err)) ||
        !dialler_check(arena, dialler, input->settings, &settings, &secrets, err))
        return false;
    const char *text = sender_json(arena, secrets);
    struct Blob sealed = {0};
    if (secrets->count)
        sealed.at = seal_close(arena, context->secret, place_of(arena, user_id), text, strlen(text),
                               &sealed.length);
    return sql_phone_line_put(context->db,
                              &(struct phone_line_put_in){.workspace = context->workspace,
                                                          .user_id = user_id,
                                                          .way = dialler->name,
                                                          .settings = sender_json(arena, settings),
                                                          .secret = sealed},
                              err);
}

bool phone_line_put(Context *context, Arena *arena, const PhoneLineInput *input, PhoneLines *lines,
                    Err *err)
{
    int64_t user_id = 0;
    auto_txn Txn txn = {0};
    if (!sender_choose_user(context, input->user, input->everybody, &user_id, err) ||
        !db_begin(&txn, context->db, TXN_WRITE, err))
        return false;
    bool done = input->way
                    ? put(context, arena, user_id, input, err)
                    : sql_phone_line_drop(context->db,
                                          &(struct phone_line_drop_in){
                                              .workspace = context->workspace, .user_id = user_id},
                                          err);
    return done &&
           audit_own(context, "phone-line",
                     arena_printf(arena, "%s dials by %s",
                                  user_id ? context_name_of(context, user_id) : "everybody",
                                  text_or(input->way, "what everybody does")),
                     err) &&
           phone_line_list(context, arena, lines, err) && db_commit(&txn, err);
}
