/* Signing in: each way in, what each session lives by, and what ends it. */
#include "office.h"

#include "authenticator.h"

#include "action/credential.h"
#include "action/list_audit.h"
#include "action/user_admin.h"
#include "base/text.h"

#include <string.h>

static void refused(bool done, const Err *err, ErrKind kind, const char *part)
{
    assert_false(done);
    assert_error(*err, kind, part);
}

static const Caller desk = {.address = "192.0.2.7", .agent = "Firefox"};
static const char password[] = "three green pumps";
static const char origin[] = "https://beck.ford.example";

static void give_password(Office *office, const char *name)
{
    Err err = {0};
    const char *whole = NULL;
    assert_ok(set_user_password(office->context, office->arena, name, password, &whole, &err), err);
}

static SignedIn sign_in(Office *office, const Caller *caller, const char *name, const char *said)
{
    Err err = {0};
    SignedIn result = {0};
    assert_ok(sign_in_password(office->context, office->arena, caller, name, said, &result, &err),
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

static void test_by_password(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Session session = {0};
        give_password(&office, "ann");
        int64_t bob = office_user(&office, "Bob Hill"); /* has no password */
        static const char *const names[] = {"Ann Ford", "ANN  FORD", "ann@ford.example",
                                            "Ann@Ford.Example"};
        for (size_t i = 0; i < 4; i++) {
            SignedIn in = sign_in(&office, &desk, names[i], password);
            assert_int_equal(in.state, SIGN_IN_DONE);
            assert_true(lives(&office, in.session, &session));
            assert_int_equal(session.user_id, office.context->user);
            assert_int_equal(session.role, USER_ADMIN);
            assert_false(session.phone);
        }
        assert_int_equal(sign_in(&office, &desk, "Ann Ford", "three green pumpS").state,
                         SIGN_IN_WRONG);
        assert_int_equal(sign_in(&office, &desk, "Ann", password).state, SIGN_IN_WRONG);
        assert_int_equal(sign_in(&office, &desk, "", password).state, SIGN_IN_WRONG);
        assert_int_equal(sign_in(&office, &desk, NULL, NULL).state, SIGN_IN_WRONG);
        assert_int_equal(sign_in(&office, &desk, "Bob Hill", "").state, SIGN_IN_WRONG);
        assert_true(bob != office.context->user);
        office_close(&office);
    }
}

/* A mailbox of two is nobody's name. */
static void test_a_shared_mailbox_names_nobody(void **state)
{
    Office office = office_open(DB_SQLITE);
    Err err = {0};
    UserShown user;
    office_user(&office, "Bob Hill");
    UserField mailbox = {"email", "ann@ford.example"};
    assert_ok(set_user(office.context, office.arena, "bob", &mailbox, 1, &user, &err), err);
    give_password(&office, "ann");
    give_password(&office, "bob");
    assert_int_equal(sign_in(&office, &desk, "ann@ford.example", password).state, SIGN_IN_WRONG);
    assert_int_equal(sign_in(&office, &desk, "Bob Hill", password).state, SIGN_IN_DONE);
    office_close(&office);
}

static void test_a_session_is_new_and_ends(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Err err = {0};
        Session session = {0}, other = {0};
        give_password(&office, "ann");
        SignedIn first = sign_in(&office, &desk, "Ann Ford", password);
        Caller again = desk;
        again.session = first.session;
        SignedIn second = sign_in(&office, &again, "Ann Ford", password);
        assert_string_not_equal(first.session, second.session);
        assert_false(lives(&office, first.session, &session)); /* the browser's old one */
        assert_true(lives(&office, second.session, &session));
        assert_false(lives(&office, "made-up", &other));
        assert_false(lives(&office, NULL, &other));
        Caller out = {.session = second.session};
        assert_ok(end_session(office.context, &out, &err), err);
        assert_false(lives(&office, second.session, &session));
        assert_ok(end_session(office.context, &out, &err), err); /* twice does no harm */
        office_close(&office);
    }
}

