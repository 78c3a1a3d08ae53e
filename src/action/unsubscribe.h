/* Unsubscribing by the link of a mail: /u/TOKEN?t=TOUCH (mail/unsubscribe.h; RFC 8058).
 *
 * Looking changes nothing, for mail servers and readers look at links by themselves; acting ends
 * e-mail to that address for ever, again and again with the same answer, and works when the person
 * has long been erased. Where the touch is still known it is told what came of it, so that the lead
 * goes on by other ways.
 */
#pragma once

#include "action/context.h"

typedef struct UnsubscribeShown {
    const char *company;
    bool ended; /* already */
} UnsubscribeShown;

/* The link for a mail; NULL where the setting public_url is empty. */
char *unsubscribe_link(Context *context, Arena *arena, const char *mailbox, int64_t touch_id);
/* MISSING: the token is not one of this workspace's. */
bool unsubscribe_look(Context *context, Arena *arena, const char *token, UnsubscribeShown *shown,
                      Err *err);
/* `touch_id` 0: it was not said, or is of another. */
bool unsubscribe_act(Context *context, Arena *arena, const char *token, int64_t touch_id,
                     UnsubscribeShown *shown, Err *err);
