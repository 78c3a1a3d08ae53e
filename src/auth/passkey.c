#include "auth/passkey.h"

#include "auth/passkey_data.h"
#include "base/digest.h"
#include "base/json.h"
#include "base/text.h"

#include <string.h>

/* Authenticator data, §6.1. */
enum { USER_PRESENT = 0x01, USER_VERIFIED = 0x04, BACKUP_STATE = 0x10 };
enum { ANSWER_MOST = 64 * 1024 }; /* characters of a member: attestation may carry certificates */
enum { PATIENCE_MS = 5 * 60 * 1000 };

/* --- the site --- */

static bool is_host(const char *host)
{
    static const char name_letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-.";
    const char *last = strrchr(host, '.');
    const char *end = last ? last + 1 : host;
    return host[0] && strspn(host, name_letters) == strlen(host) && !(*end >= '0' && *end <= '9');
}

bool passkey_site(Arena *arena, const char *origin, const char *name, PasskeySite *site, Err *err)
{
    bool secure = text_starts(origin, "https://"), plain = text_starts(origin, "http://");
    const char *host = origin + (secure ? 8 : plain ? 7 : 0);
    const char *only = arena_strndup(arena, host, strcspn(host, ":/"));
    bool local = text_equal(only, "localhost");
    if (!(secure || (plain && local)) || !is_host(only) || strchr(host, '/'))
        return err_field(err, ERR_INPUT, "origin",
                         "browsers take passkeys only from a name over https, or from "
                         "http://localhost; this is %.200s",
                         origin);
    *site = (PasskeySite){.origin = origin, .rp_id = only, .name = name};
    return true;
}

/* --- options --- */

static void add_credential(Arena *arena, Doc *list, Bytes id)
{
    Doc *entry = doc_add_object(arena, list);
    doc_set_text(arena, entry, "type", "public-key");
    doc_set_text(arena, entry, "id", base64_url(arena, id.at, id.count));
}

Doc *passkey_creation_options(Arena *arena, const PasskeySite *site, const PasskeyPerson *person,
                              const char *challenge, const Bytes *known, size_t known_count)
{
    static const int algorithms[] = {-8, -7, -257}; /* what the module reads */
    Doc *options = doc_object(arena);
    doc_set_text(arena, options, "challenge", challenge);
    Doc *rp = doc_set_object(arena, options, "rp");
    doc_set_text(arena, rp, "id", site->rp_id);
    doc_set_text(arena, rp, "name", site->name);
    Doc *user = doc_set_object(arena, options, "user");
    doc_set_text(arena, user, "id", base64_url(arena, person->handle.at, person->handle.count));
    doc_set_text(arena, user, "name", person->name);
    doc_set_text(arena, user, "displayName", person->name);
    Doc *kinds = doc_set_array(arena, options, "pubKeyCredParams");
    for (size_t i = 0; i < sizeof algorithms / sizeof *algorithms; i++) {
        Doc *kind = doc_add_object(arena, kinds);
        doc_set_text(arena, kind, "type", "public-key");
        doc_set_int(arena, kind, "alg", algorithms[i]);
    }
    doc_set_int(arena, options, "timeout", PATIENCE_MS);
    Doc *exclude = doc_set_array(arena, options, "excludeCredentials");
    for (size_t i = 0; i < known_count; i++)
        add_credential(arena, exclude, known[i]);
    Doc *selection = doc_set_object(arena, options, "authenticatorSelection");
    doc_set_text(arena, selection, "residentKey", "required");
    doc_set_bool(arena, selection, "requireResidentKey", true);
    doc_set_text(arena, selection, "userVerification", "required");
    doc_set_text(arena, options, "attestation", "none");
    return options;
}

Doc *passkey_request_options(Arena *arena, const PasskeySite *site, const char *challenge)
{
    Doc *options = doc_object(arena);
    doc_set_text(arena, options, "challenge", challenge);
    doc_set_text(arena, options, "rpId", site->rp_id);
    doc_set_int(arena, options, "timeout", PATIENCE_MS);
    doc_set_text(arena, options, "userVerification", "required");
    return options;
}

/* --- answers --- */

static bool read_bytes(Arena *arena, const char *text, const char *name, Bytes *bytes, Err *err)
{
    size_t length = text ? strnlen(text, ANSWER_MOST + 1) : 0;
    if (length && length <= ANSWER_MOST && base64_url_read(arena, text, &bytes->at, &bytes->count))
        return true;
    return err_field(err, ERR_INPUT, name, "%s of the passkey is not base64url", name);
}

static const Doc *read_client_data(Arena *arena, const PasskeyAnswer *answer, Bytes *bytes,
                                   Err *err)
{
    if (!read_bytes(arena, answer->client_data, "client_data", bytes, err))
        return NULL;
    const Doc *doc = json_parse(arena, (const char *)bytes->at, bytes->count, err);
    if (!doc)
        err_at(err, "client_data of the passkey");
    return doc;
}

bool passkey_challenge(Arena *arena, const PasskeyAnswer *answer, const char **challenge, Err *err)
{
    Bytes bytes = {0};
    const Doc *client = read_client_data(arena, answer, &bytes, err);
    const char *said = client ? doc_text(client, "challenge") : NULL;
    if (client && !said)
        err_field(err, ERR_INPUT, "client_data", "client_data of the passkey has no challenge");
    *challenge = said ? said : *challenge;
    return said != NULL;
}

