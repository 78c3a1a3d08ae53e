/* A form that came in: traps, limits, the person, what they agreed to. */
#include "action/lead_form_inner.h"

#include "action/audit_inner.h"
#include "action/capture_lead.h"
#include "action/consent_inner.h"
#include "action/load_lead.h"
#include "action/log_outcome.h"
#include "auth/stamp.h"
#include "base/digest.h"
#include "base/text.h"
#include "base/vec.h"

#include <arpa/inet.h>
#include <string.h>

enum { HOW_LONGEST = 1200 };

typedef struct Submitting {
    Context *context;
    Arena *arena;
    const LeadFormSent *sent;
    LeadFormShown form;
    const char **values; /* as the form's asks, cleaned; NULL: not filled in */
    Draft draft;
} Submitting;

/* --- who sends, and how often ----------------------------------------------------------------- */

/* Half of an IPv6 address is one customer's. */
static Digest sender_of(const Submitting *submitting)
{
    enum { NETWORK_BYTES = 8 };
    struct in6_addr six;
    const char *address = text_or(submitting->sent->address, "");
    const unsigned char *key = submitting->context->secret;
    return inet_pton(AF_INET6, address, &six) == 1 && !IN6_IS_ADDR_V4MAPPED(&six)
               ? digest_of(key, &six, NETWORK_BYTES)
               : digest_of(key, address, strlen(address));
}

static Digest words_of(const Submitting *submitting)
{
    Digest digest = digest_of(submitting->context->secret, &submitting->sent->consent, 1);
    for (size_t i = 0; i < submitting->form.ask_count; i++) {
        const char *value = text_or(submitting->values[i], "");
        digest = digest_more(digest, value, strlen(value) + 1);
    }
    return digest;
}

/* `*again`: the same form came from there before. */
static bool count_sender(const Submitting *submitting, bool *again, Err *err)
{
    Context *context = submitting->context;
    Digest sender = sender_of(submitting), words = words_of(submitting);
    const struct Blob hash = {sender.bytes, sizeof sender.bytes},
                      said = {words.bytes, sizeof words.bytes};
    struct form_sender_count_row hour, day;
    struct form_sender_count_in in = {.workspace = context->workspace,
                                      .form_id = submitting->form.id,
                                      .since = context->now - HOUR,
                                      .hash = hash,
                                      .words = said};
    int64_t id;
    if (!sql_form_sender_count(context->db, submitting->arena, &in, &hour, NULL, err))
        return false;
    in.since = context->now - DAY_SECONDS;
    if (!sql_form_sender_count(context->db, submitting->arena, &in, &day, NULL, err))
        return false;
    if (hour.own >= LEAD_FORM_SENDER_HOUR || hour.all_of_them >= LEAD_FORM_ALL_HOUR)
        return err_field(err, ERR_BUSY, "form",
                         "too many forms came from there; try again in an hour, or call us");
    *again = day.same > 0;
    return sql_form_sender_prune(
               context->db,
               &(struct form_sender_prune_in){.workspace = context->workspace,
                                              .form_id = submitting->form.id,
                                              .before = context->now - DAY_SECONDS},
               err) &&
           context_id(context, &id, err) &&
           sql_form_sender_insert(context->db,
                                  &(struct form_sender_insert_in){.workspace = context->workspace,
                                                                  .id = id,
                                                                  .form_id = submitting->form.id,
                                                                  .hash = hash,
                                                                  .words = said,
                                                                  .now = context->now},
                                  err);
}

/* A stamp that is over is of somebody who left the page open; one that is not ours is a machine's.
 */
static bool is_trapped(const Submitting *submitting)
{
    const LeadFormSent *sent = submitting->sent;
    const Context *context = submitting->context;
    const char *use = arena_printf(submitting->arena, "form %s", submitting->form.token);
    int64_t fetched_at;
    if (!text_empty(sent->trap))
        return true;
    if (text_empty(sent->stamp))
        return false;
    /* Of whatever age: it is asked whether it was ours at all. */
    return !stamp_read(context->secret, use, sent->stamp, 0, &fetched_at) ||
           context->now - fetched_at < LEAD_FORM_SECONDS;
}

/* --- what was filled in ----------------------------------------------------------------------- */

