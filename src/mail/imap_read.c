#include "mail/imap_part.h"

#include <string.h>
#include <strings.h>

/* "{310}" or "{310+}" at the end of a line: so many bytes follow it (RFC 3501 §4.3, RFC 7888). */
static bool ends_in_literal(const char *line, size_t length, size_t *count)
{
    size_t at = length;
    uint64_t number = 0, unit = 1;
    if (!at || line[--at] != '}')
        return false;
    at -= at && line[at - 1] == '+';
    size_t digits_end = at;
    for (; at && line[at - 1] >= '0' && line[at - 1] <= '9'; at--) {
        if (digits_end - at >= 18) /* no machine holds that */
            return false;
        number += unit * (uint64_t)(line[at - 1] - '0');
        unit *= 10;
    }
    *count = (size_t)number;
    return at != digits_end && at && line[at - 1] == '{';
}

/* What people are to read ("* OK …", "+ …") has no literals, whatever it ends in (§7.1). */
static bool may_have_literals(const char *bytes, size_t length)
{
    static const char *const status[] = {"OK", "NO", "BAD", "BYE", "PREAUTH"};
    ImapWords words = {bytes, bytes + length};
    ImapWord first = imap_word(&words), second = imap_word(&words);
    if (!imap_word_is(&first, "*"))
        return false;
    for (size_t i = 0; i < sizeof status / sizeof *status; i++)
        if (imap_word_is(&second, status[i]))
            return false;
    return true;
}

ImapScanned imap_scan(ImapScan *scan, const char *bytes, size_t length, size_t literal_most,
                      size_t *whole, const char **why)
{
    while (length > scan->looked) {
        const char *end = memchr(bytes + scan->looked, '\n', length - scan->looked);
        size_t upto = end ? (size_t)(end - bytes) : length;
        size_t line = upto - scan->line, literal = 0;
        scan->looked = upto;
        if (scan->text + line > IMAP_LINE_MOST) {
            *why = "an answer of the server has no end";
            return IMAP_SCAN_BROKEN;
        }
        if (!end)
            return IMAP_SCAN_MORE;
        line -= line && bytes[upto - 1] == '\r';
        if (!ends_in_literal(bytes + scan->line, line, &literal) ||
            (!scan->text && !may_have_literals(bytes, upto))) {
            *whole = upto + 1;
            *scan = (ImapScan){0};
            return IMAP_SCAN_WHOLE;
        }
        if (literal > literal_most) {
            *why = "the server gives more than was asked for";
            return IMAP_SCAN_BROKEN;
        }
        scan->text += line;
        scan->line = scan->looked = upto + 1 + literal;
    }
    return IMAP_SCAN_MORE;
}

/* --- words ------------------------------------------------------------------------------------ */

static const char *skip_bracket(const char *at, const char *end)
{
    const char *close = memchr(at, ']', (size_t)(end - at));
    return close ? close + 1 : end;
}

/* "BODY[HEADER.FIELDS (Subject)]<0>" is one: what stands in brackets belongs to it. */
static ImapWord atom(ImapWords *words)
{
    const char *from = words->at;
    while (words->at < words->end && !memchr(" ()\"\r\n", *words->at, 6))
        words->at = *words->at == '[' ? skip_bracket(words->at, words->end) : words->at + 1;
    return (ImapWord){IMAP_WORD_ATOM, from, (size_t)(words->at - from)};
}

static ImapWord end_words(ImapWords *words)
{
    words->at = words->end;
    return (ImapWord){IMAP_WORD_END, words->end, 0};
}

static ImapWord quoted(ImapWords *words)
{
    const char *from = ++words->at;
    while (words->at < words->end && *words->at != '"')
        words->at += *words->at == '\\' && words->at + 1 < words->end ? 2 : 1;
    if (words->at >= words->end)
        return end_words(words);
    return (ImapWord){IMAP_WORD_QUOTED, from, (size_t)(words->at++ - from)};
}

static ImapWord literal(ImapWords *words)
{
    const char *end = memchr(words->at, '\n', (size_t)(words->end - words->at));
    size_t line = end ? (size_t)(end - words->at) : 0, count;
    line -= line && words->at[line - 1] == '\r';
    if (!end || !ends_in_literal(words->at, line, &count) ||
        count > (size_t)(words->end - (end + 1)))
        return end_words(words);
    words->at = end + 1 + count;
    return (ImapWord){IMAP_WORD_LITERAL, end + 1, count};
}

ImapWord imap_word(ImapWords *words)
{
    while (words->at < words->end && *words->at == ' ')
        words->at++;
    if (words->at >= words->end)
        return end_words(words);
    switch (*words->at) {
    case '(':
        return (ImapWord){IMAP_WORD_OPEN, words->at++, 1};
    case ')':
        return (ImapWord){IMAP_WORD_CLOSE, words->at++, 1};
    case '"':
        return quoted(words);
    case '{':
    case '~': /* literal8, RFC 3516 */
        return literal(words);
    case '\r':
    case '\n':
        return end_words(words);
    default:
        return atom(words);
    }
}

bool imap_word_skip(ImapWords *words)
{
    size_t depth = 0;
    do {
        ImapWord word = imap_word(words);
        if (word.kind == IMAP_WORD_END || (word.kind == IMAP_WORD_CLOSE && !depth))
            return false;
        depth += word.kind == IMAP_WORD_OPEN;
        depth -= word.kind == IMAP_WORD_CLOSE;
    } while (depth);
    return true;
}

bool imap_word_is(const ImapWord *word, const char *text)
{
    return word->kind == IMAP_WORD_ATOM && word->length == strlen(text) &&
           !strncasecmp(word->at, text, word->length);
}

uint32_t imap_word_number(const ImapWord *word)
{
    uint64_t number = 0;
    if (word->kind != IMAP_WORD_ATOM || word->length > 10)
        return 0;
    for (size_t i = 0; i < word->length; i++) {
        if (word->at[i] < '0' || word->at[i] > '9')
            return 0;
        number = 10 * number + (uint64_t)(word->at[i] - '0');
    }
    return number <= UINT32_MAX ? (uint32_t)number : 0;
}

void imap_word_text(const ImapWord *word, Buf *text)
{
    if (word->kind != IMAP_WORD_QUOTED) {
        buf_add(text, word->at, word->length);
        return;
    }
    for (size_t i = 0; i < word->length; i++) {
        i += word->at[i] == '\\' && i + 1 < word->length;
        buf_addc(text, word->at[i]);
    }
}
