/* Trials as documents: {trials: [{trial, cadence, step, channel, first_at, sides:
 * [{side, people, replies, low, high, subject, body}], difference {low, high}, tells, said, kept,
 * kept_by, kept_at}]}. Shares are in thousandths. */
#pragma once

#include "action/trial.h"
#include "base/doc.h"

Doc *view_trial(Arena *arena, const Trial *trial);
Doc *view_trials(Arena *arena, const Trials *trials);
