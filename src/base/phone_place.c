#include "base/phone.h"
#include "base/phone_place_table.h"

#include <string.h>

static bool area_place(const char *area, const char **country, const char **region)
{
    int code = 0;
    for (int i = 0; i < 3; i++) {
        if (area[i] < '0' || area[i] > '9')
            return false;
        code = code * 10 + (area[i] - '0');
    }
    size_t low = 0, high = phone_area_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (phone_areas[middle].code < code)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == phone_area_count || phone_areas[low].code != code)
        return false;
    *country = phone_areas[low].country;
    *region = phone_areas[low].region;
    return true;
}

bool phone_place(const char *e164, const char **country, const char **region)
{
    /* ITU-T E.164, list of assigned country codes: those of one country (+39 is Italy's and the
     * Vatican's, +47 Norway's and Svalbard's, +44 and +61 with islands that keep the same hours).
     */
    static const struct {
        const char *code, *country;
    } codes[] = {
        {"27", "ZA"},  {"30", "GR"},  {"31", "NL"},  {"32", "BE"},  {"33", "FR"},  {"34", "ES"},
        {"36", "HU"},  {"39", "IT"},  {"40", "RO"},  {"41", "CH"},  {"43", "AT"},  {"44", "GB"},
        {"45", "DK"},  {"46", "SE"},  {"47", "NO"},  {"48", "PL"},  {"49", "DE"},  {"52", "MX"},
        {"55", "BR"},  {"61", "AU"},  {"64", "NZ"},  {"65", "SG"},  {"81", "JP"},  {"82", "KR"},
        {"90", "TR"},  {"91", "IN"},  {"351", "PT"}, {"352", "LU"}, {"353", "IE"}, {"358", "FI"},
        {"420", "CZ"}, {"421", "SK"},
    };
    if (e164[0] != '+')
        return false;
    if (e164[1] == '1')
        return area_place(e164 + 2, country, region);
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strncmp(e164 + 1, codes[i].code, strlen(codes[i].code)) == 0) {
            *country = codes[i].country;
            *region = NULL;
            return true;
        }
    return false;
}
