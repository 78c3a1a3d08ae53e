/* Dkim: a domain's signature on a mail (RFC 6376), for where the relay behind Beck makes none.
 *
 * relaxed/relaxed; rsa-sha256, or ed25519-sha256 (RFC 8463), by what the key is. Signed are the
 * header fields that say what the mail is, those of RFC 8058 with them; From, To, Cc, Reply-To,
 * Subject, Date and Content-Type once more than they are there, so that nobody can add a second
 * one that a reader would show instead (RFC 6376 §8.15). The whole body is signed: no l=.
 *
 * libcrypto is in the module `beck-send`, opened by dkim_key_open().
 */
#pragma once

#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "mail/send_driver.h"

typedef struct DkimKey DkimKey;

/* A private key in PEM, without a passphrase. INPUT: it is none, or not fit; BROKEN: the module is
 * missing. */
bool dkim_key_open(const char *pem, size_t length, DkimKey **key, Err *err);
void dkim_key_close(DkimKey *key); /* NULL is allowed */

/* Adds a new key in PEM to `pem`: RSA of 2048 bits, which every verifier knows, or Ed25519, which
 * is small and not known to all yet. BROKEN: libcrypto fails, or the module is missing. */
bool dkim_key_make(DkimAlgorithm algorithm, Buf *pem, Err *err);
/* Adds what is to stand in DNS: "v=DKIM1; k=rsa; p=…". */
bool dkim_key_record(const DkimKey *key, Buf *record, Err *err);

typedef struct DkimSigner {
    const char *domain;   /* d=, in ASCII; the From's, or one above it (DMARC) */
    const char *selector; /* s=: the public key stands in DNS at SELECTOR._domainkey.DOMAIN */
    DkimKey *key;         /* may sign for any threads at once */
} DkimSigner;

/* Adds "DKIM-Signature: …" with its line end to `out`; it goes before the mail, whose bytes are as
 * compose.h makes them. INPUT: domain or selector are none, or the mail has no From; BROKEN:
 * libcrypto fails. On failure `out` is as it was. */
bool dkim_sign(const DkimSigner *signer, const char *mail, size_t length, Time now, Buf *out,
               Err *err);
