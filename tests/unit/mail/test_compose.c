/* Mails that Beck writes: their very bytes where those matter, and read back where not. */
#include "mail_test.h"

#include "base/text.h"
#include "mail/compose.h"

#include <stdio.h>
#include <string.h>

static const MimeAddress bob = {"Bob Miller", "bob@acme.example"};

static MailDraft plain_draft(void)
{
    return (MailDraft){
        .from = {"Alex Reed", "alex@reed.example"},
        .to = {&bob, 1},
        .subject = "The drawing, as promised",
        .text = "Hello Bob,\n\nhere it is.\n",
        .date = 1795428600, /* 2026-11-23T10:10:00Z */
        .date_offset = 3600,
        .message_id = "1.a@reed.example",
    };
}

/* The mail's bytes; a failure fails the test. */
static const char *composed(Arena *arena, const MailDraft *draft)
{
    auto_buf Buf out = buf_new(1 << 24);
    Err err = {0};
    bool needs_utf8;
    if (!compose_mail(draft, &out, &needs_utf8, &err))
        fail_msg("%s", err.message);
    return arena_strndup(arena, out.at, out.length);
}

static void test_bytes(void **state)
{
    auto_arena Arena *arena = arena_new();
    MailDraft draft = plain_draft();
    assert_string_equal(composed(arena, &draft), "Date: Mon, 23 Nov 2026 11:10:00 +0100\r\n"
                                                 "From: Alex Reed <alex@reed.example>\r\n"
                                                 "To: Bob Miller <bob@acme.example>\r\n"
                                                 "Subject: The drawing, as promised\r\n"
                                                 "Message-ID: <1.a@reed.example>\r\n"
                                                 "MIME-Version: 1.0\r\n"
                                                 "Content-Type: text/plain; charset=utf-8\r\n"
                                                 "Content-Transfer-Encoding: 7bit\r\n"
                                                 "\r\n"
                                                 "Hello Bob,\r\n\r\nhere it is.\r\n");
}

/* A line of the mail that begins so, to the line end, its folds kept. */
static const char *line_of(Arena *arena, const char *mail, const char *begins)
{
    const char *line = strstr(mail, arena_printf(arena, "\r\n%s", begins));
    assert_non_null(line);
    line += 2;
    const char *end = line;
    do
        end = strstr(end, "\r\n") + 2;
    while (*end == ' ');
    return arena_strndup(arena, line, (size_t)(end - line - 2));
}

