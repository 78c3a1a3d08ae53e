/* The module beck-send: mail/send_driver.h over its libraries. */
#include "mail/send_part.h"

extern const SendDriver beck_module_send;
__attribute__((visibility("default"))) const SendDriver beck_module_send = {
    .domain_to_ascii = idn_domain_to_ascii,
    .dkim_open = crypto_open,
    .dkim_close = crypto_close,
    .dkim_sign = crypto_sign,
    .dkim_make = crypto_make,
    .dkim_public = crypto_public,
    .sha256 = crypto_sha256,
};
