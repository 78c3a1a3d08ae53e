#include "dispatch/machine.h"

#include "base/log.h"

#include <poll.h>

int64_t machine_offset(const WorkOptions *options)
{
    return options->now == TIME_NONE ? 0 : options->now - clock_now();
}

bool machine_is_stopped(const WorkOptions *options)
{
    return options->stop && __atomic_load_n(options->stop, __ATOMIC_ACQUIRE);
}

static bool passes(const Err *err)
{
    return err->kind == ERR_BUSY || context_lost(err) || context_disk_full(err);
}

bool machine_open(const WorkOptions *options, const char *part, int pages_kibibytes,
                  Context **context, Err *err)
{
    const int64_t offset = machine_offset(options);
    while (!context_open(&(ContextOptions){.database = options->database,
                                           .workspace = options->workspace,
                                           .now = clock_now() + offset,
                                           .pages_kibibytes = pages_kibibytes,
                                           .shares = true},
                         context, err)) {
        if (!passes(err) || options->once)
            return false;
        if (machine_is_stopped(options))
            return true;
        log_err(part, err);
        poll(NULL, 0, MACHINE_TROUBLE_MS);
    }
    return true;
}

static void rest(const WorkOptions *options, int milliseconds)
{
    enum { WAIT_MS = 1000 };
    struct pollfd woken = {.fd = options->woken, .events = POLLIN};
    for (int64_t until = clock_ticking() + milliseconds;
         clock_ticking() < until && !machine_is_stopped(options);)
        poll(&woken, 1, WAIT_MS);
}

bool machine_watch(const WorkOptions *options, const char *part, int pause, MachineLook *look,
                   void *of, Err *err)
{
    while (!machine_is_stopped(options)) {
        Err trouble;
        bool looked = look(of, &trouble);
        if (!looked)
            log_err(part, &trouble);
        if (options->once) {
            if (!looked)
                *err = trouble;
            return looked;
        }
        rest(options, pause);
    }
    return true;
}
