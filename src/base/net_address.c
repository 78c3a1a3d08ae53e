#include "base/net_address.h"

#include <stddef.h>
#include <string.h>

typedef struct Range {
    uint8_t bytes[16];
    uint8_t bits; /* of them that count */
} Range;

static const Range special4[] = {
    {{0}, 8},             /* this network */
    {{10}, 8},            /* private */
    {{100, 64}, 10},      /* carriers' (RFC 6598) */
    {{127}, 8},           /* loopback */
    {{169, 254}, 16},     /* link-local; the metadata of clouds */
    {{172, 16}, 12},      /* private */
    {{192, 0, 0}, 24},    /* protocol assignments */
    {{192, 0, 2}, 24},    /* documentation */
    {{192, 88, 99}, 24},  /* 6to4 relays */
    {{192, 168}, 16},     /* private */
    {{198, 18}, 15},      /* benchmarks */
    {{198, 51, 100}, 24}, /* documentation */
    {{203, 0, 113}, 24},  /* documentation */
    {{224}, 4},           /* multicast */
    {{240}, 4},           /* reserved, broadcast */
};

/* Only 2000::/3 is given out at all; what is special within it: */
static const Range special6[] = {
    {{0x20, 0x01, 0x00, 0x02}, 48}, /* benchmarks */
    {{0x20, 0x01, 0x00, 0x10}, 28}, /* ORCHID */
    {{0x20, 0x01, 0x00, 0x20}, 28}, /* ORCHIDv2 */
    {{0x20, 0x01, 0x0D, 0xB8}, 32}, /* documentation */
    {{0x3F, 0xFF}, 20},             /* documentation (RFC 9637) */
};

static bool is_within(const uint8_t *bytes, const Range *range)
{
    unsigned whole = range->bits / 8, rest = range->bits % 8;
    if (memcmp(bytes, range->bytes, whole) != 0)
        return false;
    return !rest || (bytes[whole] ^ range->bytes[whole]) >> (8 - rest) == 0;
}

bool net_address_is_public4(const uint8_t bytes[4])
{
    for (size_t i = 0; i < sizeof special4 / sizeof *special4; i++)
        if (is_within(bytes, &special4[i]))
            return false;
    return true;
}

bool net_address_is_public6(const uint8_t bytes[16])
{
    static const Range given_out = {{0x20}, 3}, mapped = {{[10] = 0xFF, 0xFF}, 96},
                       nat64 = {{0x00, 0x64, 0xFF, 0x9B}, 96}, six_to_four = {{0x20, 0x02}, 16},
                       teredo = {{0x20, 0x01}, 32};
    if (is_within(bytes, &mapped) || is_within(bytes, &nat64))
        return net_address_is_public4(bytes + 12);
    if (is_within(bytes, &six_to_four))
        return net_address_is_public4(bytes + 2);
    if (is_within(bytes, &teredo) || !is_within(bytes, &given_out))
        return false;
    for (size_t i = 0; i < sizeof special6 / sizeof *special6; i++)
        if (is_within(bytes, &special6[i]))
            return false;
    return true;
}
