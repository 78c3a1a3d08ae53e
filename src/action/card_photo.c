#include "action/card_photo_inner.h"

#include "action/access_inner.h"
#include "action/capture_inner.h"
#include "action/card_kept_inner.h"
#include "action/file_inner.h"
#include "action/manage_inner.h"
#include "base/text.h"
#include "base/when.h"
#include "follow/line.h"

#include <string.h>

/* --- the photo --- */

/* "Card of 16 Nov, 14:32" */
static const char *name_now(Context *context, Arena *arena)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    enum { AN_HOUR = 60 };
    const Zone *zone = context_zone(context);
    Civil civil = zone_civil(zone, context->now);
    int minute = zone_minute(zone, context->now);
    return arena_printf(arena, "Card of %d %s, %d:%02d", civil.day, months[civil.month - 1],
                        minute / AN_HOUR, minute % AN_HOUR);
}

bool card_next_morning(Context *context, int64_t owner_id, Time *at, Err *err)
{
    enum { USUAL_MORNING = 9 * 60 };
    const Worker *worker;
    const Policy *policy;
    if (!context_worker(context, owner_id, false, &worker, err) ||
        !context_policy(context, &policy, err))
        return false;
    Day day = line_add_working_days(worker, policy, zone_day(worker->zone, context->now), 1);
    Hours hours = worker->hours[day_weekday(day)];
    *at = zone_time(worker->zone, day, hours.to > hours.from ? hours.from : USUAL_MORNING);
    return true;
}

static bool agree(Context *context, Arena *arena, int64_t lead_id, Err *err)
{
    Time morning;
    return card_next_morning(context, context->user, &morning, err) &&
           sql_lead_agree(context->db,
                          &(struct lead_agree_in){.workspace = context->workspace,
                                                  .id = lead_id,
                                                  .agreed_at = morning,
                                                  .agreed = CARD_AGREED,
                                                  .agreed_channel = "desk"},
                          err) &&
           lead_replan(context, arena, lead_id, err);
}

/* A draft of nobody: what was said with the photo, and what the person is to have in the note. */
static bool draft_unread(Context *context, Arena *arena, const Card *card, Draft *draft, Err *err)
{
    Card said = *card;
    said.name = NULL;
    said.company = CARD_AGREED; /* a card has one; taken away below */
    if (!card_draft(context, arena, &said, draft, err))
        return false;
    draft->company = draft->company_key = draft->domain = NULL;
    draft->note = card_kept_note(arena, card, draft->note);
    return true;
}

bool card_capture_inside(Context *context, Arena *arena, const Card *card,
                         const CaptureOptions *options, const FileInput *photo, Captured *captured,
                         Err *err)
{
    Captured made;
    Draft draft;
    int64_t file_id;
    CaptureOptions how = *options;
    bool unread = photo && text_empty(card_name(card)) && text_empty(card_company(card));
    if (photo && !text_starts(file_type(photo->bytes, photo->size), "image/"))
        return err_field(err, ERR_INPUT, "photo", "this is no picture");
    if (unread)
        how.unread = name_now(context, arena);
    if (!(unread ? draft_unread(context, arena, card, &draft, err)
                 : card_draft(context, arena, card, &draft, err)) ||
        !capture_inside(context, arena, &draft, &how, &made, err))
        return false;
    if (photo && made.lead_id) {
        FileInput file = *photo;
        file.lead_id = made.lead_id;
        file.content_id = 0;
        if (!file_put(context, arena, &file, unread, NULL, &file_id, err) ||
            (unread && !agree(context, arena, made.lead_id, err)))
            return false;
    }
    *captured = made;
    return true;
}

bool capture_photo(Context *context, Arena *arena, const Card *card, const CaptureOptions *options,
                   const FileInput *photo, Captured *captured, Err *err)
{
    Captured made;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !card_capture_inside(context, arena, card, options, photo, &made, err) ||
        !db_commit(&txn, err))
        return false;
    *captured = made;
    return true;
}

/* --- those waiting --- */

static WaitingCard waiting_card(Context *context, Arena *arena, const struct card_list_row *row)
{
    CardKept kept;
    card_kept_read(context, arena, row->note, &kept);
    return (WaitingCard){.photo = {.id = row->file_id,
                                   .lead_id = row->lead_id,
                                   .name = row->name,
                                   .type = row->type,
                                   .user_id = row->user_id,
                                   .user_name = context_name_of(context, row->user_id),
                                   .size = row->size,
                                   .image = true,
                                   .card = true,
                                   .created_at = row->created_at},
                         .lead_id = row->lead_id,
                         .owner_id = row->owner_id,
                         .lead_name = row->lead_name,
                         .owner_name = context_name_of(context, row->owner_id),
                         .note = kept.rest,
                         .source = text_or(row->source, NULL),
                         .typed = kept.said};
}

bool list_cards_to_type(Context *context, Arena *arena, WaitingCards *cards, Err *err)
{
    struct card_list_rows rows;
    if (!sql_card_list(context->db, arena,
                       &(struct card_list_in){.workspace = context->workspace,
                                              .owners = access_owners(context, arena),
                                              .user_id = context->user,
                                              .most = CARDS_SHOWN + 1},
                       &rows, err))
        return false;
    WaitingCards made = {.more = rows.count > CARDS_SHOWN};
    made.count = made.more ? CARDS_SHOWN : rows.count;
    made.at = arena_array(arena, made.count, sizeof *made.at);
    for (size_t i = 0; i < made.count; i++)
        made.at[i] = waiting_card(context, arena, &rows.at[i]);
    *cards = made;
    return true;
}

