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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_unsubscribe),
        cmocka_unit_test(test_auto_reply),
        cmocka_unit_test(test_challenge),
        cmocka_unit_test(test_replies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
