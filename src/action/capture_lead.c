#include "action/capture_inner.h"

#include "action/consent_inner.h"
#include "action/plan_lead.h"
#include "action/promise_inner.h"
#include "action/webhook_inner.h"
#include "base/text.h"
#include "base/vec.h"

#include <string.h>

typedef struct Capture {
    Context *context;
    Arena *arena;
    Known *known;
    const Draft *draft;
    const CaptureOptions *options;
    Met met;
    bool texts_news; /* that they asked to be texted was not on record */
    int64_t owner_id;
    const Cadence *cadence;
} Capture;

#define RENEWAL "renewal" /* of a cycle */

typedef struct KnownLead {
    int64_t id;
    LeadStatus status;
    const char *source;
} KnownLead;

static LeadStatus status_named(const char *name)
{
    LeadStatus status = LEAD_NEW;
    lead_status_find(name, &status);
    return status;
}

static bool same_source(const Draft *draft, const char *source)
{
    return text_equal_nocase(text_or(draft->source, ""), text_or(source, ""));
}

/* A list that is imported again opens nothing that was closed; who is captured alone came back. */
static bool stays_closed(const Capture *capture, const char *source)
{
    return capture->options->full_load && same_source(capture->draft, source);
}

/* The lead a draft is about already: by its id in the other system, else an open one of the person,
 * else a closed one that stays so. */
static bool find_lead(const Capture *capture, KnownLead *known, Err *err)
{
    *known = (KnownLead){0};
    if (capture->draft->external_id) {
        struct lead_by_external_row row;
        bool found;
        if (!known_external(capture->known, capture->draft->external_id, &row, &found, err))
            return false;
        if (found)
            *known = (KnownLead){row.id, status_named(row.status), NULL};
        if (found || !capture->draft->name)
            return true;
    }
    if (capture->met.contact_made || !capture->met.contact_id)
        return true;
    const KnownContact *contact;
    if (!known_contact(capture->known, capture->met.contact_id, &contact, err))
        return false;
    const struct lead_of_contact_rows *rows = &contact->leads;
    for (size_t i = 0; i < rows->count; i++) {
        LeadStatus status = status_named(rows->at[i].status);
        bool other_deal = capture->draft->external_id && rows->at[i].external_id;
        if (other_deal || (!lead_is_open(status) && !stays_closed(capture, rows->at[i].source)))
            continue;
        if (!known->id || lead_is_open(status))
            *known = (KnownLead){rows->at[i].id, status, rows->at[i].source};
    }
    return true;
}

