/* The words of dates and of being away, as text_fold() gives them. */
#include "mail/away_part.h"

#include "base/clock.h"
#include "mail/phrase.h"

#include <string.h>

typedef struct Entry {
    const char *word;
    int value;
} Entry;

static const Entry months[] = {
    /* en, de, nl, sv */
    {"january", 1},
    {"jan", 1},
    {"januar", 1},
    {"janner", 1},
    {"januari", 1},
    {"february", 2},
    {"feb", 2},
    {"februar", 2},
    {"februari", 2},
    {"march", 3},
    {"mar", 3},
    {"marz", 3},
    {"maerz", 3},
    {"maart", 3},
    {"mrt", 3},
    {"mars", 3},
    {"marts", 3},
    {"april", 4},
    {"apr", 4},
    {"may", 5},
    {"mai", 5},
    {"mei", 5},
    {"maj", 5},
    {"june", 6},
    {"jun", 6},
    {"juni", 6},
    {"july", 7},
    {"jul", 7},
    {"juli", 7},
    {"august", 8},
    {"aug", 8},
    {"augustus", 8},
    {"augusti", 8},
    {"september", 9},
    {"sep", 9},
    {"sept", 9},
    {"october", 10},
    {"oct", 10},
    {"oktober", 10},
    {"okt", 10},
    {"november", 11},
    {"nov", 11},
    {"december", 12},
    {"dec", 12},
    {"dezember", 12},
    {"dez", 12},
    {"desember", 12},
    /* fr */
    {"janvier", 1},
    {"janv", 1},
    {"fevrier", 2},
    {"fevr", 2},
    {"avril", 4},
    {"avr", 4},
    {"juin", 6},
    {"juillet", 7},
    {"juil", 7},
    {"aout", 8},
    {"septembre", 9},
    {"octobre", 10},
    {"novembre", 11},
    {"decembre", 12},
    /* es */
    {"enero", 1},
    {"febrero", 2},
    {"marzo", 3},
    {"abril", 4},
    {"mayo", 5},
    {"junio", 6},
    {"julio", 7},
    {"agosto", 8},
    {"septiembre", 9},
    {"setiembre", 9},
    {"octubre", 10},
    {"noviembre", 11},
    {"diciembre", 12},
    /* it */
    {"gennaio", 1},
    {"febbraio", 2},
    {"aprile", 4},
    {"maggio", 5},
    {"giugno", 6},
    {"luglio", 7},
    {"settembre", 9},
    {"ottobre", 10},
    {"dicembre", 12},
    /* pt */
    {"janeiro", 1},
    {"fevereiro", 2},
    {"marco", 3},
    {"maio", 5},
    {"junho", 6},
    {"julho", 7},
    {"setembro", 9},
    {"outubro", 10},
    {"novembro", 11},
    {"dezembro", 12},
    /* pl */
    {"stycznia", 1},
    {"lutego", 2},
    {"marca", 3},
    {"kwietnia", 4},
    {"maja", 5},
    {"czerwca", 6},
    {"lipca", 7},
    {"sierpnia", 8},
    {"wrzesnia", 9},
    {"pazdziernika", 10},
    {"listopada", 11},
    {"grudnia", 12},
    /* cs */
    {"ledna", 1},
    {"unora", 2},
    {"brezna", 3},
    {"dubna", 4},
    {"kvetna", 5},
    {"cervna", 6},
    {"cervence", 7},
    {"srpna", 8},
    {"zari", 9},
    {"rijna", 10},
    {"listopadu", 11},
    {"prosince", 12},
    /* ru */
    {"января", 1},
    {"февраля", 2},
    {"марта", 3},
    {"апреля", 4},
    {"мая", 5},
    {"июня", 6},
    {"июля", 7},
    {"августа", 8},
    {"сентября", 9},
    {"октября", 10},
    {"ноября", 11},
    {"декабря", 12},
};

