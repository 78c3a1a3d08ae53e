/* The touch to do now as a document: a touch (view_touch.h), and
 *
 *     script {reason, new, words, voicemail, gatekeeper, subject, body} (null where the step has
 * none), ask {field, question} | null, climb [{contact {id, name, title} | null, kind, value,
 * extension, before}…]
 *
 * Beside the contract: due, last {at, channel, outcome, note, contact} | null, note, promises
 * [promise…], call_number, voicemail_number (of this user today). null when nothing is planned. */
#pragma once

#include "action/next_touch.h"
#include "base/doc.h"

Doc *view_next(Arena *arena, const NextTouch *next);
