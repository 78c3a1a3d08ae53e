/* Two people who are one: b's addresses, leads, promises and what hangs on them become a's. */
#include "action/merge_inner.h"

#include "action/id_list.h"
#include "base/text.h"

#include <string.h>

typedef struct Two {
    struct contact_get_row kept, gone;
    struct address_of_contact_rows kept_addresses, gone_addresses;
} Two;

static bool read_person(Context *context, Arena *arena, int64_t id, struct contact_get_row *row,
                        struct address_of_contact_rows *addresses, Err *err)
{
    bool found;
    if (!sql_contact_get(context->db, arena,
                         &(struct contact_get_in){.workspace = context->workspace, .id = id}, row,
                         &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_MISSING, "there is no person %lld", (long long)id);
    return merge_refuse_trace(context, arena, row->name_key, id, err) &&
           sql_address_of_contact(
               context->db, arena,
               &(struct address_of_contact_in){.workspace = context->workspace, .contact_id = id},
               addresses, err);
}

static bool read_leads(Merging *merging, const Two *two, Err *err)
{
    Context *context = merging->context;
    struct person_leads_rows of_gone, of_kept;
    if (!sql_person_leads(context->db, merging->arena,
                          &(struct person_leads_in){.workspace = context->workspace,
                                                    .id = two->gone.id,
                                                    .account_id = two->gone.account_id},
                          &of_gone, err) ||
        !sql_person_leads(context->db, merging->arena,
                          &(struct person_leads_in){.workspace = context->workspace,
                                                    .id = two->kept.id,
                                                    .account_id = two->kept.account_id},
                          &of_kept, err))
        return false;
    struct person_leads_rows all = {
        .at = arena_array(merging->arena, of_gone.count + of_kept.count, sizeof *all.at)};
    for (size_t i = 0; i < of_gone.count; i++)
        all.at[all.count++] = of_gone.at[i];
    for (size_t i = 0; i < of_kept.count; i++) {
        bool there = false;
        for (size_t k = 0; k < of_gone.count; k++)
            there |= of_gone.at[k].lead_id == of_kept.at[i].lead_id;
        if (!there)
            all.at[all.count++] = of_kept.at[i];
    }
    merging->leads = all;
    return true;
}

/* Into the record before anything is changed. */
static bool note_promises(Merging *merging, Err *err)
{
    Context *context = merging->context;
    Doc *promises = doc_set_array(merging->arena, merging->image, "promises");
    for (size_t i = 0; i < merging->leads.count; i++) {
        struct promise_of_contact_rows rows;
        if (!sql_promise_of_contact(
                context->db, merging->arena,
                &(struct promise_of_contact_in){.workspace = context->workspace,
                                                .lead_id = merging->leads.at[i].lead_id,
                                                .contact_id = merging->gone_id},
                &rows, err))
            return false;
        for (size_t k = 0; k < rows.count; k++)
            doc_set_int(merging->arena, doc_add_object(merging->arena, promises), "id",
                        rows.at[k].id);
    }
    return true;
}

static bool note_involved(Merging *merging, Err *err)
{
    Context *context = merging->context;
    struct merge_involved_rows rows;
    if (!sql_merge_involved(context->db, merging->arena,
                            &(struct merge_involved_in){.workspace = context->workspace,
                                                        .contact_id = merging->gone_id,
                                                        .other_id = merging->kept_id},
                            &rows, err))
        return false;
    Doc *involved = doc_set_array(merging->arena, merging->image, "involved");
    for (size_t i = 0; i < rows.count; i++) {
        Doc *entry = doc_add_object(merging->arena, involved);
        doc_set_int(merging->arena, entry, "lead", rows.at[i].lead_id);
        doc_set_int(merging->arena, entry, "both", rows.at[i].both);
    }
    return true;
}

static bool move_leads(Merging *merging, Err *err)
{
    Context *context = merging->context;
    for (size_t i = 0; i < merging->leads.count; i++)
        if (!sql_merge_lead_person(
                context->db,
                &(struct merge_lead_person_in){.workspace = context->workspace,
                                               .id = merging->leads.at[i].lead_id,
                                               .gone_id = merging->gone_id,
                                               .kept_id = merging->kept_id},
                err))
            return false;
    const Doc *involved = doc_get(merging->image, "involved");
    for (const Doc *entry = involved->first; entry; entry = entry->next)
        if (!sql_lead_contact_add(context->db,
                                  &(struct lead_contact_add_in){.workspace = context->workspace,
                                                                .lead_id = doc_int(entry, "lead"),
                                                                .contact_id = merging->kept_id},
                                  err) ||
            !sql_lead_contact_drop(context->db,
                                   &(struct lead_contact_drop_in){.workspace = context->workspace,
                                                                  .lead_id = doc_int(entry, "lead"),
                                                                  .contact_id = merging->gone_id},
                                   err))
            return false;
    return true;
}

/* Else it would be planned anew, and the words that wait with it be lost. */
static bool move_next(Merging *merging, Err *err)
{
    Context *context = merging->context;
    for (size_t i = 0; i < merging->leads.count; i++)
        if (!sql_merge_next_touch(
                context->db,
                &(struct merge_next_touch_in){.workspace = context->workspace,
                                              .lead_id = merging->leads.at[i].lead_id,
                                              .gone_id = merging->gone_id,
                                              .kept_id = merging->kept_id},
                err))
            return false;
    return true;
}

static bool move_promises(Merging *merging, Err *err)
{
    Context *context = merging->context;
    const Doc *promises = doc_get(merging->image, "promises");
    for (const Doc *entry = promises->first; entry; entry = entry->next)
        if (!sql_promise_set_contact(
                context->db,
                &(struct promise_set_contact_in){.workspace = context->workspace,
                                                 .id = doc_int(entry, "id"),
                                                 .contact_id = merging->kept_id},
                err))
            return false;
    merging->merged->promises = promises->count;
    return true;
}

/* Nothing twice: what either was given, both were. */
static bool copy_given(Merging *merging, Err *err)
{
    Context *context = merging->context;
    struct merge_given_rows rows;
    if (!sql_merge_given(context->db, merging->arena,
                         &(struct merge_given_in){.workspace = context->workspace,
                                                  .contact_id = merging->gone_id,
                                                  .other_id = merging->kept_id},
                         &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (!sql_given_add(context->db,
                           &(struct given_add_in){.workspace = context->workspace,
                                                  .contact_id = merging->kept_id,
                                                  .content_id = rows.at[i].content_id,
                                                  .touch_id = rows.at[i].touch_id,
                                                  .now = rows.at[i].at},
                           err) ||
            !journal_given(&merging->journal, rows.at[i].touch_id, merging->kept_id,
                           rows.at[i].content_id, err))
            return false;
    return true;
}

/* The caps of the line count what both have had. */
static bool copy_moves(Merging *merging, Err *err)
{
    Context *context = merging->context;
    struct moves_of_people_rows rows;
    Day today = zone_day(context->zone, context->now);
    if (!sql_moves_of_people(
            context->db, merging->arena,
            &(struct moves_of_people_in){.workspace = context->workspace,
                                         .ids = id_list(merging->arena, &merging->gone_id, 1),
                                         .from_day = today - MOVE_DAYS},
            &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (!sql_contact_move_add(context->db,
                                  &(struct contact_move_add_in){.workspace = context->workspace,
                                                                .contact_id = merging->kept_id,
                                                                .day = rows.at[i].day,
                                                                .moves = rows.at[i].moves,
                                                                .rings = rows.at[i].rings},
                                  err) ||
            !journal_moves(&merging->journal, merging->kept_id, (Day)rows.at[i].day,
                           (int)rows.at[i].moves, (int)rows.at[i].rings, err))
            return false;
    return true;
}

static bool move_reports(Merging *merging, Err *err)
{
    Context *context = merging->context;
    struct contact_reporting_rows rows;
    if (!sql_contact_reporting(context->db, merging->arena,
                               &(struct contact_reporting_in){.workspace = context->workspace,
                                                              .reports_to = merging->gone_id},
                               &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        struct contact_get_row row;
        if (rows.at[i].id == merging->kept_id)
            continue;
        if (!sql_contact_get(
                context->db, merging->arena,
                &(struct contact_get_in){.workspace = context->workspace, .id = rows.at[i].id},
                &row, NULL, err))
            return false;
        row.reports_to = merging->kept_id;
        if (!merge_write_contact(merging, &row, err))
            return false;
    }
    return true;
}

static const char *stricter_state(const char *a, const char *b)
{
    static const char *const strictest_first[] = {"deceased", "never", "here"};
    for (size_t i = 0; i < sizeof strictest_first / sizeof *strictest_first; i++)
        if (text_equal(a, strictest_first[i]) || text_equal(b, strictest_first[i]))
            return strictest_first[i];
    return a;
}

static Time later(Time a, Time b)
{
    return a > b ? a : b; /* TIME_NONE is the earliest of all */
}

static void fill(const char **kept, const char *gone)
{
    if (text_empty(*kept))
        *kept = gone;
}

static void fill_texts(Arena *arena, struct contact_get_row *kept,
                       const struct contact_get_row *gone)
{
    fill(&kept->given, gone->given);
    fill(&kept->family, gone->family);
    fill(&kept->title, gone->title);
    fill(&kept->role, gone->role);
    fill(&kept->city, gone->city);
    fill(&kept->region, gone->region);
    fill(&kept->postcode, gone->postcode);
    fill(&kept->country, gone->country);
    fill(&kept->zone, gone->zone);
    fill(&kept->birthday, gone->birthday);
    fill(&kept->language, gone->language);
    if (!text_empty(kept->note) && !text_empty(gone->note) && !text_equal(kept->note, gone->note))
        kept->note = arena_printf(arena, "%s\n%s", kept->note, gone->note);
    fill(&kept->note, gone->note);
}

static struct contact_get_row filled(Arena *arena, struct contact_get_row kept,
                                     const struct contact_get_row *gone)
{
    fill_texts(arena, &kept, gone);
    if (!kept.account_id)
        kept.account_id = gone->account_id;
    if (kept.reports_to == gone->id)
        kept.reports_to = 0;
    if (!kept.reports_to && gone->reports_to != kept.id)
        kept.reports_to = gone->reports_to;
    kept.state = stricter_state(kept.state, gone->state);
    kept.stopped |= gone->stopped;
    kept.last_touched_at = later(kept.last_touched_at, gone->last_touched_at);
    kept.last_talked_at = later(kept.last_talked_at, gone->last_talked_at);
    kept.last_tried_at = later(kept.last_tried_at, gone->last_tried_at);
    return kept;
}

/* What is left of b: a name that history can say, nowhere to be found. */
static struct contact_get_row trace_of(struct contact_get_row gone)
{
    gone.account_id = gone.reports_to = 0;
    gone.name_key = "";
    return gone;
}

static const char *say(const Merging *merging, const Two *two, size_t open_leads)
{
    if (open_leads > 1)
        return arena_printf(merging->arena,
                            "merged %s into %s, who now has %zu open leads: close those that are "
                            "the same",
                            two->gone.name, two->kept.name, open_leads);
    return arena_printf(merging->arena, "merged %s into %s", two->gone.name, two->kept.name);
}

static bool count_leads(Merging *merging, size_t *open, Err *err)
{
    Context *context = merging->context;
    struct lead_of_contact_rows rows;
    if (!sql_lead_of_contact(context->db, merging->arena,
                             &(struct lead_of_contact_in){.workspace = context->workspace,
                                                          .contact_id = merging->gone_id},
                             &rows, err))
        return false;
    merging->merged->leads = rows.count;
    struct lead_of_contact_rows own;
    if (!sql_lead_of_contact(context->db, merging->arena,
                             &(struct lead_of_contact_in){.workspace = context->workspace,
                                                          .contact_id = merging->kept_id},
                             &own, err))
        return false;
    *open = 0;
    LeadStatus status;
    for (size_t i = 0; i < rows.count; i++)
        *open += lead_status_find(rows.at[i].status, &status) && lead_is_open(status);
    for (size_t i = 0; i < own.count; i++)
        *open += lead_status_find(own.at[i].status, &status) && lead_is_open(status);
    return true;
}

static bool merge_inside(Merging *merging, Err *err)
{
    Context *context = merging->context;
    Two two;
    size_t open_leads;
    if (!read_person(context, merging->arena, merging->kept_id, &two.kept, &two.kept_addresses,
                     err) ||
        !read_person(context, merging->arena, merging->gone_id, &two.gone, &two.gone_addresses,
                     err) ||
        !read_leads(merging, &two, err) || !note_promises(merging, err) ||
        !note_involved(merging, err) || !count_leads(merging, &open_leads, err) ||
        !merge_begin(merging, err))
        return false;
    struct contact_get_row kept = filled(merging->arena, two.kept, &two.gone);
    struct contact_get_row gone = trace_of(two.gone);
    merging->gone_key = two.gone.name_key;
    merging->merged->kept_name = two.kept.name;
    merging->merged->gone_name = two.gone.name;
    return move_leads(merging, err) && move_promises(merging, err) && copy_given(merging, err) &&
           copy_moves(merging, err) && merge_holds(merging, "contact", err) &&
           move_reports(merging, err) &&
           merge_addresses(merging, &two.gone_addresses, &two.kept_addresses, false, err) &&
           move_next(merging, err) && merge_write_contact(merging, &kept, err) &&
           merge_write_contact(merging, &gone, err) &&
           merge_finish(merging, say(merging, &two, open_leads), err);
}

bool merge_contacts(Context *context, Arena *arena, int64_t a, int64_t b, Merged *merged, Err *err)
{
    Merged made = {.kind = DUPLICATE_CONTACTS, .kept_id = a, .gone_id = b};
    Merging merging = {.context = context,
                       .arena = arena,
                       .merged = &made,
                       .kept_id = a,
                       .gone_id = b,
                       .image = doc_object(arena)};
    if (a == b)
        return err_set(err, ERR_INPUT, "%lld and %lld are the same already", (long long)a,
                       (long long)b);
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) || !merge_inside(&merging, err) ||
        !db_commit(&txn, err))
        return false;
    *merged = made;
    return true;
}
