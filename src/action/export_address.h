/* The addresses of a block of people or accounts, for what is written of them elsewhere: exports,
 * address books. For the action room only. */
#pragma once

#include "action/export_inner.h"
#include "base/vec.h"
#include "exchange/row.h"

/* Sorted by their owner, a contact or an account. */
typedef struct AddressRows {
    const struct export_contact_addresses_row *at;
    size_t count;
} AddressRows;

/* Sorts `ids`; 0 and what is there twice is passed over. */
bool export_contact_addresses(Context *context, Arena *arena, int64_t *ids, size_t count,
                              AddressRows *addresses, Err *err);
bool export_account_addresses(Context *context, Arena *arena, int64_t *ids, size_t count,
                              AddressRows *addresses, Err *err);
/* Those of one owner. */
AddressRows export_addresses_of(AddressRows all, int64_t owner);
/* The value, with its extension. */
const char *export_number(Arena *arena, const struct export_contact_addresses_row *row);
/* Adds one, as cards have it, unless it is bad. */
typedef VEC(RowAddress) RowAddresses;
void export_row_address(Arena *arena, const struct export_contact_addresses_row *row,
                        RowAddresses *addresses);
