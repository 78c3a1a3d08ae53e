/* Dial: a connection to a mail server (SMTP or IMAP), greeted, encrypted and signed in; or to any
 * other, of which nothing but its address is known (DIAL_PLAIN: nothing is said).
 *
 * libcurl does what stands before the dialogue (CONNECT_ONLY): the greeting, EHLO or CAPABILITY,
 * TLS with the certificate verified against the host's name, AUTH (PLAIN, LOGIN, XOAUTH2: the best
 * both can; nothing is sent unencrypted that `security` wants encrypted). Then the bytes are the
 * caller's: dial_send() and dial_receive() never wait; for waiting there is dial_socket().
 *
 * A connection belongs to one thread at a time and may be handed on. SIGPIPE must be ignored by the
 * program. libcurl lives in the module `beck-net` (base/net.h).
 */
#pragma once

#include "base/arena.h"
#include "base/err.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum DialProtocol { DIAL_SMTP, DIAL_IMAP, DIAL_PLAIN, DIAL_PROTOCOLS } DialProtocol;

typedef enum DialSecurity {
    DIAL_TLS,      /* from the first byte (RFC 8314): ports 465, 993 */
    DIAL_STARTTLS, /* or not at all: ports 587, 143 */
    DIAL_OPEN,     /* unencrypted: a server on this machine */
    DIAL_SECURITIES
} DialSecurity;

/* Who has the token of the hour. `refused`: what the server has just not taken, or NULL; then it is
 * asked for another one, once. May wait. The token lives in `arena`. */
typedef struct DialBearer {
    bool (*ask)(void *of, Arena *arena, const char *refused, const char **bearer, Err *err);
    void *of;
} DialBearer;

typedef struct DialOptions {
    DialProtocol protocol;
    DialSecurity security;
    const char *host;
    int port;                          /* 0: the one of protocol and security */
    const char *ca_file;               /* PEM: who may sign the certificate; NULL: the system's */
    const char *login;                 /* NULL or "": no AUTH */
    const char *password;              /* or … */
    const char *bearer;                /* … a token, for XOAUTH2, */
    DialBearer bearer_from;            /* … or who has it */
    const char *own_name;              /* of EHLO; NULL: the machine's name */
    int connect_ms;                    /* for all of it; 0: 20 s */
    const volatile sig_atomic_t *stop; /* set, atomically where by another thread: given up within a
                                          second; NULL: never */
} DialOptions;

typedef struct Dialed Dialed;

/* Waits. INPUT (field "host"): no name of a host. BUSY: not found, not reached, too late, `stop`.
 * DENIED (field "login"): the login is refused for good (BUSY: for now); what `bearer_from` says.
 * BROKEN (field "security"): no encryption, or a certificate that is not to be trusted. All with
 * what the server or the library said. */
bool dial_open(const DialOptions *options, Dialed **dialed, Err *err);
void dial_close(Dialed *dialed); /* at once, nothing is said; NULL is allowed */

/* The lines of the server's last answer to EHLO, or its capabilities; of at most 16 KiB. */
const char *dial_abilities(const Dialed *dialed);

/* To be waited for by epoll or poll, level-triggered; but first the other two are to be called
 * until they would wait, for the library may hold bytes already. */
int dial_socket(const Dialed *dialed);

typedef enum DialMove { DIAL_MOVED, DIAL_WOULD_WAIT, DIAL_LOST } DialMove;

/* `moved` is set on DIAL_MOVED: 1 or more. */
DialMove dial_send(Dialed *dialed, const void *bytes, size_t count, size_t *moved);
/* Where the other side closed, it is lost. */
DialMove dial_receive(Dialed *dialed, void *bytes, size_t room, size_t *moved);

static inline void dial_cleanup(Dialed **dialed)
{
    dial_close(*dialed);
}
#define auto_dialed __attribute__((cleanup(dial_cleanup)))
