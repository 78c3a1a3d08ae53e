/* The token of the hour for a connection that a worker opens: for this room only. */
#pragma once

#include "base/dial.h"
#include "base/work.h"

#include <stdint.h>

/* Stays while a connection of it may be opened. */
typedef struct TokenAsker {
    const WorkOptions *options;
    int64_t offset; /* of the worker's clock */
    int64_t sender_id;
} TokenAsker;

/* Asked on the thread that connects, with a database handle of its own. */
DialBearer token_bearer(TokenAsker *asker);
