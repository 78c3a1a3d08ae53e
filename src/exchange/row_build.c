#include "exchange/row_build.h"

#include "base/text.h"
#include "exchange/guess.h"

#include <string.h>

const char *row_join(Arena *arena, const char *a, const char *separator, const char *b)
{
    if (!a)
        return b;
    size_t before = strlen(a), between = strlen(separator), behind = strlen(b);
    char *both = arena_alloc(arena, before + between + behind + 1);
    memcpy(both, a, before);
    memcpy(both + before, separator, between);
    memcpy(both + before + between, b, behind);
    return both;
}

void row_add_extra(RowBuild *build, const char *name, const char *value)
{
    RowExtra *extra = vec_push(build->arena, &build->extras);
    *extra = (RowExtra){.name = name, .value = value};
}

void row_set(RowBuild *build, const char **place, const char *name, const char *value)
{
    if (!*place)
        *place = value;
    else if (strcmp(*place, value) != 0)
        row_add_extra(build, name, value);
}

void row_add_note(RowBuild *build, const char *value)
{
    build->row.note = row_join(build->arena, build->row.note, "\n\n", value);
}

void row_add_tag(RowBuild *build, const char *tag)
{
    static const char *const own[] = {"myContacts", "My Contacts", "starred"};
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (text_equal_nocase(tag, own[i]))
            return;
    build->row.tags = row_join(build->arena, build->row.tags, ", ", tag);
}

/* --- addresses --- */

bool row_has_digits(const char *text, size_t least)
{
    for (; *text && least; text++)
        least -= *text >= '0' && *text <= '9';
    return least == 0;
}

const char *row_bare_email(Arena *arena, const char *text)
{
    static const char scheme[] = "mailto:";
    const char *open = strchr(text, '<');
    const char *close = open ? strchr(open, '>') : NULL;
    if (close)
        text = arena_strndup(arena, open + 1, (size_t)(close - open - 1));
    return text_starts_nocase(text, scheme) ? text + strlen(scheme) : text;
}

static bool has_address(const RowBuild *build, RowAddressKind kind, const char *value)
{
    vec_each (RowAddress, address, &build->addresses)
        if (address->kind == kind && text_equal_nocase(address->value, value))
            return true;
    return false;
}

RowAddress *row_add_address(RowBuild *build, RowAddressKind kind, const char *value)
{
    if (has_address(build, kind, value))
        return NULL;
    RowAddress *address = vec_push(build->arena, &build->addresses);
    *address = (RowAddress){.kind = kind, .kind_known = true, .value = value};
    return address;
}

/* As on an envelope: with a state the American way, else the postcode before the city. */
static const char *write_postal(Arena *arena, const RowPostal *parts)
{
    const char *place = parts->state ? parts->city : parts->postcode;
    if (parts->state) {
        place = row_join(arena, place, ", ", parts->state);
        if (parts->postcode)
            place = row_join(arena, place, " ", parts->postcode);
    } else if (parts->city) {
        place = row_join(arena, place, " ", parts->city);
    }
    const char *text = parts->lines;
    if (place)
        text = row_join(arena, text, "\n", place);
    return parts->country ? row_join(arena, text, "\n", parts->country) : text;
}

void row_add_postal(RowBuild *build, const RowPostal *parts, const char *whole, const char *label)
{
    ExchangeRow *row = &build->row;
    bool placed = parts->city || parts->state || parts->postcode || parts->country;
    if (placed && !row->city && !row->state_name && !row->postcode && !row->country) {
        row->city = parts->city;
        row->state_name = parts->state;
        row->postcode = parts->postcode;
        row->country = parts->country;
    }
    if (!whole && !parts->lines && !(parts->city && parts->postcode))
        return;
    RowAddress *address =
        row_add_address(build, ROW_POSTAL, whole ? whole : write_postal(build->arena, parts));
    if (!address)
        return;
    address->label = label;
    if (placed) {
        RowPostal *kept = arena_make(build->arena, RowPostal);
        *kept = *parts;
        address->postal = kept;
    }
}

/* --- the end --- */

/* Phones put whatever they were given where the name belongs. */
static void move_misplaced(RowBuild *build)
{
    ExchangeRow *row = &build->row;
    const char **names[] = {&row->name, &row->given, &row->family, &row->nickname};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *name = *names[i];
        Cell cell = {.at = name, .length = name ? strlen(name) : 0};
        bool email = name && guess_is_email(cell);
        if (!email && !(name && guess_is_phone(cell)))
            continue;
        RowAddress *address = row_add_address(build, email ? ROW_EMAIL : ROW_OFFICE, name);
        if (address)
            address->kind_known = email;
        *names[i] = NULL;
    }
}

void row_finish(RowBuild *build, const char *spare_name)
{
    ExchangeRow *row = &build->row;
    move_misplaced(build);
    const char *parts[] = {row->given, row->middle, row->family};
    bool whole = row->name != NULL;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (!whole && parts[i])
            row->name = row_join(build->arena, row->name, " ", parts[i]);
    if (!row->name)
        row->name = spare_name;
    row->addresses = build->addresses.at;
    row->address_count = build->addresses.count;
    row->extras = build->extras.at;
    row->extra_count = build->extras.count;
}

bool row_is_somebody(const ExchangeRow *row)
{
    if (row->name || row->company)
        return true;
    for (size_t i = 0; i < row->address_count; i++)
        if (row->addresses[i].kind <= ROW_EMAIL)
            return true;
    return false;
}
