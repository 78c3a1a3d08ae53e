#include "exchange/column_map.h"

#include "exchange/guess.h"
#include "exchange/names.h"

#include <string.h>

typedef struct Samples {
    const CellRow *rows;
    size_t count;
} Samples;

static bool has(const ColumnMap *map, Field field)
{
    for (size_t i = 0; i < map->count; i++)
        if (map->targets[i].field == field && map->targets[i].part == WORD_VALUE)
            return true;
    return false;
}

static bool has_any(const ColumnMap *map, const Field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (has(map, fields[i]))
            return true;
    return false;
}

#define HAS_ANY(map, ...)                                                                          \
    has_any((map), (const Field[]){__VA_ARGS__},                                                   \
            sizeof((const Field[]){__VA_ARGS__}) / sizeof(Field))

static size_t count_hints(const ColumnMap *map, unsigned hint)
{
    size_t count = 0;
    for (size_t i = 0; i < map->count; i++)
        count += (map->targets[i].hints & hint) != 0;
    return count;
}

/* At least `percent` of the values that are there say yes. */
static bool mostly(Samples samples, size_t column, GuessQuestion question, size_t percent)
{
    size_t filled;
    size_t yes = guess_count(samples.rows, samples.count, column, question, &filled);
    return filled && yes * 100 >= filled * percent;
}

static void become(Target *target, Field field, int sure)
{
    target->field = field;
    target->sure = sure;
    target->kind_known = !field_is_phone(field);
}

/* --- by the other columns --- */

static void settle_title(Target *target, const ColumnMap *map, Samples samples, size_t column)
{
    bool other_title = false;
    for (size_t i = 0; i < map->count; i++)
        other_title |= map->targets[i].field == FIELD_TITLE && &map->targets[i] != target &&
                       !(map->targets[i].hints & NAME_TITLE);
    if (other_title && !has(map, FIELD_PREFIX))
        become(target, FIELD_PREFIX, 90);
    else if (mostly(samples, column, guess_is_honorific, 60))
        become(target, FIELD_PREFIX, 80);
}

static bool is_table_of_companies(const ColumnMap *map)
{
    return (count_hints(map, NAME_OF_COMPANY) || has(map, FIELD_INDUSTRY)) &&
           !HAS_ANY(map, FIELD_COMPANY, FIELD_GIVEN, FIELD_FAMILY, FIELD_TITLE, FIELD_PREFIX,
                    FIELD_CELL, FIELD_BIRTHDAY, FIELD_MANAGER, FIELD_DEPARTMENT);
}

/* "Nom" beside "Prénom" is the family name, "Nombre" beside "Apellidos" the given one; Google has
 * the whole name beside both. */
static void settle_bare_name(Target *target, const ColumnMap *map)
{
    bool given = has(map, FIELD_GIVEN), family = has(map, FIELD_FAMILY);
    if (given && !family)
        become(target, FIELD_FAMILY, 85);
    else if (family && !given)
        become(target, FIELD_GIVEN, 85);
    else if (!given && is_table_of_companies(map))
        become(target, FIELD_COMPANY, 70);
}

/* A table that names sellers and nobody to sell to is one of users. */
static bool is_table_of_users(const ColumnMap *map)
{
    return count_hints(map, NAME_OF_SELLER) && !count_hints(map, NAME_OF_DEAL) &&
           !HAS_ANY(map, FIELD_NAME, FIELD_GIVEN, FIELD_FAMILY, FIELD_COMPANY, FIELD_DEAL,
                    FIELD_PRODUCT, FIELD_VALUE, FIELD_STAGE, FIELD_SOURCE);
}

static void settle_by_columns(ColumnMap *map, Samples samples)
{
    bool users = is_table_of_users(map);
    bool country = has(map, FIELD_COUNTRY);
    for (size_t i = 0; i < map->count; i++) {
        Target *target = &map->targets[i];
        if (target->by_user)
            continue;
        if (target->hints & NAME_TITLE)
            settle_title(target, map, samples, i);
        if (target->hints & NAME_BARE)
            settle_bare_name(target, map);
        if (target->hints & NAME_OF_SELLER && users)
            become(target, FIELD_NAME, 85);
        if (target->hints & NAME_PLACE && !country && mostly(samples, i, guess_is_country, 80))
            become(target, FIELD_COUNTRY, 60);
    }
    if (users)
        map->kind = TABLE_USERS;
}

