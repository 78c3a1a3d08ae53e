/* Return path: the envelope's sender, which says what touch a bounce is of, however the bounce is
 * written (VERP, "variable envelope return path").
 *
 * "alex+b-29c-4k0m8xv2p7qd@reed.example": the sender's own mailbox, a delimiter that the server
 * strips (RFC 5233; "+" with most, "-" with qmail and some), and a mark (mark.h). Pure; any thread.
 */
#pragma once

#include "base/err.h"
#include "mail/address.h"
#include "mail/mark.h"

#define RETURN_PATH_DELIMITERS "+-=_" /* which a setting may choose from */

/* INPUT: the mailbox is no address, is quoted, or leaves no room for the mark within 64 bytes of
 * local part; or the delimiter is none. Then the plain mailbox serves. */
bool return_path_write(const unsigned char secret[DIGEST_KEY_BYTES], const char *mailbox,
                       char delimiter, int64_t touch, MailAddress *path, Err *err);
/* Whether it is one of ours, and whose; in angle brackets or without, whatever stands before the
 * mark's delimiter and behind the @. False, `touch` untouched, when not. */
bool return_path_read(const MailKeys *keys, char delimiter, const char *address, MailTouch *touch);
