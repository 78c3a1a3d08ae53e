/* Suppression: what is ended for an address, and the ledger that says so. Looked up by keyed hash
 * each time an address is loaded, so that it holds for people imported again and outlives those
 * erased. */
#include "action/load_lead.h"

#include "action/draft.h"
#include "base/text.h"
#include "mail/mailbox_kind.h"

#include <string.h>

Digest suppression_hash(const Context *context, const char *value_key)
{
    return digest_of(context->secret, value_key, strlen(value_key));
}

typedef struct LookUp {
    struct suppression_get_row row;
    bool found;
} LookUp;

static void look_up(Asks *asks, const Context *context, const char *key, LookUp *look)
{
    Digest hash = suppression_hash(context, key);
    sql_suppression_get_ask(asks,
                            &(struct suppression_get_in){.workspace = context->workspace,
                                                         .hash = {hash.bytes, sizeof hash.bytes}},
                            &look->row, &look->found);
}

bool suppressions_of(Context *context, const char *const *value_keys, size_t count,
                     ChannelSet *channels, Err *err)
{
    if (context->some.known && !context->some.suppressions) {
        memset(channels, 0, count * sizeof *channels);
        return true;
    }
    auto_arena Arena *scratch = arena_new();
    LookUp *own = arena_array(scratch, count, sizeof *own);
    LookUp *domains = arena_array(scratch, count, sizeof *domains);
    auto_asks Asks asks = {.db = context->db, .arena = scratch};
    for (size_t i = 0; i < count; i++) {
        const char *domain = strrchr(value_keys[i], '@');
        look_up(&asks, context, value_keys[i], &own[i]);
        if (domain)
            look_up(&asks, context, domain, &domains[i]);
    }
    if (!asks_answer(&asks, err))
        return false;
    for (size_t i = 0; i < count; i++)
        channels[i] = (own[i].found ? (ChannelSet)own[i].row.channels : 0) |
                      (domains[i].found ? (ChannelSet)domains[i].row.channels : 0);
    return true;
}

bool suppression_of(Context *context, const char *value_key, ChannelSet *channels, Err *err)
{
    return suppressions_of(context, &value_key, 1, channels, err);
}

bool suppression_add(Context *context, const char *value_key, const Suppressing *said,
                     int64_t *ledger_id, Err *err)
{
    Digest hash = suppression_hash(context, value_key);
    return suppression_add_hash(context, &hash, said, ledger_id, err);
}

bool suppression_add_hash(Context *context, const Digest *hash, const Suppressing *said,
                          int64_t *ledger_id, Err *err)
{
    const struct Blob key = {hash->bytes, sizeof hash->bytes};
    context->some.suppressions = true;
    return context_id(context, ledger_id, err) &&
           sql_suppression_add(context->db,
                               &(struct suppression_add_in){.workspace = context->workspace,
                                                            .hash = key,
                                                            .channels = (int64_t)said->channels,
                                                            .why = said->why,
                                                            .source = said->source,
                                                            .now = context->now},
                               err) &&
           sql_consent_insert(context->db,
                              &(struct consent_insert_in){.workspace = context->workspace,
                                                          .id = *ledger_id,
                                                          .hash = key,
                                                          .channels = (int64_t)said->channels,
                                                          .how = said->why,
                                                          .user_id = context->user,
                                                          .now = said->at},
                              err);
}