static const char *sent_value(const LeadFormSent *sent, const char *name)
{
    for (size_t i = 0; i < sent->value_count; i++)
        if (text_equal(sent->values[i].name, name))
            return sent->values[i].value;
    return NULL;
}

static bool read_value(const Submitting *submitting, const LeadFormAsks *ask, const char **value,
                       Err *err)
{
    const LeadFormField *field = ask->field;
    const char *given = text_or(sent_value(submitting->sent, field->name), "");
    size_t length = strlen(given);
    *value = NULL;
    if (length > field->most)
        return err_field(err, ERR_INPUT, field->name, "%s: at most %zu letters", field->label,
                         field->most);
    const char *clean = text_equal(field->type, "textarea")
                            ? text_clean_lines(submitting->arena, given, length, field->most)
                            : text_clean(submitting->arena, given, length, field->most);
    if (!text_empty(clean))
        *value = clean;
    return *value || !ask->required ||
           err_field(err, ERR_INPUT, field->name, "%s: please fill this in", field->label);
}

static bool read_values(Submitting *submitting, Err *err)
{
    const LeadFormShown *form = &submitting->form;
    submitting->values =
        arena_array(submitting->arena, form->ask_count, sizeof *submitting->values);
    for (size_t i = 0; i < form->ask_count; i++)
        if (!read_value(submitting, &form->asks[i], &submitting->values[i], err))
            return false;
    return true;
}

static const char *value_of(const Submitting *submitting, const char *name)
{
    for (size_t i = 0; i < submitting->form.ask_count; i++)
        if (text_equal(submitting->form.asks[i].field->name, name))
            return submitting->values[i];
    return NULL;
}

/* What an import would put into the note, the sender hears of at once. */
static bool add_address(const Submitting *submitting, const char *name, AddressKind kind,
                        RowAddressKind row_kind, RowAddress *addresses, size_t *count, Err *err)
{
    const char *value = value_of(submitting, name);
    DraftAddress read;
    if (!value)
        return true;
    if (!draft_address(submitting->arena, kind, value, submitting->context->country, &read, err))
        return err_in(err, name);
    addresses[(*count)++] = (RowAddress){.kind = row_kind, .kind_known = true, .value = value};
    return true;
}

static bool make_draft(Submitting *submitting, Err *err)
{
    enum { WAYS = 3 };
    Context *context = submitting->context;
    RowAddress addresses[WAYS];
    size_t count = 0;
    if (!add_address(submitting, "email", ADDRESS_EMAIL, ROW_EMAIL, addresses, &count, err) ||
        !add_address(submitting, "cell", ADDRESS_CELL, ROW_CELL, addresses, &count, err) ||
        !add_address(submitting, "office", ADDRESS_OFFICE, ROW_OFFICE, addresses, &count, err))
        return false;
    if (!count)
        return err_field(err, ERR_INPUT, value_of(submitting, "email") ? "cell" : "email",
                         "please say how we can reach you");
    ExchangeRow row = {.state = ROW_GOOD,
                       .name = value_of(submitting, "name"),
                       .company = value_of(submitting, "company"),
                       .title = value_of(submitting, "title"),
                       .city = value_of(submitting, "city"),
                       .product =
                           text_or(value_of(submitting, "product"), submitting->form.product),
                       .note = value_of(submitting, "note"),
                       .source = submitting->form.source,
                       .addresses = addresses,
                       .address_count = count};
    const DraftHabit habit = {
        .country = context->country, .zone = context_zone(context), .now = context->now};
    if (!draft_from_row(submitting->arena, &row, &habit, &submitting->draft, err))
        return err_in(err, "name");
    submitting->draft.source_kind = SOURCE_WEB;
    submitting->draft.asked_for_texts = !submitting->form.consent || submitting->sent->consent;
    return true;
}

/* --- what follows ----------------------------------------------------------------------------- */

static bool write_consent(const Submitting *submitting, const DraftAddress *address, Err *err)
{
    const char *how = arena_printf(submitting->arena, "ticked on the form \"%s\": %s",
                                   submitting->form.title, submitting->form.consent);
    int64_t id;
    return consent_give(submitting->context, address->value_key, address_channels(address->kind),
                        text_clean(submitting->arena, how, strlen(how), HOW_LONGEST), &id, err);
}

