#include "exchange/ical.h"

#include "base/module.h"
#include "exchange/ical_driver.h"

#include <stdlib.h>

bool ical_write(Buf *out, const IcalCalendar *calendar, Err *err)
{
    const IcalDriver *driver = module_table("ical", err);
    char *text = driver ? driver->write(calendar) : NULL;
    if (driver && !text)
        return err_set(err, ERR_BROKEN, "libical gives no calendar");
    if (text)
        buf_adds(out, text);
    free(text);
    return driver;
}

bool ical_read(Arena *arena, const char *text, const IcalWindow *window, IcalObject *object,
               Err *err)
{
    const IcalDriver *driver = module_table("ical", err);
    return driver && (driver->read(arena, text, window, object) ||
                      err_set(err, ERR_INPUT, "that is no entry of a calendar"));
}
