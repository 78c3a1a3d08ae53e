#include "dispatch/flight.h"

#include "action/track.h"
#include "base/buf.h"
#include "base/text.h"
#include "mail/compose.h"
#include "mail/html_from_text.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    MAIL_LONGEST = 26 * 1024 * 1024, /* the setting mail_megabytes at its most, and its words */
    SIGNATURES_LONGEST = 16 * 1024,
    FAX_LONGEST = 4 * 1024 * 1024, /* its own sheets */
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

/* Those that travel with it. */
static bool read_files(Context *context, Arena *arena, const SendItem *item, MailDraft *draft,
                       Err *err)
{
    DraftFile *files = arena_array(arena, item->file_count, sizeof *files);
    for (size_t i = 0; i < item->file_count; i++) {
        const SendFile *from = &item->files[i];
        DraftFile *file = &files[draft->file_count];
        if (from->linked)
            continue;
        *file = (DraftFile){.name = from->name,
                            .type = from->type,
                            .length = (size_t)from->size,
                            .shown = from->shown};
        if (!send_file_bytes(context, arena, from, &file->bytes, err))
            return false;
        draft->file_count++;
    }
    draft->files = files;
    return true;
}

/* What nobody looked at has its footer; what goes as a link stands before it. */
static const char *words_of(Arena *arena, const SendItem *item)
{
    const char *links = item->links ? arena_printf(arena, "\n\n%s", item->links) : "";
    return item->footer  ? arena_printf(arena, "%s%s\n\n-- \n%s\n", item->body, links, item->footer)
           : item->links ? arena_printf(arena, "%s%s", item->body, links)
                         : item->body;
}

/* The bytes of its files are let go of as soon as they stand in the mail. */
static bool compose(Context *context, Arena *arena, const SendItem *item, Time now, Buf *mail,
                    Err *err)
{
    auto_arena Arena *passing = arena_new();
    MimeAddress to = {.name = item->to_name, .address = item->to};
    auto_buf Buf html = buf_new(HTML_LONGEST);
    bool needs_utf8;
    auto_buf Buf plain = buf_new(HTML_LONGEST);
    const char *text = words_of(arena, item);
    if (item->tracked)
        track_words(context, arena, item->touch_id, text, &plain, &html);
    bool tracked = item->tracked && !plain.over && !html.over;
    if (!tracked) {
        buf_cut(&html, 0);
        html_from_text(text, &html);
    }
    MailDraft draft = {.from = {.name = item->from_name, .address = item->from},
                       .to = {&to, 1},
                       .subject = item->subject,
                       .text = tracked ? plain.at : text,
                       .html = html.at,
                       .date = now,
                       .date_offset = item->offset,
                       .message_id = item->message_id,
                       .in_reply_to = item->in_reply_to,
                       .references = {item->references, item->reference_count},
                       .unsubscribe = item->unsubscribe,
                       .calendar = item->calendar,
                       .calendar_method = "REQUEST"};
    return read_files(context, passing, item, &draft, err) &&
           compose_mail(&draft, mail, &needs_utf8, err);
}

/* The bytes that are signed are those that are sent. */
static bool write_mail(Context *context, Arena *arena, const SendItem *item, const Letterhead *head,
                       Time now, Buf *out, Err *err)
{
    auto_buf Buf unsigned_mail = buf_new(MAIL_LONGEST);
    if (!head->signer_count)
        return compose(context, arena, item, now, out, err);
    return compose(context, arena, item, now, &unsigned_mail, err) &&
           letterhead_sign(head, &unsigned_mail, now, out, err);
}

/* A text: its words, links to files, and how to end it. */
static bool write_text(const SendItem *item, Buf *out)
{
    buf_addf(out, "%s%s%s%s", item->body, text_or(item->links, ""), item->footer ? "\n" : "",
             text_or(item->footer, ""));
    return true;
}

