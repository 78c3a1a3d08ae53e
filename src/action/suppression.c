/* Suppression: looked up by keyed hash each time an address is loaded, so that it holds for people
 * imported again and outlives those erased. */
#include "action/load_lead.h"

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
