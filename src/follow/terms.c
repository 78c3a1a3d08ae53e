#include "follow/terms.h"
#include "follow/situation.h"

#include <ctype.h>
#include <string.h>

static const char *const channel_names[CHANNELS] = {
    [CHANNEL_NONE] = "",         [CHANNEL_PHONE] = "phone", [CHANNEL_EMAIL] = "email",
    [CHANNEL_TEXT] = "text",     [CHANNEL_FAX] = "fax",     [CHANNEL_VISIT] = "visit",
    [CHANNEL_LETTER] = "letter", [CHANNEL_GIFT] = "gift",   [CHANNEL_ARTICLE] = "article",
};

static const char *const address_kind_names[ADDRESS_KINDS] = {
    [ADDRESS_NONE] = "",     [ADDRESS_CELL] = "cell",   [ADDRESS_OFFICE] = "office",
    [ADDRESS_HOME] = "home", [ADDRESS_SIP] = "sip",     [ADDRESS_SWITCHBOARD] = "switchboard",
    [ADDRESS_FAX] = "fax",   [ADDRESS_EMAIL] = "email", [ADDRESS_POSTAL] = "postal",
    [ADDRESS_URL] = "url",
};

static const char *const address_state_names[ADDRESS_STATES] = {
    [ADDRESS_UNKNOWN] = "unknown",
    [ADDRESS_GOOD] = "good",
    [ADDRESS_BAD] = "bad",
};

static const char *const role_names[ROLES] = {
    [ROLE_NONE] = "",     [ROLE_DECIDES] = "decides", [ROLE_INFLUENCES] = "influences",
    [ROLE_USES] = "uses", [ROLE_GUARDS] = "guards",
};

static const char *const person_state_names[PERSON_STATES] = {
    [PERSON_HERE] = "here",
    [PERSON_GONE] = "gone",
    [PERSON_DECEASED] = "deceased",
    [PERSON_NEVER] = "never",
};

static const char *const lead_status_names[LEAD_STATUSES] = {
    [LEAD_NEW] = "new",         [LEAD_WORKING] = "working",   [LEAD_ENGAGED] = "engaged",
    [LEAD_NURTURE] = "nurture", [LEAD_CUSTOMER] = "customer", [LEAD_CLOSED] = "closed",
    [LEAD_NEVER] = "never",
};

static const char *const source_kind_names[SOURCE_KINDS] = {
    [SOURCE_OTHER] = "other",       [SOURCE_SHOW] = "show", [SOURCE_NETWORKING] = "networking",
    [SOURCE_REFERRAL] = "referral", [SOURCE_WEB] = "web",   [SOURCE_CALL] = "call",
    [SOURCE_LIST] = "list",
};

static const char *const temperature_names[TEMPERATURES] = {
    [TEMPERATURE_WARM] = "warm",
    [TEMPERATURE_HOT] = "hot",
    [TEMPERATURE_LATER] = "later",
};

static const char *const mode_names[MODES] = {
    [MODE_PERSON] = "person",
    [MODE_MACHINE] = "machine",
};

static const char *const outcome_names[OUTCOMES] = {
    [OUTCOME_NONE] = "",
    [OUTCOME_TALKED] = "talked",
    [OUTCOME_VOICEMAIL] = "voicemail",
    [OUTCOME_NO_VOICEMAIL] = "no_voicemail",
    [OUTCOME_NO_ANSWER] = "no_answer",
    [OUTCOME_BUSY] = "busy",
    [OUTCOME_GATEKEEPER] = "gatekeeper",
    [OUTCOME_MESSAGE_TAKEN] = "message_taken",
    [OUTCOME_CALL_ME] = "call_me",
    [OUTCOME_WRONG_NUMBER] = "wrong_number",
    [OUTCOME_SENT] = "sent",
    [OUTCOME_DELIVERED] = "delivered",
    [OUTCOME_BOUNCED] = "bounced",
    [OUTCOME_REPLIED] = "replied",
    [OUTCOME_AUTO_REPLY] = "auto_reply",
    [OUTCOME_COMPLAINED] = "complained",
    [OUTCOME_UNSUBSCRIBED] = "unsubscribed",
    [OUTCOME_FAILED] = "failed",
    [OUTCOME_STOPPED] = "stopped",
    [OUTCOME_MET] = "met",
    [OUTCOME_NOT_IN] = "not_in",
    [OUTCOME_NO_SHOW] = "no_show",
    [OUTCOME_MOVED] = "moved",
    [OUTCOME_ARRIVED] = "arrived",
    [OUTCOME_RETURNED] = "returned",
    [OUTCOME_THEY_CALLED] = "they_called",
    [OUTCOME_THEY_TEXTED] = "they_texted",
    [OUTCOME_THEY_WROTE] = "they_wrote",
    [OUTCOME_THEY_CAME] = "they_came",
    [OUTCOME_GONE] = "gone",
    [OUTCOME_DECEASED] = "deceased",
    [OUTCOME_SKIPPED] = "skipped",
};

