/* A fax that was looked at, as a document: {id, to, number, sheets, enclosed}. `enclosed`: names of
 * the PDFs behind its own sheets; null: none. */
#pragma once

#include "action/fax.h"
#include "base/doc.h"

Doc *view_fax(Arena *arena, const FaxPrinted *printed);