bool passkey_id(Arena *arena, const PasskeyAnswer *answer, Bytes *id, Err *err)
{
    Bytes read = {0};
    if (!read_bytes(arena, answer->id, "id", &read, err))
        return false;
    if (!read.count || read.count > PASSKEY_ID_MOST)
        return err_field(err, ERR_INPUT, "id", "id of the passkey is too long");
    *id = read;
    return true;
}

static bool denied(Err *err, const char *why)
{
    return err_set(err, ERR_DENIED, "the passkey was not accepted: %s", why);
}

/* Steps 7 to 11 of §7.1 and §7.2. */
static bool check_client(Arena *arena, const PasskeySite *site, const char *type,
                         const char *challenge, const PasskeyAnswer *answer, Bytes *bytes, Err *err)
{
    const Doc *client = read_client_data(arena, answer, bytes, err);
    if (!client)
        return false;
    const Doc *crossed = doc_get(client, "crossOrigin");
    if (!text_equal(doc_text(client, "type"), type))
        return denied(err, "it was made for something else");
    if (!text_equal(doc_text(client, "challenge"), challenge))
        return denied(err, "it answers another question");
    if (!text_equal(doc_text(client, "origin"), site->origin))
        return denied(err, "it was used on another site");
    if ((crossed && crossed->truth) || doc_get(client, "topOrigin"))
        return denied(err, "another site asked for it");
    return true;
}

static bool check_flags(uint8_t flags, Err *err)
{
    if (!(flags & USER_PRESENT) || !(flags & USER_VERIFIED))
        return denied(err, "it did not ask for finger, face or PIN");
    return true;
}

static Bytes kept(Arena *arena, const unsigned char *from, size_t count)
{
    unsigned char *to = arena_alloc(arena, count);
    memcpy(to, from, count);
    return (Bytes){to, count};
}

bool passkey_created(Arena *arena, const PasskeySite *site, const char *challenge,
                     const PasskeyAnswer *answer, Passkey *made, Err *err)
{
    const SigninDriver *driver = signin_driver(err);
    Bytes client = {0}, attestation = {0}, data = {0};
    PasskeyMade read = {0};
    unsigned char site_sum[SHA256_BYTES];
    if (!driver || !check_client(arena, site, "webauthn.create", challenge, answer, &client, err) ||
        !read_bytes(arena, answer->attestation, "attestation", &attestation, err))
        return false;
    if (!attestation_data(attestation, &data) || !authenticator_data_sound(data) ||
        !driver->passkey_read(data, &read))
        return err_field(err, ERR_INPUT, "attestation",
                         "attestation of the passkey cannot be read, or its kind is not known");
    sha256_of(site->rp_id, strlen(site->rp_id), site_sum);
    if (memcmp(site_sum, read.site, sizeof site_sum) != 0)
        return denied(err, "it was made for another site");
    if (!check_flags(read.flags, err))
        return false;
    *made = (Passkey){.id = kept(arena, read.id, read.id_count),
                      .key = kept(arena, read.key, read.key_count),
                      .algorithm = read.algorithm,
                      .counter = read.counter,
                      .synced = read.flags & BACKUP_STATE};
    return true;
}

static bool check_handle(Arena *arena, const PasskeyAnswer *answer, Bytes handle, Err *err)
{
    Bytes said = {0};
    if (text_empty(answer->user_handle))
        return true;
    if (!read_bytes(arena, answer->user_handle, "user_handle", &said, err))
        return false;
    return (said.count && said.count == handle.count &&
            memcmp(said.at, handle.at, said.count) == 0) ||
           denied(err, "it is another person's");
}

bool passkey_proved(Arena *arena, const PasskeySite *site, const char *challenge,
                    const PasskeyAnswer *answer, const Passkey *passkey, Bytes handle,
                    uint32_t *counter, Err *err)
{
    const SigninDriver *driver = signin_driver(err);
    PasskeyProof proof = {0};
    uint32_t counted = 0;
    uint8_t flags = 0;
    if (!driver ||
        !check_client(arena, site, "webauthn.get", challenge, answer, &proof.client_data, err) ||
        !read_bytes(arena, answer->authenticator_data, "authenticator_data",
                    &proof.authenticator_data, err) ||
        !read_bytes(arena, answer->signature, "signature", &proof.signature, err) ||
        !check_handle(arena, answer, handle, err))
        return false;
    if (!authenticator_data_sound(proof.authenticator_data))
        return err_field(err, ERR_INPUT, "authenticator_data",
                         "authenticator_data of the passkey cannot be read");
    if (!driver->passkey_check(passkey->algorithm, passkey->key, site->rp_id, &proof, &counted,
                               &flags))
        return denied(err, "its signature is not right, or nobody's finger, face or PIN was asked "
                           "for");
    if (!check_flags(flags, err))
        return false;
    if ((counted || passkey->counter) && counted <= passkey->counter)
        return denied(err, "there is a copy of it; remove it and make a new one");
    *counter = counted;
    return true;
}
