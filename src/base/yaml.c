#include "base/yaml.h"

#include <string.h>

#include <yaml.h>

enum { LONGEST = 1024 * 1024, DEEPEST = 32, MOST_NODES = 20000, MOST_KEYS = 1000 };

typedef struct Reader {
    yaml_parser_t library;
    Arena *arena;
    int depth, nodes;
    Err *err;
} Reader;

static bool fail(const Reader *reader, yaml_mark_t mark, const char *why)
{
    return err_set(reader->err, ERR_INPUT, "line %zu, column %zu: %s", mark.line + 1,
                   mark.column + 1, why);
}

/* libyaml's words, and at least the place that it knows. */
static bool fail_as_library(const Reader *reader)
{
    const yaml_parser_t *library = &reader->library;
    const char *problem = library->problem ? library->problem : "this is no YAML";
    if (library->error == YAML_READER_ERROR)
        return err_set(reader->err, ERR_INPUT, "byte %zu: %s: save the file as UTF-8 text",
                       library->problem_offset, problem);
    yaml_mark_t mark = library->problem_mark;
    if (!library->context)
        return fail(reader, mark, problem);
    return err_set(reader->err, ERR_INPUT, "line %zu, column %zu: %s %s", mark.line + 1,
                   mark.column + 1, problem, library->context);
}

static bool next_event(Reader *reader, yaml_event_t *event)
{
    return yaml_parser_parse(&reader->library, event) || fail_as_library(reader);
}

static void event_cleanup(yaml_event_t *event)
{
    yaml_event_delete(event);
}
#define auto_event __attribute__((cleanup(event_cleanup))) yaml_event_t

/* What a tree of plain values has no place for. */
static bool refuse_extras(const Reader *reader, const yaml_event_t *event)
{
    const yaml_char_t *anchor = NULL, *tag = NULL;
    switch (event->type) {
    case YAML_ALIAS_EVENT:
        return fail(reader, event->start_mark,
                    "an alias (*name) is not read here: repeat the text");
    case YAML_SCALAR_EVENT:
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
        break;
    case YAML_SEQUENCE_START_EVENT:
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
        break;
    case YAML_MAPPING_START_EVENT:
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
        break;
    default:
        break;
    }
    if (anchor)
        return fail(reader, event->start_mark, "an anchor (&name) is not read here: leave it out");
    if (tag)
        return fail(reader, event->start_mark, "a tag (!name) is not read here: leave it out");
    return true;
}

static bool read_text(Reader *reader, const yaml_event_t *event, const char **text)
{
    const char *value = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
    if (memchr(value, '\0', length))
        return fail(reader, event->start_mark, "a text may not contain the character 0");
    *text = arena_strndup(reader->arena, value, length);
    return true;
}

static YamlNode *read_node(Reader *reader, const yaml_event_t *event);

static bool read_elements(Reader *reader, YamlNode *list)
{
    for (YamlNode **tail = &list->first;; tail = &(*tail)->next, list->count++) {
        auto_event event = {0};
        if (!next_event(reader, &event))
            return false;
        if (event.type == YAML_SEQUENCE_END_EVENT)
            return true;
        *tail = read_node(reader, &event);
        if (!*tail)
            return false;
    }
}

static bool read_key(Reader *reader, const yaml_event_t *event, const YamlNode *map,
                     const char **key)
{
    if (!refuse_extras(reader, event))
        return false;
    if (event->type != YAML_SCALAR_EVENT)
        return fail(reader, event->start_mark, "a key must be a plain word");
    if (map->count == MOST_KEYS) /* each is compared with all before it */
        return fail(reader, event->start_mark, "a map has more than 1,000 keys");
    if (!read_text(reader, event, key))
        return false;
    const YamlNode *known = yaml_get(map, *key);
    if (!known)
        return true;
    return err_set(reader->err, ERR_INPUT,
                   "line %zu, column %zu: the key \"%.60s\" stands in line %d already",
                   event->start_mark.line + 1, event->start_mark.column + 1, *key, known->key_line);
}