static bool write_consents(const Submitting *submitting, Err *err)
{
    const Draft *draft = &submitting->draft;
    if (!submitting->form.consent || !submitting->sent->consent)
        return true;
    for (size_t i = 0; i < draft->address_count; i++)
        if (!write_consent(submitting, &draft->addresses[i], err))
            return false;
    return true;
}

/* Of somebody known a form is an answer: theirs to us, and ours to be given. */
static bool log_answer(const Submitting *submitting, int64_t lead_id, Err *err)
{
    const char *note = value_of(submitting, "note"), *product = value_of(submitting, "product");
    LogResult result;
    LogInput input = {.what = arena_printf(submitting->arena, "lead:%lld", (long long)lead_id),
                      .attempts = &(LogAttempt){.outcome = "they_wrote"},
                      .attempt_count = 1,
                      .note =
                          arena_printf(submitting->arena, "By the form \"%s\"%s%s%s%s",
                                       submitting->form.title, product ? ", about " : "",
                                       text_or(product, ""), note ? ": " : "", text_or(note, "")),
                      .at = TIME_NONE,
                      .until = TIME_NONE,
                      .promise_at = TIME_NONE};
    return log_outcome(submitting->context, submitting->arena, &input, &result, err);
}

static bool take_person(Submitting *submitting, int64_t *lead_id, Err *err)
{
    Captured captured;
    const CaptureOptions options = {.owner_id = submitting->form.owner_id,
                                    .cadence = submitting->form.cadence};
    if (!capture_lead(submitting->context, submitting->arena, &submitting->draft, &options,
                      &captured, err))
        return false;
    *lead_id = captured.lead_id;
    if (!captured.lead_id) /* never again, they said */
        return audit_own(submitting->context, "form",
                         arena_printf(submitting->arena, "contact %lld wrote by form %lld: %s",
                                      (long long)captured.contact_id,
                                      (long long)submitting->form.id, text_or(captured.said, "")),
                         err);
    return captured.state == CAPTURE_ADDED || log_answer(submitting, captured.lead_id, err);
}

static bool count_form(const Submitting *submitting, bool trapped, Err *err)
{
    return sql_lead_form_count(
        submitting->context->db,
        &(struct lead_form_count_in){.workspace = submitting->context->workspace,
                                     .id = submitting->form.id,
                                     .taken = !trapped,
                                     .trapped = trapped},
        err);
}

/* As the form's owner. */
static bool take(Submitting *submitting, LeadFormTaken *taken, Err *err)
{
    bool again = false;
    *taken = (LeadFormTaken){.form = submitting->form, .trapped = is_trapped(submitting)};
    if (taken->trapped)
        return count_form(submitting, true, err);
    if (!read_values(submitting, err) || !make_draft(submitting, err) ||
        !count_sender(submitting, &again, err))
        return false;
    taken->trapped = again;
    return again || (take_person(submitting, &taken->lead_id, err) &&
                     write_consents(submitting, err) && count_form(submitting, false, err));
}

/* All of it or nothing: the acts within join this transaction, as it may join its caller's. */
static bool take_whole(Submitting *submitting, LeadFormTaken *taken, Err *err)
{
    Db *db = submitting->context->db;
    auto_txn Txn txn = {0};
    bool first = !db_in_txn(db);
    if (!db_begin(&txn, db, TXN_WRITE, err))
        return false;
    if (first)
        db_join(db, true);
    bool done = take(submitting, taken, err);
    if (first)
        db_join(db, false);
    return done && db_commit(&txn, err);
}

bool lead_form_submit(Context *context, Arena *arena, const char *token, const LeadFormSent *sent,
                      LeadFormTaken *taken, Err *err)
{
    struct lead_form_list_row row;
    if (!lead_form_row(context, arena, token, &row, err))
        return false;
    Submitting submitting = {.context = context,
                             .arena = arena,
                             .sent = sent,
                             .form = lead_form_of_row(context, arena, &row)};
    LeadFormTaken made;
    int64_t user = context->user;
    const struct user_list_row *me = context->me;
    context->user = submitting.form.owner_id;
    context->me = context_find_user(context, context->user);
    context_from(context, ""); /* whose form this is, is nobody's to keep */
    bool done = take_whole(&submitting, &made, err);
    context->user = user;
    context->me = me;
    if (done)
        *taken = made;
    return done;
}
