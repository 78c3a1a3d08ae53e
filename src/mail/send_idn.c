/* The module beck-send: libidn2. */
#include "mail/send_part.h"

#include <idn2.h>
#include <string.h>

bool idn_domain_to_ascii(const char *domain, char *ascii, size_t size)
{
    char *made = NULL;
    if (idn2_to_ascii_8z(domain, &made, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) != IDN2_OK)
        return false;
    size_t length = strlen(made);
    bool fits = length < size;
    if (fits)
        memcpy(ascii, made, length + 1);
    idn2_free(made);
    return fits;
}
