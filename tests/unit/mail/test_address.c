/* Addresses as they are typed, and as they go over the wire. */
#include "mail_test.h"

#include "mail/address.h"

#include <string.h>

static void test_wire(void **state)
{
    static const struct {
        const char *typed, *wire;
        bool needs_utf8;
    } cases[] = {
        {"ann@example.com", "ann@example.com", false},
        {"Ann.Ford+b-1@Example.COM", "Ann.Ford+b-1@Example.COM", false},
        {"o'neil@example.co.uk", "o'neil@example.co.uk", false},
        {"\"jo bloggs\"@example.com", "\"jo bloggs\"@example.com", false},
        {"\"jo\"@example.com", "jo@example.com", false},
        {"\"a\\\"b\\\\c\"@example.com", "\"a\\\"b\\\\c\"@example.com", false},
        {"\"a@b\"@example.com", "\"a@b\"@example.com", false},
        {"a..b@example.jp", "\"a..b\"@example.jp", false},
        {"ab.@example.jp", "\"ab.\"@example.jp", false},
        {"ann@m\xC3\xBCller.example", "ann@xn--mller-kva.example", false},
        {"ann@stra\xC3\x9F"
         "e.example",
         "ann@xn--strae-oqa.example", false}, /* IDNA 2008: not strasse */
        {"ann@\xE4\xBE\x8B\xE3\x81\x88.\xE3\x83\x86\xE3\x82\xB9\xE3\x83\x88",
         "ann@xn--r8jz45g.xn--zckzah", false},
        {"j\xC3\xBCrgen@example.com", "j\xC3\xBCrgen@example.com", true},
        {"root@localhost", "root@localhost", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        MailAddress address;
        Err err;
        if (!address_read(cases[i].typed, &address, &err))
            fail_msg("%s", err.message);
        assert_string_equal(address.wire, cases[i].wire);
        assert_int_equal(address.needs_utf8, cases[i].needs_utf8);
    }
}

static void test_refused(void **state)
{
    char long_local[ADDRESS_LONGEST];
    memset(long_local, 'a', ADDRESS_LOCAL_LONGEST + 1);
    memcpy(long_local + ADDRESS_LOCAL_LONGEST + 1, "@example.com", sizeof "@example.com");
    const char *const wrong[] = {NULL,
                                 "",
                                 "ann",
                                 "@example.com",
                                 "ann@",
                                 "ann@@example.com",
                                 "a b@example.com",
                                 "ann@exa mple.com",
                                 "ann@-a.example",
                                 "ann@a-.example",
                                 "ann@a..b",
                                 "ann@.a",
                                 "ann@a.",
                                 "ann@[192.0.2.1]",
                                 "ann@example.com\r\nBcc: eve@example.com",
                                 "\"a\r\nb\"@example.com",
                                 "\"ann@example.com",
                                 "<ann@example.com>",
                                 "ann@example.com, eve@example.com",
                                 "j\xFCrgen@example.com",
                                 "ann@\xC3\xBC\x01.example",
                                 long_local};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        MailAddress address = {.wire = "untouched"};
        Err err = {0};
        if (address_read(wrong[i], &address, &err))
            fail_msg("\"%s\" was read as %s", wrong[i], address.wire);
        assert_int_equal(err.kind, ERR_INPUT);
        assert_string_equal(address.wire, "untouched");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_wire), cmocka_unit_test(test_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
