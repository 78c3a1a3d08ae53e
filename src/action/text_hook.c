#include "action/text_hook.h"

#include "action/certainty_inner.h"
#include "action/public_link.h"
#include "action/receive.h"
#include "action/sender_inner.h"
#include "base/text.h"
#include "mail/mark.h"

#include <string.h>

static const char report_use[] = "text-report", text_use[] = "text-hook";

/* --- addresses -------------------------------------------------------------------------------- */

/* Without the slash at its end; NULL: not known. */
static const char *reached_at(Context *context, Arena *arena, const Doc *settings)
{
    const char *url = doc_text(settings, "reports_to");
    if (text_empty(url))
        return public_root(context, arena);
    size_t length = strlen(url);
    while (length && url[length - 1] == '/')
        length--;
    return arena_strndup(arena, url, length);
}

static const char *link_of(Context *context, Arena *arena, const Doc *settings, const char *use,
                           const char *path, int64_t number)
{
    const char *at = reached_at(context, arena, settings);
    char mark[MARK_LONGEST + 1];
    mark_write(context->secret, use, number, '-', mark);
    return at ? arena_printf(arena, "%s%s%s", at, path, mark) : NULL;
}

const char *text_hook_report_link(Context *context, Arena *arena, const Doc *settings,
                                  int64_t touch_id)
{
    return link_of(context, arena, settings, report_use, "/hooks/texts/reports/", touch_id);
}

const char *text_hook_link(Context *context, Arena *arena, const Doc *settings, int64_t sender_id)
{
    return link_of(context, arena, settings, text_use, "/hooks/texts/", sender_id);
}

static bool read_mark(const Context *context, const char *use, const char *mark, int64_t *number,
                      Err *err)
{
    MailKey key = {context->workspace, context->secret};
    MailTouch read;
    if (!mark_read(&(MailKeys){&key, 1}, use, '-', mark, strlen(mark), &read))
        return err_set(err, ERR_MISSING, "nothing of ours is called so");
    *number = read.touch;
    return true;
}

/* --- who calls -------------------------------------------------------------------------------- */

typedef struct Calling {
    struct sender_list_row sender;
    const Hook *hook;
} Calling;

static bool find_sender(Context *context, Arena *arena, int64_t sender_id, Calling *calling,
                        Err *err)
{
    struct sender_list_rows rows;
    Err unknown;
    if (!sender_rows(context, arena, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.at[i].id == sender_id) {
            const CarrierDriver *driver =
                carrier_driver(rows.at[i].driver, sender_channel(&rows.at[i]), &unknown);
            calling->sender = rows.at[i];
            calling->hook = driver ? driver->hook : NULL;
        }
    if (!calling->hook) {
        err_set(err, ERR_MISSING, "nothing of ours is called so");
        return false;
    }
    return true;
}

/* As the gateway knows the address it was told. */
static bool is_genuine(Context *context, Arena *arena, const Calling *calling, const HookCall *call,
                       Err *err)
{
    Doc *settings = NULL, *secrets = NULL;
    HookCall whole = *call;
    if (!calling->hook->genuine)
        return true;
    if (!sender_settings(context, arena, &calling->sender, &settings, &secrets, err))
        return false;
    whole.url =
        arena_printf(arena, "%s%s", text_or(reached_at(context, arena, settings), ""), call->url);
    return calling->hook->genuine(settings, secrets, &whole) ||
           err_set(err, ERR_DENIED, "the call is not signed by the gateway");
}

/* --- reports ---------------------------------------------------------------------------------- */

static Told told_of(Arena *arena, const HookReport *report)
{
    static const ToldState states[] = {[HOOK_UNDERWAY] = TOLD_TAKEN,
                                       [HOOK_DELIVERED] = TOLD_DELIVERED,
                                       [HOOK_FAILED] = TOLD_FAILED};
    Told told = {.state = states[report->state], .who = "the gateway", .failure = report->failure};
    if (report->state == HOOK_FAILED)
        told.why = text_clean(arena, report->why, strlen(report->why), 200);
    return told;
}

/* Of what was sent by us. */
static bool find_message(Context *context, Arena *arena, int64_t touch_id,
                         struct message_get_row *message, Err *err)
{
    bool found;
    if (!sql_message_get(
            context->db, arena,
            &(struct message_get_in){.workspace = context->workspace, .touch_id = touch_id},
            message, &found, err))
        return false;
    return (found && message->sent_at != TIME_NONE) ||
           err_set(err, ERR_MISSING, "nothing was sent that is called so");
}

/* A report that comes before the gateway's answer waits for it: only that says which text it is. */
static bool learn(Context *context, Arena *arena, int64_t touch_id, const HookReport *report,
                  Err *err)
{
    struct message_get_row message;
    Told told = told_of(arena, report);
    ToldEarly early = {
        .any = true, .told = told, .known_as = report->known_as[0] ? report->known_as : NULL};
    bool waits;
    if (!message_told_early(context, arena, touch_id, &early, &waits, err))
        return false;
    if (waits)
        return true;
    if (!find_message(context, arena, touch_id, &message, err)) /* as it was settled */
        return false;
    if (!text_empty(message.known_as) && report->known_as[0] &&
        !text_equal(message.known_as, report->known_as))
        return err_set(err, ERR_DENIED, "it is of another text");
    return message_told(context, arena, touch_id, message.level, &told, err);
}

static bool take_report(Context *context, Arena *arena, const char *mark, const HookCall *call,
                        Err *err)
{
    int64_t touch_id = 0;
    struct message_get_row message;
    Calling calling = {0};
    HookReport report;
    return read_mark(context, report_use, mark, &touch_id, err) &&
           find_message(context, arena, touch_id, &message, err) &&
           find_sender(context, arena, message.sender_id, &calling, err) &&
           is_genuine(context, arena, &calling, call, err) &&
           calling.hook->report(arena, call, &report, err) &&
           learn(context, arena, touch_id, &report, err);
}

bool text_hook_report(Context *context, Arena *arena, const char *mark, const HookCall *call,
                      Err *err)
{
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) &&
           take_report(context, arena, mark, call, err) && db_commit(&txn, err);
}

/* --- texts ------------------------------------------------------------------------------------ */

bool text_hook_text(Context *context, Arena *arena, const char *mark, const HookCall *call,
                    HookAnswer *answer, bool *again, Err *err)
{
    int64_t sender_id = 0;
    Calling calling = {0};
    HookText text;
    Received received;
    const char *words = NULL;
    auto_txn Txn txn = {0};
    if (!read_mark(context, text_use, mark, &sender_id, err) ||
        !db_begin(&txn, context->db, TXN_WRITE, err) ||
        !find_sender(context, arena, sender_id, &calling, err) ||
        !is_genuine(context, arena, &calling, call, err) ||
        !calling.hook->text(arena, call, &text, err) ||
        !receive_text(context, arena,
                      &(ReceivedText){.sender_id = sender_id,
                                      .from = text.from,
                                      .words = text.words,
                                      .known_as = text.known_as,
                                      .told = text.told},
                      &received, &words, err) ||
        !db_commit(&txn, err))
        return false;
    *again = received.again;
    calling.hook->answer(arena, words, answer);
    return true;
}
