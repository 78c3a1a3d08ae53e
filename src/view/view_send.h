/* Senders and the outbox as documents: `{senders: [...]}`, a sender, `{sender, works, why}`,
 * `{outbox: [...]}`, `{sent: [...], refused: [{touch_id, why}]}`, a message with its events. */
#pragma once

#include "action/login.h"
#include "action/outbox.h"
#include "action/sender_key.h"
#include "action/standing.h"
#include "base/work.h"

Doc *view_sender(Arena *arena, const SenderShown *sender);
Doc *view_senders(Arena *arena, const SendersShown *senders);
/* `{providers: [{name, title, client_id, authorize_url, token_url, scope}]}` */
Doc *view_providers(Arena *arena, const LoginClients *clients);
/* `keys`: what is found of them in DNS. */
Doc *view_sender_probed(Arena *arena, const SenderProbed *probed, const SenderKeys *keys);
/* `{keys: [{kind, name, record, published}]}` */
Doc *view_sender_keys(Arena *arena, const SenderKeys *keys);
Doc *view_outbox_entry(Arena *arena, const OutboxEntry *entry);
Doc *view_outbox(Arena *arena, const OutboxShown *outbox);
Doc *view_outbox_list(Arena *arena, const OutboxShown *outbox); /* the entries alone */
/* The entry, or null. */
void view_outbox_set(Arena *arena, Doc *doc, bool there, const OutboxEntry *entry);
Doc *view_outbox_message(Arena *arena, const OutboxMessage *message);
Doc *view_outbox_sent(Arena *arena, const OutboxSent *sent);
/* `{uncertain: [{touch_id, lead, subject, sent_at}]}` */
Doc *view_outbox_doubts(Arena *arena, const OutboxDoubts *doubts);
/* `{armed, why, since, due, oldest, missing}` */
Doc *view_standing(Arena *arena, const StandingShown *standing);
/* What a worker has done: `{sent, later, refused, unsure, withdrawn, held}`. */
Doc *view_work(Arena *arena, const WorkDone *done);
