/* Random numbers that come again: SplitMix64 from a seed. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Random {
    uint64_t state;
} Random;

static inline uint64_t random_bits(Random *random)
{
    uint64_t bits = random->state += UINT64_C(0x9E3779B97F4A7C15);
    bits = (bits ^ (bits >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ (bits >> 27)) * UINT64_C(0x94D049BB133111EB);
    return bits ^ (bits >> 31);
}

/* 0 … count − 1. */
static inline int random_below(Random *random, int count)
{
    return (int)(random_bits(random) % (uint64_t)count);
}

static inline int random_between(Random *random, int least, int most)
{
    return least + random_below(random, most - least + 1);
}

static inline bool random_chance(Random *random, int percent)
{
    return random_below(random, 100) < percent;
}

#define RANDOM_OF(random, array)                                                                   \
    ((array)[random_below((random), (int)(sizeof(array) / sizeof *(array)))])
