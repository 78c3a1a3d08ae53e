/* Serve: the web server of `beck serve`: pages, API, events (DESIGN §10 "HTTP").
 *
 *     I/O threads (web/http_driver.h)  →  route  →  a lane (web/lane.h)  →  handle  →  answer
 *
 * I/O threads never wait. A worker of a lane has a Context of its own. On SQLite all quick writes
 * go through one worker, which commits those that wait together; an answer goes out when what it
 * says is on the disk.
 */
#pragma once

#include "base/serve.h"

Serve serve;
