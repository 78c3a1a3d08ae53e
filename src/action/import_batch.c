#include "action/import_batch.h"

#include <pthread.h>
#include <stdlib.h>

enum { SLOTS = 3 }; /* one being written, one waiting, one being filled */

struct BatchFeed {
    Reader *reader;
    const DraftHabit *habit;
    Arena *arena;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    Batch slots[SLOTS];
    unsigned filled; /* batches made, all in all */
    unsigned taken;  /* handed out; the slot of the last one is the writer's */
    bool stopping;
};

static void make_item(BatchFeed *feed, Batch *batch, const ExchangeRow *row)
{
    BatchItem *item = &batch->items[batch->count++];
    *item = (BatchItem){.number = row->number, .line = row->line, .manager = row->manager};
    Err err;
    if (row->state == ROW_GOOD &&
        draft_from_row(batch->arena, row, feed->habit, &item->draft, &err))
        return;
    item->reason = row->state == ROW_GOOD ? arena_strdup(batch->arena, err.message) : row->reason;
    item->cells = row->cells;
    item->cell_count = row->cell_count;
}

static void fill(BatchFeed *feed, Batch *batch)
{
    arena_reset(batch->arena);
    batch->items = arena_array(batch->arena, BATCH_ROWS, sizeof *batch->items);
    batch->count = 0;
    batch->last = batch->failed = false;
    while (batch->count < BATCH_ROWS && !batch->last) {
        ExchangeRow row;
        if (!reader_next(feed->reader, batch->arena, &row, &batch->err))
            batch->failed = batch->last = true;
        else if (row.state == ROW_END)
            batch->last = true;
        else
            make_item(feed, batch, &row);
    }
    batch->progress = reader_progress(feed->reader);
}

static void *run(void *argument)
{
    BatchFeed *feed = argument;
    bool more = true;
    pthread_mutex_lock(&feed->lock);
    while (more && !feed->stopping) {
        /* The slot handed out last stays untouched until the next is asked for. */
        if (feed->filled - feed->taken >= SLOTS - 1) {
            pthread_cond_wait(&feed->changed, &feed->lock);
            continue;
        }
        Batch *batch = &feed->slots[feed->filled % SLOTS];
        pthread_mutex_unlock(&feed->lock);
        fill(feed, batch);
        pthread_mutex_lock(&feed->lock);
        more = !batch->last;
        feed->filled++;
        pthread_cond_broadcast(&feed->changed);
    }
    pthread_mutex_unlock(&feed->lock);
    return NULL;
}

static void free_feed(BatchFeed *feed)
{
    for (size_t i = 0; i < SLOTS; i++)
        arena_free(feed->slots[i].arena);
    pthread_mutex_destroy(&feed->lock);
    pthread_cond_destroy(&feed->changed);
    arena_free(feed->arena);
}

bool batch_feed_open(Reader *reader, const DraftHabit *habit, BatchFeed **feed, Err *err)
{
    Arena *arena = arena_new();
    BatchFeed *made = arena_make(arena, BatchFeed);
    made->arena = arena;
    made->reader = reader;
    made->habit = habit;
    pthread_mutex_init(&made->lock, NULL);
    pthread_cond_init(&made->changed, NULL);
    for (size_t i = 0; i < SLOTS; i++)
        made->slots[i].arena = arena_new();
    if (pthread_create(&made->thread, NULL, run, made) != 0) {
        free_feed(made);
        return err_set(err, ERR_BROKEN, "no thread can be started to read the file");
    }
    *feed = made;
    return true;
}

Batch *batch_feed_next(BatchFeed *feed)
{
    pthread_mutex_lock(&feed->lock);
    while (feed->filled == feed->taken)
        pthread_cond_wait(&feed->changed, &feed->lock);
    Batch *batch = &feed->slots[feed->taken++ % SLOTS];
    pthread_cond_broadcast(&feed->changed);
    pthread_mutex_unlock(&feed->lock);
    return batch;
}

void batch_feed_close(BatchFeed *feed)
{
    if (!feed)
        return;
    pthread_mutex_lock(&feed->lock);
    feed->stopping = true;
    pthread_cond_broadcast(&feed->changed);
    pthread_mutex_unlock(&feed->lock);
    pthread_join(feed->thread, NULL);
    free_feed(feed);
}
