/* provider, sender sign-in */
#include "cli/commands.h"

#include "auth/oauth.h"
#include "base/text.h"
#include "cli/ask_secret.h"
#include "cli/browser_wait.h"
#include "cli/sign_in.h"
#include "cli/text_send.h"
#include "view/view_send.h"

#include <stdio.h>
#include <string.h>

bool cmd_providers(Cli *cli, Err *err)
{
    LoginClients clients;
    if (!login_clients(cli->context, cli->arena, &clients, err))
        return false;
    cli_show(cli, view_providers(cli->arena, &clients), text_providers);
    return true;
}

static const char *pair_of(const Cli *cli, const char *name)
{
    const char *const *pairs;
    size_t count = options_all(cli->arena, &cli->given, "set", &pairs), length = strlen(name);
    for (size_t i = 0; i < count; i++)
        if (!strncmp(pairs[i], name, length) && pairs[i][length] == '=')
            return pairs[i] + length + 1;
    return NULL;
}

bool cmd_provider_set(Cli *cli, Err *err)
{
    LoginClient client = {.provider = cli_argument(cli, 0),
                          .client_id = options_text(&cli->given, "client"),
                          .authorize_url = pair_of(cli, "authorize_url"),
                          .token_url = pair_of(cli, "token_url"),
                          .scope = pair_of(cli, "scope")};
    const char *secret = "";
    if (!options_flag(&cli->given, "public") &&
        !ask_secret(cli->arena, "client secret", &secret, err))
        return false;
    if (!login_client_put(cli->context, cli->arena, &client, secret, err)) {
        cli->wrong_use = err->kind == ERR_INPUT;
        return false;
    }
    return cmd_providers(cli, err);
}

bool cmd_provider_end(Cli *cli, Err *err)
{
    return login_client_end(cli->context, cli->arena, cli_argument(cli, 0), err) &&
           cmd_providers(cli, err);
}

/* --- signing in --- */

/* The address the browser ended at, or the code alone. */
static bool read_pasted(Arena *arena, const LoginConsent *consent, LoginAnswer *answer, Err *err)
{
    const char *typed;
    if (!ask_line(arena, "address or code", &typed, err))
        return false;
    const char *query = strchr(typed, '?');
    *answer = (LoginAnswer){.state = consent->state, .code = typed};
    if (query)
        *answer = (LoginAnswer){.state = oauth_field(arena, query + 1, "state"),
                                .code = oauth_field(arena, query + 1, "code"),
                                .error = oauth_field(arena, query + 1, "error"),
                                .said = oauth_field(arena, query + 1, "error_description")};
    return true;
}

static bool read_browser(Arena *arena, const BrowserWait *wait, LoginAnswer *answer, Err *err)
{
    const char *query;
    if (!browser_wait_query(arena, wait, LOGIN_MINUTES * 60, cli_stop(), &query, err))
        return false;
    *answer = (LoginAnswer){.state = oauth_field(arena, query, "state"),
                            .code = oauth_field(arena, query, "code"),
                            .error = oauth_field(arena, query, "error"),
                            .said = oauth_field(arena, query, "error_description")};
    return true;
}

static bool sign_in(Cli *cli, const BrowserWait *wait, int64_t sender_id, SenderShown *sender,
                    Err *err)
{
    LoginConsent consent;
    LoginAnswer answer;
    bool paste = options_flag(&cli->given, "paste");
    const char *redirect = arena_printf(cli->arena, "http://127.0.0.1:%d/", wait->port);
    if (!login_begin(cli->context, cli->arena, sender_id, redirect, &consent, err))
        return false;
    fprintf(stderr, "Open this address in a browser and say yes:\n\n%s\n\n", consent.url);
    fputs(paste ? "Then paste the address it ends at (a page that does not open), or the code.\n"
                : "Beck waits for the answer. On another machine? Ctrl-C, and again with "
                  "--paste.\n",
          stderr);
    fflush(stderr);
    if (paste ? !read_pasted(cli->arena, &consent, &answer, err)
              : !read_browser(cli->arena, wait, &answer, err))
        return false;
    /* Any page of a browser can ask the loopback: only ours counts. */
    if (!text_equal(answer.state, consent.state))
        return err_field(err, ERR_INPUT, "state",
                         "what came back is the answer to another sign-in: begin again");
    answer.redirect = redirect;
    return login_finish(cli->context, cli->arena, &answer, sender, err);
}

bool cli_sign_in(Cli *cli, int64_t sender_id, SenderShown *sender, Err *err)
{
    BrowserWait wait;
    if (!browser_wait_begin(&wait, err))
        return false;
    bool right = sign_in(cli, &wait, sender_id, sender, err);
    browser_wait_end(&wait);
    return right;
}

bool cmd_sender_sign_in(Cli *cli, Err *err)
{
    int64_t id;
    SenderShown sender;
    if (!cli_id(cli, "ID", cli_argument(cli, 0), &id, err) || !cli_sign_in(cli, id, &sender, err))
        return false;
    cli_show(cli, view_sender(cli->arena, &sender), text_sender);
    return true;
}
