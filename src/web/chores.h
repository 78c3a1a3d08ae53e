/* Chores: what a server does without being asked: imports that wait are run, webhooks delivered,
 * files nobody came back for removed; each hour also answers kept for a key and sessions that are
 * over.
 *
 * One thread looks twice a second whether there is anything to do; an import and the webhooks each
 * get a thread of their own while there is, with a context of their own, so that a receiver that
 * does not answer holds up no import. They end with the server: an import goes on at its next
 * start.
 */
#pragma once

typedef struct Chores Chores;
struct Server;

Chores *chores_new(struct Server *server);
/* Waits for what is under way: an import for its batch, a webhook for a second at most. NULL is
 * allowed. */
void chores_end(Chores *chores);
