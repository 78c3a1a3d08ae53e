#include "action/card_kept_inner.h"

#include "action/card_line.h"
#include "action/context_inner.h"
#include "base/buf.h"
#include "base/place.h"
#include "base/text.h"
#include "base/vec.h"
#include "base/zone.h"

#include <stddef.h>
#include <string.h>

enum { KEPT_BYTES = 64 * 1024 };

typedef VEC(CardAddress) CardAddresses;

static bool any(const char *value)
{
    return value[0];
}

static bool is_role(const char *value)
{
    Role role;
    return role_find(value, &role);
}

static bool is_zone(const char *value)
{
    return zone_find(value) != NULL;
}

static bool is_country(const char *value)
{
    return place_country(value) != NULL;
}

/* Those of a person; the lead has the others of its own. */
static const struct {
    const char *label;
    size_t at; /* in Card */
    bool (*fits)(const char *value);
} texts[] = {
    {"title", offsetof(Card, title), any},   {"role", offsetof(Card, role), is_role},
    {"zone", offsetof(Card, zone), is_zone}, {"city", offsetof(Card, city), any},
    {"state", offsetof(Card, state), any},   {"country", offsetof(Card, country), is_country},
};
enum { TEXTS = sizeof texts / sizeof *texts };

static const char **text_at(Card *card, size_t i)
{
    return (const char **)(void *)((char *)card + texts[i].at);
}

/* --- kept --- */

static void add_line(Buf *note, const char *label, const char *value)
{
    if (note->length)
        buf_addc(note, '\n');
    if (label)
        buf_addf(note, "%s: ", label);
    buf_adds(note, value);
}

static const char *note_of(Arena *arena, Buf *note)
{
    const char *made = note->length ? arena_strndup(arena, note->at, note->length) : NULL;
    buf_free(note);
    return made;
}

/* A postal address is several lines. */
static const char *one_line(Arena *arena, const char *value)
{
    Buf line = buf_new(KEPT_BYTES);
    for (const char *from = value; *from; from += strspn(from, "\r\n")) {
        size_t length = strcspn(from, "\r\n");
        if (line.length)
            buf_adds(&line, ", ");
        buf_add(&line, from, length);
        from += length;
    }
    const char *made = text_or(note_of(arena, &line), "");
    return text_clean(arena, made, strlen(made), KEPT_BYTES);
}

const char *card_kept_note(Arena *arena, const Card *card, const char *note)
{
    Card said = *card;
    Buf made = buf_new(KEPT_BYTES);
    if (!text_empty(note))
        add_line(&made, NULL, note);
    for (size_t i = 0; i < TEXTS; i++)
        if (!text_empty(*text_at(&said, i)) && texts[i].fits(*text_at(&said, i)))
            add_line(&made, texts[i].label, one_line(arena, *text_at(&said, i)));
    for (size_t i = 0; i < card->address_count; i++)
        add_line(&made, address_kind_name(card->addresses[i].kind),
                 one_line(arena, card->addresses[i].value));
    return note_of(arena, &made);
}

/* --- taken up --- */

static const char *country_of(Context *context, const Card *card)
{
    const char *place = card->country ? place_country(card->country) : NULL;
    return text_or(place, context_country(context));
}

static bool take_text(Card *said, const char *label, const char *value)
{
    for (size_t i = 0; i < TEXTS; i++)
        if (text_equal(texts[i].label, label) && !*text_at(said, i) && texts[i].fits(value)) {
            *text_at(said, i) = value;
            return true;
        }
    return false;
}

static bool take_address(Context *context, Arena *arena, const Card *said, const char *label,
                         const char *value, CardAddresses *addresses)
{
    AddressKind kind;
    DraftAddress address;
    Err unread;
    if (!address_kind_find(label, &kind) ||
        !draft_address(arena, kind, value, country_of(context, said), &address, &unread))
        return false;
    *vec_push(arena, addresses) = (CardAddress){kind, value};
    return true;
}

