#include "action/known.h"

#include "base/text.h"
#include "base/vec.h"

#include <string.h>

/* What a question is about, and what it is asked by. */
typedef enum KnownKind {
    KNOWN_ACCOUNT,   /* by its folded name */
    KNOWN_ADDRESSES, /* of an account, by its id */
    KNOWN_OWNERS,    /* of an address, by its kind and key */
    KNOWN_NAMED,     /* by an account's id and a folded name */
    KNOWN_CONTACT,   /* by id */
    KNOWN_EXTERNAL   /* a lead by its id in another system */
} KnownKind;

typedef VEC(int64_t) IdVec;

/* One question, its rows, and the answer made of them. `id` and `text` are what was asked for. */
typedef struct Entry {
    struct Entry *next; /* of its bucket */
    KnownKind kind;
    int64_t id;
    const char *text;
    bool made; /* the answer */
    IdVec ids; /* of KNOWN_OWNERS and KNOWN_NAMED */
    union {
        struct {
            struct account_get_row row;
            struct merged_account_row merged;
            bool found, was_merged;
        } account;
        struct {
            struct address_of_account_rows rows;
            bool fresh; /* the account was made in this batch: nobody else can be there */
        } addresses;
        struct address_match_rows owners;
        struct {
            struct contact_by_name_rows here;
            struct contact_by_name_alone_rows alone;
            struct merged_contact_rows merged;
        } named;
        KnownContact contact;
        struct {
            struct lead_by_external_row row;
            bool found;
        } external;
    };
} Entry;

struct Known {
    Context *context;
    Arena *arena;
    Entry **buckets;
    size_t bucket_count; /* a power of two */
};

Known *known_new(Context *context, size_t drafts)
{
    enum { ENTRIES_A_DRAFT = 8 };
    Arena *arena = arena_new();
    Known *known = arena_make(arena, Known);
    *known = (Known){.context = context, .arena = arena, .bucket_count = ENTRIES_A_DRAFT};
    while (known->bucket_count < drafts * ENTRIES_A_DRAFT)
        known->bucket_count *= 2;
    known->buckets = arena_array(arena, known->bucket_count, sizeof(Entry *));
    return known;
}

void known_free(Known *known)
{
    if (known)
        arena_free(known->arena);
}

/* ---- the table ------------------------------------------------------------------------------ */

/* FNV-1a. */
static Entry **bucket_of(const Known *known, KnownKind kind, int64_t id, const char *text)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ (uint64_t)kind;
    const uint64_t prime = UINT64_C(0x100000001b3);
    hash = (hash ^ (uint64_t)id) * prime;
    for (const char *c = text_or(text, ""); *c; c++)
        hash = (hash ^ (unsigned char)*c) * prime;
    return &known->buckets[(hash ^ hash >> 32) & (known->bucket_count - 1)];
}

/* NULL: nobody has asked. */
static Entry *find(const Known *known, KnownKind kind, int64_t id, const char *text)
{
    Entry *entry = *bucket_of(known, kind, id, text);
    while (entry && (entry->kind != kind || entry->id != id || !text_equal(entry->text, text)))
        entry = entry->next;
    return entry;
}

static Entry *add(Known *known, KnownKind kind, int64_t id, const char *text)
{
    Entry **bucket = bucket_of(known, kind, id, text);
    Entry *entry = arena_make(known->arena, Entry);
    entry->kind = kind;
    entry->id = id;
    entry->text = text ? arena_strdup(known->arena, text) : NULL;
    entry->next = *bucket;
    *bucket = entry;
    return entry;
}

static void forget(const Known *known, KnownKind kind, int64_t id, const char *text)
{
    Entry **link = bucket_of(known, kind, id, text);
    const Entry *gone = find(known, kind, id, text);
    while (*link && *link != gone)
        link = &(*link)->next;
    if (*link)
        *link = gone->next;
}

static void push_id(Known *known, IdVec *ids, int64_t id)
{
    vec_each (const int64_t, other, ids) {
        if (*other == id)
            return;
    }
    *vec_push(known->arena, ids) = id;
}

static KnownIds ids_of(const IdVec *ids)
{
    return (KnownIds){ids->at, ids->count};
}

/* ---- asking --------------------------------------------------------------------------------- */

/* Each sends its question, unless it was asked before. */

static bool may_be_merged(const Known *known)
{
    return !known->context->some.known || known->context->some.merges;
}