static void test_idle_and_whole_life(void **state)
{
    Office office = office_open(DB_SQLITE);
    Err err = {0};
    Session session = {0};
    give_password(&office, "ann");
    SignedIn idle = sign_in(&office, &desk, "Ann Ford", password);
    SignedIn used = sign_in(&office, &desk, "Ann Ford", password);
    assert_true(lives(&office, used.session, &session));
    assert_false(session.seen_due); /* only just */
    for (int day = 0; day < 29; day++) {
        office_days_later(&office, 1);
        assert_true(lives(&office, used.session, &session));
        assert_true(session.seen_due);
        assert_ok(session_seen(office.context, session.id, office.context->now, &err), err);
        if (day == 5)
            assert_true(lives(&office, idle.session, &session));
        if (day == 6) /* session_idle_hours: 168 */
            assert_false(lives(&office, idle.session, &session));
    }
    office_days_later(&office, 1); /* session_days: 30 */
    assert_false(lives(&office, used.session, &session));
    office_close(&office);
}

static void test_what_is_over_is_swept(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Err err = {0};
        Session session;
        bool alive;
        give_password(&office, "ann");
        Time then = context_now(office.context);
        SignedIn old = sign_in(&office, &desk, "Ann Ford", password);
        assert_true(lives(&office, old.session, &session));
        context_set_now(office.context, old.ends_at - 1); /* unseen for long by now */
        SignedIn fresh = sign_in(&office, &desk, "Ann Ford", password);
        assert_ok(session_lives(office.context, session.id, &alive, &err), err);
        assert_false(alive);
        assert_ok(sessions_sweep(office.context, &err), err);
        assert_true(lives(&office, fresh.session, &session));
        assert_ok(session_lives(office.context, session.id, &alive, &err), err);
        assert_true(alive);
        context_set_now(office.context, then); /* as if no time had gone by: it is not there */
        assert_false(lives(&office, old.session, &session));
        office_close(&office);
    }
}

static void test_deactivated_at_once(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Err err = {0};
        Session session;
        UserShown user;
        office_user(&office, "Bob Hill");
        give_password(&office, "bob");
        SignedIn in = sign_in(&office, &desk, "Bob Hill", password);
        assert_true(lives(&office, in.session, &session));
        assert_ok(deactivate_user(office.context, office.arena, "bob", &user, &err), err);
        assert_false(lives(&office, in.session, &session));
        assert_int_equal(sign_in(&office, &desk, "Bob Hill", password).state, SIGN_IN_WRONG);
        assert_ok(activate_user(office.context, office.arena, "bob", &user, &err), err);
        assert_false(lives(&office, in.session, &session)); /* it does not come back */
        assert_int_equal(sign_in(&office, &desk, "Bob Hill", password).state, SIGN_IN_DONE);
        office_close(&office);
    }
}

/* --- invitations --- */

static void test_the_first_run(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Err err = {0};
        bool first = false;
        Invitation made, shown;
        SignedIn in;
        Session session;
        assert_ok(sign_in_first_run(office.context, &first, &err), err);
        assert_true(first);
        assert_ok(invite_user(office.context, office.arena, NULL, &made, &err), err);
        assert_string_equal(made.user_name, "Ann Ford");
        assert_true(text_starts(made.path, "/set-up/"));
        assert_ok(show_invitation(office.context, office.arena, made.secret, &shown, &err), err);
        assert_string_equal(shown.company, "Ford Pumps");
        assert_null(shown.secret);
        refused(accept_invitation(office.context, office.arena, &desk, made.secret, "ford-pumps",
                                  &in, &err),
                &err, ERR_INPUT, "tried first");
        assert_ok(accept_invitation(office.context, office.arena, &desk, made.secret, password, &in,
                                    &err),
                  err);
        assert_int_equal(in.state, SIGN_IN_DONE);
        assert_true(lives(&office, in.session, &session));
        refused(accept_invitation(office.context, office.arena, &desk, made.secret, password, &in,
                                  &err),
                &err, ERR_MISSING, "was used");
        assert_ok(sign_in_first_run(office.context, &first, &err), err);
        assert_false(first);
        office_close(&office);
    }
}

static void test_invitations_end(void **state)
{
    Office office = office_open(DB_SQLITE);
    Err err = {0};
    Invitation first, second;
    UserShown user;
    office_user(&office, "Bob Hill");
    assert_ok(invite_user(office.context, office.arena, "bob", &first, &err), err);
    assert_ok(invite_user(office.context, office.arena, "bob", &second, &err), err);
    refused(show_invitation(office.context, office.arena, first.secret, &first, &err), &err,
            ERR_MISSING, "is over");
    assert_ok(show_invitation(office.context, office.arena, second.secret, &first, &err), err);
    office_days_later(&office, INVITATION_DAYS);
    assert_false(show_invitation(office.context, office.arena, second.secret, &first, &err));
    assert_ok(invite_user(office.context, office.arena, "bob", &second, &err), err);
    assert_ok(deactivate_user(office.context, office.arena, "bob", &user, &err), err);
    assert_false(show_invitation(office.context, office.arena, second.secret, &first, &err));
    refused(invite_user(office.context, office.arena, "bob", &second, &err), &err, ERR_CONFLICT,
            "deactivated");
    context_guard(office.context, true); /* a request of an admin may, of a rep not */
    assert_ok(activate_user(office.context, office.arena, "bob", &user, &err), err);
    assert_ok(invite_user(office.context, office.arena, "bob", &second, &err), err);
    assert_ok(context_begin(office.context, user.id, office.context->now, &err), err);
    refused(invite_user(office.context, office.arena, "ann", &second, &err), &err, ERR_DENIED,
            "not for a rep");
    context_guard(office.context, false);
    office_close(&office);
}

