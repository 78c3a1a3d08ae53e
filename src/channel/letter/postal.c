#include "channel/letter/postal.h"

#include "base/place.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

enum { PIECES_MOST = 24, CODE_BYTES = 16, SHOWN_COLUMNS = 60 };

/* How the line of the town is written: %C town, %P code, %R region; a line end where another line
 * begins. What is not known leaves its place and the mark before it. */
static const struct {
    const char *country, *order;
} orders[] = {
    {"AU", "%C %R %P"}, {"BR", "%C-%R\n%P"},  {"CA", "%C %R  %P"},  {"CO", "%C, %R\n%P"},
    {"GB", "%C\n%P"},   {"HK", "%C\n%R"},     {"IE", "%C\n%R\n%P"}, {"IN", "%C %P\n%R"},
    {"IT", "%P %C %R"}, {"KR", "%C\n%R\n%P"}, {"MX", "%P %C, %R"},  {"NG", "%C %P\n%R"},
    {"NZ", "%C %P"},    {"PH", "%P %C\n%R"},  {"SG", "%C %P"},      {"TH", "%C\n%R %P"},
    {"TW", "%C %R %P"}, {"UA", "%C\n%R\n%P"}, {"US", "%C, %R %P"},  {"VN", "%C %P"},
    {"ZA", "%C\n%P"},
};

static const char *order_of(const char *country)
{
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        if (text_equal(orders[i].country, country))
            return orders[i].order;
    return "%P %C";
}

/* --- the pieces that it was typed in --- */

typedef struct Pieces {
    const char *at[PIECES_MOST];
    size_t count;
    bool in_one_line;
} Pieces;

static const char *trimmed(Arena *arena, const char *from, size_t length)
{
    while (length && strchr(" \t,;", *from)) {
        from++;
        length--;
    }
    while (length && strchr(" \t\r,;", from[length - 1]))
        length--;
    return arena_strndup(arena, from, length);
}

/* How long a number of degrees is, three digits or more behind its point; 0: it is none. */
static size_t degrees_at(const char *at)
{
    enum { DIGITS = 3 };
    size_t sign = *at == '-' || *at == '+', whole = strspn(at + sign, "0123456789");
    const char *point = at + sign + whole;
    size_t behind = whole && *point == '.' ? strspn(point + 1, "0123456789") : 0;
    return behind >= DIGITS ? sign + whole + 1 + behind : 0;
}

static size_t coordinates_at(const char *at)
{
    static const char scheme[] = "geo:";
    size_t length = *at == '(';
    if (text_starts_nocase(at + length, scheme))
        length += sizeof scheme - 1;
    size_t first = degrees_at(at + length);
    size_t between = first ? strspn(at + length + first, ", ") : 0;
    size_t second = between ? degrees_at(at + length + first + between) : 0;
    if (!second)
        return 0;
    length += first + between + second;
    return length + (at[length] == ')');
}

/* Coordinates (follow/tour.h) are for maps, not for who carries letters. */
static const char *without_coordinates(Arena *arena, const char *text)
{
    char *kept = arena_strdup(arena, text), *to = kept;
    for (const char *at = text; *at;) {
        bool begins = at == text || !isalnum((unsigned char)at[-1]);
        size_t length = begins ? coordinates_at(at) : 0;
        if (!length)
            *to++ = *at++;
        at += length;
    }
    *to = '\0';
    return kept;
}

static bool split(Arena *arena, const char *text, Pieces *pieces)
{
    pieces->in_one_line = !strchr(text, '\n');
    const char *marks = pieces->in_one_line ? "," : "\n";
    pieces->count = 0;
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, marks);
        const char *piece = trimmed(arena, at, length);
        if (*piece) {
            if (pieces->count == PIECES_MOST)
                return false;
            pieces->at[pieces->count++] = piece;
        }
        at += length + (at[length] != '\0');
    }
    return true;
}

/* The country that the last piece names. Two letters may be a state as well ("CA"): then it is the
 * country only where that is known. */
static const char *take_country(Pieces *pieces, const char *known)
{
    if (pieces->count < 2)
        return NULL;
    const char *last = pieces->at[pieces->count - 1], *named = place_country(last);
    if (!named || (strlen(last) == 2 && !text_equal(named, known)))
        return NULL;
    pieces->count--;
    return named;
}

/* --- the line of the town --- */

