#include "web/lane.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH_MOST = 64 };

struct Lane {
    LaneOptions options;
    pthread_mutex_t lock;
    pthread_cond_t come;
    void **items; /* a ring of options.longest */
    size_t first, count, idle;
    pthread_t *threads;
    size_t started;
    bool closing;
};

Lane *lane_new(LaneOptions options)
{
    Lane *lane = calloc(1, sizeof *lane);
    if (!lane)
        abort();
    lane->options = options;
    if (lane->options.batch > BATCH_MOST)
        lane->options.batch = BATCH_MOST;
    lane->items = calloc(options.longest, sizeof *lane->items);
    lane->threads = calloc(options.threads, sizeof *lane->threads);
    if (!lane->items || !lane->threads)
        abort();
    pthread_mutex_init(&lane->lock, NULL);
    pthread_cond_init(&lane->come, NULL);
    return lane;
}

/* What one thread may take of those that wait; several threads share them. */
static size_t take(Lane *lane, void **items)
{
    size_t count = lane->count < lane->options.batch ? lane->count : lane->options.batch;
    for (size_t i = 0; i < count; i++) {
        items[i] = lane->items[lane->first];
        lane->first = (lane->first + 1) % lane->options.longest;
    }
    lane->count -= count;
    return count;
}

static void *run(void *context)
{
    Lane *lane = context;
    void *worker = lane->options.begin(lane->options.context);
    pthread_mutex_lock(&lane->lock);
    for (;;) {
        void *items[BATCH_MOST];
        while (!lane->count && !lane->closing) {
            lane->idle++;
            pthread_cond_wait(&lane->come, &lane->lock);
            lane->idle--;
        }
        if (!lane->count)
            break;
        size_t count = take(lane, items);
        pthread_mutex_unlock(&lane->lock);
        lane->options.work(worker, items, count);
        pthread_mutex_lock(&lane->lock);
    }
    pthread_mutex_unlock(&lane->lock);
    lane->options.end(worker);
    return NULL;
}

/* A thread more where those that are idle have been called for what waits already. */
static void start_thread(Lane *lane)
{
    if (lane->idle > lane->count || lane->started == lane->options.threads)
        return;
    if (!pthread_create(&lane->threads[lane->started], NULL, run, lane)) {
        pthread_setname_np(lane->threads[lane->started], lane->options.name);
        lane->started++;
    }
}

bool lane_put(Lane *lane, void *item)
{
    pthread_mutex_lock(&lane->lock);
    bool taken = !lane->closing && lane->count < lane->options.longest;
    if (taken) {
        start_thread(lane);
        taken = lane->started > 0;
    }
    if (taken) {
        lane->items[(lane->first + lane->count++) % lane->options.longest] = item;
        pthread_cond_signal(&lane->come);
    }
    pthread_mutex_unlock(&lane->lock);
    return taken;
}

size_t lane_waiting(Lane *lane)
{
    pthread_mutex_lock(&lane->lock);
    size_t count = lane->count;
    pthread_mutex_unlock(&lane->lock);
    return count;
}

bool lane_busy(Lane *lane)
{
    pthread_mutex_lock(&lane->lock);
    bool busy = lane->count || lane->idle < lane->started;
    pthread_mutex_unlock(&lane->lock);
    return busy;
}

void lane_close(Lane *lane)
{
    pthread_mutex_lock(&lane->lock);
    lane->closing = true;
    pthread_cond_broadcast(&lane->come);
    pthread_mutex_unlock(&lane->lock);
    for (size_t i = 0; i < lane->started; i++)
        pthread_join(lane->threads[i], NULL);
}

void lane_free(Lane *lane)
{
    if (!lane)
        return;
    pthread_cond_destroy(&lane->come);
    pthread_mutex_destroy(&lane->lock);
    free(lane->threads);
    free(lane->items);
    free(lane);
}
