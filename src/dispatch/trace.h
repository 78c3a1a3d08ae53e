/* Tracing: asks servers what has become of what they were given (action/trace.h), now and then.
 *
 * One thread beside those that send and hear, one Context: what waits for a fax server keeps nobody
 * else waiting, and no transaction is open while it waits.
 */
#pragma once

#include "base/work.h"

/* Nothing of `done` is set. `once`: asks all of them, then ends. */
Work trace_run;
