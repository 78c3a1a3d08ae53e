#include "web/loopback.h"

#include "base/text.h"

#include <string.h>
#include <strings.h>

/* The host of "host:port"; an address of IPv6 alone has more than one colon. */
static size_t host_length(const char *host)
{
    const char *colon = strchr(host, ':');
    if (host[0] == '[')
        return strcspn(host, "]") + (strchr(host, ']') != NULL);
    return colon && !strchr(colon + 1, ':') ? (size_t)(colon - host) : strlen(host);
}

bool loopback_host(const char *host)
{
    static const char *const names[] = {"localhost", "[::1]", "::1"};
    size_t length = host_length(host);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == length && !strncasecmp(host, names[i], length))
            return true;
    return text_starts(host, "127.") && strspn(host, "0123456789.") == length;
}

bool loopback_request(const Request *request)
{
    const char *host = request_header(request, "Host");
    return loopback_host(request->peer) && host && loopback_host(host) &&
           !request_header(request, "X-Forwarded-For") && !request_header(request, "Forwarded");
}
