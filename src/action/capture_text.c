#include "action/capture_text.h"

#include "action/access.h"
#include "action/card_photo_inner.h"
#include "action/file_inner.h"
#include "action/plan_lead.h"
#include "action/promise_inner.h"
#include "action/text_now_inner.h"
#include "base/text.h"

/* Nothing of it could be done, which a person hears of; else it is the machine's matter. */
static bool is_refused(const Err *why)
{
    return why->kind != ERR_BUSY && why->kind != ERR_BROKEN;
}

/* By whom they are captured, whosever lead it is. */
static bool promise_it(Context *context, Arena *arena, TextedNow *texted, Err *err)
{
    return card_next_morning(context, context->user, &texted->promised_at, err) &&
           promise_put(
               context,
               &(struct promise_insert_in){.lead_id = texted->lead_id,
                                           .contact_id = texted->contact_id,
                                           .owner_id = context->user,
                                           .side = "ours",
                                           .text = arena_printf(arena, "text %s", texted->what),
                                           .due_at = texted->promised_at,
                                           .now = context->now,
                                           .channel = channel_name(CHANNEL_TEXT)},
               &texted->promise_id, err);
}

static bool text_it(Context *context, Arena *arena, const Captured *captured, const FileInput *text,
                    TextedNow *texted, Err *err)
{
    Err refused;
    bool ours;
    TextedNow made;
    const TextNowInput input = {.to = arena_printf(arena, "%lld", (long long)captured->contact_id),
                                .add = text};
    if (!access_thing(context, ACCESS_LEAD, captured->lead_id, &ours, err))
        return false;
    if (!ours)
        texted->why = "it is another seller's lead";
    else if (text_now_inside(context, arena, captured->lead_id, &input, &made, &refused))
        *texted = made;
    else if (is_refused(&refused))
        texted->why = arena_strdup(arena, refused.message);
    else
        *err = refused;
    return texted->why || texted->touch_id;
}

static bool send_it(Context *context, Arena *arena, const Captured *captured, const FileInput *text,
                    TextedNow *texted, Err *err)
{
    int64_t file_id;
    LoadedLead loaded;
    FileInput file = *text;
    file.lead_id = captured->lead_id;
    file.content_id = 0;
    *texted = (TextedNow){0};
    if (!captured->lead_id)
        return true;
    if (!lead_load(context, arena, captured->lead_id, LOAD_READ, &loaded, err))
        return false;
    const LoadedPerson *person = text_to_by_id(&loaded, captured->contact_id);
    *texted = (TextedNow){.lead_id = captured->lead_id,
                          .later_at = TIME_NONE,
                          .lead_name = loaded.lead.name,
                          .contact_id = captured->contact_id,
                          .contact_name = person ? person->contact.name : loaded.lead.name,
                          .what = file_is_image(file_type(text->bytes, text->size)) ? "the photo"
                                                                                    : text->name};
    if (!file_put(context, arena, &file, false, NULL, &file_id, err))
        return err_in(err, "text");
    return text_it(context, arena, captured, text, texted, err) &&
           (texted->touch_id || !loaded.has_next ||
            (promise_it(context, arena, texted, err) &&
             lead_replan(context, arena, captured->lead_id, err)));
}

bool capture_text(Context *context, Arena *arena, const Card *card, const CaptureOptions *options,
                  const FileInput *photo, const FileInput *text, Captured *captured,
                  TextedNow *texted, Err *err)
{
    Captured made;
    TextedNow sent;
    auto_txn Txn txn = {0};
    if (text_empty(card_name(card)))
        return err_field(err, ERR_INPUT, "name", "say who it is that the photo is texted to");
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !card_capture_inside(context, arena, card, options, photo, &made, err) ||
        !send_it(context, arena, &made, text, &sent, err) || !db_commit(&txn, err))
        return false;
    *captured = made;
    *texted = sent;
    return true;
}
