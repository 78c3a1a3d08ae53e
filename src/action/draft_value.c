/* Single values of a draft: mailboxes, numbers, sums. */
#include "action/draft.h"

#include "base/phone.h"
#include "base/text.h"
#include "mail/mailbox_kind.h"

#include <ctype.h>
#include <string.h>

/* Whoever writes from one of these tells nothing of a firm: what is said of "our company" must not
 * fall on everybody else there. */
bool draft_public_domain(const char *domain)
{
    static const char *const names[] = {
        "163.com",        "aol",           "bigpond.com", "btinternet.com",
        "comcast.net",    "duck.com",      "fastmail",    "free.fr",
        "freenet.de",     "gmail.com",     "gmx",         "googlemail.com",
        "hey.com",        "hotmail",       "icloud.com",  "laposte.net",
        "libero.it",      "live",          "mac.com",     "mail.com",
        "mail.ru",        "me.com",        "msn.com",     "naver.com",
        "orange.fr",      "outlook",       "pm.me",       "posteo.de",
        "proton",         "protonmail",    "qq.com",      "rediffmail.com",
        "rocketmail.com", "sbcglobal.net", "seznam.cz",   "t-online.de",
        "verizon.net",    "wanadoo.fr",    "web.de",      "wp.pl",
        "yahoo",          "yandex",        "ymail.com",   "zoho",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t length = strlen(names[i]);
        /* A name without its end stands for all countries' of it: yahoo.com, yahoo.co.uk. */
        bool begins = !strncasecmp(names[i], domain, length);
        if (begins && (!domain[length] || (!strchr(names[i], '.') && domain[length] == '.')))
            return true;
    }
    return false;
}

/* A mailbox by the everyday part of RFC 5321: one @, a dotted domain, no blanks. */
static bool is_mailbox(const char *text)
{
    const char *at = strchr(text, '@');
    if (!at || at == text || strchr(at + 1, '@') || strlen(text) > 254)
        return false;
    const char *dot = strrchr(at, '.');
    if (!dot || dot == at + 1 || !dot[1])
        return false;
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c <= ' ' || strchr("<>()[],;:\\\"", *c))
            return false;
    return true;
}

static char *lower(Arena *arena, const char *text)
{
    char *copy = arena_strdup(arena, text);
    for (char *c = copy; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    return copy;
}

static bool read_mailbox(Arena *arena, const char *text, DraftAddress *address, Err *err)
{
    if (text_starts_nocase(text, "mailto:"))
        text += strlen("mailto:");
    /* "Ann Ford <ann@ford.example>" */
    const char *open = strrchr(text, '<');
    const char *close = open ? strchr(open, '>') : NULL;
    const char *bare = close ? arena_strndup(arena, open + 1, (size_t)(close - open - 1)) : text;
    if (!is_mailbox(bare))
        return err_field(err, ERR_INPUT, "email", "\"%s\" is no e-mail address", text);
    address->value = arena_strdup(arena, bare);
    address->value_key = lower(arena, bare);
    address->matches = !mailbox_is_role(address->value_key);
    return true;
}

static bool read_number(Arena *arena, AddressKind kind, const char *text, const char *country,
                        DraftAddress *address, Err *err)
{
    Phone phone;
    if (!phone_parse(text, country, &phone, err)) {
        memcpy(err->field, "phone", sizeof "phone");
        return false;
    }
    address->value = address->value_key = arena_strdup(arena, phone.e164);
    address->extension = phone.extension[0] ? arena_strdup(arena, phone.extension) : NULL;
    address->mobile = phone.kind == PHONE_MOBILE;
    address->matches = kind == ADDRESS_CELL;
    return true;
}

/* "sip:bob@pbx.example:5061;transport=tls", also without its scheme (RFC 3261 §19.1). What a
 * telephone's control port or a link could take for anything else is refused; headers ("?…") are
 * of one call. */
static bool read_sip(Arena *arena, const char *text, DraftAddress *address, Err *err)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    const char *scheme = text_starts_nocase(text, "sips:") ? "sips:" : "sip:";
    const char *bare = text;
    if (text_starts_nocase(text, scheme))
        bare += strlen(scheme);
    size_t user = strcspn(bare, "@"), length = strcspn(bare, "?");
    const char *host = bare[user] ? bare + user + 1 : bare + user;
    size_t server = strspn(host, arena_printf(arena, "%s.-[]:", letters));
    size_t parameters = strspn(host + server, arena_printf(arena, "%s;=.-_~%%+", letters));
    size_t plain = (size_t)(host - bare) + server;
    if (!user || !server || strspn(bare, arena_printf(arena, "%s.-_~+!$&%%*=", letters)) != user ||
        plain + parameters != length || (parameters && host[server] != ';') || length > 200)
        return err_field(err, ERR_INPUT, "sip",
                         "\"%.100s\" is no SIP address: write it like bob@pbx.example", text);
    address->value = arena_printf(arena, "%s%.*s", scheme, (int)length, bare);
    address->value_key = lower(arena, arena_printf(arena, "sip:%.*s", (int)plain, bare));
    return true;
}

