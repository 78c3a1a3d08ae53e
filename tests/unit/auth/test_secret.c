/* What proves who one is, and who may what: secrets, codes, seals, form tokens, roles, scopes. */
#include "auth/csrf.h"
#include "auth/scope.h"
#include "auth/seal.h"
#include "auth/secret.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const unsigned char key[DIGEST_KEY_BYTES] = "a key of a workspace, 32 bytes.";
static const unsigned char other[DIGEST_KEY_BYTES] = "a key of another one, 32 bytes.";

static void test_secrets(void **state)
{
    auto_arena Arena *arena = arena_new();
    char *a = secret_new(arena), *b = secret_new(arena), *token = secret_new_with(arena, "beck_");
    Digest of_a, of_b, again;
    assert_int_equal(strlen(a), SECRET_LENGTH);
    assert_string_not_equal(a, b);
    assert_ptr_equal(strstr(token, "beck_"), token);
    assert_true(secret_digest(key, "session", a, &of_a));
    assert_true(secret_digest(key, "session", b, &of_b));
    assert_false(bytes_equal(of_a.bytes, of_b.bytes, sizeof of_a.bytes));
    assert_true(secret_digest(key, "session", a, &again));
    assert_true(bytes_equal(of_a.bytes, again.bytes, sizeof of_a.bytes));
    assert_true(secret_digest(key, "token", a, &again));
    assert_false(bytes_equal(of_a.bytes, again.bytes,
                             sizeof of_a.bytes)); /* one use does not serve another */
    assert_true(secret_digest(other, "session", a, &again));
    assert_false(bytes_equal(of_a.bytes, again.bytes, sizeof of_a.bytes));
    assert_false(secret_digest(key, "session", NULL, &again));
    assert_false(secret_digest(key, "session", "", &again));
    assert_false(secret_digest(key, "session", a + 1, &again));
    char endless[1000];
    memset(endless, 'x', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    assert_false(secret_digest(key, "session", endless, &again));
}

static void test_recovery_codes_are_read_as_people_write(void **state)
{
    auto_arena Arena *arena = arena_new();
    Digest a, b;
    char *code = recovery_code_new(arena);
    assert_int_equal(strlen(code), 29);
    assert_true(recovery_code_digest(key, code, &a));
    assert_true(recovery_code_digest(key, "0123-4567-89ab-cdef-ghjk-mnpq", &a));
    assert_true(recovery_code_digest(key, " O I23 4567 89AB CDEF GHJKMNPQ", &b));
    assert_true(bytes_equal(a.bytes, b.bytes, sizeof a.bytes));
    assert_false(recovery_code_digest(key, "0123-4567-89ab-cdef-ghjk-mnp", &b));
    assert_false(recovery_code_digest(key, "0123-4567-89ab-cdef-ghjk-mnpqr", &b));
    assert_false(recovery_code_digest(key, "0123-4567-89ab-cdef-ghjk-mnpu", &b));
    assert_false(recovery_code_digest(key, NULL, &b));
}

static void test_seals_hold(void **state)
{
    auto_arena Arena *arena = arena_new();
    size_t sealed_count, count = 0;
    unsigned char *sealed = seal_close(arena, key, "totp 1", "a secret", 8, &sealed_count);
    char *opened = seal_open(arena, key, "totp 1", sealed, sealed_count, &count);
    assert_non_null(opened);
    assert_int_equal(count, 8);
    assert_memory_equal(opened, "a secret", 8);
    assert_null(seal_open(arena, other, "totp 1", sealed, sealed_count, &count));
    assert_null(seal_open(arena, key, "totp 2", sealed, sealed_count, &count)); /* moved */
    assert_null(seal_open(arena, key, "totp 1", sealed, sealed_count - 1, &count));
    assert_null(seal_open(arena, key, "totp 1", sealed, 3, &count));
    assert_null(seal_open(arena, key, "totp 1", NULL, 0, &count));
    sealed[sealed_count - 1] ^= 1;
    assert_null(seal_open(arena, key, "totp 1", sealed, sealed_count, &count));
}

static void test_form_tokens_are_of_a_session(void **state)
{
    auto_arena Arena *arena = arena_new();
    Digest session = digest_of(key, "a", 1), another = digest_of(key, "b", 1);
    Digest mine = csrf_key(key, session), theirs = csrf_key(key, another);
    char *token = csrf_token(arena, mine);
    assert_string_not_equal(token, csrf_token(arena, mine)); /* masked anew */
    assert_true(csrf_right(mine, token));
    assert_true(csrf_right(mine, csrf_token(arena, mine)));
    assert_false(csrf_right(theirs, token));
    assert_false(csrf_right(mine, NULL));
    assert_false(csrf_right(mine, ""));
    assert_false(csrf_right(mine, token + 1));
    assert_false(csrf_right(mine, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
}

static void test_roles(void **state)
{
    UserRole role = USER_ROLES;
    Err err = {0};
    assert_true(user_role_named("Manager", &role, &err));
    assert_int_equal(role, USER_MANAGER);
    assert_string_equal(user_role_name(role), "manager");
    assert_false(user_role_named("boss", &role, &err));
    assert_string_equal(err.field, "role");
    assert_false(user_role_named(NULL, &role, &err));
    assert_int_equal(role, USER_MANAGER);
    assert_true(user_role_may(USER_REP, RIGHT_SELL));
    assert_false(user_role_may(USER_REP, RIGHT_TEAM));
    assert_true(user_role_may(USER_MANAGER, RIGHT_TEAM));
    assert_false(user_role_may(USER_MANAGER, RIGHT_SETTINGS));
    assert_false(user_role_may(USER_MANAGER, RIGHT_AUDIT));
    for (int right = 0; right < RIGHTS; right++)
        assert_true(user_role_may(USER_ADMIN, (Right)right));
}

static void test_scopes(void **state)
{
    Scopes scopes = 0;
    Err err = {0};
    assert_true(scopes_parse("read", &scopes, &err));
    assert_int_equal(scopes, SCOPE_READ);
    assert_true(scopes_parse("write", &scopes, &err));
    assert_int_equal(scopes, SCOPE_READ | SCOPE_WRITE);
    assert_true(scopes_parse("calendar, read", &scopes, &err));
    assert_int_equal(scopes, SCOPE_READ | SCOPE_CALENDAR);
    assert_true(scopes_parse("admin", &scopes, &err));
    assert_int_equal(scopes, SCOPE_READ | SCOPE_WRITE | SCOPE_ADMIN);
    assert_false(scopes_parse("write all", &scopes, &err));
    assert_non_null(strstr(err.message, "\"all\""));
    assert_false(scopes_parse("", &scopes, &err));
    assert_false(scopes_parse(NULL, &scopes, &err));
    assert_string_equal(err.field, "scope");
    assert_int_equal(scopes, SCOPE_READ | SCOPE_WRITE | SCOPE_ADMIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_secrets),
        cmocka_unit_test(test_recovery_codes_are_read_as_people_write),
        cmocka_unit_test(test_seals_hold),
        cmocka_unit_test(test_form_tokens_are_of_a_session),
        cmocka_unit_test(test_roles),
        cmocka_unit_test(test_scopes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
