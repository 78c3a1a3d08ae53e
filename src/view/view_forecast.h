/* The touches to come, as a document: {days [{date, phone, email, text, fax, visit, letter, gift,
 * article, all, machine, calls_capacity, minutes_available, minutes_needed, utilisation}…]}.
 * `utilisation` is null where nobody works though something is due. Beside the contract: all (the
 * sums, the same members, date null), leads, owners, minutes {phone, …} (what a touch is taken to
 * cost). */
#pragma once

#include "action/forecast_leads.h"
#include "base/doc.h"

Doc *view_forecast(Arena *arena, const ForecastResult *result);
