/* Signs mails.
 *
 * Usage: sign_mails KEY DOMAIN SELECTOR FILE…
 * Puts the signature before each file's bytes, into FILE.signed. For dkim_many.py.
 */
#include "mail/dkim.h"

#include <stdio.h>
#include <stdlib.h>

static Buf file_bytes(const char *path)
{
    Buf bytes = buf_new(1 << 24);
    FILE *file = fopen(path, "rb");
    char piece[4096];
    size_t count;
    if (!file)
        exit(2);
    while ((count = fread(piece, 1, sizeof piece, file)) > 0)
        buf_add(&bytes, piece, count);
    fclose(file);
    return bytes;
}

static void sign_file(const DkimSigner *signer, const char *path)
{
    auto_arena Arena *arena = arena_new();
    auto_buf Buf mail = file_bytes(path), signature = buf_new(1 << 16);
    Err err;
    if (!dkim_sign(signer, mail.at, mail.length, 1780000000, &signature, &err)) {
        fprintf(stderr, "%s: %s\n", path, err.message);
        exit(1);
    }
    FILE *file = fopen(arena_printf(arena, "%s.signed", path), "wb");
    if (!file || fwrite(signature.at, 1, signature.length, file) != signature.length ||
        fwrite(mail.at, 1, mail.length, file) != mail.length || fclose(file) != 0)
        exit(2);
}

int main(int count, char **words)
{
    if (count < 5)
        return 2;
    auto_buf Buf pem = file_bytes(words[1]);
    DkimSigner signer = {.domain = words[2], .selector = words[3]};
    Err err;
    if (!dkim_key_open(pem.at, pem.length, &signer.key, &err)) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    for (int i = 4; i < count; i++)
        sign_file(&signer, words[i]);
    dkim_key_close(signer.key);
    return 0;
}
