/* Sms: what a text message costs (3GPP TS 23.038, TS 23.040 §9.2.3.24.1).
 *
 * One whose characters all stand in the GSM 7-bit default alphabet goes in septets: 160 of them, or
 * 153 in each of several parts; those of its extension table take two, which no part separates.
 * Any other goes in UCS-2: 70 units of 16 bits, or 67 in each of several; a character outside the
 * basic plane takes two, which no part separates either. National shift tables (Annex A) are not
 * counted on: gateways do not use them unasked.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* SMS_PARTS_MOST: what gateways and telephones put together again for certain (Twilio: 1,600
 * characters; Kannel: max-messages, often 10). */
enum { SMS_PARTS_MOST = 10 };
enum { SMS_SEPTETS = 160, SMS_SEPTETS_OF_PART = 153, SMS_UNITS = 70, SMS_UNITS_OF_PART = 67 };

typedef struct SmsParts {
    bool gsm;          /* in septets; else in UCS-2 */
    size_t units;      /* of these */
    size_t parts;      /* at least 1 */
    size_t left;       /* units that the last part still has room for */
    const char *other; /* !gsm: the first character that is not in the alphabet */
} SmsParts;

/* Of UTF-8; bytes that are none count as one character of UCS-2 each. */
SmsParts sms_parts(const char *text);
/* Septets of a character in the GSM alphabet: 1, 2, or 0 where it is not in it. */
size_t sms_septets(int32_t point);