bool draft_address(Arena *arena, AddressKind kind, const char *text, const char *country,
                   DraftAddress *address, Err *err)
{
    DraftAddress made = {.kind = kind};
    switch (kind) {
    case ADDRESS_EMAIL:
        if (!read_mailbox(arena, text, &made, err))
            return false;
        break;
    case ADDRESS_CELL:
    case ADDRESS_OFFICE:
    case ADDRESS_HOME:
    case ADDRESS_SWITCHBOARD:
    case ADDRESS_FAX:
        if (!read_number(arena, kind, text, country, &made, err))
            return false;
        break;
    case ADDRESS_SIP:
        if (!read_sip(arena, text, &made, err))
            return false;
        break;
    case ADDRESS_POSTAL:
        made.value = text_clean_lines(arena, text, strlen(text), 1000);
        made.value_key = text_fold(arena, made.value);
        break;
    case ADDRESS_URL:
        made.value = text_clean(arena, text, strlen(text), 2000);
        made.value_key = lower(arena, made.value);
        break;
    case ADDRESS_NONE:
    case ADDRESS_KINDS:
        return err_set(err, ERR_BROKEN, "an address without a kind");
    }
    if (text_empty(made.value_key))
        return err_field(err, ERR_INPUT, address_kind_name(kind), "the %s is empty",
                         address_kind_name(kind));
    *address = made;
    return true;
}

/* The last '.' or ',' with one or two digits behind it, and nothing but digits, is the decimal
 * sign; the other marks part thousands. */
static const char *decimal_sign(const char *text)
{
    const char *last = NULL;
    for (const char *c = text; *c; c++)
        if (*c == '.' || *c == ',')
            last = c;
    if (!last)
        return NULL;
    size_t digits = strspn(last + 1, "0123456789");
    return digits == 1 || digits == 2 ? last : NULL;
}

/* The digits of a part, other signs left out; how many there are. */
static int digits_of(const char *from, const char *until, int64_t *number)
{
    enum { MOST = 15 };
    int count = 0;
    *number = 0;
    for (const char *c = from; c < until; c++)
        if (isdigit((unsigned char)*c) && count++ < MOST)
            *number = *number * 10 + (*c - '0');
    return count;
}

/* "12k", "3m". */
static int64_t scale_of(char last)
{
    if (last == 'k' || last == 'K')
        return 1000;
    return last == 'm' || last == 'M' ? 1000000 : 1;
}

int64_t draft_money(const char *text)
{
    enum { LARGEST = 15 }; /* digits: beyond it no sum of a sale is meant */
    if (text_empty(text))
        return TIME_NONE;
    const char *end = text + strlen(text);
    const char *decimal = decimal_sign(text);
    const char *behind = decimal ? decimal + 1 : end;
    int64_t whole, cents;
    int digits = digits_of(text, decimal ? decimal : end, &whole);
    int small = digits_of(behind, behind + strspn(behind, "0123456789"), &cents);
    if (digits + small == 0 || digits + small > LARGEST)
        return TIME_NONE;
    int64_t sum = whole * 100 + (small == 1 ? cents * 10 : cents);
    int64_t times = scale_of(end[-1]);
    return sum > INT64_MAX / times ? TIME_NONE : sum * times;
}
