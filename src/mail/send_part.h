/* The parts of the module `beck-send`, one a library. */
#pragma once

#include "mail/send_driver.h"

bool idn_domain_to_ascii(const char *domain, char *ascii, size_t size);
