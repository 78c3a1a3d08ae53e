#include "action/holiday_admin.h"

#include "action/audit_inner.h"
#include "action/replan.h"
#include "action/setting.h"
#include "base/text.h"
#include "follow/holiday.h"

#include <string.h>

enum { NAME_BYTES = 100, DUE_MOST = 100000 };

static Day today_of(const Context *context)
{
    return zone_day(context_zone(context), context->now);
}

static bool own_holidays(Context *context, Arena *arena, struct holiday_list_rows *own, Err *err)
{
    return sql_holiday_list(context->db, arena,
                            &(struct holiday_list_in){.workspace = context->workspace}, own, err);
}

static const char *own_name(const struct holiday_list_rows *own, Day day)
{
    for (size_t i = 0; i < own->count; i++)
        if (own->at[i].day == day)
            return own->at[i].name;
    return NULL;
}

bool list_holidays(Context *context, Arena *arena, HolidaysShown *holidays, Err *err)
{
    struct holiday_list_rows own;
    HolidayCalendar calendar = holiday_calendar(context->country, NULL);
    Day first = today_of(context);
    if (!own_holidays(context, arena, &own, err))
        return false;
    *holidays = (HolidaysShown){.at = arena_array(arena, HOLIDAYS_AHEAD, sizeof *holidays->at)};
    for (Day day = first; day < first + HOLIDAYS_AHEAD; day++) {
        const char *ours = own_name(&own, day), *name = ours ? ours : holiday_name(calendar, day);
        if (name)
            holidays->at[holidays->count++] =
                (HolidayShown){.day = day, .name = name, .own = ours != NULL};
    }
    return true;
}

/* Each seller's own day, from midnight to midnight where they are. */
static bool replan_day(Context *context, Arena *arena, Day day, int64_t *moved, Err *err)
{
    context->policy = NULL; /* it holds the closed days */
    context->workers = NULL;
    for (size_t i = 0; i < context->users.count; i++) {
        const Worker *worker;
        struct replan_due_rows due;
        if (!context_worker(context, context->users.at[i].id, false, &worker, err) ||
            !sql_replan_due(context->db, arena,
                            &(struct replan_due_in){.workspace = context->workspace,
                                                    .owner_id = worker->id,
                                                    .since = zone_time(worker->zone, day, 0),
                                                    .until = zone_time(worker->zone, day + 1, 0),
                                                    .most = DUE_MOST},
                            &due, err))
            return false;
        Replan replan = {.leads = due.at, .count = due.count};
        if (!replan_leads(context, &replan, err))
            return false;
        *moved += replan.moved;
    }
    return true;
}

static bool audit(Context *context, Arena *arena, const char *did, Day day, Err *err)
{
    return audit_own(context, "holiday", arena_printf(arena, "%s %s", did, day_iso(arena, day)),
                     err);
}

bool add_holiday(Context *context, Arena *arena, Day day, const char *name, HolidayResult *result,
                 Err *err)
{
    HolidayResult made = {.holiday = {.day = day, .name = "closed", .own = true}};
    auto_txn Txn txn = {0};
    if (day < today_of(context))
        return err_field(err, ERR_INPUT, "day", "%s is past", day_iso(arena, day));
    if (!text_empty(name))
        made.holiday.name = text_clean(arena, name, strlen(name), NAME_BYTES);
    if (!db_begin(&txn, context->db, TXN_WRITE, err) ||
        !sql_holiday_put(context->db,
                         &(struct holiday_put_in){.workspace = context->workspace,
                                                  .day = day,
                                                  .name = made.holiday.name},
                         err) ||
        !replan_day(context, arena, day, &made.moved, err) ||
        !audit(context, arena, "added", day, err) || !db_commit(&txn, err))
        return false;
    *result = made;
    return true;
}

bool remove_holiday(Context *context, Arena *arena, Day day, HolidayResult *result, Err *err)
{
    struct holiday_list_rows own;
    HolidayResult made = {.holiday = {.day = day, .own = true}};
    auto_txn Txn txn = {0};
    if (!db_begin(&txn, context->db, TXN_WRITE, err) || !own_holidays(context, arena, &own, err))
        return false;
    made.holiday.name = own_name(&own, day);
    if (!made.holiday.name)
        return err_field(err, ERR_MISSING, "day",
                         "%s is no holiday of your own; public ones are your country's",
                         day_iso(arena, day));
    if (!sql_holiday_drop(context->db,
                          &(struct holiday_drop_in){.workspace = context->workspace, .day = day},
                          err) ||
        !audit(context, arena, "removed", day, err) || !db_commit(&txn, err))
        return false;
    context->policy = NULL;
    context->workers = NULL;
    *result = made;
    return true;
}