static bool read_entries(Reader *reader, YamlNode *map)
{
    for (YamlNode **tail = &map->first;; tail = &(*tail)->next, map->count++) {
        auto_event key_event = {0};
        const char *key = NULL;
        if (!next_event(reader, &key_event))
            return false;
        if (key_event.type == YAML_MAPPING_END_EVENT)
            return true;
        if (!read_key(reader, &key_event, map, &key))
            return false;
        auto_event event = {0};
        if (!next_event(reader, &event))
            return false;
        YamlNode *node = read_node(reader, &event);
        if (!node)
            return false;
        node->key = key;
        node->key_line = (int)key_event.start_mark.line + 1;
        node->key_column = (int)key_event.start_mark.column + 1;
        *tail = node;
    }
}

static YamlNode *read_node(Reader *reader, const yaml_event_t *event)
{
    if (!refuse_extras(reader, event))
        return NULL;
    if (++reader->nodes > MOST_NODES) {
        fail(reader, event->start_mark, "the file has too many entries, more than 20,000");
        return NULL;
    }
    YamlNode *node = arena_make(reader->arena, YamlNode);
    node->line = (int)event->start_mark.line + 1;
    node->column = (int)event->start_mark.column + 1;
    if (event->type == YAML_SCALAR_EVENT) {
        node->kind = YAML_TEXT;
        node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
        return read_text(reader, event, &node->text) ? node : NULL;
    }
    if (reader->depth == DEEPEST) {
        fail(reader, event->start_mark, "this is nested deeper than 32 levels");
        return NULL;
    }
    bool list = event->type == YAML_SEQUENCE_START_EVENT;
    node->kind = list ? YAML_LIST : YAML_MAP;
    reader->depth++;
    bool good = list ? read_elements(reader, node) : read_entries(reader, node);
    reader->depth--;
    return good ? node : NULL;
}

static bool expect(Reader *reader, yaml_event_type_t type, const char *otherwise)
{
    auto_event event = {0};
    if (!next_event(reader, &event))
        return false;
    return event.type == type || fail(reader, event.start_mark, otherwise);
}

static YamlNode *read_document(Reader *reader)
{
    auto_event event = {0};
    YamlNode *node;
    bool good = expect(reader, YAML_STREAM_START_EVENT, "this is no YAML") &&
                expect(reader, YAML_DOCUMENT_START_EVENT, "there is nothing here") &&
                next_event(reader, &event) && (node = read_node(reader, &event)) &&
                expect(reader, YAML_DOCUMENT_END_EVENT, "something stands behind the end") &&
                expect(reader, YAML_STREAM_END_EVENT,
                       "a second document begins: write each into a file of its own");
    return good ? node : NULL;
}

YamlNode *yaml_parse(Arena *arena, const char *source, size_t length, Err *err)
{
    if (length > LONGEST) {
        err_set(err, ERR_INPUT, "the file is longer than 1 MiB");
        return NULL;
    }
    Reader reader = {.arena = arena, .err = err};
    if (!yaml_parser_initialize(&reader.library)) {
        err_set(err, ERR_BROKEN, "there is no memory to read YAML");
        return NULL;
    }
    yaml_parser_set_encoding(&reader.library, YAML_UTF8_ENCODING);
    if (length >= 3 && memcmp(source, "\xEF\xBB\xBF", 3) == 0) {
        source += 3; /* libyaml would count the byte order mark as a column */
        length -= 3;
    }
    yaml_parser_set_input_string(&reader.library, (const unsigned char *)source, length);
    YamlNode *root = read_document(&reader);
    yaml_parser_delete(&reader.library);
    return root;
}

const YamlNode *yaml_get(const YamlNode *map, const char *key)
{
    if (!map || map->kind != YAML_MAP)
        return NULL;
    const YamlNode *node = map->first;
    while (node && strcmp(node->key, key) != 0)
        node = node->next;
    return node;
}
