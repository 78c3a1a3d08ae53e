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
