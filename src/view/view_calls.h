/* The block of calls as a document: {now, owner, calls [touch…] (view_touch.h), asleep,
 * call_number, voicemail_number}. */
#pragma once

#include "action/list_calls.h"
#include "base/doc.h"

Doc *view_calls(Arena *arena, const Calls *calls);
