#include "action/consent_inner.h"

#include "action/load_lead.h"
#include "base/text.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

static bool put_given(Context *context, const char *value_key, ChannelSet channels,
                      const TextsAgreed *agreed, int64_t *ledger_id, Err *err)
{
    Digest hash = suppression_hash(context, value_key);
    return context_id(context, ledger_id, err) &&
           sql_consent_insert(context->db,
                              &(struct consent_insert_in){.workspace = context->workspace,
                                                          .id = *ledger_id,
                                                          .hash = {hash.bytes, sizeof hash.bytes},
                                                          .channels = (int64_t)channels,
                                                          .given = 1,
                                                          .how = agreed->how,
                                                          .user_id = agreed->user_id,
                                                          .now = agreed->at},
                              err);
}

bool consent_give(Context *context, const char *value_key, ChannelSet channels, const char *how,
                  int64_t *ledger_id, Err *err)
{
    const TextsAgreed now = {.how = how, .at = context->now, .user_id = context->user};
    return put_given(context, value_key, channels, &now, ledger_id, err);
}

/* Once a day is enough to show it. */
static bool is_written(Context *context, Arena *arena, const char *value_key,
                       const TextsAgreed *agreed, bool *written, Err *err)
{
    struct consent_of_rows rows;
    *written = false;
    if (!consent_rows(context, arena, value_key, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        *written =
            *written ||
            (rows.at[i].given && !rows.at[i].withdrawn && text_equal(rows.at[i].how, agreed->how) &&
             rows.at[i].at <= agreed->at && rows.at[i].at > agreed->at - DAY_SECONDS);
    return true;
}

bool consent_texts(Context *context, Arena *arena, const struct address_get_row *cell,
                   const TextsAgreed *agreed, bool *news, Err *err)
{
    bool written, based = !text_empty(cell->text_basis);
    int64_t ledger_id;
    if (!is_written(context, arena, cell->value_key, agreed, &written, err) ||
        (!written && !put_given(context, cell->value_key, CHANNEL_BIT(CHANNEL_TEXT), agreed,
                                &ledger_id, err)) ||
        (!based &&
         !sql_address_set_basis(context->db,
                                &(struct address_set_basis_in){.workspace = context->workspace,
                                                               .id = cell->id,
                                                               .text_basis = agreed->how},
                                err)))
        return false;
    *news = !written || !based;
    return true;
}

bool consent_rows(Context *context, Arena *arena, const char *value_key,
                  struct consent_of_rows *rows, Err *err)
{
    Digest hash = suppression_hash(context, value_key);
    return sql_consent_of(context->db, arena,
                          &(struct consent_of_in){.workspace = context->workspace,
                                                  .hash = {hash.bytes, sizeof hash.bytes}},
                          rows, err);
}

typedef VEC(ConsentEntry) Entries;

static bool add_of(Context *context, Arena *arena, const char *key, ConsentEntry about,
                   Entries *entries, Err *err)
{
    struct consent_of_rows rows;
    if (!consent_rows(context, arena, key, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        const struct consent_of_row *row = &rows.at[i];
        ConsentEntry entry = about;
        entry.at = row->at;
        entry.channels = (ChannelSet)row->channels;
        entry.given = row->given != 0;
        entry.withdrawn = row->withdrawn != 0;
        entry.how = row->how;
        entry.user = context_name_of(context, row->user_id);
        *vec_push(arena, entries) = entry;
    }
    return true;
}

/* An address, and the domain of a mailbox. */
static bool add_address(Context *context, Arena *arena, const struct address_get_row *address,
                        const char *contact_name, Entries *entries, Err *err)
{
    const char *domain = strchr(address->value_key, '@');
    ConsentEntry about = {
        .contact_name = contact_name, .kind = address->kind, .value = address->value};
    if (!add_of(context, arena, address->value_key, about, entries, err))
        return false;
    if (!text_equal(address->kind, "email") || !domain)
        return true;
    about.kind = "domain";
    about.value = domain;
    return add_of(context, arena, domain, about, entries, err);
}

static bool carries(const ConsentEntry *entry)
{
    AddressKind kind;
    return text_equal(entry->kind, "domain") ||
           (address_kind_find(entry->kind, &kind) && address_channels(kind) & entry->channels);
}

static bool same_said(const ConsentEntry *one, const ConsentEntry *other)
{
    return one->at == other->at && one->given == other->given &&
           one->withdrawn == other->withdrawn && one->channels == other->channels &&
           text_equal(one->how, other->how) && text_equal(one->contact_name, other->contact_name);
}

/* What a person has ended is written of each of their addresses, so that none brings it back: it is
 * told once, of those that could carry it where there are any. */
static bool is_told(const Entries *entries, size_t place)
{
    const ConsentEntry *entry = &entries->at[place];
    for (size_t i = 0; i < entries->count && !carries(entry); i++)
        if (i != place && same_said(&entries->at[i], entry) &&
            (i < place || carries(&entries->at[i])))
            return true;
    return false;
}

static int newest_first(const void *one, const void *other)
{
    const ConsentEntry *a = one, *b = other;
    return a->at < b->at ? 1 : a->at > b->at ? -1 : 0;
}

bool consent_of_lead(Context *context, Arena *arena, int64_t lead_id, ConsentLedger *ledger,
                     Err *err)
{
    LoadedLead loaded;
    Entries entries = {0};
    if (!lead_load(context, arena, lead_id, LOAD_READ, &loaded, err))
        return false;
    for (size_t i = 0; i < loaded.person_count; i++)
        for (size_t k = 0; k < loaded.people[i].addresses.count; k++)
            if (!add_address(context, arena, &loaded.people[i].addresses.at[k],
                             loaded.people[i].contact.name, &entries, err))
                return false;
    for (size_t i = 0; i < loaded.account_addresses.count; i++)
        if (!add_address(context, arena, &loaded.account_addresses.at[i], NULL, &entries, err))
            return false;
    *ledger = (ConsentLedger){.lead_id = lead_id,
                              .lead_name = loaded.lead.name,
                              .at = arena_array(arena, entries.count, sizeof *ledger->at)};
    for (size_t i = 0; i < entries.count; i++)
        if (!is_told(&entries, i))
            ledger->at[ledger->count++] = entries.at[i];
    if (ledger->count)
        qsort(ledger->at, ledger->count, sizeof *ledger->at, newest_first);
    return true;
}
