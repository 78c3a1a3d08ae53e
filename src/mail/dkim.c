#include "mail/dkim_part.h"

#include "base/text.h"
#include "mail/fold.h"
#include "mail/transfer.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct DkimKey {
    const SendDriver *driver;
    DkimSecret *secret;
    DkimAlgorithm algorithm;
};

/* What is signed, if it is there; `sealed` once more than it is there. */
static const struct {
    const char *name;
    bool sealed;
} signed_fields[] = {
    {"from", true},
    {"reply-to", true},
    {"to", true},
    {"cc", true},
    {"subject", true},
    {"date", true},
    {"message-id", false},
    {"in-reply-to", false},
    {"references", false},
    {"list-unsubscribe", false},
    {"list-unsubscribe-post", false},
    {"auto-submitted", false},
    {"mime-version", false},
    {"content-type", true},
    {"content-transfer-encoding", false},
};
enum { SIGNED_FIELDS = sizeof signed_fields / sizeof signed_fields[0], FIELDS_MOST = 1000 };
enum { PEM_MOST = 8 * 1024, PUBLIC_MOST = 2 * 1024 };

/* --- keys --- */

bool dkim_key_open(const char *pem, size_t length, DkimKey **key, Err *err)
{
    const SendDriver *driver = send_driver(err);
    if (!driver)
        return false;
    DkimAlgorithm algorithm;
    const char *why;
    DkimSecret *secret = driver->dkim_open(pem, length, &algorithm, &why);
    if (!secret)
        return err_set(err, ERR_INPUT, "the key for DKIM cannot be used: %s", why);
    DkimKey *opened = malloc(sizeof *opened);
    if (!opened) {
        driver->dkim_close(secret);
        return err_set(err, ERR_BROKEN, "out of memory");
    }
    *opened = (DkimKey){driver, secret, algorithm};
    *key = opened;
    return true;
}

void dkim_key_close(DkimKey *key)
{
    if (key)
        key->driver->dkim_close(key->secret);
    free(key);
}

bool dkim_key_make(DkimAlgorithm algorithm, Buf *pem, Err *err)
{
    char made[PEM_MOST];
    const SendDriver *driver = send_driver(err);
    if (!driver)
        return false;
    size_t length = driver->dkim_make(algorithm, made, sizeof made);
    if (length)
        buf_add(pem, made, length);
    explicit_bzero(made, sizeof made);
    return length || err_set(err, ERR_BROKEN, "libcrypto makes no key");
}

bool dkim_key_record(const DkimKey *key, Buf *record, Err *err)
{
    unsigned char bytes[PUBLIC_MOST];
    char text[(PUBLIC_MOST + 2) / 3 * 4 + 1];
    size_t count = key->driver->dkim_public(key->secret, bytes, sizeof bytes);
    if (!count)
        return err_set(err, ERR_BROKEN, "libcrypto does not tell the public half of the key");
    text[transfer_base64(bytes, count, text)] = '\0';
    buf_addf(record, "v=DKIM1; k=%s; p=%s", key->algorithm == DKIM_RSA ? "rsa" : "ed25519", text);
    return true;
}

/* --- relaxing --- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* One line, or what of a field stands in one: runs of blanks become one, none at the end. */
static void relax_line(const char *line, size_t length, Buf *out)
{
    while (length && is_blank(line[length - 1]))
        length--;
    for (size_t i = 0; i < length;) {
        size_t from = i;
        while (i < length && !is_blank(line[i]))
            i++;
        buf_add(out, line + from, i - from);
        if (i < length)
            buf_addc(out, ' ');
        while (i < length && is_blank(line[i]))
            i++;
    }
}

