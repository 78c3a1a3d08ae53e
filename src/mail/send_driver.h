/* What the module `beck-send` gives address.c and dkim.c: the table `beck_module_send`.
 *
 * Behind it stand libidn2 and OpenSSL's libcrypto, which only what sends needs, and only for what
 * is rare. The module calls nothing of the program's; any thread may call it.
 */
#pragma once

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct SendDriver {
    /* A domain of any script as A-labels (IDNA 2008, UTS 46 non-transitional), NUL-terminated;
     * false when it cannot be a domain or there is no room. */
    bool (*domain_to_ascii)(const char *domain, char *ascii, size_t size);
} SendDriver;

/* BROKEN: the module is missing. */
const SendDriver *send_driver(Err *err);
