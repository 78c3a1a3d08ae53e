#include "dispatch/calendars.h"

#include "action/dav_sync.h"
#include "base/digest.h"
#include "base/log.h"
#include "dispatch/machine.h"

#include <inttypes.h>

enum { LOOK_MS = 5000, PAGES_KIBIBYTES = 1024 };

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

/* What is wrong with one is written down with it, and keeps no other waiting. */
static void sync_one(Keeper *keeper, const DavDue *due)
{
    auto_arena Arena *arena = arena_new();
    DavSynced synced;
    Err err;
    if (!context_begin(keeper->context, due->user_id, now_of(keeper), &err) ||
        !dav_sync(keeper->context, arena, due->kind, due->id, keeper->number, keeper->options->stop,
                  &synced, &err))
        log_line(LOG_WARN, "calendar", "%s %" PRId64 ": %s",
                 due->kind == DAV_CONTACTS ? "address book" : "calendar", due->id, err.message);
    else if (due->kind == DAV_CONTACTS)
        keeper->done.address_books++;
    else
        keeper->done.calendars++;
}

static bool look(void *of, Err *err)
{
    Keeper *keeper = of;
    auto_arena Arena *arena = arena_new();
    Context *context = keeper->context;
    DavDue *due;
    size_t count;
    if (!context_begin(context, context_first_user(context), now_of(keeper), err) ||
        !dav_due(context, arena, &due, &count, err))
        return false;
    for (size_t i = 0; i < count && !machine_is_stopped(keeper->options); i++)
        sync_one(keeper, &due[i]);
    return true;
}

bool calendars_run(const WorkOptions *options, WorkDone *done, Err *err)
{
    Keeper keeper = {
        .options = options, .number = random_number(), .offset = machine_offset(options)};
    bool right = machine_open(options, "calendar", PAGES_KIBIBYTES, &keeper.context, err) &&
                 machine_watch(options, "calendar", LOOK_MS, look, &keeper, err);
    *done = keeper.done;
    context_close(keeper.context);
    return right;
}
