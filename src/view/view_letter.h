/* Letters as documents:
 *
 *     {form, paper, window, printer, printed, sheets, letters [{a touch (view_touch.h), to [line…],
 *      subject, words, own, sentences, sheets, why_not}…]}
 *
 * `why_not` says why one cannot be printed; null: it can. Of what was asked for by touches also
 * `missing` [{id, why}…], of what was queued `job`. */
#pragma once

#include "action/letter.h"
#include "base/doc.h"

Doc *view_letters(Arena *arena, const LettersShown *shown);
Doc *view_letters_printed(Arena *arena, const LettersShown *shown);
Doc *view_letters_queued(Arena *arena, const LetterQueued *queued);