bool suppression_take_back(Context *context, int64_t ledger_id, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    struct consent_get_row row;
    struct consent_standing_rows standing;
    int64_t id, channels = 0;
    bool found;
    if (!sql_consent_get(context->db, scratch,
                         &(struct consent_get_in){.workspace = context->workspace, .id = ledger_id},
                         &row, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_BROKEN, "the ledger of consent has no row %lld",
                       (long long)ledger_id);
    if (!context_id(context, &id, err) ||
        !sql_consent_insert(
            context->db,
            &(struct consent_insert_in){.workspace = context->workspace,
                                        .id = id,
                                        .hash = row.hash,
                                        .channels = row.channels,
                                        .given = 1,
                                        .how = arena_printf(scratch, "undone: %s", row.how),
                                        .user_id = context->user,
                                        .now = context->now,
                                        .undoes = ledger_id},
            err) ||
        !sql_consent_standing(
            context->db, scratch,
            &(struct consent_standing_in){.workspace = context->workspace, .hash = row.hash},
            &standing, err))
        return false;
    for (size_t i = 0; i < standing.count; i++)
        channels |= standing.at[i].channels;
    return channels
               ? sql_suppression_set(context->db,
                                     &(struct suppression_set_in){.workspace = context->workspace,
                                                                  .hash = row.hash,
                                                                  .channels = channels},
                                     err)
               : sql_suppression_drop(context->db,
                                      &(struct suppression_drop_in){.workspace = context->workspace,
                                                                    .hash = row.hash},
                                      err);
}

bool suppression_shared(Context *context, const struct address_get_row *address, bool *shared,
                        Err *err)
{
    static const bool of_a_place[ADDRESS_KINDS] = {[ADDRESS_OFFICE] = true,
                                                   [ADDRESS_SWITCHBOARD] = true,
                                                   [ADDRESS_FAX] = true,
                                                   [ADDRESS_POSTAL] = true};
    AddressKind kind = ADDRESS_NONE;
    struct address_of_others_row others;
    address_kind_find(address->kind, &kind);
    *shared = false;
    if (!of_a_place[kind] && !(kind == ADDRESS_EMAIL && mailbox_is_role(address->value_key)))
        return true;
    ArenaMark mark = arena_mark(context->arena);
    bool asked =
        sql_address_of_others(context->db, context->arena,
                              &(struct address_of_others_in){.workspace = context->workspace,
                                                             .value_key = address->value_key,
                                                             .contact_id = address->contact_id},
                              &others, NULL, err);
    arena_rewind(context->arena, mark);
    *shared = asked && others.others > 0;
    return asked;
}

ChannelSet address_channels(AddressKind kind)
{
    static const ChannelSet sets[ADDRESS_KINDS] = {
        [ADDRESS_CELL] = CHANNEL_BIT(CHANNEL_PHONE) | CHANNEL_BIT(CHANNEL_TEXT),
        [ADDRESS_OFFICE] = CHANNEL_BIT(CHANNEL_PHONE),
        [ADDRESS_HOME] = CHANNEL_BIT(CHANNEL_PHONE),
        [ADDRESS_SIP] = CHANNEL_BIT(CHANNEL_PHONE),
        [ADDRESS_SWITCHBOARD] = CHANNEL_BIT(CHANNEL_PHONE),
        [ADDRESS_FAX] = CHANNEL_BIT(CHANNEL_FAX),
        [ADDRESS_EMAIL] = CHANNEL_BIT(CHANNEL_EMAIL) | CHANNEL_BIT(CHANNEL_ARTICLE),
        [ADDRESS_POSTAL] = CHANNEL_BIT(CHANNEL_LETTER) | CHANNEL_BIT(CHANNEL_GIFT) |
                           CHANNEL_BIT(CHANNEL_VISIT) | CHANNEL_BIT(CHANNEL_ARTICLE),
    };
    return sets[kind];
}

ChannelSet address_main_channels(AddressKind kind)
{
    ChannelSet besides = CHANNEL_BIT(CHANNEL_TEXT) | CHANNEL_BIT(CHANNEL_ARTICLE) |
                         CHANNEL_BIT(CHANNEL_GIFT) | CHANNEL_BIT(CHANNEL_VISIT);
    return address_channels(kind) & ~besides;
}

ChannelSet channels_ended(const struct address_get_row *addresses, size_t count,
                          const ChannelSet *ended)
{
    ChannelSet all = 0, carried = 0;
    for (size_t i = 0; i < count; i++) {
        AddressKind kind = ADDRESS_NONE;
        address_kind_find(addresses[i].kind, &kind);
        ChannelSet own = address_channels(kind);
        all |= ended[i] & own;
        if (!(ended[i] & address_main_channels(kind)))
            carried |= own & ~ended[i] & ~CHANNEL_BIT(CHANNEL_TEXT);
    }
    return all & ~carried;
}
