#include "base/sms.h"

#include "base/utf8.h"

#include <string.h>

/* TS 23.038 §6.2.1, beyond what ASCII has in common with it. */
static const uint16_t alphabet[] = {0x00A1, 0x00A3, 0x00A4, 0x00A5, 0x00A7, 0x00BF, 0x00C4, 0x00C5,
                                    0x00C6, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00D8, 0x00DC, 0x00DF,
                                    0x00E0, 0x00E4, 0x00E5, 0x00E6, 0x00E8, 0x00E9, 0x00EC, 0x00F1,
                                    0x00F2, 0x00F6, 0x00F8, 0x00F9, 0x00FC, 0x0393, 0x0394, 0x0398,
                                    0x039B, 0x039E, 0x03A0, 0x03A3, 0x03A6, 0x03A8, 0x03A9};

static bool is_beyond_ascii(int32_t point)
{
    for (size_t i = 0; i < sizeof alphabet / sizeof *alphabet; i++)
        if (alphabet[i] == point)
            return true;
    return false;
}

size_t sms_septets(int32_t point)
{
    enum { FORM_FEED = 0x0C, EURO = 0x20AC };
    if (point == EURO || point == FORM_FEED)
        return 2; /* §6.2.1.1, the extension table */
    if (point >= 0x80)
        return is_beyond_ascii(point);
    if (point < ' ')
        return point == '\n' || point == '\r';
    if (point == '`' || point == 0x7F)
        return 0;
    return strchr("^{}\\[~]|", (int)point) ? 2 : 1;
}

static bool is_gsm(const char *text, const char *end, const char **other)
{
    for (const char *at = text; at < end;) {
        const char *from = at;
        if (!sms_septets(utf8_next(&at, end))) {
            *other = from;
            return false;
        }
    }
    return true;
}

static size_t width_of(int32_t point, bool gsm)
{
    enum { BASIC_PLANE_END = 0x10000 };
    return gsm ? sms_septets(point) : point >= BASIC_PLANE_END ? 2 : 1;
}

SmsParts sms_parts(const char *text)
{
    const char *end = text + strlen(text);
    SmsParts made = {.parts = 1};
    made.gsm = is_gsm(text, end, &made.other);
    size_t alone = made.gsm ? SMS_SEPTETS : SMS_UNITS, room;
    size_t of_part = made.gsm ? SMS_SEPTETS_OF_PART : SMS_UNITS_OF_PART;
    size_t parts = 1, filled = 0;
    for (const char *at = text; at < end;) {
        size_t width = width_of(utf8_next(&at, end), made.gsm);
        made.units += width;
        if (filled + width > of_part) {
            parts++;
            filled = 0;
        }
        filled += width;
    }
    room = of_part - filled;
    if (made.units <= alone) {
        parts = 1;
        room = alone - made.units;
    }
    made.parts = parts;
    made.left = room;
    return made;
}
