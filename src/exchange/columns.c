#include "exchange/columns.h"

#include "base/buf.h"
#include "base/text.h"
#include "exchange/column_map.h"
#include "exchange/guess.h"
#include "exchange/names.h"

#include <stdlib.h>
#include <string.h>

enum { SAMPLE_SHOWN = 60, HEADER_LONGEST = 200 };

const char *table_kind_name(TableKind kind)
{
    static const char *const names[TABLE_KINDS] = {
        [TABLE_PEOPLE] = "people",     [TABLE_ACCOUNTS] = "accounts",
        [TABLE_USERS] = "users",       [TABLE_OPPORTUNITIES] = "opportunities",
        [TABLE_PRODUCTS] = "products",
    };
    return names[kind];
}

/* --- one name --- */

/* "organization 1 name" gives "organization name". */
static char *without_numbers(Arena *arena, const char *folded)
{
    char *rest = arena_alloc(arena, strlen(folded) + 1);
    size_t length = 0;
    for (const char *word = folded; *word;) {
        const char *end = strchrnul(word, ' ');
        if (word + strspn(word, "0123456789") != end) {
            if (length)
                rest[length++] = ' ';
            memcpy(rest + length, word, (size_t)(end - word));
            length += (size_t)(end - word);
        }
        word = *end ? end + 1 : end;
    }
    return rest;
}

static bool read_folded(Arena *arena, const char *folded, Target *target)
{
    NameMeaning name;
    WordMeaning words;
    bool by_name = names_read(folded, &name);
    if (!by_name && words_read(folded, &words) && words.field != FIELD_UNUSED) {
        target->field = words.field;
        target->sure = 85;
        target->part = words.part;
        target->qualifiers = words.qualifiers;
        target->number = words.number;
        target->line = words.line;
        target->kind_known = words.kind_known;
        target->whole = words.whole;
        return true;
    }
    if (!by_name && !names_read(without_numbers(arena, folded), &name))
        return false;
    target->field = name.field;
    target->sure = name.sure;
    target->hints = name.hints;
    return true;
}

static bool read_name(Arena *arena, const char *header, Target *target)
{
    target->folded = text_fold(arena, header);
    return read_folded(arena, target->folded, target) ||
           read_folded(arena, text_fold(arena, words_split_camel(arena, header)), target);
}

size_t columns_header_score(Arena *scratch, CellRow row)
{
    size_t score = 0, values = 0;
    for (size_t i = 0; i < row.count; i++) {
        Cell cell = row.cells[i];
        if (!cell.length)
            continue;
        if (guess_is_email(cell) || guess_is_phone(cell) || guess_is_url(cell))
            return 0;
        if (guess_is_value(cell)) {
            values++;
            continue;
        }
        Target target = {0};
        score +=
            read_name(scratch, text_clean(scratch, cell.at, cell.length, HEADER_LONGEST), &target);
    }
    return score > values ? score - values : 0;
}

/* --- what the user says --- */

/* The column a map speaks of: by name, else by number from 1; COLUMN_NONE when there is none. */
static int find_column(Arena *arena, const ColumnMap *map, bool named, const char *name)
{
    if (named) {
        const char *folded = text_fold(arena, name);
        for (size_t i = 0; i < map->count; i++)
            if (strcmp(map->targets[i].header, name) == 0)
                return (int)i;
        for (size_t i = 0; i < map->count; i++)
            if (*folded && strcmp(map->targets[i].folded, folded) == 0)
                return (int)i;
    }
    char *end;
    unsigned long number = strtoul(name, &end, 10);
    bool good = *name >= '1' && *name <= '9' && !*end && number <= map->count;
    return good ? (int)number - 1 : COLUMN_NONE;
}

