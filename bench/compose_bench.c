/* How fast a mail is written: compose_mail() against GMime, the same mails, in turns.
 *
 * Usage: compose_bench [ROUNDS]
 * A plain mail of 2 KB in ASCII, and the same with HTML and umlauts beside it.
 */
#include "mail/compose.h"
#include "mail/html_from_text.h"

#include <gmime/gmime.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 20000, TURNS = 9 };

static double seconds(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static size_t compose_with_beck(const MailDraft *draft, Buf *out)
{
    Err err;
    bool needs_utf8;
    buf_clear(out);
    if (!compose_mail(draft, out, &needs_utf8, &err)) {
        fprintf(stderr, "compose_bench: %s\n", err.message);
        exit(1);
    }
    return out->length;
}

static GMimeObject *text_part(const char *subtype, const char *words)
{
    GMimeTextPart *part = g_mime_text_part_new_with_subtype(subtype);
    g_mime_text_part_set_charset(part, "utf-8");
    g_mime_text_part_set_text(part, words);
    return GMIME_OBJECT(part);
}

static size_t compose_with_gmime(const MailDraft *draft, GMimeFormatOptions *format)
{
    GMimeMessage *message = g_mime_message_new(FALSE);
    GDateTime *date = g_date_time_new_from_unix_utc(draft->date);
    g_mime_message_set_date(message, date);
    g_date_time_unref(date);
    g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, draft->from.name,
                               draft->from.address);
    g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_TO, draft->to.at[0].name,
                               draft->to.at[0].address);
    g_mime_message_set_subject(message, draft->subject, "utf-8");
    g_mime_message_set_message_id(message, draft->message_id);
    GMimeObject *body = text_part("plain", draft->text);
    if (draft->html) {
        GMimeMultipart *both = g_mime_multipart_new_with_subtype("alternative");
        GMimeObject *html = text_part("html", draft->html);
        g_mime_multipart_add(both, body);
        g_mime_multipart_add(both, html);
        g_object_unref(body);
        g_object_unref(html);
        body = GMIME_OBJECT(both);
    }
    g_mime_message_set_mime_part(message, body);
    g_object_unref(body);
    g_mime_object_encode(GMIME_OBJECT(message), GMIME_ENCODING_CONSTRAINT_7BIT);
    GMimeStream *stream = g_mime_stream_mem_new();
    gssize length = g_mime_object_write_to_stream(GMIME_OBJECT(message), format, stream);
    g_object_unref(stream);
    g_object_unref(message);
    return (size_t)length;
}

static int by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void compare(const char *what, const MailDraft *draft, int rounds, Buf *out,
                    GMimeFormatOptions *format)
{
    double beck[TURNS], gmime[TURNS];
    size_t beck_bytes = 0, gmime_bytes = 0;
    for (int turn = 0; turn < TURNS; turn++) {
        double start = seconds();
        for (int i = 0; i < rounds; i++)
            beck_bytes = compose_with_beck(draft, out);
        double middle = seconds();
        for (int i = 0; i < rounds / 10; i++)
            gmime_bytes = compose_with_gmime(draft, format);
        beck[turn] = (middle - start) / rounds * 1e6;
        gmime[turn] = (seconds() - middle) / (rounds / 10.0) * 1e6;
    }
    qsort(beck, TURNS, sizeof beck[0], by_size);
    qsort(gmime, TURNS, sizeof gmime[0], by_size);
    printf("  %-30s %6.2f us (%zu bytes) : GMime %6.2f us (%zu bytes) = %.2f\n", what,
           beck[TURNS / 2], beck_bytes, gmime[TURNS / 2], gmime_bytes,
           beck[TURNS / 2] / gmime[TURNS / 2]);
}

/* A letter of some 2 KB in lines of 72. */
static void write_letter(Buf *out, const char *sentence)
{
    buf_adds(out, "Hello Bob,\n\n");
    while (out->length < 2000) {
        buf_adds(out, sentence);
        buf_adds(out, out->length % 5 == 0 ? "\n\n" : "\n");
    }
    buf_adds(out, "\nAlex Reed, Reed Supply, 202 555 0100, https://reed.example/lp-4\n");
}

int main(int count, char **words)
{
    int rounds = count > 1 ? (int)strtol(words[1], NULL, 10) : ROUNDS;
    static const MimeAddress bob = {"Bob Miller", "bob@acme.example"};
    auto_buf Buf text = buf_new(1 << 16), umlauts = buf_new(1 << 16), html = buf_new(1 << 16),
                 out = buf_new(1 << 20);
    write_letter(&text, "You asked at the stand how long a change of labels takes on the LP-4.");
    write_letter(&umlauts, "Sie fragten am Stand, wie lange das für Größe und Maß dauern könnte.");
    MailDraft draft = {.from = {"Alex Reed", "alex@reed.example"},
                       .to = {&bob, 1},
                       .subject = "The drawing, as promised",
                       .text = text.at,
                       .date = 1795428600,
                       .message_id = "29c.4k0m8xv2p7qd@reed.example"};
    g_mime_init();
    GMimeFormatOptions *format = g_mime_format_options_new();
    g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
    puts("writing a mail, one core (at most 15 us plain, 40 us with HTML):");
    compare("plain, ASCII, 2 KB", &draft, rounds, &out, format);
    html_from_text(text.at, &html);
    draft.html = html.at;
    compare("HTML beside it", &draft, rounds, &out, format);
    buf_clear(&html);
    html_from_text(umlauts.at, &html);
    draft.text = umlauts.at;
    draft.subject = "Die Zeichnung für Größe und Maß";
    compare("HTML beside it, umlauts", &draft, rounds, &out, format);
    double start = seconds();
    for (int i = 0; i < rounds; i++) {
        buf_clear(&html);
        html_from_text(text.at, &html);
    }
    printf("  %-30s %6.2f us\n", "HTML from text", (seconds() - start) / rounds * 1e6);
    g_mime_format_options_free(format);
    return 0;
}
