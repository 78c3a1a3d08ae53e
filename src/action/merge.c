#include "action/merge_inner.h"

#include "action/audit_inner.h"
#include "action/capture_inner.h"
#include "action/plan_lead.h"
#include "base/text.h"

/* --- undo --- */

static bool restore_involved(Context *context, const Doc *entry, int64_t kept, int64_t gone,
                             Err *err)
{
    int64_t lead = doc_int(entry, "lead");
    return sql_lead_contact_add(context->db,
                                &(struct lead_contact_add_in){.workspace = context->workspace,
                                                              .lead_id = lead,
                                                              .contact_id = gone},
                                err) &&
           (doc_int(entry, "both") ||
            sql_lead_contact_drop(context->db,
                                  &(struct lead_contact_drop_in){.workspace = context->workspace,
                                                                 .lead_id = lead,
                                                                 .contact_id = kept},
                                  err));
}

static bool move_trace(Context *context, int64_t trace, int64_t kept, Err *err)
{
    return sql_merged_move(context->db,
                           &(struct merged_move_in){
                               .workspace = context->workspace, .gone_id = trace, .kept_id = kept},
                           err);
}

static bool nothing_since(Context *context, Arena *arena, const Doc *image, int64_t lead, Err *err)
{
    struct record_later_row later;
    if (!sql_record_later(context->db, arena,
                          &(struct record_later_in){.workspace = context->workspace,
                                                    .lead_id = lead,
                                                    .id = doc_int(image, "record")},
                          &later, NULL, err))
        return false;
    return !later.count || err_set(err, ERR_CONFLICT,
                                   "the merge cannot be undone: something was recorded on lead "
                                   "%lld after it",
                                   (long long)lead);
}

bool merge_restore(Context *context, const Doc *image, Err *err)
{
    int64_t kept = doc_int(image, "kept"), gone = doc_int(image, "gone");
    auto_arena Arena *scratch = arena_new();
    const Doc *involved = doc_get(image, "involved"), *promises = doc_get(image, "promises");
    const Doc *leads = doc_get(image, "leads");
    for (const Doc *entry = involved ? involved->first : NULL; entry; entry = entry->next)
        if (!restore_involved(context, entry, kept, gone, err))
            return false;
    for (const Doc *entry = promises ? promises->first : NULL; entry; entry = entry->next)
        if (!sql_promise_set_contact(
                context->db,
                &(struct promise_set_contact_in){.workspace = context->workspace,
                                                 .id = doc_int(entry, "id"),
                                                 .contact_id = gone},
                err))
            return false;
    const Doc *earlier = doc_get(image, "earlier");
    for (const Doc *entry = earlier ? earlier->first : NULL; entry; entry = entry->next)
        if (!move_trace(context, doc_int(entry, "id"), gone, err))
            return false;
    if (!sql_merged_drop(context->db,
                         &(struct merged_drop_in){.workspace = context->workspace, .gone_id = gone},
                         err))
        return false;
    for (const Doc *entry = leads ? leads->first : NULL; entry; entry = entry->next)
        if (!nothing_since(context, scratch, image, doc_int(entry, "id"), err) ||
            !search_refresh(context, scratch, doc_int(entry, "id"), err))
            return false;
    return true;
}

/* --- what every merge does --- */

/* Those merged into b before are a's now. */
static bool move_earlier(Merging *merging, Err *err)
{
    Context *context = merging->context;
    struct merged_list_rows rows;
    if (!sql_merged_list(
            context->db, merging->arena,
            &(struct merged_list_in){.workspace = context->workspace, .kept_id = merging->gone_id},
            &rows, err))
        return false;
    Doc *earlier = doc_set_array(merging->arena, merging->image, "earlier");
    for (size_t i = 0; i < rows.count; i++) {
        doc_set_int(merging->arena, doc_add_object(merging->arena, earlier), "id",
                    rows.at[i].gone_id);
        if (!move_trace(context, rows.at[i].gone_id, merging->kept_id, err))
            return false;
    }
    return true;
}

