/* A text that they ask for, as documents:
 *
 *     draft: {lead {id, name}, contact {id, name}, cell, suggested, by "machine" | "person", why,
 *         pictures, linkable, files [{id, name, type, size, image}…], contents [{id, kind, title,
 *         had}…]}
 *     texted: {lead {id, name}, contact {id, name}, number | null, by, why, touch_id | null, what,
 *         words | null, picture, parts, content_id | null, promise_id | null, promised_at | null}
 */
#pragma once

#include "action/text_now.h"
#include "base/doc.h"

Doc *view_text_now(Arena *arena, const TextNow *draft);
Doc *view_texted_now(Arena *arena, const TextedNow *texted);
