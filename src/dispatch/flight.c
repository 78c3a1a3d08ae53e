#include "dispatch/flight.h"

#include "base/buf.h"
#include "base/text.h"
#include "mail/compose.h"
#include "mail/html_from_text.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    MAIL_LONGEST = 25 * 1024 * 1024,
    SIGNATURES_LONGEST = 16 * 1024,
    HTML_LONGEST = 1024 * 1024
};

Shelf *shelf_new(void)
{
    Shelf *shelf = calloc(1, sizeof *shelf);
    if (!shelf)
        abort();
    *shelf = (Shelf){arena_new(), 1};
    return shelf;
}

void shelf_share(Shelf *shelf)
{
    shelf->users++;
}

void shelf_leave(Shelf *shelf)
{
    if (!shelf || --shelf->users)
        return;
    arena_free(shelf->arena);
    free(shelf);
}

static bool compose(Arena *arena, const SendItem *item, Time now, Buf *mail, Err *err)
{
    MimeAddress to = {.name = item->to_name, .address = item->to};
    auto_buf Buf html = buf_new(HTML_LONGEST);
    bool needs_utf8;
    const char *text = item->footer
                           ? arena_printf(arena, "%s\n\n-- \n%s\n", item->body, item->footer)
                           : item->body;
    html_from_text(text, &html);
    MailDraft draft = {.from = {.name = item->from_name, .address = item->from},
                       .to = {&to, 1},
                       .subject = item->subject,
                       .text = text,
                       .html = html.at,
                       .date = now,
                       .date_offset = item->offset,
                       .message_id = item->message_id,
                       .in_reply_to = item->in_reply_to,
                       .references = {item->references, item->reference_count},
                       .unsubscribe = item->unsubscribe};
    return compose_mail(&draft, mail, &needs_utf8, err);
}

/* The bytes that are signed are those that are sent. */
static bool write_mail(Arena *arena, const SendItem *item, const Letterhead *head, Time now,
                       Buf *out, Err *err)
{
    auto_buf Buf unsigned_mail = buf_new(MAIL_LONGEST);
    if (!head->signer_count)
        return compose(arena, item, now, out, err);
    return compose(arena, item, now, &unsigned_mail, err) &&
           letterhead_sign(head, &unsigned_mail, now, out, err);
}

/* A text: its words, and how to end it. */
static bool write_text(const SendItem *item, Buf *out)
{
    buf_addf(out, "%s%s%s", item->body, item->footer ? "\n" : "", text_or(item->footer, ""));
    return true;
}

static bool write_words(Arena *arena, const SendItem *item, const Letterhead *head, Time now,
                        Buf *out, Err *err)
{
    return item->channel == CHANNEL_TEXT ? write_text(item, out)
                                         : write_mail(arena, item, head, now, out, err);
}

Flight *flight_new(Shelf *shelf, const SendItem *item)
{
    Flight *flight = calloc(1, sizeof *flight);
    if (!flight)
        abort();
    flight->item = *item;
    flight->mail = buf_new(MAIL_LONGEST + SIGNATURES_LONGEST);
    flight->words = shelf;
    flight->parcel = (Parcel){.owner = flight};
    shelf_share(shelf);
    return flight;
}

static void settle(Flight *flight, SendVerdict verdict, const char *words)
{
    flight->state = FLIGHT_SETTLED;
    flight->verdict = verdict;
    snprintf(flight->verdict.words, sizeof flight->verdict.words, "%.200s", words);
}

void flight_write(Flight *flight, const Letterhead *head, Time now)
{
    Err err;
    const SendItem *item = &flight->item;
    flight->state = FLIGHT_OFFERED;
    if (!write_words(flight->words->arena, item, head, now, &flight->mail, &err)) {
        bool theirs = text_equal(err.field, "to");
        settle(flight,
               (SendVerdict){.result = theirs ? SEND_REFUSED : SEND_LATER, .of_address = theirs},
               err.message);
    }
    flight->parcel = (Parcel){.id = item->message_id,
                              .from = text_or(item->return_path, item->from),
                              .to = item->to,
                              .bytes = flight->mail.at,
                              .length = flight->mail.length,
                              .owner = flight};
}

void flight_give_back(Flight *flight, const char *words)
{
    settle(flight, (SendVerdict){.result = SEND_DOWN}, words);
}

void flight_free(Flight *flight)
{
    buf_free(&flight->mail);
    shelf_leave(flight->words);
    shelf_leave(flight->dot);
    free(flight);
}
