#include "dispatch/calendars.h"

#include "action/calendar_sync.h"
#include "base/log.h"
#include "dispatch/machine.h"

#include <inttypes.h>
#include <poll.h>

enum { WAIT_MS = 1000, LOOK_MS = 5000, PAGES_KIBIBYTES = 1024 };

typedef struct Keeper {
    const WorkOptions *options;
    Context *context;
    int64_t number;
    int64_t offset; /* of its clock */
    WorkDone done;
} Keeper;

static Time now_of(const Keeper *keeper)
{
    return clock_now() + keeper->offset;
}

/* What is wrong with one calendar is written down with it, and keeps no other waiting. */
static void sync_one(Keeper *keeper, const CalendarDue *due)
{
    auto_arena Arena *arena = arena_new();
    CalendarSynced synced;
    Err err;
    if (!context_begin(keeper->context, due->user_id, now_of(keeper), &err) ||
        !calendar_sync(keeper->context, arena, due->id, keeper->number, keeper->options->stop,
                       &synced, &err))
        log_line(LOG_WARN, "calendar", "calendar %" PRId64 ": %s", due->id, err.message);
    else
        keeper->done.calendars++;
}

static bool look(Keeper *keeper, Err *err)
{
    auto_arena Arena *arena = arena_new();
    Context *context = keeper->context;
    CalendarDue *due;
    size_t count;
    if (!context_begin(context, context_first_user(context), now_of(keeper), err) ||
        !calendar_due(context, arena, &due, &count, err))
        return false;
    for (size_t i = 0; i < count && !machine_is_stopped(keeper->options); i++)
        sync_one(keeper, &due[i]);
    return true;
}

static void rest(const Keeper *keeper, int milliseconds)
{
    struct pollfd woken = {.fd = keeper->options->woken, .events = POLLIN};
    for (int64_t until = clock_ticking() + milliseconds;
         clock_ticking() < until && !machine_is_stopped(keeper->options);)
        poll(&woken, 1, WAIT_MS);
}

bool calendars_run(const WorkOptions *options, WorkDone *done, Err *err)
{
    Keeper keeper = {
        .options = options, .number = machine_number(), .offset = machine_offset(options)};
    bool right = machine_open(options, "calendar", PAGES_KIBIBYTES, &keeper.context, err);
    bool over = false;
    while (right && keeper.context && !over && !machine_is_stopped(options)) {
        Err trouble;
        bool looked = look(&keeper, &trouble);
        over = options->once;
        if (!looked)
            log_err("calendar", &trouble);
        if (!looked && options->once) {
            *err = trouble;
            right = false;
        }
        if (!over)
            rest(&keeper, LOOK_MS);
    }
    *done = keeper.done;
    context_close(keeper.context);
    return right;
}
