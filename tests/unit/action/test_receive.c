/* Taking mail in, where a story of the program cannot reach: return paths, forged proofs, copies
 * in a Sent folder, the same mail from several places. */
#include "office.h"

#include "action/certainty_inner.h"
#include "action/receive.h"
#include "base/text.h"
#include "mail/message_id.h"
#include "mail/return_path.h"

#include <string.h>

static const Card tom = {.name = "Tom Reed", .company = "Acme", .email = "tom@acme.example"};

/* An e-mail that went to Tom, by a machine. */
static int64_t send_one(Office *office, int64_t lead)
{
    Err err = {0};
    LogResult sent = office_log(office, lead, false, "sent", NULL);
    assert_ok(sql_message_put(office->context->db,
                              &(struct message_put_in){.workspace = office->context->workspace,
                                                       .touch_id = sent.touch_id,
                                                       .lead_id = lead,
                                                       .subject = "Labels",
                                                       .body = "Hello",
                                                       .now = office->context->now},
                              &err),
              err);
    return sent.touch_id;
}

static void set_level(Office *office, int64_t touch, MessageLevel level)
{
    Err err = {0};
    bool raised;
    assert_ok(message_rise(office->context, office->arena, touch, level, &raised, &err), err);
    assert_true(raised);
}

static const char *level_of(Office *office, int64_t touch)
{
    Err err = {0};
    struct message_get_row row;
    assert_ok(sql_message_get(office->context->db, office->arena,
                              &(struct message_get_in){.workspace = office->context->workspace,
                                                       .touch_id = touch},
                              &row, NULL, &err),
              err);
    return row.level;
}

static const char *address_state(Office *office, int64_t contact)
{
    Err err = {0};
    struct address_of_contact_rows rows = {0};
    assert_ok(
        sql_address_of_contact(office->context->db, office->arena,
                               &(struct address_of_contact_in){
                                   .workspace = office->context->workspace, .contact_id = contact},
                               &rows, &err),
        err);
    return rows.at[0].state;
}

static Received take(Office *office, ReceivedMail mail, const char *text)
{
    Err err = {0};
    Received received;
    mail.bytes = text;
    mail.length = strlen(text);
    mail.at = TIME_NONE;
    assert_ok(receive_mail(office->context, office->arena, &mail, &received, &err), err);
    return received;
}

static const char *return_path_of(Office *office, const unsigned char *secret, int64_t touch)
{
    Err err = {0};
    MailAddress path;
    assert_ok(return_path_write(secret, "ann@own.example", '-', touch, &path, &err), err);
    return arena_strdup(office->arena, path.wire);
}

/* qmail's, which returns nothing that could be read. */
static const char *lost(Office *office, const char *to, int number)
{
    return arena_printf(office->arena,
                        "From: MAILER-DAEMON@relay.example\nTo: %s\nSubject: failure notice\n"
                        "Message-ID: <%d@relay.example>\n\nHi. This is the qmail-send program.\n\n"
                        "<tom@acme.example>:\n192.0.2.1 does not like recipient.\n"
                        "Remote host said: 550 5.1.1 no such user here\n",
                        to, number);
}

static void test_return_path(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Captive lead = office_capture(&office, tom);
        int64_t touch = send_one(&office, lead.lead);
        static const unsigned char other[DIGEST_KEY_BYTES] = {7};
        const char *forged = return_path_of(&office, other, touch);
        Received received = take(&office, (ReceivedMail){0}, lost(&office, forged, 1));
        assert_true(received.asks); /* anybody can write one */
        assert_string_equal(address_state(&office, lead.contact), "unknown");
        const char *ours = return_path_of(&office, office.context->secret, touch);
        received = take(&office, (ReceivedMail){0}, lost(&office, ours, 2));
        assert_false(received.asks);
        assert_int_equal(received.touch_id, touch);
        assert_string_equal(address_state(&office, lead.contact), "bad");
        assert_string_equal(level_of(&office, touch), "refused");
        office_audit(&office);
        office_close(&office);
    }
}

