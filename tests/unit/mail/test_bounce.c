/* Reports of delivery: the forms in which servers write them, and the mails of a corpus of real
 * ones against what another reader and its testers make of them. */
#include "mail_test.h"

#include "base/json.h"
#include "base/text.h"
#include "mail/reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Reading reading_of_text(Arena *arena, const char *text)
{
    Reading reading;
    reading_of(arena, mail_of_text(arena, text), &reading);
    return reading;
}

#define MACHINE                                                                                    \
    "From: Mail Delivery System <mailer-daemon@relay.example>\nTo: me@own.example\n"               \
    "Subject: failure notice\n\n"

/* One recipient and one reason in each, however it is written. */
static void test_forms(void **state)
{
    auto_arena Arena *arena = arena_new();
    static const struct {
        const char *notice;
        BounceReason reason;
        bool hard;
    } cases[] = {
        {"Hi. This is the qmail-send program at relay.example.\n\n<bob@lost.example>:\n"
         "192.0.2.1 does not like recipient.\nRemote host said: 550 no such user here\n\n"
         "--- Below this line is a copy of the message.\n\nTo: else@where.example\n",
         BOUNCE_USER_UNKNOWN, true},
        {"Your message could not be delivered.\n\n<bob@lost.example>: host mx.lost.example said:\n"
         "    552 5.2.2 Mailbox full (in reply to RCPT TO command)\n",
         BOUNCE_MAILBOX_FULL, false},
        {"A message that you sent could not be delivered.\n\n  bob@lost.example\n"
         "    SMTP error from remote mail server after MAIL FROM:<me@own.example>:\n"
         "    550 5.1.8 <me@own.example>: Domain does not exist\n",
         BOUNCE_BLOCKED, false}, /* of the sender's domain */
        {"   ----- The following addresses had permanent fatal errors -----\n<bob@lost.example>\n\n"
         "   ----- Transcript of session follows -----\n>>> DATA\n<<< 550 User unknown\n",
         BOUNCE_FILTERED, false}, /* it had taken RCPT before */
        {"Your message did not reach the following recipient(s):\n\n"
         "bob@lost.example on Mon, 2 Mar 2026 10:00:00 +0100\n"
         "    The recipient name is not recognized\n",
         BOUNCE_USER_UNKNOWN, true},
        {"There was an error delivering your mail to <bob@lost.example>.\n\n"
         "DNS lookup failure: host lost.example not found\n",
         BOUNCE_HOST_UNKNOWN, true},
        {"Unable to deliver message to: <bob@lost.example>\n\n"
         "550-5.7.26 This mail is\n550-5.7.26 unauthenticated: DMARC\n550 5.7.26 policy\n",
         BOUNCE_AUTH_FAILURE, false},
        {"Delivery to the following recipient failed permanently:\n\n     bob@lost.example\n\n"
         "The recipient server did not accept our requests to connect.\n",
         BOUNCE_EXPIRED, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Reading reading =
            reading_of_text(arena, arena_printf(arena, "%s%s", MACHINE, cases[i].notice));
        assert_int_equal(reading.kind, MAIL_BOUNCE);
        assert_int_equal(reading.recipient_count, 1);
        assert_string_equal(reading.recipients[0].address, "bob@lost.example");
        assert_string_equal(bounce_reason_name(reading.recipients[0].reason),
                            bounce_reason_name(cases[i].reason));
        assert_int_equal(reading.recipients[0].hard, cases[i].hard);
    }
}

/* What is said is not said by the name of the mailbox. */
static void test_names(void **state)
{
    auto_arena Arena *arena = arena_new();
    Reading reading = reading_of_text(
        arena, MACHINE "It could not be delivered.\n\n<dmarc@lost.example>: host mx said: 550\n"
                       "    <dmarc@lost.example>: user unknown (in reply to RCPT TO command)\n");
    assert_string_equal(reading.recipients[0].address, "dmarc@lost.example");
    assert_int_equal(reading.recipients[0].reason, BOUNCE_USER_UNKNOWN);
}

static void test_fields(void **state)
{
    auto_arena Arena *arena = arena_new();
    Reading reading = reading_of_text(
        arena,
        "From: postmaster@relay.example\nSubject: Undeliverable\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\n\nSome of your mail could not be delivered.\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relay.example\n\n"
        "Original-Recipient: rfc822; Info@Lost.Example\nFinal-Recipient: rfc822; Bob@Lost.Example\n"
        "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 user unknown\n\n"
        "Final-Recipient: rfc822; eve@late.example\nAction: delayed\nStatus: 4.4.1\n"
        "--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <touch-7@own.example>\n--b--\n");
    assert_int_equal(reading.kind, MAIL_BOUNCE);
    assert_int_equal(reading.recipient_count, 2);
    assert_string_equal(reading.recipients[0].address, "bob@lost.example");
    assert_string_equal(reading.recipients[0].original, "info@lost.example");
    assert_string_equal(reading.recipients[0].status, "5.1.1");
    assert_true(reading.recipients[0].hard);
    assert_false(reading.recipients[1].hard);
    assert_string_equal(reading.ids.at[0], "touch-7@own.example");
}

/* Kinds that look alike: a delay, a delivery, a receipt, a complaint. */
static void test_kinds(void **state)
{
    auto_arena Arena *arena = arena_new();
    static const char report[] =
        "From: postmaster@relay.example\nSubject: x\n"
        "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: %s\n\n%s\n--b--\n";
    static const struct {
        const char *type, *fields;
        MailKind kind;
    } cases[] = {
        {"message/delivery-status",
         "X: y\n\nFinal-Recipient: rfc822; bob@late.example\nAction: delayed", MAIL_DELAY},
        {"message/delivery-status",
         "X: y\n\nFinal-Recipient: rfc822; bob@late.example\nAction: delivered", MAIL_DELIVERED},
        {"message/disposition-notification",
         "Final-Recipient: rfc822; bob@late.example\nDisposition: manual-action; displayed",
         MAIL_DELIVERED},
        {"message/feedback-report", "Feedback-Type: abuse\nOriginal-Rcpt-To: bob@late.example",
         MAIL_COMPLAINT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Reading reading =
            reading_of_text(arena, arena_printf(arena, report, cases[i].type, cases[i].fields));
        assert_string_equal(reading_kind_name(reading.kind), reading_kind_name(cases[i].kind));
        assert_int_equal(reading.recipient_count, 1);
        assert_string_equal(reading.recipients[0].address, "bob@late.example");
        assert_false(reading.recipients[0].hard);
    }
}

/* People who write about bounces have not bounced. */
static void test_no_bounces(void **state)
{
    auto_arena Arena *arena = arena_new();
    static const char *const mails[] = {
        "From: Bob <bob@lost.example>\nSubject: Re: your mail\nIn-Reply-To: <a@b>\n\n"
        "My mail to jane@else.example could not be delivered, user unknown. Do you have another?\n",
        "From: Bob <bob@lost.example>\nSubject: Fwd: Undelivered Mail\n\nLook:\n\n"
        "> <jane@else.example>: 550 5.1.1 user unknown\n",
        "From: News <news@shop.example>\nSubject: Returned mail and other stories\n"
        "List-Unsubscribe: <mailto:x@shop.example>\n\nWrite to us: hello@shop.example\n",
    };
    for (size_t i = 0; i < sizeof mails / sizeof mails[0]; i++) {
        MailKind kind = reading_of_text(arena, mails[i]).kind;
        assert_true(kind == MAIL_REPLY || kind == MAIL_OTHER);
    }
}

/* --- the corpus --- */

/* Its words for reasons in ours. */
static const struct {
    const char *theirs;
    BounceReason ours;
} reasons[] = {
    {"authfailure", BOUNCE_AUTH_FAILURE}, {"badreputation", BOUNCE_BLOCKED},
    {"blocked", BOUNCE_BLOCKED},          {"contenterror", BOUNCE_CONTENT},
    {"exceedlimit", BOUNCE_TOO_BIG},      {"expired", BOUNCE_EXPIRED},
    {"failedstarttls", BOUNCE_SECURITY},  {"filtered", BOUNCE_FILTERED},
    {"hasmoved", BOUNCE_MOVED},           {"hostunknown", BOUNCE_HOST_UNKNOWN},
    {"mailboxfull", BOUNCE_MAILBOX_FULL}, {"mailererror", BOUNCE_SYSTEM},
    {"mesgtoobig", BOUNCE_TOO_BIG},       {"networkerror", BOUNCE_NETWORK},
    {"norelaying", BOUNCE_NO_RELAYING},   {"notaccept", BOUNCE_HOST_UNKNOWN},
    {"notcompliantrfc", BOUNCE_CONTENT},  {"onhold", BOUNCE_OTHER},
    {"policyviolation", BOUNCE_POLICY},   {"rejected", BOUNCE_BLOCKED},
    {"requireptr", BOUNCE_BLOCKED},       {"securityerror", BOUNCE_SECURITY},
    {"spamdetected", BOUNCE_SPAM},        {"speeding", BOUNCE_RATE_LIMITED},
    {"suspend", BOUNCE_SUSPENDED},        {"syntaxerror", BOUNCE_SYSTEM},
    {"systemerror", BOUNCE_SYSTEM},       {"systemfull", BOUNCE_SYSTEM},
    {"toomanyconn", BOUNCE_RATE_LIMITED}, {"undefined", BOUNCE_OTHER},
    {"userunknown", BOUNCE_USER_UNKNOWN}, {"virusdetected", BOUNCE_SECURITY},
};

typedef struct Score {
    int recipients, found, hards, hards_right, reasons, reasons_right;
} Score;

static const ReadingRecipient *recipient(const Reading *reading, const char *address)
{
    for (size_t i = 0; i < reading->recipient_count; i++)
        if (text_equal_nocase(reading->recipients[i].address, address))
            return &reading->recipients[i];
    return NULL;
}

static bool is_reason(const char *theirs, BounceReason ours)
{
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
        if (text_equal(reasons[i].theirs, theirs))
            return reasons[i].ours == ours;
    return false;
}

static void score_recipient(const Doc *row, const Doc *expected, const Reading *reading,
                            Score *score)
{
    const char *address = doc_text(expected, "recipient"), *reason = doc_text(expected, "reason");
    if (!address)
        return;
    const ReadingRecipient *found = recipient(reading, address);
    score->recipients++;
    score->found += found != NULL;
    bool about_delivery = !text_equal(reason, "feedback") && !text_equal(reason, "vacation");
    if (!found || !about_delivery)
        return;
    if (doc_get(row, "hard_agreed")->truth) {
        score->hards++;
        score->hards_right += found->hard == doc_get(expected, "hardbounce")->truth;
    }
    if (doc_get(row, "reason_agreed")->truth) {
        score->reasons++;
        score->reasons_right += is_reason(reason, found->reason);
    }
}

static void score_row(const char *folder, const char *line, size_t length, Score *score)
{
    auto_arena Arena *arena = arena_new();
    Err err;
    size_t size;
    const Doc *row = json_parse(arena, line, length, &err);
    assert_non_null(row);
    const char *bytes =
        slurp(arena, arena_printf(arena, "%s/%s", folder, doc_text(row, "file")), &size);
    assert_non_null(bytes);
    Reading reading;
    reading_of(arena, mail_of(arena, bytes, size), &reading);
    for (const Doc *one = doc_get(row, "expected")->first; one; one = one->next)
        score_recipient(row, one, &reading, score);
}

static void test_corpus(void **state)
{
    auto_arena Arena *arena = arena_new();
    const char *folder = corpus(arena, "bounce-sisimai");
    if (!folder) {
        puts("skip: ../shared/corpora/bounce-sisimai is not here");
        skip();
    }
    size_t length;
    const char *rows = slurp(arena, arena_printf(arena, "%s/expected.jsonl", folder), &length);
    Score score = {0};
    for (const char *line = rows; *line; line += strcspn(line, "\n") + 1)
        score_row(folder, line, strcspn(line, "\n"), &score);
    printf("bounce-sisimai: %d of %d recipients, hard %d of %d, reason %d of %d\n", score.found,
           score.recipients, score.hards_right, score.hards, score.reasons_right, score.reasons);
    assert_true(score.recipients >= 100);
    assert_true(score.found >= 0.97 * score.recipients);
    assert_true(score.hards_right >= 0.97 * score.hards);
    assert_true(score.reasons_right >= 0.95 * score.reasons);
}

static void expect_no_bounce(Arena *arena, const char *path, void *with)
{
    size_t length;
    const char *bytes = slurp(arena, path, &length);
    Reading reading;
    reading_of(arena, mail_of(arena, bytes, length), &reading);
    /* Reports among them are told by their type. */
    if (!strstr(bytes, "delivery-status") && reading.kind != MAIL_REPLY &&
        reading.kind != MAIL_OTHER)
        fail_msg("%s is no %s", path, reading_kind_name(reading.kind));
    *(int *)with += 1;
}

static void test_ordinary_mails(void **state)
{
    auto_arena Arena *arena = arena_new();
    static const char *const folders[] = {"mime-mikel-mail", "mime-stalwart", "reply-github",
                                          "reply-talon", "reply-discourse"};
    int mails = 0;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        const char *folder = corpus(arena, folders[i]);
        if (!folder) {
            printf("skip: ../shared/corpora/%s is not here\n", folders[i]);
            skip();
        }
        each_file(folder, ".eml", expect_no_bounce, &mails);
        each_file(folder, ".txt", expect_no_bounce, &mails);
    }
    assert_true(mails >= 100);
}

/* Refusals that we heard ourselves: which of them are the address's fault. */
static void test_own_refusals(void **state)
{
    static const struct {
        const char *words, *status;
        int code;
        BounceStage stage;
        bool hard;
    } cases[] = {
        {"User unknown", "5.1.1", 550, STAGE_RCPT, true},
        {"No such user here", "", 550, STAGE_RCPT, true},
        {"go away", "", 550, STAGE_RCPT, true},
        {"mailbox name not allowed", "", 553, STAGE_RCPT, true},
        {"go away", "", 550, STAGE_DATA, false},
        {"go away", "", 554, STAGE_RCPT, false},
        {"Message contains spam or virus", "5.7.1", 554, STAGE_DATA, false},
        {"Message contains spam or virus", "5.7.1", 550, STAGE_RCPT, false},
        {"Mailbox full", "5.2.2", 552, STAGE_RCPT, false},
        {"Message too large", "5.3.4", 552, STAGE_DATA, false},
        {"Your address 192.0.2.1 is on our blocklist", "5.7.1", 550, STAGE_RCPT, false},
        {"", "5.0.0", 550, STAGE_RCPT, true},
        {"", "5.0.0", 554, STAGE_DATA, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (bounce_reply_is_hard(cases[i].words, cases[i].status, cases[i].code, cases[i].stage) !=
            cases[i].hard)
            fail_msg("%d %s %s: not as it is", cases[i].code, cases[i].status, cases[i].words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms),          cmocka_unit_test(test_names),
        cmocka_unit_test(test_fields),         cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_no_bounces),     cmocka_unit_test(test_corpus),
        cmocka_unit_test(test_ordinary_mails), cmocka_unit_test(test_own_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
