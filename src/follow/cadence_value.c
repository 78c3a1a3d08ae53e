#include "follow/cadence_value.h"

#include "base/text.h"

#include <stdlib.h>

typedef struct UnitRow {
    const char *name; /* in the singular */
    WaitUnit unit;
    int each;
} UnitRow;

static const UnitRow unit_rows[] = {
    {"minute", WAIT_MINUTES, 1}, {"hour", WAIT_MINUTES, 60},
    {"day", WAIT_DAYS, 1},       {"working day", WAIT_WORKING_DAYS, 1},
    {"week", WAIT_DAYS, 7},      {"month", WAIT_MONTHS, 1},
    {"season", WAIT_MONTHS, 3},
};

enum { LONGEST_WAIT_DAYS = 3660, MOST_DIGITS = 7 };

static const UnitRow *unit_find(const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof unit_rows / sizeof *unit_rows; i++) {
        const char *singular = unit_rows[i].name;
        size_t stem = strlen(singular);
        if (!strncmp(name, singular, stem) &&
            (length == stem || (length == stem + 1 && name[stem] == 's')))
            return &unit_rows[i];
    }
    return NULL;
}

bool cadence_value_wait(const char *text, Wait *wait)
{
    size_t digits = strspn(text, "0123456789");
    if (!digits || digits > MOST_DIGITS)
        return false;
    int count = (int)strtol(text, NULL, 10);
    const char *name = text + digits + strspn(text + digits, " ");
    const UnitRow *row = *name ? unit_find(name) : count == 0 ? &unit_rows[0] : NULL;
    if (!row)
        return false;
    Wait read = {.count = count * row->each, .unit = row->unit};
    if (cadence_value_days(read) > LONGEST_WAIT_DAYS)
        return false;
    *wait = read;
    return true;
}

double cadence_value_days(Wait wait)
{
    static const double days[] = {
        [WAIT_MINUTES] = 1.0 / (24 * 60),
        [WAIT_DAYS] = 1,
        [WAIT_WORKING_DAYS] = 7.0 / 5,
        [WAIT_MONTHS] = 365.25 / 12,
    };
    return wait.count * days[wait.unit];
}

typedef struct FactRow {
    const char *word;
    StepFact fact;
} FactRow;

static const FactRow fact_rows[] = {
    {"talked", FACT_TALKED},     {"met", FACT_TALKED},
    {"replied", FACT_REPLIED},   {"cell", FACT_CELL},
    {"email", FACT_EMAIL},       {"postal", FACT_POSTAL},
    {"fax", FACT_FAX},           {"hot", FACT_HOT},
    {"customer", FACT_CUSTOMER}, {"voicemail", FACT_VOICEMAIL_LEFT},
    {"late", FACT_LATE},
};
enum { FACT_ROWS = sizeof fact_rows / sizeof *fact_rows };

const char *const *cadence_value_fact_words(void)
{
    static const char *const words[] = {"talked", "met", "replied",  "cell",      "email", "postal",
                                        "fax",    "hot", "customer", "voicemail", "late",  NULL};
    return words;
}

static const FactRow *fact_find(const char *word)
{
    for (size_t i = 0; i < FACT_ROWS; i++)
        if (!strcmp(fact_rows[i].word, word))
            return &fact_rows[i];
    return NULL;
}

bool cadence_value_facts(Arena *arena, const char *text, unsigned *must, unsigned *must_not,
                         const char **word)
{
    unsigned sets[2] = {0, 0};
    const char *unknown = NULL;
    bool negative = false, wants_fact = false;
    for (const char *at = text + strspn(text, " ,\n"); *at; at += strspn(at, " ,\n")) {
        size_t length = strcspn(at, " ,\n");
        const char *here = arena_strndup(arena, at, length);
        at += length;
        const FactRow *row = fact_find(here);
        if (row) {
            sets[negative] |= row->fact;
            negative = wants_fact = false;
        } else if (!wants_fact && (!strcmp(here, "not") || !strcmp(here, "no"))) {
            negative = wants_fact = true;
        } else if (!wants_fact && !strcmp(here, "has")) {
            wants_fact = true;
        } else if (wants_fact || strcmp(here, "and") != 0) {
            unknown = here;
            break;
        }
    }
    *must |= sets[0];
    *must_not |= sets[1];
    *word = unknown ? unknown : "";
    return !unknown && !wants_fact && (sets[0] | sets[1]);
}
