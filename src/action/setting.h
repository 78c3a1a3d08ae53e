/* Settings: the policy of a workspace and a few habits, in one table (setting.c) that help, `beck
 * config` and the pages come from. Values are kept as people type them; absent ones have the
 * table's default. */
#pragma once

#include "action/context.h"
#include "follow/situation.h"

typedef enum SettingKind {
    SETTING_TEXT,
    SETTING_COUNT, /* a whole number between least and most */
    SETTING_HOURS, /* "8:00-21:00" */
    SETTING_CADENCE,
    SETTING_FLAG,     /* yes or no */
    SETTING_SUM,      /* money: "45", "45.50" */
    SETTING_CURRENCY, /* ISO 4217: EUR */
    SETTING_NUMBER,   /* a telephone's, with its country: +13035550102 */
    SETTING_MAP,      /* a link with {place} in it: action/visits.h */
    SETTING_PAPER,    /* of channel/letter/stationery.h */
    SETTING_WINDOW
} SettingKind;

typedef struct Setting {
    const char *name; /* "moves_per_day" */
    SettingKind kind;
    int least, most;
    const char *standard; /* the default */
    const char *about;
} Setting;

/* All of them; ends with a NULL name. */
const Setting *setting_table(void);
const Setting *setting_find(const char *name);
/* INPUT (field: the setting) tells what it takes. */
bool setting_check(const Setting *setting, const char *value, Err *err);

typedef struct SettingValue {
    const Setting *setting;
    const char *value;
    bool changed; /* it differs from the default */
} SettingValue;

bool setting_values(Context *context, SettingValue **values, size_t *count, Err *err);
/* NULL goes back to the default. Open leads are planned by the new value when they next change. */
bool setting_put(Context *context, const char *name, const char *value, Err *err);

/* "8:30-17:30" */
bool hours_parse(const char *text, Hours *hours, Err *err);
/* "7:30" or "7", in minutes of the day; false where it is none. */
bool hours_minute_parse(const char *text, int *minute);
/* "mon-fri 9:00-17:00, sat 10:00-13:00" into the seven days. */
bool hours_week_parse(const char *text, Hours week[7], Err *err);
