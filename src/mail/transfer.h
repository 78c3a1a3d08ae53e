/* Transfer encodings: how texts and bytes pass a server that takes seven bits and short lines
 * (RFC 2045 §6).
 *
 * A text keeps its lines, whatever ended them: CR LF, CR and LF all become CR LF, and the last one
 * gets one if it has none. Nothing is wrapped, and format=flowed (RFC 3676) is not spoken: a
 * paragraph is one long line, which quoted-printable breaks for the journey and every reader breaks
 * anew for its own screen, while the two readers that most people have do not know `flowed` and
 * would show lines of 72 on a telephone, broken twice.
 */
#pragma once

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum { TRANSFER_COLUMNS = 76 }; /* of an encoded line */

typedef enum Transfer {
    TRANSFER_7BIT,   /* ASCII in lines of at most TRANSFER_COLUMNS: as it stands */
    TRANSFER_QUOTED, /* some letters beyond ASCII, or long lines */
    TRANSFER_BASE64  /* mostly letters beyond ASCII */
} Transfer;

const char *transfer_name(Transfer transfer); /* as Content-Transfer-Encoding has it */

/* What suits a text. A line that begins like one of mbox ("From ") or like a boundary of ours is
 * quoted. */
Transfer transfer_for_text(const char *text, size_t length);
void transfer_write_text(Transfer transfer, const char *text, size_t length, Buf *out);
/* Bytes in base64: lines that each end in CR LF. */
void transfer_write_bytes(const void *bytes, size_t count, Buf *out);

/* What a boundary of ours begins with: it cannot stand in an encoded part. */
#define TRANSFER_BOUNDARY "=_"

/* Base64 with its padding and without line ends; `to` has room for (count + 2) / 3 * 4. Returns how
 * many were written. */
size_t transfer_base64(const unsigned char *bytes, size_t count, char *to);
