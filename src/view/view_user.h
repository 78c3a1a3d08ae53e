/* Users, their absences, and holds, as documents.
 *
 *     user: {id, name, role, state, email, cell, postal, zone, country, region, hours, manager {id,
 *         name} | null, open_leads, absences [{id, user, first, last, reason}…]}
 *     users: {users [user…]}
 *     reassigned: {from, to (null: several), leads, promises}
 *     absence: {absence {…}, moved, standing [touch…], promises [promise…]}
 *     hold: {id, scope, scope_id, name, machine_only, channels [name…] (empty: all), until, reason,
 *         made_at}
 *     holds: {holds [hold…]}; one set or lifted: {hold, replanned, more} */
#pragma once

#include "action/hold_admin.h"
#include "action/user_admin.h"
#include "base/doc.h"

Doc *view_user(Arena *arena, const UserShown *user);
Doc *view_users(Arena *arena, const UsersShown *users);
Doc *view_reassigned(Arena *arena, const Reassigned *reassigned);
Doc *view_absence(Arena *arena, const AbsenceResult *result);
Doc *view_holds(Arena *arena, const HoldsShown *holds);
Doc *view_hold_result(Arena *arena, const HoldResult *result);
/* The fields of a user: [{name, about}…]. */
Doc *view_user_fields(Arena *arena);
