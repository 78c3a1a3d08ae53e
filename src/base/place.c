#include "base/place.h"

#include "base/text.h"

#include <stdbool.h>
#include <string.h>

typedef struct Country {
    const char *code;
    const char *names;    /* as people write it, lower case, '|' between */
    const char *zones[4]; /* none: it has many, the regions tell */
} Country;

/* The zones are those of tzdata's zone1970.tab, without exclaves; a country of two zones has both.
 */
static const Country countries[] = {
    {"AE", "united arab emirates|uae", {"Asia/Dubai"}},
    {"AR", "argentina|argentinien", {"America/Argentina/Buenos_Aires"}},
    {"AT", "austria|österreich|oesterreich|autriche", {"Europe/Vienna"}},
    {"AU", "australia|australien", {NULL}},
    {"BE", "belgium|belgien|belgique|belgië", {"Europe/Brussels"}},
    {"BG", "bulgaria|bulgarien", {"Europe/Sofia"}},
    {"BR", "brazil|brasil|brasilien", {NULL}},
    {"CA", "canada|kanada", {NULL}},
    {"CH", "switzerland|schweiz|suisse|svizzera", {"Europe/Zurich"}},
    {"CL", "chile", {"America/Santiago"}},
    {"CN", "china|people's republic of china", {"Asia/Shanghai"}},
    {"CO", "colombia|kolumbien", {"America/Bogota"}},
    {"CZ", "czech republic|czechia|tschechien", {"Europe/Prague"}},
    {"DE", "germany|deutschland|allemagne|alemania", {"Europe/Berlin"}},
    {"DK", "denmark|dänemark|danmark", {"Europe/Copenhagen"}},
    {"EE", "estonia|estland", {"Europe/Tallinn"}},
    {"EG", "egypt|ägypten", {"Africa/Cairo"}},
    {"ES", "spain|spanien|españa|espagne", {"Europe/Madrid"}},
    {"FI", "finland|finnland|suomi", {"Europe/Helsinki"}},
    {"FR", "france|frankreich|francia", {"Europe/Paris"}},
    {"GB",
     "united kingdom|uk|great britain|england|scotland|wales|großbritannien",
     {"Europe/London"}},
    {"GR", "greece|griechenland", {"Europe/Athens"}},
    {"HK", "hong kong", {"Asia/Hong_Kong"}},
    {"HR", "croatia|kroatien", {"Europe/Zagreb"}},
    {"HU", "hungary|ungarn", {"Europe/Budapest"}},
    {"IE", "ireland|irland", {"Europe/Dublin"}},
    {"IL", "israel", {"Asia/Jerusalem"}},
    {"IN", "india|indien", {"Asia/Kolkata"}},
    {"IT", "italy|italien|italia|italie", {"Europe/Rome"}},
    {"JP", "japan", {"Asia/Tokyo"}},
    {"KE", "kenya|kenia", {"Africa/Nairobi"}},
    {"KR", "south korea|korea, republic of|korea|südkorea", {"Asia/Seoul"}},
    {"LT", "lithuania|litauen", {"Europe/Vilnius"}},
    {"LU", "luxembourg|luxemburg", {"Europe/Luxembourg"}},
    {"LV", "latvia|lettland", {"Europe/Riga"}},
    {"MX", "mexico|mexiko|méxico", {NULL}},
    {"MY", "malaysia", {"Asia/Kuala_Lumpur"}},
    {"NG", "nigeria", {"Africa/Lagos"}},
    {"NL",
     "netherlands|the netherlands|holland|niederlande|nederland|pays-bas",
     {"Europe/Amsterdam"}},
    {"NO", "norway|norwegen|norge", {"Europe/Oslo"}},
    {"NZ", "new zealand|neuseeland", {"Pacific/Auckland"}},
    {"PE", "peru", {"America/Lima"}},
    {"PH", "philippines|philippinen", {"Asia/Manila"}},
    {"PL", "poland|polen|polska", {"Europe/Warsaw"}},
    {"PT", "portugal", {"Europe/Lisbon"}},
    {"RO", "romania|rumänien", {"Europe/Bucharest"}},
    {"RS", "serbia|serbien", {"Europe/Belgrade"}},
    {"SA", "saudi arabia|saudi-arabien", {"Asia/Riyadh"}},
    {"SE", "sweden|schweden|sverige", {"Europe/Stockholm"}},
    {"SG", "singapore|singapur", {"Asia/Singapore"}},
    {"SI", "slovenia|slowenien", {"Europe/Ljubljana"}},
    {"SK", "slovakia|slowakei", {"Europe/Bratislava"}},
    {"TH", "thailand", {"Asia/Bangkok"}},
    {"TR", "turkey|türkei|türkiye", {"Europe/Istanbul"}},
    {"TW", "taiwan", {"Asia/Taipei"}},
    {"UA", "ukraine", {"Europe/Kyiv"}},
    {"US",
     "united states|usa|united states of america|u.s.a.|u.s.|america|vereinigte staaten",
     {NULL}},
    {"VN", "vietnam", {"Asia/Ho_Chi_Minh"}},
    {"ZA", "south africa|südafrika", {"Africa/Johannesburg"}},
    /* Whose zones are not asked for: they are known by the number, or not at all. */
    {"AL", "albania|albanien", {NULL}},
    {"AM", "armenia", {NULL}},
    {"AZ", "azerbaijan", {NULL}},
    {"BA", "bosnia and herzegovina|bosnia|bosnien", {NULL}},
    {"BD", "bangladesh", {NULL}},
    {"BH", "bahrain", {NULL}},
    {"BO", "bolivia", {NULL}},
    {"BW", "botswana", {NULL}},
    {"BY", "belarus", {NULL}},
    {"CI", "côte d'ivoire|ivory coast", {NULL}},
    {"CM", "cameroon", {NULL}},
    {"CR", "costa rica", {NULL}},
    {"CU", "cuba", {NULL}},
    {"CY", "cyprus|zypern", {NULL}},
    {"DO", "dominican republic", {NULL}},
    {"DZ", "algeria|algerien", {NULL}},
    {"EC", "ecuador", {NULL}},
    {"ET", "ethiopia", {NULL}},
    {"GH", "ghana", {NULL}},
    {"GT", "guatemala", {NULL}},
    {"HN", "honduras", {NULL}},
    {"ID", "indonesia|indonesien", {NULL}},
    {"IQ", "iraq|irak", {NULL}},
    {"IR", "iran", {NULL}},
    {"IS", "iceland|island", {NULL}},
    {"JM", "jamaica|jamaika", {NULL}},
    {"JO", "jordan|jordanien", {NULL}},
    {"KH", "cambodia|kambodscha", {NULL}},
    {"KW", "kuwait", {NULL}},
    {"KZ", "kazakhstan|kasachstan", {NULL}},
    {"LB", "lebanon|libanon", {NULL}},
    {"LI", "liechtenstein", {NULL}},
    {"LK", "sri lanka", {NULL}},
    {"MA", "morocco|marokko", {NULL}},
    {"MC", "monaco", {NULL}},
    {"MD", "moldova", {NULL}},
    {"ME", "montenegro", {NULL}},
    {"MG", "madagascar", {NULL}},
    {"MK", "north macedonia|macedonia", {NULL}},
    {"MM", "myanmar", {NULL}},
    {"MO", "macao", {NULL}},
    {"MT", "malta", {NULL}},
    {"MU", "mauritius", {NULL}},
    {"MZ", "mozambique", {NULL}},
    {"NA", "namibia", {NULL}},
    {"NI", "nicaragua", {NULL}},
    {"NP", "nepal", {NULL}},
    {"OM", "oman", {NULL}},
    {"PA", "panama", {NULL}},
    {"PK", "pakistan", {NULL}},
    {"PR", "puerto rico", {NULL}},
    {"PY", "paraguay", {NULL}},
    {"QA", "qatar|katar", {NULL}},
    {"RU", "russia|russian federation|russland|россия", {NULL}},
    {"SN", "senegal", {NULL}},
    {"SV", "el salvador", {NULL}},
    {"TN", "tunisia|tunesien", {NULL}},
    {"TT", "trinidad and tobago", {NULL}},
    {"TZ", "tanzania|tansania", {NULL}},
    {"UG", "uganda", {NULL}},
    {"UY", "uruguay", {NULL}},
    {"UZ", "uzbekistan", {NULL}},
    {"VE", "venezuela", {NULL}},
    {"ZM", "zambia|sambia", {NULL}},
    {"ZW", "zimbabwe", {NULL}},
};

