/* Whom a draft meets: the account by its name, the person by mailbox, cell or name; made when they
 * are new, filled in when they are known. */
#include "action/capture_inner.h"

#include "base/text.h"
#include "mail/mailbox_kind.h"

#include <string.h>

/* The lawful basis to text a cell: whoever met us or asked us gave the number; a list did not. */
static const char *text_basis_of(const Draft *draft, const DraftAddress *address)
{
    static const char *const given[SOURCE_KINDS] = {
        [SOURCE_SHOW] = "they gave the number when we met",
        [SOURCE_NETWORKING] = "they gave the number when we met",
        [SOURCE_WEB] = "they gave the number when they asked",
        [SOURCE_CALL] = "they gave the number when they called",
    };
    if (address->kind != ADDRESS_CELL)
        return NULL;
    return draft->texts_agreed ? CAPTURE_TEXTS_ASKED : given[draft->source_kind];
}

static bool insert_address(Context *context, Known *known, int64_t contact_id, int64_t account_id,
                           const Draft *draft, const DraftAddress *address, Err *err)
{
    struct address_get_row row = {
        .contact_id = contact_id,
        .account_id = account_id,
        .kind = address_kind_name(address->kind),
        .value = address->value,
        .value_key = address->value_key,
        .extension = address->extension,
        .label = address->label,
        .state = address_state_name(ADDRESS_UNKNOWN),
        .text_basis = text_basis_of(draft, address),
        .created_at = context->now,
    };
    if (!context_id(context, &row.id, err) ||
        !sql_address_insert(context->db,
                            &(struct address_insert_in){
                                .workspace = context->workspace,
                                .id = row.id,
                                .contact_id = row.contact_id,
                                .account_id = row.account_id,
                                .kind = row.kind,
                                .value = row.value,
                                .value_key = row.value_key,
                                .extension = row.extension,
                                .label = row.label,
                                .text_basis = row.text_basis,
                                .now = row.created_at,
                            },
                            err))
        return false;
    known_add_address(known, &row);
    return true;
}

static bool has_address(const struct address_get_row *rows, size_t count,
                        const DraftAddress *address)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(rows[i].value_key, address->value_key) &&
            text_equal(rows[i].kind, address_kind_name(address->kind)))
            return true;
    return false;
}

static bool fill_contact_addresses(Context *context, Known *known, const KnownContact *contact,
                                   const Draft *draft, bool *learned, Err *err)
{
    const struct address_of_contact_rows before = contact->addresses;
    for (size_t i = 0; i < draft->address_count; i++) {
        if (has_address(before.at, before.count, &draft->addresses[i]))
            continue;
        if (!insert_address(context, known, contact->row.id, 0, draft, &draft->addresses[i], err))
            return false;
        *learned = true;
    }
    return true;
}

static bool fill_account_addresses(Context *context, Known *known, const Met *met,
                                   const Draft *draft, bool *learned, Err *err)
{
    struct address_of_account_rows before;
    if (!draft->company_address_count)
        return true;
    if (!known_account_addresses(known, met->account_id, &before, err))
        return false;
    for (size_t i = 0; i < draft->company_address_count; i++) {
        const DraftAddress *address = &draft->company_addresses[i];
        bool there = false;
        for (size_t k = 0; k < before.count && !there; k++)
            there = text_equal(before.at[k].value_key, address->value_key);
        if (there)
            continue;
        if (!insert_address(context, known, 0, met->account_id, draft, address, err))
            return false;
        *learned = true;
    }
    return true;
}

static bool insert_account(Context *context, Known *known, const char *name, const char *key,
                           int64_t parent, const Draft *draft, int64_t *id, Err *err)
{
    /* A person's place says where the firm is only when there is no person. */
    bool place = draft && !draft->name;
    struct account_get_row row = {.name = name,
                                  .name_key = key,
                                  .domain = draft ? draft->domain : NULL,
                                  .state = "",
                                  .parent_id = parent,
                                  .sector = draft ? draft->sector : NULL,
                                  .city = place ? draft->city : NULL,
                                  .region = place ? draft->region : NULL,
                                  .country = place ? draft->country : NULL,
                                  .zone = place ? draft->zone : NULL,
                                  .climb_day = TIME_NONE,
                                  .mail_day = TIME_NONE,
                                  .created_at = context->now};
    if (!context_id(context, &row.id, err) ||
        !sql_account_insert(context->db,
                            &(struct account_insert_in){.workspace = context->workspace,
                                                        .id = row.id,
                                                        .name = row.name,
                                                        .name_key = row.name_key,
                                                        .domain = row.domain,
                                                        .parent_id = row.parent_id,
                                                        .sector = row.sector,
                                                        .city = row.city,
                                                        .region = row.region,
                                                        .country = row.country,
                                                        .zone = row.zone,
                                                        .now = row.created_at},
                            err))
        return false;
    known_put_account(known, key, &row);
    *id = row.id;
    return true;
}

