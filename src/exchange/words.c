#include "exchange/words.h"

#include <stdlib.h>
#include <string.h>

typedef enum WordClass {
    CLASS_FILLER,
    CLASS_CHANNEL, /* value: Field */
    CLASS_PLACE,   /* value: Field */
    CLASS_WHOLE,
    CLASS_QUALIFIER, /* value: WordQualifier */
    CLASS_PART,      /* value: WordPart */
} WordClass;

typedef struct WordRow {
    WordClass class;
    unsigned value;
    const char *words; /* each between bars; the longest phrase that fits is taken */
} WordRow;

/* FIELD_OFFICE stands for "a phone" until qualifiers say more. */
static const WordRow rows[] = {
    {CLASS_CHANNEL, FIELD_OFFICE,
     "|phone|phones|telephone|telefon|telefono|tel|fon|phone number|telefonnummer|rufnummer|"
     "telefonnr|telephone number|numero de telephone|numero de telefono|festnetz|landline|"
     "land line|fixe|telephone fixe|telefono fijo|fijo|voice|durchwahl|direct dial|direct line|"
     "direct phone|ligne directe|callback|call back|ruckmeldung|rappel|devolucion de llamada|"},
    {CLASS_CHANNEL, FIELD_CELL,
     "|cell|cellphone|cellular|mobile|mobile number|mobil|mobiltelefon|mobilnummer|mobilfunk|"
     "mobilfunknummer|handy|handynummer|handynr|natel|portable|telephone portable|movil|celular|"
     "gsm|iphone|whatsapp|whats app|pcs|smartphone|car phone|autotelefon|telephone voiture|"
     "telefono del automovil|mob|cel|sms|"},
    {CLASS_CHANNEL, FIELD_FAX,
     "|fax|faxes|faxnummer|telefax|telefaxnummer|facsimile|telecopie|telecopieur|fax number|"},
    {CLASS_CHANNEL, FIELD_EMAIL,
     "|email|e mail|emails|e mails|mail|emailaddress|emailadresse|mailadresse|mail address|"
     "courriel|adresse electronique|correo|correo electronico|correo e|"
     "direccion de correo electronico|mel|electronic mail|"},
    {CLASS_CHANNEL, FIELD_URL,
     "|url|website|web site|webseite|homepage|home page|web page|web|internetseite|site web|"
     "site internet|sitio web|pagina web|www|domain|domain name|blog|linkedin|linked in|"
     "linkedin url|linkedin profile|linkedin profile url|xing|xing profil|twitter|facebook|"
     "instagram|profile url|profile|internetadresse|"},
    {CLASS_CHANNEL, FIELD_OTHER,
     "|pager|telex|isdn|tty tdd|tty|tdd|textphone|radio phone|funktelefon|texttelefon|beeper|"
     "localizador|buscapersonas|recepteur de radiomessagerie|"},
    {CLASS_CHANNEL, FIELD_SIP,
     "|sip|sip address|sip adresse|adresse sip|direccion sip|sip uri|voip|"},
    {CLASS_CHANNEL, FIELD_SWITCHBOARD,
     "|switchboard|zentrale|telefonzentrale|haupttelefon|hauptnummer|standard telephonique|"
     "centralita|hotline|toll free|freephone|"},

    {CLASS_PLACE, FIELD_POSTAL,
     "|address|postal address|addr|adresse|anschrift|direccion|domicilio|location address|"
     "postanschrift|adresse postale|direccion postal|"},
    {CLASS_PLACE, FIELD_STREET,
     "|street|street address|address line|street line|strasse|str|strasse hausnummer|"
     "strasse und hausnummer|strasse nr|rue|calle|address street|adresszeile|addr line|"
     "extended address|address extended|adresszusatz|complement d adresse|po box|p o box|postfach|"
     "boite postale|apartado postal|address po box|suite|apartment|thoroughfare|ligne d adresse|"
     "linea de direccion|numero et rue|plz ort|plz und ort|postleitzahl ort|code postal ville|"
     "cp ville|city state zip|zip city|city zip|"},
    {CLASS_PLACE, FIELD_HOUSE,
     "|street number|house number|street no|house no|hausnummer|hausnr|haus nr|numero de rue|"
     "numero de calle|"},
    {CLASS_PLACE, FIELD_CITY,
     "|city|town|suburb|locality|ort|stadt|wohnort|ville|ciudad|poblacion|municipio|localidad|"
     "address city|city town|post town|localite|commune|"},
    {CLASS_PLACE, FIELD_STATE,
     "|state|province|region|county|state province|state region|province state|state or province|"
     "bundesland|kanton|provincia|estado o provincia|provincia o estado|departamento provincia|"
     "state code|state province code|province region|region state|dep region|"},
    {CLASS_PLACE, FIELD_POSTCODE,
     "|postal code|postcode|post code|zip|zip code|zipcode|zip postal code|postal zip code|plz|"
     "postleitzahl|code postal|codigo postal|cp|zip post code|pin code|postal|"},
    {CLASS_PLACE, FIELD_COUNTRY,
     "|country|country region|country code|land|land region|staat|pays|pais|nation|pays region|"
     "pais o region|pais region|country name|"},
    {CLASS_WHOLE, 0, "|formatted|formatiert|full address|complete address|mise en forme|"},

    {CLASS_QUALIFIER, WORD_WORK,
     "|work|business|office|buro|bureau|dienst|dienstlich|geschaftlich|firmen|arbeit|travail|"
     "professionnel|professionnelle|pro|trabajo|oficina|profesional|laboral|geschaft|job|"},
    {CLASS_QUALIFIER, WORD_HOME,
     "|home|private|privat|private phone|personal|prive|privee|domicile|personnel|personnelle|"
     "particular|casa|zuhause|haus|residential|residence|"},
    {CLASS_QUALIFIER, WORD_OTHER,
     "|other|alternate|alternative|secondary|additional|second|another|weitere|weiteres|weiterer|"
     "andere|sonstige|autre|otro|otra|alt|altern|"},
    {CLASS_QUALIFIER, WORD_MAIN,
     "|main|head office|headquarters|hq|haupt|principal de la empresa|standard|general|"},
    {CLASS_QUALIFIER, WORD_COMPANY,
     "|company|organization|organisation|account|firma|unternehmen|societe|entreprise|empresa|"
     "corporate|"},
    {CLASS_QUALIFIER, WORD_ASSISTANT,
     "|assistant|assistant s|assistants|assistent|assistentin|assistante|asistente|ayudante|asst|"
     "sekretariat|secretary|"},
    {CLASS_QUALIFIER, WORD_BILLING, "|billing|invoice|rechnung|rechnungs|facturation|facturacion|"},
    {CLASS_QUALIFIER, WORD_SHIPPING, "|shipping|delivery|liefer|lieferung|livraison|envio|"},
    {CLASS_QUALIFIER, WORD_MAILING, "|mailing|"},
    {CLASS_QUALIFIER, WORD_PRIMARY,
     "|primary|preferred|default|bevorzugt|principal|principale|pref|first|best|"},

    {CLASS_PART, WORD_VALUE, "|value|wert|valeur|valor|"},
    {CLASS_PART, WORD_LABEL, "|label|type|typ|kind|etiquette|etiqueta|tipo|"},
    {CLASS_PART, WORD_EXTENSION, "|ext|extension|nebenstelle|"},
    {CLASS_PART, WORD_DISPLAY,
     "|display name|displayname|display as|angezeigter name|nom complet de l adresse|nom affiche|"
     "nombre para mostrar|nombre de pantalla|"},

    {CLASS_FILLER, 0,
     "|number|numbers|no|nr|num|nummer|numero|n|the|of|de|du|des|der|die|das|del|d|la|le|l|el|s|"
     "und|and|id|text only|contact|person|lead|customer|client|kontakt|kunde|contacto|user|your|"
     "ihre|votre|su|"},
};