typedef struct Region {
    const char *country, *code, *name;
    const char *zones[2]; /* two where a part of it keeps another time */
} Region;

#define EASTERN  "America/New_York"
#define CENTRAL  "America/Chicago"
#define MOUNTAIN "America/Denver"
#define PACIFIC  "America/Los_Angeles"

static const Region regions[] = {
    {"US", "AL", "alabama", {CENTRAL}},
    {"US", "AK", "alaska", {"America/Anchorage"}},
    {"US", "AZ", "arizona", {"America/Phoenix"}},
    {"US", "AR", "arkansas", {CENTRAL}},
    {"US", "CA", "california", {PACIFIC}},
    {"US", "CO", "colorado", {MOUNTAIN}},
    {"US", "CT", "connecticut", {EASTERN}},
    {"US", "DC", "district of columbia", {EASTERN}},
    {"US", "DE", "delaware", {EASTERN}},
    {"US", "FL", "florida", {EASTERN, CENTRAL}},
    {"US", "GA", "georgia", {EASTERN}},
    {"US", "HI", "hawaii", {"Pacific/Honolulu"}},
    {"US", "IA", "iowa", {CENTRAL}},
    {"US", "ID", "idaho", {"America/Boise", PACIFIC}},
    {"US", "IL", "illinois", {CENTRAL}},
    {"US", "IN", "indiana", {"America/Indiana/Indianapolis", CENTRAL}},
    {"US", "KS", "kansas", {CENTRAL, MOUNTAIN}},
    {"US", "KY", "kentucky", {EASTERN, CENTRAL}},
    {"US", "LA", "louisiana", {CENTRAL}},
    {"US", "MA", "massachusetts", {EASTERN}},
    {"US", "MD", "maryland", {EASTERN}},
    {"US", "ME", "maine", {EASTERN}},
    {"US", "MI", "michigan", {"America/Detroit", CENTRAL}},
    {"US", "MN", "minnesota", {CENTRAL}},
    {"US", "MO", "missouri", {CENTRAL}},
    {"US", "MS", "mississippi", {CENTRAL}},
    {"US", "MT", "montana", {MOUNTAIN}},
    {"US", "NC", "north carolina", {EASTERN}},
    {"US", "ND", "north dakota", {CENTRAL, MOUNTAIN}},
    {"US", "NE", "nebraska", {CENTRAL, MOUNTAIN}},
    {"US", "NH", "new hampshire", {EASTERN}},
    {"US", "NJ", "new jersey", {EASTERN}},
    {"US", "NM", "new mexico", {MOUNTAIN}},
    {"US", "NV", "nevada", {PACIFIC}},
    {"US", "NY", "new york", {EASTERN}},
    {"US", "OH", "ohio", {EASTERN}},
    {"US", "OK", "oklahoma", {CENTRAL}},
    {"US", "OR", "oregon", {PACIFIC, "America/Boise"}},
    {"US", "PA", "pennsylvania", {EASTERN}},
    {"US", "PR", "puerto rico", {"America/Puerto_Rico"}},
    {"US", "RI", "rhode island", {EASTERN}},
    {"US", "SC", "south carolina", {EASTERN}},
    {"US", "SD", "south dakota", {CENTRAL, MOUNTAIN}},
    {"US", "TN", "tennessee", {EASTERN, CENTRAL}},
    {"US", "TX", "texas", {CENTRAL, MOUNTAIN}},
    {"US", "UT", "utah", {MOUNTAIN}},
    {"US", "VA", "virginia", {EASTERN}},
    {"US", "VT", "vermont", {EASTERN}},
    {"US", "WA", "washington", {PACIFIC}},
    {"US", "WI", "wisconsin", {CENTRAL}},
    {"US", "WV", "west virginia", {EASTERN}},
    {"US", "WY", "wyoming", {MOUNTAIN}},
    {"CA", "AB", "alberta", {"America/Edmonton"}},
    {"CA", "BC", "british columbia", {"America/Vancouver", "America/Edmonton"}},
    {"CA", "MB", "manitoba", {"America/Winnipeg"}},
    {"CA", "NB", "new brunswick", {"America/Moncton"}},
    {"CA", "NL", "newfoundland and labrador", {"America/St_Johns", "America/Goose_Bay"}},
    {"CA", "NS", "nova scotia", {"America/Halifax"}},
    {"CA", "NT", "northwest territories", {"America/Edmonton"}},
    {"CA", "NU", "nunavut", {"America/Iqaluit", "America/Edmonton"}},
    {"CA", "ON", "ontario", {"America/Toronto", "America/Winnipeg"}},
    {"CA", "PE", "prince edward island", {"America/Halifax"}},
    {"CA", "QC", "quebec", {"America/Toronto"}},
    {"CA", "SK", "saskatchewan", {"America/Regina"}},
    {"CA", "YT", "yukon", {"America/Whitehorse"}},
    {"AU", "ACT", "australian capital territory", {"Australia/Sydney"}},
    {"AU", "NSW", "new south wales", {"Australia/Sydney", "Australia/Broken_Hill"}},
    {"AU", "NT", "northern territory", {"Australia/Darwin"}},
    {"AU", "QLD", "queensland", {"Australia/Brisbane"}},
    {"AU", "SA", "south australia", {"Australia/Adelaide"}},
    {"AU", "TAS", "tasmania", {"Australia/Hobart"}},
    {"AU", "VIC", "victoria", {"Australia/Melbourne"}},
    {"AU", "WA", "western australia", {"Australia/Perth"}},
    {"BR", "AM", "amazonas", {"America/Manaus", "America/Eirunepe"}},
    {"BR", "BA", "bahia", {"America/Bahia"}},
    {"BR", "DF", "distrito federal", {"America/Sao_Paulo"}},
    {"BR", "MG", "minas gerais", {"America/Sao_Paulo"}},
    {"BR", "PR", "paraná", {"America/Sao_Paulo"}},
    {"BR", "RJ", "rio de janeiro", {"America/Sao_Paulo"}},
    {"BR", "RS", "rio grande do sul", {"America/Sao_Paulo"}},
    {"BR", "SC", "santa catarina", {"America/Sao_Paulo"}},
    {"BR", "SP", "são paulo", {"America/Sao_Paulo"}},
    {"MX", "BCN", "baja california", {"America/Tijuana"}},
    {"MX", "CMX", "ciudad de méxico", {"America/Mexico_City"}},
    {"MX", "JAL", "jalisco", {"America/Mexico_City"}},
    {"MX", "NLE", "nuevo león", {"America/Monterrey"}},
    {"MX", "PUE", "puebla", {"America/Mexico_City"}},
    {"MX", "ROO", "quintana roo", {"America/Cancun"}},
    {"MX", "SON", "sonora", {"America/Hermosillo"}},
};

