/* Mail exchange: what the name servers say of a domain: whether it takes mail (RFC 5321 §5.1), and
 * the text that stands at a name (RFC 1035 §3.3.14).
 *
 * The machine's resolver (libc) is asked, and waits as long as it is set to; only where somebody
 * asks for it. Any thread.
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"

typedef enum MailExchange {
    MAIL_EXCHANGE_THERE,  /* an MX, or at least an address */
    MAIL_EXCHANGE_NONE,   /* no such domain, no address, or it says that it takes none (RFC 7505) */
    MAIL_EXCHANGE_UNKNOWN /* the name servers do not answer */
} MailExchange;

/* `domain` in ASCII. `server` is an IPv4 address with its port, "127.0.0.1:5353", or NULL: those of
 * the machine. INPUT (field "name-server"): it is none. */
bool mail_exchange_ask(const char *domain, const char *server, MailExchange *exchange, Err *err);

/* The first text at a name that begins with `beginning`. True, `text` NULL: there is none. BUSY:
 * the name servers do not answer; INPUT as above. */
bool name_text_ask(Arena *arena, const char *name, const char *beginning, const char *server,
                   const char **text, Err *err);
