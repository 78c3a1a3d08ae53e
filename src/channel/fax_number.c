#include "channel/fax_number.h"

#include "base/text.h"

#include <string.h>

static const char number_place[] = "{number}";

static const char *said(const Doc *settings, const char *name)
{
    return text_or(doc_text(settings, name), "");
}

/* No calling code begins another one (ITU-T E.164 §6.2), so that what a number begins with tells.
 */
const char *fax_number_dialled(Arena *arena, const Doc *settings, const char *e164)
{
    const char *country = said(settings, "country"), *digits = e164 + (*e164 == '+');
    bool home = *country && text_starts(digits, country);
    return arena_printf(arena, "%s%s%s", said(settings, "outside"),
                        said(settings, home ? "home" : "abroad"),
                        home ? digits + strlen(country) : digits);
}

bool fax_number_is_mailed(const Doc *settings)
{
    return *said(settings, "to") != '\0';
}

const char *fax_number_address(Arena *arena, const Doc *settings, const char *e164)
{
    const char *number = fax_number_dialled(arena, settings, e164);
    const char *form = said(settings, "to"), *place = strstr(form, number_place);
    return place ? arena_printf(arena, "%.*s%s%s", (int)(place - form), form, number,
                                place + strlen(number_place))
                 : number;
}

static bool is_of(const Doc *settings, const char *name, const char *letters, Err *err)
{
    const char *value = said(settings, name);
    return value[strspn(value, letters)] == '\0' ||
           err_field(err, ERR_INPUT, name, "%s cannot be \"%.40s\": only %s", name, value, letters);
}

static bool check_form(const Doc *settings, Err *err)
{
    const char *form = said(settings, "to"), *place = strstr(form, number_place);
    const char *at = strrchr(form, '@');
    bool right = !*form || (place && at && at > place && at[1] &&
                            !strstr(place + 1, number_place) && !strpbrk(form, " \t\r\n<>,;\"\\"));
    return right || err_field(err, ERR_INPUT, "to",
                              "to cannot be \"%.100s\": a mailbox with {number} before its @, "
                              "{number}@fax.example.com",
                              form);
}

bool fax_number_check(const Doc *settings, Err *err)
{
    static const char digits[] = "0123456789", dialled[] = "0123456789+*#,-";
    return is_of(settings, "country", digits, err) && is_of(settings, "home", dialled, err) &&
           is_of(settings, "abroad", dialled, err) && is_of(settings, "outside", dialled, err) &&
           check_form(settings, err);
}

/* As faxsend says it (ClassModem.c++, FaxRequest.c++ of HylaFAX 6.0), and faxq of numbers; the last
 * ones as gateways of mails write them. */
bool fax_number_blamed(const char *words)
{
    static const char *const wrong[] = {
        "voice",     "wanted fax",     "invalid dialing", "convert dial string",
        "blacklist", "not in service", "invalid number",  "unassigned number",
        "not a fax", "no fax machine", "no such number",  "does not exist"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (text_find_nocase(words, wrong[i]))
            return true;
    return false;
}
