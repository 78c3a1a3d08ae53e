#include "action/public_link.h"

#include "action/context_inner.h"
#include "base/text.h"

#include <string.h>

char *public_link(Context *context, Arena *arena, LinkToken token)
{
    Err never;
    const char *url = NULL;
    if (!context_setting(context, "public_url", &url, &never) || text_empty(url))
        return NULL;
    token.workspace = context->workspace;
    const char *text = link_token_write(arena, context->secret, &token);
    size_t length = strlen(url);
    while (length && url[length - 1] == '/')
        length--;
    return text ? arena_printf(arena, "%.*s/%c/%s", (int)length, url, token.kind, text) : NULL;
}

bool public_link_read(Context *context, Arena *arena, char kind, const char *text, LinkToken *token,
                      Err *err)
{
    LinkToken read;
    if (!link_token_read(arena, context->secret, kind, text, &read) ||
        read.workspace != context->workspace)
        return err_set(err, ERR_MISSING,
                       "this link is not whole: open it from the mail again, or answer the mail");
    *token = read;
    return true;
}
