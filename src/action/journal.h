/* Journal: what an action changes, kept so that `undo` can take it back (DESIGN §4). For the action
 * room only.
 *
 *     Journal journal;
 *     journal_open(context, lead_id, &journal, err);
 *     journal_keep(&journal, JOURNAL_LEAD, lead_id, err);      // before it is changed
 *     ...
 *     journal_made(&journal, JOURNAL_PROMISE, promise_id, err) // after it was made
 *     journal_close(&journal, "log", touch_id, "talked with Ann Ford", err);
 *
 * What a machine does is not kept: then `journal` is NULL.
 *
 * Inside the action's own transaction. The last twenty records of each user are kept; what is older
 * can no longer be undone. A row is kept whole, as JSON of its columns, by the statements' own
 * descriptors: no second description of a table stands here. History (touch) is never taken back,
 * it gets an event *undone*.
 */
#pragma once

#include "action/context_inner.h"
#include "base/doc.h"

typedef enum JournalTable {
    JOURNAL_LEAD,
    JOURNAL_NEXT_TOUCH, /* by the lead's id */
    JOURNAL_ACCOUNT,
    JOURNAL_CONTACT,
    JOURNAL_ADDRESS,
    JOURNAL_PROMISE,
    JOURNAL_CYCLE,
    JOURNAL_WANT,
    JOURNAL_HOLD,
    JOURNAL_FILE, /* made only */
    JOURNAL_GIFT,
    JOURNAL_GIFT_ENTRY, /* made only */
    JOURNAL_TOUCH_WORDS,
    JOURNAL_TABLES
} JournalTable;

/* A row asked for, to be written down at the end. */
typedef struct JournalKept {
    JournalTable table;
    int64_t id, seq;
    void *row;
    bool found;
    struct JournalKept *next;
} JournalKept;

/* Stays where it is until it is closed, or its transaction is over. */
typedef struct Journal {
    Context *context;
    int64_t record_id;
    int64_t seq;
    Asks asks;
    JournalKept *kept; /* last first */
} Journal;

enum { RECORDS_KEPT = 20 };

bool journal_open(Context *context, int64_t lead_id, Journal *journal, Err *err);
/* Keeps a row as it is; one that is not there is kept as such (undo removes what came). It is only
 * asked for here, among what is written; where answers come later, so does the error. */
bool journal_keep(Journal *journal, JournalTable table, int64_t id, Err *err);
/* A row just made: undo removes it. */
bool journal_made(Journal *journal, JournalTable table, int64_t id, Err *err);

/* What has no row id of its own. */
bool journal_moves(Journal *journal, int64_t contact_id, Day day, int moves, int rings, Err *err);
bool journal_given(Journal *journal, int64_t touch_id, int64_t contact_id, int64_t content_id,
                   Err *err);
/* Whether a lead was shared with a user (0: everybody). */
bool journal_share(Journal *journal, int64_t lead_id, int64_t user_id, bool shared, Err *err);
/* A row just made in the ledger of consent: undo takes it back by another. */
bool journal_suppression(Journal *journal, int64_t ledger_id, Err *err);

/* What a merge moved beyond rows; merge_restore() (merge_inner.h) puts it back. The record's first
 * row, so that it is restored last. */
bool journal_merge(Journal *journal, int64_t gone_id, const Doc *image, Err *err);

/* Writes down what was kept, and what it was, for people; once, before the commit. `touch_id` 0: no
 * touch. */
bool journal_close(Journal *journal, const char *kind, int64_t touch_id, const char *said,
                   Err *err);

/* Nothing was done: the record is none. */
bool journal_drop(Journal *journal, Err *err);

/* Puts everything of a record back, last first. The lead's next touch gets a new id. */
bool journal_restore(Context *context, int64_t record_id, Err *err);
