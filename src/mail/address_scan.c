#include "mail/address_scan.h"

#include <string.h>

static bool is_alphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80; /* RFC 6531 */
}

static bool is_local(char c)
{
    return is_alphanumeric(c) || (c && strchr("!#$%&'*+-/=?^_`{|}~.", c));
}

static bool is_domain(char c)
{
    return is_alphanumeric(c) || c == '-' || c == '.' || c == '_';
}

bool address_scan(const char *from, const char *end, AddressSpan *span)
{
    enum { LOCAL_LONGEST = 250, DOMAIN_LONGEST = 255 };
    for (const char *sign = from; (sign = memchr(sign, '@', (size_t)(end - sign))); sign++) {
        const char *start = sign, *stop = sign + 1;
        while (start > from && sign - start < LOCAL_LONGEST && is_local(start[-1]))
            start--;
        while (start < sign && strchr("'.*", *start)) /* a quote or a bullet before it */
            start++;
        while (stop < end && stop - sign < DOMAIN_LONGEST && is_domain(*stop))
            stop++;
        while (stop > sign + 1 && !is_alphanumeric(stop[-1]))
            stop--;
        if (start < sign && stop > sign + 1) {
            *span = (AddressSpan){start, (size_t)(stop - start)};
            return true;
        }
    }
    return false;
}

char *address_scan_copy(Arena *arena, AddressSpan span)
{
    char *copy = arena_strndup(arena, span.at, span.length);
    for (char *at = copy; *at; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at | 0x20);
    return copy;
}

const char *address_scan_first(Arena *arena, const char *value)
{
    AddressSpan span;
    return address_scan(value, value + strlen(value), &span) ? address_scan_copy(arena, span) : "";
}
