/* A server that says anything: what goes out is our commands and the stuffed body, and never the
 * end of a mail before it is asked for. The first byte chooses the abilities, the second how much
 * is written at a time; the rest is the server's, and after each of its lines the client goes on.
 */
#include "mail/smtp.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char body[] = "Subject: Hi\r\n\r\n.\r\nHello\r\n.dot\r\n";

typedef struct Wire {
    Smtp *smtp;
    size_t at_once;
    char last[5];  /* the end of what was written */
    size_t dotted; /* dots that were asked for */
} Wire;

static void check_end(Wire *wire, char c)
{
    memmove(wire->last, wire->last + 1, sizeof wire->last - 1);
    wire->last[sizeof wire->last - 1] = c;
    if (memcmp(wire->last, "\r\n.\r\n", sizeof wire->last) != 0)
        return;
    if (!wire->dotted)
        abort();
    wire->dotted--;
}

static void write_out(Wire *wire)
{
    const char *bytes;
    size_t count;
    while ((count = smtp_out(wire->smtp, &bytes)) > 0) {
        count = count < wire->at_once ? count : wire->at_once;
        for (size_t i = 0; i < count; i++)
            check_end(wire, bytes[i]);
        smtp_out_moved(wire->smtp, count);
    }
}

static void go_on(Wire *wire)
{
    SmtpVerdict verdict;
    SmtpEvent event;
    while ((event = smtp_event(wire->smtp, &verdict)) != SMTP_QUIET && event != SMTP_OVER)
        if (event == SMTP_DOT_ASKED) {
            smtp_dot(wire->smtp);
            wire->dotted++;
        } else if (verdict.code < 200 || verdict.code > 599 || strpbrk(verdict.words, "\r\n")) {
            abort();
        }
    Err err;
    if (smtp_free_for_next(wire->smtp))
        smtp_offer(
            wire->smtp,
            &(SmtpMessage){.from = "", .to = "a@b.c", .bytes = body, .length = sizeof body - 1},
            &err);
    write_out(wire);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    SmtpAbilities abilities = {.pipelining = (data[0] & 1) != 0, .size = (data[0] & 2) ? 100 : 0};
    Wire wire = {.smtp = smtp_new(&abilities), .at_once = 1 + data[1] % 64};
    go_on(&wire);
    for (const uint8_t *at = data + 2, *end = data + size; at < end;) {
        const uint8_t *line = memchr(at, '\n', (size_t)(end - at));
        const uint8_t *next = line ? line + 1 : end;
        smtp_heard(wire.smtp, (const char *)at, (size_t)(next - at));
        go_on(&wire);
        at = next;
    }
    smtp_free(wire.smtp);
    return 0;
}
