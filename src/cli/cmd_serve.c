/* serve */
#include "cli/commands.h"

#include "action/sign_in.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PORT = 2325, PORT_MOST = 65535 };

/* "2325", "0.0.0.0:2325", "[::1]:2325", "localhost" */
static bool read_listen(Cli *cli, const char *typed, ServeOptions *options, Err *err)
{
    const char *colon = strrchr(typed, ':'), *host = typed, *port = NULL;
    size_t host_length = strlen(typed);
    bool digits = typed[strspn(typed, "0123456789")] == '\0';
    if (digits) {
        port = typed;
        host_length = 0;
    } else if (typed[0] == '[') {
        size_t close = strcspn(typed, "]");
        host = typed + 1;
        host_length = close - 1;
        port = typed[close] && typed[close + 1] == ':' ? typed + close + 2 : NULL;
    } else if (colon && strchr(typed, ':') == colon) {
        host_length = (size_t)(colon - typed);
        port = colon + 1;
    }
    if (port) {
        char *end;
        long number = strtol(port, &end, 10);
        if (*end || end == port || number < 0 || number > PORT_MOST)
            return cli_wrong(cli, err, "listen",
                             "--listen takes HOST:PORT with a port of at most %d, not \"%s\"",
                             PORT_MOST, typed);
        options->port = (int)number;
    }
    if (host_length)
        options->host = arena_strndup(cli->arena, host, host_length);
    return true;
}

/* What is told once the server listens. */
typedef struct Greeting {
    const Cli *cli;
    const char *set_up; /* the path of the first run; NULL: somebody has a password */
} Greeting;

static void tell(void *context, const char *url)
{
    const Greeting *greeting = context;
    if (greeting->cli->json && greeting->set_up)
        printf("{\"url\":\"%s\",\"set_up\":\"%s%s\"}\n", url, url, greeting->set_up);
    else if (greeting->cli->json)
        printf("{\"url\":\"%s\"}\n", url);
    else
        printf("Beck is at %s  (Ctrl-C ends it)\n", url);
    if (!greeting->cli->json && greeting->set_up)
        printf("Nobody can sign in yet. Set your password, once, at\n    %s%s\n", url,
               greeting->set_up);
    fflush(stdout);
}

/* Nobody has a password: the first admin is invited. */
static bool prepare_first_run(Cli *cli, const ServeOptions *options, const char **set_up, Err *err)
{
    bool first;
    Invitation invitation;
    auto_context Context *context = NULL;
    if (!context_open(&(ContextOptions){.database = options->database,
                                        .workspace = options->workspace,
                                        .now = options->now},
                      &context, err) ||
        !sign_in_first_run(context, &first, err) ||
        (first && !invite_user(context, cli->arena, NULL, &invitation, err)))
        return false;
    *set_up = first ? invitation.path : NULL;
    return true;
}

bool cmd_serve(Cli *cli, Err *err)
{
    const Given *given = &cli->given;
    Greeting greeting = {.cli = cli};
    const char *listen = options_text(given, "listen");
    ServeOptions options = {.database = options_text(given, "db"),
                            .workspace = options_text(given, "workspace"),
                            .port = PORT,
                            .certificate = options_text(given, "certificate"),
                            .key = options_text(given, "key"),
                            .url = options_text(given, "url"),
                            .behind_proxy = options_flag(given, "behind-proxy"),
                            .pages_only = options_flag(given, "pages-only"),
                            .now = options_text(given, "now") ? cli->now : TIME_NONE,
                            .stop = cli_stop(),
                            .ready = tell,
                            .ready_context = &greeting};
    if (listen && !read_listen(cli, listen, &options, err))
        return false;
    if (options.url && !text_starts(options.url, "http://") &&
        !text_starts(options.url, "https://"))
        return cli_wrong(cli, err, "url", "--url begins with https:// (or http://)");
    return prepare_first_run(cli, &options, &greeting.set_up, err) && cli->serve(&options, err);
}
