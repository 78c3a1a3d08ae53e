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

bool ical_read_answer(Arena *arena, const char *text, const Zone *zone, IcalAnswer *answer,
                      Err *err)
{
    const IcalDriver *driver = module_table("ical", err);
    return driver && (driver->read_answer(arena, text, zone, answer) ||
                      err_set(err, ERR_INPUT, "that is no answer to an invitation"));
}

const char *ical_method_name(IcalMethod method)
{
    static const char *const names[] = {
        [ICAL_TELLS] = "PUBLISH", [ICAL_ASKS] = "REQUEST", [ICAL_CALLS_OFF] = "CANCEL"};
    return names[method];
}
