#include "action/outbox.h"

#include "action/access_inner.h"
#include "action/certainty_inner.h"
#include "action/invitation_inner.h"
#include "action/lint_touch.h"
#include "action/mail_file_inner.h"
#include "action/send_inner.h"
#include "action/touch_coming.h"
#include "base/text.h"

#include <string.h>

enum { AHEAD_SECONDS = 24 * 3600, SUBJECT_BYTES = 300, BODY_BYTES = 100 * 1024 };

static OutboxEntry entry_of(Context *context, const struct outbox_list_row *row)
{
    OutboxEntry entry = {.touch_id = row->touch_id,
                         .lead_id = row->lead_id,
                         .lead_name = row->lead_name,
                         .contact_name = row->contact_name,
                         .to = row->to_value,
                         .subject = row->subject,
                         .reason = row->reason,
                         .goes_at = row->due_at + SEND_WAIT_SECONDS,
                         .approved = row->user_id ? context_name_of(context, row->user_id) : NULL,
                         .going = row->sending != NULL};
    channel_find(row->channel, &entry.channel);
    return entry;
}

bool outbox_text(Context *context, Arena *arena, OutboxEntry *entry, Err *err)
{
    NextTouch next;
    if (entry->channel != CHANNEL_TEXT)
        return true;
    if (!next_touch_of(context, arena, entry->lead_id, &next, err))
        return false;
    entry->text = next.touch.id == entry->touch_id ? next.text : NULL;
    return true;
}

static bool list(Context *context, Arena *arena, const char *owners, bool approved,
                 OutboxShown *outbox, Err *err)
{
    struct outbox_list_rows rows;
    if (!sql_outbox_list(context->db, arena,
                         &(struct outbox_list_in){.workspace = context->workspace,
                                                  .owners = owners,
                                                  .approved = approved,
                                                  .until = context->now + AHEAD_SECONDS,
                                                  .most = OUTBOX_SHOWN},
                         &rows, err))
        return false;
    OutboxShown made = {.at = arena_array(arena, rows.count, sizeof *made.at), .count = rows.count};
    for (size_t i = 0; i < rows.count; i++) {
        made.at[i] = entry_of(context, &rows.at[i]);
        if (!outbox_text(context, arena, &made.at[i], err))
            return false;
    }
    *outbox = made;
    return true;
}

bool outbox_list(Context *context, Arena *arena, OutboxShown *outbox, Err *err)
{
    return list(context, arena, access_owners(context, arena), false, outbox, err);
}

bool outbox_approved(Context *context, Arena *arena, int64_t owner_id, OutboxShown *outbox,
                     Err *err)
{
    return list(context, arena, arena_printf(arena, ",%lld,", (long long)owner_id), true, outbox,
                err);
}

bool outbox_find(Context *context, Arena *arena, int64_t touch_id, OutboxEntry *entry, bool *found,
                 Err *err)
{
    struct outbox_list_row row;
    if (!sql_outbox_one(context->db, arena,
                        &(struct outbox_one_in){.workspace = context->workspace,
                                                .owners = access_owners(context, arena),
                                                .touch_id = touch_id},
                        &row, found, err))
        return false;
    if (*found)
        *entry = entry_of(context, &row);
    return true;
}

static const char *no_sender(const Context *context, Arena *arena, int64_t owner_id,
                             Channel channel)
{
    return arena_printf(arena,
                        "%s has no %s that Beck may send by: Settings, Sending, or `beck "
                        "sender add`",
                        context_name_of(context, owner_id),
                        channel == CHANNEL_EMAIL ? "mailbox" : "gateway");
}

static void add_why(const Context *context, Arena *arena, TouchCard *touch, Why why)
{
    size_t count = touch->why_count;
    Why *whys = arena_array(arena, count + 1, sizeof *whys);
    const char **said = arena_array(arena, count + 1, sizeof *said);
    for (size_t i = 0; i < count; i++)
        whys[i] = touch->whys[i], said[i] = touch->why_said[i];
    whys[count] = why;
    said[count] = plan_say(arena, &(Situation){0}, why, context->now);
    touch->whys = whys;
    touch->why_said = said;
    touch->why_count = count + 1;
}

