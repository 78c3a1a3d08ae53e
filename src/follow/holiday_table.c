/* Public holidays by country, with the law each list comes from. Weekly rest days stand here too.
 * A new rule is a row; test_holiday.c holds known years against it. */
#include "follow/holiday_table.h"

#define FIXED(on_month, on_day) .kind = HOLIDAY_FIXED, .month = (on_month), .day = (on_day)
#define FROM(on_month, on_day, on_weekday)                                                         \
    .kind = HOLIDAY_FROM, .month = (on_month), .day = (on_day), .weekday = (on_weekday)
#define EASTER(days) .kind = HOLIDAY_EASTER, .offset = (days)
#define ONLY(year)   .first = (year), .last = (year)

static const HolidayRule at_rules[] = {
    {"Neujahr", FIXED(1, 1)},
    {"Heilige Drei Könige", FIXED(1, 6)},
    {"Ostermontag", EASTER(1)},
    {"Staatsfeiertag", FIXED(5, 1)},
    {"Christi Himmelfahrt", EASTER(39)},
    {"Pfingstmontag", EASTER(50)},
    {"Fronleichnam", EASTER(60)},
    {"Mariä Himmelfahrt", FIXED(8, 15)},
    {"Nationalfeiertag", FIXED(10, 26)},
    {"Allerheiligen", FIXED(11, 1)},
    {"Mariä Empfängnis", FIXED(12, 8)},
    {"Weihnachten", FIXED(12, 25)},
    {"Stephanstag", FIXED(12, 26)},
};

static const char *const au_regions[] = {"ACT", "NSW", "NT", "QLD", "SA", "TAS", "VIC", "WA", NULL};
static const HolidayRule au_rules[] = {
    {"New Year's Day", FIXED(1, 1), .shift = SHIFT_NEXT},
    {"Australia Day", FIXED(1, 26), .shift = SHIFT_NEXT},
    {"Labour Day", FROM(3, 1, MONDAY), .regions = "WA"},
    {"Labour Day", FROM(3, 8, MONDAY), .regions = "TAS VIC"},
    {"Canberra Day", FROM(3, 8, MONDAY), .regions = "ACT"},
    {"Adelaide Cup", FROM(3, 8, MONDAY), .regions = "SA"},
    {"Good Friday", EASTER(-2)},
    {"Easter Saturday", EASTER(-1), .regions = "!TAS WA"},
    {"Easter Monday", EASTER(1)},
    {"Anzac Day", FIXED(4, 25), .regions = "!ACT NT QLD SA WA"},
    {"Anzac Day", FIXED(4, 25), .shift = SHIFT_SUNDAY, .regions = "ACT NT QLD SA"},
    {"Anzac Day", FIXED(4, 25), .shift = SHIFT_NEXT, .regions = "WA"},
    {"Anzac Day", FIXED(4, 25), .shift = SHIFT_NEXT, .regions = "ACT NSW", .first = 2026,
     .last = 2027},
    {"Labour Day", FROM(5, 1, MONDAY), .regions = "NT QLD"},
    {"Reconciliation Day", FROM(5, 27, MONDAY), .regions = "ACT", .first = 2018},
    {"Western Australia Day", FROM(6, 1, MONDAY), .regions = "WA"},
    {"King's Birthday", FROM(6, 8, MONDAY), .regions = "!QLD WA"},
    {"Picnic Day", FROM(8, 1, MONDAY), .regions = "NT"},
    {"King's Birthday", FROM(9, 24, MONDAY), .regions = "WA"},
    {"King's Birthday", FROM(10, 1, MONDAY), .regions = "QLD"},
    {"Labour Day", FROM(10, 1, MONDAY), .regions = "ACT NSW SA"},
    {"Melbourne Cup", FROM(11, 1, TUESDAY), .regions = "VIC"},
    {"Christmas Day", FIXED(12, 25), .shift = SHIFT_NEXT},
    {"Boxing Day", FIXED(12, 26), .shift = SHIFT_NEXT},
};

static const HolidayRule be_rules[] = {
    {"Nouvel An", FIXED(1, 1)},         {"Lundi de Pâques", EASTER(1)},
    {"Fête du Travail", FIXED(5, 1)},   {"Ascension", EASTER(39)},
    {"Lundi de Pentecôte", EASTER(50)}, {"Fête nationale", FIXED(7, 21)},
    {"Assomption", FIXED(8, 15)},       {"Toussaint", FIXED(11, 1)},
    {"Armistice", FIXED(11, 11)},       {"Noël", FIXED(12, 25)},
};

