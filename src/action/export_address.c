#include "action/export_address.h"

#include "action/id_list.h"
#include "base/text.h"

AddressRows export_addresses_of(AddressRows all, int64_t owner)
{
    size_t low = 0, high = all.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (all.at[middle].owner_id < owner)
            low = middle + 1;
        else
            high = middle;
    }
    size_t end = low;
    while (end < all.count && all.at[end].owner_id == owner)
        end++;
    return end > low ? (AddressRows){&all.at[low], end - low} : (AddressRows){0};
}

bool export_contact_addresses(Context *context, Arena *arena, int64_t *ids, size_t count,
                              AddressRows *addresses, Err *err)
{
    struct export_contact_addresses_rows rows;
    if (!sql_export_contact_addresses(context->db, arena,
                                      &(struct export_contact_addresses_in){
                                          .workspace = context->workspace,
                                          .ids = id_list(arena, ids, id_list_once(ids, count))},
                                      &rows, err))
        return false;
    *addresses = (AddressRows){rows.at, rows.count};
    return true;
}

bool export_account_addresses(Context *context, Arena *arena, int64_t *ids, size_t count,
                              AddressRows *addresses, Err *err)
{
    struct export_account_addresses_rows rows;
    if (!sql_export_account_addresses(context->db, arena,
                                      &(struct export_account_addresses_in){
                                          .workspace = context->workspace,
                                          .ids = id_list(arena, ids, id_list_once(ids, count))},
                                      &rows, err))
        return false;
    *addresses = (AddressRows){rows.at, rows.count};
    return true;
}

const char *export_number(Arena *arena, const struct export_contact_addresses_row *row)
{
    return text_empty(row->extension)
               ? row->value
               : arena_printf(arena, "%s ext %s", row->value, row->extension);
}
