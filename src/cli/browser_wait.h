/* Browser wait: the loopback end of a sign-in (RFC 8252 §7.3): a browser of this machine is sent
 * back here by the provider, with what it says in the address.
 *
 * One port of 127.0.0.1, chosen by the system; nothing but the line of the request is read, and
 * every browser is answered with a page of a sentence. Belongs to one thread.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"

#include <signal.h>
#include <stdbool.h>

typedef struct BrowserWait {
    int socket, port;
} BrowserWait;

/* BROKEN: no port is to be had. */
bool browser_wait_begin(BrowserWait *wait, Err *err);
void browser_wait_end(BrowserWait *wait);

/* The query of the first request for `/` that has `state=` in it. BUSY: nobody came for so many
 * seconds, or `stop`. */
bool browser_wait_query(Arena *arena, const BrowserWait *wait, int seconds,
                        const volatile sig_atomic_t *stop, const char **query, Err *err);
