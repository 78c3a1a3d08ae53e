/* Lane: a queue of requests, each with worker threads of its own, so that one kind of work never
 * waits behind another: quick reading, writing, and what takes long.
 *
 * Threads start when the first item comes. An item that finds the queue full is not taken: the
 * caller says BUSY at once, which serves everybody better than an answer after its time.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef struct Lane Lane;

/* Up to `count` items, oldest first, on one of the lane's threads. `worker` is what begin() gave.
 */
typedef void LaneWork(void *worker, void *const *items, size_t count);

typedef struct LaneOptions {
    const char *name; /* of the threads, at most 15 bytes */
    size_t threads;
    size_t longest; /* items that may wait */
    size_t batch;   /* items one call of work() may get; 1: one at a time */
    void *context;
    void *(*begin)(void *context); /* what a thread works with; made on that thread */
    void (*end)(void *worker);
    LaneWork *work;
} LaneOptions;

Lane *lane_new(LaneOptions options);
bool lane_put(Lane *lane, void *item); /* false: full, or closing */
size_t lane_waiting(Lane *lane);
/* Something waits or is at work. */
bool lane_busy(Lane *lane);
/* Takes nothing more; what waits is still done. Then all threads have ended. */
void lane_close(Lane *lane);
void lane_free(Lane *lane); /* once closed, and nobody puts any more; NULL is allowed */
