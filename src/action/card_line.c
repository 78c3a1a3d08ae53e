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

bool card_line_read(Arena *arena, const char *line, CardLine *card)
{
    static const char parting[] = ",;|\n\t";
    const char *words[WORDS_MOST];
    size_t word_count = 0;
    CardLine made = {0};
    for (const char *piece = line; *piece;) {
        piece += strspn(piece, ",;|\n\t ");
        size_t length = strcspn(piece, parting), kept = length;
        while (kept && piece[kept - 1] == ' ')
            kept--;
        RowAddress address;
        const char *text = arena_strndup(arena, piece, kept);
        if (kept && made.address_count < CARD_ADDRESSES && read_address(arena, text, &address))
            made.addresses[made.address_count++] = address;
        else if (kept && word_count < WORDS_MOST)
            words[word_count++] = text;
        else if (kept)
            return false;
        piece += length;
    }
    if (!made.address_count)
        return false;
    made.name = word_count ? words[0] : NULL;
    made.title = word_count > 2 ? words[1] : NULL;
    made.company = word_count > 1 ? words[word_count - 1] : NULL;
    *card = made;
    return true;
}
