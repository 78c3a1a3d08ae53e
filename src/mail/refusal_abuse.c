#include "mail/refusal_part.h"
#include "mail/refusal_words.h"

static bool reads_any(const Clause *clause, size_t from, const char *const *all, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (clause_reads(clause, from, all[i]))
            return true;
    return false;
}

#define READS_ANY(clause, from, all) reads_any((clause), (from), (all), sizeof(all) / sizeof *(all))

/* "This is spam", "I'm blocking you", "fuck off": whoever says it wants no more. */
bool refusal_abuse(const Clause *clause)
{
    static const char *const away[] = {
        "fuck off",
        "f off",
        "fk off",
        "piss off",
        "bugger off",
        "go away",
        "get lost",
        "buzz off",
        "screw off",
        "fuck you",
        "screw you",
        "go to hell",
        "leave me be",
        "leave us be",
        "leave me alone",
        "leave us alone",
        "donotcall",
        "donotcontact",
        "donottext",
        "get a life",
        "take a hike",
        "lose my number",
        "forget my number",
        "lose this number",
        "knock it off",
        "cut it out",
        "dnc",
        "eff off",
        "piss of",
        "leave me the hell alone",
        "leave me the fuck alone",
        "enough already",
    };
    static const char *const blocks[] = {
        "block",         "blocked",       "blocking",          "blocking you",
        "block you",     "blocked you",   "you are blocked",   "youre blocked",
        "your blocked",  "blocking this", "block this number", "report you",
        "reporting you", "reported you",  "reported",          "reporting this",
        "report this",   "reported this", "report it",         "report your",
        "block your",    "blocking your", "reporting your",
    };
    for (size_t i = 0; i < clause->count; i++) {
        if (READS_ANY(clause, i, away) &&
            (!i || !clause_is(clause, i - 1, NEGATIONS " " NOT_THEN " we"))) {
            size_t end = clause_skip(clause, i + 1,
                                     "off away lost you be me us my this number the "
                                     "alone it a out already to hell " POLITE
                                     "and creep asshole forever spammer ");
            if (end == clause->count ||
                clause_is(clause, i, "fuck dnc donotcall donotcontact donottext lose screw"))
                return true;
        }
        bool threat = i == clause_skip(clause, 0, POLITE) || (i && clause_is(clause, i - 1,
                                                                             "i im ill will "
                                                                             "to be am and"));
        bool spam = clause_has(clause, 0, clause->count,
                               "spam ftc fcc police harassment scam carrier authorities");
        bool short_one = clause->count <= i + 3;
        if (threat && READS_ANY(clause, i, blocks) && (spam || short_one) &&
            !clause_is(clause, clause->count - 1, "are is at when"))
            return spam || !clause_reads(clause, i, "report it") || clause->count > i + 2;
        if (clause_is(clause, i, ABUSERS) && (!i || clause_is(clause, i - 1, ACCUSING " a")) &&
            (i + 1 == clause->count ||
             clause_is(clause, i + 1, POLITE "and you from stop me us")) &&
            (i || clause->count == 1 || clause_is(clause, i + 1, POLITE)))
            return true;
    }
    return false;
}

/* "Text me again and I'll sue": who is threatened with it writes no more, in any clauses. */
bool refusal_threat(const Clauses *clauses)
{
    bool threatens = false, again = false;
    for (size_t c = 0; c < clauses->count; c++) {
        const Clause *clause = &clauses->at[c];
        threatens |= clause_has(clause, 0, clause->count, THREATS);
        for (size_t i = 0; i < clause->count; i++) {
            size_t end = clause_skip(clause, i + 1, "me us this number here ");
            bool you = !i || clause_is(clause, i - 1, "you u");
            again |= clause_is(clause, i, REACH) && you && clause_is(clause, end, "again anymore");
            again |=
                clause_reads(clause, i, "one more") && clause_is(clause, i + 2, MESSAGES " call");
            again |= clause_reads(clause, i, "another") &&
                     clause_is(clause, i + 1, MESSAGES " call") &&
                     (clause_is(clause, i + 2, "and or") || i + 2 == clause->count);
        }
    }
    return threatens && again;
}