static const HolidayRule br_rules[] = {
    {"Confraternização Universal", FIXED(1, 1)},
    {"Sexta-feira Santa", EASTER(-2)},
    {"Tiradentes", FIXED(4, 21)},
    {"Dia do Trabalho", FIXED(5, 1)},
    {"Independência do Brasil", FIXED(9, 7)},
    {"Nossa Senhora Aparecida", FIXED(10, 12)},
    {"Finados", FIXED(11, 2)},
    {"Proclamação da República", FIXED(11, 15)},
    {"Consciência Negra", FIXED(11, 20), .first = 2024},
    {"Natal", FIXED(12, 25)},
};

static const char *const ca_regions[] = {"AB", "BC", "MB", "NB", "NL", "NS", "NT",
                                         "NU", "ON", "PE", "QC", "SK", "YT", NULL};
static const HolidayRule ca_rules[] = {
    {"New Year's Day", FIXED(1, 1), .shift = SHIFT_NEXT},
    {"Family Day", FROM(2, 15, MONDAY), .regions = "AB BC MB NB NS ON PE SK"},
    {"Good Friday", EASTER(-2)},
    {"Easter Monday", EASTER(1), .regions = "QC"},
    {"Victoria Day", FROM(5, 18, MONDAY), .regions = "!NL NS PE"},
    {"Indigenous Peoples Day", FIXED(6, 21), .regions = "NT YT", .first = 2017},
    {"Fête nationale", FIXED(6, 24), .shift = SHIFT_SUNDAY, .regions = "QC"},
    {"Canada Day", FIXED(7, 1), .shift = SHIFT_NEXT},
    {"Civic Holiday", FROM(8, 1, MONDAY), .regions = "AB BC NB NT NU ON SK"},
    {"Discovery Day", FROM(8, 15, MONDAY), .regions = "YT"},
    {"Labour Day", FROM(9, 1, MONDAY)},
    {"Truth and Reconciliation", FIXED(9, 30), .regions = "- BC MB NT NU PE YT", .first = 2021},
    {"Thanksgiving", FROM(10, 8, MONDAY), .regions = "!NB NL NS PE"},
    {"Remembrance Day", FIXED(11, 11), .regions = "!MB ON QC"},
    {"Christmas Day", FIXED(12, 25), .shift = SHIFT_NEXT},
    {"Boxing Day", FIXED(12, 26), .shift = SHIFT_NEXT, .regions = "- ON"},
};

static const char *const ch_regions[] = {"AG", "AI", "AR", "BE", "BL", "BS", "FR", "GE", "GL",
                                         "GR", "JU", "LU", "NE", "NW", "OW", "SG", "SH", "SO",
                                         "SZ", "TG", "TI", "UR", "VD", "VS", "ZG", "ZH", NULL};
static const HolidayRule ch_rules[] = {
    {"Neujahr", FIXED(1, 1)},
    {"Berchtoldstag", FIXED(1, 2), .regions = "AG BE FR GL JU LU NE OW SH SO TG VD ZG"},
    {"Heilige Drei Könige", FIXED(1, 6), .regions = "SZ TI UR"},
    {"Instauration de la République", FIXED(3, 1), .regions = "NE"},
    {"Josefstag", FIXED(3, 19), .regions = "NW SZ TI UR VS"},
    {"Karfreitag", EASTER(-2), .regions = "!TI VS"},
    {"Ostermontag", EASTER(1), .regions = "!VS"},
    {"Tag der Arbeit", FIXED(5, 1), .regions = "BL BS JU NE SH TG TI ZH"},
    {"Auffahrt", EASTER(39)},
    {"Pfingstmontag", EASTER(50), .regions = "!NE VS"},
    {"Fronleichnam", EASTER(60), .regions = "AI FR JU LU NW OW SZ TI UR VS ZG"},
    {"Commémoration du plébiscite", FIXED(6, 23), .regions = "JU"},
    {"San Pietro e Paolo", FIXED(6, 29), .regions = "TI"},
    {"Bundesfeier", FIXED(8, 1)},
    {"Mariä Himmelfahrt", FIXED(8, 15), .regions = "AI FR JU LU NW OW SZ TI UR VS ZG"},
    {"Jeûne genevois", FROM(9, 5, THURSDAY), .regions = "GE"},
    {"Lundi du Jeûne", FROM(9, 16, MONDAY), .regions = "VD"},
    {"Allerheiligen", FIXED(11, 1), .regions = "AI FR GL JU LU NW OW SG SZ TI UR VS ZG"},
    {"Mariä Empfängnis", FIXED(12, 8), .regions = "AI FR LU NW OW SZ TI UR VS ZG"},
    {"Weihnachten", FIXED(12, 25)},
    {"Stephanstag", FIXED(12, 26), .regions = "!GE JU NE VD VS"},
    {"Restauration de la République", FIXED(12, 31), .regions = "GE"},
};

