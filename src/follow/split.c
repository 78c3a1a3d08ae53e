#include "follow/split.h"

#include "base/digest.h"

#include <string.h>

bool split_other(const void *key, int64_t person, const char *trial)
{
    unsigned char number[sizeof person];
    for (size_t i = 0; i < sizeof number; i++)
        number[i] = (unsigned char)((uint64_t)person >> 8 * i);
    Digest digest = digest_of(key, trial, strlen(trial) + 1);
    return digest_more(digest, number, sizeof number).bytes[0] & 1;
}