bool outbox_of_next(Context *context, Arena *arena, TouchCard *touch, OutboxEntry *entry,
                    bool *found, Err *err)
{
    *found = false;
    if (touch->mode != MODE_MACHINE)
        return true;
    if (!outbox_find(context, arena, touch->id, entry, found, err))
        return false;
    if (!*found)
        add_why(context, arena, touch,
                (Why){.code = WHY_HANDED_OVER,
                      .text = no_sender(context, arena, touch->owner_id, touch->channel)});
    return true;
}

/* NULL: there is one that its owner's messages go by, be it off or on. */
static const char *why_no_sender(const Context *context, const SendGate *gate, int64_t owner_id,
                                 Channel channel)
{
    return sender_row_of(&gate->senders, owner_id, channel)
               ? NULL
               : no_sender(context, context->arena, owner_id, channel);
}

typedef struct Letting {
    Context *context;
    Arena *arena;
    SendGate gate;
    OutboxSent sent;
} Letting;

/* The message that is to come, and what it says; `why` not. */
static bool look(Letting *letting, const OutboxWords *words, NextTouch *next, const char **why,
                 Err *err)
{
    Context *context = letting->context;
    int64_t lead_id = 0;
    if (!touch_coming_why(context, letting->arena, words->touch_id, &lead_id, why, err))
        return false;
    if (*why)
        return true;
    struct sending_is_row is;
    if (!sql_sending_is(
            context->db, letting->arena,
            &(struct sending_is_in){.workspace = context->workspace, .touch_id = words->touch_id},
            &is, NULL, err))
        return false;
    *why = "it is on its way already";
    if (is.sending)
        return true;
    if (!next_touch_of(context, letting->arena, lead_id, next, err))
        return false;
    const TouchCard *touch = &next->touch;
    *why = !(MACHINE_CHANNELS & CHANNEL_BIT(touch->channel)) ? "it is no message"
           : !touch->address_id
               ? "there is no address to send it to"
               : why_no_sender(context, &letting->gate, touch->owner_id, touch->channel);
    return true;
}

static bool has_tag(const char *words)
{
    const char *tag = strstr(words, "{{");
    return tag && strstr(tag, "}}");
}

/* As edited, else as merged. */
static bool choose_words(Letting *letting, const OutboxWords *words, const NextTouch *next,
                         SendItem *item, const char **why)
{
    const char *subject = words->subject ? words->subject : next->script.subject;
    const char *body = words->body ? words->body : next->script.body;
    item->subject = text_clean(letting->arena, text_or(subject, ""), strlen(text_or(subject, "")),
                               SUBJECT_BYTES);
    item->body =
        text_clean_lines(letting->arena, text_or(body, ""), strlen(text_or(body, "")), BODY_BYTES);
    item->channel = next->touch.channel;
    if (!send_has_subject(item->channel))
        item->subject = "";
    if (send_has_subject(item->channel) && text_empty(item->subject))
        *why = "it has no subject";
    else if (text_empty(item->body))
        *why = "it has no words";
    else if (!send_is_whole(item))
        *why = "something in it is not filled in: " MERGE_HOLE "…]";
    else if (has_tag(item->subject) || has_tag(item->body))
        *why = "something in it is not merged: {{…}}; what is edited goes as it stands";
    else
        *why = send_why_too_long(letting->arena, item);
    return !*why;
}

/* Not the words that were offered: a text that is tried is not measured by it. */
static bool is_edited(Arena *arena, const NextTouch *next, const SendItem *item)
{
    const char *subject = text_or(next->script.subject, ""), *body = text_or(next->script.body, "");
    bool titled = send_has_subject(item->channel);
    return (titled && !text_equal(text_clean(arena, subject, strlen(subject), SUBJECT_BYTES),
                                  item->subject)) ||
           !text_equal(text_clean_lines(arena, body, strlen(body), BODY_BYTES), item->body);
}

