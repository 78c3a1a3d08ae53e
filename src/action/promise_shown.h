/* The promises of a lead that was loaded, as they are shown. For the action room only. */
#pragma once

#include "action/list_promises.h"
#include "action/load_lead.h"

/* First due first; `open`: those only. */
PromiseCards promises_shown(const Context *context, Arena *arena, const LoadedLead *loaded,
                            bool open);
