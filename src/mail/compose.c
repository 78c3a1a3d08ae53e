#include "mail/compose.h"

#include "base/digest.h"
#include "base/text.h"
#include "mail/address.h"
#include "mail/fold.h"
#include "mail/transfer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* References beyond so many are left out from the middle: a thread is known by its first mails and
 * its last ones (RFC 5537 §3.4.4 does it so). */
enum { REFERENCES_FIRST = 2, REFERENCES_LAST = 18 };

typedef struct Writing {
    const MailDraft *draft;
    Buf *out;
    Err *err;
    bool needs_utf8;
    char key[2 * DIGEST_BYTES + 1]; /* of the boundaries */
} Writing;

static bool refuse(Writing *writing, const char *field, const char *why)
{
    return err_field(writing->err, ERR_INPUT, field, "%s: %s", field, why);
}

static const char unfit[] =
    "it has a line end, another control character, or bytes that are not UTF-8: take them out";

/* --- addresses --- */

static bool put_mailbox(Writing *writing, Fold *fold, const char *field, const MimeAddress *mailbox,
                        const char *behind)
{
    if (!fold_fits(text_or(mailbox->name, "")))
        return refuse(writing, field, unfit);
    MailAddress address;
    if (!address_read(mailbox->address, &address, writing->err)) {
        err_in(writing->err, field);
        return err_at(writing->err, "%s", field);
    }
    writing->needs_utf8 = writing->needs_utf8 || address.needs_utf8;
    fold_mailbox(fold, mailbox->name, address.wire, behind);
    return true;
}

static bool put_one(Writing *writing, const char *header, const char *field,
                    const MimeAddress *mailbox)
{
    Fold fold = fold_begin(writing->out, header);
    bool put = put_mailbox(writing, &fold, field, mailbox, "");
    fold_end(&fold);
    return put;
}

static bool put_all(Writing *writing, const char *header, const char *field,
                    const MimeAddresses *mailboxes)
{
    Fold fold = fold_begin(writing->out, header);
    for (size_t i = 0; i < mailboxes->count; i++)
        if (!put_mailbox(writing, &fold, field, &mailboxes->at[i],
                         i + 1 < mailboxes->count ? "," : ""))
            return false;
    fold_end(&fold);
    return true;
}

static bool put_people(Writing *writing)
{
    const MailDraft *draft = writing->draft;
    if (!put_one(writing, "From", "from", &draft->from))
        return false;
    if (!text_empty(draft->reply_to.address) &&
        !put_one(writing, "Reply-To", "reply_to", &draft->reply_to))
        return false;
    if (!draft->to.count)
        return refuse(writing, "to", "somebody must be named");
    return put_all(writing, "To", "to", &draft->to) &&
           (!draft->cc.count || put_all(writing, "Cc", "cc", &draft->cc));
}

/* --- date and ids --- */

static void put_digits(char *to, int value, int width)
{
    for (int i = width; i-- > 0; value /= 10)
        to[i] = (char)('0' + value % 10);
}

static bool put_date(Writing *writing)
{
    static const char days[] = "MonTueWedThuFriSatSun";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const MailDraft *draft = writing->draft;
    enum { OFFSET_MOST = 100 * HOUR };
    if (draft->date < 0 || draft->date > TIME_LIMIT - OFFSET_MOST ||
        abs(draft->date_offset) >= OFFSET_MOST)
        return refuse(writing, "date", "a mail needs one, from 1970 to 9999");
    int offset = draft->date_offset / MINUTE;
    Time wall = draft->date + (Time)offset * MINUTE + DAY_SECONDS * (Time)5; /* never below 0 */
    Day day = (Day)(wall / DAY_SECONDS) - 5;
    int second = (int)(wall % DAY_SECONDS);
    Civil civil = civil_of_day(day);
    char line[] = "Date: Mon, 00 Jan 0000 00:00:00 +0000\r\n";
    memcpy(line + 6, days + 3 * day_weekday(day), 3);
    put_digits(line + 11, civil.day, 2);
    memcpy(line + 14, months + 3 * (civil.month - 1), 3);
    put_digits(line + 18, civil.year, 4);
    put_digits(line + 23, second / HOUR, 2);
    put_digits(line + 26, second / MINUTE % 60, 2);
    put_digits(line + 29, second % 60, 2);
    line[32] = offset < 0 ? '-' : '+';
    put_digits(line + 33, abs(offset) / 60 * 100 + abs(offset) % 60, 4);
    buf_add(writing->out, line, sizeof line - 1);
    return true;
}

