// The module beck-phone: base/phone_driver.h over libphonenumber.

extern "C" {
#include "base/phone_driver.h"
}

#include <cstring>
#include <string>

#include <phonenumbers/phonenumberutil.h>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

// Read-only after its first use, which C++ makes safe among threads.
const PhoneNumberUtil &library()
{
    static const PhoneNumberUtil &instance = *PhoneNumberUtil::GetInstance();
    return instance;
}

bool copy(const std::string &from, char *to, size_t size)
{
    if (from.size() >= size)
        return false;
    std::memcpy(to, from.c_str(), from.size() + 1);
    return true;
}

PhoneKind kind_of(PhoneNumberUtil::PhoneNumberType type)
{
    switch (type) {
    case PhoneNumberUtil::FIXED_LINE:
        return PHONE_FIXED;
    case PhoneNumberUtil::MOBILE:
        return PHONE_MOBILE;
    case PhoneNumberUtil::FIXED_LINE_OR_MOBILE:
        return PHONE_FIXED_OR_MOBILE;
    case PhoneNumberUtil::TOLL_FREE:
        return PHONE_TOLL_FREE;
    case PhoneNumberUtil::PREMIUM_RATE:
        return PHONE_PREMIUM;
    case PhoneNumberUtil::UNKNOWN:
        return PHONE_UNKNOWN;
    default:
        return PHONE_OTHER;
    }
}

PhoneReading reading_of(PhoneNumberUtil::ErrorType error)
{
    switch (error) {
    case PhoneNumberUtil::NO_PARSING_ERROR:
        return PHONE_READ;
    case PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR:
        return PHONE_NO_COUNTRY;
    case PhoneNumberUtil::TOO_SHORT_AFTER_IDD:
    case PhoneNumberUtil::TOO_SHORT_NSN:
        return PHONE_TOO_SHORT;
    case PhoneNumberUtil::TOO_LONG_NSN:
        return PHONE_TOO_LONG;
    default:
        return PHONE_NO_NUMBER;
    }
}

PhoneReading reading_of(PhoneNumberUtil::ValidationResult possible)
{
    switch (possible) {
    case PhoneNumberUtil::IS_POSSIBLE:
        return PHONE_READ;
    case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY:
        return PHONE_LOCAL_ONLY;
    case PhoneNumberUtil::INVALID_COUNTRY_CODE:
        return PHONE_NO_COUNTRY;
    case PhoneNumberUtil::TOO_SHORT:
        return PHONE_TOO_SHORT;
    case PhoneNumberUtil::TOO_LONG:
        return PHONE_TOO_LONG;
    default:
        return PHONE_WRONG_LENGTH;
    }
}

// "ZZ" is the library's word for "no region".
std::string known_region(const char *region)
{
    return region[0] ? region : "ZZ";
}

// One digit over and over, where the library knows of no such number; and in North America an area
// code of 0 or 1 (ATIS-0300051). What is merely not assigned yet, as far as the library knows, may
// be by now.
bool is_nobodys(const PhoneNumber &number)
{
    enum { NORTH_AMERICA = 1 };
    std::string digits;
    library().GetNationalSignificantNumber(number, &digits);
    return (number.country_code() == NORTH_AMERICA && (digits[0] == '0' || digits[0] == '1')) ||
           (digits.find_first_not_of(digits[0]) == std::string::npos &&
            !library().IsValidNumber(number));
}

PhoneReading parse(const char *text, const char *region, Phone *phone)
{
    PhoneNumber number;
    PhoneReading reading = reading_of(library().Parse(text, known_region(region), &number));
    if (reading == PHONE_READ)
        reading = reading_of(library().IsPossibleNumberWithReason(number));
    if (reading == PHONE_READ && is_nobodys(number))
        reading = PHONE_NOBODYS;
    if (reading != PHONE_READ)
        return reading;

    Phone read = {};
    std::string e164, where;
    library().Format(number, PhoneNumberUtil::E164, &e164);
    library().GetRegionCodeForNumber(number, &where);
    if (!copy(e164, read.e164, sizeof read.e164) ||
        !copy(number.extension(), read.extension, sizeof read.extension))
        return PHONE_TOO_LONG;
    // Numbers of no region ("001", "ZZ") stay without one.
    if (where.size() == 2 && where != "ZZ")
        copy(where, read.region, sizeof read.region);
    read.kind = kind_of(library().GetNumberType(number));
    *phone = read;
    return PHONE_READ;
}

bool format(const char *e164, const char *region, char *text, size_t size)
{
    PhoneNumber number;
    if (library().Parse(e164, "ZZ", &number) != PhoneNumberUtil::NO_PARSING_ERROR)
        return false;
    bool at_home = library().GetCountryCodeForRegion(region) == number.country_code();
    std::string formatted;
    library().Format(number, at_home ? PhoneNumberUtil::NATIONAL : PhoneNumberUtil::INTERNATIONAL,
                     &formatted);
    return copy(formatted, text, size);
}

} // namespace

extern "C" {
extern __attribute__((visibility("default"))) const PhoneDriver beck_module_phone;
const PhoneDriver beck_module_phone = {parse, format};
}
