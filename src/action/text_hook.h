/* Text hooks: the addresses at which gateways call back (channel/hook.h), and what their calls do.
 *
 *     /hooks/texts/MARK            a text that came in; MARK is of the sender
 *     /hooks/texts/reports/MARK    what became of one of ours; MARK is of the touch
 *
 * A mark (mail/mark.h) is a number with a proof that we wrote it, keyed with the workspace's
 * secret: nobody finds one, and that of one sender or touch says nothing of another's. Where the
 * gateway signs its calls, the signature is asked for too. What is forged, of another's text, or
 * not to be understood is refused, is logged, and changes nothing; the same again changes nothing
 * either.
 *
 * Reports raise what is known of a message (follow/certainty.h), in whichever order they come: what
 * is weaker never speaks against what is stronger. A text that came in is receive_text()'s
 * (action/receive.h).
 */
#pragma once

#include "action/context.h"
#include "channel/hook.h"

/* What a gateway is told, so that it reports on a touch; NULL: nobody knows where Beck is reached
 * (the sender's reports_to, the setting public_url). */
const char *text_hook_report_link(Context *context, Arena *arena, const Doc *settings,
                                  int64_t touch_id);
/* What is entered at the gateway for texts that come in; NULL as above. */
const char *text_hook_link(Context *context, Arena *arena, const Doc *settings, int64_t sender_id);

/* MISSING: no such mark; DENIED: it is not the gateway's; INPUT: it says nothing. `call->url` holds
 * the path and query as asked for; whereto the gateway was told to call is put before it. */
bool text_hook_report(Context *context, Arena *arena, const char *mark, const HookCall *call,
                      Err *err);
/* `again`: the text was taken before, under the same name. It changes nothing, and nothing is
 * texted back, but it is answered: the gateway would else say it for ever. */
bool text_hook_text(Context *context, Arena *arena, const char *mark, const HookCall *call,
                    HookAnswer *answer, bool *again, Err *err);