enum { ROWS = sizeof rows / sizeof rows[0], LONGEST_PHRASE = 6, LONGEST_NAME = 120 };

/* True when the row has the phrase. */
static bool row_has(const WordRow *row, const char *phrase, size_t length)
{
    for (const char *at = row->words; (at = memmem(at, strlen(at), phrase, length)); at++)
        if (at[-1] == '|' && at[length] == '|')
            return true;
    return false;
}

static const WordRow *find_phrase(const char *phrase, size_t length)
{
    for (size_t i = 0; i < ROWS; i++)
        if (row_has(&rows[i], phrase, length))
            return &rows[i];
    return NULL;
}

/* The length of the first `count` words, or 0 when there are fewer. */
static size_t first_words(const char *text, int count)
{
    const char *at = text;
    while (count--) {
        if (!*at)
            return 0;
        at = strchrnul(*at == ' ' ? at + 1 : at, ' ');
    }
    return (size_t)(at - text);
}

/* The longest phrase the text begins with; moves on behind it. */
static const WordRow *take_phrase(const char **text)
{
    for (int count = LONGEST_PHRASE; count > 0; count--) {
        size_t length = first_words(*text, count);
        const WordRow *row = length ? find_phrase(*text, length) : NULL;
        if (row) {
            *text += length;
            return row;
        }
    }
    return NULL;
}

