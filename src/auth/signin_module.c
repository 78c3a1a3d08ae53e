/* The module beck-signin: auth/signin_driver.h over its four libraries. */
#include "auth/signin_part.h"

extern const SigninDriver beck_module_signin;
__attribute__((visibility("default"))) const SigninDriver beck_module_signin = {
    .totp_spell = oath_spell,
    .totp_check = oath_check,
    .passkey_read = fido_read_passkey,
    .passkey_check = fido_check_passkey,
    .qr_draw = qr_draw_squares,
};
