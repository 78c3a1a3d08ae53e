/* columns_read(): one row of cells becomes fields and addresses, after the map. */
#include "exchange/cell.h"
#include "exchange/column_map.h"
#include "exchange/row_build.h"

#include "base/text.h"

#include <string.h>

/* "File as" is only a name where there is no better one. */
enum { SURE_ENOUGH = 70 };

/* The parts of one postal address as they are found. */
typedef struct PostalParts {
    RowPostal postal;
    const char *whole;
    const char *label;
    const char *house; /* a number that waits for its street */
} PostalParts;

typedef struct Reading {
    const ColumnMap *map;
    Arena *arena;
    const char *const *cells;
    size_t cell_count;
    RowBuild build;
    PostalParts *postals;
    const char *spare_name;
    bool misfit; /* a value that cannot be of its column's kind */
} Reading;

static const char *cell_at(const Reading *reading, int column)
{
    if (column == COLUMN_NONE || (size_t)column >= reading->cell_count)
        return "";
    return reading->cells[column];
}

static void set_tags(Reading *reading, const char *value)
{
    Cell item;
    for (const char *at = value; cell_next_item(&at, ";", &item);) {
        /* Google marks its own groups with a star. */
        size_t skip = item.length > 2 && memcmp(item.at, "* ", 2) == 0 ? 2 : 0;
        row_add_tag(&reading->build,
                    arena_strndup(reading->arena, item.at + skip, item.length - skip));
    }
}

/* --- addresses --- */

/* What cannot be an address of its kind ("ask Jane", Exchange's "/o=…") is kept as text. */
static bool is_possible(Field field, const char *value)
{
    if (field == FIELD_EMAIL || field == FIELD_SIP)
        return strchr(value, '@') != NULL;
    return field == FIELD_URL || row_has_digits(value, 3);
}

/* "* Mobile" is the starred one: the label, and whether it had the star. */
static const char *read_label(Arena *arena, Cell cell, bool *starred)
{
    *starred = cell.length && cell.at[0] == '*';
    size_t length = cell.length - *starred;
    return cell_line(arena, arena_strndup(arena, cell.at + *starred, length), length);
}

/* Outlook's "E-mail Type" says nothing about whose it is. */
static bool is_technical(const char *label)
{
    return text_equal_nocase(label, "SMTP") || text_equal_nocase(label, "EX");
}

static void set_one_address(Reading *reading, const Target *target, const char *value,
                            Cell label_cell)
{
    Arena *arena = reading->arena;
    if (target->field == FIELD_EMAIL)
        value = row_bare_email(arena, value);
    if (!is_possible(target->field, value)) {
        reading->misfit = true;
        row_add_extra(&reading->build, target->header, value);
        return;
    }
    Field field = target->field;
    bool known = target->kind_known, starred = false;
    const char *label = read_label(arena, label_cell, &starred);
    if (label && is_technical(label))
        label = NULL;
    const char *extension = cell_at(reading, target->extension);
    if (row_has_digits(extension, 1))
        value = arena_printf(arena, "%s ext. %s", value, extension);
    if (label && field == FIELD_OFFICE && !target->by_user &&
        words_phone_kind(text_fold(arena, words_split_camel(arena, label)), &field))
        known = true;
    RowAddress *address = row_add_address(&reading->build, field_facts(field)->address, value);
    if (!address)
        return;
    address->kind_known = known;
    address->preferred = starred || (target->qualifiers & WORD_PRIMARY);
    address->label = label ? label : target->label == COLUMN_NONE ? target->header : NULL;
}