static Entry *ask_account(Known *known, Asks *asks, const char *key)
{
    const int64_t workspace = known->context->workspace;
    Entry *entry = find(known, KNOWN_ACCOUNT, 0, key);
    if (entry)
        return entry;
    entry = add(known, KNOWN_ACCOUNT, 0, key);
    sql_account_by_key_ask(asks,
                           &(struct account_by_key_in){.workspace = workspace, .name_key = key},
                           &entry->account.row, &entry->account.found);
    if (may_be_merged(known))
        sql_merged_account_ask(asks,
                               &(struct merged_account_in){.workspace = workspace, .name_key = key},
                               &entry->account.merged, &entry->account.was_merged);
    return entry;
}

static Entry *ask_addresses(Known *known, Asks *asks, int64_t account_id)
{
    Entry *entry = find(known, KNOWN_ADDRESSES, account_id, NULL);
    if (entry)
        return entry;
    entry = add(known, KNOWN_ADDRESSES, account_id, NULL);
    sql_address_of_account_ask(
        asks,
        &(struct address_of_account_in){.workspace = known->context->workspace,
                                        .account_id = account_id},
        &entry->addresses.rows);
    return entry;
}

static Entry *ask_owners(Known *known, Asks *asks, const DraftAddress *address)
{
    Entry *entry = find(known, KNOWN_OWNERS, address->kind, address->value_key);
    if (entry)
        return entry;
    entry = add(known, KNOWN_OWNERS, address->kind, address->value_key);
    sql_address_match_ask(asks,
                          &(struct address_match_in){.workspace = known->context->workspace,
                                                     .value_key = address->value_key},
                          &entry->owners);
    return entry;
}

/* NULL: it is still to be asked. */
static Entry *find_named(Known *known, int64_t account_id, const char *key)
{
    Entry *entry = find(known, KNOWN_NAMED, account_id, key);
    const Entry *account = find(known, KNOWN_ADDRESSES, account_id, NULL);
    if (entry || !account || !account->addresses.fresh)
        return entry;
    entry = add(known, KNOWN_NAMED, account_id, key);
    entry->made = true;
    return entry;
}

static Entry *ask_named(Known *known, Asks *asks, int64_t account_id, const char *key)
{
    const int64_t workspace = known->context->workspace;
    Entry *entry = find_named(known, account_id, key);
    if (entry)
        return entry;
    entry = add(known, KNOWN_NAMED, account_id, key);
    if (account_id)
        sql_contact_by_name_ask(asks,
                                &(struct contact_by_name_in){.workspace = workspace,
                                                             .account_id = account_id,
                                                             .name_key = key},
                                &entry->named.here);
    else
        sql_contact_by_name_alone_ask(
            asks, &(struct contact_by_name_alone_in){.workspace = workspace, .name_key = key},
            &entry->named.alone);
    if (may_be_merged(known))
        sql_merged_contact_ask(asks,
                               &(struct merged_contact_in){.workspace = workspace,
                                                           .name_key = key,
                                                           .account_id = account_id},
                               &entry->named.merged);
    return entry;
}

static Entry *ask_contact(Known *known, Asks *asks, int64_t id)
{
    const int64_t workspace = known->context->workspace;
    Entry *entry = find(known, KNOWN_CONTACT, id, NULL);
    if (entry)
        return entry;
    entry = add(known, KNOWN_CONTACT, id, NULL);
    sql_contact_get_ask(asks, &(struct contact_get_in){.workspace = workspace, .id = id},
                        &entry->contact.row, NULL);
    sql_address_of_contact_ask(
        asks, &(struct address_of_contact_in){.workspace = workspace, .contact_id = id},
        &entry->contact.addresses);
    sql_lead_of_contact_ask(asks,
                            &(struct lead_of_contact_in){.workspace = workspace, .contact_id = id},
                            &entry->contact.leads);
    return entry;
}

static Entry *ask_external(Known *known, Asks *asks, const char *external_id)
{
    Entry *entry = find(known, KNOWN_EXTERNAL, 0, external_id);
    if (entry)
        return entry;
    entry = add(known, KNOWN_EXTERNAL, 0, external_id);
    sql_lead_by_external_ask(asks,
                             &(struct lead_by_external_in){.workspace = known->context->workspace,
                                                           .external_id = external_id},
                             &entry->external.row, &entry->external.found);
    return entry;
}

/* ---- answers -------------------------------------------------------------------------------- */

