/* Loopback: whether a host is this very machine, and nothing that only looks like it: a name under
 * somebody else's domain may lead to 127.0.0.1 (DNS rebinding), and so may a proxy in front. */
#pragma once

#include "web/request.h"

/* "127.0.0.1", "localhost:2325", "[::1]:2325", "::1"; by its name alone, nobody is asked. */
bool loopback_host(const char *host);
/* Asked by a program of this machine: from loopback, for loopback, through no proxy. */
bool loopback_request(const Request *request);
