/* Any bytes: a tree whose nodes know their places, or an error. */
#include "base/yaml.h"

#include <stdint.h>
#include <stdlib.h>

static void check(const YamlNode *node)
{
    if (node->line < 1 || node->column < 1 || (node->kind == YAML_TEXT) != (node->text != NULL))
        abort();
    size_t count = 0;
    for (const YamlNode *part = node->first; part; part = part->next, count++)
        check(part);
    if (count != node->count)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    auto_arena Arena *arena = arena_new();
    Err err = {0};
    const YamlNode *root = yaml_parse(arena, (const char *)data, size, &err);
    if (root)
        check(root);
    else if (err.kind != ERR_INPUT)
        abort();
    return 0;
}
