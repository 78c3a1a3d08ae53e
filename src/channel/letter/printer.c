#include "channel/letter/printer.h"

#include "base/module.h"

bool printer_send(const PrintJob *job, int *number, Err *err)
{
    const PrintDriver *driver = module_table("print", err);
    return driver && driver->send(job, number, err);
}