/* Something between angle brackets: an id, a URL. */
static void put_bracketed(Fold *fold, const char *text)
{
    char piece[FOLD_PIECE_LONGEST + 1];
    fold_piece(fold, piece, (size_t)snprintf(piece, sizeof piece, "<%s>", text));
}

/* Printable ASCII without blanks and angle brackets, short enough. */
static bool is_bracketable(const char *text)
{
    size_t length = 0;
    for (; text[length]; length++)
        if (text[length] <= ' ' || text[length] > '~' || strchr("<>", text[length]))
            return false;
    return length && length <= FOLD_PIECE_LONGEST - 2;
}

static bool put_references(Writing *writing)
{
    const MimeIds *ids = &writing->draft->references;
    Fold fold;
    bool begun = false;
    for (size_t i = 0; i < ids->count; i++) {
        const char *id = ids->at[i];
        if (!fold_fits(id))
            return refuse(writing, "references", unfit);
        bool middle = i >= REFERENCES_FIRST && i + REFERENCES_LAST < ids->count;
        if (middle || !is_bracketable(id))
            continue;
        if (!begun)
            fold = fold_begin(writing->out, "References");
        begun = true;
        put_bracketed(&fold, id);
    }
    if (begun)
        fold_end(&fold);
    return true;
}

static bool put_ids(Writing *writing)
{
    const MailDraft *draft = writing->draft;
    const char *id = text_or(draft->message_id, ""), *answered = text_or(draft->in_reply_to, "");
    if (!is_bracketable(id) || !strchr(id, '@'))
        return refuse(writing, "message_id",
                      "it must be like left@right, in ASCII, without blanks and angle brackets");
    Fold fold = fold_begin(writing->out, "Message-ID");
    put_bracketed(&fold, id);
    fold_end(&fold);
    if (!fold_fits(answered))
        return refuse(writing, "in_reply_to", unfit);
    if (is_bracketable(answered)) {
        fold = fold_begin(writing->out, "In-Reply-To");
        put_bracketed(&fold, answered);
        fold_end(&fold);
    }
    return put_references(writing);
}

/* --- the rest of the header --- */

static bool put_subject(Writing *writing)
{
    const char *subject = text_or(writing->draft->subject, "");
    if (!fold_fits(subject))
        return refuse(writing, "subject", unfit);
    Fold fold = fold_begin(writing->out, "Subject");
    fold_text(&fold, subject);
    fold_end(&fold);
    return true;
}