typedef struct Reading {
    Field channel; /* FIELD_UNUSED: none */
    Field place;
    bool whole;
} Reading;

static bool is_written(Field channel)
{
    return channel == FIELD_EMAIL || channel == FIELD_URL || channel == FIELD_SIP;
}

/* Two channels in one name: "mobile phone", "phone fax" are one; "phone or e-mail" is none. */
static bool add_channel(Reading *reading, Field channel)
{
    Field old = reading->channel;
    if (old == FIELD_UNUSED || old == channel)
        reading->channel = channel;
    else if (is_written(old) || is_written(channel))
        return false;
    else if (old == FIELD_OFFICE)
        reading->channel = channel;
    else if (old == FIELD_FAX || channel == FIELD_FAX)
        reading->channel = FIELD_FAX;
    else
        return channel == FIELD_OFFICE;
    return true;
}

/* "street address", "address city", "formatted address": the more exact one counts. */
static bool add_place(Reading *reading, Field place)
{
    if (reading->place == FIELD_UNUSED || reading->place == FIELD_POSTAL)
        reading->place = place;
    else if (place != FIELD_POSTAL && place != reading->place)
        return false;
    return true;
}

/* What "a phone" is by its qualifiers. */
static void settle_phone(WordMeaning *meaning)
{
    unsigned qualifiers = meaning->qualifiers;
    if (meaning->field != FIELD_OFFICE)
        return;
    meaning->kind_known = true;
    if (qualifiers & WORD_ASSISTANT)
        meaning->field = FIELD_OTHER;
    else if (qualifiers & (WORD_MAIN | WORD_COMPANY))
        meaning->field = FIELD_SWITCHBOARD;
    else if (qualifiers & WORD_HOME)
        meaning->field = FIELD_HOME;
    else if (!(qualifiers & WORD_WORK))
        meaning->kind_known = false;
}

static bool settle(const Reading *reading, WordMeaning *meaning)
{
    Field place = reading->place;
    if (is_written(reading->channel) && place == FIELD_POSTAL) {
        place = FIELD_UNUSED; /* "e-mail address 2" */
        meaning->number += meaning->line;
        meaning->line = 0;
    }
    if (reading->channel != FIELD_UNUSED && place != FIELD_UNUSED)
        return false;
    if (reading->channel == FIELD_UNUSED && place == FIELD_UNUSED && reading->whole)
        place = FIELD_POSTAL;
    meaning->whole = reading->whole;
    meaning->kind_known = true;
    meaning->field = reading->channel != FIELD_UNUSED ? reading->channel : place;
    if (meaning->part == WORD_EXTENSION && meaning->field == FIELD_UNUSED)
        meaning->field = FIELD_OFFICE; /* "Ext." */
    settle_phone(meaning);
    if (meaning->field == FIELD_CELL && meaning->qualifiers & WORD_ASSISTANT)
        meaning->field = FIELD_OTHER;
    return true;
}

