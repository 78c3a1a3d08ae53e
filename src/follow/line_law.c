/* Calling hours by law or by the code of conduct a regulator or the trade holds callers to. They
 * are the rules for calls to consumers; Beck keeps to them for every cell and home number, because
 * it cannot know whose such a number is. Rows state whole hours as the source gives them; where it
 * says nothing of a kind of day, the rule of other days stands there.
 *
 * Not here: rules for prerecorded calls and automatic dialling devices only (Maine, Indiana,
 * Illinois …), since Beck dials nothing by itself; states whose hours are the federal ones.
 * To change a row, cite the law. */
#include "follow/line_part.h"

#define BETWEEN(from_hour, to_hour)                                                                \
    {                                                                                              \
        {                                                                                          \
            (from_hour) * 60, (to_hour)*60                                                         \
        }                                                                                          \
    }
#define EVERY_DAY(from_hour, to_hour)                                                              \
    {                                                                                              \
        BETWEEN(from_hour, to_hour), BETWEEN(from_hour, to_hour), BETWEEN(from_hour, to_hour),     \
            BETWEEN(from_hour, to_hour)                                                            \
    }
#define NEVER                                                                                      \
    {                                                                                              \
        {                                                                                          \
            0, 0                                                                                   \
        }                                                                                          \
    }

static const CallLaw au_laws[] = {
    {"",
     {BETWEEN(9, 20), BETWEEN(9, 17), NEVER, NEVER},
     "Telecommunications (Telemarketing and Research Calls) Industry Standard 2017 s. 8"},
};

static const CallLaw br_laws[] = {
    {"",
     {BETWEEN(9, 21), BETWEEN(10, 16), NEVER, NEVER},
     "SART, Código de Conduta para Ofertas por Telemarketing (Anatel)"},
};

static const CallLaw ca_laws[] = {
    {"",
     {{{9 * 60, 21 * 60 + 30}}, BETWEEN(10, 18), BETWEEN(10, 18), {{9 * 60, 21 * 60 + 30}}},
     "CRTC Unsolicited Telecommunications Rules, Part III s. 23"},
};

static const CallLaw de_laws[] = {
    {"",
     {BETWEEN(8, 21), BETWEEN(10, 16), NEVER, NEVER},
     "DDV-Ehrenkodex Telefonmarketing (UWG § 7)"},
};

static const CallLaw es_laws[] = {
    {"", {BETWEEN(9, 21), NEVER, NEVER, NEVER}, "RDLeg 1/2007 (TRLGDCU) art. 96.2"},
};

static const CallLaw fr_laws[] = {
    {"",
     {{{10 * 60, 13 * 60}, {14 * 60, 20 * 60}}, NEVER, NEVER, NEVER},
     "décret 2022-1313, Code de la consommation art. D. 223-9"},
};

static const CallLaw gb_laws[] = {
    {"",
     {BETWEEN(8, 21), BETWEEN(8, 21), BETWEEN(9, 21), BETWEEN(9, 21)},
     "DMA Code (UK), calling hours"},
};

static const CallLaw in_laws[] = {
    {"", EVERY_DAY(10, 21), "TRAI, TCCCP Regulations 2018, Schedule II"},
};

static const CallLaw it_laws[] = {
    {"",
     {BETWEEN(9, 20), BETWEEN(10, 19), NEVER, NEVER},
     "Codice di condotta telemarketing (Garante privacy 2023) art. 9"},
};

static const CallLaw nl_laws[] = {
    {"", {BETWEEN(9, 21), BETWEEN(10, 16), NEVER, NEVER}, "Code Telemarketing (NL)"},
};

static const CallLaw no_laws[] = {
    {"", {BETWEEN(9, 21), NEVER, NEVER, NEVER}, "markedsføringsloven § 14"},
};

