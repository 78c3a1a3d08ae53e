#include "base/dial.h"

#include "base/net_driver.h"

/* A token may be over before its time: the server is asked once more with another one. */
static bool open_by_bearer(const NetDriver *net, const DialOptions *options, Dialed **dialed,
                           Err *err)
{
    const DialBearer *from = &options->bearer_from;
    auto_arena Arena *arena = arena_new();
    DialOptions with = *options;
    if (!from->ask(from->of, arena, NULL, &with.bearer, err))
        return false;
    if (net->dial->open(&with, dialed, err))
        return true;
    return err->kind == ERR_DENIED && from->ask(from->of, arena, with.bearer, &with.bearer, err) &&
           net->dial->open(&with, dialed, err);
}

bool dial_open(const DialOptions *options, Dialed **dialed, Err *err)
{
    const NetDriver *net = net_driver(err);
    return net && (options->bearer_from.ask ? open_by_bearer(net, options, dialed, err)
                                            : net->dial->open(options, dialed, err));
}

/* A connection there is was made by the driver there is. */
static const DialDriver *driver(void)
{
    Err err;
    return net_driver(&err)->dial;
}

void dial_close(Dialed *dialed)
{
    if (dialed)
        driver()->close(dialed);
}

const char *dial_abilities(const Dialed *dialed)
{
    return driver()->abilities(dialed);
}

int dial_socket(const Dialed *dialed)
{
    return driver()->socket(dialed);
}

DialMove dial_send(Dialed *dialed, const void *bytes, size_t count, size_t *moved)
{
    return driver()->send(dialed, bytes, count, moved);
}

DialMove dial_receive(Dialed *dialed, void *bytes, size_t room, size_t *moved)
{
    return driver()->receive(dialed, bytes, room, moved);
}
