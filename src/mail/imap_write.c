#include "base/utf8.h"
#include "mail/imap_part.h"

#include <stdio.h>
#include <string.h>

/* --- names of folders ------------------------------------------------------------------------- */

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

/* Bits on their way between letters of 16 and digits of 6. */
typedef struct Bits {
    uint32_t value;
    int count;
} Bits;

static void put_unit(Buf *out, Bits *bits, uint32_t unit)
{
    bits->value = bits->value << 16 | unit;
    for (bits->count += 16; bits->count >= 6; bits->count -= 6)
        buf_addc(out, digits[bits->value >> (bits->count - 6) & 63]);
}

/* What is not ASCII, in UTF-16 and modified base64, up to the next letter that is. */
static void put_foreign(Buf *out, const char **at, const char *end)
{
    Bits bits = {0};
    buf_addc(out, '&');
    while (*at < end && (unsigned char)**at > 126) {
        uint32_t point = (uint32_t)utf8_next(at, end);
        if (point > 0xffff) {
            put_unit(out, &bits, 0xd800 + ((point - 0x10000) >> 10));
            point = 0xdc00 + ((point - 0x10000) & 0x3ff);
        }
        put_unit(out, &bits, point);
    }
    if (bits.count)
        buf_addc(out, digits[bits.value << (6 - bits.count) & 63]);
    buf_addc(out, '-');
}

static bool is_folder(const char *folder)
{
    const char *at = folder, *end = folder + strlen(folder);
    while (at < end) {
        int32_t point = utf8_next(&at, end);
        if (point < ' ' || point == 127) /* what is no UTF-8, too */
            return false;
    }
    return *folder != '\0';
}

bool imap_write_folder(Buf *out, const char *folder, Err *err)
{
    size_t before = out->length;
    if (!is_folder(folder) || strlen(folder) > IMAP_NAME_MOST)
        return err_field(err, ERR_INPUT, "folder", "\"%.100s\" cannot be the name of a folder",
                         folder);
    buf_addc(out, '"');
    for (const char *at = folder, *end = folder + strlen(folder); at < end;) {
        if ((unsigned char)*at > 126) {
            put_foreign(out, &at, end);
            continue;
        }
        if (*at == '"' || *at == '\\')
            buf_addc(out, '\\');
        buf_addc(out, *at);
        if (*at++ == '&')
            buf_addc(out, '-');
    }
    buf_addc(out, '"');
    if (out->length - before <= 3 * IMAP_NAME_MOST)
        return true;
    buf_cut(out, before);
    return err_field(err, ERR_INPUT, "folder", "\"%.100s\" is too long for a folder's name",
                     folder);
}

/* A half of a letter waits for its other half. */
static bool take_unit(Buf *out, uint32_t unit, uint32_t *half)
{
    char letter[UTF8_LONGEST];
    bool low = unit >= 0xdc00 && unit < 0xe000, high = unit >= 0xd800 && unit < 0xdc00;
    if (low != (*half != 0) || unit < ' ')
        return false;
    if (high) {
        *half = unit;
        return true;
    }
    uint32_t point = low ? 0x10000 + ((*half - 0xd800) << 10) + (unit - 0xdc00) : unit;
    *half = 0;
    buf_add(out, letter, utf8_put(letter, (int32_t)point));
    return true;
}

static bool take_foreign(Buf *out, const char **at)
{
    Bits bits = {0};
    uint32_t half = 0;
    for (; **at && **at != '-'; (*at)++) {
        const char *digit = strchr(digits, **at);
        if (!digit)
            return false;
        bits.value = bits.value << 6 | (uint32_t)(digit - digits);
        bits.count += 6;
        if (bits.count < 16)
            continue;
        bits.count -= 16;
        if (!take_unit(out, bits.value >> bits.count & 0xffff, &half))
            return false;
    }
    return *(*at)++ == '-' && !half && bits.count < 6;
}

bool imap_read_folder(Buf *out, const char *wire)
{
    size_t before = out->length;
    bool right = true;
    for (const char *at = wire; right && *at;) {
        if (*at != '&') {
            right = *at >= ' ' && *at < 127;
            buf_addc(out, *at++);
        } else if (at[1] == '-') {
            buf_addc(out, '&');
            at += 2;
        } else {
            at++;
            right = take_foreign(out, &at);
        }
    }
    if (!right)
        buf_cut(out, before);
    return right;
}

/* --- times ------------------------------------------------------------------------------------ */

static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

static Civil civil_of(Time at)
{
    Day day = (Day)((at - (at % DAY_SECONDS + DAY_SECONDS) % DAY_SECONDS) / DAY_SECONDS);
    return civil_of_day(day);
}

void imap_write_day(Buf *out, Time at)
{
    Civil civil = civil_of(at);
    buf_addf(out, "%d-%.3s-%04d", civil.day, &months[3 * (civil.month - 1)], civil.year);
}

void imap_write_time(Buf *out, Time at)
{
    Civil civil = civil_of(at);
    int second = (int)((at % DAY_SECONDS + DAY_SECONDS) % DAY_SECONDS);
    buf_addf(out, "\"%2d-%.3s-%04d %02d:%02d:%02d +0000\"", civil.day,
             &months[3 * (civil.month - 1)], civil.year, second / HOUR, second / MINUTE % 60,
             second % 60);
}

/* Two digits, or a blank and one; -1: neither. */
static int number_of(const char *text)
{
    bool blank = text[0] == ' ';
    if ((!blank && (text[0] < '0' || text[0] > '9')) || text[1] < '0' || text[1] > '9')
        return -1;
    return (blank ? 0 : 10 * (text[0] - '0')) + text[1] - '0';
}

static int month_of(const char *text)
{
    for (int i = 0; i < 12; i++)
        if (!memcmp(text, &months[(size_t)(3 * i)], 3))
            return i + 1;
    return 0;
}

/* " 7-Jul-1996 02:44:25 -0700" */
Time imap_read_time(const char *text, size_t length)
{
    static const char like[] = "99-AAA-9999 99:99:99 +9999";
    if (length != sizeof like - 1)
        return TIME_NONE;
    for (size_t i = 0; i < length; i++)
        if (strchr("-: ", like[i]) && text[i] != like[i])
            return TIME_NONE;
    int century = number_of(text + 7), year = number_of(text + 9), zone_hour = number_of(text + 22),
        zone_minute = number_of(text + 24);
    Civil civil = {.year = 100 * century + year,
                   .month = month_of(text + 3),
                   .day = number_of(text),
                   .hour = number_of(text + 12),
                   .minute = number_of(text + 15),
                   .second = number_of(text + 18)};
    if (century < 0 || year < 0 || zone_hour < 0 || zone_minute < 0 || !strchr("+-", text[21]) ||
        !civil_valid(civil))
        return TIME_NONE;
    int offset = zone_hour * HOUR + zone_minute * MINUTE;
    return (Time)day_of_civil(civil.year, civil.month, civil.day) * DAY_SECONDS +
           civil.hour * HOUR + civil.minute * MINUTE + civil.second -
           (text[21] == '-' ? -offset : offset);
}
