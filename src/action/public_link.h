/* Links under the setting public_url: for the action room only. */
#pragma once

#include "action/context_inner.h"
#include "mail/link_token.h"

/* public_url without the slash at its end; NULL where it is empty. In `arena`. */
const char *public_root(Context *context, Arena *arena);
/* public_url, the letter of the kind, and the token: "https://beck.example/d/…". NULL where
 * public_url is empty, or the target is too long. The workspace is put in. */
char *public_link(Context *context, Arena *arena, LinkToken token);
/* MISSING, with words for who clicked: it is none of this workspace's of that kind. */
bool public_link_read(Context *context, Arena *arena, char kind, const char *text, LinkToken *token,
                      Err *err);