/* One cell may hold several; the labels beside them come in the same order. */
static void set_address(Reading *reading, const Target *target, const char *cell)
{
    /* Behind a semicolon a SIP address goes on. */
    const char *separators = target->field == FIELD_EMAIL ? ";,|"
                             : target->field == FIELD_SIP ? ",|"
                                                          : ";";
    const char *labels = cell_at(reading, target->label);
    Cell item, label = {.at = ""};
    for (const char *at = cell; cell_next_item(&at, separators, &item);) {
        Cell next;
        if (cell_next_item(&labels, "", &next))
            label = next;
        const char *value = cell_line(
            reading->arena, arena_strndup(reading->arena, item.at, item.length), item.length);
        if (value)
            set_one_address(reading, target, value, label);
    }
}

/* A house number stands in a column of its own before the street, or behind it. */
static void add_line(Reading *reading, PostalParts *parts, Field field, const char *value)
{
    const char **lines = &parts->postal.lines;
    if (parts->house) {
        *lines = row_join(reading->arena, parts->house, " ", value);
        parts->house = NULL;
    } else if (field == FIELD_HOUSE && !*lines) {
        parts->house = value;
    } else {
        *lines = row_join(reading->arena, *lines, field == FIELD_HOUSE ? " " : "\n", value);
    }
}

