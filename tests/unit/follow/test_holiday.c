/* Holidays: known days of known years, substitutes, regions, weekends, and the order of the table.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "follow/holiday_table.h"

#include <string.h>

static Day day_at(const char *iso)
{
    Day day = DAY_NONE;
    Err err;
    if (!day_parse_iso(iso, &day, &err))
        fail_msg("%s", err.message);
    return day;
}

typedef struct Known {
    const char *country, *region, *day, *name; /* NULL: a working day like any other */
} Known;

static const Known known_days[] = {
    {"US", NULL, "2026-01-01", "New Year's Day"},
    {"US", NULL, "2026-01-19", "Martin Luther King Jr. Day"},
    {"US", NULL, "2026-05-25", "Memorial Day"},
    {"US", NULL, "2026-06-19", "Juneteenth"},
    {"US", NULL, "2020-06-19", NULL},
    {"US", NULL, "2026-07-03", "Independence Day"}, /* the 4th is a Saturday */
    {"US", NULL, "2027-07-05", "Independence Day"}, /* a Sunday */
    {"US", NULL, "2021-12-31", "New Year's Day"},   /* of 2022, a Saturday */
    {"US", NULL, "2026-11-26", "Thanksgiving"},
    {"US", NULL, "2026-11-27", NULL},
    {"US", "FL", "2026-11-26", "Thanksgiving"}, /* no rules of its own */
    {"GB", NULL, "2026-04-06", "Easter Monday"},
    {"GB", "SCT", "2026-04-06", NULL},
    {"GB", "SCT", "2026-08-03", "Summer bank holiday"},
    {"GB", NULL, "2026-08-31", "Summer bank holiday"},
    {"GB", "NIR", "2026-07-13", "Battle of the Boyne"}, /* the 12th is a Sunday */
    {"GB", NULL, "2021-12-27", "Christmas Day"},        /* Saturday and Sunday: Monday … */
    {"GB", NULL, "2021-12-28", "Boxing Day"},           /* … and Tuesday */
    {"GB", NULL, "2022-12-26", "Boxing Day"},
    {"GB", NULL, "2022-12-27", "Christmas Day"}, /* Sunday; Monday is taken */
    {"GB", NULL, "2026-12-28", "Boxing Day"},
    {"GB", NULL, "2022-05-30", NULL}, /* moved for the jubilee */
    {"GB", NULL, "2022-06-02", "Spring bank holiday"},
    {"GB", NULL, "2023-05-08", "Coronation"},
    {"DE", NULL, "2026-06-04", NULL},
    {"DE", "BY", "2026-06-04", "Fronleichnam"},
    {"DE", "HH", "2026-06-04", NULL},
    {"DE", "HH", "2017-10-31", "Reformationstag"},
    {"DE", "BY", "2017-10-31", "Reformationstag"},
    {"DE", "BY", "2018-10-31", NULL},
    {"DE", "SN", "2026-11-18", "Buß- und Bettag"},
    {"DE", "BE", "2018-03-08", NULL},
    {"DE", "BE", "2019-03-08", "Frauentag"},
    {"DE", NULL, "2026-10-03", "Tag der Deutschen Einheit"},
    {"FR", NULL, "2026-05-25", "Lundi de Pentecôte"},
    {"FR", "75", "2026-12-26", NULL},
    {"FR", "67", "2026-04-03", "Vendredi saint"},
    {"CA", NULL, "2026-05-18", "Victoria Day"},
    {"CA", "QC", "2026-06-24", "Fête nationale"},
    {"CA", "ON", "2026-12-28", "Boxing Day"},
    {"CA", "AB", "2026-12-28", NULL},
    {"AU", "VIC", "2026-11-03", "Melbourne Cup"},
    {"AU", "NSW", "2026-11-03", NULL},
    {"AU", "WA", "2026-09-28", "King's Birthday"},
    {"AU", "NSW", "2026-06-08", "King's Birthday"},
    {"CH", "ZH", "2026-05-01", "Tag der Arbeit"},
    {"CH", "BE", "2026-05-01", NULL},
    {"CH", "GE", "2026-09-10", "Jeûne genevois"},
    {"AT", NULL, "2026-10-26", "Nationalfeiertag"},
    {"NL", NULL, "2025-05-05", "Bevrijdingsdag"},
    {"NL", NULL, "2026-05-05", NULL},
    {"ES", "MD", "2026-04-02", "Jueves Santo"},
    {"ES", "CT", "2026-04-02", NULL},
    {"IT", NULL, "2025-10-04", NULL},
    {"IT", NULL, "2026-10-04", "San Francesco"},
    {"IE", NULL, "2026-02-02", "Saint Brigid's Day"},
    {"IE", NULL, "2030-02-01", "Saint Brigid's Day"}, /* a Friday */
    {"IE", NULL, "2030-02-04", NULL},
    {"IN", NULL, "2026-01-26", "Republic Day"},
    {"NZ", NULL, "2026-07-10", "Matariki"},
    {"ZA", NULL, "2022-12-27", NULL}, /* no second substitute */
    {"SE", NULL, "2026-06-19", "Midsommarafton"},
    {"US", NULL, "2090-07-04", "Independence Day"}, /* beyond what is kept */
    {"US", NULL, "1999-12-31", "New Year's Day"},   /* before it, by the year after */
    {"XX", NULL, "2026-12-25", NULL},
    {NULL, NULL, "2026-12-25", NULL},
    {"", "", "2026-12-25", NULL},
};

