#include "channel/letter/ink.h"

#include "base/module.h"

#include <stdatomic.h>

const InkDriver *ink_driver(Err *err)
{
    static _Atomic(const InkDriver *) loaded;
    const InkDriver *driver = atomic_load_explicit(&loaded, memory_order_acquire);
    if (!driver) {
        driver = module_table("letter", err);
        if (driver)
            atomic_store_explicit(&loaded, driver, memory_order_release);
    }
    return driver;
}