static const HolidayRule cz_rules[] = {
    {"Den obnovy státu", FIXED(1, 1)},
    {"Velký pátek", EASTER(-2), .first = 2016},
    {"Velikonoční pondělí", EASTER(1)},
    {"Svátek práce", FIXED(5, 1)},
    {"Den vítězství", FIXED(5, 8)},
    {"Cyril a Metoděj", FIXED(7, 5)},
    {"Jan Hus", FIXED(7, 6)},
    {"Den české státnosti", FIXED(9, 28)},
    {"Den vzniku státu", FIXED(10, 28)},
    {"Den boje za svobodu", FIXED(11, 17)},
    {"Štědrý den", FIXED(12, 24)},
    {"1. svátek vánoční", FIXED(12, 25)},
    {"2. svátek vánoční", FIXED(12, 26)},
};

static const char *const de_regions[] = {"BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI",
                                         "NW", "RP", "SH", "SL", "SN", "ST", "TH", NULL};
static const HolidayRule de_rules[] = {
    {"Neujahr", FIXED(1, 1)},
    {"Heilige Drei Könige", FIXED(1, 6), .regions = "BW BY ST"},
    {"Frauentag", FIXED(3, 8), .regions = "BE", .first = 2019},
    {"Frauentag", FIXED(3, 8), .regions = "MV", .first = 2023},
    {"Karfreitag", EASTER(-2)},
    {"Ostermontag", EASTER(1)},
    {"Tag der Arbeit", FIXED(5, 1)},
    {"Tag der Befreiung", FIXED(5, 8), .regions = "BE", ONLY(2020)},
    {"Tag der Befreiung", FIXED(5, 8), .regions = "BE", ONLY(2025)},
    {"Christi Himmelfahrt", EASTER(39)},
    {"Pfingstmontag", EASTER(50)},
    {"Fronleichnam", EASTER(60), .regions = "BW BY HE NW RP SL"},
    {"Mariä Himmelfahrt", FIXED(8, 15), .regions = "SL"},
    {"Weltkindertag", FIXED(9, 20), .regions = "TH", .first = 2019},
    {"Tag der Deutschen Einheit", FIXED(10, 3)},
    {"Reformationstag", FIXED(10, 31), ONLY(2017)},
    {"Reformationstag", FIXED(10, 31), .regions = "BB MV SN ST TH"},
    {"Reformationstag", FIXED(10, 31), .regions = "HB HH NI SH", .first = 2018},
    {"Allerheiligen", FIXED(11, 1), .regions = "BW BY NW RP SL"},
    {"Buß- und Bettag", FROM(11, 16, WEDNESDAY), .regions = "SN"},
    {"1. Weihnachtstag", FIXED(12, 25)},
    {"2. Weihnachtstag", FIXED(12, 26)},
};

static const HolidayRule dk_rules[] = {
    {"Nytårsdag", FIXED(1, 1)},
    {"Skærtorsdag", EASTER(-3)},
    {"Langfredag", EASTER(-2)},
    {"2. påskedag", EASTER(1)},
    {"Store bededag", EASTER(26), .last = 2023},
    {"Kristi himmelfartsdag", EASTER(39)},
    {"2. pinsedag", EASTER(50)},
    {"1. juledag", FIXED(12, 25)},
    {"2. juledag", FIXED(12, 26)},
};

/* The days that communities put in the place of a Sunday's are decreed each year: not here. */
static const char *const es_regions[] = {"AN", "AR", "AS", "CB", "CL", "CM", "CN", "CT", "EX",
                                         "GA", "IB", "MC", "MD", "NC", "PV", "RI", "VC", NULL};
