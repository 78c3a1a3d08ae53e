/* Tokens: made once, found, revoked, over. */
#include "office.h"

#include "action/token.h"
#include "action/user_admin.h"
#include "base/text.h"

#include <string.h>

static void refused(bool done, const Err *err, ErrKind kind, const char *part)
{
    assert_false(done);
    assert_error(*err, kind, part);
}

static bool finds(Office *office, const char *secret, Token *token)
{
    Err err = {0};
    bool found = false;
    assert_ok(token_find(office->context, secret, office->context->now, token, &found, &err), err);
    return found;
}

static void test_made_found_revoked(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Err err = {0};
        const char *secret = NULL;
        TokenShown made;
        TokensShown all;
        Token token = {0};
        assert_ok(new_token(office.context, office.arena, &(TokenInput){0}, &secret, &made, &err),
                  err);
        assert_true(text_starts(secret, TOKEN_PREFIX));
        assert_string_equal(made.name, "token");
        assert_true(finds(&office, secret, &token));
        assert_int_equal(token.user_id, office.context->user);
        assert_int_equal(token.role, USER_ADMIN);
        assert_int_equal(token.scopes, SCOPE_READ | SCOPE_WRITE);
        assert_true(token.used_due);
        assert_ok(token_used(office.context, token.id, office.context->now, &err), err);
        assert_true(finds(&office, secret, &token));
        assert_false(token.used_due);
        assert_false(finds(&office, secret + strlen(TOKEN_PREFIX), &token));
        assert_false(finds(&office, "beck_nonsense", &token));
        assert_false(finds(&office, NULL, &token));
        assert_ok(revoke_token(office.context, made.id, &err), err);
        assert_false(finds(&office, secret, &token));
        refused(revoke_token(office.context, made.id, &err), &err, ERR_MISSING, "no live token");
        assert_ok(list_tokens(office.context, office.arena, false, &all, &err), err);
        assert_int_equal(all.count, 1);
        assert_false(all.at[0].live);
        assert_int_equal(all.at[0].used_at, OFFICE_NOW);
        office_close(&office);
    }
}

static void test_ends_with_its_days_and_its_user(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Err err = {0};
        const char *brief = NULL, *bobs = NULL;
        TokenShown made;
        Token token;
        UserShown user;
        TokenInput input = {.name = "a report", .scopes = "read", .days = 2};
        assert_ok(new_token(office.context, office.arena, &input, &brief, &made, &err), err);
        int64_t bob = office_user(&office, "Bob Hill");
        assert_ok(context_begin(office.context, bob, office.context->now, &err), err);
        assert_ok(new_token(office.context, office.arena, &(TokenInput){0}, &bobs, &made, &err),
                  err);
        office_days_later(&office, 1);
        assert_true(finds(&office, brief, &token));
        office_days_later(&office, 1);
        assert_false(finds(&office, brief, &token));
        assert_true(finds(&office, bobs, &token));
        assert_ok(deactivate_user(office.context, office.arena, "bob", &user, &err), err);
        assert_false(finds(&office, bobs, &token));
        assert_ok(activate_user(office.context, office.arena, "bob", &user, &err), err);
        assert_false(finds(&office, bobs, &token)); /* it does not come back */
        office_close(&office);
    }
}

static void test_what_a_rep_may_not(void **state)
{
    Office office = office_open(DB_SQLITE);
    Err err = {0};
    const char *secret = NULL;
    TokenShown anns, made;
    TokensShown all;
    assert_ok(new_token(office.context, office.arena, &(TokenInput){0}, &secret, &anns, &err), err);
    int64_t bob = office_user(&office, "Bob Hill");
    context_guard(office.context, true);
    assert_ok(context_begin(office.context, bob, office.context->now, &err), err);
    refused(new_token(office.context, office.arena, &(TokenInput){.scopes = "admin"}, &secret,
                      &made, &err),
            &err, ERR_DENIED, "scope admin");
    assert_string_equal(err.field, "scope");
    refused(revoke_token(office.context, anns.id, &err), &err, ERR_MISSING, "no live token");
    refused(list_tokens(office.context, office.arena, true, &all, &err), &err, ERR_DENIED,
            "not for a rep");
    assert_ok(list_tokens(office.context, office.arena, false, &all, &err), err);
    assert_int_equal(all.count, 0);
    assert_ok(context_begin(office.context, anns.user_id, office.context->now, &err), err);
    assert_ok(new_token(office.context, office.arena, &(TokenInput){.scopes = "admin"}, &secret,
                        &made, &err),
              err);
    assert_ok(list_tokens(office.context, office.arena, true, &all, &err), err);
    assert_int_equal(all.count, 2);
    context_guard(office.context, false);
    office_close(&office);
}

static void test_refused(void **state)
{
    Office office = office_open(DB_SQLITE);
    Err err = {0};
    const char *secret = NULL;
    TokenShown made;
    static const struct {
        TokenInput input;
        const char *field;
    } cases[] = {
        {{.scopes = "rad"}, "scope"},
        {{.scopes = ""}, "scope"},
        {{.days = -1}, "days"},
        {{.days = TOKEN_DAYS_MOST + 1}, "days"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_false(
            new_token(office.context, office.arena, &cases[i].input, &secret, &made, &err));
        assert_int_equal(err.kind, ERR_INPUT);
        assert_string_equal(err.field, cases[i].field);
    }
    assert_null(secret);
    office_close(&office);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_made_found_revoked),
        cmocka_unit_test(test_ends_with_its_days_and_its_user),
        cmocka_unit_test(test_what_a_rep_may_not),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
