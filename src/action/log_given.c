/* What was given with a touch: what it carried, and what a person says they gave. */
#include "action/log_inner.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Other leads of the same person, to whom the same was to be given, are planned anew. */
static bool plan_others(Logging *logging, int64_t content_id, Err *err)
{
    Context *context = logging->context;
    struct given_elsewhere_rows rows;
    if (!sql_given_elsewhere(
            context->db, logging->arena,
            &(struct given_elsewhere_in){.workspace = context->workspace,
                                         .contact_id = logging->main->contact_id,
                                         .content_id = content_id,
                                         .account_id = logging->loaded.lead.account_id,
                                         .lead_id = logging->loaded.lead.id},
            &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++)
        if (!lead_replan(context, logging->arena, rows.at[i].lead_id, err))
            return false;
    return true;
}

/* Given twice by hand is a fact, and stays the first time's. */
static bool write_one(Logging *logging, int64_t content_id, Err *err)
{
    Context *context = logging->context;
    struct given_get_row before;
    int64_t contact_id = logging->main->contact_id;
    bool had;
    if (!sql_given_get(context->db, logging->arena,
                       &(struct given_get_in){.workspace = context->workspace,
                                              .contact_id = contact_id,
                                              .content_id = content_id},
                       &before, &had, err))
        return false;
    if (had)
        return true;
    logging->given_id = content_id;
    return sql_given_add(context->db,
                         &(struct given_add_in){.workspace = context->workspace,
                                                .contact_id = contact_id,
                                                .content_id = content_id,
                                                .touch_id = logging->touch_id,
                                                .now = logging->at},
                         err) &&
           journal_given(logging->journal, logging->touch_id, contact_id, content_id, err) &&
           plan_others(logging, content_id, err);
}

/* By its id, or by words that stand in one title only; what is retired may have been given, too. */
static bool find_content(Logging *logging, const char *typed, int64_t *content_id, Err *err)
{
    Context *context = logging->context;
    struct given_content_rows rows;
    char *end;
    size_t fits = 0;
    long long id = strtoll(typed, &end, 10);
    if (!sql_given_content(context->db, logging->arena,
                           &(struct given_content_in){.workspace = context->workspace}, &rows, err))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        const struct given_content_row *row = &rows.at[i];
        bool fit = *end ? text_find_nocase(row->title, typed) != NULL : row->id == id;
        if (*end && text_equal_nocase(row->title, typed)) {
            *content_id = row->id;
            return true;
        }
        fits += fit;
        *content_id = fit ? row->id : *content_id;
    }
    return fits == 1 ||
           err_field(err, ERR_INPUT, "gave",
                     "\"%s\" %s; the library, or `beck content`, lists what there is", typed,
                     fits ? "fits several things to give" : "is nothing of the library");
}

bool log_write_given(Logging *logging, Err *err)
{
    const LogInput *input = logging->input;
    const OutcomeFacts *facts = outcome_facts(logging->main->outcome);
    int64_t content_id = logging->planned ? logging->loaded.next.content_id : 0;
    bool carried = content_id && facts->done && facts->real;
    if (carried && logging->main->contact_id && !write_one(logging, content_id, err))
        return false;
    for (size_t i = 0; i < input->gave_count; i++) {
        if (text_empty(input->gave[i]))
            continue;
        if (!logging->main->contact_id)
            return err_field(err, ERR_INPUT, "gave",
                             "say to whom it was given: --spoke-to NAME, for nobody is known here");
        if (!find_content(logging, input->gave[i], &content_id, err) ||
            !write_one(logging, content_id, err))
            return false;
    }
    return true;
}
