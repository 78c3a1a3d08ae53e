/* Which of our mails one is about: paths before ids, the likeliest first, each once, and no more
 * than an honest mail can have. */
#include "mail_test.h"

#include "mail/message_id.h"
#include "mail/proof.h"
#include "mail/return_path.h"

#include <string.h>

static const unsigned char secret[DIGEST_KEY_BYTES] = "one secret of a workspace, 32 b";
static const MailKey one = {7, secret};
static const MailKeys keys = {&one, 1};

static const char *id_of(Arena *arena, int64_t touch)
{
    char id[MESSAGE_ID_LONGEST + 1];
    message_id_write(secret, touch, "reed.example", id);
    return arena_strdup(arena, id);
}

static const char *path_of(Arena *arena, int64_t touch)
{
    MailAddress path;
    Err err;
    assert_true(return_path_write(secret, "alex@reed.example", '-', touch, &path, &err));
    return arena_strdup(arena, path.wire);
}

static void test_order(void **state)
{
    auto_arena Arena *arena = arena_new();
    const char *const ids[] = {id_of(arena, 5), "x@y", id_of(arena, 3), id_of(arena, 5)};
    const char *const paths[] = {"alex@reed.example", path_of(arena, 9), path_of(arena, 5)};
    const Reading reading = {.ids = {ids, 4}, .paths = {paths, 3}};
    static const Proof expected[] = {
        {{7, 4}, true}, {{7, 9}, true}, {{7, 5}, true}, {{7, 5}, false}, {{7, 3}, false}};
    Proofs proofs;
    proofs_of(arena, &keys, &reading, path_of(arena, 4), &proofs);
    assert_int_equal(proofs.count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < proofs.count; i++) {
        assert_int_equal(proofs.at[i].touch.touch, expected[i].touch.touch);
        assert_int_equal(proofs.at[i].touch.workspace, 7);
        assert_int_equal(proofs.at[i].by_path, expected[i].by_path);
    }
    const MailKey other = {8, (const unsigned char *)"two secret of a workspace, 32 b"};
    proofs_of(arena, &(MailKeys){&other, 1}, &reading, NULL, &proofs);
    assert_int_equal(proofs.count, 0);
}

static void test_too_many(void **state)
{
    enum { MANY = 10 * PROOFS_MOST };
    auto_arena Arena *arena = arena_new();
    const char **ids = arena_array(arena, MANY, sizeof *ids);
    for (int64_t i = 0; i < MANY; i++)
        ids[i] = id_of(arena, i + 1);
    const Reading reading = {.ids = {ids, MANY}};
    Proofs proofs;
    proofs_of(arena, &keys, &reading, NULL, &proofs);
    assert_int_equal(proofs.count, PROOFS_MOST);
    assert_int_equal(proofs.at[0].touch.touch, 1);
}

/* A server quotes some mail in its words, and returns ours in a part. */
static void test_returned_part_before_quoted_head(void **state)
{
    auto_arena Arena *arena = arena_new();
    const char *text = arena_printf(
        arena,
        "From: mailer-daemon@far.example\r\nContent-Type: multipart/report; "
        "boundary=B\r\n\r\n--B\r\n"
        "\r\nNo such user.\r\n\r\n--- Below this line is a copy of the message.\r\n\r\n"
        "Return-Path: <a@b.example>\r\nMessage-ID: <1@b.example>\r\nFrom: "
        "a@b.example\r\n\r\n--B\r\n"
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; far.example\r\n\r\n"
        "Final-Recipient: rfc822; ann@far.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--B\r\n"
        "Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <%s>\r\n\r\n--B--\r\n",
        id_of(arena, 12));
    const MimeMail *mail;
    Reading reading;
    Proofs proofs;
    Err err;
    assert_true(mime_read(arena, text, strlen(text), &mail, &err));
    reading_of(arena, mail, &reading);
    assert_int_equal(reading.kind, MAIL_BOUNCE);
    proofs_of(arena, &keys, &reading, NULL, &proofs);
    assert_int_equal(proofs.count, 1);
    assert_int_equal(proofs.at[0].touch.touch, 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_too_many),
        cmocka_unit_test(test_returned_part_before_quoted_head),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
