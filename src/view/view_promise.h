/* Promises as documents: {id, lead {id, name, account}, contact {id, name} | null, owner, side
 * "ours" | "theirs", text, state, due_at, made_at, kept_at, moved, late}. */
#pragma once

#include "action/list_promises.h"
#include "base/doc.h"

Doc *view_promise(Arena *arena, const PromiseCard *promise);
/* The same members, and holding {subject, words}: what to tell them. */
Doc *view_late_promise(Arena *arena, const LatePromise *late);
/* An array of them. */
Doc *view_promise_list(Arena *arena, const PromiseCards *promises);
/* {promises: […]} */
Doc *view_promises(Arena *arena, const PromiseCards *promises);
