#include "mail/address.h"

#include "base/text.h"
#include "mail/send_driver.h"

#include <string.h>

enum { DOMAIN_LONGEST = 253, LABEL_LONGEST = 63 };

/* A local part, its quotes undone. */
typedef struct Local {
    char at[ADDRESS_LONGEST + 1];
    size_t length;
    bool quoted; /* as it was typed */
    bool needs_utf8;
} Local;

static bool is_atom(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c >= 0x80 || (c && strchr("!#$%&'*+-/=?^_`{|}~", c));
}

/* Reads up to the @ that ends it; NULL when there is none, or it cannot be a local part. */
static const char *read_local(const char *typed, Local *local)
{
    const char *at = typed;
    local->quoted = *at == '"';
    for (at += local->quoted; *at && *at != (local->quoted ? '"' : '@'); at++) {
        if (local->quoted && *at == '\\' && at[1])
            at++;
        unsigned char c = (unsigned char)*at;
        bool allowed = local->quoted ? c >= ' ' && c != 0x7F : is_atom(c) || c == '.';
        if (!allowed || local->length == ADDRESS_LONGEST)
            return NULL;
        local->needs_utf8 = local->needs_utf8 || c >= 0x80;
        local->at[local->length++] = *at;
    }
    if (local->quoted && *at == '"')
        at++;
    return *at == '@' && local->length ? at : NULL;
}

static bool is_dot_atom(const Local *local)
{
    for (size_t i = 0; i < local->length; i++) {
        bool dot = local->at[i] == '.';
        if (dot ? i == 0 || i + 1 == local->length || local->at[i - 1] == '.'
                : !is_atom((unsigned char)local->at[i]))
            return false;
    }
    return true;
}

/* The local part as it is written; its length, or 0 when it is too long. */
static size_t write_local(const Local *local, char *wire)
{
    bool quote = !is_dot_atom(local);
    size_t length = 0;
    if (quote)
        wire[length++] = '"';
    for (size_t i = 0; i < local->length && length <= ADDRESS_LOCAL_LONGEST; i++) {
        if (local->at[i] == '"' || local->at[i] == '\\')
            wire[length++] = '\\';
        wire[length++] = local->at[i];
    }
    if (quote)
        wire[length++] = '"';
    return length <= ADDRESS_LOCAL_LONGEST ? length : 0;
}

static bool is_domain(const char *domain)
{
    size_t length = strlen(domain), label = 0;
    if (!length || length > DOMAIN_LONGEST)
        return false;
    for (size_t i = 0; i < length; i++) {
        char c = domain[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (c == '.' ? !label : !letter && c != '-' && c != '_')
            return false;
        bool edge = !label || domain[i + 1] == '.' || !domain[i + 1];
        if (c == '-' && edge)
            return false;
        label = c == '.' ? 0 : label + 1;
        if (label > LABEL_LONGEST)
            return false;
    }
    return label > 0;
}

static bool is_ascii(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

static bool refuse(const char *typed, const char *why, Err *err)
{
    return err_set(err, ERR_INPUT, "\"%.80s\" is no e-mail address: %s", typed, why);
}

bool address_read(const char *typed, MailAddress *address, Err *err)
{
    typed = text_or(typed, "");
    Local local = {0};
    const char *at = read_local(typed, &local);
    if (!at)
        return refuse(typed, "write it like ann@example.com", err);
    if (!text_is_utf8(local.at, local.length))
        return refuse(typed, "it is not written in UTF-8", err);
    char ascii[DOMAIN_LONGEST + 1];
    const char *domain = at + 1;
    if (!is_ascii(domain)) {
        const SendDriver *driver = send_driver(err);
        if (!driver)
            return false;
        if (!driver->domain_to_ascii(domain, ascii, sizeof ascii))
            return refuse(typed, "there can be no such domain", err);
        domain = ascii;
    }
    if (!is_domain(domain))
        return refuse(typed, "there can be no such domain", err);
    char wire[ADDRESS_LOCAL_LONGEST + 4];
    size_t length = write_local(&local, wire), behind = strlen(domain);
    if (!length || length + 1 + behind > ADDRESS_LONGEST)
        return refuse(typed, "it is too long", err);
    memcpy(address->wire, wire, length);
    address->wire[length] = '@';
    memcpy(address->wire + length + 1, domain, behind + 1);
    address->needs_utf8 = local.needs_utf8;
    return true;
}
