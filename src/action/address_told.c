#include "action/address_told.h"

#include "action/draft.h"
#include "action/log_inner.h"
#include "base/text.h"

#include <stdlib.h>

static bool read_rows(Context *context, Arena *arena, const AddressOwner *owner,
                      struct address_of_contact_rows *rows, Err *err)
{
    struct address_of_account_rows company;
    if (owner->contact_id)
        return sql_address_of_contact(
            context->db, arena,
            &(struct address_of_contact_in){.workspace = context->workspace,
                                            .contact_id = owner->contact_id},
            rows, err);
    if (!sql_address_of_account(context->db, arena,
                                &(struct address_of_account_in){.workspace = context->workspace,
                                                                .account_id = owner->account_id},
                                &company, err))
        return false;
    *rows = (struct address_of_contact_rows){.at = company.at, .count = company.count};
    return true;
}

static bool set_state(Context *context, Journal *journal, int64_t id, AddressState state,
                      const char *why, Err *err)
{
    return journal_keep(journal, JOURNAL_ADDRESS, id, err) &&
           sql_address_set_state(context->db,
                                 &(struct address_set_state_in){.workspace = context->workspace,
                                                                .id = id,
                                                                .state = address_state_name(state),
                                                                .why = why,
                                                                .at = context->now},
                                 err);
}

bool address_told(Context *context, Arena *arena, Journal *journal, const AddressOwner *owner,
                  AddressKind kind, const char *text, const char *text_basis, bool *made, Err *err)
{
    DraftAddress address;
    struct address_of_contact_rows rows;
    int64_t id;
    *made = false;
    if (!draft_address(arena, kind, text, context->country, &address, err) ||
        !read_rows(context, arena, owner, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        const struct address_get_row *row = &rows.at[i];
        if (text_equal(row->value_key, address.value_key) &&
            text_equal(row->kind, address_kind_name(kind)))
            return !text_equal(row->state, "bad") ||
                   set_state(context, journal, row->id, ADDRESS_UNKNOWN, NULL, err);
    }
    *made = true;
    return context_id(context, &id, err) &&
           sql_address_insert(
               context->db,
               &(struct address_insert_in){.workspace = context->workspace,
                                           .id = id,
                                           .contact_id = owner->contact_id,
                                           .account_id = owner->contact_id ? 0 : owner->account_id,
                                           .kind = address_kind_name(kind),
                                           .value = address.value,
                                           .value_key = address.value_key,
                                           .extension = address.extension,
                                           .text_basis = kind == ADDRESS_CELL ? text_basis : NULL,
                                           .now = context->now},
               err) &&
           journal_made(journal, JOURNAL_ADDRESS, id, err);
}

static bool is_meant(const struct address_get_row *row, const char *typed)
{
    char *end;
    bool is_kind = text_equal_nocase(row->kind, typed);
    return (strtoll(typed, &end, 10) == row->id && !*end) ||
           (!is_kind && log_number_fits(row, typed));
}

bool address_told_wrong(Context *context, Journal *journal, const struct address_get_row *rows,
                        size_t count, const char *typed, size_t *same, Err *err)
{
    const struct address_get_row *first = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct address_get_row *row = &rows[i];
        if (!is_meant(row, typed))
            continue;
        if (first && !text_equal(first->value_key, row->value_key))
            return err_field(err, ERR_CONFLICT, "wrong", "\"%s\" may be %s or %s: write all of it",
                             typed, first->value, row->value);
        first = row;
        *same += 1;
        if (!text_equal(row->state, "bad") &&
            !set_state(context, journal, row->id, ADDRESS_BAD, "said to be wrong", err))
            return false;
    }
    return true;
}