/* Behind the outbox's minute, and when the line opens, so that nobody is told an earlier time. */
static bool find_due(Letting *letting, const NextTouch *next, Time *due_at, Err *err)
{
    const Context *context = letting->context;
    LoadedLead loaded;
    if (!lead_load(letting->context, letting->arena, next->touch.lead_id, LOAD_READ, &loaded, err))
        return false;
    Time opens = send_opens_at(&loaded, context->now + SEND_WAIT_SECONDS);
    *due_at = opens == TIME_NONE ? context->now : opens - SEND_WAIT_SECONDS;
    return true;
}

static bool let_go(Letting *letting, const NextTouch *next, const SendItem *item, Err *err)
{
    Context *context = letting->context;
    Time due_at;
    return find_due(letting, next, &due_at, err) &&
           sql_message_put(
               context->db,
               &(struct message_put_in){.workspace = context->workspace,
                                        .touch_id = item->touch_id,
                                        .lead_id = next->touch.lead_id,
                                        .user_id = context->user,
                                        .subject = item->subject,
                                        .body = item->body,
                                        .now = context->now,
                                        .edited = is_edited(letting->arena, next, item)},
               err) &&
           sql_next_touch_approve(context->db,
                                  &(struct next_touch_approve_in){.workspace = context->workspace,
                                                                  .touch_id = item->touch_id,
                                                                  .due_at = due_at},
                                  err);
}

/* Told now, while the person is there who can do something about it. */
static bool check_files(Letting *letting, const MailFiles *files, const char **why)
{
    const MailFile *heaviest = mail_files_heaviest(files);
    if (files->of_text && !files->linkable && mail_files_going(files))
        *why = "a file is to go with it, and the setting public_url is empty: say where others "
               "reach this Beck, or leave the file out";
    else if (heaviest && files->weight > files->most)
        *why = arena_printf(
            letting->arena, "it is %s with its files, and %s takes %s at most: %s \"%s\"%s",
            text_size(letting->arena, files->weight),
            files->of_server ? "the mail server" : "a mail (setting mail_megabytes)",
            text_size(letting->arena, files->most), files->of_fax ? "leave out" : "send",
            heaviest->name, files->of_fax ? "" : " as a link, or leave it out");
    return !*why;
}

static bool send_one(Letting *letting, const OutboxWords *words, Err *err)
{
    NextTouch next;
    SendItem item = {.touch_id = words->touch_id};
    const char *why;
    OutboxSent *sent = &letting->sent;
    bool waits;
    if (!look(letting, words, &next, &why, err))
        return false;
    MailFiles files = {0};
    if (!why && !mail_files(letting->context, letting->arena, words->touch_id, &files, err))
        return false;
    item.links = mail_files_links(letting->context, letting->arena, &files);
    bool goes = !why && choose_words(letting, words, &next, &item, &why) &&
                check_files(letting, &files, &why);
    if (goes && !invitation_fix(letting->context, letting->arena, item.touch_id, &files.invitation,
                                &why, err))
        return false;
    if (why) {
        sent->refused[sent->refused_count++] = (OutboxRefused){words->touch_id, why};
        return true;
    }
    if (!let_go(letting, &next, &item, err) || !mail_files_fix(letting->context, &files, err) ||
        !outbox_find(letting->context, letting->arena, item.touch_id, &sent->at[sent->count],
                     &waits, err) ||
        (waits && !outbox_text(letting->context, letting->arena, &sent->at[sent->count], err)))
        return false;
    sent->count += waits;
    return true;
}

