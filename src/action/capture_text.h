/* What one has just photographed is texted to whom one meets, before they leave: captured, kept
 * with the lead and texted (action/text_now.h) in one transaction, so that a telephone that had no
 * signal sends all of it once.
 *
 * The capture never fails for the text. What cannot be texted by itself now (out of hours at their
 * place, no gateway, they ended texts, somebody else's lead) is promised for the next working
 * morning; a lead that is closed stays so. */
#pragma once

#include "action/capture_lead.h"
#include "action/card.h"
#include "action/text_now.h"

/* `photo`: of the card; NULL: none. `texted->lead_id` 0: there is no lead to text to, and
 * `captured->said` tells why. INPUT: as capture_photo(), and (field "name") nobody to text to;
 * (field "text") a file that cannot be kept. */
bool capture_text(Context *context, Arena *arena, const Card *card, const CaptureOptions *options,
                  const FileInput *photo, const FileInput *text, Captured *captured,
                  TextedNow *texted, Err *err);