/* --- by values --- */

/* A phone number as people write it; bare digits may be anything. */
static bool is_written_phone(Cell cell)
{
    for (size_t i = 0; i < cell.length; i++)
        if (strchr("+()-/ ", cell.at[i]) && cell.at[i])
            return guess_is_phone(cell);
    return false;
}

/* The columns of no known meaning most of whose values say yes become `field`. */
static bool settle_by_values(ColumnMap *map, Samples samples, Field field, GuessQuestion question,
                             size_t percent, int sure, size_t most)
{
    size_t found = 0;
    for (size_t i = 0; i < map->count && found < most; i++) {
        Target *target = &map->targets[i];
        if (target->field != FIELD_UNUSED || target->by_user ||
            !mostly(samples, i, question, percent))
            continue;
        become(target, field, sure);
        found++;
    }
    return found > 0;
}

/* Two columns of single words side by side: given and family name. */
static bool settle_name_parts(ColumnMap *map, Samples samples)
{
    for (size_t i = 0; i + 1 < map->count; i++) {
        Target *given = &map->targets[i], *family = given + 1;
        if (given->field != FIELD_UNUSED || family->field != FIELD_UNUSED ||
            !mostly(samples, i, guess_is_word, 80) || !mostly(samples, i + 1, guess_is_word, 70))
            continue;
        become(given, FIELD_GIVEN, 40);
        become(family, FIELD_FAMILY, 40);
        return true;
    }
    return false;
}

static bool is_some_text(Cell cell)
{
    return !guess_is_number(cell) && !guess_is_value(cell);
}

/* There is no header: addresses are plain to see, names and company stand where people put them. */
static void settle_without_names(ColumnMap *map, Samples samples)
{
    settle_by_values(map, samples, FIELD_EMAIL, guess_is_email, 70, 60, map->count);
    settle_by_values(map, samples, FIELD_OFFICE, guess_is_phone, 70, 60, map->count);
    settle_by_values(map, samples, FIELD_URL, guess_is_url, 70, 60, map->count);
    bool company = settle_by_values(map, samples, FIELD_COMPANY, guess_is_company, 30, 50, 1);
    bool person = HAS_ANY(map, FIELD_NAME, FIELD_GIVEN, FIELD_FAMILY) ||
                  settle_by_values(map, samples, FIELD_NAME, guess_is_person, 60, 50, 1) ||
                  settle_name_parts(map, samples);
    if (person && !company && !has(map, FIELD_COMPANY))
        settle_by_values(map, samples, FIELD_COMPANY, is_some_text, 80, 40, 1);
}

/* --- what belongs together --- */

/* Which columns a label may speak for. */
typedef enum Family { FAMILY_NONE, FAMILY_PHONE, FAMILY_EMAIL, FAMILY_URL, FAMILY_POSTAL } Family;

static Family family_of(const Target *target)
{
    switch (field_facts(target->field)->shape) {
    case SHAPE_POSTAL:
        return FAMILY_POSTAL;
    case SHAPE_ADDRESS:
        return target->field == FIELD_EMAIL ? FAMILY_EMAIL
               : target->field == FIELD_URL ? FAMILY_URL
                                            : FAMILY_PHONE;
    default:
        return FAMILY_NONE;
    }
}

static bool belong_together(const Target *a, const Target *b)
{
    return family_of(a) != FAMILY_NONE && family_of(a) == family_of(b) &&
           a->qualifiers == b->qualifiers && a->number == b->number;
}

static size_t stem_length(const char *folded, const char *ending)
{
    size_t length = strlen(folded), tail = strlen(ending);
    return length > tail && strcmp(folded + length - tail, ending) == 0 ? length - tail : 0;
}