/* The documents that follow a fax's own sheets. */
static bool read_parts(Context *context, Arena *arena, const SendItem *item, Parcel *parcel,
                       Err *err)
{
    ParcelPart *parts = arena_array(arena, item->file_count, sizeof *parts);
    for (size_t i = 0; i < item->file_count; i++) {
        parts[i].length = (size_t)item->files[i].size;
        if (!send_file_bytes(context, arena, &item->files[i], &parts[i].bytes, err))
            return false;
    }
    parcel->parts = parts;
    parcel->part_count = item->file_count;
    return true;
}

/* As a mail to a gateway: all of it is enclosed, and the mail itself says nothing that would be
 * printed. */
static bool write_fax_mail(Context *context, Arena *arena, const SendItem *item, const Buf *pdf,
                           Time now, Buf *out, Err *err)
{
    MimeAddress to = {.address = item->wire_to};
    DraftFile *files = arena_array(arena, item->file_count + 1, sizeof *files);
    bool needs_utf8;
    files[0] = (DraftFile){
        .name = "fax.pdf", .type = "application/pdf", .bytes = pdf->at, .length = pdf->length};
    for (size_t i = 0; i < item->file_count; i++) {
        const SendFile *from = &item->files[i];
        files[i + 1] =
            (DraftFile){.name = from->name, .type = from->type, .length = (size_t)from->size};
        if (!send_file_bytes(context, arena, from, &files[i + 1].bytes, err))
            return false;
    }
    MailDraft draft = {.from = {.name = item->from_name, .address = item->return_path},
                       .to = {&to, 1},
                       .subject = text_empty(item->subject) ? "Fax" : item->subject,
                       .text = "",
                       .date = now,
                       .date_offset = item->offset,
                       .message_id = item->message_id,
                       .files = files,
                       .file_count = item->file_count + 1};
    return compose_mail(&draft, out, &needs_utf8, err);
}

static bool write_fax(Context *context, Arena *arena, const SendItem *item, Time now,
                      Parcel *parcel, Buf *out, Err *err)
{
    const Sheet *sheet = sheet_of(item->fax->paper);
    auto_arena Arena *passing = arena_new();
    auto_buf Buf pdf = buf_new(FAX_LONGEST);
    parcel->page_width = (int)sheet->width;
    parcel->page_height = (int)sheet->height;
    if (!item->by_mail)
        return fax_pdf(item->fax, out, NULL, err) && read_parts(context, arena, item, parcel, err);
    return fax_pdf(item->fax, &pdf, NULL, err) &&
           write_fax_mail(context, passing, item, &pdf, now, out, err);
}

static bool write_words(Context *context, Flight *flight, const Letterhead *head, Time now,
                        Err *err)
{
    Arena *arena = flight->words->arena;
    const SendItem *item = &flight->item;
    switch (item->channel) {
    case CHANNEL_TEXT:
        return write_text(item, &flight->mail);
    case CHANNEL_FAX:
        return write_fax(context, arena, item, now, &flight->parcel, &flight->mail, err);
    default:
        return write_mail(context, arena, item, head, now, &flight->mail, err);
    }
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

void flight_write(Flight *flight, Context *context, const Letterhead *head, Time now)
{
    Err err;
    const SendItem *item = &flight->item;
    flight->state = FLIGHT_OFFERED;
    flight->parcel = (Parcel){.id = item->message_id,
                              .from = text_or(item->return_path, item->from),
                              .to = text_or(item->wire_to, item->to),
                              .picture = item->picture,
                              .report = item->report,
                              .owner = flight};
    if (!write_words(context, flight, head, now, &err)) {
        bool theirs = text_equal(err.field, "to");
        settle(flight,
               (SendVerdict){.result = theirs ? SEND_REFUSED : SEND_LATER, .of_address = theirs},
               err.message);
    }
    flight->parcel.bytes = flight->mail.at;
    flight->parcel.length = flight->mail.length;
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
