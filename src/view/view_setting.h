/* The house as documents.
 *
 *     init: {workspace, user, workspace_id, user_id, place, zone, country, made}
 *     settings: {settings [{name, value, standard, changed, about}…]}
 *     holidays: {holidays [{date, name, own}…]}
 *     holiday: {holiday {date, name, own}, moved}
 *     check: {leads, open, problems [{promise, what, lead_id}…], more} */
#pragma once

#include "action/check.h"
#include "action/context.h"
#include "action/holiday_admin.h"
#include "action/setting.h"
#include "base/doc.h"

Doc *view_init(Arena *arena, const InitResult *result);
Doc *view_setting(Arena *arena, const SettingValue *value);
Doc *view_settings(Arena *arena, const SettingValue *values, size_t count);
Doc *view_holidays(Arena *arena, const HolidaysShown *holidays);
Doc *view_holiday(Arena *arena, const HolidayResult *result);
Doc *view_check(Arena *arena, const CheckResult *result);