bool merge_begin(Merging *merging, Err *err)
{
    Context *context = merging->context;
    Arena *arena = merging->arena;
    if (!journal_open(context, 0, &merging->journal, err))
        return false;
    doc_set_int(arena, merging->image, "record", merging->journal.record_id);
    doc_set_int(arena, merging->image, "kept", merging->kept_id);
    doc_set_int(arena, merging->image, "gone", merging->gone_id);
    Doc *leads = doc_set_array(arena, merging->image, "leads");
    for (size_t i = 0; i < merging->leads.count; i++)
        doc_set_int(arena, doc_add_object(arena, leads), "id", merging->leads.at[i].lead_id);
    if (!move_earlier(merging, err) ||
        !journal_merge(&merging->journal, merging->gone_id, merging->image, err))
        return false;
    for (size_t i = 0; i < merging->leads.count; i++) {
        int64_t lead = merging->leads.at[i].lead_id;
        if (!journal_keep(&merging->journal, JOURNAL_LEAD, lead, err) ||
            (merging->leads.at[i].open &&
             !journal_keep(&merging->journal, JOURNAL_NEXT_TOUCH, lead, err)))
            return false;
    }
    return true;
}

bool merge_finish(Merging *merging, const char *said, Err *err)
{
    Context *context = merging->context;
    auto_arena Arena *scratch = arena_new();
    for (size_t i = 0; i < merging->leads.count; i++) {
        int64_t lead = merging->leads.at[i].lead_id;
        if ((merging->leads.at[i].open && !lead_replan(context, scratch, lead, err)) ||
            !search_refresh(context, scratch, lead, err))
            return false;
        arena_reset(scratch);
    }
    merging->merged->said = said;
    return sql_merged_add(context->db,
                          &(struct merged_add_in){.workspace = context->workspace,
                                                  .gone_id = merging->gone_id,
                                                  .kept_id = merging->kept_id,
                                                  .name_key = merging->gone_key,
                                                  .now = context->now},
                          err) &&
           journal_close(&merging->journal, "merge", 0, said, err) &&
           audit_own(context, "merge",
                     arena_printf(merging->arena, "%s %lld into %lld",
                                  duplicate_kind_name(merging->merged->kind),
                                  (long long)merging->gone_id, (long long)merging->kept_id),
                     err);
}

bool merge_refuse_trace(Context *context, Arena *arena, const char *name_key, int64_t id, Err *err)
{
    struct merged_into_row into;
    bool found;
    if (!text_empty(name_key))
        return true;
    if (!sql_merged_into(context->db, arena,
                         &(struct merged_into_in){.workspace = context->workspace, .id = id}, &into,
                         &found, err))
        return false;
    return found ? err_set(err, ERR_CONFLICT, "%lld was merged into %lld already", (long long)id,
                           (long long)into.kept_id)
                 : err_set(err, ERR_MISSING, "%lld was erased", (long long)id);
}

/* --- rows --- */

bool merge_write_contact(Merging *merging, const struct contact_get_row *row, Err *err)
{
    return journal_keep(&merging->journal, JOURNAL_CONTACT, row->id, err) &&
           sql_contact_restore(
               merging->context->db,
               &(struct contact_restore_in){.workspace = merging->context->workspace,
                                            .id = row->id,
                                            .account_id = row->account_id,
                                            .name = row->name,
                                            .name_key = row->name_key,
                                            .given = row->given,
                                            .family = row->family,
                                            .title = row->title,
                                            .role = row->role,
                                            .reports_to = row->reports_to,
                                            .state = row->state,
                                            .stopped = row->stopped,
                                            .city = row->city,
                                            .region = row->region,
                                            .postcode = row->postcode,
                                            .country = row->country,
                                            .zone = row->zone,
                                            .birthday = row->birthday,
                                            .language = row->language,
                                            .note = row->note,
                                            .last_touched_at = row->last_touched_at,
                                            .last_talked_at = row->last_talked_at,
                                            .last_tried_at = row->last_tried_at,
                                            .created_at = row->created_at},
               err);
}

