#include "action/public_link.h"

#include "action/context_inner.h"
#include "base/text.h"

#include <string.h>

const char *public_root(Context *context, Arena *arena)
{
    Err never;
    const char *url = NULL;
    if (!context_setting(context, "public_url", &url, &never) || text_empty(url))
        return NULL;
    size_t length = strlen(url);
    while (length && url[length - 1] == '/')
        length--;
    return arena_strndup(arena, url, length);
}

char *public_link(Context *context, Arena *arena, LinkToken token)
{
    const char *root = public_root(context, arena);
    token.workspace = context->workspace;
    const char *text = root ? link_token_write(arena, context->secret, &token) : NULL;
    return text ? arena_printf(arena, "%s/%c/%s", root, token.kind, text) : NULL;
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
