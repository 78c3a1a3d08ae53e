/* Answer: a reply, or an error, as what goes over the wire.
 *
 * The API gets JSON and, of an error, a problem document (RFC 9457) that names the field; a page
 * gets HTML by its template, or is sent on (303) after it changed something. Every answer bears the
 * headers that keep browsers from doing what they should not (ASVS 5.0 V3.4).
 */
#pragma once

#include "web/request.h"
#include "web/server_inner.h"

/* `request->route` may be NULL for errors. */
void answer_reply(const Server *server, Request *request, Reply *reply, HttpAnswer *answer);
void answer_error(const Server *server, Request *request, const Err *err, HttpAnswer *answer);
/* The bytes of an answer that was given before (action/once.h). */
void answer_again(Request *request, int status, const char *location, const char *body,
                  HttpAnswer *answer);
