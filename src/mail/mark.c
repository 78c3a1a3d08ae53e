#include "mail/mark.h"

#include <stdio.h>
#include <string.h>

static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
enum { LETTER_BITS = 5, LETTERS = 1 << LETTER_BITS };

/* The control character keeps it apart from the suppression hashes of the same secret, which are of
 * addresses: nobody can have an address whose hash is a proof. */
static void write_proof(const unsigned char *secret, const char *use, int64_t number,
                        char proof[MARK_PROOF])
{
    char proven[64];
    int length = snprintf(proven, sizeof proven, "\x01%s:%lld", use, (long long)number);
    Digest digest = digest_of(secret, proven, (size_t)length);
    uint64_t bits;
    memcpy(&bits, digest.bytes, sizeof bits);
    for (int i = 0; i < MARK_PROOF; i++, bits >>= LETTER_BITS)
        proof[i] = letters[bits % LETTERS];
}

void mark_write(const unsigned char secret[DIGEST_KEY_BYTES], const char *use, int64_t number,
                char separator, char mark[MARK_LONGEST + 1])
{
    char digits[MARK_NUMBER_MOST];
    size_t count = 0;
    for (uint64_t left = (uint64_t)number; left; left >>= LETTER_BITS)
        digits[count++] = letters[left % LETTERS];
    for (size_t i = 0; i < count; i++)
        mark[i] = digits[count - 1 - i];
    mark[count++] = separator;
    write_proof(secret, use, number, mark + count);
    mark[count + MARK_PROOF] = '\0';
}

/* -1 when it is no letter of ours. */
static int value_of(char c)
{
    char lower = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
    const char *found = lower ? strchr(letters, lower) : NULL;
    return found ? (int)(found - letters) : -1;
}

static bool read_number(const char *text, size_t length, int64_t *number)
{
    if (!length || length > MARK_NUMBER_MOST || value_of(text[0]) < 1)
        return false;
    uint64_t read = 0;
    for (size_t i = 0; i < length; i++) {
        int value = value_of(text[i]);
        if (value < 0 || read > (uint64_t)INT64_MAX >> LETTER_BITS)
            return false;
        read = read << LETTER_BITS | (uint64_t)value;
    }
    *number = (int64_t)read;
    return true;
}

bool mark_read(const MailKeys *keys, const char *use, char separator, const char *text,
               size_t length, MailTouch *touch)
{
    int64_t number;
    if (length <= MARK_PROOF + 1 || text[length - MARK_PROOF - 1] != separator ||
        !read_number(text, length - MARK_PROOF - 1, &number))
        return false;
    char claimed[MARK_PROOF], proof[MARK_PROOF];
    for (int i = 0; i < MARK_PROOF; i++) {
        int value = value_of(text[length - MARK_PROOF + (size_t)i]);
        if (value < 0)
            return false;
        claimed[i] = letters[value];
    }
    for (size_t i = 0; i < keys->count; i++) {
        write_proof(keys->at[i].secret, use, number, proof);
        if (bytes_equal(proof, claimed, MARK_PROOF)) {
            *touch = (MailTouch){keys->at[i].workspace, number};
            return true;
        }
    }
    return false;
}