static bool meet_parent(Context *context, Known *known, const Draft *draft, int64_t *parent,
                        Err *err)
{
    *parent = 0;
    if (text_empty(draft->parent_key) || text_equal(draft->parent_key, draft->company_key))
        return true;
    const struct account_get_row *row;
    if (!known_account(known, draft->parent_key, &row, err))
        return false;
    if (!row)
        return insert_account(context, known, draft->parent, draft->parent_key, 0, NULL, parent,
                              err);
    *parent = row->id;
    return true;
}

/* What is known stays; what is not may be filled in. */
static const char *filled(const char *known, const char *told, bool *news)
{
    *news |= !known && told;
    return known ? known : told;
}

/* Fills what the account's row does not know. */
static bool fill_account(Context *context, Known *known, const Draft *draft, int64_t parent,
                         Met *met, Err *err)
{
    struct account_get_row row = *met->account;
    bool place = !draft->name, news = !row.parent_id && parent;
    if (news)
        row.parent_id = parent;
    row.domain = filled(row.domain, draft->domain, &news);
    row.sector = filled(row.sector, draft->sector, &news);
    row.city = filled(row.city, place ? draft->city : NULL, &news);
    row.region = filled(row.region, place ? draft->region : NULL, &news);
    row.country = filled(row.country, place ? draft->country : NULL, &news);
    row.zone = filled(row.zone, place ? draft->zone : NULL, &news);
    if (!news)
        return true;
    met->account_learned = true;
    known_put_account(known, draft_company_key(draft), &row);
    return sql_account_fill(context->db,
                            &(struct account_fill_in){.workspace = context->workspace,
                                                      .id = row.id,
                                                      .domain = row.domain,
                                                      .parent_id = row.parent_id,
                                                      .sector = row.sector,
                                                      .city = row.city,
                                                      .region = row.region,
                                                      .country = row.country,
                                                      .zone = row.zone},
                            err);
}

static bool find_account(Known *known, const char *key, Met *met, Err *err)
{
    if (!known_account(known, key, &met->account, err))
        return false;
    met->account_id = met->account ? met->account->id : 0;
    met->account_never = met->account && text_equal(met->account->state, "never");
    return true;
}

/* The account that find_account() found, or a new one, with what the draft tells of it. */
static bool enter_account(Context *context, Known *known, const Draft *draft, Met *met, Err *err)
{
    const char *key = draft_company_key(draft);
    int64_t parent;
    if (met->account_never)
        return true;
    if (!meet_parent(context, known, draft, &parent, err))
        return false;
    bool learned = false;
    if (!met->account_id) {
        met->account_made = met->learned = true;
        return insert_account(context, known, draft->company, key, parent, draft, &met->account_id,
                              err) &&
               known_account(known, key, &met->account, err) &&
               fill_account_addresses(context, known, met, draft, &learned, err);
    }
    bool done = fill_account(context, known, draft, parent, met, err) &&
                known_account(known, key, &met->account, err) &&
                fill_account_addresses(context, known, met, draft, &learned, err);
    met->learned |= learned;
    met->account_learned |= learned;
    return done;
}

static bool meet_account(Context *context, Known *known, const Draft *draft, Met *met, Err *err)
{
    return !draft->company || (find_account(known, draft_company_key(draft), met, err) &&
                               enter_account(context, known, draft, met, err));
}

/* The account of a known person. The firm the draft names may be another: they changed jobs, or
 * work for both, which a list cannot tell (it may be older than what is known). So they stay where
 * they are, as every import fills and never overwrites, and the lead is told of it. A deal of
 * another system says itself with whom it is: there they work for both. */
static bool meet_own_account(Context *context, Arena *arena, Known *known, const Draft *draft,
                             int64_t own, Met *met, Err *err)
{
    Met named = *met;
    if (!own || !draft->company || draft->external_id)
        return meet_account(context, known, draft, met, err);
    if (!find_account(known, draft_company_key(draft), &named, err))
        return false;
    if (named.account_id == own) {
        *met = named;
        return enter_account(context, known, draft, met, err);
    }
    struct account_get_row *row = arena_make(arena, struct account_get_row);
    if (!sql_account_get(context->db, arena,
                         &(struct account_get_in){.workspace = context->workspace, .id = own}, row,
                         NULL, err))
        return false;
    met->other_firm = draft->company;
    met->account_id = own;
    met->account = row;
    met->account_never = named.account_never || text_equal(row->state, "never");
    return true;
}