/* A number says which of several, or behind a street (or the end of "Address 2") which line. */
static bool take_number(const char **at, const Reading *reading, WordMeaning *meaning)
{
    char *end;
    unsigned long number = strtoul(*at, &end, 10);
    if ((*end && *end != ' ') || number > 99)
        return false;
    bool of_line = reading->place == FIELD_STREET || (reading->place == FIELD_POSTAL && !*end);
    *(of_line ? &meaning->line : &meaning->number) = (unsigned)number;
    *at = end;
    return true;
}

static bool take_word(const char **at, Reading *reading, WordMeaning *meaning)
{
    const WordRow *row = take_phrase(at);
    if (!row)
        return false;
    switch (row->class) {
    case CLASS_CHANNEL:
        return add_channel(reading, (Field)row->value);
    case CLASS_PLACE:
        return add_place(reading, (Field)row->value);
    case CLASS_WHOLE:
        reading->whole = true;
        break;
    case CLASS_QUALIFIER:
        meaning->qualifiers |= row->value;
        break;
    case CLASS_PART:
        meaning->part = (WordPart)row->value;
        break;
    case CLASS_FILLER:
        break;
    }
    return true;
}

bool words_read(const char *folded, WordMeaning *meaning)
{
    if (!*folded || strlen(folded) > LONGEST_NAME)
        return false;
    WordMeaning found = {0};
    Reading reading = {0};
    for (const char *at = folded; *at;) {
        at += *at == ' ';
        bool digit = *at >= '0' && *at <= '9';
        if (digit ? !take_number(&at, &reading, &found) : !take_word(&at, &reading, &found))
            return false;
    }
    if (found.line && reading.place == FIELD_POSTAL && reading.channel == FIELD_UNUSED)
        reading.place = FIELD_STREET; /* "Address 2" */
    if (!settle(&reading, &found))
        return false;
    *meaning = found;
    return true;
}

bool words_phone_kind(const char *folded, Field *field)
{
    WordMeaning meaning;
    if (!words_read(folded, &meaning) || meaning.part != WORD_VALUE)
        return false;
    if (meaning.field == FIELD_UNUSED && meaning.qualifiers) {
        meaning.field = FIELD_OFFICE; /* "Work", "privat" */
        settle_phone(&meaning);
    }
    const FieldFacts *facts = field_facts(meaning.field);
    bool phone =
        facts->shape == SHAPE_ADDRESS && meaning.field != FIELD_EMAIL && meaning.field != FIELD_URL;
    if (!phone || !meaning.kind_known)
        return false;
    *field = meaning.field;
    return true;
}

char *words_split_camel(Arena *arena, const char *text)
{
    size_t length = strlen(text);
    if (length > 3 && strcmp(text + length - 3, "__c") == 0)
        length -= 3;
    char *split = arena_alloc(arena, 2 * length + 1);
    char *to = split;
    for (size_t i = 0; i < length; i++) {
        bool upper = text[i] >= 'A' && text[i] <= 'Z';
        bool lower_before = i && ((text[i - 1] >= 'a' && text[i - 1] <= 'z') ||
                                  (text[i - 1] >= '0' && text[i - 1] <= '9'));
        bool upper_before = i && text[i - 1] >= 'A' && text[i - 1] <= 'Z';
        bool lower_behind = i + 1 < length && text[i + 1] >= 'a' && text[i + 1] <= 'z';
        if (upper && (lower_before || (upper_before && lower_behind)))
            *to++ = ' ';
        *to++ = text[i];
    }
    return split;
}