/* The envelope's recipient, which a mail server knows and the mail does not say. */
static void test_envelope(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Captive lead = office_capture(&office, tom);
        int64_t touch = send_one(&office, lead.lead);
        const char *to = return_path_of(&office, office.context->secret, touch);
        Received received =
            take(&office, (ReceivedMail){.to = to}, lost(&office, "ann@own.example", 1));
        assert_int_equal(received.touch_id, touch);
        assert_string_equal(address_state(&office, lead.contact), "bad");
        office_close(&office);
    }
}

static void test_once(void **state)
{
    each_engine(engine)
    {
        Office office = office_open(engine);
        Captive lead = office_capture(&office, tom);
        send_one(&office, lead.lead);
        const char *mail = "From: Tom Reed <tom@acme.example>\nSubject: Re: Labels\n"
                           "Date: Mon, 2 Mar 2026 15:00:00 +0000\nMessage-ID: <1@acme.example>\n"
                           "In-Reply-To: <x@y>\n\nYes.\n";
        const char *moved = arena_printf(
            office.arena, "Delivered-To: x@own.example\nReceived: from a by b; now\n%s", mail);
        Received first = take(&office, (ReceivedMail){.mailbox_id = 3}, mail);
        assert_false(first.again);
        Received again = take(&office, (ReceivedMail){.mailbox_id = 4}, moved);
        assert_true(again.again);
        assert_int_equal(again.received_id, first.received_id);
        assert_true(take(&office, (ReceivedMail){0}, mail).again);
        /* One id for all that it writes: an autoresponder's. */
        const char *other = "From: Tom Reed <tom@acme.example>\nSubject: Re: Labels\n"
                            "Date: Mon, 2 Mar 2026 15:00:09 +0000\nMessage-ID: <1@acme.example>\n"
                            "In-Reply-To: <x@y>\n\nNo.\n";
        assert_false(take(&office, (ReceivedMail){0}, other).again);
        office_audit(&office);
        office_close(&office);
    }
}

/* It went: whether nobody knows, or its server has not answered yet. */
static void test_sent_copy(void **state)
{
    static const MessageLevel levels[] = {LEVEL_UNCERTAIN, LEVEL_QUEUED};
    each_engine(engine)
    {
        Office office = office_open(engine);
        Captive lead = office_capture(&office, tom);
        for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
            int64_t touch = send_one(&office, lead.lead);
            if (levels[i] != LEVEL_QUEUED)
                set_level(&office, touch, levels[i]);
            assert_string_equal(level_of(&office, touch), message_level_name(levels[i]));
            char id[MESSAGE_ID_LONGEST + 1];
            message_id_write(office.context->secret, touch, "own.example", id);
            const char *copy =
                arena_printf(office.arena,
                             "From: Ann Ford <ann@own.example>\nTo: tom@acme.example\n"
                             "Subject: Labels\nMessage-ID: <%s>\n\nHello\n",
                             id);
            Received received = take(&office, (ReceivedMail){.sent_copy = true}, copy);
            assert_int_equal(received.touch_id, touch);
            assert_int_equal(received.received_id, 0); /* nothing of it is kept */
            assert_string_equal(level_of(&office, touch), "accepted");
        }
        /* Another person's own mail in that folder is of nobody. */
        Received received = take(&office, (ReceivedMail){.sent_copy = true},
                                 "From: Ann Ford <ann@own.example>\nTo: mum@home.example\n"
                                 "Subject: Sunday\nMessage-ID: <9@own.example>\n\nYes\n");
        assert_int_equal(received.lead_id, 0);
        office_close(&office);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_return_path),
        cmocka_unit_test(test_envelope),
        cmocka_unit_test(test_once),
        cmocka_unit_test(test_sent_copy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
