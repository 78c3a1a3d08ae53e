#include "action/once.h"

#include "action/context_inner.h"

#include <string.h>

bool once_find(Context *context, Arena *arena, const char *key, Digest request, OnceAnswer *answer,
               bool *found, Err *err)
{
    struct answered_get_row row;
    if (!sql_answered_get(context->db, arena,
                          &(struct answered_get_in){.workspace = context->workspace,
                                                    .user_id = context->user,
                                                    .request_key = key},
                          &row, found, err))
        return false;
    if (!*found)
        return true;
    if (row.digest.length != sizeof request.bytes ||
        memcmp(row.digest.at, request.bytes, sizeof request.bytes) != 0)
        return err_field(err, ERR_INPUT, "Idempotency-Key",
                         "this Idempotency-Key was used for another request: take a new one");
    *answer = (OnceAnswer){(int)row.status, row.location, row.body};
    return true;
}

bool once_keep(Context *context, const char *key, Digest request, const OnceAnswer *answer,
               Err *err)
{
    return sql_answered_insert(
        context->db,
        &(struct answered_insert_in){.workspace = context->workspace,
                                     .user_id = context->user,
                                     .request_key = key,
                                     .digest = {request.bytes, sizeof request.bytes},
                                     .status = answer->status,
                                     .location = answer->location,
                                     .body = answer->body,
                                     .at = context->now},
        err);
}

bool once_forget(Context *context, Err *err)
{
    return sql_answered_forget(
        context->db,
        &(struct answered_forget_in){.workspace = context->workspace,
                                     .before = context->now - (Time)ONCE_DAYS * DAY_SECONDS},
        err);
}
