/* For libraries whose functions only read but whose types do not say so. */
#pragma once

static inline void *unconst(const void *pointer)
{
    union {
        const void *from;
        void *to;
    } same = {pointer};
    return same.to;
}