/* Without a person: an open lead of the account, else a closed one that stays so. */
static bool find_account_lead(const Capture *capture, KnownLead *known, Err *err)
{
    struct lead_of_account_rows rows;
    if (!sql_lead_of_account(capture->context->db, capture->arena,
                             &(struct lead_of_account_in){.workspace = capture->context->workspace,
                                                          .account_id = capture->met.account_id},
                             &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        LeadStatus status = status_named(rows.at[i].status);
        if (rows.at[i].contact_id || rows.at[i].external_id ||
            (!lead_is_open(status) && !stays_closed(capture, rows.at[i].source)))
            continue;
        if (!known->id || lead_is_open(status))
            *known = (KnownLead){rows.at[i].id, status, NULL};
    }
    return true;
}

static bool choose_owner(Capture *capture, Err *err)
{
    Err unknown;
    capture->owner_id = capture->options->owner_id;
    if (!capture->owner_id && capture->draft->owner &&
        !context_user_named(capture->context, capture->draft->owner, &capture->owner_id, &unknown))
        capture->owner_id = 0; /* sellers of other systems need not be users here */
    if (!capture->owner_id)
        capture->owner_id = capture->context->user;
    const struct user_list_row *owner = context_find_user(capture->context, capture->owner_id);
    return owner ||
           err_set(err, ERR_MISSING, "there is no user %lld", (long long)capture->owner_id);
}

static bool choose_cadence(Capture *capture, Err *err)
{
    return capture->options->cadence
               ? context_cadence_named(capture->context, capture->options->cadence,
                                       &capture->cadence, err)
               : context_cadence_for(capture->context, capture->draft->source_kind,
                                     &capture->cadence, err);
}

static const char *lead_name(const Capture *capture)
{
    const Draft *draft = capture->draft;
    if (capture->options->unread)
        return capture->options->unread;
    if (draft->name)
        return draft->name;
    if (draft->company && draft->product)
        return arena_printf(capture->arena, "%s, %s", draft->company, draft->product);
    if (draft->company)
        return draft->company;
    if (draft->product && draft->external_id)
        return arena_printf(capture->arena, "%s, %s", draft->product, draft->external_id);
    return text_or(draft->product, draft->external_id);
}

/* What a list says of a person who is known at another firm, for the caller to ask about. */
static const char *firm_note(const Capture *capture)
{
    return arena_printf(capture->arena, "%s has them at %s: moved, or both?",
                        text_or(text_or(capture->draft->source, NULL), "A list"),
                        capture->met.other_firm);
}

static const char *joined_note(const Capture *capture, const char *note)
{
    if (!capture->met.other_firm)
        return note;
    return text_empty(note) ? firm_note(capture)
                            : arena_printf(capture->arena, "%s\n%s", note, firm_note(capture));
}

/* The lead as it goes in: the wait of the first step runs from the capture, but for what another
 * system had long ago, it runs from now. */
static struct lead_insert_in lead_row(const Capture *capture, int64_t id)
{
    const Draft *draft = capture->draft;
    enum { FRESH = 3 * DAY_SECONDS };
    bool fresh = capture->context->now - draft->captured_at < FRESH;
    return (struct lead_insert_in){
        .workspace = capture->context->workspace,
        .id = id,
        .account_id = capture->met.account_id,
        .contact_id = capture->met.contact_id,
        .owner_id = capture->owner_id,
        .name = lead_name(capture),
        .name_key = text_fold(capture->arena, lead_name(capture)),
        .source = text_or(draft->source, ""),
        .source_kind = source_kind_name(draft->source_kind),
        .captured_at = draft->captured_at,
        .status = lead_status_name(draft->status),
        .status_why = draft->status_why,
        .temperature = temperature_name(draft->temperature),
        .product = draft->product,
        .value_cents = draft->value_cents,
        .external_id = draft->external_id,
        .note = joined_note(capture, draft->note),
        .cadence_id = capture->cadence->id,
        .step_key = capture->cadence->step_count ? capture->cadence->steps[0].key
                                                 : capture->cadence->tail[0].key,
        .step_at = fresh ? draft->captured_at : capture->context->now,
        .asked_for_texts = draft->asked_for_texts,
        .now = capture->context->now,
    };
}

static bool add_promises(const Capture *capture, int64_t lead_id, Err *err)
{
    for (size_t i = 0; i < capture->draft->promise_count; i++) {
        int64_t id;
        if (!promise_put(capture->context,
                         &(struct promise_insert_in){.lead_id = lead_id,
                                                     .contact_id = capture->met.contact_id,
                                                     .owner_id = capture->owner_id,
                                                     .side = "ours",
                                                     .text = capture->draft->promises[i].text,
                                                     .due_at = capture->draft->promises[i].due_at,
                                                     .now = capture->context->now},
                         &id, err))
            return false;
    }
    return true;
}

static bool add_cycle(const Capture *capture, int64_t lead_id, Err *err)
{
    enum { AHEAD_DAYS = 60 };
    int64_t id;
    return capture->draft->renews_at == TIME_NONE ||
           (context_id(capture->context, &id, err) &&
            sql_cycle_insert(capture->context->db,
                             &(struct cycle_insert_in){.workspace = capture->context->workspace,
                                                       .id = id,
                                                       .lead_id = lead_id,
                                                       .kind = RENEWAL,
                                                       .text = "",
                                                       .at = capture->draft->renews_at,
                                                       .ahead_days = AHEAD_DAYS},
                             err));
}

/* Of a lead there is, unless it is known of it. */
static bool add_news_cycle(const Capture *capture, int64_t lead_id, bool *news, Err *err)
{
    struct cycle_of_lead_rows rows;
    *news = false;
    if (capture->draft->renews_at == TIME_NONE)
        return true;
    if (!sql_cycle_of_lead(capture->context->db, capture->arena,
                           &(struct cycle_of_lead_in){.workspace = capture->context->workspace,
                                                      .lead_id = lead_id},
                           &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (rows.at[i].at == capture->draft->renews_at && text_equal(rows.at[i].kind, RENEWAL))
            return true;
    *news = true;
    return add_cycle(capture, lead_id, err);
}

/* They said to be texted: wherever they can be, as of when they said it. */
static bool agree_texts(const Capture *capture, bool *news, Err *err)
{
    const Draft *draft = capture->draft;
    const KnownContact *contact;
    const TextsAgreed agreed = {.how = CAPTURE_TEXTS_ASKED,
                                .at = draft->texts_agreed_at,
                                .user_id = draft->texts_agreed_by};
    *news = false;
    if (!draft->texts_agreed || !capture->met.contact_id)
        return true;
    if (!known_contact(capture->known, capture->met.contact_id, &contact, err))
        return false;
    for (size_t i = 0; i < contact->addresses.count; i++) {
        const struct address_get_row *cell = &contact->addresses.at[i];
        bool written = false;
        if (text_equal(cell->kind, address_kind_name(ADDRESS_CELL)) &&
            !consent_texts(capture->context, capture->arena, cell, &agreed, &written, err))
            return false;
        *news = *news || written;
    }
    return true;
}

static bool mark_texts(const Capture *capture, int64_t lead_id, Err *err)
{
    return !capture->draft->texts_agreed ||
           sql_lead_asked_for_texts(capture->context->db,
                                    &(struct lead_asked_for_texts_in){
                                        .workspace = capture->context->workspace, .id = lead_id},
                                    err);
}

/* Of new people most of what could be known of a lead cannot be there yet. */
static bool is_fresh(const Capture *capture)
{
    const Draft *draft = capture->draft;
    return capture->context->some.known && capture->met.contact_made && draft->address_count &&
           !draft->promise_count && draft->renews_at == TIME_NONE;
}

/* What an insert leaves to the schema is 0, or nothing yet. */
static struct lead_get_row row_as_written(const struct lead_insert_in *in)
{
    return (struct lead_get_row){
        .id = in->id,
        .account_id = in->account_id,
        .contact_id = in->contact_id,
        .owner_id = in->owner_id,
        .name = in->name,
        .name_key = in->name_key,
        .source = in->source,
        .source_kind = in->source_kind,
        .captured_at = in->captured_at,
        .status = in->status,
        .status_why = in->status_why,
        .temperature = in->temperature,
        .product = in->product,
        .value_cents = in->value_cents,
        .external_id = in->external_id,
        .note = in->note,
        .cadence_id = in->cadence_id,
        .step_key = in->step_key,
        .step_at = in->step_at,
        .first_talked_at = TIME_NONE,
        .last_talked_at = TIME_NONE,
        .last_touched_at = TIME_NONE,
        .answered_at = TIME_NONE,
        .our_answer_at = TIME_NONE,
        .agreed_at = TIME_NONE,
        .retry_at = TIME_NONE,
        .rest_until = TIME_NONE,
        .asked_for_texts = in->asked_for_texts,
        .created_at = in->now,
    };
}

static bool load_written(const Capture *capture, const struct lead_insert_in *row,
                         LoadedLead *loaded, Err *err)
{
    const Met *met = &capture->met;
    LoadMode mode = capture->options->full_load ? LOAD_FULL : LOAD_USUAL;
    if (!is_fresh(capture))
        return lead_load(capture->context, capture->arena, row->id, mode, loaded, err);
    const KnownContact *contact;
    FreshLead fresh = {.lead = row_as_written(row), .has_account = met->account != NULL};
    if (!known_contact(capture->known, met->contact_id, &contact, err) ||
        (met->account &&
         !known_account_addresses(capture->known, met->account_id, &fresh.account_addresses, err)))
        return false;
    if (met->account)
        fresh.account = *met->account;
    fresh.person = (LoadedPerson){.contact = contact->row, .addresses = contact->addresses};
    return lead_load_fresh(capture->context, capture->arena, &fresh, mode, loaded, err);
}

/* Of somebody known more is known than the draft says. */
static bool put_words(const Capture *capture, int64_t lead_id, Err *err)
{
    Context *context = capture->context;
    if (capture->met.contact_id && !capture->met.contact_made)
        return search_refresh(context, capture->arena, lead_id, err);
    return sql_search_put(
        context->db,
        &(struct search_put_in){.workspace = context->workspace,
                                .lead_id = lead_id,
                                .words = search_words_of_draft(capture->arena, capture->draft)},
        err);
}

static bool insert_lead(Capture *capture, int64_t *lead_id, Err *err)
{
    Context *context = capture->context;
    if (!choose_owner(capture, err) || !choose_cadence(capture, err) ||
        !context_id(context, lead_id, err))
        return false;
    struct lead_insert_in row = lead_row(capture, *lead_id);
    if (!sql_lead_insert(context->db, &row, err) || !put_words(capture, *lead_id, err) ||
        !webhook_tell(context, WEBHOOK_LEAD_CAPTURED, *lead_id, 0, err) ||
        !add_promises(capture, *lead_id, err) || !add_cycle(capture, *lead_id, err))
        return false;
    LoadedLead loaded;
    if (lead_is_open(capture->draft->status) &&
        !(load_written(capture, &row, &loaded, err) &&
          lead_plan(context, capture->arena, &loaded, 0, err)))
        return false;
    known_forget_contact(capture->known, row.contact_id);
    known_forget_external(capture->known, row.external_id);
    return true;
}

/* Something new about a known lead: its row, its words, its next touch. */
static bool update_lead(const Capture *capture, int64_t lead_id, bool open, Err *err)
{
    const Draft *draft = capture->draft;
    return sql_lead_fill(capture->context->db,
                         &(struct lead_fill_in){.workspace = capture->context->workspace,
                                                .id = lead_id,
                                                .contact_id = capture->met.contact_id,
                                                .account_id = capture->met.account_id,
                                                .product = draft->product,
                                                .value_cents = draft->value_cents,
                                                .note = draft->note},
                         err) &&
           add_promises(capture, lead_id, err) &&
           search_refresh(capture->context, capture->arena, lead_id, err) &&
           (!open || lead_replan(capture->context, capture->arena, lead_id, err));
}

/* A firm that cannot be reached at all is an account, not yet a lead: unless somebody means it. */
static bool makes_lead(const Capture *capture)
{
    const Draft *draft = capture->draft;
    return draft->name || draft->external_id || draft->product || draft->company_address_count ||
           draft->promise_count || capture->options->cadence;
}

static const char *added_to_note(Arena *arena, const char *note, const char *more)
{
    if (text_empty(more) || (note && strstr(note, more)))
        return note;
    return text_empty(note) ? more : arena_printf(arena, "%s\n%s", note, more);
}

/* What a person says of somebody known, and what a list says of where they are; each once, as the
 * same again says nothing new. */
static bool note_known(const Capture *capture, int64_t lead_id, bool *noted, Err *err)
{
    Context *context = capture->context;
    struct lead_get_row lead;
    const char *told = capture->draft->told ? capture->draft->note : NULL;
    *noted = false;
    if (!capture->met.other_firm && text_empty(told))
        return true;
    if (!sql_lead_get(context->db, capture->arena,
                      &(struct lead_get_in){.workspace = context->workspace, .id = lead_id}, &lead,
                      NULL, err))
        return false;
    const char *note = added_to_note(capture->arena, lead.note, told);
    if (capture->met.other_firm)
        note = added_to_note(capture->arena, note, firm_note(capture));
    *noted = note != lead.note;
    return !*noted || sql_lead_set(context->db,
                                   &(struct lead_set_in){.workspace = context->workspace,
                                                         .id = lead_id,
                                                         .name = lead.name,
                                                         .name_key = lead.name_key,
                                                         .source = lead.source,
                                                         .source_kind = lead.source_kind,
                                                         .temperature = lead.temperature,
                                                         .product = lead.product,
                                                         .value_cents = lead.value_cents,
                                                         .note = note},
                                   err);
}

static bool capture_known(Capture *capture, const KnownLead *known, Captured *captured, Err *err)
{
    bool noted, dated;
    if (!note_known(capture, known->id, &noted, err) ||
        !add_news_cycle(capture, known->id, &dated, err) ||
        (capture->texts_news && !mark_texts(capture, known->id, err)))
        return false;
    /* What is promised now is promised by whoever captures, whosever lead it is. */
    if (capture->draft->promise_count && !choose_owner(capture, err))
        return false;
    bool tells = noted || dated || capture->texts_news || capture->met.learned ||
                 capture->draft->promise_count;
    captured->lead_id = known->id;
    captured->state = tells ? CAPTURE_UPDATED : CAPTURE_DUPLICATE;
    captured->said = "it is a lead already";
    return !tells || update_lead(capture, known->id, lead_is_open(known->status), err);
}

/* A card was typed: the lead that waited is this person's. */
static bool fill_waiting(Capture *capture, int64_t lead_id, Err *err)
{
    Context *context = capture->context;
    const Draft *draft = capture->draft;
    struct lead_get_row lead;
    if (!sql_lead_get(context->db, capture->arena,
                      &(struct lead_get_in){.workspace = context->workspace, .id = lead_id}, &lead,
                      NULL, err))
        return false;
    capture->owner_id = lead.owner_id;
    const char *note = joined_note(capture, draft->note);
    const char *before = capture->options->into_note;
    if (!text_empty(before))
        note = text_empty(note) ? before : arena_printf(capture->arena, "%s\n%s", before, note);
    bool says_source = !text_empty(draft->source), says_heat = draft->temperature;
    const char *name = lead_name(capture);
    bool dated;
    return sql_lead_set(context->db,
                        &(struct lead_set_in){
                            .workspace = context->workspace,
                            .id = lead_id,
                            .name = name,
                            .name_key = text_fold(capture->arena, name),
                            .source = says_source ? draft->source : lead.source,
                            .source_kind = says_source ? source_kind_name(draft->source_kind)
                                                       : lead.source_kind,
                            .temperature =
                                says_heat ? temperature_name(draft->temperature) : lead.temperature,
                            .product = text_or(draft->product, lead.product),
                            .value_cents = draft->value_cents != TIME_NONE ? draft->value_cents
                                                                           : lead.value_cents,
                            .note = note},
                        err) &&
           sql_lead_agree(context->db,
                          &(struct lead_agree_in){.workspace = context->workspace,
                                                  .id = lead_id,
                                                  .agreed_at = TIME_NONE},
                          err) &&
           sql_lead_set_step_at(context->db,
                                &(struct lead_set_step_at_in){.workspace = context->workspace,
                                                              .id = lead_id,
                                                              .step_at = context->now},
                                err) &&
           sql_promise_to(context->db,
                          &(struct promise_to_in){.workspace = context->workspace,
                                                  .lead_id = lead_id,
                                                  .contact_id = capture->met.contact_id},
                          err) &&
           add_news_cycle(capture, lead_id, &dated, err) && mark_texts(capture, lead_id, err) &&
           update_lead(capture, lead_id, true, err);
}

bool capture_draft(Context *context, Arena *arena, Known *known, const Draft *draft,
                   const CaptureOptions *options, Captured *captured, Err *err)
{
    Capture capture = {
        .context = context, .arena = arena, .known = known, .draft = draft, .options = options};
    Captured made = {0};
    KnownLead lead = {0};
    if (options->unread) {
        made.state = CAPTURE_ADDED;
        *captured = made;
        return insert_lead(&capture, &captured->lead_id, err);
    }
    if (!capture_meet(context, arena, known, draft, &capture.met, err))
        return false;
    made.contact_id = capture.met.contact_id;
    made.account_id = capture.met.account_id;
    if (capture.met.contact_never || capture.met.account_never) {
        made.state = CAPTURE_DUPLICATE;
        made.said = "they asked not to be contacted again";
        *captured = made;
        return true;
    }
    bool looked = agree_texts(&capture, &capture.texts_news, err) &&
                  find_lead(&capture, &lead, err) &&
                  (lead.id || draft->name || draft->external_id || !made.account_id ||
                   find_account_lead(&capture, &lead, err));
    if (!looked)
        return false;
    if (lead.id) {
        if (!capture_known(&capture, &lead, &made, err))
            return false;
    } else if (options->into) {
        made.state = CAPTURE_UPDATED;
        made.lead_id = options->into;
        if (!fill_waiting(&capture, options->into, err))
            return false;
    } else if (makes_lead(&capture)) {
        made.state = CAPTURE_ADDED;
        if (!insert_lead(&capture, &made.lead_id, err))
            return false;
    } else {
        made.state = capture.met.account_made ? CAPTURE_ADDED
                     : capture.met.learned    ? CAPTURE_UPDATED
                                              : CAPTURE_DUPLICATE;
        made.said = "it is an account already";
    }
    const Met *met = &capture.met;
    *captured = made;
    return search_refresh_beside(context, made.lead_id, met->contact_learned ? met->contact_id : 0,
                                 met->account_learned ? met->account_id : 0, err);
}

bool capture_inside(Context *context, Arena *arena, const Draft *draft,
                    const CaptureOptions *options, Captured *captured, Err *err)
{
    auto_known Known *known = known_new(context, 1);
    bool done = context_batch_begin(context, err) && known_ahead(known, &draft, 1, err) &&
                capture_draft(context, arena, known, draft, options, captured, err) &&
                context_batch_end(context, err);
    if (!done)
        context_batch_drop(context);
    return done;
}

bool capture_lead(Context *context, Arena *arena, const Draft *draft, const CaptureOptions *options,
                  Captured *captured, Err *err)
{
    Captured made;
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !capture_inside(context, arena, draft, options, &made, err))
        return false;
    if (!db_commit(&txn, err)) {
        context_batch_drop(context);
        return false;
    }
    *captured = made;
    return true;
}
