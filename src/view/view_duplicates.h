/* Who may be the same, as documents.
 *
 *     {pairs [{a, b, score, why [sentence…], kind "contact" | "account"}…], total, contacts,
 * accounts} a and b: {id, name, title, account, birthday, city, region, postcode, country, state,
 *               addresses [{id, kind, value, extension, label, state, why, suppressed}…], leads,
 *               contacts, last_note, last_touched_at}
 *     merged: {kind, kept {id, name}, gone {id, name}, addresses, leads, promises, contacts, said}
 */
#pragma once

#include "action/duplicates.h"
#include "base/doc.h"

Doc *view_duplicates(Arena *arena, const Duplicates *found);
Doc *view_merged(Arena *arena, const Merged *merged);