static const Entry weekdays[] = {
    {"monday", MONDAY},       {"tuesday", TUESDAY},     {"wednesday", WEDNESDAY},
    {"thursday", THURSDAY},   {"friday", FRIDAY},       {"saturday", SATURDAY},
    {"sunday", SUNDAY},       {"montag", MONDAY},       {"dienstag", TUESDAY},
    {"mittwoch", WEDNESDAY},  {"donnerstag", THURSDAY}, {"freitag", FRIDAY},
    {"samstag", SATURDAY},    {"sonnabend", SATURDAY},  {"sonntag", SUNDAY},
    {"lundi", MONDAY},        {"mardi", TUESDAY},       {"mercredi", WEDNESDAY},
    {"jeudi", THURSDAY},      {"vendredi", FRIDAY},     {"samedi", SATURDAY},
    {"dimanche", SUNDAY},     {"lunes", MONDAY},        {"martes", TUESDAY},
    {"miercoles", WEDNESDAY}, {"jueves", THURSDAY},     {"viernes", FRIDAY},
    {"sabado", SATURDAY},     {"domingo", SUNDAY},      {"lunedi", MONDAY},
    {"martedi", TUESDAY},     {"mercoledi", WEDNESDAY}, {"giovedi", THURSDAY},
    {"venerdi", FRIDAY},      {"sabato", SATURDAY},     {"domenica", SUNDAY},
    {"segunda", MONDAY},      {"terca", TUESDAY},       {"quarta", WEDNESDAY},
    {"quinta", THURSDAY},     {"sexta", FRIDAY},        {"maandag", MONDAY},
    {"dinsdag", TUESDAY},     {"woensdag", WEDNESDAY},  {"donderdag", THURSDAY},
    {"vrijdag", FRIDAY},      {"zaterdag", SATURDAY},   {"zondag", SUNDAY},
    {"mandag", MONDAY},       {"tisdag", TUESDAY},      {"tirsdag", TUESDAY},
    {"onsdag", WEDNESDAY},    {"torsdag", THURSDAY},    {"fredag", FRIDAY},
    {"lordag", SATURDAY},     {"sondag", SUNDAY},       {"poniedzialek", MONDAY},
    {"poniedzialku", MONDAY}, {"wtorek", TUESDAY},      {"wtorku", TUESDAY},
    {"sroda", WEDNESDAY},     {"srode", WEDNESDAY},     {"srody", WEDNESDAY},
    {"czwartek", THURSDAY},   {"czwartku", THURSDAY},   {"piatek", FRIDAY},
    {"piatku", FRIDAY},       {"sobota", SATURDAY},     {"sobote", SATURDAY},
    {"niedziela", SUNDAY},    {"niedziele", SUNDAY},    {"niedzieli", SUNDAY},
    {"pondeli", MONDAY},      {"utery", TUESDAY},       {"stredu", WEDNESDAY},
    {"stredy", WEDNESDAY},    {"streda", WEDNESDAY},    {"ctvrtek", THURSDAY},
    {"ctvrtka", THURSDAY},    {"patek", FRIDAY},        {"patku", FRIDAY},
    {"sobotu", SATURDAY},     {"nedeli", SUNDAY},       {"nedele", SUNDAY},
    {"понедельник", MONDAY},  {"понедельника", MONDAY}, {"вторник", TUESDAY},
    {"вторника", TUESDAY},    {"среду", WEDNESDAY},     {"среды", WEDNESDAY},
    {"четверг", THURSDAY},    {"четверга", THURSDAY},   {"пятницу", FRIDAY},
    {"пятницы", FRIDAY},      {"субботу", SATURDAY},    {"воскресенье", SUNDAY},
};

