/* Whom a draft meets: the account by its name, the person by mailbox, cell or name; made when they
 * are new, filled in when they are known. */
#include "action/capture_inner.h"

#include "action/load_lead.h"
#include "base/text.h"
#include "follow/alike.h"

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
    return address->kind == ADDRESS_CELL ? given[draft->source_kind] : NULL;
}

/* `row`: as it then stands. */
static bool insert_address(Context *context, int64_t contact_id, int64_t account_id,
                           const Draft *draft, const DraftAddress *address,
                           struct address_get_row *row, Err *err)
{
    *row = (struct address_get_row){
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
    return context_id(context, &row->id, err) &&
           sql_address_insert(context->db,
                              &(struct address_insert_in){
                                  .workspace = context->workspace,
                                  .id = row->id,
                                  .contact_id = row->contact_id,
                                  .account_id = row->account_id,
                                  .kind = row->kind,
                                  .value = row->value,
                                  .value_key = row->value_key,
                                  .extension = row->extension,
                                  .label = row->label,
                                  .text_basis = row->text_basis,
                                  .now = row->created_at,
                              },
                              err);
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

static bool fill_contact_addresses(Context *context, Arena *arena, int64_t contact_id,
                                   const Draft *draft, bool *learned, Err *err)
{
    struct address_of_contact_rows rows;
    if (!sql_address_of_contact(context->db, arena,
                                &(struct address_of_contact_in){.workspace = context->workspace,
                                                                .contact_id = contact_id},
                                &rows, err))
        return false;
    for (size_t i = 0; i < draft->address_count; i++) {
        if (has_address(rows.at, rows.count, &draft->addresses[i]))
            continue;
        struct address_get_row made;
        if (!insert_address(context, contact_id, 0, draft, &draft->addresses[i], &made, err))
            return false;
        *learned = true;
    }
    return true;
}

static bool fill_account_addresses(Context *context, Arena *arena, const Met *met,
                                   const Draft *draft, bool *learned, Err *err)
{
    struct address_of_account_rows rows = {0};
    if (!draft->company_address_count)
        return true;
    if (!met->account_made &&
        !sql_address_of_account(context->db, arena,
                                &(struct address_of_account_in){.workspace = context->workspace,
                                                                .account_id = met->account_id},
                                &rows, err))
        return false;
    for (size_t i = 0; i < draft->company_address_count; i++) {
        const DraftAddress *address = &draft->company_addresses[i];
        bool there = false;
        for (size_t k = 0; k < rows.count && !there; k++)
            there = text_equal(rows.at[k].value_key, address->value_key);
        if (there)
            continue;
        struct address_get_row made;
        if (!insert_address(context, 0, met->account_id, draft, address, &made, err))
            return false;
        *learned = true;
    }
    return true;
}

/* The one that an account of this name was merged into. */
static bool find_merged_account(Context *context, Arena *arena, const char *key,
                                struct account_get_row *row, bool *found, Err *err)
{
    struct merged_account_row kept;
    if (!sql_merged_account(
            context->db, arena,
            &(struct merged_account_in){.workspace = context->workspace, .name_key = key}, &kept,
            found, err))
        return false;
    return !*found ||
           sql_account_get(context->db, arena,
                           &(struct account_get_in){.workspace = context->workspace, .id = kept.id},
                           row, NULL, err);
}

static bool find_account(Context *context, Arena *arena, const char *key, Met *met, Err *err)
{
    struct account_get_row row;
    bool found;
    if (!sql_account_by_key(
            context->db, arena,
            &(struct account_by_key_in){.workspace = context->workspace, .name_key = key}, &row,
            &found, err) ||
        (!found && !find_merged_account(context, arena, key, &row, &found, err)))
        return false;
    met->account_id = found ? row.id : 0;
    met->account_never = found && text_equal(row.state, "never");
    met->account_read = found;
    if (found)
        met->account = row;
    return true;
}

static bool insert_account(Context *context, const char *name, const char *key, int64_t parent,
                           const Draft *draft, int64_t *id, Err *err)
{
    /* A person's place says where the firm is only when there is no person. */
    bool place = draft && !draft->name;
    return context_id(context, id, err) &&
           sql_account_insert(context->db,
                              &(struct account_insert_in){
                                  .workspace = context->workspace,
                                  .id = *id,
                                  .name = name,
                                  .name_key = key,
                                  .domain = draft ? draft->domain : NULL,
                                  .parent_id = parent,
                                  .sector = draft ? draft->sector : NULL,
                                  .city = place ? draft->city : NULL,
                                  .region = place ? draft->region : NULL,
                                  .country = place ? draft->country : NULL,
                                  .zone = place ? draft->zone : NULL,
                                  .now = context->now,
                              },
                              err);
}

static bool meet_parent(Context *context, Arena *arena, const Draft *draft, int64_t *parent,
                        Err *err)
{
    *parent = 0;
    if (text_empty(draft->parent))
        return true;
    const char *key = alike_company_key(arena, draft->parent);
    Met met = {0};
    if (text_empty(key) || text_equal(key, draft->company_key))
        return true;
    if (!find_account(context, arena, key, &met, err))
        return false;
    *parent = met.account_id;
    return *parent || insert_account(context, draft->parent, key, 0, NULL, parent, err);
}

/* Fills what the account's row does not know. */
static bool fill_account(Context *context, const Draft *draft, int64_t parent, Met *met, Err *err)
{
    const struct account_get_row *row = &met->account;
    bool place = !draft->name;
    bool tells = (!row->domain && draft->domain) || (!row->parent_id && parent) ||
                 (!row->sector && draft->sector) ||
                 (place && ((!row->city && draft->city) || (!row->region && draft->region) ||
                            (!row->country && draft->country) || (!row->zone && draft->zone)));
    if (!tells)
        return true;
    met->account_read = false;
    met->account_learned = true;
    return sql_account_fill(context->db,
                            &(struct account_fill_in){.workspace = context->workspace,
                                                      .id = met->account_id,
                                                      .domain = draft->domain,
                                                      .parent_id = parent,
                                                      .sector = draft->sector,
                                                      .city = place ? draft->city : NULL,
                                                      .region = place ? draft->region : NULL,
                                                      .country = place ? draft->country : NULL,
                                                      .zone = place ? draft->zone : NULL},
                            err);
}

/* The account that find_account() found, or a new one, with what the draft tells of it. */
static bool enter_account(Context *context, Arena *arena, const Draft *draft, const char *key,
                          Met *met, Err *err)
{
    int64_t parent;
    if (met->account_never)
        return true;
    if (!meet_parent(context, arena, draft, &parent, err))
        return false;
    bool learned = false;
    if (!met->account_id) {
        met->account_made = met->learned = true;
        return insert_account(context, draft->company, key, parent, draft, &met->account_id, err) &&
               fill_account_addresses(context, arena, met, draft, &learned, err);
    }
    bool done = fill_account(context, draft, parent, met, err) &&
                fill_account_addresses(context, arena, met, draft, &learned, err);
    met->learned |= learned;
    met->account_learned |= learned;
    return done;
}

static bool meet_account(Context *context, Arena *arena, const Draft *draft, Met *met, Err *err)
{
    const char *key = text_or(draft->company_key, draft->company);
    return !draft->company || (find_account(context, arena, key, met, err) &&
                               enter_account(context, arena, draft, key, met, err));
}

/* The account of a known person. The firm the draft names may be another: they changed jobs, or
 * work for both, which a list cannot tell (it may be older than what is known). So they stay where
 * they are, as every import fills and never overwrites, and the lead is told of it. A deal of
 * another system says itself with whom it is: there they work for both. */
static bool meet_own_account(Context *context, Arena *arena, const Draft *draft, int64_t own,
                             Met *met, Err *err)
{
    Met named = *met;
    const char *key = text_or(draft->company_key, draft->company);
    if (!own || !draft->company || draft->external_id)
        return meet_account(context, arena, draft, met, err);
    if (!find_account(context, arena, key, &named, err))
        return false;
    if (named.account_id == own) {
        *met = named;
        return enter_account(context, arena, draft, key, met, err);
    }
    met->other_firm = draft->company;
    met->account_id = own;
    met->account_read = true;
    if (!sql_account_get(context->db, arena,
                         &(struct account_get_in){.workspace = context->workspace, .id = own},
                         &met->account, NULL, err))
        return false;
    met->account_never = named.account_never || text_equal(met->account.state, "never");
    return true;
}

/* The person who has a mailbox or cell of the draft. */
static bool find_by_address(Context *context, Arena *arena, const Draft *draft, int64_t *contact,
                            Err *err)
{
    for (size_t i = 0; i < draft->address_count && !*contact; i++) {
        struct address_match_rows rows;
        if (!draft->addresses[i].matches)
            continue;
        if (!sql_address_match(
                context->db, arena,
                &(struct address_match_in){.workspace = context->workspace,
                                           .value_key = draft->addresses[i].value_key},
                &rows, err))
            return false;
        for (size_t k = 0; k < rows.count && !*contact; k++)
            if (text_equal(rows.at[k].kind, address_kind_name(draft->addresses[i].kind)))
                *contact = rows.at[k].contact_id;
    }
    return true;
}

/* Two people of one name: the same unless both have a mailbox or cell and share none. */
static bool may_be_same(Context *context, Arena *arena, int64_t contact_id, const Draft *draft,
                        bool *same, Err *err)
{
    struct address_of_contact_rows rows;
    if (!sql_address_of_contact(context->db, arena,
                                &(struct address_of_contact_in){.workspace = context->workspace,
                                                                .contact_id = contact_id},
                                &rows, err))
        return false;
    bool theirs = false, ours = false, shared = false;
    for (size_t k = 0; k < rows.count; k++)
        theirs |=
            text_equal(rows.at[k].kind, "cell") ||
            (text_equal(rows.at[k].kind, "email") && !draft_role_mailbox(rows.at[k].value_key));
    for (size_t i = 0; i < draft->address_count; i++) {
        ours |= draft->addresses[i].matches;
        shared |= has_address(rows.at, rows.count, &draft->addresses[i]);
    }
    bool alone = !draft->company && draft->address_count && rows.count;
    *same = alone ? shared : !(theirs && ours);
    return true;
}

/* The one that somebody of this name was merged into. */
static bool find_merged_contact(Context *context, Arena *arena, const Draft *draft,
                                int64_t account_id, int64_t *contact, Err *err)
{
    struct merged_contact_rows rows;
    if (!sql_merged_contact(context->db, arena,
                            &(struct merged_contact_in){.workspace = context->workspace,
                                                        .name_key = draft->name_key,
                                                        .account_id = account_id},
                            &rows, err))
        return false;
    for (size_t i = 0; i < rows.count && !*contact; i++) {
        bool same;
        if (!may_be_same(context, arena, rows.at[i].id, draft, &same, err))
            return false;
        *contact = same ? rows.at[i].id : 0;
    }
    return true;
}

static bool find_by_name(Context *context, Arena *arena, const Draft *draft, int64_t account_id,
                         int64_t *contact, Err *err)
{
    struct contact_by_name_rows rows = {0};
    struct contact_by_name_alone_rows alone = {0};
    bool asked =
        account_id
            ? sql_contact_by_name(context->db, arena,
                                  &(struct contact_by_name_in){.workspace = context->workspace,
                                                               .account_id = account_id,
                                                               .name_key = draft->name_key},
                                  &rows, err)
            : sql_contact_by_name_alone(
                  context->db, arena,
                  &(struct contact_by_name_alone_in){.workspace = context->workspace,
                                                     .name_key = draft->name_key},
                  &alone, err);
    if (!asked)
        return false;
    size_t count = account_id ? rows.count : alone.count;
    for (size_t i = 0; i < count && !*contact; i++) {
        int64_t id = account_id ? rows.at[i].id : alone.at[i].id;
        bool same;
        if (!may_be_same(context, arena, id, draft, &same, err))
            return false;
        if (same)
            *contact = id;
    }
    return *contact || find_merged_contact(context, arena, draft, account_id, contact, err);
}

static bool insert_contact(Context *context, Arena *arena, const Draft *draft, Met *met, Err *err)
{
    met->contact_made = met->learned = true;
    if (!context_id(context, &met->contact_id, err))
        return false;
    met->person.contact = (struct contact_get_row){
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
    const struct contact_get_row *row = &met->person.contact;
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
    struct address_get_row *addresses = arena_array(arena, draft->address_count, sizeof *addresses);
    for (size_t i = 0; i < draft->address_count; i++)
        if (!insert_address(context, met->contact_id, 0, draft, &draft->addresses[i], &addresses[i],
                            err))
            return false;
    met->person.addresses =
        (struct address_of_contact_rows){.at = addresses, .count = draft->address_count};
    return true;
}

/* True when the draft knows something the contact's row does not. */
static bool tells_more(const struct contact_get_row *row, const Draft *draft, int64_t account_id)
{
    return (!row->account_id && account_id) || (!row->given && draft->given) ||
           (!row->family && draft->family) || (!row->title && draft->title) ||
           (text_empty(row->role) && draft->role) || (!row->city && draft->city) ||
           (!row->region && draft->region) || (!row->postcode && draft->postcode) ||
           (!row->country && draft->country) || (!row->zone && draft->zone) ||
           (!row->birthday && draft->birthday) || (!row->language && draft->language);
}

static bool read_contact(Context *context, Arena *arena, int64_t id, struct contact_get_row *row,
                         Err *err)
{
    return sql_contact_get(context->db, arena,
                           &(struct contact_get_in){.workspace = context->workspace, .id = id}, row,
                           NULL, err);
}

static bool fill_contact(Context *context, Arena *arena, const Draft *draft,
                         const struct contact_get_row *row, Met *met, Err *err)
{
    met->contact_never = text_equal(row->state, "never") || text_equal(row->state, "deceased");
    if (met->contact_never)
        return true;
    if (tells_more(row, draft, met->account_id)) {
        met->contact_learned = true;
        if (!sql_contact_fill(context->db,
                              &(struct contact_fill_in){.workspace = context->workspace,
                                                        .id = met->contact_id,
                                                        .account_id = met->account_id,
                                                        .given = draft->given,
                                                        .family = draft->family,
                                                        .title = draft->title,
                                                        .role = role_name(draft->role),
                                                        .city = draft->city,
                                                        .region = draft->region,
                                                        .postcode = draft->postcode,
                                                        .country = draft->country,
                                                        .zone = draft->zone,
                                                        .birthday = draft->birthday,
                                                        .language = draft->language},
                              err))
            return false;
    }
    bool done =
        fill_contact_addresses(context, arena, met->contact_id, draft, &met->contact_learned, err);
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
static bool meet_known(Context *context, Arena *arena, const Draft *draft,
                       struct contact_get_row *person, Met *met, Err *err)
{
    *person = (struct contact_get_row){0};
    if (draft->name && !find_by_address(context, arena, draft, &met->contact_id, err))
        return false;
    if (met->contact_id)
        return read_contact(context, arena, met->contact_id, person, err) &&
               meet_own_account(context, arena, draft, person->account_id, met, err);
    if (!meet_account(context, arena, draft, met, err))
        return false;
    if (!draft->name || met->account_made || met->account_never)
        return true;
    return find_by_name(context, arena, draft, met->account_id, &met->contact_id, err) &&
           (!met->contact_id || read_contact(context, arena, met->contact_id, person, err));
}

bool capture_meet(Context *context, Arena *arena, const Draft *draft, Met *met, Err *err)
{
    Met made = {0};
    struct contact_get_row person;
    if (!meet_known(context, arena, draft, &person, &made, err))
        return false;
    if (draft->name && !made.account_never) {
        if (!made.contact_id && !asked_never(context, draft, &made.contact_never, err))
            return false;
        if (!made.contact_never &&
            !(made.contact_id ? fill_contact(context, arena, draft, &person, &made, err)
                              : insert_contact(context, arena, draft, &made, err)))
            return false;
    }
    if (!suppress_stopped(context, draft, &made.learned, err))
        return false;
    *met = made;
    return true;
}
