#include "action/erase_person.h"

#include "action/audit_inner.h"
#include "action/book_inner.h"
#include "action/capture_inner.h"
#include "action/merge_inner.h"
#include "action/plan_lead.h"
#include "base/text.h"
#include "base/vec.h"

#define ERASED_NAME "(erased)"

typedef VEC(int64_t) Ids;

typedef struct Erasing {
    Context *context;
    Arena *arena;
    const EraseOptions *options;
    Erased *erased;
    Ids people;  /* the person, and the traces of those merged into them */
    Ids touched; /* rows of whatever table that `undo` must not bring back */
} Erasing;

static void add_id(Arena *arena, Ids *ids, int64_t id)
{
    *(int64_t *)vec_push(arena, ids) = id;
}

/* --- who --- */

static bool find_traces(Erasing *erasing, int64_t kept, Err *err)
{
    struct merged_list_rows rows;
    add_id(erasing->arena, &erasing->people, kept);
    if (!sql_merged_list(
            erasing->context->db, erasing->arena,
            &(struct merged_list_in){.workspace = erasing->context->workspace, .kept_id = kept},
            &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (!find_traces(erasing, rows.at[i].gone_id, err))
            return false;
    return true;
}

/* --- addresses --- */

static bool suppress(Erasing *erasing, const struct address_get_row *address,
                     const struct contact_get_row *person, Err *err)
{
    Context *context = erasing->context;
    AddressKind kind;
    if (text_empty(address->value_key) || !address_kind_find(address->kind, &kind))
        return true;
    Digest hash = suppression_hash(context, address->value_key);
    ChannelSet ended;
    int64_t ledger_id;
    bool never = erasing->options->never || text_equal(person->state, "never"), shared = false;
    const Suppressing said = {
        .channels = never ? EVERY_CHANNEL : (ChannelSet)person->stopped & address_channels(kind),
        .why = "asked not to be contacted, and was erased",
        .source = "erased",
        .at = context->now};
    if (never && !suppression_shared(context, address, &shared, err))
        return false;
    if (said.channels && !shared &&
        !suppression_add(context, address->value_key, &said, &ledger_id, err))
        return false;
    if (!sql_erase_suppression(
            context->db,
            &(struct erase_suppression_in){.workspace = context->workspace,
                                           .hash = {hash.bytes, sizeof hash.bytes}},
            err) ||
        !suppression_of(context, address->value_key, &ended, err))
        return false;
    erasing->erased->suppressed |= ended != 0;
    return true;
}

/* Mails by an address that was not theirs then, or before anybody wrote to it. */
static bool erase_strangers(const Erasing *erasing, const char *value_key, Err *err)
{
    return text_empty(value_key) ||
           sql_erase_received_of_address(
               erasing->context->db,
               &(struct erase_received_of_address_in){.workspace = erasing->context->workspace,
                                                      .address = value_key},
               err);
}

static bool erase_addresses(Erasing *erasing, const struct contact_get_row *person, Err *err)
{
    Context *context = erasing->context;
    struct address_of_contact_rows rows;
    if (!sql_address_of_contact(context->db, erasing->arena,
                                &(struct address_of_contact_in){.workspace = context->workspace,
                                                                .contact_id = person->id},
                                &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        add_id(erasing->arena, &erasing->touched, rows.at[i].id);
        if (!suppress(erasing, &rows.at[i], person, err) ||
            !erase_strangers(erasing, rows.at[i].value_key, err) ||
            !sql_address_drop(
                context->db,
                &(struct address_drop_in){.workspace = context->workspace, .id = rows.at[i].id},
                err))
            return false;
    }
    erasing->erased->addresses += rows.count;
    return true;
}

/* --- leads --- */

/* What of it stands in users' calendars: Beck's own entries go with the next look there. */
static bool erase_calendars(Erasing *erasing, int64_t lead_id, int64_t contact_id, Err *err)
{
    Context *context = erasing->context;
    int64_t workspace = context->workspace;
    struct erase_calendar_count_row row;
    if (!sql_erase_calendar_count(
            context->db, erasing->arena,
            &(struct erase_calendar_count_in){.workspace = workspace, .lead_id = lead_id}, &row,
            NULL, err))
        return false;
    erasing->erased->calendar_entries += (size_t)(row.entries - row.stay);
    erasing->erased->calendar_left += (size_t)(row.stay + row.meetings);
    return sql_erase_calendar_items(
               context->db,
               &(struct erase_calendar_items_in){.workspace = workspace, .lead_id = lead_id},
               err) &&
           sql_erase_calendar_meetings(
               context->db,
               &(struct erase_calendar_meetings_in){
                   .workspace = workspace, .lead_id = lead_id, .contact_id = contact_id},
               err);
}

/* The same in users' address books. Their own cards are theirs, and are not taken again. */
static bool erase_cards(Erasing *erasing, int64_t contact_id, Err *err)
{
    Context *context = erasing->context;
    struct book_cards_of_contact_rows rows;
    if (!sql_book_cards_of_contact(context->db, erasing->arena,
                                   &(struct book_cards_of_contact_in){
                                       .workspace = context->workspace, .contact_id = contact_id},
                                   &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        const struct book_cards_of_contact_row *row = &rows.at[i];
        bool goes = row->own && row->looked_at;
        erasing->erased->book_cards += goes;
        erasing->erased->book_left += !goes;
        const char *name =
            row->own ? row->name : book_hidden_name(context, erasing->arena, row->name);
        if (!sql_book_card_erase(context->db,
                                 &(struct book_card_erase_in){.workspace = context->workspace,
                                                              .account_id = row->account_id,
                                                              .name = row->name,
                                                              .new_name = name},
                                 err))
            return false;
    }
    return true;
}

/* `contact_id` 0: all of the lead's. */
static bool erase_words(Erasing *erasing, int64_t lead_id, int64_t contact_id, const char *name,
                        Err *err)
{
    Context *context = erasing->context;
    int64_t workspace = context->workspace;
    struct erase_touch_count_row touches;
    struct erase_promise_count_row promises;
    if (!sql_erase_touch_count(
            context->db, erasing->arena,
            &(struct erase_touch_count_in){
                .workspace = workspace, .lead_id = lead_id, .contact_id = contact_id, .name = name},
            &touches, NULL, err) ||
        !sql_erase_promise_count(context->db, erasing->arena,
                                 &(struct erase_promise_count_in){.workspace = workspace,
                                                                  .lead_id = lead_id,
                                                                  .contact_id = contact_id},
                                 &promises, NULL, err))
        return false;
    erasing->erased->touches += (size_t)touches.touches;
    erasing->erased->promises += (size_t)promises.promises;
    return sql_erase_events(context->db,
                            &(struct erase_events_in){.workspace = workspace, .lead_id = lead_id},
                            err) &&
           sql_webhook_delivery_forget(
               erasing->context->db,
               &(struct webhook_delivery_forget_in){.workspace = workspace, .lead_id = lead_id},
               err) &&
           sql_erase_sent_copies(context->db,
                                 &(struct erase_sent_copies_in){.workspace = workspace,
                                                                .lead_id = lead_id,
                                                                .contact_id = contact_id},
                                 err) &&
           sql_erase_dials(context->db,
                           &(struct erase_dials_in){.workspace = workspace,
                                                    .lead_id = lead_id,
                                                    .contact_id = contact_id},
                           err) &&
           sql_erase_phone_calls(context->db,
                                 &(struct erase_phone_calls_in){.workspace = workspace,
                                                                .lead_id = lead_id,
                                                                .contact_id = contact_id},
                                 err) &&
           sql_erase_mail_visits(
               context->db,
               &(struct erase_mail_visits_in){.workspace = workspace, .lead_id = lead_id}, err) &&
           sql_erase_mail_files(context->db,
                                &(struct erase_mail_files_in){.workspace = workspace,
                                                              .lead_id = lead_id,
                                                              .contact_id = contact_id},
                                err) &&
           sql_erase_messages(context->db,
                              &(struct erase_messages_in){.workspace = workspace,
                                                          .lead_id = lead_id,
                                                          .contact_id = contact_id},
                              err) &&
           sql_erase_touch_words(context->db,
                                 &(struct erase_touch_words_in){.workspace = workspace,
                                                                .lead_id = lead_id,
                                                                .contact_id = contact_id},
                                 err) &&
           erase_calendars(erasing, lead_id, contact_id, err) &&
           sql_erase_gifts(context->db,
                           &(struct erase_gifts_in){.workspace = workspace, .lead_id = lead_id},
                           err) &&
           sql_erase_invitation_copies(
               context->db,
               &(struct erase_invitation_copies_in){.workspace = workspace, .lead_id = lead_id},
               err) &&
           sql_erase_invitations(context->db,
                                 &(struct erase_invitations_in){.workspace = workspace,
                                                                .lead_id = lead_id,
                                                                .contact_id = contact_id},
                                 err) &&
           sql_erase_received(context->db,
                              &(struct erase_received_in){.workspace = workspace,
                                                          .lead_id = lead_id,
                                                          .contact_id = contact_id},
                              err) &&
           sql_erase_touches(context->db,
                             &(struct erase_touches_in){.workspace = workspace,
                                                        .lead_id = lead_id,
                                                        .contact_id = contact_id,
                                                        .name = name},
                             err) &&
           sql_erase_promises(context->db,
                              &(struct erase_promises_in){.workspace = workspace,
                                                          .lead_id = lead_id,
                                                          .contact_id = contact_id},
                              err);
}

static bool erase_mentions(const Erasing *erasing, int64_t lead_id, const char *name, Err *err)
{
    Db *db = erasing->context->db;
    int64_t workspace = erasing->context->workspace;
    return sql_erase_mentions(db,
                              &(struct erase_mentions_in){
                                  .workspace = workspace, .lead_id = lead_id, .name = name},
                              err) &&
           sql_erase_mentions_of_messages(
               db,
               &(struct erase_mentions_of_messages_in){
                   .workspace = workspace, .lead_id = lead_id, .name = name},
               err) &&
           sql_erase_mentions_of_words(db,
                                       &(struct erase_mentions_of_words_in){.workspace = workspace,
                                                                            .lead_id = lead_id,
                                                                            .name = name},
                                       err) &&
           sql_erase_mentions_of_dials(db,
                                       &(struct erase_mentions_of_dials_in){.workspace = workspace,
                                                                            .lead_id = lead_id,
                                                                            .name = name},
                                       err);
}

static bool erase_future(Erasing *erasing, int64_t lead_id, Err *err)
{
    Context *context = erasing->context;
    int64_t workspace = context->workspace;
    return sql_erase_cycles(context->db,
                            &(struct erase_cycles_in){.workspace = workspace, .lead_id = lead_id},
                            err) &&
           sql_erase_wants(context->db,
                           &(struct erase_wants_in){.workspace = workspace, .lead_id = lead_id},
                           err) &&
           sql_erase_holds(context->db,
                           &(struct erase_holds_in){.workspace = workspace,
                                                    .scope = "lead",
                                                    .scope_id = lead_id,
                                                    .now = context->now},
                           err);
}

/* A photo of a card, a paper with their name. */
static bool erase_files(Erasing *erasing, int64_t lead_id, Err *err)
{
    Context *context = erasing->context;
    struct file_of_lead_rows rows;
    if (!sql_file_of_lead(
            context->db, erasing->arena,
            &(struct file_of_lead_in){.workspace = context->workspace, .lead_id = lead_id}, &rows,
            err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (!sql_file_bytes_drop(context->db,
                                 &(struct file_bytes_drop_in){.workspace = context->workspace,
                                                              .file_id = rows.at[i].id},
                                 err) ||
            !sql_file_drop(
                context->db,
                &(struct file_drop_in){.workspace = context->workspace, .id = rows.at[i].id}, err))
            return false;
    return true;
}

/* The person's own: it ends with them, unless others are there to go on with. */
static bool erase_own_lead(Erasing *erasing, const struct lead_get_row *lead, Err *err)
{
    Context *context = erasing->context;
    struct erase_others_row others;
    struct account_get_row account;
    bool has_account = false;
    if (!sql_erase_others(context->db, erasing->arena,
                          &(struct erase_others_in){.workspace = context->workspace,
                                                    .lead_id = lead->id,
                                                    .account_id = lead->account_id,
                                                    .contact_id = lead->contact_id},
                          &others, NULL, err) ||
        (lead->account_id &&
         !sql_account_get(
             context->db, erasing->arena,
             &(struct account_get_in){.workspace = context->workspace, .id = lead->account_id},
             &account, &has_account, err)))
        return false;
    LeadStatus status;
    bool open = lead_status_find(lead->status, &status) && lead_is_open(status);
    bool ends = open && !others.people;
    bool keeps = open && others.people;
    const char *name = keeps && has_account ? account.name : ERASED_NAME;
    erasing->erased->leads_closed += ends;
    erasing->erased->leads_kept += keeps;
    return sql_erase_lead(context->db,
                          &(struct erase_lead_in){.workspace = context->workspace,
                                                  .id = lead->id,
                                                  .name = name,
                                                  .name_key = text_fold(erasing->arena, name),
                                                  .status = ends ? "closed" : lead->status,
                                                  .status_why = ends   ? "the person was erased"
                                                                : open ? NULL
                                                                       : "erased",
                                                  .external_id = keeps ? lead->external_id : NULL},
                          err) &&
           erase_files(erasing, lead->id, err) && erase_words(erasing, lead->id, 0, "", err) &&
           (keeps || erase_future(erasing, lead->id, err));
}

static bool erase_lead(Erasing *erasing, const struct person_leads_row *row,
                       const struct contact_get_row *person, Err *err)
{
    Context *context = erasing->context;
    struct lead_get_row lead;
    add_id(erasing->arena, &erasing->touched, row->lead_id);
    if (!sql_lead_get(context->db, erasing->arena,
                      &(struct lead_get_in){.workspace = context->workspace, .id = row->lead_id},
                      &lead, NULL, err))
        return false;
    bool own = lead.contact_id == person->id;
    if (own ? !erase_own_lead(erasing, &lead, err)
            : !erase_words(erasing, lead.id, person->id, person->name, err) ||
                  !erase_mentions(erasing, lead.id, person->name, err) ||
                  !sql_erase_answer(context->db,
                                    &(struct erase_answer_in){.workspace = context->workspace,
                                                              .id = lead.id,
                                                              .contact_id = person->id},
                                    err))
        return false;
    return sql_lead_contact_drop(context->db,
                                 &(struct lead_contact_drop_in){.workspace = context->workspace,
                                                                .lead_id = lead.id,
                                                                .contact_id = person->id},
                                 err);
}

/* --- one person --- */

/* Whom they sent to us names them, in the source and in the words planned from it. */
static bool erase_referrals(Erasing *erasing, const char *name, Ids *leads, Err *err)
{
    Context *context = erasing->context;
    struct erase_referred_rows rows;
    if (!sql_erase_referred(context->db, erasing->arena,
                            &(struct erase_referred_in){
                                .workspace = context->workspace,
                                .source = arena_printf(erasing->arena, "referral: %s", name)},
                            &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        int64_t lead = rows.at[i].lead_id;
        if (!sql_erase_source(
                context->db, &(struct erase_source_in){.workspace = context->workspace, .id = lead},
                err) ||
            !erase_mentions(erasing, lead, name, err))
            return false;
        add_id(erasing->arena, &erasing->touched, lead);
        add_id(erasing->arena, leads, lead);
    }
    return true;
}

static bool erase_row(Erasing *erasing, const struct contact_get_row *person, Err *err)
{
    Context *context = erasing->context;
    int64_t workspace = context->workspace;
    add_id(erasing->arena, &erasing->touched, person->id);
    return sql_erase_merged(
               context->db,
               &(struct erase_merged_in){.workspace = workspace, .gone_id = person->id}, err) &&
           sql_erase_reporting(
               context->db,
               &(struct erase_reporting_in){.workspace = workspace, .reports_to = person->id},
               err) &&
           sql_erase_holds(context->db,
                           &(struct erase_holds_in){.workspace = workspace,
                                                    .scope = "contact",
                                                    .scope_id = person->id,
                                                    .now = context->now},
                           err) &&
           sql_erase_contact(context->db,
                             &(struct erase_contact_in){
                                 .workspace = workspace, .id = person->id, .name = ERASED_NAME},
                             err);
}

static bool erase_one(Erasing *erasing, int64_t id, Ids *leads, Err *err)
{
    Context *context = erasing->context;
    struct contact_get_row person;
    struct person_leads_rows rows;
    if (!sql_contact_get(context->db, erasing->arena,
                         &(struct contact_get_in){.workspace = context->workspace, .id = id},
                         &person, NULL, err) ||
        !sql_person_leads(context->db, erasing->arena,
                          &(struct person_leads_in){.workspace = context->workspace,
                                                    .id = id,
                                                    .account_id = person.account_id},
                          &rows, err) ||
        !erase_addresses(erasing, &person, err) || !erase_cards(erasing, id, err))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        if (!erase_lead(erasing, &rows.at[i], &person, err))
            return false;
        add_id(erasing->arena, leads, rows.at[i].lead_id);
    }
    return erase_referrals(erasing, person.name, leads, err) && erase_row(erasing, &person, err);
}

/* Undo would bring back what is gone. */
static bool erase_records(Erasing *erasing, Err *err)
{
    Context *context = erasing->context;
    vec_each (const int64_t, id, &erasing->touched) {
        struct erase_records_rows rows;
        if (!sql_erase_records(
                context->db, erasing->arena,
                &(struct erase_records_in){.workspace = context->workspace, .row_id = *id}, &rows,
                err))
            return false;
        for (size_t i = 0; i < rows.count; i++)
            if (!sql_record_rows_drop(context->db,
                                      &(struct record_rows_drop_in){.workspace = context->workspace,
                                                                    .record_id = rows.at[i].id},
                                      err) ||
                !sql_record_drop(
                    context->db,
                    &(struct record_drop_in){.workspace = context->workspace, .id = rows.at[i].id},
                    err))
                return false;
    }
    return true;
}

static bool erase_all(Erasing *erasing, Err *err)
{
    Context *context = erasing->context;
    Ids leads = {0};
    vec_each (const int64_t, id, &erasing->people) {
        if (!erase_one(erasing, *id, &leads, err))
            return false;
    }
    vec_each (const int64_t, lead, &leads) {
        if (!lead_replan(context, erasing->arena, *lead, err) ||
            !search_refresh(context, erasing->arena, *lead, err))
            return false;
    }
    return erase_records(erasing, err) &&
           audit_own(
               context, "erase",
               arena_printf(erasing->arena, "person %lld", (long long)erasing->options->contact_id),
               err);
}

bool erase_person(Context *context, Arena *arena, const EraseOptions *options, Erased *erased,
                  Err *err)
{
    Erased made = {.done = options->sure, .contact_id = options->contact_id};
    Erasing erasing = {.context = context, .arena = arena, .options = options, .erased = &made};
    struct contact_get_row person;
    bool found;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !sql_contact_get(
            context->db, arena,
            &(struct contact_get_in){.workspace = context->workspace, .id = options->contact_id},
            &person, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_MISSING, "there is no person %lld", (long long)options->contact_id);
    made.name = person.name;
    if (!merge_refuse_trace(context, arena, person.name_key, person.id, err) ||
        !find_traces(&erasing, person.id, err) || !erase_all(&erasing, err))
        return false;
    /* Without the word for it, all was tried only to say what it would be. */
    if (!options->sure) {
        db_rollback(&txn);
        context->workers = NULL;
    } else if (!db_commit(&txn, err)) {
        return false;
    }
    *erased = made;
    return true;
}
