/* Mailboxes of desks, and those that are thrown away. */
#include "mail_test.h"

#include "mail/mailbox_kind.h"
#include "mail/role_words.h"

#include <stdio.h>
#include <string.h>

static void test_roles(void **state)
{
    static const char *const roles[] = {
        "info@a.example", "INFO@a.example", "sales+spring@a.example", "head.office@a.example",
        "salesteam@a.example", "ventas2@a.example", "no-reply@a.example",
        "do_not_reply_noreply@a.example", "postmaster",
        /* RFC 2142 */
        "marketing", "support", "abuse", "noc", "security", "hostmaster", "usenet", "news",
        "webmaster", "www", "uucp", "ftp"};
    static const char *const people[] = {"",
                                         "@a.example",
                                         "ann@a.example",
                                         "bill.sales@a.example",
                                         "infoline-ann@a.example",
                                         "mark@a.example",
                                         "will.grant@a.example",
                                         "123@a.example",
                                         "j@a.example",
                                         "..@a.example"};
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        if (!mailbox_is_role(roles[i]))
            fail_msg("%s", roles[i]);
    for (size_t i = 0; i < sizeof people / sizeof people[0]; i++)
        if (mailbox_is_role(people[i]))
            fail_msg("%s", people[i]);
    for (size_t i = 1; i < role_word_count; i++)
        assert_true(strcmp(role_words[i - 1], role_words[i]) < 0);
}

static void test_disposable(void **state)
{
    assert_true(mailbox_is_disposable("a@mailinator.com"));
    assert_true(mailbox_is_disposable("a@Mailinator.COM"));
    assert_true(mailbox_is_disposable("a@x.y.mailinator.com"));
    assert_false(mailbox_is_disposable("a@my-mailinator.example"));
    assert_false(mailbox_is_disposable("a@mailinator.com.example"));
    assert_false(mailbox_is_disposable("a@com"));
    assert_false(mailbox_is_disposable("mailinator.com"));
    assert_false(mailbox_is_disposable("a@gmail.com"));
    assert_false(mailbox_is_disposable(""));
}

typedef bool IsOne(const char *mailbox);

/* How many of the lines of a file are found; `before` and `behind` make mailboxes of them. */
static double share_found(const char *path, const char *before, const char *behind, IsOne *is_one)
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    char line[256], mailbox[600];
    int found = 0, all = 0;
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\r\n")] = '\0';
        snprintf(mailbox, sizeof mailbox, "%s%s%s", before, line, behind);
        found += is_one(mailbox);
        all++;
    }
    fclose(file);
    printf("%s: %d of %d\n", path, found, all);
    return (double)found / all;
}

/* The list of roles names years, towns, products and slips, too, which are nobody's role. */
static void test_corpora(void **state)
{
    auto_arena Arena *arena = arena_new();
    const char *roles = corpus(arena, "mail-roles"), *disposable = corpus(arena, "mail-disposable");
    if (!roles || !disposable) {
        puts("skip: ../shared/corpora/mail-roles is not here");
        skip();
    }
    assert_true(share_found(arena_printf(arena, "%s/roles.txt", roles), "", "@a.example",
                            mailbox_is_role) >= 0.55);
    assert_true(share_found(arena_printf(arena, "%s/disposable_email_blocklist.conf", disposable),
                            "ann@", "", mailbox_is_disposable) >= 0.99);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_roles),
                                       cmocka_unit_test(test_disposable),
                                       cmocka_unit_test(test_corpora)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
