/* serve */
#include "cli/commands.h"

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

static void tell(void *context, const char *url)
{
    const Cli *cli = context;
    if (cli->json)
        printf("{\"url\":\"%s\"}\n", url);
    else
        printf("Beck is at %s  (Ctrl-C ends it)\n", url);
    fflush(stdout);
}

bool cmd_serve(Cli *cli, Err *err)
{
    const Given *given = &cli->given;
    const char *listen = options_text(given, "listen");
    ServeOptions options = {.database = options_text(given, "db"),
                            .workspace = options_text(given, "workspace"),
                            .port = PORT,
                            .certificate = options_text(given, "certificate"),
                            .key = options_text(given, "key"),
                            .url = options_text(given, "url"),
                            .behind_proxy = options_flag(given, "behind-proxy"),
                            .now = options_text(given, "now") ? cli->now : TIME_NONE,
                            .stop = cli_stop(),
                            .ready = tell,
                            .ready_context = cli};
    if (listen && !read_listen(cli, listen, &options, err))
        return false;
    if (options.url && !text_starts(options.url, "http://") &&
        !text_starts(options.url, "https://"))
        return cli_wrong(cli, err, "url", "--url begins with https:// (or http://)");
    return cli->serve(&options, err);
}
