#include "action/load_rows.h"

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

static bool has_person(const LoadedLead *loaded, int64_t id)
{
    for (size_t i = 0; i < loaded->person_count; i++)
        if (loaded->people[i].contact.id == id)
            return true;
    return false;
}

static void keep_people(Arena *arena, const struct people_of_lead_rows *rows, LoadedLead *loaded)
{
    loaded->people = arena_array(arena, rows->count, sizeof *loaded->people);
    for (size_t i = 0; i < rows->count; i++)
        if (!has_person(loaded, rows->at[i].id))
            loaded->people[loaded->person_count++].contact = rows->at[i];
}

bool load_rows_of_lead(Context *context, Arena *arena, int64_t lead_id, LoadMode mode,
                       LoadedLead *loaded, LeadRows *rows, Err *err)
{
    const int64_t workspace = context->workspace;
    struct people_of_lead_rows people;
    struct some_there_row some;
    bool found;
    auto_asks Asks asks = {.db = context->db, .arena = arena};
    ask_lead(&asks, context, lead_id, mode, &loaded->lead, &found);
    sql_people_of_lead_ask(&asks,
                           &(struct people_of_lead_in){
                               .workspace = workspace, .lead_id = lead_id, .most = LOADED_PEOPLE},
                           &people);
    sql_next_touch_of_lead_ask(
        &asks, &(struct next_touch_of_lead_in){.workspace = workspace, .lead_id = lead_id},
        &loaded->next, &loaded->has_next);
    sql_promise_of_lead_ask(
        &asks, &(struct promise_of_lead_in){.workspace = workspace, .lead_id = lead_id},
        &rows->promises);
    sql_cycle_of_lead_ask(&asks,
                          &(struct cycle_of_lead_in){.workspace = workspace, .lead_id = lead_id},
                          &rows->cycles);
    sql_want_of_lead_ask(
        &asks, &(struct want_of_lead_in){.workspace = workspace, .lead_id = lead_id}, &rows->wants);
    if (!context->some.known)
        sql_some_there_ask(&asks, &(struct some_there_in){.workspace = workspace}, &some, NULL);
    if (!asks_answer(&asks, err))
        return false;
    if (!found)
        return err_field(err, ERR_MISSING, "lead", "there is no lead %lld", (long long)lead_id);
    keep_people(arena, &people, loaded);
    rows->some = context->some.known ? context->some : some_of_row(&some);
    return true;
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

static void ask_common(Asks *asks, const Context *context, const LoadedLead *loaded, LeadRows *rows)
{
    const struct lead_get_row *lead = &loaded->lead;
    if (rows->some.holds)
        sql_hold_list_ask(asks,
                          &(struct hold_list_in){.workspace = context->workspace,
                                                 .account_id = lead->account_id,
                                                 .contact_id = lead->contact_id,
                                                 .lead_id = lead->id,
                                                 .now = context->now},
                          &rows->holds);
    if (rows->some.contents)
        sql_content_list_ask(asks,
                             &(struct content_list_in){.workspace = context->workspace,
                                                       .contact_id = lead->contact_id},
                             &rows->contents);
}

bool load_rows_around(Context *context, Arena *arena, Day today, LoadedLead *loaded, LeadRows *rows,
                      Err *err)
{
    auto_asks Asks asks = {.db = context->db, .arena = arena};
    ask_account(&asks, context, loaded);
    rows->moves = arena_array(arena, loaded->person_count, sizeof *rows->moves);
    for (size_t i = 0; i < loaded->person_count; i++) {
        LoadedPerson *person = &loaded->people[i];
        sql_address_of_contact_ask(
            &asks,
            &(struct address_of_contact_in){.workspace = context->workspace,
                                            .contact_id = person->contact.id},
            &person->addresses);
        sql_contact_moves_ask(&asks,
                              &(struct contact_moves_in){.workspace = context->workspace,
                                                         .contact_id = person->contact.id,
                                                         .from_day = today - MOVE_DAYS},
                              &rows->moves[i]);
    }
    ask_common(&asks, context, loaded, rows);
    return asks_answer(&asks, err);
}

bool load_rows_common(Context *context, Arena *arena, const LoadedLead *loaded, LeadRows *rows,
                      Err *err)
{
    auto_asks Asks asks = {.db = context->db, .arena = arena};
    rows->some = context->some;
    ask_common(&asks, context, loaded, rows);
    return asks_answer(&asks, err);
}
