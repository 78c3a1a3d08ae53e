/* What the module `beck-net` gives base/dial.c beside base/net_driver.h: the table
 * `beck_module_net` has it as its member `dial`. */
#pragma once

#include "base/dial.h"

typedef struct DialDriver {
    bool (*open)(const DialOptions *options, Dialed **dialed, Err *err);
    void (*close)(Dialed *dialed);
    const char *(*abilities)(const Dialed *dialed);
    int (*socket)(const Dialed *dialed);
    DialMove (*send)(Dialed *dialed, const void *bytes, size_t count, size_t *moved);
    DialMove (*receive)(Dialed *dialed, void *bytes, size_t room, size_t *moved);
} DialDriver;
