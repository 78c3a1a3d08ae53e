/* Mails taken apart: whole ones, broken ones, and those that were made to break a reader. */
#include "mail_test.h"

#include "base/json.h"
#include "base/text.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void test_heads(void **state)
{
    auto_arena Arena *arena = arena_new();
    const MimeMail *mail =
        mail_of_text(arena, "From a@b Thu Jan  1 00:00:00 1970\r\n"
                            "From: =?iso-8859-1?Q?J=FCrgen?= <juergen@example.com>\r\n"
                            "To: Team: a@example.com, \"B, C\" <b@example.com>;\r\n"
                            "Subject: =?utf-8?B?R3LDvMOfZQ==?=\r\n and more\r\n"
                            "Date: Mon, 2 Mar 2026 09:30:00 +0100\r\n"
                            "Message-ID: <one@example.com>\r\n"
                            "In-Reply-To: <zero@example.com>\r\n"
                            "References: <a@x> <b@x>\r\n\t<zero@example.com>\r\n"
                            "\r\nHello\r\n");
    assert_string_equal(mail->from.at[0].name, "Jürgen");
    assert_string_equal(mail->from.at[0].address, "juergen@example.com");
    assert_int_equal(mail->to.count, 2);
    assert_string_equal(mail->to.at[1].name, "B, C");
    assert_string_equal(mail->subject, "Grüße and more");
    assert_int_equal(mail->date, 1772440200);
    assert_int_equal(mail->date_offset, 3600);
    assert_string_equal(mail->message_id, "one@example.com");
    assert_string_equal(mail->in_reply_to.at[0], "zero@example.com");
    assert_int_equal(mail->references.count, 3);
    assert_string_equal(mail->text, "Hello\n");
    assert_string_equal(mime_header(&mail->headers, "message-id"), "<one@example.com>");
    assert_string_equal(mime_domain(mail->from.at[0].address), "example.com");
    assert_false(mail->cut);
}

/* The first part of that type; an empty one when there is none. */
static const MimePart *part_of(const MimeMail *mail, const char *type)
{
    static MimeMail no_mail;
    static const MimePart none = {.mail = &no_mail};
    MimeWalk walk = mime_walk(mail);
    for (const MimePart *part; (part = mime_walk_next(&walk));)
        if (text_equal(part->type, type))
            return part;
    return &none;
}

static void test_tree(void **state)
{
    auto_arena Arena *arena = arena_new();
    const MimeMail *mail = mail_of_text(
        arena,
        "Subject: x\nContent-Type: multipart/report; report-type=Delivery-Status; boundary=b\n\n"
        "--b\nContent-Type: multipart/alternative; boundary=c\n\n"
        "--c\nContent-Type: text/html; charset=utf-8\n\n<p>rich\n"
        "--c\nContent-Type: text/plain; charset=iso-8859-1\n"
        "Content-Transfer-Encoding: quoted-printable\n\npl=E4in\n--c--\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"
        "Final-Recipient: rfc822; a@b\nDiagnostic-Code: smtp; 550\n no such user\n"
        "--b\nContent-Type: message/rfc822\n\nMessage-ID: <lost@x>\nSubject: lost\n\nbody\n"
        "--b\nContent-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment\n\nx\n"
        "--b--\n");
    assert_string_equal(mail->text, "pläin");
    assert_string_equal(mail->body->report_type, "delivery-status");
    static const char *const types[] = {
        "multipart/report",        "multipart/alternative", "text/html",      "text/plain",
        "message/delivery-status", "message/rfc822",        "application/pdf"};
    MimeWalk walk = mime_walk(mail);
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        assert_string_equal(mime_walk_next(&walk)->type, types[i]);
    assert_null(mime_walk_next(&walk));
    const MimePart *status = part_of(mail, "message/delivery-status");
    assert_int_equal(status->block_count, 2);
    assert_string_equal(mime_header(&status->blocks[1], "diagnostic-code"),
                        "smtp; 550 no such user");
    assert_string_equal(part_of(mail, "message/rfc822")->mail->message_id, "lost@x");
    assert_string_equal(part_of(mail, "application/pdf")->name, "a.pdf");
    assert_string_equal(part_of(mail, "application/pdf")->disposition, "attachment");
}

