/* Erase: forgets a person for good (GDPR art. 17). It cannot be undone.
 *
 * Gone are name, title, birthday, place, notes, addresses, the words of their touches, promises and
 * wants, what search knows and what `undo` kept. Left is what names nobody: that there was a
 * touch, when, by which way and with what outcome, for the reports. The hashes of suppressed
 * addresses stay, so that an import does not bring back somebody who asked never to be contacted;
 * they cannot be turned back into addresses without the workspace's secret. A firm's number, postal
 * address or role mailbox that colleagues have, too, is not suppressed for one of them.
 *
 * Leads of theirs alone are closed; a lead with other people of the account goes on with them.
 */
#pragma once

#include "action/context.h"

typedef struct EraseOptions {
    int64_t contact_id;
    bool sure;  /* --yes; without it nothing is done and the result says what would be */
    bool never; /* they asked not to be contacted again: their addresses are suppressed first */
} EraseOptions;

typedef struct Erased {
    bool done;
    int64_t contact_id;
    const char *name; /* as it was, for the last message that says it */
    size_t addresses, leads_closed, leads_kept, touches, promises;
    size_t calendar_entries; /* of Beck's in users' calendars: taken away by the next look there */
    size_t book_cards;       /* the same in users' address books */
    size_t book_left;        /* …, theirs, or in one that is not looked at */
    size_t calendar_left; /* that stay there: their users' own, or in one that is not looked at */
    bool suppressed;      /* at least one address of theirs stays suppressed */
} Erased;

/* MISSING: there is no such person, or erased already. */
bool erase_person(Context *context, Arena *arena, const EraseOptions *options, Erased *erased,
                  Err *err);
