/* What is told of the numbers and addresses of a person or an account: one more, or that one is
 * wrong. For the action room only, inside the caller's transaction. */
#pragma once

#include "action/context_inner.h"
#include "action/journal.h"
#include "follow/terms.h"

/* Whose: an account's where `contact_id` is 0. */
typedef struct AddressOwner {
    int64_t contact_id, account_id;
} AddressOwner;

/* Said again, one they have already is none more, and one that was bad may be tried again.
 * `text_basis`: why a cell may be texted; NULL: it may not yet. `made`: nobody knew it. INPUT: it
 * is no such address. */
bool address_told(Context *context, Arena *arena, Journal *journal, const AddressOwner *owner,
                  AddressKind kind, const char *text, const char *text_basis, bool *made, Err *err);

/* Nobody is reached at what `typed` means of `rows`: its id, its text, or the last digits of a
 * number. It is bad from now on, and asked for another of. `same` counts what was meant; two that
 * differ are a CONFLICT. */
bool address_told_wrong(Context *context, Journal *journal, const struct address_get_row *rows,
                        size_t count, const char *typed, size_t *same, Err *err);
