#include "web/field.h"

#include "base/json.h"
#include "base/text.h"
#include "base/when.h"

#include <stdlib.h>
#include <string.h>

enum { MORNING_MINUTE = 9 * 60 };

static const char *choices_of(Arena *arena, const Field *field)
{
    Buf out = buf_new(FIELD_BYTES);
    for (const char *const *choice = field->choices; *choice; choice++)
        buf_addf(&out, "%s%s", choice == field->choices ? "" : ", ", *choice);
    const char *all = arena_strdup(arena, out.at);
    buf_free(&out);
    return all;
}

static size_t bytes_most(const Field *field)
{
    if (field->most > 0 && field->kind != FIELD_COUNT)
        return (size_t)field->most;
    return field->kind == FIELD_LINES || field->lines ? FIELD_LINES_BYTES : FIELD_BYTES;
}

const char *field_takes(Arena *arena, const Field *field)
{
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_LINES:
    case FIELD_SOURCE:
    case FIELD_SECRET:
        return arena_printf(arena, "text of at most %zu bytes", bytes_most(field));
    case FIELD_WORD:
        return arena_printf(arena, "one of %s", choices_of(arena, field));
    case FIELD_COUNT:
        return arena_printf(arena, "a whole number from %lld to %lld", (long long)field->least,
                            (long long)field->most);
    case FIELD_ID:
        return "an id, a whole number from 1 on";
    case FIELD_FLAG:
        return "true or false";
    case FIELD_TIME:
        return "a time like 2026-12-01T09:00:00Z or \"tomorrow 9am\"";
    case FIELD_DAY:
        return "a day like 2026-12-01 or \"friday\"";
    case FIELD_LIST:
        return "a list of texts";
    case FIELD_IDS:
        return "a list of ids";
    case FIELD_PAIRS:
        return "texts by name, like {\"cell\": \"202 555 0123\"}";
    case FIELD_FILE:
        return "a file";
    default:
        return "JSON";
    }
}

static bool refuse(const Field *field, const FieldInput *input, Err *err)
{
    return err_field(err, ERR_INPUT, field->name, "%s takes %s", field->name,
                     field_takes(input->arena, field));
}

static const char *unix_lines(Arena *arena, const char *text)
{
    char *copy = arena_strdup(arena, text), *to = copy;
    for (const char *from = text; *from; from++)
        if (from[0] != '\r' || from[1] != '\n')
            *to++ = *from;
    *to = 0;
    return copy;
}

static bool read_text(const Field *field, const FieldInput *input, RequestValue *value, Err *err)
{
    const char *text = input->texts[0];
    size_t most = bytes_most(field), length = strlen(text);
    if (length > most)
        return err_field(err, ERR_INPUT, field->name, "%s has %zu bytes, and %zu are taken",
                         field->name, length, most);
    if (field->kind == FIELD_TEXT)
        text = text_clean(input->arena, text, length, most);
    else if (field->kind == FIELD_LINES)
        text = text_clean_lines(input->arena, text, length, most);
    else if (field->kind == FIELD_SOURCE)
        text = unix_lines(input->arena, text);
    value->given = text[0] || field->empty;
    value->text = value->given ? text : NULL;
    return true;
}

static bool read_word(const Field *field, const FieldInput *input, RequestValue *value, Err *err)
{
    const char *text = input->texts[0];
    if (!text[0])
        return true;
    for (const char *const *choice = field->choices; *choice; choice++)
        if (text_equal(*choice, text)) {
            value->given = true;
            value->text = *choice;
            return true;
        }
    const char *near = text_nearest(text, field->choices);
    refuse(field, input, err);
    return near ? err_field(err, ERR_INPUT, field->name, "%s takes %s; did you mean \"%s\"?",
                            field->name, field_takes(input->arena, field), near)
                : false;
}

static bool read_number(const char *text, int64_t least, int64_t most, int64_t *number)
{
    char *end;
    if (!text[0] || strlen(text) > 19)
        return false;
    long long read = strtoll(text, &end, 10);
    if (*end || read < least || read > most)
        return false;
    *number = read;
    return true;
}

static bool read_count(const Field *field, const FieldInput *input, RequestValue *value, Err *err)
{
    bool id = field->kind == FIELD_ID;
    if (!input->texts[0][0])
        return true;
    if (!read_number(input->texts[0], id ? 1 : field->least, id ? INT64_MAX : field->most,
                     &value->number))
        return refuse(field, input, err);
    value->given = true;
    return true;
}

static bool read_flag(const Field *field, const FieldInput *input, RequestValue *value, Err *err)
{
    static const char *const yes[] = {"true", "1", "on", "yes"}, *const no[] = {"false", "0", "off",
                                                                                "no", ""};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (text_equal_nocase(input->texts[0], yes[i])) {
            value->given = true;
            value->number = 1;
            return true;
        }
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (text_equal_nocase(input->texts[0], no[i])) {
            value->given = true;
            return true;
        }
    return refuse(field, input, err);
}

