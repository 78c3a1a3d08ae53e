#include "action/suppressed_set.h"

#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

struct Suppressed {
    Digest hash;
    ChannelSet channels;
};

static int by_hash(const void *a, const void *b)
{
    return memcmp(a, b, DIGEST_BYTES);
}

bool suppressed_set_load(Context *context, Arena *arena, SuppressedSet *set, Err *err)
{
    VEC(struct Suppressed) made = {0};
    auto_arena Arena *scratch = arena_new();
    auto_rows Rows *rows = sql_suppression_scan_open(
        context->db, &(struct suppression_scan_in){.workspace = context->workspace}, err);
    if (!rows)
        return false;
    for (bool more;;) {
        struct suppression_scan_row row;
        if (!sql_suppression_scan_next(rows, scratch, &row, &more, err))
            return false;
        if (!more)
            break;
        if (row.hash.length == DIGEST_BYTES) {
            struct Suppressed *entry = vec_push(arena, &made);
            memcpy(entry->hash.bytes, row.hash.at, DIGEST_BYTES);
            entry->channels = (ChannelSet)row.channels;
        }
        arena_reset(scratch);
    }
    if (made.count)
        qsort(made.at, made.count, sizeof *made.at, by_hash);
    *set = (SuppressedSet){made.at, made.count};
    return true;
}

ChannelSet suppressed_set_ended(const Context *context, const SuppressedSet *set,
                                const char *value_key)
{
    if (!set->count)
        return 0;
    ChannelSet ended = 0;
    const char *keys[] = {value_key, strrchr(value_key, '@')};
    for (size_t i = 0; i < 2 && keys[i]; i++) {
        Digest hash = suppression_hash(context, keys[i]);
        const struct Suppressed *found =
            bsearch(&hash, set->at, set->count, sizeof *set->at, by_hash);
        ended |= found ? found->channels : 0;
    }
    return ended;
}
