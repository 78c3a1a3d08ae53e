/* The reading half of an import: a thread that reads rows and makes drafts of them, batch by batch,
 * one batch ahead of the writer. It touches no database. For the action room only. */
#pragma once

#include "action/draft.h"
#include "exchange/reader.h"

enum { BATCH_ROWS = 500 };

typedef struct BatchItem {
    uint64_t number, line;
    const char *reason;       /* rejected: why; else NULL */
    const char *const *cells; /* of a rejected row */
    size_t cell_count;
    Draft draft;
    const char *manager; /* of a table of users */
} BatchItem;

typedef struct Batch {
    Arena *arena;
    BatchItem *items; /* BATCH_ROWS */
    size_t count;
    bool last;   /* nothing comes behind it */
    bool failed; /* the file cannot be read on; the items before that are good */
    Err err;
    ReaderProgress progress;
} Batch;

typedef struct BatchFeed BatchFeed;

/* The reader and all in `habit` must outlive the feed. BROKEN when no thread can be started. */
bool batch_feed_open(Reader *reader, const DraftHabit *habit, BatchFeed **feed, Err *err);
/* Waits for the next batch; it is the caller's until the next call. */
Batch *batch_feed_next(BatchFeed *feed);
/* Ends the thread, wherever it is; NULL is allowed. */
void batch_feed_close(BatchFeed *feed);