bool merge_write_account(Merging *merging, const struct account_get_row *row, Err *err)
{
    return journal_keep(&merging->journal, JOURNAL_ACCOUNT, row->id, err) &&
           sql_account_restore(
               merging->context->db,
               &(struct account_restore_in){.workspace = merging->context->workspace,
                                            .id = row->id,
                                            .name = row->name,
                                            .name_key = row->name_key,
                                            .domain = row->domain,
                                            .state = row->state,
                                            .parent_id = row->parent_id,
                                            .sector = row->sector,
                                            .city = row->city,
                                            .region = row->region,
                                            .country = row->country,
                                            .zone = row->zone,
                                            .climb_day = row->climb_day,
                                            .mail_day = row->mail_day},
               err);
}

static bool write_address(Merging *merging, const struct address_get_row *row, Err *err)
{
    return journal_keep(&merging->journal, JOURNAL_ADDRESS, row->id, err) &&
           sql_address_restore(
               merging->context->db,
               &(struct address_restore_in){.workspace = merging->context->workspace,
                                            .id = row->id,
                                            .contact_id = row->contact_id,
                                            .account_id = row->account_id,
                                            .kind = row->kind,
                                            .value = row->value,
                                            .value_key = row->value_key,
                                            .extension = row->extension,
                                            .label = row->label,
                                            .state = row->state,
                                            .why = row->why,
                                            .text_basis = row->text_basis,
                                            .created_at = row->created_at,
                                            .state_at = row->state_at,
                                            .unanswered = row->unanswered},
               err);
}

/* What was learned of an address both have: a state where none was known, a basis for texts, how
 * often nobody answered: both rang the same telephone, but a voice that one of them heard begins
 * the count anew, so that it is not their sum. */
static bool learn(Merging *merging, struct address_get_row own, const struct address_get_row *other,
                  Err *err)
{
    bool state = text_equal(own.state, "unknown") && !text_equal(other->state, "unknown");
    bool basis = text_empty(own.text_basis) && !text_empty(other->text_basis);
    bool rings = own.unanswered < other->unanswered;
    if (state) {
        own.state = other->state;
        own.why = other->why;
        own.state_at = other->state_at;
    }
    if (basis)
        own.text_basis = other->text_basis;
    if (rings)
        own.unanswered = other->unanswered;
    return (!state && !basis && !rings) || write_address(merging, &own, err);
}

bool merge_addresses(Merging *merging, const struct address_of_contact_rows *rows,
                     const struct address_of_contact_rows *own, bool account, Err *err)
{
    for (size_t i = 0; i < rows->count; i++) {
        struct address_get_row moved = rows->at[i];
        const struct address_get_row *same = NULL;
        for (size_t k = 0; k < own->count && !same; k++)
            if (text_equal(own->at[k].kind, moved.kind) &&
                text_equal(own->at[k].value_key, moved.value_key))
                same = &own->at[k];
        if (same) {
            if (!learn(merging, *same, &moved, err))
                return false;
            moved.value_key = "";
        } else if (account) {
            moved.account_id = merging->kept_id;
        } else {
            moved.contact_id = merging->kept_id;
        }
        merging->merged->addresses += !same;
        if (!write_address(merging, &moved, err))
            return false;
    }
    return true;
}

bool merge_holds(Merging *merging, const char *scope, Err *err)
{
    Context *context = merging->context;
    struct merge_holds_rows rows;
    if (!sql_merge_holds(context->db, merging->arena,
                         &(struct merge_holds_in){.workspace = context->workspace,
                                                  .scope = scope,
                                                  .scope_id = merging->gone_id},
                         &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        int64_t id;
        if (!context_id(context, &id, err) ||
            !sql_hold_insert(context->db,
                             &(struct hold_insert_in){.workspace = context->workspace,
                                                      .id = id,
                                                      .scope = scope,
                                                      .scope_id = merging->kept_id,
                                                      .machine_only = rows.at[i].machine_only,
                                                      .channels = rows.at[i].channels,
                                                      .until = rows.at[i].until,
                                                      .reason = rows.at[i].reason,
                                                      .now = rows.at[i].made_at},
                             err) ||
            !journal_made(&merging->journal, JOURNAL_HOLD, id, err))
            return false;
    }
    return true;
}
