#include "base/wire.h"

#include "base/clock.h"

#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { PORT_LONGEST = 5 };

bool wire_wait(const Wire *wire, short events)
{
    struct pollfd socket = {.fd = wire->socket, .events = events};
    for (;;) {
        int64_t left = wire->until - clock_ticking();
        int ready = left > 0 ? poll(&socket, 1, (int)left) : 0;
        if (ready >= 0 || errno != EINTR)
            return ready > 0;
    }
}

void wire_close(Wire *wire)
{
    if (wire->socket >= 0)
        close(wire->socket);
    wire->socket = -1;
}

bool wire_connect(Wire *wire, const struct sockaddr *address, socklen_t length)
{
    wire->socket = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (wire->socket < 0)
        return false;
    int failed = connect(wire->socket, address, length);
    socklen_t size = sizeof failed;
    if (failed && errno == EINPROGRESS && wire_wait(wire, POLLOUT) &&
        getsockopt(wire->socket, SOL_SOCKET, SO_ERROR, &failed, &size) == 0 && !failed)
        return true;
    if (!failed)
        return true;
    wire_close(wire);
    return false;
}

bool wire_open(Wire *wire, const char *host, const char *port, const char **why)
{
    struct addrinfo wanted = {.ai_socktype = SOCK_STREAM}, *found = NULL;
    int unknown = getaddrinfo(host, port, &wanted, &found);
    *why = unknown ? gai_strerror(unknown) : "does not answer";
    if (unknown)
        return false;
    for (const struct addrinfo *each = found; each && wire->socket < 0; each = each->ai_next)
        wire_connect(wire, each->ai_addr, each->ai_addrlen);
    freeaddrinfo(found);
    return wire->socket >= 0;
}

bool wire_send(const Wire *wire, const void *bytes, size_t length)
{
    while (length) {
        ssize_t sent = send(wire->socket, bytes, length, MSG_NOSIGNAL);
        if (sent < 0 && (errno == EAGAIN || errno == EINTR) && wire_wait(wire, POLLOUT))
            continue;
        if (sent < 0)
            return false;
        bytes = (const char *)bytes + sent;
        length -= (size_t)sent;
    }
    return true;
}

bool wire_split(Arena *arena, const char *place, const char **host, const char **port)
{
    const char *colon = strrchr(place, ':');
    *port = colon ? colon + 1 : place;
    size_t length = strlen(*port);
    if (!length || length > PORT_LONGEST || strspn(*port, "0123456789") != length)
        return false;
    *host = "127.0.0.1";
    if (!colon)
        return true;
    size_t from = place[0] == '[', count = (size_t)(colon - place);
    if (from && (count < 3 || place[count - 1] != ']'))
        return false;
    *host = arena_strndup(arena, place + from, count - 2 * from);
    return (*host)[0] != '\0';
}
