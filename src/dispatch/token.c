#include "dispatch/token.h"

#include "action/login.h"

enum { PAGES_KIBIBYTES = 256 /* of the database: one look */ };

static bool ask(void *of, Arena *arena, const char *refused, const char **bearer, Err *err)
{
    const TokenAsker *asker = of;
    auto_context Context *context = NULL;
    return context_open(&(ContextOptions){.database = asker->options->database,
                                          .workspace = asker->options->workspace,
                                          .now = clock_now() + asker->offset,
                                          .pages_kibibytes = PAGES_KIBIBYTES,
                                          .shares = true},
                        &context, err) &&
           login_bearer(context, arena, asker->sender_id, refused, bearer, err);
}

DialBearer token_bearer(TokenAsker *asker)
{
    return (DialBearer){ask, asker};
}
