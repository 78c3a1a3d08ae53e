#include "cli/given_settings.h"

#include "action/sender.h"
#include "base/text.h"
#include "cli/ask_secret.h"

#include <string.h>

Doc *given_settings(Cli *cli)
{
    const char *const *pairs;
    size_t count = options_all(cli->arena, &cli->given, "set", &pairs);
    Doc *made = doc_object(cli->arena);
    for (size_t i = 0; i < count; i++) {
        size_t name = strcspn(pairs[i], "=");
        doc_set_text(cli->arena, made, arena_strndup(cli->arena, pairs[i], name),
                     pairs[i] + name + (pairs[i][name] == '='));
    }
    return made;
}

bool given_password(Cli *cli, Doc *settings, Err *err)
{
    const char *password;
    if (text_empty(doc_text(settings, "login")))
        return true;
    if (!ask_secret(cli->arena, "password", &password, err))
        return false;
    doc_set_text(cli->arena, settings, "password", password);
    return true;
}

bool given_secret(Cli *cli, const char *driver, Doc *settings, Err *err)
{
    bool must = false;
    const char *said, *name = driver ? sender_secret(driver, &must) : NULL;
    if (!must)
        return given_password(cli, settings, err);
    if (!ask_secret(cli->arena, name, &said, err))
        return false;
    doc_set_text(cli->arena, settings, name, said);
    return true;
}