static bool read_time(const Field *field, const FieldInput *input, RequestValue *value, Err *err)
{
    const char *text = input->texts[0];
    Time at;
    Err no_rfc3339;
    if (!text[0])
        return true;
    if (!time_parse_rfc3339(text, &at, &no_rfc3339)) {
        When when;
        if (!input->context)
            return refuse(field, input, err);
        if (!when_parse(text, context_now(input->context), context_zone(input->context),
                        context_country(input->context),
                        field->default_minute ? field->default_minute : MORNING_MINUTE, &when,
                        err)) {
            err_in(err, field->name);
            return err_at(err, "%s", field->name);
        }
        at = when.at;
    }
    value->given = true;
    value->number = field->kind == FIELD_TIME ? at
                    : input->context          ? zone_day(context_zone(input->context), at)
                                              : zone_day(zone_utc(), at);
    return true;
}

static bool read_texts(const Field *field, const FieldInput *input, RequestValue *value, Err *err)
{
    size_t most = bytes_most(field);
    const char **texts = arena_array(input->arena, input->count, sizeof *texts);
    const char **keys = arena_array(input->arena, input->count, sizeof *keys);
    for (size_t i = 0; i < input->count; i++) {
        const char *text = input->texts[i];
        if (strlen(text) > most)
            return err_field(err, ERR_INPUT, field->name, "%s: one of them has more than %zu bytes",
                             field->name, most);
        text = field->raw     ? text
               : field->lines ? text_clean_lines(input->arena, text, strlen(text), most)
                              : text_clean(input->arena, text, strlen(text), most);
        if (!text[0] && !field->empty)
            continue;
        if (input->keys)
            keys[value->count] = input->keys[i];
        texts[value->count++] = text;
    }
    value->texts = texts;
    value->keys = keys;
    value->given = value->count > 0;
    return true;
}

static bool read_ids(const Field *field, const FieldInput *input, RequestValue *value, Err *err)
{
    int64_t *ids = arena_array(input->arena, input->count, sizeof *ids);
    for (size_t i = 0; i < input->count; i++)
        if (!read_number(input->texts[i], 1, INT64_MAX, &ids[value->count++]))
            return refuse(field, input, err);
    value->ids = ids;
    value->given = value->count > 0;
    return true;
}

static bool read_file(const Field *field, const FieldInput *input, RequestValue *value, Err *err)
{
    if (!input->file)
        return input->count ? refuse(field, input, err) : true;
    /* A form with an empty file field sends a file without name and bytes. */
    value->given = input->file->size || !text_empty(input->file->name);
    value->file = value->given ? input->file : NULL;
    return true;
}

static bool read_json(const Field *field, const FieldInput *input, RequestValue *value, Err *err)
{
    value->json = input->json;
    if (!value->json && input->count && input->texts[0][0]) {
        value->json = json_parse(input->arena, input->texts[0], strlen(input->texts[0]), err);
        if (!value->json)
            return err_at(err, "%s", field->name);
    }
    value->given = value->json;
    return true;
}

typedef bool FieldReader(const Field *field, const FieldInput *input, RequestValue *value,
                         Err *err);

static const struct {
    FieldReader *read;
    bool many, bare; /* takes several values; is called without any text, too */
} readers[FIELD_KINDS] = {
    [FIELD_TEXT] = {.read = read_text},
    [FIELD_LINES] = {.read = read_text},
    [FIELD_SOURCE] = {.read = read_text},
    [FIELD_SECRET] = {.read = read_text},
    [FIELD_WORD] = {.read = read_word},
    [FIELD_COUNT] = {.read = read_count},
    [FIELD_ID] = {.read = read_count},
    [FIELD_FLAG] = {.read = read_flag},
    [FIELD_TIME] = {.read = read_time},
    [FIELD_DAY] = {.read = read_time},
    [FIELD_LIST] = {.read = read_texts, .many = true},
    [FIELD_IDS] = {.read = read_ids, .many = true},
    [FIELD_PAIRS] = {.read = read_texts, .many = true},
    [FIELD_FILE] = {.read = read_file, .bare = true},
    [FIELD_JSON] = {.read = read_json, .bare = true},
};

bool field_read(const Field *field, const FieldInput *input, RequestValue *value, Err *err)
{
    RequestValue read = {0};
    if (input->count > 1 && !readers[field->kind].many)
        return err_field(err, ERR_INPUT, field->name, "%s was given %zu times", field->name,
                         input->count);
    if (input->count > FIELD_LIST_MOST)
        return err_field(err, ERR_INPUT, field->name, "%s has %zu entries, and %d are taken",
                         field->name, input->count, FIELD_LIST_MOST);
    if ((input->count || readers[field->kind].bare) &&
        !readers[field->kind].read(field, input, &read, err))
        return false;
    if (!read.given && field->required && field->kind == FIELD_PAIRS && input->count)
        return err_field(err, ERR_INPUT, field->name, "nothing is filled in");
    if (!read.given && field->required)
        return err_field(err, ERR_INPUT, field->name, "%s is missing: %s", field->name,
                         field_takes(input->arena, field));
    *value = read;
    return true;
}
