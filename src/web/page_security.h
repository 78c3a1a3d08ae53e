/* What the pages of sign-in settings need beside their documents. */
#pragma once

#include "web/request.h"

/* section {security | phone | tokens | audit | users true}; alone: this Beck is reached on this
 * machine only; no_passkeys: browsers make none where it is reached. */
void page_security(Request *request, Doc *doc);
/* qr {text, box, path}: a QR code of that text. */
bool page_add_qr(Request *request, Doc *doc, const char *text, Err *err);

/* PublicKeyCredential.toJSON(), all of it, of a passkey that is made or signs in; what is not
 * looked at may be there. */
#define PASSKEY_FIELDS                                                                             \
    {.name = "id", .required = true, .about = "of the credential, base64url"},                     \
        {.name = "response",                                                                       \
         .kind = FIELD_JSON,                                                                       \
         .required = true,                                                                         \
         .about = "what the browser gave"},                                                        \
        {.name = "rawId", .about = "the id again"}, {.name = "type", .about = "public-key"},       \
        {.name = "authenticatorAttachment", .about = "not looked at"},                             \
    {                                                                                              \
        .name = "clientExtensionResults", .kind = FIELD_JSON, .about = "not looked at"             \
    }