static const HolidayRule es_rules[] = {
    {"Año Nuevo", FIXED(1, 1)},
    {"Epifanía", FIXED(1, 6)},
    {"Día de Andalucía", FIXED(2, 28), .regions = "AN"},
    {"Día de las Illes Balears", FIXED(3, 1), .regions = "IB"},
    {"Jueves Santo", EASTER(-3), .regions = "!- CT VC"},
    {"Viernes Santo", EASTER(-2)},
    {"Lunes de Pascua", EASTER(1), .regions = "CT IB NC PV RI VC"},
    {"Fiesta de la comunidad", FIXED(4, 23), .regions = "AR CL"},
    {"Fiesta del Trabajo", FIXED(5, 1)},
    {"Fiesta de la Comunidad de Madrid", FIXED(5, 2), .regions = "MD"},
    {"Día de Canarias", FIXED(5, 30), .regions = "CN"},
    {"Día de Castilla-La Mancha", FIXED(5, 31), .regions = "CM"},
    {"Fiesta de la comunidad", FIXED(6, 9), .regions = "MC RI"},
    {"Sant Joan", FIXED(6, 24), .regions = "CT"},
    {"Día Nacional de Galicia", FIXED(7, 25), .regions = "GA"},
    {"Asunción", FIXED(8, 15)},
    {"Fiesta de la comunidad", FIXED(9, 8), .regions = "AS EX"},
    {"Diada de Catalunya", FIXED(9, 11), .regions = "CT"},
    {"La Bien Aparecida", FIXED(9, 15), .regions = "CB"},
    {"Dia de la Comunitat Valenciana", FIXED(10, 9), .regions = "VC"},
    {"Fiesta Nacional", FIXED(10, 12)},
    {"Todos los Santos", FIXED(11, 1)},
    {"Día de la Constitución", FIXED(12, 6)},
    {"Inmaculada Concepción", FIXED(12, 8)},
    {"Navidad", FIXED(12, 25)},
    {"Sant Esteve", FIXED(12, 26), .regions = "CT"},
};

static const HolidayRule fi_rules[] = {
    {"Uudenvuodenpäivä", FIXED(1, 1)},
    {"Loppiainen", FIXED(1, 6)},
    {"Pitkäperjantai", EASTER(-2)},
    {"2. pääsiäispäivä", EASTER(1)},
    {"Vappu", FIXED(5, 1)},
    {"Helatorstai", EASTER(39)},
    {"Juhannusaatto", FROM(6, 19, FRIDAY)},
    {"Juhannuspäivä", FROM(6, 20, SATURDAY)},
    {"Pyhäinpäivä", FROM(10, 31, SATURDAY)},
    {"Itsenäisyyspäivä", FIXED(12, 6)},
    {"Jouluaatto", FIXED(12, 24)},
    {"Joulupäivä", FIXED(12, 25)},
    {"Tapaninpäivä", FIXED(12, 26)},
};

/* 6AE is the European Collectivity of Alsace: 67 and 68. */
static const char *const fr_regions[] = {"57", "67", "68", "6AE", NULL};
static const HolidayRule fr_rules[] = {
    {"Jour de l'an", FIXED(1, 1)},
    {"Vendredi saint", EASTER(-2), .regions = "57 67 68 6AE"},
    {"Lundi de Pâques", EASTER(1)},
    {"Fête du Travail", FIXED(5, 1)},
    {"Victoire 1945", FIXED(5, 8)},
    {"Ascension", EASTER(39)},
    {"Lundi de Pentecôte", EASTER(50)},
    {"Fête nationale", FIXED(7, 14)},
    {"Assomption", FIXED(8, 15)},
    {"Toussaint", FIXED(11, 1)},
    {"Armistice 1918", FIXED(11, 11)},
    {"Noël", FIXED(12, 25)},
    {"Saint Étienne", FIXED(12, 26), .regions = "57 67 68 6AE"},
};

/* Without a region: England and Wales. */
static const char *const gb_regions[] = {"NIR", "SCT", NULL};
static const HolidayRule gb_rules[] = {
    {"New Year's Day", FIXED(1, 1), .shift = SHIFT_NEXT},
    {"2 January", FIXED(1, 2), .shift = SHIFT_NEXT, .regions = "SCT"},
    {"Saint Patrick's Day", FIXED(3, 17), .shift = SHIFT_NEXT, .regions = "NIR"},
    {"Good Friday", EASTER(-2)},
    {"Easter Monday", EASTER(1), .regions = "!SCT"},
    {"Early May bank holiday", FROM(5, 1, MONDAY), .last = 2019},
    {"Early May bank holiday", FIXED(5, 8), ONLY(2020)},
    {"Early May bank holiday", FROM(5, 1, MONDAY), .first = 2021},
    {"Coronation", FIXED(5, 8), ONLY(2023)},
    {"Spring bank holiday", FROM(5, 25, MONDAY), .last = 2021},
    {"Spring bank holiday", FIXED(6, 2), ONLY(2022)},
    {"Platinum Jubilee", FIXED(6, 3), ONLY(2022)},
    {"Spring bank holiday", FROM(5, 25, MONDAY), .first = 2023},
    {"Battle of the Boyne", FIXED(7, 12), .shift = SHIFT_NEXT, .regions = "NIR"},
    {"Summer bank holiday", FROM(8, 1, MONDAY), .regions = "SCT"},
    {"Summer bank holiday", FROM(8, 25, MONDAY), .regions = "!SCT"},
    {"State Funeral", FIXED(9, 19), ONLY(2022)},
    {"Saint Andrew's Day", FIXED(11, 30), .shift = SHIFT_NEXT, .regions = "SCT"},
    {"Christmas Day", FIXED(12, 25), .shift = SHIFT_NEXT},
    {"Boxing Day", FIXED(12, 26), .shift = SHIFT_NEXT},
};

