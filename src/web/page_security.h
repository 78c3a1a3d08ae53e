/* What the pages of sign-in settings need beside their documents. */
#pragma once

#include "web/request.h"

/* section {security | phone | tokens | audit | users true}; alone: this Beck is reached on this
 * machine only; no_passkeys: browsers make none where it is reached. */
void page_security(Request *request, Doc *doc);
/* qr {text, box, path}: a QR code of that text. */
bool page_add_qr(Request *request, Doc *doc, const char *text, Err *err);