static bool send_all(Context *context, Arena *arena, const OutboxWords *words, size_t count,
                     OutboxSent *sent, Err *err)
{
    Letting letting = {.context = context,
                       .arena = arena,
                       .sent = {.at = arena_array(arena, count, sizeof *sent->at),
                                .refused = arena_array(arena, count, sizeof *sent->refused)}};
    if (!send_gate_read(context, arena, &letting.gate, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!send_one(&letting, &words[i], err))
            return false;
    *sent = letting.sent;
    return true;
}

bool outbox_send(Context *context, Arena *arena, const OutboxWords *words, size_t count,
                 OutboxSent *sent, Err *err)
{
    OutboxSent made;
    auto_txn Txn txn = {0};
    if (!count || count > OUTBOX_SHOWN)
        return err_field(err, ERR_INPUT, "touches", "1 to %d messages at once", OUTBOX_SHOWN);
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !send_all(context, arena, words, count, &made, err) || !db_commit(&txn, err))
        return false;
    *sent = made;
    return true;
}

bool outbox_let_go(Context *context, Arena *arena, const OutboxWords *words, OutboxEntry *entry,
                   const char **why, Err *err)
{
    OutboxSent sent;
    if (!send_all(context, arena, words, 1, &sent, err))
        return false;
    *why = sent.refused_count ? sent.refused[0].why : NULL;
    *entry = sent.count ? sent.at[0] : (OutboxEntry){.touch_id = words->touch_id};
    return true;
}

/* Its reasons say so: by them it stays with a person however often it is planned anew
 * (plan_lead.c). */
static bool give_to_person(Context *context, Arena *arena, const OutboxEntry *entry, Err *err)
{
    const Why why = {.code = WHY_TAKEN_BACK, .number = context->now};
    struct next_touch_of_lead_row next;
    return sql_next_touch_of_lead(context->db, arena,
                                  &(struct next_touch_of_lead_in){.workspace = context->workspace,
                                                                  .lead_id = entry->lead_id},
                                  &next, NULL, err) &&
           sql_next_touch_hand_over(
               context->db,
               &(struct next_touch_hand_over_in){.workspace = context->workspace,
                                                 .touch_id = entry->touch_id,
                                                 .whys = plan_whys_add(arena, next.whys, why)},
               err);
}

bool outbox_take_back(Context *context, Arena *arena, int64_t touch_id, OutboxEntry *entry,
                      Err *err)
{
    OutboxEntry made;
    bool found;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !outbox_find(context, arena, touch_id, &made, &found, err))
        return false;
    if (!found)
        return err_field(err, ERR_MISSING, "touch",
                         "there is no message of touch %lld in the outbox", (long long)touch_id);
    if (made.going)
        return err_field(err, ERR_CONFLICT, "touch", "it is on its way already");
    if (!outbox_text(context, arena, &made, err) || !give_to_person(context, arena, &made, err) ||
        !db_commit(&txn, err))
        return false;
    *entry = made;
    return true;
}

bool outbox_uncertain(Context *context, Arena *arena, size_t most, OutboxDoubts *doubts, Err *err)
{
    struct message_uncertain_rows rows;
    if (!sql_message_uncertain(
            context->db, arena,
            &(struct message_uncertain_in){.workspace = context->workspace,
                                           .owners = access_owners(context, arena),
                                           .most = (int64_t)most},
            &rows, err))
        return false;
    OutboxDoubts made = {.at = arena_array(arena, rows.count, sizeof *made.at),
                         .count = rows.count};
    for (size_t i = 0; i < rows.count; i++)
        made.at[i] = (OutboxUncertain){.touch_id = rows.at[i].touch_id,
                                       .lead_id = rows.at[i].lead_id,
                                       .lead_name = rows.at[i].lead_name,
                                       .subject = rows.at[i].subject,
                                       .sent_at = rows.at[i].sent_at};
    *doubts = made;
    return true;
}