static const HolidayRule ie_rules[] = {
    {"New Year's Day", FIXED(1, 1), .shift = SHIFT_NEXT},
    {"Saint Brigid's Day", .kind = HOLIDAY_FRIDAY_ELSE_MONDAY, .month = 2, .day = 1, .first = 2023},
    {"Saint Patrick's Day", FIXED(3, 17), .shift = SHIFT_NEXT},
    {"Day of Remembrance", FIXED(3, 18), ONLY(2022)},
    {"Easter Monday", EASTER(1)},
    {"May Day", FROM(5, 1, MONDAY)},
    {"June holiday", FROM(6, 1, MONDAY)},
    {"August holiday", FROM(8, 1, MONDAY)},
    {"October holiday", FROM(10, 25, MONDAY)},
    {"Christmas Day", FIXED(12, 25), .shift = SHIFT_NEXT},
    {"Saint Stephen's Day", FIXED(12, 26), .shift = SHIFT_NEXT},
};

static const HolidayRule in_rules[] = {
    {"Republic Day", FIXED(1, 26)},     {"Good Friday", EASTER(-2)},
    {"Independence Day", FIXED(8, 15)}, {"Gandhi Jayanti", FIXED(10, 2)},
    {"Christmas", FIXED(12, 25)},
};

static const HolidayRule it_rules[] = {
    {"Capodanno", FIXED(1, 1)},
    {"Epifania", FIXED(1, 6)},
    {"Lunedì dell'Angelo", EASTER(1)},
    {"Liberazione", FIXED(4, 25)},
    {"Festa del Lavoro", FIXED(5, 1)},
    {"Festa della Repubblica", FIXED(6, 2)},
    {"Ferragosto", FIXED(8, 15)},
    {"San Francesco", FIXED(10, 4), .first = 2026}, /* Legge 151/2025 */
    {"Ognissanti", FIXED(11, 1)},
    {"Immacolata", FIXED(12, 8)},
    {"Natale", FIXED(12, 25)},
    {"Santo Stefano", FIXED(12, 26)},
};

static const HolidayRule lu_rules[] = {
    {"Nouvel An", FIXED(1, 1)},       {"Lundi de Pâques", EASTER(1)},
    {"Fête du Travail", FIXED(5, 1)}, {"Journée de l'Europe", FIXED(5, 9), .first = 2019},
    {"Ascension", EASTER(39)},        {"Lundi de Pentecôte", EASTER(50)},
    {"Fête nationale", FIXED(6, 23)}, {"Assomption", FIXED(8, 15)},
    {"Toussaint", FIXED(11, 1)},      {"Noël", FIXED(12, 25)},
    {"Saint-Étienne", FIXED(12, 26)},
};

static const HolidayRule mx_rules[] = {
    {"Año Nuevo", FIXED(1, 1)},
    {"Día de la Constitución", FROM(2, 1, MONDAY)},
    {"Natalicio de Benito Juárez", FROM(3, 15, MONDAY)},
    {"Día del Trabajo", FIXED(5, 1)},
    {"Día de la Independencia", FIXED(9, 16)},
    {"Transmisión del Poder Ejecutivo", FIXED(10, 1), ONLY(2024)},
    {"Transmisión del Poder Ejecutivo", FIXED(10, 1), ONLY(2030)},
    {"Revolución Mexicana", FROM(11, 15, MONDAY)},
    {"Navidad", FIXED(12, 25)},
};

static const HolidayRule nl_rules[] = {
    {"Nieuwjaarsdag", FIXED(1, 1)},
    {"Paasmaandag", EASTER(1)},
    {"Koningsdag", FIXED(4, 27), .first = 2014}, /* a Sunday's is kept on the Saturday before */
    {"Bevrijdingsdag", FIXED(5, 5), .every = 5},
    {"Hemelvaartsdag", EASTER(39)},
    {"Pinkstermaandag", EASTER(50)},
    {"Eerste Kerstdag", FIXED(12, 25)},
    {"Tweede Kerstdag", FIXED(12, 26)},
};

