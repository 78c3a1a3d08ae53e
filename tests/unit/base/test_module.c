#include "base/module.h"
#include "base/phone_driver.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void test_opens_a_module(void **state)
{
    Err err = {0};
    const PhoneDriver *driver = module_table("phone", &err);
    if (!driver)
        fail_msg("%s", err.message);
    assert_non_null(driver->parse);
    assert_ptr_equal(module_table("phone", &err), driver);
}

static void test_names_what_is_missing(void **state)
{
    Err err = {0};
    assert_null(module_table("nothing", &err));
    assert_int_equal(err.kind, ERR_BROKEN);
    assert_non_null(strstr(err.message, "beck-nothing.so"));
    assert_non_null(strstr(err.message, "BECK_MODULE_DIR"));
}

/* Files that have a module's name and are none. */
static void test_refuses_what_is_no_module(void **state)
{
    char folder[] = "/tmp/beck-module-XXXXXX", path[100];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/beck-text.so", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("no library\n", file);
    fclose(file);
    char *kept = strdup(getenv("BECK_MODULE_DIR"));
    setenv("BECK_MODULE_DIR", folder, 1);
    Err err = {0};
    assert_null(module_table("text", &err));
    assert_int_equal(err.kind, ERR_BROKEN);
    assert_non_null(strstr(err.message, path));
    unlink(path);

    /* A library indeed, but another one. */
    char real[200];
    snprintf(real, sizeof real, "%s/beck-phone.so", kept);
    assert_int_equal(symlink(real, path), 0);
    assert_null(module_table("text", &err));
    assert_non_null(strstr(err.message, "beck_module_text"));

    setenv("BECK_MODULE_DIR", kept, 1);
    free(kept);
    unlink(path);
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_opens_a_module),
        cmocka_unit_test(test_names_what_is_missing),
        cmocka_unit_test(test_refuses_what_is_no_module),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
