/* Beck: no lead falls silent. All there is to see begins at cli/cli.h. */
#include "base/log.h"
#include "cli/cli.h"
#include "dispatch/work.h"
#include "web/server.h"

#include <pthread.h>

typedef struct Worker {
    WorkOptions options;
    volatile sig_atomic_t stop;
} Worker;

static void *run_worker(void *context)
{
    Worker *worker = context;
    WorkDone done;
    Err err;
    if (!work_run(&worker->options, &done, &err))
        log_err("work", &err);
    return NULL;
}

/* `beck serve`: the web server, and the worker beside it until it has ended. */
static bool serve_and_work(const ServeOptions *options, Err *err)
{
    Worker worker = {.options = {.database = options->database,
                                 .workspace = options->workspace,
                                 .now = options->now}};
    pthread_t thread;
    worker.options.stop = &worker.stop;
    bool works = pthread_create(&thread, NULL, run_worker, &worker) == 0;
    bool served = serve(options, err);
    __atomic_store_n(&worker.stop, 1, __ATOMIC_RELEASE);
    if (works)
        pthread_join(thread, NULL);
    return served;
}

int main(int count, char **words)
{
    bool named = count > 0; /* by POSIX it need not be */
    return cli_main(count - named, (const char *const *)words + named, serve_and_work, work_run);
}
