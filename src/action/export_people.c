/* Export of people: a card each as vCard; a block at a time. */
#include "action/export_address.h"
#include "base/text.h"
#include "base/vec.h"
#include "exchange/row.h"
#include "exchange/vcard_write.h"

static void add_addresses(Arena *arena, AddressRows rows, RowAddresses *addresses)
{
    for (size_t i = 0; i < rows.count; i++)
        export_row_address(arena, &rows.at[i], addresses);
}

static bool write_person(Exporting *exporting, Arena *arena, const struct export_people_row *person,
                         AddressRows own, AddressRows company, Err *err)
{
    RowAddresses addresses = {0};
    add_addresses(arena, own, &addresses);
    add_addresses(arena, company, &addresses);
    ExchangeRow row = {.state = ROW_GOOD,
                       .name = person->name,
                       .given = person->given,
                       .family = person->family,
                       .title = person->title,
                       .role = text_empty(person->role) ? NULL : person->role,
                       .birthday = person->birthday,
                       .language = person->language,
                       .time_zone = person->zone,
                       .company = person->company,
                       .note = person->note,
                       .addresses = addresses.at,
                       .address_count = addresses.count};
    vcard_write(exporting->line, &row, VCARD_4_0);
    return export_row(exporting, err);
}

static bool write_people(Exporting *exporting, Arena *arena,
                         const struct export_people_rows *people, Err *err)
{
    Context *context = exporting->context;
    AddressRows own, company;
    int64_t *contacts = arena_array(arena, people->count, sizeof *contacts);
    int64_t *accounts = arena_array(arena, people->count, sizeof *accounts);
    for (size_t i = 0; i < people->count; i++) {
        contacts[i] = people->at[i].id;
        accounts[i] = people->at[i].account_id;
    }
    if (!export_contact_addresses(context, arena, contacts, people->count, &own, err) ||
        !export_account_addresses(context, arena, accounts, people->count, &company, err))
        return false;
    for (size_t i = 0; i < people->count; i++)
        if (!write_person(exporting, arena, &people->at[i],
                          export_addresses_of(own, people->at[i].id),
                          export_addresses_of(company, people->at[i].account_id), err))
            return false;
    return true;
}

bool export_people(Exporting *exporting, Err *err)
{
    Context *context = exporting->context;
    auto_arena Arena *block = arena_new();
    int64_t after = 0;
    for (;; arena_reset(block)) {
        struct export_people_rows people;
        if (!sql_export_people(context->db, block,
                               &(struct export_people_in){.workspace = context->workspace,
                                                          .owner_id = exporting->owner_id,
                                                          .owners = exporting->owners,
                                                          .after = after,
                                                          .most = EXPORT_BLOCK},
                               &people, err) ||
            !write_people(exporting, block, &people, err))
            return false;
        if (!people.count)
            return true;
        after = people.at[people.count - 1].id;
    }
}
