#include "base/net.h"

#include "base/module.h"
#include "base/net_driver.h"

#include <stdatomic.h>

const NetDriver *net_driver(Err *err)
{
    static _Atomic(const NetDriver *) loaded;
    const NetDriver *net = atomic_load_explicit(&loaded, memory_order_acquire);
    if (!net) {
        net = module_table("net", err);
        if (net)
            atomic_store_explicit(&loaded, net, memory_order_release);
    }
    return net;
}

bool net_send(Arena *arena, const NetRequest *request, NetAnswer *answer, Err *err)
{
    const NetDriver *net = net_driver(err);
    return net && net->send(arena, request, answer, err);
}

bool net_check_url(const char *url, bool allow_http, bool allow_private, Err *err)
{
    const NetDriver *net = net_driver(err);
    return net && net->check_url(url, allow_http, allow_private, err);
}

bool net_is_overheard(const char *url)
{
    Err err;
    const NetDriver *net = net_driver(&err);
    return !net || net->is_overheard(url);
}

bool net_many_open(size_t connections, NetMany **many, Err *err)
{
    const NetDriver *net = net_driver(err);
    return net && net->many_open(connections, many, err);
}

/* Whoever has one has loaded the module. */
static const NetDriver *loaded_driver(void)
{
    Err err;
    return net_driver(&err);
}

void net_many_close(NetMany *many)
{
    if (many)
        loaded_driver()->many_close(many);
}

int net_many_descriptor(const NetMany *many)
{
    return loaded_driver()->many_descriptor(many);
}

bool net_many_begin(NetMany *many, const NetRequest *request, void *owner, Err *err)
{
    return loaded_driver()->many_begin(many, request, owner, err);
}

bool net_many_done(NetMany *many, NetDone *done)
{
    return loaded_driver()->many_done(many, done);
}
