#include "mail/send_driver.h"

#include "base/module.h"

#include <stdatomic.h>

const SendDriver *send_driver(Err *err)
{
    static _Atomic(const SendDriver *) loaded;
    const SendDriver *driver = atomic_load_explicit(&loaded, memory_order_acquire);
    if (!driver) {
        driver = module_table("send", err);
        if (driver)
            atomic_store_explicit(&loaded, driver, memory_order_release);
    }
    return driver;
}
