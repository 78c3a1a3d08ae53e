#include "exchange/vcard_card.h"

#include "base/buf.h"
#include "base/text.h"
#include "base/vec.h"
#include "exchange/vcard_row.h"

#include <string.h>

#define OUR_NOTE "Beck: "

enum { CARD_MOST = 4 * 1024 * 1024 };

typedef struct CardLine {
    const char *raw; /* as it stands there, folds and all, without its last line end */
    size_t length;
    VcardProperty property;
    const char *key; /* what of its value is compared */
} CardLine;

typedef VEC(CardLine) CardLines;

/* --- reading ---------------------------------------------------------------------------------- */

static size_t line_length(const char *at)
{
    return strcspn(at, "\r\n");
}

static const char *behind_end(const char *at)
{
    at += *at == '\r';
    return at + (*at == '\n');
}

/* Up to the end of a content line: what begins with a blank goes on with it. */
static const char *content_end(const char *at)
{
    for (;;) {
        at += line_length(at);
        const char *next = behind_end(at);
        if (next == at || (*next != ' ' && *next != '\t'))
            return at;
        at = next + 1;
    }
}

static char *unfolded(Arena *arena, const char *from, const char *until)
{
    char *text = arena_alloc(arena, (size_t)(until - from) + 1), *to = text;
    while (from < until) {
        size_t length = line_length(from);
        memcpy(to, from, length);
        to += length;
        from = behind_end(from + length);
        from += from < until; /* the blank */
    }
    *to = '\0';
    return text;
}

/* Numbers by their digits, mailboxes without case, all else as it reads. */
static const char *key_of(Arena *arena, const VcardProperty *property)
{
    char *plain = vcard_unescape(arena, property->value, strlen(property->value), false), *to;
    if (text_equal_nocase(property->name, "TEL")) {
        to = plain;
        for (const char *at = plain; *at; at++)
            if ((*at >= '0' && *at <= '9') || *at == '+')
                *to++ = *at;
        *to = '\0';
        return plain;
    }
    size_t length = strlen(plain);
    while (length && strchr("; \t", plain[length - 1]))
        plain[--length] = '\0';
    return text_equal_nocase(property->name, "EMAIL") ? text_fold(arena, plain) : plain;
}

/* Its properties, without BEGIN and END. */
static bool read_lines(Arena *arena, const char *text, CardLines *lines)
{
    bool begun = false, ended = false;
    *lines = (CardLines){0};
    for (const char *at = text, *until; *at; at = behind_end(until)) {
        until = content_end(at);
        char *line = unfolded(arena, at, until);
        size_t length = strlen(line);
        CardLine made = {.raw = at, .length = (size_t)(until - at)};
        bool begins = text_starts_nocase(line, "BEGIN:"), ends = text_starts_nocase(line, "END:");
        if (!length)
            continue;
        if (ended || begins == begun || lines->count == CARD_LINES_MOST ||
            vcard_is_quoted_printable(line, length))
            return false;
        begun = true;
        ended = ends;
        if (begins || ends)
            continue;
        if (!vcard_property_parse(arena, line, length, ENCODING_UTF8, &made.property))
            return false;
        made.key = key_of(arena, &made.property);
        *vec_push(arena, lines) = made;
    }
    return ended;
}

void vcard_card_row(Arena *arena, const char *text, ExchangeRow *row)
{
    CardLines lines;
    *row = (ExchangeRow){.state = ROW_REJECTED, .reason = "the card cannot be read"};
    if (!read_lines(arena, text, &lines))
        return;
    VcardProperty *properties = arena_array(arena, lines.count, sizeof *properties);
    for (size_t i = 0; i < lines.count; i++)
        properties[i] = lines.at[i].property;
    vcard_row(arena, &(VcardCard){.properties = properties, .count = lines.count}, row);
}

VcardVersion vcard_card_version(const char *text)
{
    return text_find_nocase(text, "\nVERSION:4") ? VCARD_4_0 : VCARD_3_0;
}

static bool is_group(const CardLines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        const VcardProperty *property = &lines->at[i].property;
        if ((text_equal_nocase(property->name, "KIND") ||
             text_equal_nocase(property->name, "X-ADDRESSBOOKSERVER-KIND")) &&
            text_equal_nocase(lines->at[i].key, "group"))
            return true;
    }
    return false;
}

const char *vcard_card_uid(Arena *arena, const char *uid)
{
    static const char urn[] = "urn:uuid:";
    return text_fold(arena, text_starts_nocase(uid, urn) ? uid + strlen(urn) : uid);
}

bool vcard_card_group(Arena *arena, const char *text, VcardGroup *group)
{
    CardLines lines;
    if (!read_lines(arena, text, &lines) || !is_group(&lines))
        return false;
    const char **members = arena_array(arena, lines.count, sizeof *members);
    *group = (VcardGroup){.name = "", .members = members};
    for (size_t i = 0; i < lines.count; i++) {
        const char *name = lines.at[i].property.name, *value = lines.at[i].key;
        if (text_equal_nocase(name, "FN"))
            group->name = value;
        else if (text_equal_nocase(name, "MEMBER") ||
                 text_equal_nocase(name, "X-ADDRESSBOOKSERVER-MEMBER"))
            members[group->count++] = vcard_card_uid(arena, value);
    }
    return true;
}

/* --- on what is there ------------------------------------------------------------------------- */

typedef enum Rule {
    THEIRS, /* none of our business */
    ONE,    /* a card has one */
    KEPT,   /* the same, and theirs stays */
    MANY,
    NOTE,
    STALE /* when it was changed: not any more */
} Rule;

