/* The parts of the module `beck-send`, one a library. */
#pragma once

#include "mail/send_driver.h"

bool idn_domain_to_ascii(const char *domain, char *ascii, size_t size);

DkimSecret *crypto_open(const char *pem, size_t length, DkimAlgorithm *algorithm, const char **why);
void crypto_close(DkimSecret *secret);
size_t crypto_sign(DkimSecret *secret, const void *bytes, size_t count,
                   unsigned char signature[DKIM_SIGNATURE_MOST]);
size_t crypto_make(DkimAlgorithm algorithm, char *pem, size_t room);
size_t crypto_public(DkimSecret *secret, unsigned char *bytes, size_t room);
bool crypto_sha256(const void *bytes, size_t count, unsigned char sum[DKIM_SHA256_BYTES]);
