/* Cards inside a transaction of the caller: for the action room only. */
#pragma once

#include "action/card_photo.h"

/* As capture_photo(); `photo` may be NULL. */
bool card_capture_inside(Context *context, Arena *arena, const Card *card,
                         const CaptureOptions *options, const FileInput *photo, Captured *captured,
                         Err *err);
/* The owner's next working morning. */
bool card_next_morning(Context *context, int64_t owner_id, Time *at, Err *err);