static const struct {
    const char *name;
    Rule rule;
} rules[] = {
    {"FN", ONE},     {"N", ONE},    {"ORG", ONE},  {"TITLE", ONE}, {"UID", KEPT},  {"TEL", MANY},
    {"EMAIL", MANY}, {"ADR", MANY}, {"URL", MANY}, {"NOTE", NOTE}, {"REV", STALE},
};

static Rule rule_of(const CardLine *line)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (text_equal_nocase(rules[i].name, line->property.name))
            return rules[i].rule;
    return THEIRS;
}

/* A number with and without its country is one: "0171 1234567", "+49 171 1234567". */
static bool is_same_number(const char *a, const char *b)
{
    enum { LOCAL_DIGITS = 7 };
    a += strspn(a, "+0");
    b += strspn(b, "+0");
    size_t long_one = strlen(a), short_one = strlen(b);
    if (long_one < short_one)
        return is_same_number(b, a);
    return short_one >= LOCAL_DIGITS ? strcmp(a + long_one - short_one, b) == 0 : strcmp(a, b) == 0;
}

static bool is_same(const CardLine *a, const CardLine *b)
{
    return text_equal_nocase(a->property.name, b->property.name) &&
           (text_equal_nocase(a->property.name, "TEL") ? is_same_number(a->key, b->key)
                                                       : text_equal(a->key, b->key));
}

/* The one of that name; of that value, too, where `key`. NULL: none. */
static const CardLine *find(const CardLines *lines, const CardLine *like, bool key)
{
    for (size_t i = 0; i < lines->count; i++)
        if (key ? is_same(&lines->at[i], like)
                : text_equal_nocase(lines->at[i].property.name, like->property.name))
            return &lines->at[i];
    return NULL;
}

typedef struct Merge {
    Arena *arena;
    CardLines theirs, said, ours;
    bool noted; /* ours stands in a note already */
    Buf *out;
} Merge;

static void put(Merge *merge, const CardLine *line)
{
    buf_add(merge->out, line->raw, line->length);
    buf_adds(merge->out, "\r\n");
}

/* What stands there instead of a line of theirs; NULL: nothing. */
static const CardLine *instead_of(const Merge *merge, const CardLine *line)
{
    const CardLine *ours = find(&merge->ours, line, false);
    bool was_ours = find(&merge->said, line, true) != NULL;
    switch (rule_of(line)) {
    case ONE:
        return !was_ours || (ours && text_equal(ours->key, line->key)) ? line : ours;
    case MANY:
        return was_ours && !find(&merge->ours, line, true) ? NULL : line;
    case STALE:
        return NULL;
    case NOTE:
    case KEPT:
    case THEIRS:
        break;
    }
    return line;
}

/* A label, of Apple's, goes with what it is of. */
static bool is_label_of_none(const Merge *merge, const CardLine *line)
{
    bool one = false;
    if (!text_equal_nocase(line->property.name, "X-ABLabel") || !*line->property.group)
        return false;
    for (size_t i = 0; i < merge->theirs.count; i++) {
        const CardLine *other = &merge->theirs.at[i];
        if (other == line || !text_equal_nocase(other->property.group, line->property.group))
            continue;
        one = true;
        if (instead_of(merge, other) == other)
            return false;
    }
    return one;
}

/* Their lines, then ours, in the first of their notes. */
static void put_note(Merge *merge, const CardLine *theirs)
{
    auto_buf Buf note = buf_new(CARD_MOST);
    const CardLine *ours = merge->noted ? NULL : find(&merge->ours, theirs, false);
    merge->noted = true;
    const char *text =
        vcard_unescape(merge->arena, theirs->property.value, strlen(theirs->property.value), false);
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, "\n");
        if (!text_starts(at, OUR_NOTE)) {
            buf_adds(&note, note.length ? "\n" : "");
            buf_add(&note, at, length);
        }
        at += length + (at[length] == '\n');
    }
    if (ours) {
        buf_adds(&note, note.length ? "\n" : "");
        buf_adds(&note, vcard_unescape(merge->arena, ours->property.value,
                                       strlen(ours->property.value), false));
    }
    if (note.length && text_equal(note.at, text))
        put(merge, theirs);
    else if (note.length)
        vcard_write_text(merge->out, "NOTE", note.at);
}

static void put_theirs(Merge *merge)
{
    for (size_t i = 0; i < merge->theirs.count; i++) {
        const CardLine *line = &merge->theirs.at[i], *stays = instead_of(merge, line);
        if (rule_of(line) == NOTE)
            put_note(merge, line);
        else if (stays && !is_label_of_none(merge, line))
            put(merge, stays);
    }
}

/* What is new of ours. What they took away stays away. */
static void put_ours(Merge *merge)
{
    for (size_t i = 0; i < merge->ours.count; i++) {
        const CardLine *line = &merge->ours.at[i];
        Rule rule = rule_of(line);
        bool there = find(&merge->theirs, line, rule == MANY) != NULL;
        if (rule != THEIRS && !there && !find(&merge->said, line, true))
            put(merge, line);
    }
}

bool vcard_card_merge(Arena *arena, const char *theirs, const char *said, const char *ours,
                      const char **merged)
{
    auto_buf Buf out = buf_new(CARD_MOST);
    Merge merge = {.arena = arena, .out = &out};
    if (!read_lines(arena, theirs, &merge.theirs) || is_group(&merge.theirs) ||
        !read_lines(arena, ours, &merge.ours) || (said && !read_lines(arena, said, &merge.said)))
        return false;
    buf_adds(&out, "BEGIN:VCARD\r\n");
    put_theirs(&merge);
    put_ours(&merge);
    buf_adds(&out, "END:VCARD\r\n");
    if (out.over)
        return false;
    *merged = arena_strndup(arena, out.at, out.length);
    return true;
}