/* --- telephones --- */

static void test_a_telephone_is_paired(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Err err = {0};
        Pairing pairing;
        SignedIn phone, twice;
        Session session = {0};
        SessionsShown all;
        assert_ok(pair_phone(office.context, office.arena, &pairing, &err), err);
        assert_true(text_starts(pairing.path, "/pair/"));
        assert_ok(accept_pairing(office.context, office.arena, &desk, pairing.secret, &phone, &err),
                  err);
        assert_true(lives(&office, phone.session, &session));
        assert_true(session.phone);
        refused(accept_pairing(office.context, office.arena, &desk, pairing.secret, &twice, &err),
                &err, ERR_MISSING, "was used");
        office_days_later(&office, 150); /* unseen, it still lives */
        assert_true(lives(&office, phone.session, &session));
        assert_ok(list_sessions(office.context, office.arena, 0, &all, &err), err);
        assert_int_equal(all.count, 1);
        assert_string_equal(all.at[0].kind, "phone");
        assert_string_equal(all.at[0].agent, "Firefox");
        assert_ok(end_session_by_id(office.context, session.id, &err), err);
        assert_false(lives(&office, phone.session, &session));
        refused(end_session_by_id(office.context, session.id, &err), &err, ERR_MISSING, "of yours");
        assert_ok(pair_phone(office.context, office.arena, &pairing, &err), err);
        office_at(&office, office.context->now + (Time)PAIRING_MINUTES * MINUTE);
        assert_false(
            accept_pairing(office.context, office.arena, &desk, pairing.secret, &phone, &err));
        office_close(&office);
    }
}

/* --- passkeys --- */

static void add_key(Office *office, const Authenticator *phone)
{
    Err err = {0};
    Doc *options;
    PasskeyShown made;
    assert_ok(begin_passkey(office->context, office->arena, origin, password, &options, &err), err);
    PasskeyAnswer answer =
        authenticator_create(phone, office->arena, doc_text(options, "challenge"));
    assert_ok(add_passkey(office->context, office->arena, origin, "my phone", &answer, &made, &err),
              err);
    assert_string_equal(made.name, "my phone");
    refused(add_passkey(office->context, office->arena, origin, "my phone", &answer, &made, &err),
            &err, ERR_DENIED, "used before");
}

static PasskeyAnswer answer_of(Office *office, const Authenticator *phone)
{
    Err err = {0};
    Doc *options;
    assert_ok(sign_in_passkey_options(office->context, office->arena, origin, &options, &err), err);
    return authenticator_get(phone, office->arena, doc_text(options, "challenge"));
}

static void test_by_passkey(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Err err = {0};
        SignedIn in = {0};
        Session session;
        give_password(&office, "ann");
        Authenticator phone = authenticator_new(KEY_ES256, origin, "beck.ford.example");
        add_key(&office, &phone);
        phone.counter = 3;
        PasskeyAnswer answer = answer_of(&office, &phone);
        assert_ok(sign_in_passkey(office.context, office.arena, &desk, origin, &answer, &in, &err),
                  err);
        assert_int_equal(in.state, SIGN_IN_DONE);
        assert_true(lives(&office, in.session, &session));
        assert_int_equal(session.user_id, office.context->user);
        /* the same answer again, one that is too late, one of a copied key, one of another site */
        phone.counter = 9;
        refused(sign_in_passkey(office.context, office.arena, &desk, origin, &answer, &in, &err),
                &err, ERR_DENIED, "used before");
        answer = answer_of(&office, &phone);
        office_at(&office, office.context->now + 11 * (Time)MINUTE);
        refused(sign_in_passkey(office.context, office.arena, &desk, origin, &answer, &in, &err),
                &err, ERR_DENIED, "too long");
        phone.counter = 3;
        answer = answer_of(&office, &phone);
        refused(sign_in_passkey(office.context, office.arena, &desk, origin, &answer, &in, &err),
                &err, ERR_DENIED, "copy");
        assert_false(sign_in_passkey(office.context, office.arena, &desk, "https://evil.example",
                                     &answer, &in, &err));
        assert_int_equal(err.kind, ERR_DENIED);
        Authenticator unknown = authenticator_new(KEY_EDDSA, origin, "beck.ford.example");
        answer = answer_of(&office, &unknown);
        refused(sign_in_passkey(office.context, office.arena, &desk, origin, &answer, &in, &err),
                &err, ERR_DENIED, "not known");
        assert_false(sign_in_passkey(office.context, office.arena, &desk, origin,
                                     &(PasskeyAnswer){0}, &in, &err));
        assert_int_equal(err.kind, ERR_INPUT);
        authenticator_free(&phone);
        authenticator_free(&unknown);
        office_close(&office);
    }
}