static bool put_unsubscribe(Writing *writing)
{
    const char *url = writing->draft->unsubscribe;
    if (text_empty(url))
        return true;
    if (!text_starts_nocase(url, "https://") || !is_bracketable(url) || strchr(url, ','))
        return refuse(
            writing, "unsubscribe",
            "it must be an https URL in ASCII, without blanks, commas and angle brackets");
    Fold fold = fold_begin(writing->out, "List-Unsubscribe");
    put_bracketed(&fold, url);
    fold_end(&fold);
    buf_adds(writing->out, "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
    return true;
}

static void put_automatic(Writing *writing)
{
    static const char *const lines[] = {
        [AUTO_NOT] = "",
        [AUTO_GENERATED] = "Auto-Submitted: auto-generated\r\n",
        [AUTO_REPLIED] = "Auto-Submitted: auto-replied\r\n",
    };
    buf_adds(writing->out, lines[writing->draft->automatic]);
}

/* What is written here, and must not stand twice. */
static const char *const own_names[] = {
    "Date",
    "From",
    "Reply-To",
    "To",
    "Cc",
    "Bcc",
    "Sender",
    "Subject",
    "Message-ID",
    "In-Reply-To",
    "References",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "Auto-Submitted",
    "MIME-Version",
    "DKIM-Signature",
};

static bool is_further_name(const char *name)
{
    size_t length = 0;
    for (; name[length]; length++)
        if (name[length] <= ' ' || name[length] > '~' || name[length] == ':')
            return false;
    for (size_t i = 0; i < sizeof own_names / sizeof own_names[0]; i++)
        if (text_equal_nocase(name, own_names[i]))
            return false;
    return length && length < FOLD_COLUMNS && !text_starts_nocase(name, "Content-");
}

static bool put_further(Writing *writing)
{
    const MimeHeaders *further = &writing->draft->further;
    for (size_t i = 0; i < further->count; i++) {
        const MimeHeader *header = &further->at[i];
        if (!is_further_name(text_or(header->name, "")))
            return err_field(writing->err, ERR_INPUT, "header",
                             "\"%.40s\" cannot be a further header: its name is none, or it is "
                             "written by Beck itself",
                             text_or(header->name, ""));
        if (!fold_fits(text_or(header->value, "")))
            return refuse(writing, header->name, unfit);
        Fold fold = fold_begin(writing->out, header->name);
        fold_text(&fold, header->value);
        fold_end(&fold);
    }
    return true;
}

/* --- bodies --- */

static bool put_words(Writing *writing, const char *field, const char *type, const char *words)
{
    size_t length = strlen(words);
    if (!text_is_utf8(words, length))
        return refuse(writing, field, "it is not written in UTF-8");
    Transfer transfer = transfer_for_text(words, length);
    buf_adds(writing->out, "Content-Type: ");
    buf_adds(writing->out, type);
    buf_adds(writing->out, "; charset=utf-8\r\nContent-Transfer-Encoding: ");
    buf_adds(writing->out, transfer_name(transfer));
    buf_add(writing->out, "\r\n\r\n", 4);
    transfer_write_text(transfer, words, length, writing->out);
    return true;
}

static void put_multipart(Writing *writing, const char *type, char level)
{
    Fold fold = fold_begin(writing->out, "Content-Type");
    fold_piece(&fold, type, strlen(type));
    char boundary[2 * DIGEST_BYTES + 20];
    int length = snprintf(boundary, sizeof boundary, "boundary=\"" TRANSFER_BOUNDARY "%c%s\"",
                          level, writing->key);
    fold_piece(&fold, boundary, (size_t)length);
    fold_end(&fold);
}

/* Parts end with a line of theirs, so that the CR LF of a boundary is not the text's. */
static void put_boundary(Writing *writing, char level, const char *behind)
{
    buf_adds(writing->out, "\r\n--" TRANSFER_BOUNDARY);
    buf_addc(writing->out, level);
    buf_adds(writing->out, writing->key);
    buf_adds(writing->out, behind);
}

static bool put_text(Writing *writing)
{
    const MailDraft *draft = writing->draft;
    const char *text = text_or(draft->text, "");
    char calendar[64];
    if (text_empty(draft->html) && !draft->calendar)
        return put_words(writing, "text", "text/plain", text);
    put_multipart(writing, "multipart/alternative;", 'w');
    put_boundary(writing, 'w', "\r\n");
    if (!put_words(writing, "text", "text/plain", text))
        return false;
    if (!text_empty(draft->html)) {
        put_boundary(writing, 'w', "\r\n");
        if (!put_words(writing, "html", "text/html", draft->html))
            return false;
    }
    if (draft->calendar) {
        snprintf(calendar, sizeof calendar, "text/calendar; method=%s", draft->calendar_method);
        put_boundary(writing, 'w', "\r\n");
        if (!put_words(writing, "calendar", calendar, draft->calendar))
            return false;
    }
    put_boundary(writing, 'w', "--\r\n");
    return true;
}

/* "image/jpeg": two names of letters, digits and a few marks. */
static bool is_type(const char *type)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                  "!#$&-^_.+";
    size_t first = strspn(type, letters);
    if (!first || type[first] != '/')
        return false;
    size_t second = strspn(type + first + 1, letters);
    return second && !type[first + 1 + second] && first + second < FOLD_COLUMNS / 2;
}

