#include "action/load_rows.h"

#include "action/id_list.h"

static void ask_lead(Asks *asks, const Context *context, int64_t lead_id, LoadMode mode,
                     struct lead_get_row *row, bool *found)
{
    if (mode == LOAD_READ)
        sql_lead_read_ask(asks,
                          &(struct lead_read_in){.workspace = context->workspace, .id = lead_id},
                          row, found);
    else
        sql_lead_get_ask(asks,
                         &(struct lead_get_in){.workspace = context->workspace, .id = lead_id}, row,
                         found);
}

void load_rows_of_lead(Asks *asks, const Context *context, int64_t lead_id, LoadMode mode,
                       LoadedLead *loaded, LeadRows *rows)
{
    const int64_t workspace = context->workspace;
    ask_lead(asks, context, lead_id, mode, &loaded->lead, &rows->found);
    sql_people_of_lead_ask(asks,
                           &(struct people_of_lead_in){
                               .workspace = workspace, .lead_id = lead_id, .most = LOADED_PEOPLE},
                           &rows->people);
    sql_next_touch_of_lead_ask(
        asks, &(struct next_touch_of_lead_in){.workspace = workspace, .lead_id = lead_id},
        &loaded->next, &loaded->has_next);
    sql_promise_of_lead_ask(
        asks, &(struct promise_of_lead_in){.workspace = workspace, .lead_id = lead_id},
        &loaded->promises);
    sql_cycle_of_lead_ask(asks,
                          &(struct cycle_of_lead_in){.workspace = workspace, .lead_id = lead_id},
                          &rows->cycles);
    sql_want_of_lead_ask(
        asks, &(struct want_of_lead_in){.workspace = workspace, .lead_id = lead_id}, &rows->wants);
}

static void ask_account(Asks *asks, const Context *context, LoadedLead *loaded)
{
    int64_t id = loaded->lead.account_id;
    if (!id)
        return;
    sql_account_get_ask(asks, &(struct account_get_in){.workspace = context->workspace, .id = id},
                        &loaded->account, &loaded->has_account);
    sql_address_of_account_ask(
        asks, &(struct address_of_account_in){.workspace = context->workspace, .account_id = id},
        &loaded->account_addresses);
}

static void ask_only_person(Asks *asks, const Context *context, Day today, LoadedLead *loaded,
                            LeadRows *rows)
{
    int64_t id = loaded->people[0].contact.id;
    sql_address_of_contact_ask(
        asks, &(struct address_of_contact_in){.workspace = context->workspace, .contact_id = id},
        &loaded->people[0].addresses);
    sql_moves_of_contact_ask(asks,
                             &(struct moves_of_contact_in){.workspace = context->workspace,
                                                           .contact_id = id,
                                                           .from_day = today - MOVE_DAYS},
                             &rows->own_moves);
}

void load_rows_around(Asks *asks, const Context *context, Day today, LoadedLead *loaded,
                      LeadRows *rows)
{
    ask_account(asks, context, loaded);
    if (loaded->person_count == 1) {
        ask_only_person(asks, context, today, loaded, rows);
        return;
    }
    int64_t *people = arena_array(asks->arena, loaded->person_count, sizeof *people);
    for (size_t i = 0; i < loaded->person_count; i++)
        people[i] = loaded->people[i].contact.id;
    const char *ids = id_list(asks->arena, people, loaded->person_count);
    sql_address_of_people_ask(
        asks, &(struct address_of_people_in){.workspace = context->workspace, .ids = ids},
        &rows->addresses);
    sql_moves_of_people_ask(asks,
                            &(struct moves_of_people_in){.workspace = context->workspace,
                                                         .ids = ids,
                                                         .from_day = today - MOVE_DAYS},
                            &rows->moves);
}

void load_rows_share(LoadedLead *loaded, const LeadRows *rows)
{
    for (size_t i = 0; loaded->person_count > 1 && i < loaded->person_count; i++) {
        struct address_of_contact_rows *own = &loaded->people[i].addresses;
        *own = (struct address_of_contact_rows){0};
        for (size_t k = 0; k < rows->addresses.count; k++) {
            struct address_get_row *row = &rows->addresses.at[k];
            if (row->contact_id != loaded->people[i].contact.id)
                continue;
            if (!own->count)
                own->at = row;
            own->count++;
        }
    }
}

void load_rows_common(Asks *asks, const Context *context, const struct SomeThere *some,
                      const LoadedLead *loaded, LeadRows *rows)
{
    const struct lead_get_row *lead = &loaded->lead;
    if (some->holds)
        sql_hold_list_ask(asks,
                          &(struct hold_list_in){.workspace = context->workspace,
                                                 .account_id = lead->account_id,
                                                 .contact_id = lead->contact_id,
                                                 .lead_id = lead->id,
                                                 .now = context->now},
                          &rows->holds);
    if (some->contents)
        sql_content_list_ask(asks,
                             &(struct content_list_in){.workspace = context->workspace,
                                                       .contact_id = lead->contact_id},
                             &rows->contents);
}