/* All zones of the countries that have many: what is left without a region. */
static const struct {
    const char *country;
    const char *zones[PLACE_ZONES];
} wide[] = {
    {"US",
     {EASTERN, CENTRAL, MOUNTAIN, PACIFIC, "America/Phoenix", "America/Anchorage",
      "Pacific/Honolulu"}},
    {"CA",
     {"America/St_Johns", "America/Halifax", "America/Toronto", "America/Winnipeg",
      "America/Regina", "America/Edmonton", "America/Vancouver"}},
    {"AU",
     {"Australia/Sydney", "Australia/Brisbane", "Australia/Adelaide", "Australia/Darwin",
      "Australia/Perth"}},
    {"BR", {"America/Sao_Paulo", "America/Manaus", "America/Rio_Branco", "America/Noronha"}},
    {"MX", {"America/Mexico_City", "America/Cancun", "America/Hermosillo", "America/Tijuana"}},
};

/* True when `text` is one of the names between bars. */
static bool listed(const char *names, const char *text)
{
    size_t length = strlen(text);
    for (const char *at = names; at; at = strchr(at, '|') ? strchr(at, '|') + 1 : NULL)
        if (!strncasecmp(at, text, length) && (at[length] == '|' || !at[length]))
            return true;
    return false;
}

static const Country *find_country(const char *text)
{
    if (text_empty(text))
        return NULL;
    for (size_t i = 0; i < sizeof countries / sizeof *countries; i++)
        if (text_equal_nocase(countries[i].code, text) || listed(countries[i].names, text))
            return &countries[i];
    return NULL;
}