static void test_broken(void **state)
{
    auto_arena Arena *arena = arena_new();
    static const struct {
        const char *mail, *text;
    } cases[] = {
        {"", ""},
        {"\n\n", ""},
        {"No head at all,\nonly words.", "No head at all,\nonly words."},
        {"Note: this is a text\n\nand no mail\n", "Note: this is a text\n\nand no mail\n"},
        {"Subject: x", ""},
        {"Subject: x\nContent-Type: multipart/mixed\n\n--b\nContent-Type: "
         "text/plain\n\nin\n--b--\n",
         "in"}, /* the header does not name the boundary */
        {"Subject: x\nContent-Type: multipart/mixed; boundary=a\n\n--b\nnothing\n",
         "--b\nnothing\n"},
        {"Subject: x\nContent-Type: text/plain; charset=nobody-knows\n\nGr\xC3\xBC\xC3\x9F"
         "e\n",
         "Grüße\n"},
        {"Subject: x\nContent-Type: text/plain; charset=us-ascii\n\nGr\xFC\xDF"
         "e\n",
         "Grüße\n"},
        {"Subject: x\nContent-Type: text/plain; charset=utf-8\n\na\xFF"
         "b\n",
         "a\xEF\xBF\xBD"
         "b\n"},
        {"Subject: x\nContent-Transfer-Encoding: base64\n\nSGFsbG8", "Hallo"},
        {"Subject: x\nContent-Transfer-Encoding: base64\n\nSGFs\n", "Hal"},
        {"Subject: x\nContent-Transfer-Encoding: base64\n\nSGFsbG8=\n", "Hallo"},
        {"Subject: x\nContent-Type: text/plain; charset=iso-2022-jp\n\n\x1B$B$3\x1B(B", "こ"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(mail_of_text(arena, cases[i].mail)->text, cases[i].text);
}

/* So many times the same behind a head. */
static Buf repeated(const char *head, const char *again, size_t bytes)
{
    Buf mail = buf_new(bytes + 1024);
    buf_adds(&mail, head);
    while (mail.length < bytes)
        buf_adds(&mail, again);
    return mail;
}

/* What has no end is cut off, and what came before is still there. */
static void test_limits(void **state)
{
    static const struct {
        const char *head, *again, *text;
    } cases[] = {
        {"Subject: kept\nContent-Type: multipart/mixed; boundary=b\n\n", "--b\n\nhello\n", "hello"},
        {"Subject: kept\n", "X: y\n", ""},
        {"Subject: kept\n", "Content-Type: message/rfc822\n\nSubject: in\n", ""},
        {"Subject: kept\n", "Content-Type: multipart/mixed; boundary=b\n\n--b\n", ""},
        {"Subject: kept\nX: ", "=?utf-8?q?a?= ", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        auto_arena Arena *arena = arena_new();
        auto_buf Buf bytes = repeated(cases[i].head, cases[i].again, MIME_LONGEST + 1);
        const MimeMail *mail = mail_of(arena, bytes.at, bytes.length);
        assert_string_equal(mail->subject, "kept");
        assert_string_equal(mail->text, cases[i].text);
        assert_true(mail->cut);
        assert_in_range(arena_used(arena), 0, 4 * MIME_LONGEST);
    }
    auto_arena Arena *arena = arena_new();
    auto_buf Buf bytes = repeated("Subject: kept\n\n", "words ", MIME_LONGEST);
    assert_int_equal(strlen(mail_of(arena, bytes.at, bytes.length)->text), MIME_TEXT_LONGEST);
}

/* Threads that begin together, so that the first of them loads the module for all. */
static void *read_often(void *wrong)
{
    enum { TIMES = 200 };
    for (int i = 0; i < TIMES; i++) {
        Arena *arena = arena_new();
        const MimeMail *mail = mail_of_text(
            arena,
            "From: =?iso-2022-jp?B?GyRCJDMbKEI=?= <a@b>, c: d@e;\nSubject: =?koi8-r?B?xME=?=\n"
            "Content-Type: multipart/mixed; boundary=b\n\n"
            "--b\nContent-Type: text/plain; charset=shift_jis\n\n\x82\xB1\n"
            "--b\nContent-Type: message/rfc822\n\nSubject: in\n\n--b--\n");
        if (!text_equal(mail->subject, "да") || !text_equal(mail->text, "こ") ||
            mail->from.count != 2 || !text_equal(mail->from.at[0].name, "こ"))
            *(bool *)wrong = true;
        arena_free(arena);
    }
    return NULL;
}

static void test_threads(void **state)
{
    enum { THREADS = 4 };
    pthread_t threads[THREADS];
    bool wrong[THREADS] = {false};
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, read_often, &wrong[i]), 0);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_false(wrong[i]);
    }
}