static const HolidayRule no_rules[] = {
    {"Første nyttårsdag", FIXED(1, 1)},
    {"Skjærtorsdag", EASTER(-3)},
    {"Langfredag", EASTER(-2)},
    {"Andre påskedag", EASTER(1)},
    {"Arbeidernes dag", FIXED(5, 1)},
    {"Grunnlovsdagen", FIXED(5, 17)},
    {"Kristi himmelfartsdag", EASTER(39)},
    {"Andre pinsedag", EASTER(50)},
    {"Første juledag", FIXED(12, 25)},
    {"Andre juledag", FIXED(12, 26)},
};

/* Matariki follows the moon; its days are listed in the Act. */
static const HolidayRule nz_rules[] = {
    {"New Year's Day", FIXED(1, 1), .shift = SHIFT_NEXT},
    {"Day after New Year's Day", FIXED(1, 2), .shift = SHIFT_NEXT},
    {"Waitangi Day", FIXED(2, 6), .shift = SHIFT_NEXT},
    {"Good Friday", EASTER(-2)},
    {"Easter Monday", EASTER(1)},
    {"Anzac Day", FIXED(4, 25), .shift = SHIFT_NEXT},
    {"King's Birthday", FROM(6, 1, MONDAY)},
    {"Matariki", FIXED(6, 24), ONLY(2022)},
    {"Matariki", FIXED(7, 14), ONLY(2023)},
    {"Matariki", FIXED(6, 28), ONLY(2024)},
    {"Matariki", FIXED(6, 20), ONLY(2025)},
    {"Matariki", FIXED(7, 10), ONLY(2026)},
    {"Matariki", FIXED(6, 25), ONLY(2027)},
    {"Matariki", FIXED(7, 14), ONLY(2028)},
    {"Matariki", FIXED(7, 6), ONLY(2029)},
    {"Matariki", FIXED(6, 21), ONLY(2030)},
    {"Matariki", FIXED(7, 11), ONLY(2031)},
    {"Matariki", FIXED(7, 2), ONLY(2032)},
    {"Matariki", FIXED(6, 24), ONLY(2033)},
    {"Matariki", FIXED(7, 7), ONLY(2034)},
    {"Matariki", FIXED(6, 29), ONLY(2035)},
    {"Labour Day", FROM(10, 22, MONDAY)},
    {"Christmas Day", FIXED(12, 25), .shift = SHIFT_NEXT},
    {"Boxing Day", FIXED(12, 26), .shift = SHIFT_NEXT},
};

static const HolidayRule pl_rules[] = {
    {"Nowy Rok", FIXED(1, 1)},
    {"Trzech Króli", FIXED(1, 6), .first = 2011},
    {"Poniedziałek Wielkanocny", EASTER(1)},
    {"Święto Pracy", FIXED(5, 1)},
    {"Święto Konstytucji", FIXED(5, 3)},
    {"Boże Ciało", EASTER(60)},
    {"Wniebowzięcie", FIXED(8, 15)},
    {"Wszystkich Świętych", FIXED(11, 1)},
    {"Święto Niepodległości", FIXED(11, 11)},
    {"Wigilia", FIXED(12, 24), .first = 2025},
    {"Boże Narodzenie", FIXED(12, 25)},
    {"Drugi dzień Bożego Narodzenia", FIXED(12, 26)},
};

static const HolidayRule pt_rules[] = {
    {"Ano Novo", FIXED(1, 1)},
    {"Sexta-feira Santa", EASTER(-2)},
    {"Dia da Liberdade", FIXED(4, 25)},
    {"Dia do Trabalhador", FIXED(5, 1)},
    {"Corpo de Deus", EASTER(60)},
    {"Dia de Portugal", FIXED(6, 10)},
    {"Assunção", FIXED(8, 15)},
    {"Implantação da República", FIXED(10, 5)},
    {"Todos os Santos", FIXED(11, 1)},
    {"Restauração da Independência", FIXED(12, 1)},
    {"Imaculada Conceição", FIXED(12, 8)},
    {"Natal", FIXED(12, 25)},
};

/* The three eves count as Sundays there (Semesterlagen § 3 a). */
static const HolidayRule se_rules[] = {
    {"Nyårsdagen", FIXED(1, 1)},
    {"Trettondedag jul", FIXED(1, 6)},
    {"Långfredagen", EASTER(-2)},
    {"Annandag påsk", EASTER(1)},
    {"Första maj", FIXED(5, 1)},
    {"Kristi himmelsfärdsdag", EASTER(39)},
    {"Nationaldagen", FIXED(6, 6), .first = 2005},
    {"Midsommarafton", FROM(6, 19, FRIDAY)},
    {"Midsommardagen", FROM(6, 20, SATURDAY)},
    {"Alla helgons dag", FROM(10, 31, SATURDAY)},
    {"Julafton", FIXED(12, 24)},
    {"Juldagen", FIXED(12, 25)},
    {"Annandag jul", FIXED(12, 26)},
    {"Nyårsafton", FIXED(12, 31)},
};