static const Region *find_region(const char *country, const char *text)
{
    if (text_empty(text))
        return NULL;
    for (size_t i = 0; i < sizeof regions / sizeof *regions; i++)
        if (text_equal(regions[i].country, country) &&
            (text_equal_nocase(regions[i].code, text) || text_equal_nocase(regions[i].name, text)))
            return &regions[i];
    return NULL;
}

static size_t copy_zones(const char *const *from, size_t most, const char *zones[PLACE_ZONES])
{
    size_t count = 0;
    while (count < most && from[count]) {
        zones[count] = from[count];
        count++;
    }
    return count;
}

size_t place_zones(const char *country, const char *region, const char *zones[PLACE_ZONES])
{
    const Country *found = find_country(country);
    if (!found)
        return 0;
    const Region *part = find_region(found->code, region);
    if (part)
        return copy_zones(part->zones, 2, zones);
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (text_equal(wide[i].country, found->code))
            return copy_zones(wide[i].zones, PLACE_ZONES, zones);
    return copy_zones(found->zones, 4, zones);
}

const char *place_country(const char *text)
{
    const Country *found = find_country(text);
    return found ? found->code : NULL;
}

const char *place_region(const char *country, const char *text)
{
    const Country *found = find_country(country);
    const Region *part = found ? find_region(found->code, text) : NULL;
    return part ? part->code : text;
}

char *place_capitals(Arena *arena, const char *country)
{
    const Country *found = find_country(country);
    char *name = found ? arena_strndup(arena, found->names, strcspn(found->names, "|"))
                       : arena_strdup(arena, country);
    for (char *at = name; *at; at++)
        if ((unsigned char)*at >= 0x80)
            return arena_strdup(arena, country);
    for (char *at = name; *at; at++)
        *at = (char)(*at >= 'a' && *at <= 'z' ? *at - 'a' + 'A' : *at);
    return name;
}
