#include "exchange/xlsx_style.h"

#include "base/clock.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

XlsxStyle xlsx_style_of_id(unsigned long id)
{
    /* The second range is of East Asian dates. */
    bool date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
                (id >= 50 && id <= 58);
    return date ? XLSX_DATE : XLSX_PLAIN;
}

/* The letters and digits of the first section that are no literal text. */
static void read_code(const char *code, bool *date, bool *only_zeros, size_t *zeros)
{
    *date = false;
    *only_zeros = true;
    *zeros = 0;
    for (const char *at = code; *at && *at != ';'; at++) {
        if (*at == '"' || *at == '[') {
            const char *end = strchr(at + 1, *at == '"' ? '"' : ']');
            if (!end)
                return;
            /* [h]:mm counts hours; [Red] and [$€-407] are no matter. */
            bool elapsed =
                *at == '[' && strspn(at + 1, "hHmMsS") == (size_t)(end - at - 1) && end > at + 1;
            *date |= elapsed;
            *only_zeros = false;
            at = end;
        } else if (*at == '\\' || *at == '_' || *at == '*') {
            *only_zeros = false;
            if (!*++at)
                return;
        } else {
            *date |= strchr("yYmMdDhHsS", *at) != NULL;
            *only_zeros &= *at == '0';
            ++*zeros;
        }
    }
}

XlsxStyle xlsx_style_of_code(const char *code)
{
    if (strcasecmp(code, "General") == 0)
        return XLSX_PLAIN;
    bool date, only_zeros;
    size_t zeros;
    read_code(code, &date, &only_zeros, &zeros);
    if (date)
        return XLSX_DATE;
    return only_zeros && zeros > 1 && zeros <= XLSX_PADDED_MOST ? (XlsxStyle)zeros : XLSX_PLAIN;
}

/* The file says "1234.5" whatever the locale; strtod() is asked in parts that no locale changes. */
static bool read_number(const char *raw, double *number)
{
    char *end;
    const char *at = raw;
    bool negative = *at == '-';
    at += *at == '-' || *at == '+';
    double value = 0, scale = 1;
    size_t digits = 0;
    for (; isdigit((unsigned char)*at); at++, digits++)
        value = value * 10 + (*at - '0');
    if (*at == '.')
        for (at++; isdigit((unsigned char)*at); at++, digits++) {
            scale /= 10;
            value += (*at - '0') * scale;
        }
    long exponent = 0;
    if (digits && (*at == 'e' || *at == 'E')) {
        exponent = strtol(at + 1, &end, 10);
        at = end;
    }
    if (!digits || *at || exponent > 400 || exponent < -400)
        return false;
    value *= pow(10, (double)exponent);
    *number = negative ? -value : value;
    return isfinite(*number);
}

/* Serials count days from 1899-12-31, and 1900-02-29, which never was, is one of them. */
static void write_date(Buf *out, double serial, bool from_1904)
{
    double whole = floor(serial);
    long seconds = lround((serial - whole) * DAY_SECONDS);
    if (seconds >= DAY_SECONDS) {
        whole += 1;
        seconds = 0;
    }
    bool only_time = whole < 1 && !from_1904;
    if (!only_time) {
        Day first = from_1904    ? day_of_civil(1904, 1, 1)
                    : whole < 60 ? day_of_civil(1899, 12, 31)
                                 : day_of_civil(1899, 12, 30);
        Civil civil = civil_of_day(first + (Day)whole);
        buf_addf(out, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
    }
    if (!only_time && !seconds)
        return;
    buf_addf(out, "%s%02ld:%02ld", only_time ? "" : "T", seconds / HOUR, seconds / MINUTE % 60);
    if (seconds % MINUTE)
        buf_addf(out, ":%02ld", seconds % MINUTE);
}

static bool has_plain_digits(const char *raw)
{
    return strlen(raw) <= 15 && !strpbrk(raw, "eE");
}

/* Fifteen digits are what Excel keeps; more in the file are the double's, not the user's. */
static void write_number(Buf *out, const char *raw, double number)
{
    if (has_plain_digits(raw)) {
        buf_adds(out, raw);
        return;
    }
    if (number == floor(number) && fabs(number) < 1e18) {
        buf_addf(out, "%.0f", number);
        return;
    }
    char text[64];
    snprintf(text, sizeof text, "%.15g", number);
    for (char *at = text; *at; at++)
        if (*at == ',')
            *at = '.'; /* of a locale */
    buf_adds(out, text);
}

void xlsx_style_write(Buf *out, const char *raw, XlsxStyle style, bool from_1904)
{
    double number;
    enum { LAST_DAY = 2958465 /* 9999-12-31 */ };
    if (!read_number(raw, &number))
        buf_adds(out, raw);
    else if (style == XLSX_DATE && number >= 0 && number <= LAST_DAY)
        write_date(out, number, from_1904);
    else if (style != XLSX_DATE && style > 0 && number >= 0 && number < 1e15 &&
             number == floor(number))
        buf_addf(out, "%0*.0f", (int)style, number);
    else
        write_number(out, raw, number);
}
