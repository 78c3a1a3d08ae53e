/* Which kind of mail it is, where machines and people look alike. */
#include "mail_test.h"

#include "mail/reading.h"

static void expect(const char *mail, MailKind kind)
{
    auto_arena Arena *arena = arena_new();
    Reading reading;
    reading_of(arena, mail_of_text(arena, mail), &reading);
    if (reading.kind != kind)
        fail_msg("%s, not %s: %s", reading_kind_name(reading.kind), reading_kind_name(kind), mail);
}

#define FROM "From: Bob <bob@else.example>\n"

static void test_unsubscribe(void **state)
{
    expect(FROM "Subject: Re: Offer\n\nPlease take me off your list.\n", MAIL_UNSUBSCRIBE);
    expect(FROM "Subject: Re: Offer\n\nSTOP\n\n> our words\n", MAIL_UNSUBSCRIBE);
    expect(FROM "Subject: unsubscribe\n\n", MAIL_UNSUBSCRIBE);
    expect(FROM "Subject: AW: Angebot\n\nBitte keine weiteren E-Mails.\n", MAIL_UNSUBSCRIBE);
    expect(FROM "Subject: Re: Offre\n\nMerci de me désinscrire.\n", MAIL_UNSUBSCRIBE);
    expect(FROM "Subject: Re: Oferta\n\nNo deseo recibir más correos.\n", MAIL_UNSUBSCRIBE);
    expect(FROM "Subject: RE: 提案\n\n配信停止をお願いします。\n", MAIL_UNSUBSCRIBE);
    expect(FROM "Subject: Re: Offer\n\nCan you stop by tomorrow?\n", MAIL_REPLY);
    expect(FROM "Subject: Re: Offer\n\nPlease don't remove me from the list.\n", MAIL_REPLY);
    expect(FROM "Subject: Re: Offer\n\nSounds good.\n\n> To unsubscribe click here\n", MAIL_REPLY);
}

static void test_auto_reply(void **state)
{
    expect(FROM "Subject: Re: Offer\nAuto-Submitted: auto-replied\n\nThank you.\n",
           MAIL_AUTO_REPLY);
    expect(FROM "Subject: Automatic reply: Offer\n\nI am away.\n", MAIL_AUTO_REPLY);
    expect(FROM "Subject: Offer\n\nThank you for your email. I am out of the office.\n",
           MAIL_AUTO_REPLY);
    expect(FROM "Subject: Urlaub\n\nIch bin bis Montag im Urlaub.\n", MAIL_AUTO_REPLY);
    expect(FROM "Subject: Re: Offer\nIn-Reply-To: <a@b>\n\nI am on vacation until Monday, let us "
                "talk then.\n\nOn 2 March 2026, Mary wrote:\n> Shall we?\n",
           MAIL_REPLY); /* he has written himself */
    expect(FROM "Subject: Weekly news\nAuto-Submitted: auto-generated\nList-Id: <news.else>\n\n"
                "Ten hotels for when you are on vacation.\n",
           MAIL_OTHER);
}

static void test_challenge(void **state)
{
    expect(FROM "Subject: Please confirm your message\nIn-Reply-To: <a@b>\n\nYour message is being "
                "held. To prove that you are a real person, click the link below.\n",
           MAIL_CHALLENGE);
    expect(FROM "Subject: Ihre Nachricht\n\nIhre Nachricht wurde zurückgehalten. Bitte klicken Sie "
                "auf diesen Link.\n",
           MAIL_CHALLENGE);
    expect(FROM "Subject: Re: Offer\nIn-Reply-To: <a@b>\n\nWe held a meeting, click here for the "
                "minutes? No, I will send them.\n\nOn 2 March 2026, Mary wrote:\n> x\n",
           MAIL_REPLY);
}

static void test_replies(void **state)
{
    expect(FROM "Subject: Re: Offer\n\nYes.\n", MAIL_REPLY);
    expect(FROM "Subject: Offer\nReferences: <a@b>\n\nYes.\n", MAIL_REPLY);
    expect(FROM "Subject: Pumps\n\nWhat do they cost?\n", MAIL_OTHER);
    expect(FROM "Subject: Re: news\nList-Unsubscribe: <mailto:x@y>\n\nNews.\n", MAIL_OTHER);
    expect("", MAIL_OTHER);
}

