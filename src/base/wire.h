/* Wire: a plain TCP connection to a server of the house (a spamd, a telephone's control port),
 * never waited for longer than told. Any thread; SIGPIPE does not come.
 */
#pragma once

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

typedef struct Wire {
    int socket;    /* -1: closed */
    int64_t until; /* of clock_ticking(): then every wait ends */
} Wire;

/* False: what happened is in `why`, in words that go behind a place ("does not answer"). */
bool wire_open(Wire *wire, const char *host, const char *port, const char **why);
bool wire_connect(Wire *wire, const struct sockaddr *address, socklen_t length);
void wire_close(Wire *wire); /* of a closed one, nothing */
bool wire_send(const Wire *wire, const void *bytes, size_t length);
/* Until it may be read or written (poll's events): false when the time is over. */
bool wire_wait(const Wire *wire, short events);
/* "[::1]:783" → "::1", "783"; a port alone is of this machine. False: it is no place. */
bool wire_split(Arena *arena, const char *place, const char **host, const char **port);
