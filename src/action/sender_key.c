#include "action/sender_key.h"

#include "action/audit_inner.h"
#include "action/sender_inner.h"
#include "base/mail_exchange.h"
#include "base/text.h"
#include "mail/dkim.h"

#include <string.h>

enum { PEM_MOST = 8 * 1024, RECORD_MOST = 4 * 1024, NAME_MOST = 253, LABEL_MOST = 63 };

static const struct Kind {
    const char *name, *secret, *selector, *standard;
    DkimAlgorithm algorithm;
} kinds[SENDER_KEYS_MOST] = {
    {"rsa", "dkim_rsa", "dkim_rsa_selector", "beck", DKIM_RSA},
    {"ed25519", "dkim_ed25519", "dkim_ed25519_selector", "beck-ed25519", DKIM_ED25519},
};

static const struct Kind *kind_of(const char *name, Err *err)
{
    for (size_t i = 0; i < SENDER_KEYS_MOST; i++)
        if (text_equal(kinds[i].name, name))
            return &kinds[i];
    err_field(err, ERR_INPUT, "kind", "\"%s\" is no kind of key: rsa or ed25519", name);
    return NULL;
}

/* Letters, digits and hyphens between dots. */
static bool is_name(const char *name)
{
    size_t label = 0;
    for (const char *at = name; *at; at++) {
        bool letter = strchr("abcdefghijklmnopqrstuvwxyz0123456789-_", *at | 32) != NULL;
        if (*at == '.' ? !label : !letter)
            return false;
        label = *at == '.' ? 0 : label + 1;
        if (label > LABEL_MOST)
            return false;
    }
    return label && strlen(name) <= NAME_MOST;
}

static bool is_above(const char *domain, const char *address)
{
    const char *own = strrchr(address, '@') + 1;
    size_t length = strlen(own), above = strlen(domain);
    return above <= length && text_equal_nocase(own + length - above, domain) &&
           (above == length || own[length - above - 1] == '.') && strchr(domain, '.');
}

static bool open_key(const Doc *secrets, const struct Kind *kind, DkimKey **key, Err *err)
{
    const char *pem = doc_text(secrets, kind->secret);
    return dkim_key_open(pem, strlen(pem), key, err);
}

static bool add_key(Arena *arena, const Doc *settings, const Doc *secrets, const struct Kind *kind,
                    SenderKeys *keys, Err *err)
{
    if (text_empty(doc_text(secrets, kind->secret)))
        return true;
    auto_buf Buf record = buf_new(RECORD_MOST);
    DkimKey *key;
    if (!open_key(secrets, kind, &key, err))
        return false;
    bool told = dkim_key_record(key, &record, err);
    dkim_key_close(key);
    if (told)
        keys->at[keys->count++] = (SenderKey){
            .kind = kind->name,
            .name = arena_printf(arena, "%s._domainkey.%s", doc_text(settings, kind->selector),
                                 doc_text(settings, "dkim_domain")),
            .record = arena_strdup(arena, record.at)};
    return told;
}

static bool read_keys(Context *context, Arena *arena, int64_t id, SenderKeys *keys, Err *err)
{
    struct sender_list_row row = {0};
    Doc *settings = NULL, *secrets = NULL;
    SenderKeys made = {.count = 0};
    if (!sender_find(context, arena, id, &row, err) ||
        !sender_settings(context, arena, &row, &settings, &secrets, err))
        return false;
    for (size_t i = 0; i < SENDER_KEYS_MOST; i++)
        if (!add_key(arena, settings, secrets, &kinds[i], &made, err))
            return false;
    *keys = made;
    return true;
}

/* The p= of a record, whatever else stands there and however it is spaced. */
static const char *key_in(Arena *arena, const char *record)
{
    char *bare = arena_alloc(arena, strlen(record) + 1), *to = bare;
    for (const char *at = record; *at; at++)
        if (!strchr(" \t", *at))
            *to++ = *at;
    *to = '\0';
    char *key = strstr(bare, ";p=");
    if (!key)
        return "";
    key[strcspn(key + 1, ";") + 1] = '\0';
    return key;
}

