/* A server that says anything: what goes out is our commands, one line each, and what comes in is
 * handed on within its limits. The first byte chooses how much is written at a time; the rest is
 * the server's, and after each of its lines the client goes on with the next command of a round.
 */
#include "mail/imap.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MAIL_MOST = 1000 };

static const char copy[] = "Subject: Hi\r\n\r\nHello";

static void write_out(Imap *imap, size_t at_once)
{
    const char *bytes;
    size_t count;
    while ((count = imap_out(imap, &bytes)) > 0)
        imap_out_moved(imap, count < at_once ? count : at_once);
}

static void check(ImapEvent event, const ImapHeard *heard)
{
    if (event == IMAP_MAIL && (!heard->uid || heard->length > MAIL_MOST))
        abort();
    if (event == IMAP_FOLDER && strlen(heard->name) > 3 * IMAP_NAME_MOST)
        abort();
    if (event == IMAP_REFUSED && strpbrk(heard->words, "\r\n"))
        abort();
}

static void say_next(Imap *imap, unsigned round)
{
    Err err;
    size_t count;
    const uint32_t *found = imap_found(imap, &count);
    uint32_t one = count ? found[count - 1] : 1;
    switch (round % 8) {
    case 0:
        imap_ask_abilities(imap);
        break;
    case 1:
        imap_list(imap);
        break;
    case 2:
        imap_examine(imap, "INBOX", &err);
        break;
    case 3:
        imap_find_from(imap, 1, 0);
        break;
    case 4:
        imap_fetch(imap, &one, 1);
        break;
    case 5:
        imap_append(imap, "Sent", 0, copy, sizeof copy - 1, &err);
        break;
    case 6:
        imap_idle(imap);
        break;
    default:
        imap_find_named(imap, 0, "a@b", &err);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    Imap *imap = imap_new(MAIL_MOST);
    unsigned round = 0;
    for (const uint8_t *at = data + 1, *end = data + size; at < end;) {
        ImapHeard heard;
        ImapEvent event;
        const uint8_t *line = memchr(at, '\n', (size_t)(end - at));
        const uint8_t *next = line ? line + 1 : end;
        if (imap_is_free(imap))
            say_next(imap, round++);
        write_out(imap, 1 + data[0] % 64);
        imap_heard(imap, (const char *)at, (size_t)(next - at));
        while ((event = imap_event(imap, &heard)) != IMAP_QUIET && event != IMAP_OVER) {
            check(event, &heard);
            if (event == IMAP_NEWS)
                imap_idle_end(imap);
        }
        at = next;
    }
    imap_free(imap);
    return 0;
}