/* Words parted by one blank; Japanese letters stand alone. */
static const struct {
    const char *words;
    AwayCue cue;
} cues[] = {
    /* en */
    {"back", AWAY_BACK},
    {"return", AWAY_BACK},
    {"returning", AWAY_BACK},
    {"returns", AWAY_BACK},
    {"resume", AWAY_BACK},
    {"available again", AWAY_BACK},
    {"again available", AWAY_BACK},
    {"reachable again", AWAY_BACK},
    {"until", AWAY_UNTIL},
    {"till", AWAY_UNTIL},
    {"til", AWAY_UNTIL},
    {"through", AWAY_UNTIL},
    {"thru", AWAY_UNTIL},
    {"to", AWAY_UNTIL},
    {"and", AWAY_UNTIL},
    {"from", AWAY_FROM},
    {"between", AWAY_FROM},
    {"since", AWAY_FROM},
    {"as of", AWAY_FROM},
    {"starting", AWAY_FROM},
    /* de */
    {"wieder", AWAY_BACK},
    {"zuruck", AWAY_BACK},
    {"ruckkehr", AWAY_BACK},
    {"bis", AWAY_UNTIL},
    {"ab", AWAY_FROM},
    {"vom", AWAY_FROM},
    {"von", AWAY_FROM},
    {"seit", AWAY_FROM},
    /* fr */
    {"retour", AWAY_BACK},
    {"reviens", AWAY_BACK},
    {"reviendrai", AWAY_BACK},
    {"reprendrai", AWAY_BACK},
    {"rentrerai", AWAY_BACK},
    {"jusqu", AWAY_UNTIL},
    {"au", AWAY_UNTIL},
    {"du", AWAY_FROM},
    {"depuis", AWAY_FROM},
    {"a partir", AWAY_FROM},
    {"des", AWAY_FROM},
    /* es */
    {"regreso", AWAY_BACK},
    {"regresando", AWAY_BACK},
    {"volviendo", AWAY_BACK},
    {"regresare", AWAY_BACK},
    {"regresar", AWAY_BACK},
    {"vuelvo", AWAY_BACK},
    {"volvere", AWAY_BACK},
    {"vuelta", AWAY_BACK},
    {"reincorporo", AWAY_BACK},
    {"reincorporare", AWAY_BACK},
    {"incorporo", AWAY_BACK},
    {"hasta", AWAY_UNTIL},
    {"al", AWAY_UNTIL},
    {"del", AWAY_FROM},
    {"desde", AWAY_FROM},
    /* it */
    {"rientro", AWAY_BACK},
    {"rientrando", AWAY_BACK},
    {"rientrero", AWAY_BACK},
    {"torno", AWAY_BACK},
    {"tornero", AWAY_BACK},
    {"ritorno", AWAY_BACK},
    {"di nuovo", AWAY_BACK},
    {"nuovamente", AWAY_BACK},
    {"fino", AWAY_UNTIL},
    {"dal", AWAY_FROM},
    {"dall", AWAY_FROM},
    {"a partire", AWAY_FROM},
    /* pt */
    {"retorno", AWAY_BACK},
    {"retornarei", AWAY_BACK},
    {"regressarei", AWAY_BACK},
    {"regresso", AWAY_BACK},
    {"regressando", AWAY_BACK},
    {"retornando", AWAY_BACK},
    {"voltando", AWAY_BACK},
    {"volto", AWAY_BACK},
    {"voltarei", AWAY_BACK},
    {"de volta", AWAY_BACK},
    {"ate", AWAY_UNTIL},
    {"a", AWAY_UNTIL},
    {"a partir de", AWAY_FROM},
    {"de", AWAY_FROM},
    /* nl */
    {"terug", AWAY_BACK},
    {"weer", AWAY_BACK},
    {"tot", AWAY_UNTIL},
    {"t m", AWAY_UNTIL},
    {"vanaf", AWAY_FROM},
    {"van", AWAY_FROM},
    /* sv, da, no */
    {"tillbaka", AWAY_BACK},
    {"ater", AWAY_BACK},
    {"tilbage", AWAY_BACK},
    {"tilbake", AWAY_BACK},
    {"til", AWAY_UNTIL},
    {"t o m", AWAY_UNTIL},
    {"fran", AWAY_FROM},
    {"fra", AWAY_FROM},
    /* pl */
    {"wracam", AWAY_BACK},
    {"wroce", AWAY_BACK},
    {"powrot", AWAY_BACK},
    {"powrocie", AWAY_BACK},
    {"bede ponownie", AWAY_BACK},
    {"ponownie", AWAY_BACK},
    {"do", AWAY_UNTIL},
    {"od", AWAY_FROM},
    /* cs */
    {"zpet", AWAY_BACK},
    {"vratim", AWAY_BACK},
    {"vracim", AWAY_BACK},
    {"navrat", AWAY_BACK},
    {"opet", AWAY_BACK},
    {"znovu", AWAY_BACK},
    /* ru */
    {"вернусь", AWAY_BACK},
    {"возвращаюсь", AWAY_BACK},
    {"возвращения", AWAY_BACK},
    {"выхожу", AWAY_BACK},
    {"выиду", AWAY_BACK},
    {"снова", AWAY_BACK},
    {"до", AWAY_UNTIL},
    {"по", AWAY_UNTIL},
    {"с", AWAY_FROM},
    {"со", AWAY_FROM},
    /* ja: behind the date */
    {"ま で", AWAY_UNTIL},
    {"戻", AWAY_BACK},
    {"復 帰", AWAY_BACK},
    {"出 社", AWAY_BACK},
    {"出 勤", AWAY_BACK},
    {"再 開", AWAY_BACK},
    {"以 降", AWAY_BACK},
    {"か ら", AWAY_FROM},
    {"よ り", AWAY_FROM},
};

