/* Text failure: what a gateway's words or codes say of a number (follow/terms.h). What is not known
 * is TEXT_FAILED: nothing is said of the number then. */
#pragma once

#include "follow/terms.h"

#include <stdint.h>

/* Of what gateways and centres write: "unknown subscriber", "EC_ABSENT_SUBSCRIBER". */
TextFailure text_failure_said(const char *words);
/* Of Twilio's error codes (https://www.twilio.com/docs/api/errors). */
TextFailure text_failure_twilio(int64_t code);