/* --- typed --- */

static bool waiting_photo(Context *context, Arena *arena, int64_t lead_id, FileShown *photo,
                          Err *err)
{
    FilesShown files;
    if (!file_list(context, arena, lead_id, &files, err))
        return false;
    for (size_t i = 0; i < files.count; i++)
        if (files.at[i].card) {
            *photo = files.at[i];
            return true;
        }
    return err_field(err, ERR_CONFLICT, "lead", "the card of lead %lld was typed already",
                     (long long)lead_id);
}

/* What waited goes to the lead there is. */
static bool move_all(Context *context, Arena *arena, const struct lead_get_row *from,
                     const char *note, int64_t to_id, Err *err)
{
    struct lead_get_row to;
    if (!sql_lead_get(context->db, arena,
                      &(struct lead_get_in){.workspace = context->workspace, .id = to_id}, &to,
                      NULL, err))
        return false;
    if (!text_empty(to.note))
        note = text_empty(note) ? to.note : arena_printf(arena, "%s\n%s", to.note, note);
    return sql_file_move(context->db,
                         &(struct file_move_in){
                             .workspace = context->workspace, .from_id = from->id, .to_id = to_id},
                         err) &&
           sql_promise_move(context->db,
                            &(struct promise_move_in){.workspace = context->workspace,
                                                      .from_id = from->id,
                                                      .to_id = to_id,
                                                      .contact_id = to.contact_id,
                                                      .owner_id = to.owner_id},
                            err) &&
           sql_cycle_move(context->db,
                          &(struct cycle_move_in){
                              .workspace = context->workspace, .from_id = from->id, .to_id = to_id},
                          err) &&
           sql_lead_set(context->db,
                        &(struct lead_set_in){.workspace = context->workspace,
                                              .id = to_id,
                                              .name = to.name,
                                              .name_key = to.name_key,
                                              .source = to.source,
                                              .source_kind = to.source_kind,
                                              .temperature = to.temperature,
                                              .product = text_or(to.product, from->product),
                                              .value_cents = to.value_cents != TIME_NONE
                                                                 ? to.value_cents
                                                                 : from->value_cents,
                                              .note = note},
                        err) &&
           lead_replan(context, arena, to_id, err);
}

/* The waiting lead ends; it was never anybody. */
static bool end_waiting(Context *context, Arena *arena, int64_t lead_id, const char *why, Err *err)
{
    Logging logging;
    Journal journal = {0};
    return manage_begin(context, arena, lead_id, &logging, &journal, err) &&
           manage_close(&logging, why, err) && manage_save(&logging, why, err) &&
           journal_close(&journal, "close", 0, arena_printf(arena, "the card was typed: %s", why),
                         err);
}

/* They said to be texted when they were photographed. Who came by a page or a call is marked so
 * without having said it. */
static void agreed_then(const struct lead_get_row *lead, const FileShown *photo, Draft *draft)
{
    if (!lead->asked_for_texts || draft_source_asks(source_kind_of(text_or(lead->source, ""))))
        return;
    draft->asked_for_texts = draft->texts_agreed = true;
    draft->texts_agreed_at = lead->captured_at;
    draft->texts_agreed_by = photo->user_id;
}

bool type_card(Context *context, Arena *arena, int64_t lead_id, const Card *card,
               Captured *captured, Err *err)
{
    Captured made = {0};
    Draft draft;
    const Draft *drafts = &draft;
    struct lead_get_row lead;
    Card filled = *card;
    CardKept kept;
    auto_known Known *known = known_new(context, 1);
    auto_txn Txn txn = {0};
    FileShown photo = {0};
    bool found;
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !sql_lead_get(context->db, arena,
                      &(struct lead_get_in){.workspace = context->workspace, .id = lead_id}, &lead,
                      &found, err))
        return false;
    if (!found)
        return err_field(err, ERR_MISSING, "lead", "there is no lead %lld", (long long)lead_id);
    if (!waiting_photo(context, arena, lead_id, &photo, err))
        return false;
    card_kept_read(context, arena, lead.note, &kept);
    card_kept_fill(context, arena, &kept, &filled);
    if (!card_draft(context, arena, &filled, &draft, err) || !known_ahead(known, &drafts, 1, err))
        return false;
    if (!card->asked_for_texts)
        agreed_then(&lead, &photo, &draft);
    CaptureOptions options = {.owner_id = lead.owner_id, .into = lead_id, .into_note = kept.rest};
    if (!capture_draft(context, arena, known, &draft, &options, &made, err) ||
        !sql_file_typed(
            context->db,
            &(struct file_typed_in){.workspace = context->workspace, .lead_id = lead_id}, err))
        return false;
    if (made.lead_id && made.lead_id != lead_id &&
        !move_all(context, arena, &lead, kept.rest, made.lead_id, err))
        return false;
    if (made.lead_id != lead_id &&
        !end_waiting(context, arena, lead_id,
                     made.lead_id ? arena_printf(arena, "it is lead %lld", (long long)made.lead_id)
                                  : "they asked not to be contacted again",
                     err))
        return false;
    if (!db_commit(&txn, err))
        return false;
    *captured = made;
    return true;
}