static Reading read_all(Arena *arena, const char *mail)
{
    Reading reading;
    reading_of(arena, mail_of_text(arena, mail), &reading);
    return reading;
}

#define AUTOMATIC FROM "Subject: Re: Offer\nAuto-Submitted: auto-replied\n\n"

static void test_leave(void **state)
{
    static const struct {
        const char *said;
        LeaveKind leave;
    } cases[] = {
        {"We have received your request 4711.", LEAVE_NONE},
        {"I have left the office and am on a business trip.", LEAVE_BACK},
        {"I am on vacation.", LEAVE_BACK},
        {"Bob no longer works here.", LEAVE_FOR_GOOD},
        {"I have left the company.", LEAVE_FOR_GOOD},
        {"Herr Vogel ist nicht mehr für uns tätig.", LEAVE_FOR_GOOD},
        {"M. Petit ne travaille plus dans notre société.", LEAVE_FOR_GOOD},
        {"Juan ya no trabaja con nosotros.", LEAVE_FOR_GOOD},
        {"Il signor Rossi non lavora più qui.", LEAVE_FOR_GOOD},
        {"O João já não trabalha connosco.", LEAVE_FOR_GOOD},
        {"Jan is niet meer werkzaam bij ons.", LEAVE_FOR_GOOD},
        {"Anna har slutat på företaget.", LEAVE_FOR_GOOD},
        {"Pan Nowak nie pracuje już w naszej firmie.", LEAVE_FOR_GOOD},
        {"Pan Novák již nepracuje v naší firmě.", LEAVE_FOR_GOOD},
        {"田中は3月末で退職いたしました。", LEAVE_FOR_GOOD},
        {"Иван больше не работает в компании.", LEAVE_FOR_GOOD},
    };
    auto_arena Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *mail = arena_printf(arena, AUTOMATIC "%s\n", cases[i].said);
        if (read_all(arena, mail).away != cases[i].leave)
            fail_msg("%d, not %d: %s", read_all(arena, mail).away, cases[i].leave, cases[i].said);
    }
}

#define RECEIPT(disposition)                                                                       \
    "From: b@else.example\nSubject: Read: Offer\nContent-Type: multipart/report; "                 \
    "report-type=disposition-notification; boundary=b\n\n--b\n\nRead.\n\n--b\n"                    \
    "Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; b@else.example\n"  \
    "Disposition: " disposition "\n\n--b--\n"
#define REPORT(action)                                                                             \
    "From: MAILER-DAEMON@else.example\nDelivered-To: me+b@own.example\nSubject: Report\n"          \
    "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nHi.\n\n"    \
    "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"                      \
    "Final-Recipient: rfc822; b@else.example\nAction: " action "\nStatus: 2.0.0\n\n--b\n"          \
    "Content-Type: text/rfc822-headers\n\nReturn-Path: <Me-b-7@own.example>\n\n--b--\n"

static void test_arrival(void **state)
{
    auto_arena Arena *arena = arena_new();
    assert_int_equal(read_all(arena, RECEIPT("manual-action/MDN-sent-manually; displayed")).arrival,
                     ARRIVAL_SEEN);
    assert_int_equal(
        read_all(arena, RECEIPT("automatic-action/MDN-sent-automatically; displayed")).arrival,
        ARRIVAL_DELIVERED);
    assert_int_equal(read_all(arena, RECEIPT("manual-action/MDN-sent-manually; deleted")).arrival,
                     ARRIVAL_DELIVERED);
    assert_int_equal(read_all(arena, REPORT("delivered")).arrival, ARRIVAL_DELIVERED);
    assert_int_equal(read_all(arena, REPORT("relayed")).arrival, ARRIVAL_RELAYED);
    assert_int_equal(read_all(arena, REPORT("failed")).arrival, ARRIVAL_NONE);
}

static void test_paths(void **state)
{
    auto_arena Arena *arena = arena_new();
    MimeIds paths = read_all(arena, REPORT("failed")).paths;
    assert_int_equal(paths.count, 2);
    assert_string_equal(paths.at[0], "me+b@own.example");
    assert_string_equal(paths.at[1], "me-b-7@own.example");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_unsubscribe), cmocka_unit_test(test_auto_reply),
        cmocka_unit_test(test_challenge),   cmocka_unit_test(test_replies),
        cmocka_unit_test(test_leave),       cmocka_unit_test(test_arrival),
        cmocka_unit_test(test_paths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
