/* Address: where a mail goes, as it is typed, made fit for the wire.
 *
 * The local part is kept letter by letter; it is quoted where it must be and only there (RFC 5321
 * §4.1.2: "jo bloggs"@example.com; a..b@example.jp, which some telephone companies gave out, is
 * written "a..b"@example.jp). The domain becomes A-labels, whatever the script it is typed in
 * (RFC 5890), and is never written as a number. Letters beyond ASCII in the local part need a
 * server that speaks SMTPUTF8 (RFC 6531); nothing else does.
 */
#pragma once

#include "base/err.h"

#include <stdbool.h>

enum {
    ADDRESS_LONGEST = 254,     /* bytes on the wire (RFC 5321 §4.5.3.1.3, less the brackets) */
    ADDRESS_LOCAL_LONGEST = 64 /* of the part before the @, its quotes included */
};

typedef struct MailAddress {
    char wire[ADDRESS_LONGEST + 1]; /* for MAIL, RCPT and the header's angle brackets */
    bool needs_utf8;
} MailAddress;

/* INPUT: what is wrong with it, in a sentence. BROKEN: an international domain, and the module of
 * libidn2 is missing. */
bool address_read(const char *typed, MailAddress *address, Err *err);
