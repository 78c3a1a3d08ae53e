#include "channel/mail_server.h"

#include "base/text.h"
#include "base/unconst.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *const mail_server_securities[] = {"tls", "starttls", "none", NULL};

static DialSecurity security_of(const Doc *settings)
{
    const char *name = text_or(doc_text(settings, "security"), "tls");
    for (int i = 0; mail_server_securities[i]; i++)
        if (text_equal(mail_server_securities[i], name))
            return (DialSecurity)i;
    return DIAL_TLS;
}

/* "127.evil.example" is a name, and another machine. */
static bool is_this_machine(const char *host)
{
    struct in_addr address;
    return text_equal(host, "localhost") || text_equal(host, "[::1]") ||
           (text_starts(text_or(host, ""), "127.") && inet_pton(AF_INET, host, &address) == 1);
}

bool mail_server_read(DialProtocol protocol, const Doc *settings, const Doc *secrets,
                      const DialBearer *bearer, DialOptions *dial, Err *err)
{
    long port;
    bool oauth = !text_empty(doc_text(settings, "oauth"));
    if (!driver_field_count(settings, "port", 1, 65535, 0, &port, err))
        return false;
    *dial = (DialOptions){.protocol = protocol,
                          .security = security_of(settings),
                          .host = doc_text(settings, "host"),
                          .port = (int)port,
                          .login = doc_text(settings, "login"),
                          .password = doc_text(secrets, "password"),
                          .own_name = doc_text(settings, "own_name"),
                          .ca_file = text_or(doc_text(settings, "ca_file"), NULL)};
    if (oauth && bearer)
        dial->bearer_from = *bearer;
    if (oauth && text_empty(dial->login))
        return err_field(err, ERR_INPUT, "login", "the name at the provider is missing");
    return dial->security != DIAL_OPEN || (text_empty(dial->password) && !oauth) ||
           is_this_machine(dial->host) ||
           err_field(err, ERR_INPUT, "security",
                     "a password is said to another machine by tls or starttls only");
}

static const char *keep(const char *text)
{
    char *copy = text ? strdup(text) : NULL;
    if (text && !copy)
        abort();
    return copy;
}

void mail_server_keep(DialOptions *dial)
{
    const char **texts[] = {&dial->host, &dial->ca_file, &dial->login, &dial->password,
                            &dial->own_name};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = keep(*texts[i]);
}

void mail_server_forget(DialOptions *dial)
{
    const char *const texts[] = {dial->host, dial->ca_file, dial->login, dial->password,
                                 dial->own_name};
    if (dial->password)
        explicit_bzero(unconst(dial->password), strlen(dial->password));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        free(unconst(texts[i]));
}

/* --- beside the caller's thread --------------------------------------------------------------- */

static void *dial(void *context)
{
    Dialing *dialing = context;
    uint64_t one = 1;
    dialing->is_up = dial_open(dialing->options, &dialing->dialed, &dialing->why);
    atomic_store(&dialing->over, true);
    (void)!write(dialing->wake, &one, sizeof one);
    return NULL;
}

bool dialing_begin(Dialing *dialing, const DialOptions *options, int wake)
{
    *dialing = (Dialing){.options = options, .wake = wake};
    return pthread_create(&dialing->thread, NULL, dial, dialing) == 0;
}

bool dialing_is_over(Dialing *dialing)
{
    return atomic_load(&dialing->over);
}

bool dialing_end(Dialing *dialing, Dialed **dialed, Err *err)
{
    pthread_join(dialing->thread, NULL);
    if (dialing->is_up)
        *dialed = dialing->dialed;
    else
        *err = dialing->why;
    return dialing->is_up;
}
