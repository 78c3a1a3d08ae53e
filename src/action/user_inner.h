/* The parts of user administration. For user_*.c alone. */
#pragma once

#include "action/context_inner.h"
#include "action/user_admin.h"

/* Changes `user` as asked; INPUT and CONFLICT name the field. Writes nothing. */
bool user_fields_apply(Context *context, Arena *arena, const UserField *fields, size_t count,
                       struct user_update_in *user, Err *err);

/* Those that are not over yet. */
bool user_absences(Context *context, Arena *arena, const struct user_list_row *user,
                   AbsenceShown **absences, size_t *count, Err *err);
