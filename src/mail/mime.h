/* Mime: a mail as it came, taken apart into a plain tree.
 *
 * What is broken gives what can be had of it and never fails: a mail without headers is a text, one
 * whose boundary is missing is what stands in it, letters of an unknown charset are guessed. All
 * strings are valid UTF-8 without NUL, live in the arena and are never NULL unless said so; texts
 * have LF as line ends. What limits cut off is told by `cut`.
 *
 * GMime (RFC 2045–2049, 2231, 5322, 6532) and GLib cost 4 ms to start, so they live in the module
 * `beck-mime`, opened by the first mime_read() (base/module.h). Any thread.
 */
#pragma once

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"

#include <stddef.h>

enum {
    MIME_LONGEST = 16 * 1024 * 1024,      /* bytes that are looked at; attachments may be cut off */
    MIME_TEXT_LONGEST = 1024 * 1024,      /* bytes of one text */
    MIME_TEXTS_LONGEST = 4 * 1024 * 1024, /* of all texts together, nested mails included */
    MIME_HEADERS_MOST = 1000,             /* of one mail or part */
    MIME_HEADER_LONGEST = 32 * 1024,      /* bytes of one value */
    MIME_PARTS_MOST = 500,                /* of the whole tree */
    MIME_DEPTH = 16,                      /* levels of parts and nested mails together */
    MIME_ADDRESSES_MOST = 1000            /* of one header */
};

typedef struct MimeHeader {
    const char *name;  /* as written */
    const char *value; /* unfolded, encoded words decoded, ends trimmed */
} MimeHeader;

typedef struct MimeHeaders {
    const MimeHeader *at;
    size_t count;
} MimeHeaders;

/* The value of the first one of that name (ASCII case ignored), or "". */
const char *mime_header(const MimeHeaders *headers, const char *name);

typedef struct MimeAddress {
    const char *name;    /* decoded, or "" */
    const char *address; /* "mary@example.com"; "" of a name alone */
} MimeAddress;

typedef struct MimeAddresses {
    const MimeAddress *at;
    size_t count;
} MimeAddresses;

typedef struct MimeIds {
    const char *const *at; /* without angle brackets */
    size_t count;
} MimeIds;

typedef enum MimeKind {
    MIME_OTHER,     /* an attachment, or what nobody knows */
    MIME_TEXT,      /* text/plain, text/html and kin */
    MIME_MULTIPART, /* its parts are `first` and on */
    MIME_MESSAGE,   /* a nested mail, or its headers alone (text/rfc822-headers) */
    MIME_FIELDS     /* blocks of fields: message/delivery-status, feedback-report and kin */
} MimeKind;

typedef struct MimeMail MimeMail;
typedef struct MimePart MimePart;
struct MimePart {
    MimeKind kind;
    const char *type;        /* lower case, "text/plain" */
    const char *charset;     /* as declared, lower case, or "" */
    const char *name;        /* of the file, or "" */
    const char *disposition; /* "inline", "attachment", or "" */
    const char *report_type; /* of multipart/report, lower case, or "" */
    MimeHeaders headers;
    const char *text; /* MIME_TEXT as it stands (HTML with its tags), MIME_FIELDS; else "" */
    const MimeHeaders *blocks; /* MIME_FIELDS */
    size_t block_count;
    MimeMail *mail;  /* MIME_MESSAGE; NULL otherwise */
    MimePart *first; /* MIME_MULTIPART; NULL when empty */
    MimePart *next;  /* the next sibling */
};

struct MimeMail {
    MimeHeaders headers;
    MimeAddresses from, to, cc, reply_to;
    const char *subject;
    Time date;              /* TIME_NONE when there is none */
    int date_offset;        /* seconds east of UTC, as its writer's clock stood */
    const char *message_id; /* without angle brackets, or "" */
    MimeIds in_reply_to, references;
    MimePart *body; /* never NULL */
    /* The first text that is to be read: its words, of HTML what would be visible, quotes marked
     * by "> ". "" when there is none. */
    const char *text;
    bool cut; /* a limit was met; only of the outermost mail */
};

/* BROKEN: the module is missing. A "From " line of mbox before the headers is skipped. */
bool mime_read(Arena *arena, const void *bytes, size_t length, const MimeMail **mail, Err *err);

/* Fields ("Name: value", lines that begin blank go on) in blocks parted by empty lines, as
 * message/delivery-status has them. What is no field is passed over. */
const MimeHeaders *mime_fields(Arena *arena, const char *text, size_t *count);

/* The parts in the order they are read, multiparts before what is in them; nested mails are not
 * entered. NULL at the end; begin with mail->body. */
typedef struct MimeWalk {
    const MimePart *stack[MIME_DEPTH + 1];
    int depth;
} MimeWalk;
MimeWalk mime_walk(const MimeMail *mail);
const MimePart *mime_walk_next(MimeWalk *walk);

/* The domain of an address (behind the last @), or "". */
const char *mime_domain(const char *address);
