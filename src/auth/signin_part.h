/* The parts of the module `beck-signin`, one a foreign library. For signin_module.c alone. */
#pragma once

#include "auth/signin_driver.h"

/* signin_oath.c */
bool oath_spell(const unsigned char *secret, size_t count, char *base32, size_t size);
bool oath_check(const unsigned char *secret, size_t count, int64_t now, unsigned step_seconds,
                const char *digits, uint64_t *step);
/* signin_fido.c */
bool fido_read_passkey(Bytes authenticator_data, PasskeyMade *made);
bool fido_check_passkey(int algorithm, Bytes key, const char *rp_id, const PasskeyProof *proof,
                        uint32_t *counter, uint8_t *flags);
/* signin_qr.c */
bool qr_draw_squares(const char *text, unsigned char squares[QR_SQUARES_MOST], int *size);
