/* What gateways say of a number: only what is certain marks it. */
#include "channel/text_failure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void reads_words(void **state)
{
    static const struct {
        const char *words;
        TextFailure failure;
    } rows[] = {
        {"unknown subscriber", TEXT_FAILED_NO_NUMBER},
        {"NACK/0x0000000b/Invalid Destination Address", TEXT_FAILED_NO_NUMBER},
        {"EC_UNKNOWN_SUBSCRIBER", TEXT_FAILED_NO_NUMBER},
        {"ERR 7: the number is not in service", TEXT_FAILED_NO_NUMBER},
        {"'To' number is a landline", TEXT_FAILED_NO_TEXTS},
        {"EC_TELESERVICE_NOT_PROVISIONED", TEXT_FAILED_NO_TEXTS},
        {"Absent Subscriber", TEXT_FAILED},
        {"id:1 sub:001 stat:EXPIRED err:000", TEXT_FAILED},
        {"out of service area", TEXT_FAILED},
        {"undeliverable", TEXT_FAILED},
        {"spam filter", TEXT_FAILED},
        {"", TEXT_FAILED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (text_failure_said(rows[i].words) != rows[i].failure)
            fail_msg("\"%s\" is read as %d", rows[i].words, text_failure_said(rows[i].words));
}

static void reads_codes(void **state)
{
    assert_int_equal(text_failure_twilio(30005), TEXT_FAILED_NO_NUMBER);
    assert_int_equal(text_failure_twilio(30006), TEXT_FAILED_NO_TEXTS);
    assert_int_equal(text_failure_twilio(21614), TEXT_FAILED_NO_TEXTS);
    assert_int_equal(text_failure_twilio(30003), TEXT_FAILED); /* off */
    assert_int_equal(text_failure_twilio(30007), TEXT_FAILED); /* filtered */
    assert_int_equal(text_failure_twilio(0), TEXT_FAILED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_words),
                                       cmocka_unit_test(reads_codes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
