/* Credentials as their user changes them: the password, the app and its recovery codes. */
#include "office.h"

#include "authenticator.h"

#include "action/credential.h"

#include <string.h>

static void refused(bool done, const Err *err, ErrKind kind, const char *part)
{
    assert_false(done);
    assert_error(*err, kind, part);
}

static const Caller desk = {.address = "192.0.2.7"};
static const char password[] = "three green pumps", changed[] = "seven blue valves";

static Office office_with_password(DbEngine engine)
{
    Err err = {0};
    const char *name = NULL;
    Office office = office_open(engine);
    assert_ok(set_user_password(office.context, office.arena, "ann", password, &name, &err), err);
    assert_string_equal(name, "Ann Ford");
    return office;
}

static SignedIn sign_in(Office *office, const char *said)
{
    Err err = {0};
    SignedIn result = {0};
    assert_ok(
        sign_in_password(office->context, office->arena, &desk, "Ann Ford", said, &result, &err),
        err);
    return result;
}

static bool lives(Office *office, const char *secret, Session *session)
{
    Err err = {0};
    bool found = false;
    assert_ok(session_find(office->context, secret, office->context->now, session, &found, &err),
              err);
    return found;
}

static void test_a_new_password_ends_the_other_sessions(void **state)
{
    each_engine(engine)
    {
        Office office = office_with_password(engine);
        Err err = {0};
        Session here = {0}, there;
        SignedIn a = sign_in(&office, password), b = sign_in(&office, password);
        assert_true(lives(&office, a.session, &here));
        refused(change_password(office.context, office.arena, "wrong", changed, here.id, &err),
                &err, ERR_INPUT, "not your password");
        assert_string_equal(err.field, "current");
        refused(change_password(office.context, office.arena, password, "annford1", here.id, &err),
                &err, ERR_INPUT, "your name");
        assert_true(lives(&office, b.session, &there)); /* nothing has happened yet */
        assert_ok(change_password(office.context, office.arena, password, changed, here.id, &err),
                  err);
        assert_true(lives(&office, a.session, &there));
        assert_false(lives(&office, b.session, &there));
        assert_int_equal(sign_in(&office, password).state, SIGN_IN_WRONG);
        assert_int_equal(sign_in(&office, changed).state, SIGN_IN_DONE);
        int64_t ended = 0;
        assert_ok(end_other_sessions(office.context, here.id, &ended, &err), err);
        assert_int_equal(ended, 1);
        const char *name = NULL;
        assert_ok(set_user_password(office.context, office.arena, "ann", password, &name, &err),
                  err);
        assert_false(lives(&office, a.session, &there)); /* an admin's act ends all */
        office_close(&office);
    }
}

static void test_guessing_at_an_open_desk_is_throttled(void **state)
{
    Office office = office_with_password(DB_SQLITE);
    Err err = {0};
    for (int i = 0; i < 6; i++) {
        assert_false(change_password(office.context, office.arena, "wrong", changed, 0, &err));
        assert_int_equal(err.kind, ERR_INPUT);
    }
    refused(change_password(office.context, office.arena, password, changed, 0, &err), &err,
            ERR_BUSY, "1 seconds");
    assert_string_equal(err.field, "current");
    assert_int_equal(sign_in(&office, password).state, SIGN_IN_DONE); /* which is another matter */
    office_close(&office);
}

/* --- the app --- */

static RecoveryCodes set_up(Office *office, const char **secret)
{
    Err err = {0};
    TotpSetUp begun;
    RecoveryCodes codes = {0};
    assert_ok(begin_totp(office->context, office->arena, password, &begun, &err), err);
    assert_int_equal(sign_in(office, password).state, SIGN_IN_DONE); /* not until confirmed */
    refused(confirm_totp(office->context, office->arena, "000000", &codes, &err), &err, ERR_INPUT,
            "not the app's digits");
    assert_ok(confirm_totp(office->context, office->arena,
                           authenticator_digits(office->arena, begun.secret, office->context->now),
                           &codes, &err),
              err);
    *secret = begun.secret;
    return codes;
}

static SignedIn second(Office *office, const char *ticket, const char *code)
{
    Err err = {0};
    SignedIn result = {0};
    assert_ok(sign_in_second(office->context, office->arena, &desk, ticket, code, &result, &err),
              err);
    return result;
}

static void test_the_digits_are_asked_for_and_right_once(void **state)
{
    each_engine(engine)
    {
        Office office = office_with_password(engine);
        Err err = {0};
        const char *secret = NULL;
        TotpSetUp twice;
        set_up(&office, &secret);
        refused(begin_totp(office.context, office.arena, password, &twice, &err), &err,
                ERR_CONFLICT, "already");
        office_at(&office, office.context->now + 60);
        char *digits = authenticator_digits(office.arena, secret, office.context->now);
        SignedIn one = sign_in(&office, password), two = sign_in(&office, password);
        assert_int_equal(one.state, SIGN_IN_SECOND);
        assert_null(one.session);
        assert_int_equal(second(&office, one.ticket, "123").state, SIGN_IN_WRONG);
        assert_int_equal(second(&office, one.ticket, digits).state, SIGN_IN_DONE);
        assert_int_equal(second(&office, two.ticket, digits).state, SIGN_IN_WRONG); /* replayed */
        SignedIn result;
        refused(
            sign_in_second(office.context, office.arena, &desk, one.ticket, digits, &result, &err),
            &err, ERR_DENIED, "again"); /* a ticket is for one */
        assert_ok(end_totp(office.context, office.arena, password, &err), err);
        assert_int_equal(sign_in(&office, password).state, SIGN_IN_DONE);
        refused(end_totp(office.context, office.arena, password, &err), &err, ERR_CONFLICT,
                "no app");
        office_close(&office);
    }
}

