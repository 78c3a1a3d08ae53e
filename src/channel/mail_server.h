/* Mail servers: the settings that all drivers which sign in to one have (host, port, security,
 * login, password, ca_file), and a connection that is opened beside the caller's thread.
 */
#pragma once

#include "base/dial.h"
#include "channel/driver_field.h"

#include <pthread.h>
#include <stdatomic.h>

/* Of the setting `security`, as DialSecurity has them; up to NULL. */
extern const char *const mail_server_securities[];

/* `dial` without what is the driver's own; its texts are those of the documents. `bearer` is asked
 * where the setting `oauth` names a provider, and must outlive `dial`; NULL: nothing is dialled.
 * INPUT names the field: a secret is said to another machine only if encrypted. */
bool mail_server_read(DialProtocol protocol, const Doc *settings, const Doc *secrets,
                      const DialBearer *bearer, DialOptions *dial, Err *err);
/* Copies of its texts, which the other one frees, the password wiped. */
void mail_server_keep(DialOptions *dial);
void mail_server_forget(DialOptions *dial);

/* dial_open() in a thread of its own. Stays where it is while it is under way. */
typedef struct Dialing {
    const DialOptions *options;
    int wake; /* an eventfd that is written when it is over */
    pthread_t thread;
    _Atomic bool over;
    bool is_up;
    Dialed *dialed;
    Err why;
} Dialing;

/* Its options stay until it has ended. False: the machine gives no thread. */
bool dialing_begin(Dialing *dialing, const DialOptions *options, int wake);
bool dialing_is_over(Dialing *dialing);
/* Waits for it; what came of it, as dial_open() says. */
bool dialing_end(Dialing *dialing, Dialed **dialed, Err *err);