static const CallLaw us_laws[] = {
    {"", EVERY_DAY(8, 21), "47 CFR 64.1200(c)(1)"},
    {"AL", {BETWEEN(8, 20), BETWEEN(8, 20), NEVER, NEVER}, "Ala. Code § 8-19A-14"},
    {"CT", EVERY_DAY(9, 20), "Conn. Gen. Stat. § 42-288a"},
    {"FL", EVERY_DAY(8, 20), "Fla. Stat. § 501.616(6)"},
    {"KY", EVERY_DAY(10, 21), "KRS 367.46955"},
    {"LA", {BETWEEN(8, 20), BETWEEN(8, 20), NEVER, NEVER}, "La. R.S. 45:844.11 et seq."},
    {"MA", EVERY_DAY(8, 20), "M.G.L. c. 159C § 3"},
    {"MD", EVERY_DAY(8, 20), "Md. Code, Com. Law § 14-4501 et seq."},
    {"MN", EVERY_DAY(9, 21), "Minn. Stat. § 325E.30"},
    {"MS", {BETWEEN(8, 20), BETWEEN(8, 20), NEVER, BETWEEN(8, 20)}, "Miss. Code § 77-3-723"},
    {"NM", EVERY_DAY(9, 21), "N.M. Stat. § 57-12-22"},
    {"NV", EVERY_DAY(9, 20), "NRS 598.0918"},
    {"OK", EVERY_DAY(8, 20), "15 O.S. § 775C.1 et seq."},
    {"OR", EVERY_DAY(8, 20), "ORS 646.561–646.569 (HB 3865, 2025)"},
    {"PA",
     {BETWEEN(8, 21), BETWEEN(8, 21), BETWEEN(8, 21), NEVER},
     "73 P.S. § 2245.2 (Act 83 of 2019)"},
    {"RI", {BETWEEN(9, 18), BETWEEN(10, 17), NEVER, NEVER}, "R.I. Gen. Laws § 5-61-3.6"},
    {"SD", {BETWEEN(9, 21), BETWEEN(9, 21), NEVER, BETWEEN(9, 21)}, "SDCL § 37-30A-3"},
    {"TX",
     {BETWEEN(9, 21), BETWEEN(9, 21), BETWEEN(12, 21), BETWEEN(9, 21)},
     "Tex. Bus. & Com. Code § 301.051"},
    {"UT", {BETWEEN(8, 21), BETWEEN(8, 21), NEVER, NEVER}, "Utah Code § 13-25a-103"},
    {"WA", EVERY_DAY(8, 20), "RCW 80.36.390"},
    {"WY", EVERY_DAY(8, 20), "Wyo. Stat. § 40-12-302"},
};

static const CallLaw za_laws[] = {
    {"",
     {BETWEEN(8, 20), BETWEEN(9, 13), NEVER, NEVER},
     "Consumer Protection Act 68 of 2008 s. 12, GN 293 of 2011"},
};

#define LAWS(laws) laws, sizeof(laws) / sizeof *(laws)

const LawCountry line_law_countries[PLACE_CODES] = {
    [PLACE('A', 'U')] = {LAWS(au_laws)}, [PLACE('B', 'R')] = {LAWS(br_laws)},
    [PLACE('C', 'A')] = {LAWS(ca_laws)}, [PLACE('D', 'E')] = {LAWS(de_laws)},
    [PLACE('E', 'S')] = {LAWS(es_laws)}, [PLACE('F', 'R')] = {LAWS(fr_laws)},
    [PLACE('G', 'B')] = {LAWS(gb_laws)}, [PLACE('I', 'N')] = {LAWS(in_laws)},
    [PLACE('I', 'T')] = {LAWS(it_laws)}, [PLACE('N', 'L')] = {LAWS(nl_laws)},
    [PLACE('N', 'O')] = {LAWS(no_laws)}, [PLACE('U', 'S')] = {LAWS(us_laws)},
    [PLACE('Z', 'A')] = {LAWS(za_laws)},
};

const CallLaw *line_law(const char *country, const char *region)
{
    int place = place_index(country);
    if (place < 0 || line_law_countries[place].count == 0)
        return NULL;
    const LawCountry *row = &line_law_countries[place];
    if (region && region[0])
        for (size_t at = 1; at < row->count; at++)
            if (place_same(row->laws[at].region, region))
                return &row->laws[at];
    return &row->laws[0];
}

static Hours both(Hours one, Hours other)
{
    return (Hours){one.from > other.from ? one.from : other.from,
                   one.to < other.to ? one.to : other.to};
}

LineHours line_law_hours(const CallLaw *law, Hours policy, LawDay day, bool holiday)
{
    LineHours hours = {.closed = LINE_QUIET, .source = "policy: call hours"};
    if (!law) {
        if (policy.from < policy.to)
            hours.windows[hours.count++] = policy;
        return hours;
    }
    bool narrowed = false; /* by the policy */
    for (size_t at = 0; at < 2; at++) {
        Hours window = law->hours[holiday ? LAW_HOLIDAY : day][at];
        if (holiday && day != LAW_WEEKDAY) /* neither has more than one window */
            window = both(window, law->hours[day][at]);
        if (window.from >= window.to)
            break;
        narrowed |= policy.from > window.from || policy.to < window.to;
        window = both(window, policy);
        if (window.from < window.to)
            hours.windows[hours.count++] = window;
    }
    if (!narrowed) {
        hours.closed = LINE_LAW_DAY;
        hours.source = law->source;
    }
    return hours;
}
