#include "auth/password.h"

#include "auth/common_passwords.h"
#include "base/text.h"
#include "base/utf8.h"

#include <sodium.h>
#include <string.h>

enum { PASSES = 2, MEMORY = 19 * 1024 * 1024, PASSWORD_BYTES_MOST = PASSWORD_MOST * UTF8_LONGEST };

_Static_assert(PASSWORD_HASH_BYTES == crypto_pwhash_argon2id_STRBYTES, "libsodium's");

/* --- the policy --- */

static size_t characters(const char *text)
{
    size_t count = 0;
    for (const char *at = text, *end = text + strlen(text); at < end; count++)
        utf8_next(&at, end);
    return count;
}

static bool is_common(const char *password)
{
    char line[PASSWORD_BYTES_MOST + 3];
    size_t length = strlen(password);
    line[0] = line[length + 1] = '\n';
    line[length + 2] = '\0';
    for (size_t i = 0; i < length; i++)
        line[i + 1] =
            (char)(password[i] >= 'A' && password[i] <= 'Z' ? password[i] | 0x20 : password[i]);
    return strstr(common_passwords, line) != NULL;
}

/* Takes each word of the name out of `rest`, in place; both folded. True when there was one. */
static bool take_out(char *rest, const char *name)
{
    enum { WORD_LEAST = 3 }; /* shorter ones are in every sentence */
    bool taken = false;
    while (*name) {
        size_t length = strcspn(name, " ");
        for (char *at = rest; length >= WORD_LEAST && *at;)
            if (strncmp(at, name, length) == 0) {
                memmove(at, at + length, strlen(at + length) + 1);
                taken = true;
            } else {
                at++;
            }
        name += length + strspn(name + length, " ");
    }
    return taken;
}

/* The letters and digits that are left without those words are too few to be a secret. */
static bool is_made_of(const char *password, const char *const *words)
{
    enum { LEFT_LEAST = 6 };
    auto_arena Arena *arena = arena_new();
    char *rest = text_fold(arena, password);
    bool taken = take_out(rest, "beck");
    for (; *words; words++)
        taken |= take_out(rest, text_fold(arena, *words));
    size_t left = 0;
    for (const char *at = rest, *end = rest + strlen(rest); at < end;)
        left += utf8_next(&at, end) != ' ';
    return taken && left < LEFT_LEAST;
}

bool password_check(const char *password, const char *const *words, Err *err)
{
    password = text_or(password, "");
    if (!text_is_utf8(password, strlen(password)))
        return err_field(err, ERR_INPUT, "password", "the password is not UTF-8");
    size_t count = characters(password);
    if (count < PASSWORD_LEAST)
        return err_field(err, ERR_INPUT, "password",
                         "a password needs %d characters or more; three words make a good one",
                         PASSWORD_LEAST);
    if (count > PASSWORD_MOST)
        return err_field(err, ERR_INPUT, "password", "a password has at most %d characters",
                         PASSWORD_MOST);
    if (is_common(password))
        return err_field(err, ERR_INPUT, "password",
                         "this is one of the passwords that are tried first; three words of your "
                         "own make a good one");
    if (is_made_of(password, words))
        return err_field(err, ERR_INPUT, "password",
                         "this is made of your name, your address or the company's name, which are "
                         "tried first");
    return true;
}

/* --- keeping --- */

bool password_hash(Arena *arena, const char *password, const char **hash, Err *err)
{
    char *made = arena_alloc(arena, PASSWORD_HASH_BYTES);
    if (sodium_init() < 0 ||
        crypto_pwhash_argon2id_str(made, password, strlen(password), PASSES, MEMORY) != 0)
        return err_set(err, ERR_BROKEN, "there is no memory to hash a password (%d MiB)",
                       MEMORY / 1024 / 1024);
    *hash = made;
    return true;
}

bool password_right(const char *hash, const char *password)
{
    /* Of a password nobody has: 32 random bytes. */
    static const char nobody[] = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$"
                                 "vUVZ1q5fZ0yUcl0uWZzv0u6Jt0vGm3s3JmQ0mM6y1bE";
    size_t length = strlen(password);
    if (sodium_init() < 0 || length > PASSWORD_BYTES_MOST)
        return false;
    bool right = crypto_pwhash_argon2id_str_verify(hash ? hash : nobody, password, length) == 0;
    return hash && right;
}

bool password_is_old(const char *hash)
{
    return crypto_pwhash_argon2id_str_needs_rehash(hash, PASSES, MEMORY) != 0;
}
