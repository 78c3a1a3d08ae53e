/* Callers: threads that dial what was asked for, one for each call, for as long as it lasts
 * (action/phone_call.h). At most CALLERS_MOST at once; what comes on top waits for its next look,
 * and has failed when it waited too long.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct Server;
typedef struct Callers Callers;

enum { CALLERS_MOST = 32 };

Callers *callers_new(struct Server *server);
/* Calls that wait: whichever nobody dials yet is begun. */
void callers_take(Callers *callers, const int64_t *ids, size_t count);
/* Lets go of what is under way: the telephones go on, out of sight. NULL is allowed. */
void callers_end(Callers *callers);
