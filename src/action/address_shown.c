#include "action/address_shown.h"

bool addresses_shown(Context *context, Arena *arena, const struct address_get_row *rows,
                     size_t count, AddressShown *shown, ChannelSet *ended, Err *err)
{
    const char **keys = arena_array(arena, count, sizeof *keys);
    if (!ended)
        ended = arena_array(arena, count, sizeof *ended);
    for (size_t i = 0; i < count; i++)
        keys[i] = rows[i].value_key;
    if (!suppressions_of(context, keys, count, ended, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        shown[i] = (AddressShown){.id = rows[i].id,
                                  .value = rows[i].value,
                                  .extension = rows[i].extension,
                                  .label = rows[i].label,
                                  .why = rows[i].why,
                                  .state_at = rows[i].state_at,
                                  .unanswered = (int)rows[i].unanswered,
                                  .tired = rows[i].unanswered >= REACH_TIRED};
        if (!address_kind_find(rows[i].kind, &shown[i].kind) ||
            !address_state_find(rows[i].state, &shown[i].state))
            continue;
        ChannelSet own = address_channels(shown[i].kind);
        shown[i].suppressed = own && (ended[i] & own) == own;
    }
    return true;
}
