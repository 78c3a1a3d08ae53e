#include "channel/receiver.h"

#include "base/text.h"

enum { DRIVERS = 1 };
static const ReceiverDriver *const drivers[DRIVERS] = {&receiver_imap};

const ReceiverDriver *receiver_driver(const char *name, Err *err)
{
    for (size_t i = 0; i < DRIVERS; i++)
        if (text_equal(drivers[i]->name, name))
            return drivers[i];
    err_field(err, ERR_INPUT, "driver", "nothing reads by \"%s\"; there is %s", name,
              drivers[0]->name);
    return NULL;
}

bool receiver_check(Arena *arena, const ReceiverDriver *driver, const Doc *given, Doc **settings,
                    Doc **secrets, Err *err)
{
    return driver_fields_read(arena, driver->name, driver->fields, given, settings, secrets, err) &&
           driver->check(*settings, *secrets, err);
}

void receiver_close(Receiver *receiver)
{
    if (receiver)
        receiver->driver->close(receiver);
}

int receiver_descriptor(const Receiver *receiver)
{
    return receiver->driver->descriptor(receiver);
}

bool receiver_takes_copy(const Receiver *receiver)
{
    return receiver->driver->takes_copy(receiver);
}

void receiver_copy(Receiver *receiver, const ReceiverCopy *copy)
{
    receiver->driver->copy(receiver, copy);
}

ReceiverEvent receiver_turn(Receiver *receiver, ReceiverNews *news)
{
    return receiver->driver->turn(receiver, news);
}
