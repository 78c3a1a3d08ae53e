#include "web/pace.h"

#include <pthread.h>
#include <stdlib.h>

enum { MINUTE_SECONDS = 60 };

typedef struct Walker {
    int64_t user; /* 0: nobody */
    Time at;
    double left;
} Walker;

struct Pace {
    pthread_mutex_t lock;
    double most, a_second;
    Walker walkers[PACE_USERS];
};

Pace *pace_new(int at_once, int a_minute)
{
    Pace *pace = calloc(1, sizeof *pace);
    if (!pace)
        abort();
    pthread_mutex_init(&pace->lock, NULL);
    pace->most = at_once;
    pace->a_second = (double)a_minute / MINUTE_SECONDS;
    return pace;
}

void pace_free(Pace *pace)
{
    if (!pace)
        return;
    pthread_mutex_destroy(&pace->lock);
    free(pace);
}

/* Theirs, else the place of who asked longest ago. */
static Walker *walker_of(Pace *pace, int64_t user, Time now)
{
    Walker *oldest = &pace->walkers[0];
    for (size_t i = 0; i < PACE_USERS; i++) {
        Walker *walker = &pace->walkers[i];
        if (walker->user == user)
            return walker;
        if (!walker->user || (oldest->user && walker->at < oldest->at))
            oldest = walker;
    }
    *oldest = (Walker){.user = user, .at = now, .left = pace->most};
    return oldest;
}

bool pace_take(Pace *pace, int64_t user, Time now)
{
    pthread_mutex_lock(&pace->lock);
    Walker *walker = walker_of(pace, user, now);
    if (now > walker->at) {
        walker->left += (double)(now - walker->at) * pace->a_second;
        walker->at = now;
    }
    if (walker->left > pace->most)
        walker->left = pace->most;
    bool may = walker->left >= 1;
    if (may)
        walker->left -= 1;
    pthread_mutex_unlock(&pace->lock);
    return may;
}
