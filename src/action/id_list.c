#include "action/id_list.h"

#include "base/buf.h"

#include <stdlib.h>

const char *id_list(Arena *arena, const int64_t *ids, size_t count)
{
    enum { ID_BYTES = 21 };
    auto_buf Buf list = buf_new(count * ID_BYTES + 2);
    buf_addc(&list, '[');
    for (size_t i = 0; i < count; i++)
        buf_addf(&list, "%s%lld", i ? "," : "", (long long)ids[i]);
    buf_addc(&list, ']');
    return arena_strndup(arena, list.at, list.length);
}

static int by_id(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

size_t id_list_once(int64_t *ids, size_t count)
{
    size_t kept = 0;
    if (count)
        qsort(ids, count, sizeof *ids, by_id);
    for (size_t i = 0; i < count; i++)
        if (ids[i] && (!kept || ids[kept - 1] != ids[i]))
            ids[kept++] = ids[i];
    return kept;
}
