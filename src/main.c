/* Beck: no lead falls silent. All there is to see begins at cli/cli.h. */
#include "base/log.h"
#include "cli/cli.h"
#include "dispatch/calendars.h"
#include "dispatch/listen.h"
#include "dispatch/morning.h"
#include "dispatch/notices.h"
#include "dispatch/trace.h"
#include "dispatch/work.h"
#include "web/server.h"

#include <pthread.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* A half of the machine in a thread of its own, until end_all(). */
typedef struct Beside {
    Work *work;
    WorkOptions options;
    WorkDone done;
    volatile sig_atomic_t stop;
    bool runs;
    pthread_t thread;
} Beside;

static void *run_beside(void *context)
{
    Beside *beside = context;
    Err err;
    if (!beside->work(&beside->options, &beside->done, &err))
        log_err("work", &err);
    return NULL;
}

static void begin_beside(Beside *beside, Work *work, const WorkOptions *options)
{
    *beside = (Beside){.work = work, .options = *options};
    beside->options.stop = &beside->stop;
    beside->options.woken = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    beside->runs = pthread_create(&beside->thread, NULL, run_beside, beside) == 0;
}

static void stop_beside(Beside *beside)
{
    __atomic_store_n(&beside->stop, 1, __ATOMIC_RELEASE);
    if (beside->options.woken >= 0)
        eventfd_write(beside->options.woken, 1);
}

/* All are told before one is waited for. */
static void end_all(Beside *besides[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        stop_beside(besides[i]);
    for (size_t i = 0; i < count; i++) {
        if (besides[i]->runs)
            pthread_join(besides[i]->thread, NULL);
        if (besides[i]->options.woken >= 0)
            close(besides[i]->options.woken);
    }
}

/* `beck serve`: the web server, and the machine beside it until it has ended. */
static bool serve_and_work(const ServeOptions *options, Err *err)
{
    if (options->pages_only)
        return serve(options, err);
    WorkOptions work = {.database = options->database,
                        .workspace = options->workspace,
                        .now = options->now,
                        .woken = -1};
    Beside sends, hears, greets, tells, traces, keeps;
    begin_beside(&sends, work_run, &work);
    begin_beside(&hears, listen_run, &work);
    begin_beside(&greets, morning_run, &work);
    begin_beside(&tells, notices_run, &work);
    begin_beside(&traces, trace_run, &work);
    begin_beside(&keeps, calendars_run, &work);
    bool served = serve(options, err);
    end_all((Beside *[]){&keeps, &traces, &tells, &greets, &hears, &sends}, 6);
    return served;
}

/* What came in stops what was to go out, and stands in the morning mail; what went out is copied.
 */
static bool work_once(const WorkOptions *options, WorkDone *done, Err *err)
{
    WorkDone before = {0}, after = {0}, morning = {0}, traced = {0}, calendars = {0}, notices = {0};
    bool right = listen_run(options, &before, err) && trace_run(options, &traced, err) &&
                 calendars_run(options, &calendars, err) && morning_run(options, &morning, err) &&
                 work_run(options, done, err) && notices_run(options, &notices, err) &&
                 (!done->sent || listen_run(options, &after, err));
    done->sent += notices.sent;
    done->read = before.read + after.read;
    done->copied = before.copied + after.copied;
    done->mornings = morning.mornings;
    done->calendars = calendars.calendars;
    done->address_books = calendars.address_books;
    return right;
}

/* `beck work` */
static bool work_alone(const WorkOptions *options, WorkDone *done, Err *err)
{
    Beside hears, greets, tells, traces, keeps;
    if (options->once)
        return work_once(options, done, err);
    begin_beside(&hears, listen_run, options);
    begin_beside(&greets, morning_run, options);
    begin_beside(&tells, notices_run, options);
    begin_beside(&traces, trace_run, options);
    begin_beside(&keeps, calendars_run, options);
    bool worked = work_run(options, done, err);
    end_all((Beside *[]){&keeps, &traces, &tells, &greets, &hears}, 5);
    done->sent += tells.done.sent;
    done->read = hears.done.read;
    done->copied = hears.done.copied;
    done->mornings = greets.done.mornings;
    done->calendars = keeps.done.calendars;
    done->address_books = keeps.done.address_books;
    return worked;
}

int main(int count, char **words)
{
    bool named = count > 0; /* by POSIX it need not be */
    return cli_main(count - named, (const char *const *)words + named, serve_and_work, work_alone);
}
