/* Live: the events that an open page listens to (server-sent events, WHATWG HTML §9.2).
 *
 *     event: today     what is due for this user has changed: {"due": 12, "answers": 1}
 *     event: answer    somebody answered: the same
 *
 * Where the change came from does not matter: this server, the command line, another machine. A
 * thread looks at what is due for each user who has a page open, once a second where anything in
 * the database has changed. The streams of a session or token that has ended end then, too
 * (ASVS 5.0, 7.4.1). A heartbeat every 20 seconds finds those who have gone.
 */
#pragma once

#include "web/request.h"

typedef struct Live Live;
struct Server;

Live *live_new(struct Server *server);
/* Answers the request by a stream of its user's events. */
void live_listen(Live *live, HttpRequest *request, const Who *who);
void live_gone(Live *live, void *listener); /* from the driver */
size_t live_count(Live *live);
/* Ends all streams and takes no more. */
void live_end(Live *live);
void live_free(Live *live); /* after the driver has stopped */