/* --- mails with the expected parse beside them --- */

typedef struct Score {
    int mails, subjects, froms, texts;
} Score;

static const Doc *last_header(const Doc *headers, const char *name)
{
    const Doc *found = NULL;
    for (const Doc *header = headers->first; header; header = header->next)
        if (text_equal(doc_text(header, "name"), name))
            found = doc_get(header, "value");
    return found;
}

static bool has_from(const Doc *value, const MimeMail *mail)
{
    const Doc *list = doc_get(doc_get(value, "Address"), "List"),
              *first = list ? list->first : NULL;
    const MimeAddress none = {"", ""}, *from = mail->from.count ? mail->from.at : &none;
    return text_equal(doc_text(first, "name"), from->name) &&
           text_equal(doc_text(first, "address"), from->address);
}

/* The first text they found; HTML is compared as the words we make of it, by their body. */
static bool has_text(Arena *arena, const Doc *expected, const MimeMail *mail)
{
    const Doc *place = doc_get(expected, "text_body")->first, *parts = doc_get(expected, "parts");
    if (!place)
        return !mail->text[0];
    const Doc *part = parts->first;
    for (int64_t i = 0; i < place->integer; i++)
        part = part->next;
    const char *plain = doc_text(doc_get(part, "body"), "Text");
    if (!plain)
        return doc_text(doc_get(part, "body"), "Html") && mail->text[0];
    return text_equal(squeezed(arena, plain), squeezed(arena, mail->text));
}

static void score_one(Arena *arena, const char *path, void *with)
{
    Score *score = with;
    size_t length, expected_length;
    const char *bytes = slurp(arena, path, &length);
    const char *beside = arena_printf(arena, "%.*s.json", (int)(strrchr(path, '.') - path), path);
    const char *text = slurp(arena, beside, &expected_length);
    Err err;
    Doc *expected = json_parse(arena, text, expected_length, &err);
    if (!expected)
        return; /* a NUL in a string, which our reader of JSON refuses */
    const Doc *headers = doc_get(doc_get(expected, "parts")->first, "headers");
    const MimeMail *mail = mail_of(arena, bytes, length);
    score->mails++;
    score->subjects += text_equal(doc_text(last_header(headers, "subject"), "Text"), mail->subject);
    score->froms += has_from(last_header(headers, "from"), mail);
    score->texts += has_text(arena, expected, mail);
}

static void test_stalwart(void **state)
{
    auto_arena Arena *arena = arena_new();
    const char *folder = corpus(arena, "mime-stalwart");
    if (!folder) {
        puts("skip: ../shared/corpora/mime-stalwart is not here");
        skip();
    }
    Score score = {0};
    each_file(folder, ".eml", score_one, &score);
    printf("mime-stalwart: of %d mails %d subjects, %d senders, %d texts\n", score.mails,
           score.subjects, score.froms, score.texts);
    assert_true(score.mails >= 30);
    assert_true(score.subjects >= 0.95 * score.mails);
    assert_true(score.froms >= 0.95 * score.mails);
    assert_true(score.texts >= 0.95 * score.mails);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_threads), /* first, for it loads the module */
        cmocka_unit_test(test_heads),    cmocka_unit_test(test_tree),
        cmocka_unit_test(test_broken),   cmocka_unit_test(test_limits),
        cmocka_unit_test(test_stalwart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
