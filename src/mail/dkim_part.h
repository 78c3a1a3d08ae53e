/* The pieces of dkim.c that its tests look at one by one. */
#pragma once

#include "mail/dkim.h"

/* §3.4.2: "Name: value", folded or not, without its last line end, as "name:value". */
void dkim_relax_field(const char *field, size_t length, Buf *out);
/* §3.4.4: runs of blanks are one, none stands at the end of a line, empty lines at the end go. */
void dkim_relax_body(const char *body, size_t length, Buf *out);
/* What b= is of fields so relaxed. 0: libcrypto fails. */
size_t dkim_signature(const DkimKey *key, const Buf *fields,
                      unsigned char signature[DKIM_SIGNATURE_MOST]);
