/* YAML 1.1 by libyaml, as a tree that remembers where each node stood, so that a checker can name
 * line and column (in characters, from 1). Aliases, anchors and tags are refused (no billion
 * laughs), so is a second document; at most 1 MiB, 32 deep, 20,000 nodes, 1,000 keys in a map.
 * UTF-8 only. What a plain scalar means (number, boolean, null) is for the caller to say.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum YamlKind { YAML_TEXT, YAML_LIST, YAML_MAP } YamlKind;

typedef struct YamlNode YamlNode;
struct YamlNode {
    YamlKind kind;
    const char *key;  /* as an entry of a map */
    const char *text; /* YAML_TEXT */
    bool quoted;      /* the scalar was quoted or a block: no number or boolean is meant */
    YamlNode *first;  /* entries or elements */
    YamlNode *next;   /* sibling */
    size_t count;
    int line, column; /* of the value, from 1 */
    int key_line, key_column;
};

/* NULL on failure. INPUT: "line 3, column 7: …". A key given twice in a map is refused, a file
 * without any value too. */
YamlNode *yaml_parse(Arena *arena, const char *source, size_t length, Err *err);
const YamlNode *yaml_get(const YamlNode *map, const char *key); /* NULL when absent */