static void test_dates(void **state)
{
    auto_arena Arena *arena = arena_new();
    static const struct {
        Time date;
        int offset;
        const char *line;
    } cases[] = {
        {0, -8 * 3600, "Date: Wed, 31 Dec 1969 16:00:00 -0800"},
        {951827696, 0, "Date: Tue, 29 Feb 2000 12:34:56 +0000"},
        {1795428600, 20700, "Date: Mon, 23 Nov 2026 15:55:00 +0545"},
        {1795428600, -12600, "Date: Mon, 23 Nov 2026 06:40:00 -0330"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        MailDraft draft = plain_draft();
        draft.date = cases[i].date;
        draft.date_offset = cases[i].offset;
        const char *mail = composed(arena, &draft);
        assert_memory_equal(mail, cases[i].line, strlen(cases[i].line));
        const MimeMail *read = mail_of_text(arena, mail);
        assert_int_equal(read->date, cases[i].date);
        assert_int_equal(read->date_offset, cases[i].offset);
    }
}

static void test_header(void **state)
{
    auto_arena Arena *arena = arena_new();
    MailDraft draft = plain_draft();
    const MimeAddress to[] = {{"M\xC3\xBCller, J\xC3\xBCrgen", "j@m\xC3\xBCller.example"},
                              {"Ford, Ann", "\"ann ford\"@example.com"},
                              {NULL, "info@example.com"}};
    const char *const references[] = {"zero@a.example", "broken one", "one@a.example"};
    const MimeHeader further[] = {{"X-Beck-Touch", "12"}, {"Feedback-ID", "a:b:c"}};
    draft.to = (MimeAddresses){to, 3};
    draft.reply_to = (MimeAddress){"", "sales@reed.example"};
    draft.in_reply_to = "one@a.example";
    draft.references = (MimeIds){references, 3};
    draft.automatic = AUTO_GENERATED;
    draft.further = (MimeHeaders){further, 2};
    draft.unsubscribe = "https://beck.reed.example/u/"
                        "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrst";
    const char *mail = composed(arena, &draft);
    assert_string_equal(line_of(arena, mail, "To:"),
                        "To: =?utf-8?b?TcO8bGxlciwgSsO8cmdlbg==?= <j@xn--mller-kva.example>,\r\n"
                        " \"Ford, Ann\" <\"ann ford\"@example.com>, info@example.com");
    assert_string_equal(line_of(arena, mail, "Reply-To:"), "Reply-To: sales@reed.example");
    assert_string_equal(line_of(arena, mail, "References:"),
                        "References: <zero@a.example> <one@a.example>");
    assert_string_equal(line_of(arena, mail, "In-Reply-To:"), "In-Reply-To: <one@a.example>");
    assert_string_equal(line_of(arena, mail, "Auto-Submitted:"), "Auto-Submitted: auto-generated");
    assert_string_equal(line_of(arena, mail, "List-Unsubscribe:"),
                        arena_printf(arena, "List-Unsubscribe:\r\n <%s>", draft.unsubscribe));
    assert_string_equal(line_of(arena, mail, "List-Unsubscribe-Post:"),
                        "List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    assert_string_equal(line_of(arena, mail, "Feedback-ID:"), "Feedback-ID: a:b:c");
}

static void test_transfer(void **state)
{
    auto_arena Arena *arena = arena_new();
    static const struct {
        const char *text, *encoding, *body;
    } cases[] = {
        {"", "7bit", ""},
        {"no end", "7bit", "no end\r\n"},
        {"a\nb\r\nc\rd", "7bit", "a\r\nb\r\nc\r\nd\r\n"},
        {".\n..a\n", "7bit", ".\r\n..a\r\n"},
        {"1 + 1 = 2\n", "7bit", "1 + 1 = 2\r\n"},
        {"From here on\n", "quoted-printable", "=46rom here on\r\n"},
        {"--=_wabc\n", "quoted-printable", "--=3D_wabc\r\n"},
        {"Gr\xC3\xBC\xC3\x9F"
         "e aus Ulm und um Ulm herum \n",
         "quoted-printable", "Gr=C3=BC=C3=9Fe aus Ulm und um Ulm herum=20\r\n"},
        {"\x1B[0m, and then words enough", "quoted-printable", "=1B[0m, and then words enough\r\n"},
        {"123456789 123456789 123456789 123456789 123456789 123456789 123456789 1234567",
         "quoted-printable",
         "123456789 123456789 123456789 123456789 123456789 123456789 123456789 12345=\r\n67\r\n"},
        {"\xD0\x94\xD0\xB0\n\xD0\x9D\xD0\xB5\xD1\x82", "base64", "0JTQsA0K0J3QtdGCDQo=\r\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        MailDraft draft = plain_draft();
        draft.text = cases[i].text;
        const char *mail = composed(arena, &draft);
        assert_string_equal(
            line_of(arena, mail, "Content-Transfer-Encoding:"),
            arena_printf(arena, "Content-Transfer-Encoding: %s", cases[i].encoding));
        assert_string_equal(strstr(mail, "\r\n\r\n") + 4, cases[i].body);
    }
}

static void test_tree(void **state)
{
    auto_arena Arena *arena = arena_new();
    MailDraft draft = plain_draft();
    const DraftFile files[] = {
        {"photo.jpg", "image/jpeg", "\xFF\xD8\x00\x01", 4, true},
        {"\xD0\xA6\xD0\xB5\xD0\xBD\xD1\x8B \xE2\x82\xAC \xE4\xBE\xA1\xE6\xA0\xBC\xE8\xA1\xA8, and "
         "a "
         "name that takes more than a line of its own.pdf",
         NULL, NULL, 0, false},
        {"a \"quoted\" name\\.eml", "message/rfc822", "Subject: x\r\n\r\n", 14, false},
    };
    draft.html = "<p>Hello Bob,</p><p>here it is.</p>\n";
    draft.files = files;
    draft.file_count = 3;
    const MimeMail *mail = mail_of_text(arena, composed(arena, &draft));
    static const struct {
        const char *type, *disposition;
    } parts[] = {{"multipart/mixed", ""},
                 {"multipart/alternative", ""},
                 {"text/plain", ""},
                 {"text/html", ""},
                 {"image/jpeg", "inline"},
                 {"application/octet-stream", "attachment"},
                 {"application/octet-stream", "attachment"}};
    MimeWalk walk = mime_walk(mail);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        const MimePart *part = mime_walk_next(&walk);
        assert_string_equal(part->type, parts[i].type);
        assert_string_equal(part->disposition, parts[i].disposition);
        if (part->kind == MIME_OTHER)
            assert_string_equal(part->name, files[i - 4].name);
        if (text_equal(part->type, "text/plain"))
            assert_string_equal(part->text, draft.text);
        if (text_equal(part->type, "text/html"))
            assert_string_equal(part->text, draft.html);
    }
    assert_null(mime_walk_next(&walk));
}

static void test_same_again(void **state)
{
    auto_arena Arena *arena = arena_new();
    MailDraft draft = plain_draft();
    draft.html = "<p>Hello";
    assert_string_equal(composed(arena, &draft), composed(arena, &draft));
}

static void test_utf8_is_told(void **state)
{
    MailDraft draft = plain_draft();
    const MimeAddress to = {"J\xC3\xBCrgen", "j\xC3\xBCrgen@m\xC3\xBCller.example"};
    auto_buf Buf out = buf_new(1 << 20);
    Err err;
    bool needs_utf8 = true;
    assert_true(compose_mail(&draft, &out, &needs_utf8, &err));
    assert_false(needs_utf8);
    draft.to = (MimeAddresses){&to, 1};
    buf_clear(&out);
    assert_true(compose_mail(&draft, &out, &needs_utf8, &err));
    assert_true(needs_utf8);
    assert_non_null(strstr(out.at, "<j\xC3\xBCrgen@xn--mller-kva.example>"));
}

/* --- what is refused --- */

static void refused(const MailDraft *draft, const char *field)
{
    auto_buf Buf out = buf_new(1 << 20);
    buf_adds(&out, "kept");
    Err err = {0};
    bool needs_utf8;
    assert_false(compose_mail(draft, &out, &needs_utf8, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_string_equal(err.field, field);
    assert_true(text_starts(err.message, field) || text_starts(err.message, "\""));
    assert_string_equal(out.at, "kept");
}

/* Each field of a header, with each of what must not stand in one. */
static void test_injection(void **state)
{
    static const char *const bad[] = {
        "a\r\nBcc: eve@example.com", "a\nb", "a\rb", "a\x01", "a\x7F", "a\xC2\x85", "a\xFF", "\t"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        const char *const id = bad[i];
        const MimeAddress bad_name = {bad[i], "ann@example.com"}, bad_address = {"Ann", bad[i]};
        const MimeHeader bad_value = {"X-A", bad[i]}, bad_header = {bad[i], "a"};
        const DraftFile bad_file = {bad[i], "image/png", "x", 1, false},
                        bad_type = {"a", bad[i], "x", 1, false};
        MailDraft base = plain_draft(), draft;
#define REFUSED(field, ...) (draft = base, __VA_ARGS__, refused(&draft, field))
        REFUSED("from", draft.from = bad_name);
        REFUSED("from", draft.from = bad_address);
        REFUSED("reply_to", draft.reply_to = bad_address);
        REFUSED("to", draft.to = (MimeAddresses){&bad_name, 1});
        REFUSED("to", draft.to = (MimeAddresses){&bad_address, 1});
        REFUSED("cc", draft.cc = (MimeAddresses){&bad_address, 1});
        REFUSED("subject", draft.subject = bad[i]);
        REFUSED("message_id", draft.message_id = bad[i]);
        REFUSED("in_reply_to", draft.in_reply_to = bad[i]);
        REFUSED("references", draft.references = (MimeIds){&id, 1});
        REFUSED("unsubscribe", draft.unsubscribe = bad[i]);
        REFUSED("X-A", draft.further = (MimeHeaders){&bad_value, 1});
        REFUSED("header", draft.further = (MimeHeaders){&bad_header, 1});
        REFUSED("file 1", draft.files = &bad_file, draft.file_count = 1);
        REFUSED("file 1", draft.files = &bad_type, draft.file_count = 1);
    }
}

static void test_refused(void **state)
{
    MailDraft base = plain_draft(), draft;
    const MimeHeader again = {"subject", "x"}, part = {"Content-Type", "text/html"},
                     spaced = {"X A", "x"};
    REFUSED("to", draft.to.count = 0);
    REFUSED("from", draft.from.address = NULL);
    REFUSED("date", draft.date = TIME_NONE);
    REFUSED("date", draft.date_offset = 400000);
    REFUSED("message_id", draft.message_id = "no-at-sign");
    REFUSED("message_id", draft.message_id = NULL);
    REFUSED("text", draft.text = "a\xFF");
    REFUSED("html", draft.html = "a\xFF");
    REFUSED("unsubscribe", draft.unsubscribe = "http://a.example/u");
    REFUSED("unsubscribe", draft.unsubscribe = "https://a.example/u,<mailto:a@b>");
    REFUSED("header", draft.further = (MimeHeaders){&again, 1});
    REFUSED("header", draft.further = (MimeHeaders){&part, 1});
    REFUSED("header", draft.further = (MimeHeaders){&spaced, 1});
}

static void test_too_big(void **state)
{
    MailDraft draft = plain_draft();
    static const char megabyte[1 << 20];
    const DraftFile file = {"big", NULL, megabyte, sizeof megabyte, false};
    draft.files = &file;
    draft.file_count = 1;
    refused(&draft, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes),     cmocka_unit_test(test_dates),
        cmocka_unit_test(test_header),    cmocka_unit_test(test_transfer),
        cmocka_unit_test(test_tree),      cmocka_unit_test(test_same_again),
        cmocka_unit_test(test_injection), cmocka_unit_test(test_utf8_is_told),
        cmocka_unit_test(test_refused),   cmocka_unit_test(test_too_big),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