bool outbox_settle(Context *context, Arena *arena, int64_t touch_id, bool was_sent, Err *err)
{
    struct message_get_row message;
    bool found;
    auto_txn Txn txn = {0};
    if (!access_need(context, ACCESS_TOUCH, touch_id, err) ||
        !db_begin(&txn, context->db, TXN_WRITE, err) ||
        !sql_message_get(
            context->db, arena,
            &(struct message_get_in){.workspace = context->workspace, .touch_id = touch_id},
            &message, &found, err))
        return false;
    if (!found)
        return err_field(err, ERR_MISSING, "touch", "there is no message of touch %lld",
                         (long long)touch_id);
    if (!text_equal(message.level, "uncertain"))
        return err_field(err, ERR_CONFLICT, "touch", "nothing is uncertain about %lld",
                         (long long)touch_id);
    return message_rise(context, arena, touch_id, was_sent ? LEVEL_ACCEPTED : LEVEL_REFUSED, &found,
                        err) &&
           (was_sent || invitation_lost(context, arena, touch_id, "refused",
                                        "a person says that it was not sent", err)) &&
           sql_touch_event_insert(context->db,
                                  &(struct touch_event_insert_in){
                                      .workspace = context->workspace,
                                      .touch_id = touch_id,
                                      .at = context->now,
                                      .kind = was_sent ? "settled" : "undone",
                                      .detail = was_sent ? "a person says it was sent"
                                                         : "a person says it was not sent"},
                                  err) &&
           db_commit(&txn, err);
}

static bool read_events(Context *context, Arena *arena, OutboxMessage *message, Err *err)
{
    struct touch_event_list_rows rows;
    if (!sql_touch_event_list(context->db, arena,
                              &(struct touch_event_list_in){.workspace = context->workspace,
                                                            .touch_id = message->touch_id},
                              &rows, err))
        return false;
    message->events = arena_array(arena, rows.count, sizeof *message->events);
    message->event_count = rows.count;
    for (size_t i = 0; i < rows.count; i++)
        message->events[i] = (OutboxEvent){rows.at[i].at, rows.at[i].kind, rows.at[i].detail};
    return true;
}

/* While it waits it can still be taken back and mended. */
static bool lint_queued(Context *context, Arena *arena, OutboxMessage *message, Err *err)
{
    Lint *lint = arena_make(arena, Lint);
    const LintLetter letter = {.subject = message->subject, .body = message->body};
    Err gone;
    message->lint = lint;
    if (lint_touch_by_id(context, arena, message->touch_id, &letter, lint, &gone))
        return true;
    message->lint = NULL;
    bool planned_anew = gone.kind == ERR_MISSING || gone.kind == ERR_INPUT;
    if (!planned_anew)
        *err = gone;
    return planned_anew;
}

bool outbox_message(Context *context, Arena *arena, int64_t touch_id, OutboxMessage *message,
                    Err *err)
{
    struct message_get_row row;
    struct lead_get_row lead;
    Time proved;
    bool found;
    if (!certainty_proved_before(context, &proved, err) ||
        !access_need(context, ACCESS_TOUCH, touch_id, err) ||
        !sql_message_get(
            context->db, arena,
            &(struct message_get_in){.workspace = context->workspace, .touch_id = touch_id}, &row,
            &found, err))
        return false;
    if (!found)
        return err_field(err, ERR_MISSING, "touch", "there is no message of touch %lld",
                         (long long)touch_id);
    if (!sql_lead_get(context->db, arena,
                      &(struct lead_get_in){.workspace = context->workspace, .id = row.lead_id},
                      &lead, NULL, err))
        return false;
    OutboxMessage made = {.touch_id = touch_id,
                          .lead_id = row.lead_id,
                          .channel = row.channel,
                          .lead_name = lead.name,
                          .subject = row.subject,
                          .body = row.body,
                          .level = row.level,
                          .doubt = certainty_doubt(row.level, row.sent_at, proved),
                          .approved = row.user_id ? context_name_of(context, row.user_id) : NULL,
                          .made_at = row.made_at,
                          .sent_at = row.sent_at};
    if (!read_events(context, arena, &made, err) ||
        !mail_files_went(context, arena, touch_id, &made.files, err) ||
        !invitation_of_mail(context, arena, touch_id, &made.invites_to, err) ||
        (text_equal(row.level, "queued") && !lint_queued(context, arena, &made, err)))
        return false;
    *message = made;
    return true;
}