void dkim_relax_field(const char *field, size_t length, Buf *out)
{
    const char *colon = memchr(field, ':', length);
    size_t name = colon ? (size_t)(colon - field) : length;
    size_t value = colon ? name + 1 : length;
    while (name && is_blank(field[name - 1]))
        name--;
    for (size_t i = 0; i < name; i++)
        buf_addc(out, field[i] >= 'A' && field[i] <= 'Z' ? (char)(field[i] + 32) : field[i]);
    buf_addc(out, ':');
    auto_buf Buf unfolded = buf_new(out->maximum);
    for (size_t i = value; i < length;) {
        const char *end = memmem(field + i, length - i, "\r\n", 2);
        size_t piece = end ? (size_t)(end - field) - i : length - i;
        buf_add(&unfolded, field + i, piece);
        i += piece + (end ? 2 : 0);
    }
    size_t lead = strspn(unfolded.at, " \t");
    relax_line(unfolded.at + lead, unfolded.length - lead, out);
}

void dkim_relax_body(const char *body, size_t length, Buf *out)
{
    size_t empty = 0; /* lines that only count when another follows */
    for (size_t i = 0; i < length;) {
        const char *end = memmem(body + i, length - i, "\r\n", 2);
        size_t line = end ? (size_t)(end - body) - i : length - i;
        size_t blank = 0;
        while (blank < line && is_blank(body[i + blank]))
            blank++;
        if (blank == line) {
            empty++;
        } else {
            for (; empty; empty--)
                buf_add(out, "\r\n", 2);
            relax_line(body + i, line, out);
            buf_add(out, "\r\n", 2);
        }
        i += line + (end ? 2 : 0);
    }
}

/* --- fields --- */

typedef struct Field {
    const char *at;
    size_t length, name; /* without the last line end; of its name alone */
} Field;

typedef struct Fields {
    Field at[FIELDS_MOST];
    size_t count;
    const char *body;
} Fields;

/* The end of the field at `at`: the line end that no blank follows. */
static const char *field_end(const char *at, const char *end)
{
    for (;;) {
        const char *line = memmem(at, (size_t)(end - at), "\r\n", 2);
        if (!line || line + 2 == end || !is_blank(line[2]))
            return line ? line : end;
        at = line + 2;
    }
}

static bool split_mail(const char *mail, size_t length, Fields *fields)
{
    const char *end = mail + length;
    fields->count = 0;
    while (mail < end && !(end - mail >= 2 && mail[0] == '\r' && mail[1] == '\n')) {
        const char *stop = field_end(mail, end);
        const char *colon = memchr(mail, ':', (size_t)(stop - mail));
        if (!colon || fields->count == FIELDS_MOST)
            return false;
        size_t name = (size_t)(colon - mail);
        while (name && is_blank(mail[name - 1]))
            name--;
        fields->at[fields->count++] = (Field){mail, (size_t)(stop - mail), name};
        mail = stop < end ? stop + 2 : end;
    }
    fields->body = mail < end ? mail + 2 : end;
    return true;
}

static bool has_name(const Field *field, const char *name)
{
    return strlen(name) == field->name && text_starts_nocase(field->at, name);
}

/* The names of h= with colons between, and the fields relaxed in that order: of one name, the
 * lowest first (§5.4.2). False: there is no From. */
static bool gather(const Fields *fields, Fold *names, Buf *relaxed)
{
    bool from = false, first = true;
    for (size_t i = 0; i < SIGNED_FIELDS; i++) {
        const char *name = signed_fields[i].name;
        size_t told = signed_fields[i].sealed;
        for (size_t j = fields->count; j-- > 0;) {
            if (!has_name(&fields->at[j], name))
                continue;
            dkim_relax_field(fields->at[j].at, fields->at[j].length, relaxed);
            buf_add(relaxed, "\r\n", 2);
            from = from || i == 0;
            told++;
        }
        for (; told; told--, first = false) {
            char piece[64];
            fold_piece(names, piece,
                       (size_t)snprintf(piece, sizeof piece, "%s%s", first ? "h=" : ":", name));
        }
    }
    return from;
}

/* --- signing --- */

size_t dkim_signature(const DkimKey *key, const Buf *fields,
                      unsigned char signature[DKIM_SIGNATURE_MOST])
{
    unsigned char sum[DKIM_SHA256_BYTES];
    if (key->algorithm == DKIM_RSA)
        return key->driver->dkim_sign(key->secret, fields->at, fields->length, signature);
    if (!key->driver->sha256(fields->at, fields->length, sum))
        return 0;
    return key->driver->dkim_sign(key->secret, sum, sizeof sum, signature);
}

