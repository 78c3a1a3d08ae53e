#include "action/card_line.h"

#include "base/text.h"

#include <ctype.h>
#include <string.h>

enum { PHONE_DIGITS_LEAST = 7, WORDS_MOST = 3 };

static const struct {
    const char *word;
    RowAddressKind kind;
    bool known;
} labels[] = {
    {"cell", ROW_CELL, true},     {"mobile", ROW_CELL, true},
    {"mob", ROW_CELL, true},      {"m", ROW_CELL, true},
    {"c", ROW_CELL, true},        {"office", ROW_OFFICE, true},
    {"work", ROW_OFFICE, true},   {"direct", ROW_OFFICE, true},
    {"o", ROW_OFFICE, true},      {"home", ROW_HOME, true},
    {"h", ROW_HOME, true},        {"fax", ROW_FAX, true},
    {"f", ROW_FAX, true},         {"tel", ROW_OFFICE, false},
    {"phone", ROW_OFFICE, false}, {"telephone", ROW_OFFICE, false},
    {"t", ROW_OFFICE, false},     {"p", ROW_OFFICE, false},
};

/* "cell: 202 555 0123": the word before the number says what it is. */
static bool read_phone(Arena *arena, const char *piece, RowAddress *address)
{
    size_t word = strspn(piece, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    const char *number = piece + word + strspn(piece + word, ".: ");
    size_t digits = 0;
    *address = (RowAddress){.kind = ROW_OFFICE, .value = number};
    bool labelled = !word;
    for (size_t i = 0; !labelled && i < sizeof labels / sizeof *labels; i++)
        if (text_equal_nocase(labels[i].word, arena_strndup(arena, piece, word))) {
            address->kind = labels[i].kind;
            address->kind_known = labels[i].known;
            labelled = true;
        }
    for (const char *c = number; *c; c++)
        digits += isdigit((unsigned char)*c) != 0;
    return labelled && digits >= PHONE_DIGITS_LEAST &&
           (isdigit((unsigned char)*number) || *number == '+' || *number == '(');
}

static bool read_address(Arena *arena, const char *piece, RowAddress *address)
{
    const char *at = strchr(piece, '@');
    if (at && (text_starts_nocase(piece, "sip:") || text_starts_nocase(piece, "sips:"))) {
        *address = (RowAddress){.kind = ROW_SIP, .kind_known = true, .value = piece};
        return true;
    }
    if (at) {
        const char *begin = at;
        while (begin > piece && !strchr(" :<", begin[-1]))
            begin--;
        *address = (RowAddress){.kind = ROW_EMAIL,
                                .kind_known = true,
                                .value = arena_strndup(arena, begin, strcspn(begin, " >"))};
        return true;
    }
    if (text_starts_nocase(piece, "http") || text_starts_nocase(piece, "www.")) {
        *address = (RowAddress){.kind = ROW_URL, .kind_known = true, .value = piece};
        return true;
    }
    return read_phone(arena, piece, address);
}

typedef struct Piece {
    const char *text;
    bool is_address;
    RowAddress address; /* where it is one */
} Piece;

/* How many pieces the line has; more than `most` when they are too many. */
static size_t split(Arena *arena, const char *line, Piece *pieces, size_t most)
{
    static const char parting[] = ",;|\n\t";
    size_t count = 0;
    while (*line && count <= most) {
        line += strspn(line, ",;|\n\t ");
        size_t length = strcspn(line, parting), kept = length;
        while (kept && line[kept - 1] == ' ')
            kept--;
        if (kept && count < most) {
            Piece *piece = &pieces[count];
            piece->text = arena_strndup(arena, line, kept);
            piece->is_address = read_address(arena, piece->text, &piece->address);
        }
        count += kept > 0;
        line += length;
    }
    return count;
}

static bool has_digit(const char *text)
{
    return strpbrk(text, "0123456789");
}

/* "5 Oak St" */
static bool begins_as_street(const char *text)
{
    return isdigit((unsigned char)*text) && strchr(text, ' ');
}

/* "Hauptstr. 5", "Hauptstr. 5a" */
static bool ends_as_street(const char *text)
{
    size_t length = strlen(text);
    return strchr(text, ' ') &&
           (isdigit((unsigned char)text[length - 1]) || isdigit((unsigned char)text[length - 2]));
}

/* How many of the pieces are street and town: a house's number, and a postal code behind it unless
 * name and company are there already. "Area 51 Ltd" and "Studio 54" are companies. */
static size_t measure_postal(const Piece *pieces, size_t count, size_t words)
{
    size_t length = 0;
    bool code = false;
    for (; length < count && !pieces[length].is_address; length++)
        code = code || (length && has_digit(pieces[length].text));
    if (!words || length < 2)
        return 0;
    bool begins = begins_as_street(pieces->text);
    return (begins && (code || words > 1)) || (code && ends_as_street(pieces->text)) ? length : 0;
}

static const char *join(Arena *arena, const Piece *pieces, size_t count)
{
    const char *joined = pieces->text;
    for (size_t i = 1; i < count; i++)
        joined = arena_printf(arena, "%s, %s", joined, pieces[i].text);
    return joined;
}

bool card_line_read(Arena *arena, const char *line, CardLine *card, Err *err)
{
    Piece pieces[CARD_PARTS] = {0};
    const char *words[CARD_PARTS];
    size_t word_count = 0, whole = split(arena, line, pieces, CARD_PARTS);
    size_t count = whole < CARD_PARTS ? whole : CARD_PARTS;
    CardLine made = {0};
    for (size_t i = 0; i < count; i++) {
        size_t postal = measure_postal(pieces + i, count - i, word_count);
        if (pieces[i].is_address)
            made.addresses[made.address_count++] = pieces[i].address;
        else if (postal) {
            made.addresses[made.address_count++] = (RowAddress){
                .kind = ROW_POSTAL, .kind_known = true, .value = join(arena, pieces + i, postal)};
            i += postal - 1;
        } else
            words[word_count++] = pieces[i].text;
    }
    *card = (CardLine){.name = line};
    if (!made.address_count)
        return true;
    if (whole > CARD_PARTS)
        return err_field(
            err, ERR_INPUT, "name",
            "a card in one line has at most %d parts; give the rest in fields of its own",
            CARD_PARTS);
    if (word_count > WORDS_MOST)
        return err_field(err, ERR_INPUT, "name",
                         "“%s” is one too many: in a card in one line stand name, title and "
                         "company, numbers, mailbox, page, and street and town; give the rest in "
                         "fields of its own",
                         words[WORDS_MOST]);
    made.name = word_count ? words[0] : NULL;
    made.title = word_count > 2 ? words[1] : NULL;
    made.company = word_count > 1 ? words[word_count - 1] : NULL;
    *card = made;
    return true;
}