/* The person who has a mailbox or cell of the draft. */
static bool find_by_address(Known *known, const Draft *draft, int64_t *contact, Err *err)
{
    for (size_t i = 0; i < draft->address_count && !*contact; i++) {
        KnownIds owners;
        if (!draft->addresses[i].matches)
            continue;
        if (!known_owners(known, &draft->addresses[i], &owners, err))
            return false;
        if (owners.count)
            *contact = owners.at[0];
    }
    return true;
}

/* Two people of one name: the same unless both have a mailbox or cell and share none. */
static bool may_be_same(const struct address_of_contact_rows *rows, const Draft *draft)
{
    bool theirs = false, ours = false, shared = false;
    for (size_t k = 0; k < rows->count; k++)
        theirs |= text_equal(rows->at[k].kind, "cell") || (text_equal(rows->at[k].kind, "email") &&
                                                           !mailbox_is_role(rows->at[k].value_key));
    for (size_t i = 0; i < draft->address_count; i++) {
        ours |= draft->addresses[i].matches;
        shared |= has_address(rows->at, rows->count, &draft->addresses[i]);
    }
    bool alone = !draft->company && draft->address_count && rows->count;
    return alone ? shared : !(theirs && ours);
}

static bool find_by_name(Known *known, const Draft *draft, int64_t account_id, int64_t *contact,
                         Err *err)
{
    KnownIds named;
    if (!known_named(known, account_id, draft->name_key, &named, err))
        return false;
    for (size_t i = 0; i < named.count && !*contact; i++) {
        const KnownContact *other;
        if (!known_contact(known, named.at[i], &other, err))
            return false;
        if (may_be_same(&other->addresses, draft))
            *contact = named.at[i];
    }
    return true;
}

static bool insert_contact(Context *context, Known *known, const Draft *draft, Met *met, Err *err)
{
    met->contact_made = met->learned = true;
    if (!context_id(context, &met->contact_id, err))
        return false;
    const struct contact_get_row made = {
        .id = met->contact_id,
        .account_id = met->account_id,
        .name = draft->name,
        .name_key = draft->name_key,
        .given = draft->given,
        .family = draft->family,
        .title = draft->title,
        .role = role_name(draft->role),
        .state = person_state_name(PERSON_HERE),
        .city = draft->city,
        .region = draft->region,
        .postcode = draft->postcode,
        .country = draft->country,
        .zone = draft->zone,
        .birthday = draft->birthday,
        .language = draft->language,
        .last_touched_at = TIME_NONE,
        .last_talked_at = TIME_NONE,
        .last_tried_at = TIME_NONE,
        .created_at = context->now,
    };
    const struct contact_get_row *row = &made;
    if (!sql_contact_insert(context->db,
                            &(struct contact_insert_in){.workspace = context->workspace,
                                                        .id = row->id,
                                                        .account_id = row->account_id,
                                                        .name = row->name,
                                                        .name_key = row->name_key,
                                                        .given = row->given,
                                                        .family = row->family,
                                                        .title = row->title,
                                                        .role = row->role,
                                                        .state = row->state,
                                                        .city = row->city,
                                                        .region = row->region,
                                                        .postcode = row->postcode,
                                                        .country = row->country,
                                                        .zone = row->zone,
                                                        .birthday = row->birthday,
                                                        .language = row->language,
                                                        .now = row->created_at},
                            err))
        return false;
    known_put_contact(known, row);
    for (size_t i = 0; i < draft->address_count; i++)
        if (!insert_address(context, known, row->id, 0, draft, &draft->addresses[i], err))
            return false;
    return true;
}

