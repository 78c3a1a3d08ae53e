#include "action/phone_hook.h"

#include "action/log_inner.h"
#include "action/phone_inner.h"
#include "action/public_link.h"
#include "base/text.h"
#include "mail/mark.h"

#include <stdlib.h>
#include <string.h>

static const char use[] = "call-hook";

const char *phone_hook_link(Context *context, Arena *arena, int64_t call_id)
{
    char mark[MARK_LONGEST + 1];
    const char *root = public_root(context, arena);
    mark_write(context->secret, use, call_id, '-', mark);
    return root ? arena_printf(arena, "%s/hooks/calls/%s", root, mark) : NULL;
}

static bool find(Context *context, Arena *arena, const char *mark, struct phone_call_get_row *row,
                 Err *err)
{
    const MailKey key = {context->workspace, context->secret};
    MailTouch read;
    bool found = mark_read(&(MailKeys){&key, 1}, use, '-', mark, strlen(mark), &read);
    if (found && !sql_phone_call_get(
                     context->db, arena,
                     &(struct phone_call_get_in){.workspace = context->workspace, .id = read.touch},
                     row, &found, err))
        return false;
    return (found && context->now - row->asked_at <= DAY_SECONDS) ||
           err_set(err, ERR_MISSING, "no call of ours is called so");
}

/* --- who tells -------------------------------------------------------------------------------- */

static bool is_timely(const Context *context, const char *timestamp)
{
    enum { APART = 300 };
    char *end;
    long long at = strtoll(timestamp, &end, 10);
    return *timestamp && !*end && llabs(at - (long long)context->now) <= APART;
}

/* One of the signatures, with blanks between. */
static bool has_signature(const char *signatures, const char *expected)
{
    size_t length = strlen(expected);
    for (const char *at = signatures; *at;) {
        size_t one = strcspn(at, " ");
        if (one == length && bytes_equal(at, expected, length))
            return true;
        at += one;
        at += strspn(at, " ");
    }
    return false;
}

static bool is_genuine(Context *context, Arena *arena, const struct phone_call_get_row *row,
                       const PhoneReport *report, Err *err)
{
    enum { SIGNED_MOST = 128 * 1024 };
    OpenLine line = {0};
    if (!phone_line_open(context, arena, row->user_id, &line, err))
        return false;
    const char *key = doc_text(line.secrets, "signing");
    if (text_empty(key))
        return true;
    auto_buf Buf all = buf_new(SIGNED_MOST);
    if (report->id && report->timestamp && report->signature && report->body) {
        buf_addf(&all, "%s.%s.", report->id, report->timestamp);
        buf_add(&all, report->body, report->length);
        Hmac hmac = hmac_sha256(key, strlen(key), all.at, all.length);
        const char *expected =
            arena_printf(arena, "v1,%s", base64(arena, hmac.bytes, sizeof hmac.bytes));
        if (!all.over && has_signature(report->signature, expected) &&
            is_timely(context, report->timestamp))
            return true;
    }
    return err_set(err, ERR_DENIED, "the report is not signed by the telephone, or too old");
}

/* --- what it tells ---------------------------------------------------------------------------- */

static bool known(Err *err)
{
    return err_set(err, ERR_CONFLICT, "that was told already, or comes too late");
}

/* Of a call that was logged meanwhile it goes to the log. */
static bool keep_recording(Context *context, const struct phone_call_get_row *row,
                           const char *recording, Err *err)
{
    if (!log_is_link(recording))
        return err_field(err, ERR_INPUT, "recording",
                         "the recording is kept as a link: https://…, without blanks");
    if (row->recording)
        return known(err);
    return sql_phone_call_set(context->db,
                              &(struct phone_call_set_in){.workspace = context->workspace,
                                                          .id = row->id,
                                                          .stage = row->stage,
                                                          .dialling_at = row->dialling_at,
                                                          .ringing_at = row->ringing_at,
                                                          .answered_at = row->answered_at,
                                                          .ended_at = row->ended_at,
                                                          .code = row->code,
                                                          .why = row->why,
                                                          .recording = recording},
                              err) &&
           sql_phone_call_recorded(context->db,
                                   &(struct phone_call_recorded_in){.workspace = context->workspace,
                                                                    .touch_id = row->touch_id,
                                                                    .address_id = row->address_id,
                                                                    .recording = recording},
                                   err);
}

static bool take(Context *context, Arena *arena, const struct phone_call_get_row *row,
                 const PhoneReport *report, Err *err)
{
    static const CallStage told[] = {CALL_RINGING, CALL_ANSWERED, CALL_ENDED};
    struct phone_call_get_row now;
    bool moved;
    if (text_equal(report->event, "recording"))
        return keep_recording(context, row, report->recording, err);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        if (!text_equal(report->event, call_stage_name(told[i])))
            continue;
        bool ends = told[i] == CALL_ENDED;
        const CallNews news = {.stage = told[i],
                               .code = ends ? call_code(report->why) : 0,
                               .why = ends ? report->why : ""};
        if (!phone_call_go_on(context, arena, row->id, &news, &moved, err))
            return false;
        if (!moved)
            return known(err);
        return !ends || !*report->recording ||
               (sql_phone_call_get(
                    context->db, arena,
                    &(struct phone_call_get_in){.workspace = context->workspace, .id = row->id},
                    &now, NULL, err) &&
                keep_recording(context, &now, report->recording, err));
    }
    return err_field(err, ERR_INPUT, "event",
                     "\"%.40s\" is no event of a call: ringing, answered, ended, recording",
                     report->event);
}

bool phone_hook_report(Context *context, Arena *arena, const char *mark, const PhoneReport *report,
                       Err *err)
{
    struct phone_call_get_row row = {0};
    auto_txn Txn txn = {0};
    return db_begin(&txn, context->db, TXN_WRITE, err) && find(context, arena, mark, &row, err) &&
           is_genuine(context, arena, &row, report, err) &&
           take(context, arena, &row, report, err) && db_commit(&txn, err);
}
