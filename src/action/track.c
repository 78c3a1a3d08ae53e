#include "action/track.h"

#include "action/certainty_inner.h"
#include "action/public_link.h"
#include "base/text.h"
#include "base/vec.h"
#include "mail/html_from_text.h"

#include <string.h>

/* --- words ------------------------------------------------------------------------------------ */

typedef struct Tracking {
    Context *context;
    Arena *arena;
    int64_t touch_id;
    const char *own; /* public_url: our own links stay as they are */
    VEC(const char *) urls;
} Tracking;

/* One link that stands there twice, in both texts, is one. */
static int64_t number_of(Tracking *tracking, const char *url)
{
    for (size_t i = 0; i < tracking->urls.count; i++)
        if (!strcmp(tracking->urls.at[i], url))
            return (int64_t)i;
    *vec_push(tracking->arena, &tracking->urls) = arena_strdup(tracking->arena, url);
    return (int64_t)tracking->urls.count - 1;
}

/* What can stand in a Location as it is. */
static bool is_plain(const char *url)
{
    for (; *url; url++)
        if (*url <= ' ' || *url > '~' || strchr("\"<>\\^`{|}", *url))
            return false;
    return true;
}

static const char *lead_by_us(void *context, const char *url)
{
    Tracking *tracking = context;
    if (!is_plain(url) || text_starts_nocase(url, tracking->own))
        return NULL;
    return public_link(tracking->context, tracking->arena,
                       (LinkToken){.kind = LINK_TARGET,
                                   .touch = tracking->touch_id,
                                   .number = number_of(tracking, url),
                                   .url = url});
}

void track_words(Context *context, Arena *arena, int64_t touch_id, const char *text, Buf *plain,
                 Buf *html)
{
    Err never;
    const char *own = "";
    static const char image[] = "<p><img src=\"%s\" width=\"1\" height=\"1\" alt=\"\"></p>\n";
    context_setting(context, "public_url", &own, &never);
    Tracking tracking = {context, arena, touch_id, own, {0}};
    const HtmlLinks links = {lead_by_us, &tracking};
    const char *dot =
        public_link(context, arena, (LinkToken){.kind = LINK_OPENED, .touch = touch_id, .url = ""});
    text_with_links(text, &links, plain);
    html_from_text_with(text, &links, dot ? arena_printf(arena, image, dot) : NULL, html);
}

bool track_is_on(Context *context, bool *on, Err *err)
{
    const char *url = NULL;
    if (!context_flag(context, "tracking", on, err) ||
        !context_setting(context, "public_url", &url, err))
        return false;
    *on = *on && !text_empty(url);
    return true;
}

/* --- visits ----------------------------------------------------------------------------------- */

static const char *const whats[] = {
    [LINK_TARGET] = "link", [LINK_FILE] = "file", [LINK_OPENED] = "open"};

static bool keep(Context *context, Arena *arena, const LinkToken *token, const char *said,
                 const Visit *visit, Err *err)
{
    struct message_get_row message;
    bool on, found;
    Visit judged;
    if (!visit || !token->touch)
        return true;
    judged = *visit;
    if (!track_is_on(context, &on, err))
        return false;
    if (!on)
        return true;
    if (!sql_message_get(
            context->db, arena,
            &(struct message_get_in){.workspace = context->workspace, .touch_id = token->touch},
            &message, &found, err))
        return false;
    if (!found || text_empty(message.body)) /* erased */
        return true;
    judged.sent_at = message.sent_at;
    return visit_judge(&judged, NULL) == VISITOR_MACHINE ||
           sql_mail_visit_put(context->db,
                              &(struct mail_visit_put_in){.workspace = context->workspace,
                                                          .touch_id = token->touch,
                                                          .what = whats[(unsigned char)token->kind],
                                                          .number = token->number,
                                                          .said = said,
                                                          .now = context->now},
                              err);
}

bool track_follow(Context *context, Arena *arena, const char *token, const Visit *visit,
                  const char **url, Err *err)
{
    LinkToken read;
    if (!public_link_read(context, arena, LINK_TARGET, token, &read, err))
        return false;
    *url = read.url;
    return keep(context, arena, &read, read.url, visit, err);
}

bool track_open(Context *context, Arena *arena, const char *token, const Visit *visit, Err *err)
{
    LinkToken read;
    return public_link_read(context, arena, LINK_OPENED, token, &read, err) &&
           keep(context, arena, &read, "", visit, err);
}

bool track_take(Context *context, Arena *arena, const FileLinked *linked, const Visit *visit,
                Err *err)
{
    const LinkToken token = {
        .kind = LINK_FILE, .touch = linked->touch_id, .number = linked->file.id};
    return keep(context, arena, &token, linked->file.name, visit, err);
}

/* --- what they prove -------------------------------------------------------------------------- */

/* A human follows one link, looks, and perhaps comes back; who follows two at once is none. */
static const struct mail_visit_due_row *only_one(const struct mail_visit_due_row *rows,
                                                 size_t count, bool *several)
{
    const struct mail_visit_due_row *one = NULL;
    *several = false;
    for (size_t i = 0; i < count; i++) {
        if (text_equal(rows[i].what, "open"))
            continue;
        *several = *several || one;
        one = &rows[i];
    }
    return one;
}

static bool settle_touch(Context *context, Arena *arena, const struct mail_visit_due_row *rows,
                         size_t count, Err *err)
{
    bool several;
    const struct mail_visit_due_row *one = only_one(rows, count, &several);
    const char *evidence = NULL;
    if (one && !several)
        evidence = arena_printf(arena,
                                text_equal(one->what, "link") ? "a person followed the link %s"
                                                              : "a person took \"%s\" by its link",
                                one->said);
    if (!several &&
        !message_raise(context, arena, rows->touch_id, evidence ? LEVEL_SEEN : LEVEL_DELIVERED,
                       evidence ? evidence
                                : "its image was loaded: it lies in a mailbox; whether somebody "
                                  "read it, that does not say",
                       NULL, err))
        return false;
    return sql_mail_visit_forget(
        context->db,
        &(struct mail_visit_forget_in){.workspace = context->workspace, .touch_id = rows->touch_id},
        err);
}

bool track_settle(Context *context, Err *err)
{
    enum { AT_ONCE = 500 };
    struct mail_visit_due_rows rows;
    auto_arena Arena *arena = arena_new();
    const struct mail_visit_due_in due = {
        .workspace = context->workspace, .until = context->now - TRACK_SECONDS, .most = AT_ONCE};
    if (!sql_mail_visit_due(context->db, arena, &due, &rows, err))
        return false;
    if (!rows.count)
        return true;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err))
        return false;
    for (size_t from = 0, to; from < rows.count; from = to) {
        for (to = from + 1; to < rows.count && rows.at[to].touch_id == rows.at[from].touch_id;)
            to++;
        if (!settle_touch(context, arena, &rows.at[from], to - from, err))
            return false;
    }
    return db_commit(&txn, err);
}
