#include "auth/secret.h"

#include "base/digest.h"

#include <string.h>

enum { SECRET_MOST = 128 }; /* characters anybody may send as one */

char *secret_new(Arena *arena)
{
    return secret_new_with(arena, "");
}

char *secret_new_with(Arena *arena, const char *prefix)
{
    unsigned char bytes[SECRET_BYTES];
    random_fill(bytes, sizeof bytes);
    return arena_printf(arena, "%s%s", prefix, base64_url(arena, bytes, sizeof bytes));
}

static Digest digest_for(const unsigned char key[DIGEST_KEY_BYTES], const char *use,
                         const char *secret)
{
    auto_arena Arena *arena = arena_new();
    const char *both = arena_printf(arena, "%s:%s", use, secret);
    return digest_of(key, both, strlen(both));
}

bool secret_digest(const unsigned char key[DIGEST_KEY_BYTES], const char *use, const char *secret,
                   Digest *digest)
{
    size_t length = secret ? strnlen(secret, SECRET_MOST + 1) : 0;
    if (length < SECRET_LENGTH || length > SECRET_MOST)
        return false;
    *digest = digest_for(key, use, secret);
    return true;
}

/* Crockford's 32: none is taken for another. */
static const char paper[] = "0123456789abcdefghjkmnpqrstvwxyz";
enum { CODE_LETTERS = 24, CODE_GROUP = 4 };

char *recovery_code_new(Arena *arena)
{
    unsigned char bytes[CODE_LETTERS];
    random_fill(bytes, sizeof bytes);
    char *code = arena_alloc(arena, CODE_LETTERS + CODE_LETTERS / CODE_GROUP), *to = code;
    for (size_t i = 0; i < CODE_LETTERS; i++) {
        if (i && i % CODE_GROUP == 0)
            *to++ = '-';
        *to++ = paper[bytes[i] & 31];
    }
    return code;
}

bool recovery_code_digest(const unsigned char key[DIGEST_KEY_BYTES], const char *typed,
                          Digest *digest)
{
    char code[CODE_LETTERS + 1] = {0};
    size_t count = 0;
    for (const char *at = typed ? typed : ""; *at; at++) {
        char letter = (char)(*at >= 'A' && *at <= 'Z' ? *at | 0x20 : *at);
        letter = (char)(letter == 'o' ? '0' : letter == 'l' || letter == 'i' ? '1' : letter);
        if (strchr(" -", letter))
            continue;
        if (!strchr(paper, letter) || count == CODE_LETTERS)
            return false;
        code[count++] = letter;
    }
    if (count != CODE_LETTERS)
        return false;
    *digest = digest_for(key, "recovery", code);
    return true;
}