static const HolidayRule us_rules[] = {
    {"New Year's Day", FIXED(1, 1), .shift = SHIFT_NEAREST},
    {"Martin Luther King Jr. Day", FROM(1, 15, MONDAY)},
    {"Washington's Birthday", FROM(2, 15, MONDAY)},
    {"Memorial Day", FROM(5, 25, MONDAY)},
    {"Juneteenth", FIXED(6, 19), .shift = SHIFT_NEAREST, .first = 2021},
    {"Independence Day", FIXED(7, 4), .shift = SHIFT_NEAREST},
    {"Labor Day", FROM(9, 1, MONDAY)},
    {"Columbus Day", FROM(10, 8, MONDAY)},
    {"Veterans Day", FIXED(11, 11), .shift = SHIFT_NEAREST},
    {"Thanksgiving", FROM(11, 22, THURSDAY)},
    {"Christmas Day", FIXED(12, 25), .shift = SHIFT_NEAREST},
};

static const HolidayRule za_rules[] = {
    {"New Year's Day", FIXED(1, 1), .shift = SHIFT_SUNDAY},
    {"Human Rights Day", FIXED(3, 21), .shift = SHIFT_SUNDAY},
    {"Good Friday", EASTER(-2)},
    {"Family Day", EASTER(1)},
    {"Freedom Day", FIXED(4, 27), .shift = SHIFT_SUNDAY},
    {"Workers' Day", FIXED(5, 1), .shift = SHIFT_SUNDAY},
    {"Youth Day", FIXED(6, 16), .shift = SHIFT_SUNDAY},
    {"National Women's Day", FIXED(8, 9), .shift = SHIFT_SUNDAY},
    {"Heritage Day", FIXED(9, 24), .shift = SHIFT_SUNDAY},
    {"Day of Reconciliation", FIXED(12, 16), .shift = SHIFT_SUNDAY},
    {"Christmas Day", FIXED(12, 25), .shift = SHIFT_SUNDAY},
    {"Day of Goodwill", FIXED(12, 26), .shift = SHIFT_SUNDAY},
};

#define SATURDAY_SUNDAY (WEEKDAY_BIT(SATURDAY) | WEEKDAY_BIT(SUNDAY))
#define FRIDAY_SATURDAY (WEEKDAY_BIT(FRIDAY) | WEEKDAY_BIT(SATURDAY))
#define THURSDAY_FRIDAY (WEEKDAY_BIT(THURSDAY) | WEEKDAY_BIT(FRIDAY))

#define COUNT(array)    (sizeof(array) / sizeof *(array))
#define BITS(calendars) ((HolidayBits[calendars]){{.ready = false}})
static const char *const no_regions[] = {NULL};

/* A country with one calendar, and one whose regions differ (the NULL at the end of their list
 * leaves room for the country's own). */
#define ONE(name)                                                                                  \
    .weekend = SATURDAY_SUNDAY, .rules = name##_rules, .rule_count = COUNT(name##_rules),          \
    .regions = no_regions, .bits = BITS(1)
#define MANY(name)                                                                                 \
    .weekend = SATURDAY_SUNDAY, .rules = name##_rules, .rule_count = COUNT(name##_rules),          \
    .regions = name##_regions, .bits = BITS(COUNT(name##_regions))
#define WEEK_ONLY(days) .weekend = (days), .regions = no_regions