/* Fills what the contact's row does not know. */
static bool fill_row(Context *context, Known *known, const Draft *draft, int64_t account_id,
                     const struct contact_get_row *before, bool *learned, Err *err)
{
    struct contact_get_row row = *before;
    bool news = (!row.account_id && account_id) || (text_empty(row.role) && draft->role);
    if (!row.account_id)
        row.account_id = account_id;
    if (text_empty(row.role))
        row.role = role_name(draft->role);
    row.given = filled(row.given, draft->given, &news);
    row.family = filled(row.family, draft->family, &news);
    row.title = filled(row.title, draft->title, &news);
    row.city = filled(row.city, draft->city, &news);
    row.region = filled(row.region, draft->region, &news);
    row.postcode = filled(row.postcode, draft->postcode, &news);
    row.country = filled(row.country, draft->country, &news);
    row.zone = filled(row.zone, draft->zone, &news);
    row.birthday = filled(row.birthday, draft->birthday, &news);
    row.language = filled(row.language, draft->language, &news);
    if (!news)
        return true;
    *learned = true;
    known_put_contact(known, &row);
    return sql_contact_fill(context->db,
                            &(struct contact_fill_in){.workspace = context->workspace,
                                                      .id = row.id,
                                                      .account_id = row.account_id,
                                                      .given = row.given,
                                                      .family = row.family,
                                                      .title = row.title,
                                                      .role = row.role,
                                                      .city = row.city,
                                                      .region = row.region,
                                                      .postcode = row.postcode,
                                                      .country = row.country,
                                                      .zone = row.zone,
                                                      .birthday = row.birthday,
                                                      .language = row.language},
                            err);
}

static bool fill_contact(Context *context, Known *known, const Draft *draft, Met *met, Err *err)
{
    const KnownContact *contact;
    if (!known_contact(known, met->contact_id, &contact, err))
        return false;
    const struct contact_get_row *row = &contact->row;
    met->contact_never = text_equal(row->state, "never") || text_equal(row->state, "deceased");
    if (met->contact_never)
        return true;
    bool done = fill_row(context, known, draft, met->account_id, row, &met->contact_learned, err) &&
                fill_contact_addresses(context, known, contact, draft, &met->contact_learned, err);
    met->learned |= met->contact_learned;
    return done;
}

/* What the list says must not be used. Known people are planned anew for it. */
static bool suppress_stopped(Context *context, const Draft *draft, bool *learned, Err *err)
{
    for (size_t i = 0; draft->stopped && i < draft->address_count; i++) {
        const char *key = draft->addresses[i].value_key;
        ChannelSet channels = draft->stopped & address_channels(draft->addresses[i].kind), ended;
        int64_t ledger_id;
        if (!suppression_of(context, key, &ended, err))
            return false;
        if (!(channels & ~ended))
            continue;
        *learned = true;
        if (!suppression_add(context, key,
                             &(Suppressing){.channels = channels,
                                            .why = "do not contact, said the list",
                                            .source = text_or(draft->source, "import"),
                                            .at = context->now},
                             &ledger_id, err))
            return false;
    }
    return true;
}

/* Somebody whose mailbox or cell is closed to every channel, though no row says any more whose it
 * was: they asked for it, and were erased since; or their whole firm did. */
static bool asked_never(Context *context, const Draft *draft, bool *never, Err *err)
{
    for (size_t i = 0; i < draft->address_count && !*never; i++) {
        ChannelSet ended;
        if (!draft->addresses[i].matches)
            continue;
        if (!suppression_of(context, draft->addresses[i].value_key, &ended, err))
            return false;
        *never = (ended & EVERY_CHANNEL) == EVERY_CHANNEL;
    }
    return true;
}

/* Known by mailbox or cell, with their account; else the account, and whom it knows by that name.
 */
static bool meet_known(Context *context, Arena *arena, Known *known, const Draft *draft, Met *met,
                       Err *err)
{
    const KnownContact *person;
    if (draft->name && !find_by_address(known, draft, &met->contact_id, err))
        return false;
    if (met->contact_id)
        return known_contact(known, met->contact_id, &person, err) &&
               meet_own_account(context, arena, known, draft, person->row.account_id, met, err);
    if (!meet_account(context, known, draft, met, err))
        return false;
    return !draft->name || met->account_made || met->account_never ||
           find_by_name(known, draft, met->account_id, &met->contact_id, err);
}

bool capture_meet(Context *context, Arena *arena, Known *known, const Draft *draft, Met *met,
                  Err *err)
{
    Met made = {0};
    if (!meet_known(context, arena, known, draft, &made, err))
        return false;
    if (draft->name && !made.account_never) {
        if (!made.contact_id && !asked_never(context, draft, &made.contact_never, err))
            return false;
        if (!made.contact_never &&
            !(made.contact_id ? fill_contact(context, known, draft, &made, err)
                              : insert_contact(context, known, draft, &made, err)))
            return false;
    }
    if (!suppress_stopped(context, draft, &made.learned, err))
        return false;
    *met = made;
    return true;
}
