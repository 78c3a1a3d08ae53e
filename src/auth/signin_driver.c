#include "auth/signin_driver.h"

#include "base/module.h"

#include <stdatomic.h>

const SigninDriver *signin_driver(Err *err)
{
    static _Atomic(const SigninDriver *) loaded;
    const SigninDriver *driver = atomic_load_explicit(&loaded, memory_order_acquire);
    if (!driver) {
        driver = module_table("signin", err);
        if (driver)
            atomic_store_explicit(&loaded, driver, memory_order_release);
    }
    return driver;
}
