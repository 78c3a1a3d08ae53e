#include "base/mail_exchange.h"

#include "base/text.h"

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

/* A walk over the records of an answer (RFC 1035 §4.1). */
typedef struct Records {
    const unsigned char *answer, *at, *end;
    unsigned left;
} Records;

typedef struct Record {
    unsigned type;
    const unsigned char *data;
    size_t length;
} Record;

/* A name, and what stands behind it. */
static bool skip_name(Records *records, int behind)
{
    int name = dn_skipname(records->at, records->end);
    if (name < 0 || records->end - records->at < name + behind)
        return false;
    records->at += name + behind;
    return true;
}

static Records records_of(const unsigned char *answer, int length)
{
    enum { HEAD = 12, QUESTION = 4 };
    Records records = {.answer = answer, .at = answer + HEAD, .end = answer + length};
    if (length < HEAD)
        return (Records){0};
    for (unsigned questions = sixteen_bits(answer + 4); questions; questions--)
        if (!skip_name(&records, QUESTION))
            return (Records){0};
    records.left = sixteen_bits(answer + 6);
    return records;
}

static bool next_record(Records *records, Record *record)
{
    enum { FIXED = 10 };
    if (!records->left || !skip_name(records, FIXED))
        return false;
    records->left--;
    *record = (Record){.type = sixteen_bits(records->at - FIXED),
                       .data = records->at,
                       .length = sixteen_bits(records->at - 2)};
    if (record->length > (size_t)(records->end - records->at))
        return false;
    records->at += record->length;
    return true;
}

/* Whether an MX record names a host; null MX names the root (RFC 7505 §3). */
static bool has_host(const unsigned char *answer, int length)
{
    Records records = records_of(answer, length);
    Record record;
    char host[NS_MAXDNAME];
    while (next_record(&records, &record))
        if (record.type == ns_t_mx && record.length > NS_INT16SZ &&
            dn_expand(answer, records.end, record.data + NS_INT16SZ, host, sizeof host) >= 0 &&
            host[0] && strcmp(host, ".") != 0)
            return true;
    return false;
}

/* A record's strings are one text. */
static char *text_of(Arena *arena, const Record *record)
{
    char *text = arena_alloc(arena, record->length + 1);
    size_t length = 0, string;
    for (size_t at = 0; at < record->length; at += 1 + string) {
        string = record->data[at];
        if (string > record->length - at - 1)
            break;
        memcpy(text + length, record->data + at + 1, string);
        length += string;
    }
    text[length] = '\0';
    return text;
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

static bool open_resolver(struct __res_state *resolver, const char *server, Err *err)
{
    *resolver = (struct __res_state){0};
    if (res_ninit(resolver) != 0)
        return err_set(err, ERR_BROKEN, "the resolver of this machine cannot be used");
    resolver->retrans = SECONDS_EACH;
    resolver->retry = TRIES;
    if (!server || use_server(resolver, server, err))
        return true;
    res_nclose(resolver);
    return false;
}

bool mail_exchange_ask(const char *domain, const char *server, MailExchange *exchange, Err *err)
{
    struct __res_state resolver;
    if (!open_resolver(&resolver, server, err))
        return false;
    *exchange = ask(&resolver, domain);
    res_nclose(&resolver);
    return true;
}

bool name_text_ask(Arena *arena, const char *name, const char *beginning, const char *server,
                   const char **text, Err *err)
{
    struct __res_state resolver;
    unsigned char answer[ANSWER_MOST];
    if (!open_resolver(&resolver, server, err))
        return false;
    int length = res_nquery(&resolver, name, ns_c_in, ns_t_txt, answer, sizeof answer);
    int why = resolver.res_h_errno;
    res_nclose(&resolver);
    if (length < 0 && why != HOST_NOT_FOUND && why != NO_DATA)
        return err_set(err, ERR_BUSY, "the name servers do not answer");
    if (length > (int)sizeof answer)
        length = sizeof answer;
    Records records = length < 0 ? (Records){0} : records_of(answer, length);
    Record record;
    *text = NULL;
    while (!*text && next_record(&records, &record)) {
        const char *found = record.type == ns_t_txt ? text_of(arena, &record) : "";
        *text = text_starts(found, beginning) && *found ? found : NULL;
    }
    return true;
}
