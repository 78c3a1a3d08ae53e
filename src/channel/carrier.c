#include "channel/carrier.h"

#include "base/text.h"
#include "channel/gateway.h"

enum { DRIVERS = 8 };
static const CarrierDriver *const drivers[DRIVERS] = {
    &carrier_smtp,   &carrier_outbox, &carrier_outbox_text, &carrier_kannel,
    &carrier_twilio, &carrier_http,   &carrier_hylafax,     &carrier_faxmail};

const char *send_result_name(SendResult result)
{
    static const char *const names[SEND_RESULTS] = {"sent", "later", "refused", "down", "unsure"};
    return names[result];
}

const CarrierDriver *carrier_driver_at(size_t place)
{
    return place < DRIVERS ? drivers[place] : NULL;
}

const CarrierDriver *carrier_driver(const char *name, Channel channel, Err *err)
{
    const char *names[DRIVERS + 1] = {NULL};
    for (size_t i = 0; i < DRIVERS; i++) {
        if (text_equal(drivers[i]->name, name) &&
            (channel == CHANNEL_NONE || drivers[i]->channel == channel))
            return drivers[i];
        names[i] = drivers[i]->name;
    }
    const char *near = text_nearest(name, names);
    err_field(err, ERR_INPUT, "driver", "nothing sends by \"%s\"; there is %s", name,
              near ? near
                   : "smtp, a mail server; for texts kannel, twilio, and http, any gateway; for "
                     "both outbox, a folder for another program; for faxes hylafax, and faxmail, a "
                     "gateway that takes mails");
    return NULL;
}

bool carrier_check(Arena *arena, const CarrierDriver *driver, const Doc *given, Doc **settings,
                   Doc **secrets, Err *err)
{
    return driver_fields_read(arena, driver->name, driver->fields, given, settings, secrets, err) &&
           driver->check(*settings, *secrets, err);
}

bool carrier_takes_pictures(const CarrierDriver *driver, const Doc *settings)
{
    return driver->takes_pictures && driver->takes_pictures(settings);
}

void carrier_close(Carrier *carrier)
{
    if (carrier)
        carrier->driver->close(carrier);
}

int carrier_descriptor(const Carrier *carrier)
{
    return carrier->driver->descriptor(carrier);
}

size_t carrier_room(const Carrier *carrier)
{
    return carrier->driver->room(carrier);
}

void carrier_offer(Carrier *carrier, Parcel *parcel)
{
    carrier->driver->offer(carrier, parcel);
}

CarrierEvent carrier_turn(Carrier *carrier, CarrierNews *news)
{
    return carrier->driver->turn(carrier, news);
}

int64_t carrier_size_most(const Carrier *carrier)
{
    return carrier->driver->size_most ? carrier->driver->size_most(carrier) : 0;
}

void carrier_dot(Carrier *carrier, Parcel *parcel)
{
    carrier->driver->dot(carrier, parcel);
}

void carrier_withhold(Carrier *carrier, Parcel *parcel)
{
    carrier->driver->withhold(carrier, parcel);
}
