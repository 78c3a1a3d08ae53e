/* The tree of a parsed template: private to mustache*.c. */
#pragma once

#include "base/mustache.h"

enum { MUSTACHE_DEPTH = 64, MUSTACHE_LONGEST = 1024 * 1024 };

typedef enum MustacheKind {
    NODE_TEXT,
    NODE_VALUE, /* {{name}} */
    NODE_RAW,   /* {{{name}}} and {{&name}} */
    NODE_SECTION,
    NODE_INVERTED,
    NODE_PARTIAL
} MustacheKind;

typedef struct MustacheNode MustacheNode;
struct MustacheNode {
    MustacheKind kind;
    bool begins_line;   /* the indentation of a partial goes before it */
    const char *text;   /* of NODE_TEXT; else the name as it stands */
    size_t length;      /* of the text */
    const char **parts; /* of a dotted name, ends with NULL; empty for "." */
    const char *indent; /* of a partial that stands alone on its line, else NULL */
    int line, column;
    MustacheNode *first; /* of a section */
    MustacheNode *next;
};

struct Mustache {
    MustacheNode *first;
    size_t tags; /* how many names there can be */
};
