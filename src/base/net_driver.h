/* What the module `beck-net` gives base/net.c: the table `beck_module_net`.
 *
 * The module judges addresses by base/net_address.h and keeps memory in the caller's arena; any
 * thread may call it.
 */
#pragma once

#include "base/dial_driver.h"
#include "base/net.h"

#include <stdbool.h>

typedef struct NetDriver {
    NetSend *send;
    bool (*check_url)(const char *url, bool allow_http, bool allow_private, Err *err);
    bool (*is_overheard)(const char *url);
    const DialDriver *dial;
    bool (*many_open)(size_t connections, NetMany **many, Err *err);
    void (*many_close)(NetMany *many);
    int (*many_descriptor)(const NetMany *many);
    bool (*many_begin)(NetMany *many, const NetRequest *request, void *owner, Err *err);
    bool (*many_done)(NetMany *many, NetDone *done);
} NetDriver;

/* Opens the module where that has not been done. */
const NetDriver *net_driver(Err *err);