/* A name in DNS. */
static bool is_name(const char *name)
{
    size_t length = strlen(text_or(name, ""));
    return length && length <= 253 &&
           strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") ==
               length;
}

static void put_base64(Fold *fold, const unsigned char *bytes, size_t count)
{
    enum { BYTES_A_LINE = (FOLD_COLUMNS - 4) / 4 * 3 };
    for (size_t i = 0; i < count; i += BYTES_A_LINE) {
        char piece[FOLD_COLUMNS];
        size_t taken = count - i < BYTES_A_LINE ? count - i : BYTES_A_LINE;
        fold_piece(fold, piece, transfer_base64(bytes + i, taken, piece));
    }
}

static bool put_body_sum(const DkimSigner *signer, const char *body, size_t length, Fold *fold)
{
    auto_buf Buf relaxed = buf_new(length + 2);
    unsigned char sum[DKIM_SHA256_BYTES];
    dkim_relax_body(body, length, &relaxed);
    if (!signer->key->driver->sha256(relaxed.at, relaxed.length, sum))
        return false;
    char piece[FOLD_COLUMNS] = "bh=";
    fold_piece(fold, piece, 3 + transfer_base64(sum, sizeof sum, piece + 3));
    return true;
}

static bool sign(const DkimSigner *signer, const Fields *fields, const char *end, Time now,
                 Buf *out, Err *err)
{
    static const char *const algorithms[] = {
        [DKIM_RSA] = "a=rsa-sha256;", [DKIM_ED25519] = "a=ed25519-sha256;"};
    auto_buf Buf relaxed = buf_new((size_t)(end - fields->at[0].at) + DKIM_SIGNATURE_MOST * 4);
    size_t before = out->length;
    Fold fold = fold_begin(out, "DKIM-Signature");
    char tag[300];
    fold_pieces(&fold, "v=1;");
    fold_pieces(&fold, algorithms[signer->key->algorithm]);
    fold_pieces(&fold, "c=relaxed/relaxed;");
    fold_piece(&fold, tag, (size_t)snprintf(tag, sizeof tag, "d=%s;", signer->domain));
    fold_piece(&fold, tag, (size_t)snprintf(tag, sizeof tag, "s=%s;", signer->selector));
    fold_piece(&fold, tag, (size_t)snprintf(tag, sizeof tag, "t=%" PRId64 ";", now));
    if (!gather(fields, &fold, &relaxed))
        return err_set(err, ERR_INPUT, "a mail without a From cannot be signed");
    buf_addc(out, ';');
    if (!put_body_sum(signer, fields->body, (size_t)(end - fields->body), &fold))
        return err_set(err, ERR_BROKEN, "libcrypto cannot make a SHA-256");
    buf_addc(out, ';');
    fold_pieces(&fold, "b=");
    dkim_relax_field(out->at + before, out->length - before, &relaxed);
    unsigned char signature[DKIM_SIGNATURE_MOST];
    size_t length = dkim_signature(signer->key, &relaxed, signature);
    if (!length)
        return err_set(err, ERR_BROKEN, "libcrypto cannot sign with the key for DKIM");
    put_base64(&fold, signature, length);
    fold_end(&fold);
    return !out->over || err_set(err, ERR_INPUT, "there is no room for a signature of DKIM");
}

bool dkim_sign(const DkimSigner *signer, const char *mail, size_t length, Time now, Buf *out,
               Err *err)
{
    if (!is_name(signer->domain) || !is_name(signer->selector))
        return err_set(err, ERR_INPUT, "DKIM needs a domain and a selector, each a name in DNS");
    Fields fields;
    if (!split_mail(mail, length, &fields) || !fields.count)
        return err_set(err, ERR_INPUT, "what is to be signed is no mail");
    size_t before = out->length;
    if (sign(signer, &fields, mail + length, now, out, err))
        return true;
    buf_cut(out, before);
    return false;
}
