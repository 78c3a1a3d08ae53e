/* Suppression: what is ended for an address, and the ledger that says so. Looked up by keyed hash
 * each time an address is loaded, so that it holds for people imported again and outlives those
 * erased. */
#include "action/load_lead.h"

#include "action/draft.h"
#include "base/text.h"

#include <string.h>

Digest suppression_hash(const Context *context, const char *value_key)
{
    return digest_of(context->secret, value_key, strlen(value_key));
}

static bool look_up(Context *context, const char *key, ChannelSet *channels, Err *err)
{
    Digest hash = suppression_hash(context, key);
    struct suppression_get_row row;
    bool found;
    if (!sql_suppression_get(context->db, context->arena,
                             &(struct suppression_get_in){.workspace = context->workspace,
                                                          .hash = {hash.bytes, sizeof hash.bytes}},
                             &row, &found, err))
        return false;
    if (found)
        *channels |= (ChannelSet)row.channels;
    return true;
}

bool suppression_of(Context *context, const char *value_key, ChannelSet *channels, Err *err)
{
    *channels = 0;
    if (context->some.known && !context->some.suppressions)
        return true;
    /* The rows are not kept: a long import must not fill the context's arena. */
    ArenaMark mark = arena_mark(context->arena);
    ChannelSet ended = 0;
    const char *domain = strrchr(value_key, '@');
    bool done = look_up(context, value_key, &ended, err) &&
                (!domain || look_up(context, domain, &ended, err));
    arena_rewind(context->arena, mark);
    if (done)
        *channels = ended;
    return done;
}

bool suppression_add(Context *context, const char *value_key, const Suppressing *said,
                     int64_t *ledger_id, Err *err)
{
    Digest hash = suppression_hash(context, value_key);
    const struct Blob key = {hash.bytes, sizeof hash.bytes};
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
    if (!of_a_place[kind] && !(kind == ADDRESS_EMAIL && draft_role_mailbox(address->value_key)))
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
