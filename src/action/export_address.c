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

static RowAddressKind row_kind(const char *name)
{
    static const RowAddressKind kinds[ADDRESS_KINDS] = {
        [ADDRESS_NONE] = ROW_OTHER,    [ADDRESS_CELL] = ROW_CELL,
        [ADDRESS_OFFICE] = ROW_OFFICE, [ADDRESS_HOME] = ROW_HOME,
        [ADDRESS_SIP] = ROW_SIP,       [ADDRESS_SWITCHBOARD] = ROW_SWITCHBOARD,
        [ADDRESS_FAX] = ROW_FAX,       [ADDRESS_EMAIL] = ROW_EMAIL,
        [ADDRESS_POSTAL] = ROW_POSTAL, [ADDRESS_URL] = ROW_URL,
    };
    AddressKind kind = ADDRESS_NONE;
    address_kind_find(name, &kind);
    return kinds[kind];
}

void export_row_address(Arena *arena, const struct export_contact_addresses_row *row,
                        RowAddresses *addresses)
{
    if (text_equal(row->state, "bad"))
        return;
    RowAddress *address = vec_push(arena, addresses);
    *address = (RowAddress){.kind = row_kind(row->kind),
                            .kind_known = true,
                            .label = row->label,
                            .value = export_number(arena, row)};
}