static const char *const result_names[RESULTS] = {
    [RESULT_NONE] = "",
    [RESULT_NOTHING_YET] = "nothing_yet",
    [RESULT_MEETING] = "meeting",
    [RESULT_PROMISED] = "promised",
    [RESULT_REFERRED] = "referred",
    [RESULT_NOT_NOW] = "not_now",
    [RESULT_NO] = "no",
    [RESULT_NEVER] = "never",
    [RESULT_SOLD] = "sold",
    [RESULT_LOST] = "lost",
};

static const char *const excuse_names[EXCUSES] = {
    [EXCUSE_NONE] = "",
    [EXCUSE_NO_TIME] = "no_time",
    [EXCUSE_NO_SCRIPT] = "no_script",
    [EXCUSE_NO_REASON] = "no_reason",
    [EXCUSE_SEEM_DESPERATE] = "seem_desperate",
    [EXCUSE_MIGHT_OFFEND] = "might_offend",
    [EXCUSE_NOT_READY] = "not_ready",
    [EXCUSE_OTHER] = "other",
    [EXCUSE_DONE_ALREADY] = "done_already",
    [EXCUSE_NOT_MINE] = "not_mine",
    [EXCUSE_WAIT_UNTIL] = "wait_until",
};

static const char *const concern_names[CONCERNS] = {
    [CONCERN_NONE] = "",           [CONCERN_ANSWER] = "answer",   [CONCERN_PROMISE] = "promise",
    [CONCERN_AGREED] = "agreed",   [CONCERN_ENQUIRY] = "enquiry", [CONCERN_WAKE] = "wake",
    [CONCERN_CADENCE] = "cadence", [CONCERN_TAIL] = "tail",
};

static const char *const group_names[GROUPS] = {
    [GROUP_ANSWERS] = "answers",     [GROUP_PROMISES] = "promises", [GROUP_AGREED] = "agreed",
    [GROUP_ENQUIRIES] = "enquiries", [GROUP_CALLS] = "calls",       [GROUP_REVIEW] = "review",
};

static const char *const wake_kind_names[WAKE_KINDS] = {
    [WAKE_RENEWAL] = "renewal",
    [WAKE_REPLACEMENT] = "replacement",
    [WAKE_CONTRACT_END] = "contract_end",
    [WAKE_WANT] = "want",
};

/* The place of the name among `count`, or `count`. */
static unsigned find_name(const char *const *names, unsigned count, const char *name)
{
    unsigned at = 0;
    while (name && at < count && strcmp(names[at], name) != 0)
        at++;
    return name ? at : count;
}

/* An enum's value out of range prints as "?", so that a damaged row shows instead of crashing. */
#define TERM_NAME(noun, Type, COUNT, value)                                                        \
    const char *noun##_name(Type value)                                                            \
    {                                                                                              \
        return (unsigned)(value) < COUNT ? noun##_names[value] : "?";                              \
    }
