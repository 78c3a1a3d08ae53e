#include "mail/html_entity.h"

#include <stdlib.h>
#include <string.h>

/* The letters from U+00A0 to U+00FF, in their order (HTML 4.01 §24.2). */
static const char *const latin1[] = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",
    "copy",   "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn",
    "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",
    "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde",
    "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave",
    "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde",
    "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",
    "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil",
    "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",
    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml",
};

/* Of the others, those that mails use (§24.3, §24.4). */
static const struct {
    const char *name;
    int32_t point;
} others[] = {
    {"quot", 0x22},     {"amp", 0x26},     {"lt", 0x3C},       {"gt", 0x3E},
    {"OElig", 0x152},   {"oelig", 0x153},  {"Scaron", 0x160},  {"scaron", 0x161},
    {"Yuml", 0x178},    {"fnof", 0x192},   {"circ", 0x2C6},    {"tilde", 0x2DC},
    {"ensp", 0x2002},   {"emsp", 0x2003},  {"thinsp", 0x2009}, {"zwnj", 0x200C},
    {"zwj", 0x200D},    {"lrm", 0x200E},   {"rlm", 0x200F},    {"ndash", 0x2013},
    {"mdash", 0x2014},  {"lsquo", 0x2018}, {"rsquo", 0x2019},  {"sbquo", 0x201A},
    {"ldquo", 0x201C},  {"rdquo", 0x201D}, {"bdquo", 0x201E},  {"dagger", 0x2020},
    {"Dagger", 0x2021}, {"bull", 0x2022},  {"hellip", 0x2026}, {"permil", 0x2030},
    {"prime", 0x2032},  {"Prime", 0x2033}, {"lsaquo", 0x2039}, {"rsaquo", 0x203A},
    {"euro", 0x20AC},   {"trade", 0x2122}, {"larr", 0x2190},   {"uarr", 0x2191},
    {"rarr", 0x2192},   {"darr", 0x2193},  {"harr", 0x2194},   {"minus", 0x2212},
    {"infin", 0x221E},  {"ne", 0x2260},    {"le", 0x2264},     {"ge", 0x2265},
    {"apos", 0x27},
};

enum { LATIN1_FIRST = 0xA0, NAME_LONGEST = 8, NUMBER_LONGEST = 10 };

static bool is_scalar(long point)
{
    return point >= ' ' && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
}

/* Windows-1252 is what &#128; to &#159; mean in practice (HTML, "numeric character reference end
 * state"); of them, those that mails use. */
static long windows_1252(long point)
{
    static const struct {
        int from, to;
    } meant[] = {{0x80, 0x20AC}, {0x82, 0x201A}, {0x84, 0x201E}, {0x85, 0x2026},
                 {0x91, 0x2018}, {0x92, 0x2019}, {0x93, 0x201C}, {0x94, 0x201D},
                 {0x95, 0x2022}, {0x96, 0x2013}, {0x97, 0x2014}, {0x99, 0x2122}};
    for (size_t i = 0; i < sizeof meant / sizeof meant[0]; i++)
        if (meant[i].from == point)
            return meant[i].to;
    return point;
}

static size_t numeric(const char *text, size_t length, int32_t *point)
{
    bool hex = length > 2 && (text[2] == 'x' || text[2] == 'X');
    size_t from = hex ? 3 : 2;
    char digits[NUMBER_LONGEST + 1] = "";
    size_t count = 0;
    while (from + count < length && count < NUMBER_LONGEST &&
           strchr(hex ? "0123456789abcdefABCDEF" : "0123456789", text[from + count])) {
        digits[count] = text[from + count];
        count++;
    }
    long number = count ? windows_1252(strtol(digits, NULL, hex ? 16 : 10)) : 0;
    if (!is_scalar(number) && number != '\n' && number != '\t')
        return 0;
    *point = (int32_t)number;
    size_t end = from + count;
    return end < length && text[end] == ';' ? end + 1 : end;
}

static int32_t named(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (strlen(others[i].name) == length && memcmp(others[i].name, name, length) == 0)
            return others[i].point;
    for (size_t i = 0; i < sizeof latin1 / sizeof latin1[0]; i++)
        if (strlen(latin1[i]) == length && memcmp(latin1[i], name, length) == 0)
            return LATIN1_FIRST + (int32_t)i;
    return 0;
}

size_t html_entity(const char *text, size_t length, int32_t *point)
{
    if (length > 2 && text[1] == '#')
        return numeric(text, length, point);
    size_t name = 1;
    while (name < length && name <= NAME_LONGEST &&
           ((text[name] >= 'a' && text[name] <= 'z') || (text[name] >= 'A' && text[name] <= 'Z') ||
            (text[name] >= '0' && text[name] <= '9')))
        name++;
    int32_t found = name > 1 ? named(text + 1, name - 1) : 0;
    if (!found)
        return 0;
    *point = found;
    return name < length && text[name] == ';' ? name + 1 : name;
}