static bool look_up(Arena *arena, const char *name_server, SenderKey *key, Err *err)
{
    const char *text = NULL;
    if (!name_text_ask(arena, key->name, "v=DKIM1", name_server, &text, err)) {
        key->published = "unknown";
        return err->kind == ERR_BUSY;
    }
    key->published = !text                                                         ? "no"
                     : text_equal(key_in(arena, text), key_in(arena, key->record)) ? "yes"
                                                                                   : "another";
    return true;
}

bool sender_key_list(Context *context, Arena *arena, int64_t id, bool look, const char *name_server,
                     SenderKeys *keys, Err *err)
{
    SenderKeys made;
    if (!read_keys(context, arena, id, &made, err))
        return false;
    for (size_t i = 0; look && i < made.count; i++)
        if (!look_up(arena, name_server, &made.at[i], err))
            return false;
    *keys = made;
    return true;
}

/* --- changing --------------------------------------------------------------------------------- */

static bool choose(Arena *arena, const struct sender_list_row *row, const SenderKeyInput *input,
                   const struct Kind *kind, const Doc *settings, Doc *changes, Err *err)
{
    const char *before = text_or(doc_text(settings, "dkim_domain"), strrchr(row->address, '@') + 1);
    const char *domain = text_or(input->domain, before);
    const char *selector =
        text_or(input->selector, text_or(doc_text(settings, kind->selector), kind->standard));
    if (!is_name(domain) || !is_above(domain, row->address))
        return err_field(err, ERR_INPUT, "domain",
                         "\"%.100s\" is not the domain of %s or one above it", domain,
                         row->address);
    if (!is_name(selector))
        return err_field(err, ERR_INPUT, "selector", "\"%.100s\" is no name in DNS", selector);
    doc_set_text(arena, changes, "dkim_domain", domain);
    doc_set_text(arena, changes, kind->selector, selector);
    return true;
}

static bool make(Arena *arena, const struct Kind *kind, Doc *changes, Err *err)
{
    auto_buf Buf pem = buf_new(PEM_MOST);
    bool made = dkim_key_make(kind->algorithm, &pem, err);
    if (made)
        doc_set_text(arena, changes, kind->secret, arena_strdup(arena, pem.at));
    return made;
}

bool sender_key_make(Context *context, Arena *arena, int64_t id, const SenderKeyInput *input,
                     SenderKeys *keys, Err *err)
{
    struct sender_list_row row = {0};
    Doc *settings = NULL, *secrets = NULL, *changes = doc_object(arena);
    const struct Kind *kind = kind_of(text_or(input->kind, "rsa"), err);
    auto_txn Txn txn = {0};
    if (!kind || !db_begin(&txn, context->db, TXN_WRITE, err) ||
        !sender_find(context, arena, id, &row, err) ||
        !sender_settings(context, arena, &row, &settings, &secrets, err) ||
        !choose(arena, &row, input, kind, settings, changes, err))
        return false;
    bool there = !text_empty(doc_text(secrets, kind->secret));
    return ((there && !input->anew) || make(arena, kind, changes, err)) &&
           sender_put(context, arena, &row, changes, err) &&
           audit_own(context, "sender",
                     arena_printf(arena, "key %s of sender %lld", kind->name, (long long)id),
                     err) &&
           read_keys(context, arena, id, keys, err) && db_commit(&txn, err);
}

bool sender_key_end(Context *context, Arena *arena, int64_t id, Err *err)
{
    struct sender_list_row row = {0};
    SenderKeys keys = {.count = 0};
    Doc *changes = doc_object(arena);
    doc_set_text(arena, changes, "dkim_domain", "");
    for (size_t i = 0; i < SENDER_KEYS_MOST; i++) {
        doc_set_text(arena, changes, kinds[i].secret, "");
        doc_set_text(arena, changes, kinds[i].selector, "");
    }
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !sender_find(context, arena, id, &row, err) || !read_keys(context, arena, id, &keys, err))
        return false;
    if (!keys.count)
        return err_field(err, ERR_MISSING, "sender", "%s has no key", row.address);
    return sender_put(context, arena, &row, changes, err) &&
           audit_own(context, "sender",
                     arena_printf(arena, "keys of sender %lld ended", (long long)id), err) &&
           db_commit(&txn, err);
}