/* --- the audit --- */

static bool told(const AuditShown *audit, const char *act, const char *detail, const char *address)
{
    for (size_t i = 0; i < audit->count; i++)
        if (text_equal(audit->at[i].act, act) && strstr(audit->at[i].detail, detail) &&
            text_equal(audit->at[i].address, address))
            return true;
    return false;
}

static AuditShown audit_of(Office *office, AuditQuery query)
{
    Err err = {0};
    AuditShown audit = {0};
    assert_ok(list_audit(office->context, office->arena, &query, &audit, &err), err);
    return audit;
}

static void test_all_is_audited(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Err err = {0};
        give_password(&office, "ann");
        context_from(office.context, desk.address);
        sign_in(&office, &desk, "Ann Ford", "wrong");
        sign_in(&office, &desk, "Nobody", "wrong");
        SignedIn in = sign_in(&office, &desk, "Ann Ford", password);
        Caller out = {.session = in.session};
        context_from(office.context, "192.0.2.8");
        assert_ok(end_session(office.context, &out, &err), err);
        AuditShown audit = audit_of(&office, (AuditQuery){.before = TIME_NONE});
        assert_int_equal(audit.count, 5);
        assert_true(told(&audit, "password", "set for Ann Ford", NULL));
        assert_true(told(&audit, "sign_in_refused", "password", "192.0.2.7"));
        assert_true(told(&audit, "sign_in_refused", "unknown name", "192.0.2.7"));
        assert_true(told(&audit, "sign_in", "password", "192.0.2.7"));
        assert_true(told(&audit, "sign_out", "", "192.0.2.8"));
        audit = audit_of(&office, (AuditQuery){.before = TIME_NONE, .user = "ann"});
        assert_int_equal(audit.count, 4);
        office_close(&office);
    }
}

static void test_the_audit_is_turned_over(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Err err = {0};
        for (int i = 0; i < 5; i++)
            sign_in(&office, &desk, "Nobody", "wrong"); /* all at one instant */
        AuditShown first = audit_of(&office, (AuditQuery){.before = TIME_NONE, .most = 3});
        assert_int_equal(first.count, 3);
        AuditQuery next = {.before = first.more_before, .before_id = first.more_before_id};
        AuditShown rest = audit_of(&office, next);
        assert_int_equal(rest.count, 2);
        assert_int_equal(rest.more_before, TIME_NONE);
        assert_true(rest.at[0].id < first.at[2].id);
        int64_t bob = office_user(&office, "Bob Hill");
        context_guard(office.context, true);
        assert_ok(context_begin(office.context, bob, office.context->now, &err), err);
        refused(list_audit(office.context, office.arena, &next, &rest, &err), &err, ERR_DENIED,
                "not for a rep");
        context_guard(office.context, false);
        office_close(&office);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_password),
        cmocka_unit_test(test_a_shared_mailbox_names_nobody),
        cmocka_unit_test(test_a_session_is_new_and_ends),
        cmocka_unit_test(test_idle_and_whole_life),
        cmocka_unit_test(test_what_is_over_is_swept),
        cmocka_unit_test(test_deactivated_at_once),
        cmocka_unit_test(test_the_first_run),
        cmocka_unit_test(test_invitations_end),
        cmocka_unit_test(test_a_telephone_is_paired),
        cmocka_unit_test(test_by_passkey),
        cmocka_unit_test(test_all_is_audited),
        cmocka_unit_test(test_the_audit_is_turned_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