static bool put_file(Writing *writing, const DraftFile *file, const char *field)
{
    const char *name = text_or(file->name, "file");
    if (!fold_fits(name))
        return refuse(writing, field, unfit);
    const char *type = text_or(file->type, "application/octet-stream");
    if (!is_type(type))
        return refuse(writing, field, "its type must be like image/jpeg");
    /* What is itself made of parts may not be encoded (RFC 2045 §6.4), but a file may. */
    if (text_starts_nocase(type, "message/") || text_starts_nocase(type, "multipart/"))
        type = "application/octet-stream";
    put_boundary(writing, 'f', "\r\n");
    Fold fold = fold_begin(writing->out, "Content-Type");
    fold_piece(&fold, type, strlen(type));
    fold_end(&fold);
    fold = fold_begin(writing->out, "Content-Disposition");
    fold_pieces(&fold, file->shown ? "inline" : "attachment");
    fold_parameter(&fold, "filename", name);
    fold_end(&fold);
    buf_adds(writing->out, "Content-Transfer-Encoding: base64\r\n\r\n");
    transfer_write_bytes(file->bytes, file->length, writing->out);
    return true;
}

/* What opens the calendar of a program that does not look among the alternatives. */
static bool put_calendar_file(Writing *writing)
{
    const char *calendar = writing->draft->calendar;
    return !calendar || put_file(writing,
                                 &(DraftFile){.name = "invite.ics",
                                              .type = "application/ics",
                                              .bytes = calendar,
                                              .length = strlen(calendar)},
                                 "calendar");
}

static bool put_body(Writing *writing)
{
    const MailDraft *draft = writing->draft;
    buf_adds(writing->out, "MIME-Version: 1.0\r\n");
    if (!draft->file_count && !draft->calendar)
        return put_text(writing);
    put_multipart(writing, "multipart/mixed;", 'f');
    put_boundary(writing, 'f', "\r\n");
    if (!put_text(writing) || !put_calendar_file(writing))
        return false;
    for (size_t i = 0; i < draft->file_count; i++) {
        char field[32];
        snprintf(field, sizeof field, "file %zu", i + 1);
        if (!put_file(writing, &draft->files[i], field))
            return false;
    }
    put_boundary(writing, 'f', "--\r\n");
    return true;
}

/* --- the mail --- */

/* What tells the boundaries of two mails apart: nothing needs it, but one that quotes the other is
 * easier to look at. */
static void make_key(Writing *writing)
{
    static const char hex[] = "0123456789abcdef";
    enum { KEY_BYTES = 8 };
    const char *id = text_or(writing->draft->message_id, "");
    Digest digest = digest_of(NULL, id, strlen(id));
    for (size_t i = 0; i < KEY_BYTES; i++) {
        writing->key[2 * i] = hex[digest.bytes[i] >> 4];
        writing->key[2 * i + 1] = hex[digest.bytes[i] & 15];
    }
    writing->key[2 * KEY_BYTES] = '\0';
}

bool compose_mail(const MailDraft *draft, Buf *out, bool *needs_utf8, Err *err)
{
    Writing writing = {.draft = draft, .out = out, .err = err};
    size_t before = out->length;
    make_key(&writing);
    bool made = put_date(&writing) && put_people(&writing) && put_subject(&writing) &&
                put_ids(&writing) && put_unsubscribe(&writing);
    if (made)
        put_automatic(&writing);
    made = made && put_further(&writing) && put_body(&writing);
    if (made && out->over)
        made = err_set(err, ERR_INPUT, "the mail is over %zu bytes: send fewer or smaller files",
                       out->maximum);
    if (!made) {
        buf_cut(out, before);
        return false;
    }
    *needs_utf8 = writing.needs_utf8;
    return true;
}