static bool no_column(Arena *arena, const ColumnMap *map, bool named, const char *name, Err *err)
{
    if (!named)
        return err_field(err, ERR_INPUT, "map",
                         "--map %s: the file has no header; give the column's number, 1 to %zu",
                         name, map->count);
    const char **headers = arena_array(arena, map->count + 1, sizeof *headers);
    for (size_t i = 0; i < map->count; i++)
        headers[i] = map->targets[i].header;
    const char *near = text_nearest(name, headers);
    return err_field(err, ERR_INPUT, "map", "--map %s: the file has no such column%s%s%s", name,
                     near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
}

static bool no_field(Arena *arena, const char *map, const char *name, Err *err)
{
    const char *near = text_nearest(name, columns_field_names());
    if (near)
        return err_field(err, ERR_INPUT, "map",
                         "--map %s: there is no field \"%s\"; did you mean \"%s\"?", map, name,
                         near);
    const char *all = "";
    for (const char *const *field = columns_field_names(); *field; field++)
        all = arena_printf(arena, "%s%s%s", all, *all ? ", " : "", *field);
    return err_field(err, ERR_INPUT, "map", "--map %s: there is no field \"%s\"; there are %s", map,
                     name, all);
}

static bool apply_map(Arena *arena, ColumnMap *map, bool named, const char *text, Err *err)
{
    const char *equals = strrchr(text, '=');
    if (!equals || equals == text || !equals[1])
        return err_field(err, ERR_INPUT, "map", "--map %s: say COLUMN=FIELD, as in Handy=cell",
                         text);
    const char *name = arena_strndup(arena, text, (size_t)(equals - text));
    Field field = field_find(equals + 1);
    if (field == FIELDS)
        return no_field(arena, text, equals + 1, err);
    int column = find_column(arena, map, named, name);
    if (column == COLUMN_NONE)
        return no_column(arena, map, named, name, err);
    Target *target = &map->targets[column];
    *target = (Target){.header = target->header,
                       .folded = target->folded,
                       .field = field,
                       .sure = 100,
                       .by_user = true,
                       .kind_known = true,
                       .whole = field == FIELD_POSTAL};
    return true;
}

/* --- for people --- */

static const char *say_detail(Arena *arena, const ColumnMap *map, size_t column)
{
    const Target *target = &map->targets[column];
    if (target->part == WORD_DISPLAY)
        return "display name";
    if (target->part == WORD_EXTENSION)
        return "extension";
    if (target->part == WORD_LABEL) {
        for (size_t i = 0; i < map->count; i++)
            if (map->targets[i].label == (int)column)
                return arena_printf(arena, "says what column %zu is", i + 1);
        return "label";
    }
    if (target->group != COLUMN_NONE && map->groups > 1)
        return arena_printf(arena, "of address %d", target->group + 1);
    return NULL;
}

static const char *find_sample(Arena *arena, const CellRow *rows, size_t count, size_t column)
{
    for (size_t i = 0; i < count; i++) {
        if (column >= rows[i].count || !rows[i].cells[column].length)
            continue;
        Cell cell = rows[i].cells[column];
        const char *sample = text_clean(arena, cell.at, cell.length, SAMPLE_SHOWN);
        if (*sample)
            return sample;
    }
    return NULL;
}

static void describe(Arena *arena, ColumnMap *map, const CellRow *samples, size_t count)
{
    map->columns = arena_array(arena, map->count, sizeof *map->columns);
    for (size_t i = 0; i < map->count; i++) {
        const Target *target = &map->targets[i];
        bool no_address = target->part == WORD_DISPLAY;
        map->columns[i] = (Column){
            .header = target->header,
            .field =
                no_address ? field_facts(FIELD_IGNORE)->name : field_facts(target->field)->name,
            .detail = say_detail(arena, map, i),
            .sample = find_sample(arena, samples, count, i),
            .sure = target->sure,
        };
    }
}

/* How early a column speaks: of several for one text the surest is the first. */
static int rank(const Target *target)
{
    return field_facts(target->field)->shape == SHAPE_TEXT ? target->sure + 1 : 0;
}

static void put_in_order(Arena *arena, ColumnMap *map)
{
    map->order = arena_array(arena, map->count, sizeof *map->order);
    for (size_t i = 0; i < map->count; i++) {
        size_t place = i;
        for (; place && rank(&map->targets[map->order[place - 1]]) < rank(&map->targets[i]);
             place--)
            map->order[place] = map->order[place - 1];
        map->order[place] = i;
    }
}

static bool has_meaning(const ColumnMap *map)
{
    for (size_t i = 0; i < map->count; i++) {
        const Target *target = &map->targets[i];
        if (target->part != WORD_VALUE)
            continue;
        switch (target->field) {
        case FIELD_NAME:
        case FIELD_GIVEN:
        case FIELD_FAMILY:
        case FIELD_COMPANY:
        case FIELD_EMAIL:
        case FIELD_DEAL:
        case FIELD_EXTERNAL_ID:
            return true;
        case FIELD_PRODUCT:
            if (map->kind == TABLE_PRODUCTS)
                return true;
            break;
        default:
            if (field_is_phone(target->field))
                return true;
        }
    }
    return false;
}

static bool no_meaning(CellRow header, bool named, Err *err)
{
    auto_buf Buf list = buf_new(400);
    for (size_t i = 0; i < header.count && !list.over; i++) {
        Cell cell = header.cells[i];
        int shown = cell.length < SAMPLE_SHOWN ? (int)cell.length : SAMPLE_SHOWN;
        buf_addf(&list, "%s\"%.*s\"", i ? ", " : "", shown, cell.at);
    }
    return err_set(err, ERR_INPUT, "%s (%s%s); say which is which with --map COLUMN=FIELD%s",
                   named ? "no column seems to be of a name, company, e-mail or phone"
                         : "there is no header, and no e-mail, phone or name in the first rows",
                   list.at, list.over ? " …" : "", named ? "" : ", as in --map 1=name");
}

bool columns_map(Arena *arena, CellRow header, bool named, const CellRow *samples,
                 size_t sample_count, const char *const *maps, size_t map_count, ColumnMap **map,
                 Err *err)
{
    ColumnMap *made = arena_make(arena, ColumnMap);
    made->count = header.count;
    made->targets = arena_array(arena, header.count, sizeof *made->targets);
    for (size_t i = 0; i < header.count; i++) {
        Target *target = &made->targets[i];
        Cell cell = header.cells[i];
        const char *name = text_clean(arena, cell.at, named ? cell.length : 0, HEADER_LONGEST);
        target->header = *name ? name : arena_printf(arena, "column %zu", i + 1);
        target->folded = "";
        target->kind_known = true;
        if (*name)
            read_name(arena, name, target);
    }
    for (size_t i = 0; i < map_count; i++)
        if (!apply_map(arena, made, named, maps[i], err))
            return false;
    column_context(arena, made, named, samples, sample_count);
    if (!has_meaning(made))
        return no_meaning(header, named, err);
    describe(arena, made, samples, sample_count);
    put_in_order(arena, made);
    *map = made;
    return true;
}

TableKind columns_kind(const ColumnMap *map)
{
    return map->kind;
}

const Column *columns_list(const ColumnMap *map, size_t *count)
{
    *count = map->count;
    return map->columns;
}