static bool make_account(Known *known, Entry *entry, Err *err)
{
    Context *context = known->context;
    bool moved = !entry->made && !entry->account.found && entry->account.was_merged;
    entry->made = true;
    return !moved || sql_account_get(context->db, known->arena,
                                     &(struct account_get_in){.workspace = context->workspace,
                                                              .id = entry->account.merged.id},
                                     &entry->account.row, &entry->account.found, err);
}

static void make_owners(Known *known, Entry *entry)
{
    const char *kind = address_kind_name((AddressKind)entry->id);
    for (size_t i = 0; !entry->made && i < entry->owners.count; i++)
        if (text_equal(entry->owners.at[i].kind, kind))
            push_id(known, &entry->ids, entry->owners.at[i].contact_id);
    entry->made = true;
}

static void make_named(Known *known, Entry *entry)
{
    if (entry->made)
        return;
    for (size_t i = 0; i < entry->named.here.count; i++)
        push_id(known, &entry->ids, entry->named.here.at[i].id);
    for (size_t i = 0; i < entry->named.alone.count; i++)
        push_id(known, &entry->ids, entry->named.alone.at[i].id);
    for (size_t i = 0; i < entry->named.merged.count; i++)
        push_id(known, &entry->ids, entry->named.merged.at[i].id);
    entry->made = true;
}

/* What was not asked ahead waits for its answer here. */
#define auto_asks_of(known)                                                                        \
    auto_asks Asks asks = {.db = (known)->context->db, .arena = (known)->arena}

bool known_account(Known *known, const char *name_key, const struct account_get_row **account,
                   Err *err)
{
    auto_asks_of(known);
    Entry *entry = ask_account(known, &asks, name_key);
    if (!asks_answer(&asks, err) || !make_account(known, entry, err))
        return false;
    *account = entry->account.found ? &entry->account.row : NULL;
    return true;
}

bool known_account_addresses(Known *known, int64_t account_id,
                             struct address_of_account_rows *addresses, Err *err)
{
    auto_asks_of(known);
    const Entry *entry = ask_addresses(known, &asks, account_id);
    if (!asks_answer(&asks, err))
        return false;
    *addresses = entry->addresses.rows;
    return true;
}

bool known_owners(Known *known, const DraftAddress *address, KnownIds *contacts, Err *err)
{
    auto_asks_of(known);
    Entry *entry = ask_owners(known, &asks, address);
    if (!asks_answer(&asks, err))
        return false;
    make_owners(known, entry);
    *contacts = ids_of(&entry->ids);
    return true;
}

bool known_named(Known *known, int64_t account_id, const char *name_key, KnownIds *contacts,
                 Err *err)
{
    auto_asks_of(known);
    Entry *entry = ask_named(known, &asks, account_id, name_key);
    if (!asks_answer(&asks, err))
        return false;
    make_named(known, entry);
    *contacts = ids_of(&entry->ids);
    return true;
}

bool known_contact(Known *known, int64_t id, const KnownContact **contact, Err *err)
{
    auto_asks_of(known);
    const Entry *entry = ask_contact(known, &asks, id);
    if (!asks_answer(&asks, err))
        return false;
    *contact = &entry->contact;
    return true;
}

bool known_external(Known *known, const char *external_id, struct lead_by_external_row *row,
                    bool *found, Err *err)
{
    auto_asks_of(known);
    const Entry *entry = ask_external(known, &asks, external_id);
    if (!asks_answer(&asks, err))
        return false;
    *row = entry->external.row;
    *found = entry->external.found;
    return true;
}

/* ---- ahead ---------------------------------------------------------------------------------- */

/* What the drafts' own words ask for. */
static bool ask_by_words(Known *known, const Draft *const *drafts, size_t count, Err *err)
{
    auto_asks_of(known);
    for (size_t i = 0; i < count; i++) {
        const Draft *draft = drafts[i];
        if (draft->company)
            ask_account(known, &asks, draft_company_key(draft));
        if (draft->company && !text_empty(draft->parent_key))
            ask_account(known, &asks, draft->parent_key);
        for (size_t k = 0; draft->name && k < draft->address_count; k++)
            if (draft->addresses[k].matches)
                ask_owners(known, &asks, &draft->addresses[k]);
        if (draft->external_id)
            ask_external(known, &asks, draft->external_id);
    }
    return asks_answer(&asks, err);
}

