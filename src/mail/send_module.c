/* The module beck-send: mail/send_driver.h over its libraries. */
#include "mail/send_part.h"

extern const SendDriver beck_module_send;
__attribute__((visibility("default"))) const SendDriver beck_module_send = {
    .domain_to_ascii = idn_domain_to_ascii,
};
