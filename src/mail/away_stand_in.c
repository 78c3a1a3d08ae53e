/* Whom an out-of-office names: the addresses, numbers and names of lines that ask to turn to
 * somebody. */
#include "mail/away.h"

#include "base/text.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "mail/address_scan.h"
#include "mail/phrase.h"

#include <string.h>

/* As text_fold() gives them. */
static const char *const turn_to[] = {
    "contact",
    "reach out",
    "get in touch",
    "in my absence",
    "during my absence",
    "while i am away",
    "urgent",
    "immediate",
    "my colleague",
    "speak to",
    "call",
    "write to",
    "email",
    "wenden sie sich",
    "vertretung",
    "vertritt",
    "vertreten",
    "dringend",
    "kollege",
    "kollegin",
    "in meiner abwesenheit",
    "kontaktieren",
    "erreichen sie",
    "en mon absence",
    "urgence",
    "adresser",
    "urgencia",
    "urgente",
    "dirijase",
    "dirigirse",
    "pongase en contacto",
    "compan",
    "in mia assenza",
    "rivolgersi",
    "rivolgetevi",
    "urgenza",
    "urgenze",
    "collega",
    "na minha ausencia",
    "contat",
    "colega",
    "neem contact",
    "spoed",
    "dringende",
    "tijdens mijn afwezigheid",
    "kontakta",
    "bradskande",
    "kollega",
    "kontakt",
    "pilnych",
    "pilne",
    "zastepuje",
    "podczas mojej",
    "kontaktujte",
    "obratte",
    "nalehav",
    "zastupuje",
    "v me nepritomnosti",
    "обращаитесь",
    "обращаться",
    "срочн",
    "свяжитесь",
    "замеща",
    "ご連絡",
    "至急",
    "お急ぎ",
    "代わり",
    "担当",
};

typedef VEC(StandIn) StandInVec;

enum { STAND_INS_MOST = 10, NAME_LONGEST = 80 };

static bool is_capital(const char *at, const char *end)
{
    const char *next = at;
    int32_t point = at < end ? utf8_next(&next, end) : 0;
    return (point >= 'A' && point <= 'Z') || (point >= 0xC0 && point <= 0xDE) ||
           (point >= 0x410 && point <= 0x42F) || point == 0x141 || point == 0x15A ||
           point == 0x160 || point == 0x10C || point == 0x158 || point == 0x17D || point == 0x17B ||
           point == 0x17A || (point >= 0x3040 && point <= 0x9FFF);
}

/* Words with a capital that are no part of a name, as text_fold() gives them. */
static const char *const no_names[] = {
    "kollegin", "kollege", "kollegen", "vertretung", "vertreterin", "vertreter", "assistentin",
    "contact",  "call",    "email",    "kontakt",    "contacter",   "contactez", "dirijase",
    "contacte", "neem",    "kontakta", "please",     "bitte",       "or",        "oder",
    "to",       "with",    "mit",      "an",
};

static const char gaps[] = " \t\n(<[:,-\"";

static bool is_joint(const char *word, size_t length)
{
    static const char *const joints[] = {"van", "von", "de", "der", "den", "la", "di", "da", "dos"};
    for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++)
        if (length == strlen(joints[i]) && memcmp(word, joints[i], length) == 0)
            return true;
    return false;
}

/* "お急ぎの場合は、佐藤": the name is behind the last comma. */
static const char *behind_comma(const char *start, const char *end)
{
    static const char comma[] = "、";
    for (const char *at = start; at + strlen(comma) <= end; at++)
        if (memcmp(at, comma, strlen(comma)) == 0)
            start = at + strlen(comma);
    return start;
}

static bool is_no_name(Arena *arena, const char *word, const char *end)
{
    const char *folded = text_fold(arena, arena_strndup(arena, word, (size_t)(end - word)));
    return PHRASE_IS(folded, no_names);
}

/* The words with capitals that end right before `end`, with what joins them: "Jane van Doe" of "my
 * colleague Jane van Doe (". "" when there is none. */