/* What follows from the answers: accounts have people of the name, addresses have owners. */
static bool ask_by_answers(Known *known, const Draft *const *drafts, size_t count, Err *err)
{
    auto_asks_of(known);
    for (size_t i = 0; i < count; i++) {
        const Draft *draft = drafts[i];
        Entry *account =
            draft->company ? find(known, KNOWN_ACCOUNT, 0, draft_company_key(draft)) : NULL;
        bool owned = false;
        if (account && !make_account(known, account, err))
            return false;
        if (account && account->account.found)
            ask_addresses(known, &asks, account->account.row.id);
        for (size_t k = 0; draft->name && k < draft->address_count; k++) {
            Entry *owners =
                find(known, KNOWN_OWNERS, draft->addresses[k].kind, draft->addresses[k].value_key);
            if (!owners)
                continue;
            make_owners(known, owners);
            owned |= owners->ids.count != 0;
            vec_each (const int64_t, id, &owners->ids)
                ask_contact(known, &asks, *id);
        }
        if (draft->name && !owned && (!account || account->account.found))
            ask_named(known, &asks, account ? account->account.row.id : 0, draft->name_key);
    }
    return asks_answer(&asks, err);
}

static bool ask_by_names(Known *known, const Draft *const *drafts, size_t count, Err *err)
{
    auto_asks_of(known);
    for (size_t i = 0; i < count; i++) {
        const Draft *draft = drafts[i];
        const Entry *account =
            draft->company ? find(known, KNOWN_ACCOUNT, 0, draft_company_key(draft)) : NULL;
        Entry *named = draft->name ? find(known, KNOWN_NAMED, account ? account->account.row.id : 0,
                                          draft->name_key)
                                   : NULL;
        if (!named)
            continue;
        make_named(known, named);
        vec_each (const int64_t, id, &named->ids)
            ask_contact(known, &asks, *id);
    }
    return asks_answer(&asks, err);
}

bool known_ahead(Known *known, const Draft *const *drafts, size_t count, Err *err)
{
    return ask_by_words(known, drafts, count, err) && ask_by_answers(known, drafts, count, err) &&
           ask_by_names(known, drafts, count, err);
}

/* ---- what the batch writes ------------------------------------------------------------------ */

/* One row more behind those of an answer. */
static void append(Known *known, struct address_get_row **at, size_t *count,
                   const struct address_get_row *row)
{
    struct address_get_row *rows = arena_array(known->arena, *count + 1, sizeof *rows);
    if (*count)
        memcpy(rows, *at, *count * sizeof *rows);
    rows[(*count)++] = *row;
    *at = rows;
}

void known_put_account(Known *known, const char *name_key, const struct account_get_row *row)
{
    Entry *entry = find(known, KNOWN_ACCOUNT, 0, name_key);
    if (!entry)
        entry = add(known, KNOWN_ACCOUNT, 0, name_key);
    if (!entry->account.found)
        add(known, KNOWN_ADDRESSES, row->id, NULL)->addresses.fresh = true;
    entry->made = entry->account.found = true;
    entry->account.row = *row;
}

void known_add_address(Known *known, const struct address_get_row *row)
{
    AddressKind kind = ADDRESS_NONE;
    address_kind_find(row->kind, &kind);
    Entry *owners = find(known, KNOWN_OWNERS, kind, row->value_key);
    Entry *contact = find(known, KNOWN_CONTACT, row->contact_id, NULL);
    Entry *account = find(known, KNOWN_ADDRESSES, row->account_id, NULL);
    if (owners && row->contact_id) {
        make_owners(known, owners);
        push_id(known, &owners->ids, row->contact_id);
    }
    if (contact)
        append(known, &contact->contact.addresses.at, &contact->contact.addresses.count, row);
    if (account)
        append(known, &account->addresses.rows.at, &account->addresses.rows.count, row);
}

void known_put_contact(Known *known, const struct contact_get_row *row)
{
    Entry *named = find_named(known, row->account_id, row->name_key);
    Entry *entry = find(known, KNOWN_CONTACT, row->id, NULL);
    if (!entry)
        entry = add(known, KNOWN_CONTACT, row->id, NULL);
    entry->contact.row = *row;
    if (!named)
        return;
    make_named(known, named);
    push_id(known, &named->ids, row->id);
}

void known_forget_contact(Known *known, int64_t id)
{
    forget(known, KNOWN_CONTACT, id, NULL);
}

void known_forget_external(Known *known, const char *external_id)
{
    forget(known, KNOWN_EXTERNAL, 0, external_id);
}
