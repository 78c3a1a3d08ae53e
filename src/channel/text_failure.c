#include "channel/text_failure.h"

#include "base/arena.h"
#include "base/text.h"

#include <string.h>

/* As text_fold() gives them; the errors of MAP (3GPP TS 29.002 §17.6) and what gateways make of
 * them. What passes comes first: "out of service area" says nothing
 * of the number. */
static const struct {
    const char *words;
    TextFailure failure;
} said[] = {
    {"service area", TEXT_FAILED},
    {"absent subscriber", TEXT_FAILED},
    {"absentsubscriber", TEXT_FAILED},
    {"subscriber absent", TEXT_FAILED},
    {"switched off", TEXT_FAILED},
    {"turned off", TEXT_FAILED},
    {"unreachable", TEXT_FAILED},
    {"not reachable", TEXT_FAILED},
    {"out of reach", TEXT_FAILED},
    {"out of coverage", TEXT_FAILED},
    {"memory capacity", TEXT_FAILED},
    {"memory full", TEXT_FAILED},
    {"inbox full", TEXT_FAILED},
    {"subscriber busy", TEXT_FAILED},
    {"temporar", TEXT_FAILED},
    {"congest", TEXT_FAILED},
    {"timeout", TEXT_FAILED},
    {"timed out", TEXT_FAILED},
    {"expired", TEXT_FAILED},
    {"landline", TEXT_FAILED_NO_TEXTS},
    {"land line", TEXT_FAILED_NO_TEXTS},
    {"fixed line", TEXT_FAILED_NO_TEXTS},
    {"not a mobile", TEXT_FAILED_NO_TEXTS},
    {"not mobile", TEXT_FAILED_NO_TEXTS},
    {"not sms capable", TEXT_FAILED_NO_TEXTS},
    {"cannot receive sms", TEXT_FAILED_NO_TEXTS},
    {"teleservice not provisioned", TEXT_FAILED_NO_TEXTS},
    {"facility not supported", TEXT_FAILED_NO_TEXTS},
    {"unknown subscriber", TEXT_FAILED_NO_NUMBER},
    {"unknownsubscriber", TEXT_FAILED_NO_NUMBER},
    {"unidentified subscriber", TEXT_FAILED_NO_NUMBER},
    {"subscriber unknown", TEXT_FAILED_NO_NUMBER},
    {"no such subscriber", TEXT_FAILED_NO_NUMBER},
    {"no such number", TEXT_FAILED_NO_NUMBER},
    {"unallocated", TEXT_FAILED_NO_NUMBER},
    {"unassigned", TEXT_FAILED_NO_NUMBER},
    {"not in service", TEXT_FAILED_NO_NUMBER},
    {"out of service", TEXT_FAILED_NO_NUMBER},
    {"disconnected", TEXT_FAILED_NO_NUMBER},
    {"deactivated", TEXT_FAILED_NO_NUMBER},
    {"number does not exist", TEXT_FAILED_NO_NUMBER},
    {"invalid number", TEXT_FAILED_NO_NUMBER},
    {"invalid destination", TEXT_FAILED_NO_NUMBER},
    {"number is invalid", TEXT_FAILED_NO_NUMBER},
};

TextFailure text_failure_said(const char *words)
{
    auto_arena Arena *arena = arena_new();
    const char *folded = text_fold(arena, words);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (strstr(folded, said[i].words))
            return said[i].failure;
    return TEXT_FAILED;
}

TextFailure text_failure_twilio(int64_t code)
{
    static const struct {
        int64_t code;
        TextFailure failure;
    } codes[] = {
        {30005, TEXT_FAILED_NO_NUMBER}, /* unknown destination handset */
        {30006, TEXT_FAILED_NO_TEXTS},  /* landline or unreachable carrier */
        {21211, TEXT_FAILED_NO_NUMBER}, /* invalid 'To' phone number */
        {21217, TEXT_FAILED_NO_NUMBER}, /* not a valid phone number */
        {21421, TEXT_FAILED_NO_NUMBER}, /* invalid phone number */
        {21610, TEXT_FAILED_NO_TEXTS},  /* it has opted out there */
        {21614, TEXT_FAILED_NO_TEXTS},  /* not a mobile number */
        {21635, TEXT_FAILED_NO_TEXTS},  /* a landline */
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (codes[i].code == code)
            return codes[i].failure;
    return TEXT_FAILED;
}
