/* The words people type when they log, as documents for help and for lists to choose from: arrays
 * of {group, name, about, typed}; `typed` are other ways to write it, `group` is null where there
 * is one only. And whether a typed word is one of them, before anything is opened. */
#pragma once

#include "base/doc.h"
#include "base/err.h"

Doc *view_words_outcomes(Arena *arena);
Doc *view_words_results(Arena *arena);
Doc *view_words_excuses(Arena *arena);
Doc *view_words_fields(Arena *arena); /* of --set */

/* INPUT with "did you mean". */
bool view_words_is_outcome(const char *typed, Err *err);
bool view_words_is_result(const char *typed, Err *err);
/* Whether a word says by itself that they gave an answer: any result but nothing_yet. */
bool view_words_tells_result(const char *typed);
bool view_words_is_excuse(const char *typed, Err *err);
bool view_words_is_field(const char *typed, Err *err);
/* What it is for people: "left a voicemail"; the name itself when it is none. */
const char *view_words_outcome_label(const char *name);
const char *view_words_result_label(const char *name);
const char *view_words_excuse_label(const char *name);
/* "12"; Today's counts stop at "999+". */
const char *view_words_count(Arena *arena, int64_t count);
/* Today's counts for people: "2 answers, 12 calls, 3 to review"; "" where nothing is due. */
const char *view_words_counts(Arena *arena, const Doc *counts);
/* Of a message: "their server has it"; and what is not sure about it, or "". */
const char *view_words_level_label(const char *level);
const char *view_words_doubt_label(const char *doubt);