const HolidayCountry holiday_countries[PLACE_CODES] = {
    [PLACE('A', 'F')] = {WEEK_ONLY(THURSDAY_FRIDAY)},
    [PLACE('A', 'T')] = {ONE(at), .source = "Arbeitsruhegesetz § 7"},
    [PLACE('A', 'U')] = {MANY(au), .source = "the states' public holidays acts"},
    [PLACE('B', 'D')] = {WEEK_ONLY(FRIDAY_SATURDAY)},
    [PLACE('B', 'E')] = {ONE(be), .source = "loi du 4 janvier 1974, A.R. du 18 avril 1974"},
    [PLACE('B', 'H')] = {WEEK_ONLY(FRIDAY_SATURDAY)},
    [PLACE('B', 'N')] = {WEEK_ONLY(WEEKDAY_BIT(FRIDAY) | WEEKDAY_BIT(SUNDAY))},
    [PLACE('B', 'R')] = {ONE(br), .source = "Lei 662/1949, Lei 6.802/1980, Lei 14.759/2023"},
    [PLACE('C', 'A')] = {MANY(ca),
                         .source =
                             "Canada Labour Code s. 166; the provinces' labour standards acts"},
    [PLACE('C', 'H')] = {MANY(ch),
                         .source = "Bundesverfassung Art. 110; the cantons' Ruhetagsgesetze"},
    [PLACE('C', 'Z')] = {ONE(cz), .source = "zákon č. 245/2000 Sb."},
    [PLACE('D', 'E')] = {MANY(de),
                         .source = "Einigungsvertrag Art. 2; the Länder's Feiertagsgesetze"},
    [PLACE('D', 'K')] = {ONE(dk), .source = "lukkeloven; lov nr. 214/2023"},
    [PLACE('D', 'Z')] = {WEEK_ONLY(FRIDAY_SATURDAY)},
    [PLACE('E', 'G')] = {WEEK_ONLY(FRIDAY_SATURDAY)},
    [PLACE('E', 'S')] = {MANY(es), .source = "RDLeg 2/2015 art. 37.2; RD 2001/1983 art. 45"},
    [PLACE('F', 'I')] = {ONE(fi), .source = "kirkkolaki; laki 388/1937; työaikalaki"},
    [PLACE('F', 'R')] = {MANY(fr), .source = "Code du travail art. L3133-1, L3134-13"},
    [PLACE('G', 'B')] = {MANY(gb),
                         .source = "Banking and Financial Dealings Act 1971; proclamations"},
    [PLACE('I', 'E')] = {ONE(ie),
                         .source =
                             "Organisation of Working Time Act 1997, 2nd schedule; S.I. 50/2022"},
    [PLACE('I', 'L')] = {WEEK_ONLY(FRIDAY_SATURDAY)},
    [PLACE('I', 'N')] = {ONE(in), .source = "DoPT list of holidays"},
    [PLACE('I', 'Q')] = {WEEK_ONLY(FRIDAY_SATURDAY)},
    [PLACE('I', 'R')] = {WEEK_ONLY(THURSDAY_FRIDAY)},
    [PLACE('I', 'T')] = {ONE(it), .source = "Legge 260/1949, Legge 54/1977"},
    [PLACE('J', 'O')] = {WEEK_ONLY(FRIDAY_SATURDAY)},
    [PLACE('K', 'W')] = {WEEK_ONLY(FRIDAY_SATURDAY)},
    [PLACE('L', 'U')] = {ONE(lu), .source = "Code du travail art. L. 232-2"},
    [PLACE('L', 'Y')] = {WEEK_ONLY(FRIDAY_SATURDAY)},
    [PLACE('M', 'V')] = {WEEK_ONLY(FRIDAY_SATURDAY)},
    [PLACE('M', 'X')] = {ONE(mx), .source = "Ley Federal del Trabajo art. 74"},
    [PLACE('N', 'L')] = {ONE(nl), .source = "Algemene termijnenwet art. 3"},
    [PLACE('N', 'O')] = {ONE(no), .source = "lov om helligdager; lov om 1. og 17. mai"},
    [PLACE('N', 'P')] = {WEEK_ONLY(WEEKDAY_BIT(SATURDAY))},
    [PLACE('N', 'Z')] = {ONE(nz),
                         .source =
                             "Holidays Act 2003; Te Kāhui o Matariki Public Holiday Act 2022"},
    [PLACE('O', 'M')] = {WEEK_ONLY(FRIDAY_SATURDAY)},
    [PLACE('P', 'L')] = {ONE(pl), .source = "ustawa o dniach wolnych od pracy, 18 I 1951"},
    [PLACE('P', 'S')] = {WEEK_ONLY(FRIDAY_SATURDAY)},
    [PLACE('P', 'T')] = {ONE(pt), .source = "Código do Trabalho art. 234"},
    [PLACE('Q', 'A')] = {WEEK_ONLY(FRIDAY_SATURDAY)},
    [PLACE('S', 'A')] = {WEEK_ONLY(FRIDAY_SATURDAY)},
    [PLACE('S', 'D')] = {WEEK_ONLY(FRIDAY_SATURDAY)},
    [PLACE('S', 'E')] = {ONE(se), .source = "lag (1989:253) om allmänna helgdagar"},
    [PLACE('S', 'Y')] = {WEEK_ONLY(FRIDAY_SATURDAY)},
    [PLACE('U', 'S')] = {ONE(us), .source = "5 U.S.C. § 6103"},
    [PLACE('Y', 'E')] = {WEEK_ONLY(FRIDAY_SATURDAY)},
    [PLACE('Z', 'A')] = {ONE(za), .source = "Public Holidays Act 36 of 1994"},
};