#define TERM(noun, Type, COUNT, value)                                                             \
    TERM_NAME(noun, Type, COUNT, value)                                                            \
    bool noun##_find(const char *name, Type *value)                                                \
    {                                                                                              \
        unsigned at = find_name(noun##_names, COUNT, name);                                        \
        if (at == COUNT)                                                                           \
            return false;                                                                          \
        *(value) = (Type)at;                                                                       \
        return true;                                                                               \
    }

TERM(channel, Channel, CHANNELS, channel)
TERM(address_kind, AddressKind, ADDRESS_KINDS, kind)
TERM(address_state, AddressState, ADDRESS_STATES, state)
TERM(role, Role, ROLES, role)
TERM(person_state, PersonState, PERSON_STATES, state)
TERM(lead_status, LeadStatus, LEAD_STATUSES, status)
TERM(source_kind, SourceKind, SOURCE_KINDS, kind)
TERM(temperature, Temperature, TEMPERATURES, temperature)
TERM(mode, Mode, MODES, mode)
TERM(outcome, Outcome, OUTCOMES, outcome)
TERM(result, Result, RESULTS, result)
TERM(excuse, Excuse, EXCUSES, excuse)
TERM(concern, Concern, CONCERNS, concern)
TERM(wake_kind, WakeKind, WAKE_KINDS, kind)
TERM_NAME(group, Group, GROUPS, group)

/* Source texts. A blank at an end of the words stands for a word's border: " expo " is a word of
 * its own, "messe " ends one ("Hausmesse"), " empfehl" begins one. The first row that fits decides,
 * so what says more stands before what says less: "attendee list of the show" was never spoken
 * with, and "Angi's List" is a web enquiry. */
typedef struct SourceWords {
    const char *words;
    SourceKind kind;
} SourceWords;

static const SourceWords source_words[] = {
    {" angi s list ", SOURCE_WEB},
    {" angies list ", SOURCE_WEB},
    {" angie s list ", SOURCE_WEB},
    {" referr", SOURCE_REFERRAL},
    {" referal", SOURCE_REFERRAL},
    {" recommend", SOURCE_REFERRAL},
    {" word of mouth ", SOURCE_REFERRAL},
    {" introduced by ", SOURCE_REFERRAL},
    {" introduction ", SOURCE_REFERRAL},
    {" intro from ", SOURCE_REFERRAL},
    {" empfehl", SOURCE_REFERRAL},
    {" empfohlen", SOURCE_REFERRAL},
    {" weiterempf", SOURCE_REFERRAL},
    {" mundpropaganda ", SOURCE_REFERRAL},
    {" recommand", SOURCE_REFERRAL},
    {" bouche a oreille ", SOURCE_REFERRAL},
    {" parrain", SOURCE_REFERRAL},
    {" recomend", SOURCE_REFERRAL},
    {" boca a boca ", SOURCE_REFERRAL},
    {" boca en boca ", SOURCE_REFERRAL},
    {" list ", SOURCE_LIST},
    {" lists ", SOURCE_LIST},
    {" liste ", SOURCE_LIST},
    {" listen ", SOURCE_LIST},
    {"liste ", SOURCE_LIST}, /* Adressliste, Teilnehmerliste */
    {" lista ", SOURCE_LIST},
    {" listado ", SOURCE_LIST},
    {" purchased ", SOURCE_LIST},
    {" bought ", SOURCE_LIST},
    {" gekauft", SOURCE_LIST},
    {" zugekauft", SOURCE_LIST},
    {" achete", SOURCE_LIST},
    {" comprad", SOURCE_LIST},
    {" directory ", SOURCE_LIST},
    {" database ", SOURCE_LIST},
    {" datenbank", SOURCE_LIST},
    {" base de donnees ", SOURCE_LIST},
    {" base de datos ", SOURCE_LIST},
    {" annuaire ", SOURCE_LIST},
    {" export ", SOURCE_LIST},
    {" cold ", SOURCE_LIST},
    {" kaltakquise ", SOURCE_LIST},
    {" prospection ", SOURCE_LIST},
    {" mailing ", SOURCE_LIST},
    {" webinar", SOURCE_WEB},
    {" web ", SOURCE_WEB},
    {" website ", SOURCE_WEB},
    {" webform", SOURCE_WEB},
    {" web form", SOURCE_WEB},
    {" webshop ", SOURCE_WEB},
    {" webseite ", SOURCE_WEB},
    {" online ", SOURCE_WEB},
    {" form ", SOURCE_WEB},
    {"formular ", SOURCE_WEB}, /* Kontaktformular */
    {" formulaire ", SOURCE_WEB},
    {" formulario ", SOURCE_WEB},
    {" landing page ", SOURCE_WEB},
    {" landingpage ", SOURCE_WEB},
    {" homepage ", SOURCE_WEB},
    {" internet ", SOURCE_WEB},
    {" site web ", SOURCE_WEB},
    {" sitio web ", SOURCE_WEB},
    {" pagina web ", SOURCE_WEB},
    {" enquiry ", SOURCE_WEB},
    {" inquiry ", SOURCE_WEB},
    {"anfrage ", SOURCE_WEB},
    {" demande ", SOURCE_WEB},
    {" solicitud ", SOURCE_WEB},
    {" consulta ", SOURCE_WEB},
    {" chat ", SOURCE_WEB},
    {" google ", SOURCE_WEB},
    {" adwords ", SOURCE_WEB},
    {" ads ", SOURCE_WEB},
    {" download ", SOURCE_WEB},
    {" demo request ", SOURCE_WEB},
    {" quote request ", SOURCE_WEB},
    {" call ", SOURCE_CALL},
    {" called ", SOURCE_CALL},
    {" inbound ", SOURCE_CALL},
    {" incoming ", SOURCE_CALL},
    {" phoned ", SOURCE_CALL},
    {" phone in ", SOURCE_CALL},
    {" phone ", SOURCE_CALL},
    {" hotline ", SOURCE_CALL},
    {" anruf", SOURCE_CALL},
    {" angerufen ", SOURCE_CALL},
    {" telefon", SOURCE_CALL},
    {" appel ", SOURCE_CALL},
    {" appele ", SOURCE_CALL},
    {" telephone ", SOURCE_CALL},
    {" llamada ", SOURCE_CALL},
    {" llamo ", SOURCE_CALL},
    {" show ", SOURCE_SHOW},
    {" tradeshow", SOURCE_SHOW},
    {" expo ", SOURCE_SHOW},
    {"expo ", SOURCE_SHOW}, /* SupplyExpo */
    {" exhibit", SOURCE_SHOW},
    {" exposition ", SOURCE_SHOW},
    {" exposicion ", SOURCE_SHOW},
    {" fair ", SOURCE_SHOW},
    {" convention ", SOURCE_SHOW},
    {" conference ", SOURCE_SHOW},
    {" congress ", SOURCE_SHOW},
    {" summit ", SOURCE_SHOW},
    {" symposium ", SOURCE_SHOW},
    {" booth ", SOURCE_SHOW},
    {" badge scan", SOURCE_SHOW},
    {" messe", SOURCE_SHOW},
    {"messe ", SOURCE_SHOW}, /* Hausmesse, Fachmesse */
    {" ausstellung", SOURCE_SHOW},
    {" konferenz", SOURCE_SHOW},
    {"kongress ", SOURCE_SHOW},
    {" tagung ", SOURCE_SHOW},
    {" stand ", SOURCE_SHOW},
    {" salon ", SOURCE_SHOW},
    {" foire ", SOURCE_SHOW},
    {" congres ", SOURCE_SHOW},
    {" feria ", SOURCE_SHOW},
    {" congreso ", SOURCE_SHOW},
    {" conferencia ", SOURCE_SHOW},
    {" networking ", SOURCE_NETWORKING},
    {" network ", SOURCE_NETWORKING},
    {" netzwerk", SOURCE_NETWORKING},
    {" reseautage ", SOURCE_NETWORKING},
    {" meetup ", SOURCE_NETWORKING},
    {" mixer ", SOURCE_NETWORKING},
    {" chamber of commerce ", SOURCE_NETWORKING},
    {" chamber ", SOURCE_NETWORKING},
    {" bni ", SOURCE_NETWORKING},
    {" ihk ", SOURCE_NETWORKING},
    {" cci ", SOURCE_NETWORKING},
    {" camara de comercio ", SOURCE_NETWORKING},
    {" rotary ", SOURCE_NETWORKING},
    {" lions ", SOURCE_NETWORKING},
    {" club ", SOURCE_NETWORKING},
    {" stammtisch ", SOURCE_NETWORKING},
    {" breakfast ", SOURCE_NETWORKING},
    {" lunch ", SOURCE_NETWORKING},
    {" dinner ", SOURCE_NETWORKING},
    {" reception ", SOURCE_NETWORKING},
    {" golf ", SOURCE_NETWORKING},
    {" party ", SOURCE_NETWORKING},
    {" event ", SOURCE_NETWORKING},
    {" veranstaltung ", SOURCE_NETWORKING},
    {" evenement ", SOURCE_NETWORKING},
    {" soiree ", SOURCE_NETWORKING},
    {" evento ", SOURCE_NETWORKING},
    {" met at ", SOURCE_NETWORKING},
    {" met on ", SOURCE_NETWORKING},
    {" met in ", SOURCE_NETWORKING},
    {" kennengelernt ", SOURCE_NETWORKING},
    {" rencontre ", SOURCE_NETWORKING},
};

/* The letter under the accent for U+00C0…U+00FF, whose UTF-8 is C3 80…BF; blank for the signs. */
static const char latin1_letters[] =
    "aaaaaaaceeeeiiiidnooooo ouuuuypsaaaaaaaceeeeiiiidnooooo ouuuuypy";

enum { SOURCE_TEXT_MOST = 200 };

/* " hannover messe 2026 ": lower case, accents off, one blank between words and at both ends.
 * Accents beyond Latin-1 are no letters of the four languages of the table. */
static void plain_words(const char *text, char words[SOURCE_TEXT_MOST + 2])
{
    size_t length = 0;
    words[length++] = ' ';
    for (const unsigned char *c = (const unsigned char *)text; *c && length < SOURCE_TEXT_MOST;
         c++) {
        char letter = ' ';
        if (*c < 0x80 && isalnum(*c))
            letter = (char)tolower(*c);
        else if (*c == 0xC3 && c[1] >= 0x80 && c[1] <= 0xBF)
            letter = latin1_letters[*++c - 0x80];
        if (letter != ' ' || words[length - 1] != ' ')
            words[length++] = letter;
    }
    if (words[length - 1] != ' ')
        words[length++] = ' ';
    words[length] = '\0';
}

SourceKind source_kind_of(const char *source)
{
    SourceKind kind = SOURCE_OTHER;
    if (!source || source_kind_find(source, &kind))
        return kind;
    char words[SOURCE_TEXT_MOST + 2];
    plain_words(source, words);
    for (size_t at = 0; at < sizeof source_words / sizeof *source_words; at++)
        if (strstr(words, source_words[at].words))
            return source_words[at].kind;
    return SOURCE_OTHER;
}
