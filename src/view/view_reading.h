/* What a mail says, as a document:
 *
 *     {file ("-": standard input), kind, from, from_name, subject, date, recipients [{address,
 *     original | null, status | null, hard, reason, said | null}…], in_reply_to | null, ids […],
 *     text, until (a day) | null, stand_ins [{name, address, phone}, each | null…]}
 *
 * `in_reply_to` is the likeliest of `ids`, which are those of the mail it speaks of or answers. */
#pragma once

#include "base/doc.h"
#include "mail/reading.h"

Doc *view_reading(Arena *arena, const char *file, const Reading *reading);
