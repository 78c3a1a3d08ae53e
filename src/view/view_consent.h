/* The ledger of consent as a document: {lead {id, name}, entries [{at, contact, kind, value,
 * channels […], given, withdrawn, how, user}…]}, the newest first. */
#pragma once

#include "action/consent.h"
#include "base/doc.h"

Doc *view_consent(Arena *arena, const ConsentLedger *ledger);
