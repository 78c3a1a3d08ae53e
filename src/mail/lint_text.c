/* A text's parts: how many, what they cost, and which character makes them small. */
#include "mail/lint_part.h"

#include "base/price.h"
#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

/* What word processors and telephones write of themselves, and what says the same in GSM-7. */
static const struct {
    const char *fine, *plain;
} plains[] = {
    {"’", "'"},
    {"‘", "'"},
    {"“", "\""},
    {"”", "\""},
    {"„", "\""},
    {"«", "\""},
    {"»", "\""},
    {"–", "-"},
    {"—", "-"},
    {"‐", "-"},
    {"‑", "-"},
    {"…", "..."},
    {"•", "-"},
    {"·", "-"},
    {"\u00A0", "a blank"},
    {"\u202F", "a blank"},
    {"\u2009", "a blank"},
    {"\t", "a blank"},
    {"`", "'"},
    {"´", "'"},
};

static const char *plain_of(const char *character)
{
    for (size_t i = 0; i < sizeof plains / sizeof *plains; i++)
        if (text_equal(plains[i].fine, character))
            return plains[i].plain;
    return NULL;
}

/* The character at `at`, alone. */
static const char *character_at(Arena *arena, const char *at)
{
    const char *end = at;
    utf8_next(&end, at + strlen(at));
    return arena_strndup(arena, at, (size_t)(end - at));
}

static void look_at_parts(Linting *linting, const SmsParts *size)
{
    if (size->parts > SMS_PARTS_MOST)
        lint_find(linting, "text_too_long", 60, NULL,
                  "Say one thing; send the rest as an e-mail or as a link.",
                  "This text has %zu parts: more than %d do not go.", size->parts, SMS_PARTS_MOST);
    else if (size->parts > LINT_TEXT_PARTS)
        lint_find(linting, "text_long", 10, NULL,
                  "Cut it to what they must know, and one question.",
                  "This text has %zu parts, each of which costs: %d are read.", size->parts,
                  LINT_TEXT_PARTS);
}

static void look_at_alphabet(Linting *linting, const LintText *text)
{
    const char *plain = text->forced_by ? plain_of(text->forced_by) : NULL;
    if (plain)
        lint_find(linting, "text_wide", 5, text->size.other,
                  arena_printf(linting->arena, "Write %s for it.", plain),
                  "\"%s\" makes a part hold %d characters instead of %d.", text->forced_by,
                  SMS_UNITS, SMS_SEPTETS);
}

LintText lint_text_of(Arena *arena, const char *body, const LintFacts *facts)
{
    Price price;
    const char *links = facts->files.links;
    const char *whole = links ? arena_printf(arena, "%s%s", body, links) : body;
    LintText text = {.size = sms_parts(whole), .picture = facts->files.picture};
    if (!text.size.gsm) /* links are of plain letters */
        text.size.other = body + (text.size.other - whole);
    if (!text.size.gsm)
        text.forced_by = character_at(arena, text.size.other);
    if (text.picture && text.size.parts <= SMS_PARTS_MOST)
        text.size.parts = 1;
    const char *cost = text.picture ? facts->picture_cost : facts->part_cost;
    if (price_read(text_or(cost, ""), &price))
        text.cost = price_times(arena, &price, text.size.parts);
    return text;
}

const LintText *lint_text(Linting *linting)
{
    LintText *text = arena_make(linting->arena, LintText);
    *text = lint_text_of(linting->arena, linting->body, linting->facts);
    look_at_parts(linting, &text->size);
    look_at_alphabet(linting, text);
    return text;
}