static bool take_line(Context *context, Arena *arena, const char *line, Card *said,
                      CardAddresses *addresses)
{
    const char *parted = strstr(line, ": ");
    if (!parted)
        return false;
    const char *label = arena_strndup(arena, line, (size_t)(parted - line));
    const char *value = parted + 2;
    return take_text(said, label, value) ||
           take_address(context, arena, said, label, value, addresses);
}

void card_kept_read(Context *context, Arena *arena, const char *note, CardKept *kept)
{
    CardAddresses addresses = {0};
    Card said = {.renews_at = TIME_NONE};
    Buf rest = buf_new(KEPT_BYTES);
    for (const char *from = text_or(note, ""); *from;) {
        size_t length = strcspn(from, "\n");
        const char *line = arena_strndup(arena, from, length);
        if (!take_line(context, arena, line, &said, &addresses))
            add_line(&rest, NULL, line);
        from += length + (from[length] == '\n');
    }
    said.addresses = addresses.at;
    said.address_count = addresses.count;
    *kept = (CardKept){.said = said, .rest = note_of(arena, &rest)};
}

typedef enum Given { GIVEN_NOT, GIVEN_SAME, GIVEN_OTHERWISE } Given;

static Given given_as(Arena *arena, const Card *card, const char *country, const CardAddress *one)
{
    Given given = GIVEN_NOT;
    for (size_t i = 0; i < card->address_count; i++) {
        DraftAddress typed, kept;
        Err unread;
        if (card->addresses[i].kind != one->kind)
            continue;
        if (draft_address(arena, one->kind, card->addresses[i].value, country, &typed, &unread) &&
            draft_address(arena, one->kind, one->value, country, &kept, &unread) &&
            text_equal(typed.value_key, kept.value_key))
            return GIVEN_SAME;
        given = GIVEN_OTHERWISE;
    }
    return given;
}

void card_kept_fill(Context *context, Arena *arena, CardKept *kept, Card *card)
{
    Card filled = *card, *said = &kept->said;
    CardLine line = {0};
    CardAddresses addresses = {0};
    Buf rest = buf_new(KEPT_BYTES);
    Err later; /* card_draft() says it */
    if (card->name && !card_line_read(arena, card->name, &line, &later))
        line = (CardLine){0};
    if (line.title && text_empty(card->title))
        filled.title = line.title;
    if (kept->rest)
        add_line(&rest, NULL, kept->rest);
    for (size_t i = 0; i < TEXTS; i++) {
        const char **typed = text_at(&filled, i), *value = *text_at(said, i);
        if (!*typed)
            *typed = value;
        else if (!**typed)
            *typed = NULL; /* cleared */
        else if (value && !text_equal_nocase(*typed, value))
            add_line(&rest, texts[i].label, value);
    }
    bool cleared[ADDRESS_KINDS] = {false}; /* of several of a kind, the first is shown */
    for (size_t i = 0; i < card->address_count; i++) {
        cleared[card->addresses[i].kind] = !card->addresses[i].value[0];
        if (!cleared[card->addresses[i].kind])
            *vec_push(arena, &addresses) = card->addresses[i];
    }
    filled.addresses = addresses.at;
    filled.address_count = addresses.count;
    for (size_t i = 0; i < said->address_count; i++) {
        const CardAddress *one = &said->addresses[i];
        if (cleared[one->kind]) {
            cleared[one->kind] = false;
            continue;
        }
        Given given = given_as(arena, &filled, country_of(context, &filled), one);
        if (given == GIVEN_NOT)
            *vec_push(arena, &addresses) = *one;
        else if (given == GIVEN_OTHERWISE)
            add_line(&rest, address_kind_name(one->kind), one->value);
    }
    filled.addresses = addresses.at;
    filled.address_count = addresses.count;
    kept->rest = note_of(arena, &rest);
    *card = filled;
}
