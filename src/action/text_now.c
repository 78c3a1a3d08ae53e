#include "action/text_now_inner.h"

#include "action/aside_inner.h"
#include "action/mail_file_inner.h"
#include "action/send_inner.h"
#include "base/text.h"
#include "follow/rank.h"

/* `goes_at`: without the outbox's minute. */
static Decision decision_of(Time goes_at, int64_t contact_id, int64_t address_id,
                            int64_t content_id, Why why)
{
    Time due_at = goes_at - SEND_WAIT_SECONDS;
    return (Decision){.concern = CONCERN_PROMISE,
                      .group = group_of(CONCERN_PROMISE, CHANNEL_TEXT),
                      .channel = CHANNEL_TEXT,
                      .mode = MODE_MACHINE,
                      .contact_id = contact_id,
                      .address_id = address_id,
                      .content_id = content_id,
                      .due_at = due_at,
                      .latest_at = due_at,
                      .whys = {why},
                      .why_count = 1};
}

static bool put_files(Context *context, const TextWhat *what, bool picture, int64_t touch_id,
                      Err *err)
{
    for (size_t i = 0; i < what->files.count && !what->inside; i++) {
        const FileShown *file = &what->files.at[i];
        FileWay way = picture && !i ? FILE_ENCLOSED : FILE_LINKED;
        if (!sql_mail_file_put(context->db,
                               &(struct mail_file_put_in){.workspace = context->workspace,
                                                          .touch_id = touch_id,
                                                          .file_id = file->id,
                                                          .way = file_way_name(way),
                                                          .name = file->name,
                                                          .size = file->size},
                               err))
            return false;
    }
    return true;
}

static bool let_go(Context *context, Arena *arena, const LoadedLead *loaded, const TextWhat *what,
                   const TextedNow *texted, const char *body, int64_t address_id, Err *err)
{
    Time goes_at = texted->later_at == TIME_NONE ? context->now : texted->later_at;
    Decision decision = decision_of(goes_at, texted->contact_id, address_id, what->content_id,
                                    (Why){.code = WHY_ASKED_FOR_TEXT, .text = what->name});
    return aside_put(context, loaded, texted->touch_id, what->content_id, err) &&
           lead_put_decision(context, arena, loaded, &decision, texted->touch_id, err) &&
           sql_message_put(context->db,
                           &(struct message_put_in){.workspace = context->workspace,
                                                    .touch_id = texted->touch_id,
                                                    .lead_id = loaded->lead.id,
                                                    .user_id = context->user,
                                                    .subject = "",
                                                    .body = body,
                                                    .now = context->now},
                           err) &&
           put_files(context, what, texted->text.picture, texted->touch_id, err);
}

static bool check_words(Arena *arena, const TextedNow *texted, Err *err)
{
    const SendItem item = {.channel = CHANNEL_TEXT, .subject = "", .body = texted->words};
    const char *why = send_why_too_long(arena, &item);
    return !why || err_field(err, ERR_INPUT, "words", "%s", why);
}

/* By hand it costs whoever's telephone it is, and nobody knows what. */
static bool count_text(Context *context, Arena *arena, const LoadedLead *loaded, bool picture,
                       TextedNow *texted, Err *err)
{
    TextTotal costs = {0};
    if (texted->touch_id && !text_total_begin(context, arena, loaded->lead.owner_id, &costs, err))
        return false;
    const LintFacts facts = {.medium = LINT_TEXT,
                             .part_cost = costs.part_cost,
                             .picture_cost = costs.picture_cost,
                             .files = {.known = true, .picture = picture}};
    texted->text = lint_text_of(arena, texted->words, &facts);
    return true;
}

static bool check_theirs(const TextWay *way, const struct address_get_row *cell, Err *err)
{
    return !text_equal(way->from, cell->value) ||
           err_field(err, ERR_INPUT, "cell",
                     "%s is ours, which texts come from: ask where they want it", cell->value);
}

bool text_now_inside(Context *context, Arena *arena, int64_t lead_id, const TextNowInput *input,
                     TextedNow *texted, Err *err)
{
    LoadedLead loaded;
    const LoadedPerson *person = NULL;
    const struct address_get_row *cell = NULL;
    TextWhat what;
    TextWay way;
    if (!lead_load(context, arena, lead_id, LOAD_USUAL, &loaded, err) ||
        !text_to_find(arena, &loaded, input->to, &person, err))
        return false;
    if (!loaded.has_next)
        return err_set(err, ERR_CONFLICT, "%s is closed: open it again first", loaded.lead.name);
    if (!text_to_number(context, arena, input->cell, &loaded, &person, &cell, err) || !cell ||
        !text_way_find(context, arena, &loaded, &way, err) || !check_theirs(&way, cell, err) ||
        !text_to_ask_line(context, arena, &loaded, person, cell->id, &way, err) ||
        !text_what_find(context, arena, lead_id, person->contact.id, input, &what, err))
        return false;
    *texted = (TextedNow){.lead_id = lead_id,
                          .contact_id = person->contact.id,
                          .lead_name = loaded.lead.name,
                          .contact_name = person->contact.name,
                          .number = cell->value,
                          .later_at = text_way_later(context, &way),
                          .later_why = way.later_why,
                          .why = way.why,
                          .what = what.name,
                          .content_id = what.content_id};
    if (way.machine && !context_id(context, &texted->touch_id, err))
        return false;
    const char *body = text_what_words(context, arena, person, input, &what);
    bool picture = way.machine && way.pictures && !what.inside && what.files.count &&
                   send_is_picture(what.files.at[0].type, what.files.at[0].size);
    texted->words = body;
    if (!text_what_links(context, arena, &what, picture, texted->touch_id, &texted->words))
        return err_field(err, ERR_INPUT, "file",
                         "%s goes as a link, and a link needs the setting public_url: where others "
                         "reach this Beck",
                         what.name);
    return count_text(context, arena, &loaded, picture, texted, err) &&
           check_words(arena, texted, err) &&
           (!way.machine || let_go(context, arena, &loaded, &what, texted,
                                   what.inside ? texted->words : body, cell->id, err));
}

bool text_now(Context *context, Arena *arena, int64_t lead_id, const TextNowInput *input,
              TextedNow *texted, Err *err)
{
    TextedNow made;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !text_now_inside(context, arena, lead_id, input, &made, err) || !db_commit(&txn, err))
        return false;
    *texted = made;
    return true;
}

bool text_now_again(Context *context, Arena *arena, const LoadedLead *loaded,
                    const LoadedLead *before, int64_t touch_id, bool *waits, Err *err)
{
    const struct next_touch_of_lead_row *was = &before->next;
    const Why *whys;
    bool busy;
    if (!aside_is_taken(context, arena, loaded, &busy, err))
        return false;
    *waits = !busy && text_to_by_id(loaded, was->contact_id);
    if (!*waits)
        return true;
    Why why =
        plan_whys_unpack(arena, was->whys, &whys) ? whys[0] : (Why){.code = WHY_ASKED_FOR_TEXT};
    Decision decision =
        decision_of(context->now, was->contact_id, was->address_id, was->content_id, why);
    return aside_put(context, loaded, touch_id, was->content_id, err) &&
           lead_put_decision(context, arena, loaded, &decision, touch_id, err);
}
