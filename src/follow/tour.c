#include "follow/tour.h"

#include "base/text.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MILLION = 1000000, DECIMALS_LEAST = 3, DECIMALS_MOST = 6, CODE_MOST = 11 };

/* --- what an address says --- */

/* "52.52100" of at most `most` degrees; NULL: it is no coordinate. */
static const char *read_degrees(const char *at, int most, int32_t *degrees)
{
    bool minus = *at == '-';
    int32_t whole = 0, parts = 0;
    int digits = 0, decimals = 0;
    at += minus || *at == '+';
    for (; isdigit((unsigned char)*at) && digits < 3; digits++)
        whole = whole * 10 + (*at++ - '0');
    if (!digits || *at++ != '.')
        return NULL;
    for (; isdigit((unsigned char)*at); decimals++, at++)
        if (decimals < DECIMALS_MOST)
            parts = parts * 10 + (*at - '0');
    if (decimals < DECIMALS_LEAST || whole > most || (whole == most && parts))
        return NULL;
    for (; decimals < DECIMALS_MOST; decimals++)
        parts *= 10;
    *degrees = (minus ? -1 : 1) * (whole * MILLION + parts);
    return at;
}

TourPlace tour_place(const char *address)
{
    enum { NORTH_MOST = 90, EAST_MOST = 180 };
    bool inside = false; /* of a word or a number */
    for (const char *at = text_or(address, ""); *at; at++) {
        TourPlace place = {.known = true};
        const char *next = inside ? NULL : read_degrees(at, NORTH_MOST, &place.latitude);
        next = next && *next == ',' ? next + 1 + strspn(next + 1, " ") : NULL;
        if (next && read_degrees(next, EAST_MOST, &place.longitude))
            return place;
        inside = isalnum((unsigned char)*at) || *at == '.' || *at == '-';
    }
    return (TourPlace){0};
}

static size_t word_length(const char *at)
{
    return strcspn(at, " ,;\n\t");
}

/* "10115", "62704-1234" */
static bool is_number_code(const char *word, size_t length)
{
    size_t digits = strspn(word, "0123456789");
    if (digits >= length)
        return length >= 4 && length <= 6;
    return digits == 5 && length == 10 && word[5] == '-' && strspn(word + 6, "0123456789") >= 4;
}

/* "SW1A 1AA", "K1A 0B1": the half of it that stands first, and the other behind a blank. */
static bool is_letter_code(const char *word, size_t length)
{
    const char *other = word + length + 1;
    if (length < 2 || length > 4 || word[length] != ' ' || word_length(other) != 3)
        return false;
    return isupper((unsigned char)word[0]) && isdigit((unsigned char)other[0]) &&
           isalnum((unsigned char)other[1]) && isalnum((unsigned char)other[2]) &&
           strcspn(word, "0123456789") < length;
}

bool tour_postcode(const char *address, char code[12])
{
    const char *found = NULL;
    size_t found_length = 0;
    const char *start = text_or(address, "");
    for (const char *at = start; *at; at += word_length(at) + (at[word_length(at)] != '\0')) {
        size_t length = word_length(at);
        /* A number that stands first is a house's, where another one follows. */
        if (is_number_code(at, length)) {
            found = at;
            found_length = length;
        } else if (is_letter_code(at, length)) {
            found = at;
            found_length = length + 4;
        }
    }
    if (!found || found_length > CODE_MOST)
        return false;
    memcpy(code, found, found_length);
    code[found_length] = '\0';
    return true;
}

/* --- distances --- */

int64_t tour_metres(const TourPlace *from, const TourPlace *to)
{
    static const double degree_metres = 111195, half_circle = 180, circle = 360;
    double north = (double)(to->latitude - from->latitude) / MILLION;
    double east = fabs((double)to->longitude - (double)from->longitude) / MILLION;
    double middle = (double)((int64_t)to->latitude + from->latitude) / (2 * MILLION);
    east = east > half_circle ? circle - east : east;
    return llround(degree_metres * hypot(north, east * cos(middle * M_PI / half_circle)));
}

/* --- the order --- */

static int compare_texts(const char *a, const char *b)
{
    return strcmp(text_or(a, ""), text_or(b, ""));
}

static bool same_code(const TourStop *a, const TourStop *b)
{
    return !text_empty(a->postcode) && text_equal(a->postcode, b->postcode) &&
           compare_texts(a->country, b->country) == 0;
}

static int by_area(const void *one, const void *other)
{
    const TourStop *a = one, *b = other;
    bool a_fixed = a->fixed_at != TIME_NONE, b_fixed = b->fixed_at != TIME_NONE;
    if (a_fixed != b_fixed)
        return b_fixed - a_fixed;
    if (a_fixed && a->fixed_at != b->fixed_at)
        return (a->fixed_at > b->fixed_at) - (a->fixed_at < b->fixed_at);
    int order = compare_texts(a->country, b->country);
    order = order ? order : compare_texts(a->postcode, b->postcode);
    order = order ? order : compare_texts(a->city, b->city);
    order = order ? order : compare_texts(a->address, b->address);
    return order ? order : (a->name > b->name) - (a->name < b->name);
}

static void find_places(TourStop *stops, size_t count)
{
    for (size_t i = 0; i < count; i++)
        stops[i].place = tour_place(stops[i].address);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count && !stops[i].place.known; k++)
            if (same_code(&stops[i], &stops[k]) && tour_place(stops[k].address).known) {
                stops[i].place = tour_place(stops[k].address);
                stops[i].place.borrowed = true;
            }
}

/* The nearest of those whose place is known; without a start the first of them. */
static size_t nearest(const TourStop *stops, size_t from, size_t count, const TourPlace *here)
{
    size_t best = count;
    int64_t least = INT64_MAX;
    for (size_t i = from; i < count; i++) {
        if (!stops[i].place.known)
            continue;
        int64_t metres = here->known ? tour_metres(here, &stops[i].place) : 0;
        if (metres < least) {
            least = metres;
            best = i;
        }
    }
    return best;
}

static bool is_exact(const TourPlace *place)
{
    return place->known && !place->borrowed;
}

void tour_order(TourStop *stops, size_t count, const TourPlace *start)
{
    TourPlace here = start ? *start : (TourPlace){0};
    size_t at = 0;
    if (!count)
        return;
    find_places(stops, count);
    qsort(stops, count, sizeof *stops, by_area);
    for (; at < count && stops[at].fixed_at != TIME_NONE; at++)
        here = stops[at].place.known ? stops[at].place : here;
    for (; at < count; at++) {
        size_t next = nearest(stops, at, count, &here);
        if (next == count)
            break;
        TourStop stop = stops[next];
        memmove(&stops[at + 1], &stops[at], (next - at) * sizeof *stops);
        stops[at] = stop;
        here = stop.place;
    }
    for (size_t i = 0; i < count; i++) {
        const TourPlace *before = i ? &stops[i - 1].place : start;
        stops[i].metres = before && is_exact(before) && is_exact(&stops[i].place)
                              ? tour_metres(before, &stops[i].place)
                              : -1;
    }
}
