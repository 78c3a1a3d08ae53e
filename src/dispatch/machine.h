/* What all parts of the machine begin with (work.h, listen.h, morning.h): for this room only. */
#pragma once

#include "action/context.h"
#include "base/work.h"

enum { MACHINE_TROUBLE_MS = 1000 /* from one trouble to the next try */ };

/* What its clock is ahead of the machine's. */
int64_t machine_offset(const WorkOptions *options);
bool machine_is_stopped(const WorkOptions *options);

/* Opens `part`'s Context. A database that another process holds, that has no room on its disk or
 * no connection is asked for until it is there, unless it is to work once: `*context` stays NULL
 * where it was stopped meanwhile. Whatever no waiting mends (a newer Beck's database) is an error
 * at once. */
bool machine_open(const WorkOptions *options, const char *part, int pages_kibibytes,
                  Context **context, Err *err);

/* Looks again and again, `pause` milliseconds apart, until it is stopped; once where it is to work
 * once, and then a failed look is the error. Else that is logged for `part`, and the next one comes
 * in its turn. */
typedef bool MachineLook(void *of, Err *err);
bool machine_watch(const WorkOptions *options, const char *part, int pause, MachineLook *look,
                   void *of, Err *err);
