/* Promises as documents: {id, lead {id, name, account}, contact {id, name} | null, owner, side
 * "ours" | "theirs", text, state, due_at, made_at, kept_at, moved, first_due_at, late,
 * alarm "tomorrow" | "soon" | null, kept_by, unproved_since}. */
#pragma once

#include "action/late_promise.h"
#include "action/promise_mail.h"
#include "base/doc.h"

Doc *view_promise(Arena *arena, const PromiseCard *promise);
/* The same members; times [{at}] to choose from, ways [{by, machine, why, address}] to tell them,
 * the best first, and holding {subject, words}. */
Doc *view_late_draft(Arena *arena, const LateDraft *draft);
/* The same members, and holding {subject, words, by, machine, why, address, touch_id}: what they
 * are told, and how. */
Doc *view_late_promise(Arena *arena, const LatePromise *late);
/* The same members; mail {subject, words, by, machine, why, address} as it is begun, and files of
 * the lead. */
Doc *view_promise_mail(Arena *arena, const PromiseMail *draft);
/* The same members, and mail, as it waits in the outbox. */
Doc *view_promise_mailed(Arena *arena, const PromiseCard *promise, const OutboxEntry *entry);
/* An array of them. */
Doc *view_promise_list(Arena *arena, const PromiseCards *promises);
/* {promises: […]} */
Doc *view_promises(Arena *arena, const PromiseCards *promises);
