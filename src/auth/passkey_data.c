#include "auth/passkey_data.h"

#include <string.h>

typedef struct Reader {
    const unsigned char *at, *end;
} Reader;

typedef enum Major {
    MAJOR_UNSIGNED,
    MAJOR_NEGATIVE,
    MAJOR_BYTES,
    MAJOR_TEXT,
    MAJOR_ARRAY,
    MAJOR_MAP,
    MAJOR_TAG,
    MAJOR_SIMPLE
} Major;

static size_t left(const Reader *reader)
{
    return (size_t)(reader->end - reader->at);
}

static bool skip(Reader *reader, size_t count)
{
    if (count > left(reader))
        return false;
    reader->at += count;
    return true;
}

/* RFC 8949, §3: three bits of kind, five of a number or of how many bytes hold it. */
static bool read_head(Reader *reader, Major *major, uint64_t *number)
{
    enum { ONE_BYTE = 24, EIGHT_BYTES = 27 };
    if (!left(reader))
        return false;
    unsigned first = *reader->at++, low = first & 31;
    *major = (Major)(first >> 5);
    *number = low;
    if (low < ONE_BYTE)
        return true;
    size_t count = (size_t)1 << (low - ONE_BYTE);
    if (low > EIGHT_BYTES || count > left(reader))
        return false;
    *number = 0;
    for (size_t i = 0; i < count; i++)
        *number = *number << 8 | *reader->at++;
    return true;
}

/* `levels`: how deep it may still go. */
static bool skip_item(Reader *reader, int levels);

static bool skip_items(Reader *reader, uint64_t count, int levels)
{
    if (!levels || count > left(reader))
        return false;
    for (uint64_t i = 0; i < count; i++)
        if (!skip_item(reader, levels))
            return false;
    return true;
}

static bool skip_item(Reader *reader, int levels) /* NOLINT(misc-no-recursion): `levels` ends it */
{
    Major major;
    uint64_t number;
    if (!read_head(reader, &major, &number))
        return false;
    switch (major) {
    case MAJOR_UNSIGNED:
    case MAJOR_NEGATIVE:
    case MAJOR_SIMPLE:
        return true;
    case MAJOR_BYTES:
    case MAJOR_TEXT:
        return number <= left(reader) && skip(reader, (size_t)number);
    case MAJOR_ARRAY:
        return skip_items(reader, number, levels - 1);
    case MAJOR_MAP:
        return number <= left(reader) && skip_items(reader, 2 * number, levels - 1);
    case MAJOR_TAG:
        break;
    }
    return false;
}

enum { LEVELS = 4 };

static bool read_string(Reader *reader, Major wanted, Bytes *string)
{
    Major major;
    uint64_t count;
    if (!read_head(reader, &major, &count) || major != wanted || count > left(reader))
        return false;
    *string = (Bytes){reader->at, (size_t)count};
    return skip(reader, (size_t)count);
}

bool attestation_data(Bytes attestation, Bytes *authenticator_data)
{
    static const char wanted[] = "authData";
    Reader reader = {attestation.at, attestation.at + attestation.count};
    Major major;
    uint64_t members;
    Bytes data = {0};
    if (!read_head(&reader, &major, &members) || major != MAJOR_MAP)
        return false;
    for (uint64_t i = 0; i < members; i++) {
        Bytes name = {0};
        if (!read_string(&reader, MAJOR_TEXT, &name))
            return false;
        bool here = name.count == sizeof wanted - 1 && memcmp(name.at, wanted, name.count) == 0;
        if (here ? data.at || !read_string(&reader, MAJOR_BYTES, &data)
                 : !skip_item(&reader, LEVELS))
            return false;
    }
    if (!data.at || left(&reader))
        return false;
    *authenticator_data = data;
    return true;
}

bool authenticator_data_sound(Bytes data)
{
    enum {
        SITE = 32,
        FLAGS = 1,
        COUNTER = 4,
        MAKE = 16,
        KEY_THERE = 0x40,
        EXTENSIONS_THERE = 0x80
    };
    if (data.count < SITE + FLAGS + COUNTER)
        return false;
    unsigned flags = data.at[SITE];
    Reader reader = {data.at + SITE + FLAGS + COUNTER, data.at + data.count};
    if (flags & KEY_THERE) {
        if (left(&reader) < MAKE + 2)
            return false;
        size_t id = (size_t)reader.at[MAKE] << 8 | reader.at[MAKE + 1];
        if (!skip(&reader, MAKE + 2) || !skip(&reader, id) || !skip_item(&reader, LEVELS))
            return false;
    }
    return (!(flags & EXTENSIONS_THERE) || skip_item(&reader, LEVELS)) && !left(&reader);
}
