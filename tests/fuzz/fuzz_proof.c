/* Any mail, and what proves that it is about one of ours: foreign bytes alone never do, whatever
 * ids, paths and reports they put together; what of ours is put into them proves that one touch and
 * nothing else; and what stands beside the mail that a report returns does not hide it.
 *
 * In the input "%I" is a Message-ID of ours, "%P" a return path of ours, "%F" and "%R" the same by
 * another's secret. */
#include "mail/message_id.h"
#include "mail/proof.h"
#include "mail/return_path.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

enum { TOUCH = 4711, WORKSPACE = 7, MAIL_LONGEST = 1024 * 1024 };

static const unsigned char ours[DIGEST_KEY_BYTES] = "a secret that is in no seed file";
static const unsigned char theirs[DIGEST_KEY_BYTES] = "one that somebody else has made.";
static const char boundary[] = "=_beck-fuzz-20a1c7";

typedef struct Planted {
    bool id, path; /* one of ours */
} Planted;

static void check(bool truth)
{
    if (!truth)
        abort();
}

static void add_path(Buf *mail, const unsigned char *secret)
{
    MailAddress path;
    Err err;
    check(return_path_write(secret, "mary@sample.example", '+', TOUCH, &path, &err));
    buf_add(mail, path.wire, strlen(path.wire));
}

static void add_id(Buf *mail, const unsigned char *secret)
{
    char id[MESSAGE_ID_LONGEST + 1];
    message_id_write(secret, TOUCH, "sample.example", id);
    buf_add(mail, id, strlen(id));
}

static Planted plant(const uint8_t *bytes, size_t length, Buf *mail)
{
    Planted planted = {0};
    for (size_t i = 0; i < length; i++) {
        char what = bytes[i] == '%' && i + 1 < length ? (char)bytes[i + 1] : '\0';
        i += what && strchr("IPFR", what);
        switch (what) {
        case 'I':
            planted.id = true;
            add_id(mail, ours);
            break;
        case 'P':
            planted.path = true;
            add_path(mail, ours);
            break;
        case 'F':
            add_id(mail, theirs);
            break;
        case 'R':
            add_path(mail, theirs);
            break;
        default:
            buf_add(mail, bytes + i, 1);
        }
    }
    return planted;
}

static void read_proofs(Arena *arena, const Buf *bytes, const unsigned char *secret, Proofs *proofs)
{
    const MailKey key = {WORKSPACE, secret};
    const MailKeys keys = {&key, 1};
    const MimeMail *mail;
    Reading reading;
    Err err;
    check(mime_read(arena, bytes->at, bytes->length, &mail, &err));
    reading_of(arena, mail, &reading);
    proofs_of(arena, &keys, &reading, NULL, proofs);
}

static void check_planted(Arena *arena, const uint8_t *bytes, size_t length)
{
    static const unsigned char nobodys[DIGEST_KEY_BYTES] = "that nothing was written with...";
    auto_buf Buf mail = buf_new(MAIL_LONGEST);
    Planted planted = plant(bytes, length, &mail);
    Proofs proofs;
    read_proofs(arena, &mail, ours, &proofs);
    check(proofs.count <= (size_t)planted.id + planted.path);
    for (size_t i = 0; i < proofs.count; i++) {
        const Proof *proof = &proofs.at[i];
        check(proof->touch.touch == TOUCH && proof->touch.workspace == WORKSPACE);
        check(proof->by_path ? planted.path : planted.id);
    }
    read_proofs(arena, &mail, nobodys, &proofs);
    check(!proofs.count);
}

/* The bytes are what a server writes above what it returns (RFC 3464, RFC 3462). */
static void check_returned(Arena *arena, const uint8_t *bytes, size_t length)
{
    auto_buf Buf mail = buf_new(MAIL_LONGEST);
    Proofs proofs;
    buf_addf(&mail,
             "From: mailer-daemon@far.example\r\nMIME-Version: 1.0\r\nContent-Type: "
             "multipart/report; report-type=delivery-status; boundary=\"%s\"\r\n\r\n--%s\r\n"
             "Content-Type: text/plain; charset=utf-8\r\n\r\n",
             boundary, boundary);
    size_t before = mail.length;
    plant(bytes, length, &mail);
    /* Amazon's own notices are JSON, and speak for all of the mail (ses_notice.h). */
    if (memmem(mail.at + before, mail.length - before, boundary, strlen(boundary)) ||
        memmem(mail.at + before, mail.length - before, "otificationType", 15))
        return;
    buf_addf(&mail,
             "\r\n--%s\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; "
             "far.example\r\n\r\nFinal-Recipient: rfc822; ann@far.example\r\nAction: failed\r\n"
             "Status: 5.1.1\r\n\r\n--%s\r\nContent-Type: text/rfc822-headers\r\n\r\n"
             "Message-ID: <",
             boundary, boundary);
    add_id(&mail, ours);
    buf_addf(&mail, ">\r\n\r\n--%s--\r\n", boundary);
    read_proofs(arena, &mail, ours, &proofs);
    bool found = false;
    for (size_t i = 0; i < proofs.count; i++)
        found |= !proofs.at[i].by_path && proofs.at[i].touch.touch == TOUCH;
    check(found);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    auto_arena Arena *arena = arena_new();
    check_planted(arena, bytes, length);
    check_returned(arena, bytes, length);
    return 0;
}
