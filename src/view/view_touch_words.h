/* Words of a person's own as a document:
 *
 *     {a touch (view_touch.h), subject, words, own, sentences, lint (view_lint.h)}
 *
 * `subject` is null but of a letter, `own` says that a person wrote them. */
#pragma once

#include "action/touch_words.h"
#include "base/doc.h"

Doc *view_touch_words(Arena *arena, const TouchWords *words);
