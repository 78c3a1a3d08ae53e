/* What a person decides about a lead, inside a transaction: one lead's, or a batch's
 * (manage_lead.c, manage_leads.c). For these two alone. */
#pragma once

#include "action/log_inner.h"

/* Loads the lead and keeps it as it is. The journal is opened for it, unless it is a batch's. */
bool manage_begin(Context *context, Arena *arena, int64_t lead_id, Logging *logging,
                  Journal *journal, Err *err);
/* Each changes what manage_save() writes. CONFLICT: it is so already. */
bool manage_close(Logging *logging, const char *why, Err *err);
bool manage_give(Logging *logging, int64_t owner_id, Err *err);
bool manage_enrol(Logging *logging, const Cadence *cadence, Err *err);
/* Writes it, and plans anew. */
bool manage_save(Logging *logging, const char *said, Err *err);

/* A user who may be given leads. INPUT: not an active one. */
bool manage_taker(Context *context, const char *name, int64_t *owner_id, Err *err);
