/* Any bytes as a target: what matched lies within it, and a decoded parameter is UTF-8. */
#include "base/text.h"
#include "web/form.h"
#include "web/route.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const methods[] = {"GET", "POST", "HEAD", "DELETE", "BREW"};
    if (!size)
        return 0;
    auto_arena Arena *arena = arena_new();
    const char *target = arena_strndup(arena, (const char *)data + 1, size - 1);
    RouteMatch match = route_match(methods[data[0] % 5], target);
    for (size_t i = 0; i < match.parameter_count; i++) {
        const RouteParameter *at = &match.parameters[i];
        if (at->value < target || at->value + at->value_length > target + strlen(target))
            abort();
        const char *decoded = form_decode(arena, at->value, at->value_length, false);
        if (decoded && !text_is_utf8(decoded, strlen(decoded)))
            abort();
    }
    return 0;
}