static const char *name_before(Arena *arena, const char *from, const char *end)
{
    while (end > from && strchr(gaps, end[-1]))
        end--;
    const char *start = end;
    for (const char *word = end; word > from;) {
        const char *word_end = word;
        while (word > from && !strchr(gaps, word[-1]) && !strchr(";>.!", word[-1]))
            word--;
        if (is_capital(word, word_end) && !is_no_name(arena, word, word_end))
            start = word;
        else if (start == end || !is_joint(word, (size_t)(word_end - word)))
            break;
        if (word == from || (word[-1] != ' ' && word[-1] != '\n'))
            break;
        word--;
    }
    start = behind_comma(start, end);
    size_t length = (size_t)(end - start);
    return length && length <= NAME_LONGEST ? text_clean(arena, start, length, NAME_LONGEST) : "";
}

/* "Jane Doe at", "Jane Doe unter", "E-Mail:": words between a name and its address. */
static const char *skip_back_words(const char *from, const char *end)
{
    static const char *const between[] = {
        "at", "via",   "on",     "by",   "under", "unter", "per",   "a",       "à",      "sur",
        "en", "al",    "all",    "em",   "pelo",  "no",    "op",    "på",      "pod",    "na",
        "по", "email", "e-mail", "mail", "tel",   "tel.",  "phone", "telefon", "адресу",
    };
    for (bool again = true; again;) {
        again = false;
        while (end > from && strchr(gaps, end[-1]))
            end--;
        for (size_t i = 0; i < sizeof between / sizeof between[0]; i++) {
            size_t length = strlen(between[i]);
            if ((size_t)(end - from) > length && strchr(" \n", end[-1 - (long)length]) &&
                strncasecmp(end - length, between[i], length) == 0) {
                end -= length;
                again = true;
            }
        }
    }
    return end;
}

/* A telephone number in a line: at least seven digits with the marks between them. */
static const char *phone_in(Arena *arena, const char *from, const char *end)
{
    enum { DIGITS_LEAST = 7, DIGITS_MOST = 15 };
    for (const char *at = from; at < end; at++) {
        if (*at != '+' && *at != '(' && (*at < '0' || *at > '9'))
            continue;
        const char *stop = at, *last = at;
        int digits = 0;
        for (; stop < end && strchr("+0123456789 ()/.-", *stop); stop++)
            if (*stop >= '0' && *stop <= '9') {
                digits++;
                last = stop + 1;
            }
        if (digits >= DIGITS_LEAST && digits <= DIGITS_MOST)
            return arena_strndup(arena, at, (size_t)(last - at));
        at = stop > at ? stop - 1 : at;
    }
    return "";
}

static bool is_known(const StandInVec *list, const char *address)
{
    vec_each (const StandIn, one, list)
        if (text_equal(one->address, address))
            return true;
    return false;
}

/* The stand-ins of one line; a name may stand at the end of the line before it, from `above` on. */
static void take_line(Arena *arena, const char *above, const char *line, const char *end,
                      const char *own, StandInVec *list)
{
    AddressSpan span;
    bool found = false;
    const char *phone = phone_in(arena, line, end);
    const char *from = above; /* of the name */
    for (const char *at = line; list->count < STAND_INS_MOST && address_scan(at, end, &span);
         at = from = span.at + span.length) {
        const char *address = address_scan_copy(arena, span);
        if (text_equal_nocase(address, own) || is_known(list, address))
            continue;
        const char *name = name_before(arena, from, skip_back_words(from, span.at));
        *vec_push(arena, list) = (StandIn){name, address, found ? "" : phone};
        found = true;
    }
    if (!found && phone[0] && list->count < STAND_INS_MOST) {
        const char *place = strstr(line, phone);
        const char *name = name_before(arena, line, skip_back_words(line, place));
        if (name[0])
            *vec_push(arena, list) = (StandIn){name, "", phone};
    }
}

const StandIn *away_stand_ins(Arena *arena, const char *text, const char *own, size_t *count)
{
    enum { LINES_BEHIND = 4, LONGEST = 8000 };
    StandInVec list = {0};
    int asked = 0; /* lines for which a request still holds */
    const char *limit = text + strnlen(text, LONGEST);
    for (const char *line = text, *above = text; line < limit;) {
        const char *next = strchrnul(line, '\n'), *end = next < limit ? next : limit;
        const char *folded = text_fold(arena, arena_strndup(arena, line, (size_t)(end - line)));
        if (PHRASE_IN(folded, turn_to))
            asked = LINES_BEHIND;
        if (asked > 0)
            take_line(arena, above, line, end, own, &list);
        asked -= asked > 0;
        above = line;
        line = *next ? next + 1 : next;
    }
    *count = list.count;
    return list.at;
}