static const struct {
    const char *words;
    int days;
} ahead[] = {
    {"tomorrow", 1}, {"morgen", 1},      {"ubermorgen", 2}, {"demain", 1},
    {"manana", 1},   {"domani", 1},      {"amanha", 1},     {"i morgon", 1},
    {"imorgon", 1},  {"i morgen", 1},    {"jutro", 1},      {"zitra", 1},
    {"завтра", 1},   {"послезавтра", 2}, {"明 日", 1},      {"明 後 日", 2},
};

static const char *const next_weeks[] = {
    "next week",          "nachste woche",      "nachster woche", "kommende woche",
    "kommender woche",    "semaine prochaine",  "proxima semana", "semana que viene",
    "prossima settimana", "settimana prossima", "semana que vem", "volgende week",
    "nasta vecka",        "naeste uge",         "neste uke",      "przyszlym tygodniu",
    "pristi tyden",       "следующеи неделе",   "来 週",
};

static const char *const fillers[] = {
    "of",
    "the",
    "de",
    "del",
    "den",
    "dem",
    "le",
    "el",
    "il",
    "on",
    "di",
    "dne",
    "dnia",
    "am",
    "and",
    "including",
    "incl",
    "inclusive",
    "einschliesslich",
    "inclus",
    "inklusive",
    "zum",
    "och",
    "med",
    "en",
    "met",
    "dniem",
    "года",
    "roku",
    "au",
    "al",
    "feira",
    "next",
    "nachsten",
    "kommenden",
    "coming",
    "prochain",
    "proximo",
    "prossimo",
    "volgende",
    "nasta",
    "a",
    "as",
    "o",
    "dia",
    "lo",
    "s",
    "w",
    "v",
    "i",
    "в",
    "во",
    "follow",
};

static const char *const ordinals[] = {"st", "nd", "rd", "th",  "er", "ere",
                                       "e",  "o",  "a",  "ste", "de", "ro"};

static int look_up(const Entry *table, size_t count, const char *word, int otherwise)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(table[i].word, word) == 0)
            return table[i].value;
    return otherwise;
}

int away_month(const char *word)
{
    return look_up(months, sizeof months / sizeof months[0], word, 0);
}

int away_weekday(const char *word)
{
    return look_up(weekdays, sizeof weekdays / sizeof weekdays[0], word, -1);
}

/* How many tokens from `place` on are these words; 0 when they are not. Marks between abbreviated
 * words are passed over ("t.o.m.", "t/m"). */
static size_t match(const AwayTokens *tokens, size_t place, const char *words)
{
    size_t at = place;
    while (*words) {
        size_t length = strcspn(words, " ");
        while (at > place && at < tokens->count && tokens->at[at].kind == AWAY_MARK &&
               tokens->at[at].glued)
            at++;
        if (at >= tokens->count || strlen(tokens->at[at].word) != length ||
            memcmp(tokens->at[at].word, words, length) != 0)
            return 0;
        at++;
        words += length + (words[length] == ' ');
    }
    return at - place;
}

AwayCue away_cue(const AwayTokens *tokens, size_t place, size_t *length)
{
    AwayCue cue = AWAY_NO_CUE;
    *length = 0;
    for (size_t i = 0; i < sizeof cues / sizeof cues[0]; i++) {
        size_t matched = match(tokens, place, cues[i].words);
        if (matched > *length) {
            *length = matched;
            cue = cues[i].cue;
        }
    }
    return cue;
}

int away_days_ahead(const AwayTokens *tokens, size_t place, size_t *length)
{
    for (size_t i = 0; i < sizeof ahead / sizeof ahead[0]; i++)
        if ((*length = match(tokens, place, ahead[i].words)))
            return ahead[i].days;
    return 0;
}

bool away_next_week(const AwayTokens *tokens, size_t place, size_t *length)
{
    for (size_t i = 0; i < sizeof next_weeks / sizeof next_weeks[0]; i++)
        if ((*length = match(tokens, place, next_weeks[i])))
            return true;
    return false;
}

bool away_is_filler(const char *word)
{
    return PHRASE_IS(word, fillers);
}

bool away_is_ordinal(const char *word)
{
    return PHRASE_IS(word, ordinals);
}