/* "Custom Field 1 - Label" names what "Custom Field 1 - Value" holds. */
static bool names_the_other(const Target *label, const Target *value)
{
    size_t stem = stem_length(value->folded, " value");
    if (!stem || label->field != FIELD_UNUSED || value->field != FIELD_UNUSED)
        return false;
    size_t other = stem_length(label->folded, " label");
    if (!other)
        other = stem_length(label->folded, " type");
    return other == stem && memcmp(label->folded, value->folded, stem) == 0;
}

static void find_labels(ColumnMap *map)
{
    for (size_t i = 0; i < map->count; i++) {
        Target *target = &map->targets[i];
        target->label = COLUMN_NONE;
        for (size_t j = 0; j < map->count && target->label == COLUMN_NONE; j++) {
            Target *other = &map->targets[j];
            if (i == j || target->part != WORD_VALUE)
                continue;
            if (names_the_other(other, target))
                other->part = WORD_LABEL;
            else if (other->part != WORD_LABEL || !belong_together(target, other))
                continue;
            target->label = (int)j;
        }
    }
}

/* "Ext" is of the phone before it; "Mobile Ext" of the mobile phone. */
static void find_extensions(ColumnMap *map)
{
    for (size_t i = 0; i < map->count; i++)
        map->targets[i].extension = COLUMN_NONE;
    for (size_t i = 0; i < map->count; i++) {
        const Target *extension = &map->targets[i];
        if (extension->part != WORD_EXTENSION)
            continue;
        for (size_t j = i; j-- > 0;) {
            Target *phone = &map->targets[j];
            if (family_of(phone) == FAMILY_PHONE && phone->part == WORD_VALUE &&
                (extension->field == FIELD_OFFICE || extension->field == phone->field)) {
                phone->extension = (int)i;
                break;
            }
        }
    }
}

static void find_groups(ColumnMap *map)
{
    map->groups = 0;
    for (size_t i = 0; i < map->count; i++) {
        Target *target = &map->targets[i];
        target->group = COLUMN_NONE;
        if (family_of(target) != FAMILY_POSTAL || target->part != WORD_VALUE)
            continue;
        for (size_t j = 0; j < i && target->group == COLUMN_NONE; j++)
            if (map->targets[j].part == WORD_VALUE && belong_together(target, &map->targets[j]))
                target->group = map->targets[j].group;
        if (target->group == COLUMN_NONE)
            target->group = map->groups++;
    }
}

static void find_kind(ColumnMap *map)
{
    if (map->kind != TABLE_PEOPLE)
        return;
    size_t deal = count_hints(map, NAME_OF_DEAL);
    bool person = HAS_ANY(map, FIELD_NAME, FIELD_GIVEN, FIELD_FAMILY, FIELD_EMAIL);
    if (deal >= 2 || (deal && !person))
        map->kind = TABLE_OPPORTUNITIES;
    else if (has(map, FIELD_COMPANY) && !person &&
             !HAS_ANY(map, FIELD_TITLE, FIELD_CELL, FIELD_HOME))
        map->kind = TABLE_ACCOUNTS;
    else if (count_hints(map, NAME_OF_PRODUCT) && has(map, FIELD_PRODUCT) && !person &&
             !has(map, FIELD_COMPANY))
        map->kind = TABLE_PRODUCTS;
}

void column_context(Arena *arena, ColumnMap *map, bool named, const CellRow *rows, size_t count)
{
    Samples samples = {rows, count};
    map->kind = TABLE_PEOPLE;
    if (named)
        settle_by_columns(map, samples);
    else
        settle_without_names(map, samples);
    if (named && !has(map, FIELD_EMAIL))
        settle_by_values(map, samples, FIELD_EMAIL, guess_is_email, 70, 60, 1);
    if (named && !HAS_ANY(map, FIELD_OFFICE, FIELD_CELL, FIELD_HOME, FIELD_SWITCHBOARD))
        settle_by_values(map, samples, FIELD_OFFICE, is_written_phone, 70, 60, 1);
    find_labels(map);
    find_extensions(map);
    find_groups(map);
    find_kind(map);
}