/* "Home Street", "Billing City": whose the address is. */
static const char *name_qualifiers(unsigned qualifiers)
{
    static const struct {
        unsigned qualifier;
        const char *name;
    } names[] = {
        {WORD_WORK, "work"},       {WORD_HOME, "home"},         {WORD_COMPANY, "company"},
        {WORD_BILLING, "billing"}, {WORD_SHIPPING, "shipping"}, {WORD_OTHER, "other"},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (qualifiers & names[i].qualifier)
            return names[i].name;
    return NULL;
}

static void set_postal(Reading *reading, const Target *target, const char *value)
{
    RowBuild *build = &reading->build;
    PostalParts *parts = &reading->postals[target->group];
    RowPostal *postal = &parts->postal;
    const char *label = cell_at(reading, target->label);
    bool starred;
    if (*label)
        parts->label = read_label(reading->arena, (Cell){label, strlen(label)}, &starred);
    else
        parts->label = name_qualifiers(target->qualifiers);
    if (target->field == FIELD_POSTAL && target->whole)
        parts->whole = row_join(reading->arena, parts->whole, "\n", value);
    else if (target->field == FIELD_CITY)
        row_set(build, &postal->city, target->header, value);
    else if (target->field == FIELD_STATE)
        row_set(build, &postal->state, target->header, value);
    else if (target->field == FIELD_POSTCODE)
        row_set(build, &postal->postcode, target->header, value);
    else if (target->field == FIELD_COUNTRY)
        row_set(build, &postal->country, target->header, value);
    else
        add_line(reading, parts, target->field, value);
}

static void finish_postals(Reading *reading)
{
    for (int i = 0; i < reading->map->groups; i++) {
        PostalParts *parts = &reading->postals[i];
        if (parts->house)
            parts->postal.lines = parts->house;
        row_add_postal(&reading->build, &parts->postal, parts->whole, parts->label);
    }
}

/* --- the row --- */

static bool keeps_lines(FieldShape shape)
{
    return shape != SHAPE_TEXT && shape != SHAPE_FLAG && shape != SHAPE_FLAGS;
}

static void read_column(Reading *reading, size_t column, size_t length)
{
    const Target *target = &reading->map->targets[column];
    const FieldFacts *facts = field_facts(target->field);
    if (target->part != WORD_VALUE || target->field == FIELD_IGNORE)
        return;
    const char *value = keeps_lines(facts->shape)
                            ? cell_lines(reading->arena, reading->cells[column], length)
                            : cell_line(reading->arena, reading->cells[column], length);
    if (!value)
        return;
    RowBuild *build = &reading->build;
    ExchangeRow *row = &build->row;
    char *member = (char *)row + facts->offset;
    switch (facts->shape) {
    case SHAPE_NONE: {
        const char *name = cell_at(reading, target->label);
        row_add_extra(build, *name ? name : target->header, value);
        break;
    }
    case SHAPE_TEXT:
        if (target->field == FIELD_NAME && target->sure < SURE_ENOUGH)
            reading->spare_name = value;
        else if (target->field == FIELD_PREFIX) /* "Frau" and "Dr." */
            row->prefix = row_join(reading->arena, row->prefix, " ", value);
        else
            row_set(build, (const char **)member, target->header, value);
        break;
    case SHAPE_NOTE:
        row_add_note(build, value);
        break;
    case SHAPE_TAGS:
        set_tags(reading, value);
        break;
    case SHAPE_FLAG:
        *(bool *)member |= cell_is_yes(value);
        break;
    case SHAPE_FLAGS:
        if (cell_is_yes(value))
            row->do_not_call = row->do_not_email = row->do_not_text = row->do_not_fax = true;
        break;
    case SHAPE_ADDRESS:
        set_address(reading, target, value);
        break;
    case SHAPE_POSTAL:
        set_postal(reading, target, value);
        break;
    }
}

static bool is_blank(const Reading *reading)
{
    for (size_t i = 0; i < reading->cell_count; i++)
        if (reading->cells[i][strspn(reading->cells[i], " \t\r\n")])
            return false;
    return true;
}

/* A delimiter in a cell without quotes moves all that follows: there is a cell too many, and what
 * should be an address is none. */
static bool is_shifted(const Reading *reading)
{
    for (size_t i = reading->map->count; i < reading->cell_count && reading->misfit; i++)
        if (reading->cells[i][strspn(reading->cells[i], " ")])
            return true;
    return false;
}

/* NULL, or why the row is of no use. */
static const char *find_fault(const Reading *reading)
{
    if (is_shifted(reading))
        return "the row has more cells than the header; put quotes around what has a comma in it";
    const ExchangeRow *row = &reading->build.row;
    TableKind kind = reading->map->kind;
    if (row_is_somebody(row) || (kind == TABLE_PRODUCTS && row->product) ||
        (kind == TABLE_OPPORTUNITIES && (row->external_id || row->deal)))
        return NULL;
    return is_blank(reading) ? "the row is empty" : "the row has no name, company, e-mail or phone";
}

/* Copies the cells as strings into the arena. */
static void copy_cells(Reading *reading, CellRow row)
{
    size_t room = 0;
    for (size_t i = 0; i < row.count; i++)
        room += row.cells[i].length + 1;
    char *to = arena_alloc(reading->arena, room);
    const char **cells = arena_array(reading->arena, row.count, sizeof *cells);
    for (size_t i = 0; i < row.count; i++) {
        size_t length = row.cells[i].length;
        if (length)
            memcpy(to, row.cells[i].at, length);
        cells[i] = to;
        to += length + 1;
    }
    reading->cells = cells;
    reading->cell_count = row.count;
}

void columns_read(const ColumnMap *map, Arena *arena, CellRow row, ExchangeRow *out)
{
    Reading reading = {.map = map, .arena = arena, .build.arena = arena};
    copy_cells(&reading, row);
    reading.postals = arena_array(arena, (size_t)map->groups, sizeof *reading.postals);
    for (size_t i = 0; i < map->count; i++) {
        size_t column = map->order[i];
        if (column < row.count && row.cells[column].length)
            read_column(&reading, column, row.cells[column].length);
    }
    for (size_t i = map->count; i < row.count; i++) {
        const char *value = cell_lines(arena, reading.cells[i], row.cells[i].length);
        if (value)
            row_add_extra(&reading.build, arena_printf(arena, "column %zu", i + 1), value);
    }
    finish_postals(&reading);
    row_finish(&reading.build, reading.spare_name);

    const char *fault = find_fault(&reading);
    *out = fault ? (ExchangeRow){.state = ROW_REJECTED, .reason = fault} : reading.build.row;
    if (!fault)
        out->state = ROW_GOOD;
    out->cells = reading.cells;
    out->cell_count = reading.cell_count;
}
