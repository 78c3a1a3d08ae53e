#include "exchange/multistatus.h"

#include "base/module.h"
#include "exchange/ical_driver.h"

bool multistatus_read(Arena *arena, const char *bytes, size_t length, Multistatus *answer, Err *err)
{
    const IcalDriver *driver = module_table("ical", err);
    return driver && driver->read_multistatus(arena, bytes, length, answer, err);
}