static void known_days_are_found(void **state)
{
    for (size_t at = 0; at < sizeof known_days / sizeof *known_days; at++) {
        const Known *row = &known_days[at];
        HolidayCalendar calendar = holiday_calendar(row->country, row->region);
        const char *name = holiday_name(calendar, day_at(row->day));
        bool same = row->name ? name && strcmp(name, row->name) == 0 : !name;
        if (!same || holiday_on(calendar, day_at(row->day)) != (row->name != NULL))
            fail_msg("%s %s %s: %s, not %s", row->country, row->region ? row->region : "", row->day,
                     name ? name : "nothing", row->name ? row->name : "nothing");
    }
}

/* The kept bits and the rules themselves agree, over years and in every calendar. */
static void bits_agree_with_rules(void **state)
{
    for (int of = 0; of < PLACE_CODES; of++) {
        const HolidayCountry *country = &holiday_countries[of];
        const char code[] = {(char)('A' + of / 26), (char)('A' + of % 26), '\0'};
        for (size_t region = 0; country->weekend && (region == 0 || country->regions[region - 1]);
             region++) {
            HolidayCalendar calendar =
                holiday_calendar(code, region ? country->regions[region - 1] : NULL);
            assert_ptr_equal(calendar.country, country);
            for (Day day = day_at("2025-12-20"); day <= day_at("2028-01-10"); day++)
                assert_int_equal(holiday_on(calendar, day), holiday_name(calendar, day) != NULL);
        }
    }
}

static void easter_is_known(void **state)
{
    static const char *const sundays[] = {"1961-04-02", "2000-04-23", "2008-03-23", "2019-04-21",
                                          "2024-03-31", "2026-04-05", "2038-04-25", "2049-04-18"};
    for (size_t at = 0; at < sizeof sundays / sizeof *sundays; at++) {
        Day day = day_at(sundays[at]);
        assert_int_equal(holiday_easter(civil_of_day(day).year), day);
    }
}

static void weekends_differ(void **state)
{
    assert_true(holiday_weekend(holiday_calendar("US", NULL), SUNDAY));
    assert_false(holiday_weekend(holiday_calendar("US", NULL), FRIDAY));
    assert_true(holiday_weekend(holiday_calendar("SA", NULL), FRIDAY));
    assert_false(holiday_weekend(holiday_calendar("SA", NULL), SUNDAY));
    assert_true(holiday_weekend(holiday_calendar("AE", NULL), SUNDAY));
    assert_true(holiday_weekend(holiday_calendar("NP", NULL), SATURDAY));
    assert_false(holiday_weekend(holiday_calendar("NP", NULL), SUNDAY));
    assert_true(holiday_weekend(holiday_calendar(NULL, NULL), SATURDAY));
}

static void table_is_sound(void **state)
{
    for (int of = 0; of < PLACE_CODES; of++) {
        const HolidayCountry *country = &holiday_countries[of];
        assert_int_equal(country->weekend != 0, country->regions != NULL);
        assert_int_equal(country->rule_count > 0, country->source != NULL);
        assert_int_equal(country->rule_count > 0, country->bits != NULL);
        for (size_t at = 0; at < country->rule_count; at++) {
            const HolidayRule *rule = &country->rules[at];
            assert_non_null(rule->name);
            if (rule->kind != HOLIDAY_EASTER)
                assert_true(rule->month >= 1 && rule->month <= 12 && rule->day >= 1 &&
                            rule->day <= 31);
            /* Whatever region a rule names is in the country's list. */
            for (const char *c = rule->regions ? rule->regions : ""; *c;) {
                size_t length = strcspn(c, " !");
                bool found = length == 0 || (length == 1 && *c == '-');
                for (const char *const *code = country->regions; *code && !found; code++)
                    found = strlen(*code) == length && memcmp(*code, c, length) == 0;
                if (!found)
                    fail_msg("region of %s unknown: %s", rule->name, c);
                c += length + (c[length] != '\0');
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table_is_sound),  cmocka_unit_test(known_days_are_found),
        cmocka_unit_test(easter_is_known), cmocka_unit_test(bits_agree_with_rules),
        cmocka_unit_test(weekends_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
