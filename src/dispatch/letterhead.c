#include "dispatch/letterhead.h"

#include "base/text.h"

#include <string.h>

static bool add_signer(Arena *arena, const Doc *settings, const Doc *secrets, const char *selector,
                       const char *secret, Letterhead *head, Err *err)
{
    const char *pem = text_or(doc_text(secrets, secret), "");
    DkimSigner *signer = &head->signers[head->signer_count];
    if (!*pem)
        return true;
    if (!dkim_key_open(pem, strlen(pem), &signer->key, err))
        return false;
    signer->domain = arena_strdup(arena, text_or(doc_text(settings, "dkim_domain"), ""));
    signer->selector = arena_strdup(arena, text_or(doc_text(settings, selector), ""));
    head->signer_count++;
    return true;
}

bool letterhead_open(Arena *arena, const Doc *settings, const Doc *secrets, Letterhead *head,
                     Err *err)
{
    Letterhead made = {.signer_count = 0};
    if (!add_signer(arena, settings, secrets, "dkim_rsa_selector", "dkim_rsa", &made, err) ||
        !add_signer(arena, settings, secrets, "dkim_ed25519_selector", "dkim_ed25519", &made,
                    err)) {
        letterhead_close(&made);
        return false;
    }
    *head = made;
    return true;
}

void letterhead_close(Letterhead *head)
{
    for (size_t i = 0; i < head->signer_count; i++)
        dkim_key_close(head->signers[i].key);
    head->signer_count = 0;
}

bool letterhead_sign(const Letterhead *head, const Buf *mail, Time now, Buf *out, Err *err)
{
    for (size_t i = 0; i < head->signer_count; i++)
        if (!dkim_sign(&head->signers[i], mail->at, mail->length, now, out, err))
            return false;
    buf_add(out, mail->at, mail->length);
    return true;
}
