/* Spare texts: what to say and write where the touch has no words of its own: an answer, a promise,
 * an agreed date, or a step that fell to another channel than it was written for. Never the words
 * of another step: those would then be said twice. For the action room only. */
#pragma once

#include "action/next_touch.h"
#include "action/plan_lead.h"

/* Fills what the channel needs and the script lacks; takes away what the channel cannot carry. */
void spare_fill(Context *context, Arena *arena, const LoadedLead *loaded, const TouchCard *card,
                TouchScript *script);

/* What is left as a voicemail when the lead's planned call reaches nobody: the step's words to this
 * person, else the spare ones. "" where what is planned is no call. */
const char *spare_voicemail(Context *context, Arena *arena, const LoadedLead *loaded,
                            int64_t contact_id);
