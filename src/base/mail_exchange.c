#include "base/mail_exchange.h"

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <netdb.h>
#include <resolv.h>
#include <stdlib.h>
#include <string.h>

enum { ANSWER_MOST = 8192, TRIES = 2, SECONDS_EACH = 2 };

static bool use_server(struct __res_state *resolver, const char *server, Err *err)
{
    char host[INET_ADDRSTRLEN];
    const char *colon = strchr(server, ':');
    size_t length = colon ? (size_t)(colon - server) : 0;
    char *end = NULL;
    long port = colon ? strtol(colon + 1, &end, 10) : 0;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    if (length && length < sizeof host) {
        memcpy(host, server, length);
        host[length] = '\0';
    }
    if (!length || length >= sizeof host || *end || port < 1 || port > 65535 ||
        inet_pton(AF_INET, host, &address.sin_addr) != 1)
        return err_field(err, ERR_INPUT, "name-server",
                         "\"%s\" is no name server: write an address like 127.0.0.1:53", server);
    resolver->nsaddr_list[0] = address;
    resolver->nscount = 1;
    return true;
}

static unsigned sixteen_bits(const unsigned char *at)
{
    return (unsigned)at[0] << 8 | at[1];
}

/* Whether an MX record names a host; null MX names the root (RFC 1035 §4.1, RFC 7505 §3). */
static bool has_host(const unsigned char *answer, int length)
{
    enum { HEAD = 12, QUESTION = 4, RECORD = 10 };
    const unsigned char *at = answer + HEAD, *end = answer + length;
    if (length < HEAD)
        return false;
    unsigned questions = sixteen_bits(answer + 4), records = sixteen_bits(answer + 6);
    for (unsigned i = 0; i < questions + records; i++) {
        int name = dn_skipname(at, end);
        bool is_question = i < questions;
        if (name < 0 || end - at < name + (is_question ? QUESTION : RECORD))
            return false;
        at += name + (is_question ? QUESTION : RECORD);
        if (is_question)
            continue;
        unsigned type = sixteen_bits(at - RECORD), count = sixteen_bits(at - 2);
        char host[NS_MAXDNAME];
        if (count > (size_t)(end - at))
            return false;
        if (type == ns_t_mx && count > NS_INT16SZ &&
            dn_expand(answer, end, at + NS_INT16SZ, host, sizeof host) >= 0 && host[0] &&
            strcmp(host, ".") != 0)
            return true;
        at += count;
    }
    return false;
}

/* Without an MX the domain's own address takes its mail. */
static MailExchange ask(struct __res_state *resolver, const char *domain)
{
    static const ns_type types[] = {ns_t_mx, ns_t_a, ns_t_aaaa};
    unsigned char answer[ANSWER_MOST];
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        int length = res_nquery(resolver, domain, ns_c_in, types[i], answer, sizeof answer);
        if (length > (int)sizeof answer)
            return MAIL_EXCHANGE_THERE;
        if (length >= 0 && types[i] == ns_t_mx)
            return has_host(answer, length) ? MAIL_EXCHANGE_THERE : MAIL_EXCHANGE_NONE;
        if (length >= 0)
            return MAIL_EXCHANGE_THERE;
        if (resolver->res_h_errno == HOST_NOT_FOUND)
            return MAIL_EXCHANGE_NONE;
        if (resolver->res_h_errno != NO_DATA)
            return MAIL_EXCHANGE_UNKNOWN;
    }
    return MAIL_EXCHANGE_NONE;
}

bool mail_exchange_ask(const char *domain, const char *server, MailExchange *exchange, Err *err)
{
    struct __res_state resolver = {0};
    if (res_ninit(&resolver) != 0)
        return err_set(err, ERR_BROKEN, "the resolver of this machine cannot be used");
    resolver.retrans = SECONDS_EACH;
    resolver.retry = TRIES;
    bool fit = !server || use_server(&resolver, server, err);
    if (fit)
        *exchange = ask(&resolver, domain);
    res_nclose(&resolver);
    return fit;
}