static bool has_digit(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

/* Takes one occurrence of `part`, standing as words of its own, out of the text. */
static bool strike(char *text, const char *part)
{
    if (text_empty(part))
        return false;
    size_t length = strlen(part);
    for (char *at = text; *at; at++) {
        bool begins = at == text || strchr(" ,-()", at[-1]);
        if (!begins || strncasecmp(at, part, length) != 0 ||
            (at[length] && !strchr(" ,-()", at[length])))
            continue;
        memset(at, ' ', length);
        return true;
    }
    return false;
}

/* Whether the piece has nothing in it but what is known of the place. */
static bool of_place(Arena *arena, const char *piece, const PostalAddress *address,
                     const char *country, bool *town)
{
    char *rest = arena_strdup(arena, piece);
    *town |= strike(rest, address->city);
    strike(rest, address->postcode);
    if (!strike(rest, address->region) && !text_empty(address->region))
        strike(rest, place_region(country, address->region));
    return rest[strspn(rest, " ,-()")] == '\0';
}

static const char *part_of(char letter, const PostalAddress *address)
{
    const char *part = letter == 'C'   ? address->city
                       : letter == 'P' ? address->postcode
                                       : address->region;
    return text_or(part, "");
}

/* The order of the country, filled in; marks before what is not known are left out. */
static const char *fill_order(Arena *arena, const char *order, const PostalAddress *address)
{
    const char *text = "";
    const char *mark = order;
    size_t mark_length = 0;
    for (const char *at = order; *at; at++) {
        if (*at != '%') {
            mark_length++;
            continue;
        }
        const char *part = part_of(*++at, address);
        if (*part)
            text =
                *text ? arena_printf(arena, "%s%.*s%s", text, (int)mark_length, mark, part) : part;
        mark = at + 1;
        mark_length = 0;
    }
    return text;
}

/* "Springfield" and "IL 62704" were one line; so were "IL" and "62704". */
static void join_town(Arena *arena, Pieces *pieces, const char *country)
{
    if (!pieces->in_one_line || !strstr(order_of(country), "%C, %R %P"))
        return;
    size_t count = pieces->count;
    if (count > 3 && strlen(pieces->at[count - 2]) == 2 && has_digit(pieces->at[count - 1])) {
        pieces->at[count - 2] =
            arena_printf(arena, "%s %s", pieces->at[count - 2], pieces->at[count - 1]);
        count--;
    }
    if (count > 2 && isupper((unsigned char)pieces->at[count - 1][0]) &&
        isupper((unsigned char)pieces->at[count - 1][1]) && has_digit(pieces->at[count - 1])) {
        pieces->at[count - 2] =
            arena_printf(arena, "%s, %s", pieces->at[count - 2], pieces->at[count - 1]);
        count--;
    }
    pieces->count = count;
}

/* Puts the line of the town into the order of its country, where its parts are known. */
static void order_town(Arena *arena, const PostalAddress *address, const char *country,
                       Pieces *pieces)
{
    size_t rest = pieces->count;
    bool town = false;
    while (rest > 1 && of_place(arena, pieces->at[rest - 1], address, country, &town))
        rest--;
    if (!town) {
        join_town(arena, pieces, country);
        return;
    }
    const char *written = fill_order(arena, order_of(country), address);
    Pieces lines;
    pieces->count = rest;
    if (!split(arena, arena_printf(arena, "%s\n", written), &lines))
        return;
    for (size_t i = 0; i < lines.count && pieces->count < PIECES_MOST; i++)
        pieces->at[pieces->count++] = lines.at[i];
}

/* What it is sorted by: the code, else the words with digits of the last line that has any. */
static const char *code_of(Arena *arena, const PostalAddress *address, const Pieces *pieces)
{
    if (!text_empty(address->postcode))
        return address->postcode;
    for (size_t i = pieces->count; i-- > 1;) {
        if (!has_digit(pieces->at[i]))
            continue;
        const char *code = "";
        for (const char *at = pieces->at[i]; *at;) {
            size_t length = strcspn(at, " ,");
            const char *word = arena_strndup(arena, at, length < CODE_BYTES ? length : CODE_BYTES);
            if (has_digit(word))
                code = arena_printf(arena, "%s%s%s", code, *code ? " " : "", word);
            at += length + strspn(at + length, " ,");
        }
        return code;
    }
    return "";
}

/* Whether there is more than a street; a town that is known and was left out is added. In one piece
 * it is believed where it has a code in it, or is in a script that needs no blanks. */
static bool any_town(Arena *arena, const PostalAddress *address, const char *country,
                     Pieces *pieces)
{
    enum { CODE_DIGITS = 4 };
    if (pieces->count != 1)
        return pieces->count > 1;
    const char *only = pieces->at[0];
    if (!text_empty(address->city) && !text_find_nocase(only, address->city)) {
        pieces->at[pieces->count++] = fill_order(arena, order_of(country), address);
        return true;
    }
    size_t digits = 0;
    for (const char *at = only; *at; at++) {
        digits = isdigit((unsigned char)*at) ? digits + 1 : 0;
        if (digits == CODE_DIGITS || (unsigned char)*at >= 0x80)
            return true;
    }
    return false;
}

/* --- the whole --- */

static void add_line(PostalLines *lines, const char *line)
{
    if (!text_empty(line) && lines->count < POSTAL_LINES_MOST)
        lines->lines[lines->count++] = line;
}

bool postal_lines(Arena *arena, const PostalAddress *address, const char *home, PostalLines *lines,
                  Err *err)
{
    Pieces pieces = {.count = 0};
    PostalLines made = {.count = 0};
    if (text_empty(address->text))
        return err_field(err, ERR_INPUT, "postal", "has no postal address");
    if (!split(arena, without_coordinates(arena, address->text), &pieces) ||
        pieces.count > POSTAL_LINES_MOST - 3)
        return err_field(err, ERR_INPUT, "postal", "has a postal address of more than %d lines",
                         POSTAL_LINES_MOST - 3);
    const char *known = address->country ? place_country(address->country) : NULL;
    const char *named = take_country(&pieces, known);
    made.country = named ? named : known ? known : text_or(address->country, home);
    if (!any_town(arena, address, made.country, &pieces))
        return err_field(err, ERR_INPUT, "postal",
                         "has a postal address without a street or a town: \"%s\"",
                         text_cut(arena, address->text, SHOWN_COLUMNS));
    made.postcode = code_of(arena, address, &pieces);
    order_town(arena, address, made.country, &pieces);
    made.abroad = !text_equal(made.country, home);
    add_line(&made, address->name);
    if (!text_equal(address->company, address->name))
        add_line(&made, address->company);
    for (size_t i = 0; i < pieces.count; i++)
        if (!text_equal(pieces.at[i], address->company) && !text_equal(pieces.at[i], address->name))
            add_line(&made, pieces.at[i]);
    if (made.abroad)
        add_line(&made, place_capitals(arena, made.country));
    *lines = made;
    return true;
}
