/* Compose: what a mail is to say → its bytes, ready for DATA.
 *
 * RFC 5322 and MIME, CR LF line ends, seven bits throughout, no line over 78 columns but what may
 * not be broken (a URL, an id: 998 at most). Always UTF-8. The plain text stands first, the HTML
 * beside it (multipart/alternative), files behind (multipart/mixed); a photo is a file that is
 * `shown`. An invitation stands behind both, as the richest of the alternatives (RFC 6047 §2.4),
 * and once more as a file, for programs that show no calendar there. The text's encoding is chosen
 * by transfer.h, which also says why nothing is format=flowed; header fields are folded by fold.h.
 * Dots are not stuffed: that is the dialogue's.
 *
 * Nothing is made up: the same draft gives the same bytes, so an attempt that is repeated sends the
 * mail it sent before. The date and the id are the caller's (message_id.h).
 *
 * A control character or a line end in a header field is refused, naming the field; one that came
 * in by a merge would otherwise write headers of its own.
 *
 * Pure, without memory of its own but where an international domain or base64 text needs some; any
 * thread. Without those it takes a few microseconds, so that thousands a second can be made; `out`
 * is best kept and cleared between mails.
 */
#pragma once

#include "base/buf.h"
#include "mail/mime.h"

typedef enum AutoSubmitted {
    AUTO_NOT,       /* a person wrote or looked at it: no header */
    AUTO_GENERATED, /* a machine's own (RFC 3834 §5) */
    AUTO_REPLIED    /* a machine's answer to a mail */
} AutoSubmitted;

typedef struct DraftFile {
    const char *name; /* as the reader will see it, any script */
    const char *type; /* "image/jpeg"; NULL or a composite type: application/octet-stream */
    const void *bytes;
    size_t length;
    bool shown; /* below the text rather than behind a paper clip (Content-Disposition: inline) */
} DraftFile;

typedef struct MailDraft {
    MimeAddress from, reply_to; /* reply_to.address NULL or "": none */
    MimeAddresses to, cc;       /* at least one in `to` */
    const char *subject;        /* ends are trimmed */
    const char *text;           /* with any line ends; the last line gets one */
    const char *html;           /* the same words; NULL: none (html_from_text.h makes one) */
    Time date;
    int date_offset;         /* seconds east of UTC where the sender is */
    const char *message_id;  /* without angle brackets, as are the next */
    const char *in_reply_to; /* NULL: none */
    MimeIds references;      /* a foreign id that cannot be written in ASCII is left out */
    const char *unsubscribe; /* https URL, one click (RFC 8058); NULL: none */
    AutoSubmitted automatic;
    MimeHeaders further;         /* of names that are not written here; values as `subject` */
    const char *calendar;        /* iCalendar for the reader's calendar; NULL: none */
    const char *calendar_method; /* … what it asks for, as it says itself: "REQUEST" */
    const DraftFile *files;
    size_t file_count;
} MailDraft;

/* Adds the mail to `out`. `needs_utf8`: a local part has letters beyond ASCII, so the mail may only
 * go to a server that speaks SMTPUTF8, and its header is not in seven bits there (RFC 6532).
 *
 * INPUT, naming the field (from, to, cc, reply_to, subject, text, html, calendar, date, message_id,
 * in_reply_to, references, unsubscribe, a further header's name, "file 2"); or the mail passes the
 * maximum of `out`. BROKEN: as address_read(). On failure `out` is as it was. */
bool compose_mail(const MailDraft *draft, Buf *out, bool *needs_utf8, Err *err);