static void test_a_ticket_is_tried_five_times_and_ends(void **state)
{
    Office office = office_with_password(DB_SQLITE);
    Err err = {0};
    SignedIn result;
    const char *secret = NULL;
    set_up(&office, &secret);
    office_at(&office, office.context->now + 60);
    SignedIn in = sign_in(&office, password);
    for (int i = 0; i < SECOND_TRIES; i++)
        assert_int_equal(second(&office, in.ticket, "999999").state, SIGN_IN_WRONG);
    char *digits = authenticator_digits(office.arena, secret, office.context->now);
    refused(sign_in_second(office.context, office.arena, &desk, in.ticket, digits, &result, &err),
            &err, ERR_DENIED, "too often");
    in = sign_in(&office, password);
    office_at(&office, office.context->now + (Time)SECOND_MINUTES * MINUTE);
    digits = authenticator_digits(office.arena, secret, office.context->now);
    refused(sign_in_second(office.context, office.arena, &desk, in.ticket, digits, &result, &err),
            &err, ERR_DENIED, "too long");
    office_close(&office);
}

static void test_recovery_codes(void **state)
{
    each_engine(engine)
    {
        Office office = office_with_password(engine);
        Err err = {0};
        const char *secret = NULL;
        Security security;
        RecoveryCodes codes = set_up(&office, &secret), renewed;
        assert_int_equal(second(&office, sign_in(&office, password).ticket, codes.at[3]).state,
                         SIGN_IN_DONE);
        assert_int_equal(second(&office, sign_in(&office, password).ticket, codes.at[3]).state,
                         SIGN_IN_WRONG);
        assert_ok(show_security(office.context, office.arena, 0, &security, &err), err);
        assert_int_equal(security.recovery_left, RECOVERY_CODES - 1);
        assert_true(security.password);
        assert_int_equal(security.totp_since, office.context->now);
        assert_ok(renew_recovery_codes(office.context, office.arena, password, &renewed, &err),
                  err);
        assert_int_equal(second(&office, sign_in(&office, password).ticket, codes.at[0]).state,
                         SIGN_IN_WRONG);
        assert_int_equal(second(&office, sign_in(&office, password).ticket, renewed.at[0]).state,
                         SIGN_IN_DONE);
        assert_ok(end_totp(office.context, office.arena, password, &err), err);
        refused(renew_recovery_codes(office.context, office.arena, password, &renewed, &err), &err,
                ERR_CONFLICT, "have an app");
        office_close(&office);
    }
}

/* An invitation changes the password, not what else is asked for. */
static void test_an_invitation_leaves_the_app(void **state)
{
    Office office = office_with_password(DB_SQLITE);
    Err err = {0};
    const char *secret = NULL;
    Invitation invitation;
    SignedIn in = {0};
    set_up(&office, &secret);
    assert_ok(invite_user(office.context, office.arena, "ann", &invitation, &err), err);
    assert_ok(accept_invitation(office.context, office.arena, &desk, invitation.secret, changed,
                                &in, &err),
              err);
    assert_int_equal(in.state, SIGN_IN_SECOND);
    office_close(&office);
}

/* --- passkeys --- */

static void test_passkeys_are_listed_and_removed(void **state)
{
    static const char origin[] = "http://localhost:2325";
    Office office = office_with_password(DB_SQLITE);
    Err err = {0};
    Doc *options;
    PasskeyShown made = {0};
    Security security;
    Authenticator stick = authenticator_new(KEY_ES256, origin, "localhost");
    refused(
        begin_passkey(office.context, office.arena, "https://192.0.2.1", password, &options, &err),
        &err, ERR_INPUT, "over https");
    refused(begin_passkey(office.context, office.arena, origin, "wrong", &options, &err), &err,
            ERR_INPUT, "not your password");
    assert_ok(begin_passkey(office.context, office.arena, origin, password, &options, &err), err);
    PasskeyAnswer answer =
        authenticator_create(&stick, office.arena, doc_text(options, "challenge"));
    assert_ok(add_passkey(office.context, office.arena, origin, " ", &answer, &made, &err), err);
    assert_string_equal(made.name, "passkey");
    assert_ok(begin_passkey(office.context, office.arena, origin, password, &options, &err), err);
    assert_int_equal(doc_get(options, "excludeCredentials")->count, 1);
    answer = authenticator_create(&stick, office.arena, doc_text(options, "challenge"));
    refused(add_passkey(office.context, office.arena, origin, NULL, &answer, &made, &err), &err,
            ERR_CONFLICT, "known already");
    assert_ok(show_security(office.context, office.arena, 0, &security, &err), err);
    assert_int_equal(security.passkey_count, 1);
    assert_string_equal(security.passkeys[0].site, "localhost");
    assert_ok(remove_passkey(office.context, office.arena, security.passkeys[0].id, password, &err),
              err);
    refused(remove_passkey(office.context, office.arena, security.passkeys[0].id, password, &err),
            &err, ERR_MISSING, "no passkey");
    authenticator_free(&stick);
    office_close(&office);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_new_password_ends_the_other_sessions),
        cmocka_unit_test(test_guessing_at_an_open_desk_is_throttled),
        cmocka_unit_test(test_the_digits_are_asked_for_and_right_once),
        cmocka_unit_test(test_a_ticket_is_tried_five_times_and_ends),
        cmocka_unit_test(test_recovery_codes),
        cmocka_unit_test(test_an_invitation_leaves_the_app),
        cmocka_unit_test(test_passkeys_are_listed_and_removed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
