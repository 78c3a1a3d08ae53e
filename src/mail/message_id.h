/* Message-ID: the name of a mail, made of the touch it carries out (mark.h), never of the attempt:
 * a mail that is sent again after a crash has the name it had, and servers and readers drop the
 * second copy (DESIGN §6). A reply that names it in In-Reply-To or References is found again
 * without looking anything up.
 *
 * Angle brackets are of the header, not of the name. Pure; any thread.
 */
#pragma once

#include "base/err.h"
#include "mail/mark.h"

enum { MESSAGE_ID_LONGEST = MARK_LONGEST + 1 + 253 };

/* "29c.4k0m8xv2p7qd@reed.example". `domain` is the sender's, as mail/address.h writes it. */
void message_id_write(const unsigned char secret[DIGEST_KEY_BYTES], int64_t touch,
                      const char *domain, char id[MESSAGE_ID_LONGEST + 1]);
/* Whether it is one of ours, and whose; in angle brackets or without, whatever the domain, in
 * any case. False, `touch` untouched, when not. */
bool message_id_read(const MailKeys *keys, const char *id, MailTouch *touch);
