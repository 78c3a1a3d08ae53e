#include "exchange/names.h"

#include "base/text.h"

#include <string.h>

typedef struct NameRow {
    Field field;
    int sure;
    unsigned hints;
    const char *names; /* each between bars */
} NameRow;

static const NameRow rows[] = {
    /* The person. */
    {FIELD_NAME, 95, 0,
     "|full name|fullname|contact name|contact|contact person|person|lead name|attendee|"
     "display name|attendee name|vollstandiger name|ansprechpartner|ansprechpartnerin|kontakt|"
     "kontaktperson|kontaktname|name vorname|vorname name|nachname vorname|vorname nachname|"
     "vor und nachname|first and last name|first last|teilnehmer|nom complet|nom et prenom|"
     "prenom et nom|interlocuteur|nombre completo|nombre y apellidos|contacto|persona de contacto|"
     "primary contact|"},
    {FIELD_NAME, 80, 0, "|lead|prospect|interessent|"},
    {FIELD_NAME, 95, NAME_BARE, "|name|nom|nombre|"},
    {FIELD_NAME, 60, 0, "|file as|speichern unter|classer sous|archivar como|"},
    {FIELD_GIVEN, 95, 0,
     "|first name|firstname|given name|givenname|given|first|forename|fore name|fname|vorname|"
     "vornamen|prenom|prenoms|nombre de pila|primer nombre|christian name|voornaam|"},
    {FIELD_MIDDLE, 95, 0,
     "|middle name|middlename|middle|middle names|additional name|middle initial|weitere vornamen|"
     "zweiter vorname|deuxieme prenom|segundo nombre|"},
    {FIELD_FAMILY, 95, 0,
     "|last name|lastname|family name|familyname|family|last|lname|surname|nachname|familienname|"
     "zuname|nom de famille|apellido|apellidos|achternaam|"},
    {FIELD_PREFIX, 95, 0,
     "|name prefix|prefix|salutation|honorific|honorific prefix|courtesy title|anrede|titel|"
     "akademischer titel|civilite|tratamiento|mr ms|"},
    {FIELD_SUFFIX, 95, 0,
     "|name suffix|suffix|honorific suffix|namenszusatz|suffixe|sufijo|generational suffix|"},
    {FIELD_NICKNAME, 95, 0,
     "|nickname|nick name|spitzname|rufname|surnom|apodo|alias|preferred name|goes by|"},
    {FIELD_TITLE, 95, 0,
     "|job title|jobtitle|position|organization title|position title|job|job position|function|"
     "designation|headline|funktion|stelle|stellung|stellenbezeichnung|berufsbezeichnung|fonction|"
     "poste|intitule du poste|profession ou fonction|cargo|puesto|puesto de trabajo|"
     "organization job title|company position|"},
    {FIELD_TITLE, 90, 0, "|occupation|profession|beruf|profesion|"},
    {FIELD_TITLE, 94, NAME_TITLE, "|title|titre|titulo|"},
    {FIELD_ROLE, 95, 0, "|role|buying role|decision role|contact role|rolle|papel|rol|"},
    {FIELD_DEPARTMENT, 95, 0,
     "|department|departments|dept|organization department|division|abteilung|bereich|service|"
     "departement|departamento|business unit|"},
    {FIELD_MANAGER, 95, 0,
     "|manager|manager s name|managers name|manager name|reports to|supervisor|line manager|boss|"
     "vorgesetzter|vorgesetzte|name des der vorgesetzten|superieur|nom du responsable|responsable|"
     "jefe|nombre del director|"},
    {FIELD_BIRTHDAY, 95, 0,
     "|birthday|birth date|birthdate|date of birth|dob|bday|geburtstag|geburtsdatum|"
     "date de naissance|anniversaire|cumpleanos|fecha de nacimiento|"},
    {FIELD_LANGUAGE, 95, 0,
     "|language|preferred language|sprache|korrespondenzsprache|langue|idioma|lengua|locale|"},
    {FIELD_TIME_ZONE, 95, 0, "|time zone|timezone|tz|zeitzone|fuseau horaire|zona horaria|"},

    /* The account. */
    {FIELD_COMPANY, 95, 0,
     "|company|company name|companyname|organization|organisation|organization name|"
     "organisation name|account|account name|company account|employer|firm|firma|firmenname|"
     "unternehmen|unternehmensname|betrieb|kunde|kundenname|societe|entreprise|raison sociale|"
     "nom de l entreprise|nom de la societe|etablissement|empresa|compania|razon social|"
     "nombre de la empresa|business name|business|current company|associated company|institution|"
     "arbeitgeber|employeur|"},
    {FIELD_COMPANY, 85, 0, "|client|client name|customer|customer name|"},
    {FIELD_PARENT, 95, 0,
     "|parent account|parent company|parent organization|parent|parent account name|subsidiary of|"
     "holding|muttergesellschaft|mutterkonzern|konzern|maison mere|empresa matriz|matriz|"},
    {FIELD_INDUSTRY, 95, 0,
     "|industry|sector|branche|secteur|secteur d activite|industrie|industria|line of business|"
     "vertical|company industry|wirtschaftszweig|"},
    {FIELD_EXTRA, 90, NAME_OF_COMPANY,
     "|employees|number of employees|no of employees|employee count|company size|headcount|"
     "annual revenue|revenue|turnover|year established|year founded|founded|mitarbeiterzahl|"
     "anzahl mitarbeiter|jahresumsatz|grundungsjahr|effectif|chiffre d affaires|empleados|"
     "facturacion anual|sic code|naics code|ticker symbol|"},
    {FIELD_EXTRA, 60, NAME_PLACE, "|location|office location|standort|site|emplacement|ubicacion|"},

    /* The lead. */
    {FIELD_SOURCE, 95, 0,
     "|lead source|source|leadsource|original source|original traffic source|acquisition source|"
     "event|trade show|show|event name|how did you hear about us|quelle|leadquelle|herkunft|messe|"
     "veranstaltung|origine|source du prospect|salon|origen|fuente|feria|utm source|campaign|"},
    {FIELD_OWNER, 95, 0,
     "|owner|contact owner|lead owner|account owner|opportunity owner|deal owner|company owner|"
     "owner name|owner full name|assigned to|assigned user|assignee|account manager|"
     "account executive|betreuer|kundenbetreuer|zustandig|zustandiger|besitzer|inhaber|"
     "proprietaire|commercial|propietario|comercial|hubspot owner|owner id|"},
    {FIELD_OWNER, 94, NAME_OF_SELLER,
     "|sales agent|sales rep|sales representative|salesperson|sales person|seller|rep|agent|"
     "verkaufer|verkauferin|vertriebsmitarbeiter|vertriebler|vendeur|vendedor|"},
    {FIELD_DEAL, 95, NAME_OF_DEAL,
     "|deal name|deal title|deal|opportunity name|opportunity|opportunity title|verkaufschance|"
     "chance|affaire|opportunite|oportunidad|negocio|"},
    {FIELD_DEAL, 90, 0, "|topic|project|projekt|projet|proyecto|"},
    {FIELD_PRODUCT, 95, NAME_OF_PRODUCT,
     "|product|product name|products|produkt|produktname|artikel|produit|producto|item|"},
    {FIELD_PRODUCT, 90, 0,
     "|product interest|interest|interested in|interesse|interessiert an|interet|interes|"},
    {FIELD_VALUE, 95, 0,
     "|value|amount|deal value|deal amount|opportunity amount|close value|estimated value|"
     "deal size|opportunity value|lead value|wert|betrag|auftragswert|montant|valeur|importe|"
     "valor|monto|budget|estimated revenue|potential value|"},
    {FIELD_VALUE, 90, NAME_OF_PRODUCT,
     "|sales price|price|list price|unit price|preis|verkaufspreis|prix|prix unitaire|precio|"},
    {FIELD_STAGE, 95, NAME_OF_DEAL, "|deal stage|opportunity stage|pipeline stage|sales stage|"},
    {FIELD_STAGE, 95, 0, "|lead status|stage|lead stage|leadstatus|"},
    {FIELD_STAGE, 90, 0, "|lifecycle stage|phase|contact status|contact stage|"},
    {FIELD_STAGE, 85, 0, "|status|statut|etape|etapa|deal status|"},
    {FIELD_TEMPERATURE, 95, 0,
     "|temperature|lead temperature|rating|lead rating|heat|hotness|warmth|bewertung|einstufung|"
     "interest level|temperatur|temperatura|"},
    {FIELD_CREATED, 95, 0,
     "|created|create date|created date|created at|created on|date created|creation date|"
     "date added|added|added on|connected on|captured|captured at|captured on|engage date|"
     "lead created|deal created|person created|add time|submitted at|submission date|scanned at|"
     "scan time|scan date|lead date|created time|erstellt|erstellt am|erstelldatum|"
     "erstellungsdatum|angelegt am|erfasst am|date de creation|cree le|ajoute le|"
     "fecha de creacion|creado|creado el|"},
    {FIELD_CREATED, 80, 0, "|date|datum|fecha|timestamp|zeitstempel|contact since|first seen|"},
    {FIELD_CLOSES, 95, NAME_OF_DEAL,
     "|close date|closing date|expected close date|closed date|deal close date|abschlussdatum|"
     "voraussichtlicher abschluss|date de cloture|fecha de cierre|"},
    {FIELD_RENEWS, 95, 0,
     "|renewal date|renewal|renewal due|contract end|contract end date|contract expiry|"
     "contract expires|contract expiration|contract expiration date|contract renewal|"
     "contract renewal date|expiry date|expiration date|expires|end date|subscription end|"
     "subscription end date|lease end|lease end date|lease expiry|replacement date|next purchase|"
     "next purchase date|next buy|vertragsende|vertragsablauf|laufzeitende|laufzeit bis|"
     "fin de contrat|date de fin de contrat|date de renouvellement|echeance|fin de contrato|"
     "fecha de renovacion|vencimiento|"},
    {FIELD_CYCLE, 95, 0,
     "|buying cycle|purchase cycle|replacement cycle|renewal cycle|cycle|order frequency|"
     "purchase frequency|buys every|kaufzyklus|kaufrhythmus|cycle d achat|ciclo de compra|"},
    {FIELD_REFERRED_BY, 95, 0,
     "|referred by|referrer|referral|referral from|introduced by|recommended by|empfohlen von|"
     "empfehlung von|recommande par|parraine par|parrain|recomendado por|referido por|"},
    {FIELD_EXTERNAL_ID, 95, 0,
     "|record id|external id|hs object id|case safe id|18 digit id|crm id|uid|uuid|rec id|"
     "customer number|customer id|kundennummer|kd nr|kunden nr|numero client|numero de cliente|"},
    {FIELD_EXTERNAL_ID, 95, NAME_OF_DEAL, "|opportunity id|deal id|"},
    {FIELD_EXTERNAL_ID, 90, 0, "|id|contact id|lead id|person id|"},
    {FIELD_EXTERNAL_ID, 85, 0, "|account id|company id|organization id|"},
    {FIELD_TAGS, 95, 0,
     "|tags|tag|labels|label|group membership|groups|categories|category|person label|keywords|"
     "lists|list|kategorien|kategorie|schlagworte|schlagworter|etiketten|etiquettes|etiquetas|"
     "categorias|categoria|groupes|grupos|stichworter|gruppe|gruppen|person labels|"},
    {FIELD_NOTE, 95, 0,
     "|notes|note|description|comments|comment|remarks|remark|memo|background|message|details|"
     "notizen|notiz|bemerkung|bemerkungen|kommentar|kommentare|anmerkung|anmerkungen|beschreibung|"
     "freitext|nachricht|remarque|remarques|commentaire|commentaires|notas|nota|comentario|"
     "comentarios|observaciones|conversation|additional information|"},

    /* Who must not be touched. */
    {FIELD_DO_NOT_CALL, 95, 0,
     "|do not call|donotcall|dont call|no call|no calls|phone opt out|call opt out|"
     "opted out of calls|nicht anrufen|keine anrufe|ne pas appeler|no llamar|do not phone|dnc|"},
    {FIELD_DO_NOT_EMAIL, 95, 0,
     "|do not email|do not e mail|donotemail|dont email|no email|no emails|email opt out|"
     "e mail opt out|emailoptout|has opted out of email|hasoptedoutofemail|email optout|opted out|"
     "opted out of email|unsubscribed|unsubscribed at|unsub time|unsubscribe date|"
     "unsubscribed date|unsubscribe time|opt out date|opted out at|unsubscribed from all email|"
     "unsubscribed from email|email unsubscribed|opt out|optout|unsubscribe|keine e mails|"
     "keine e mail|keine email|keine mails|nicht mailen|abgemeldet|newsletter abgemeldet|"
     "desinscrit|ne pas envoyer d email|no enviar correo|no enviar correos|dado de baja|"
     "do not mail|do not bulk email|global unsubscribe|email unsubscribe|"},
    {FIELD_DO_NOT_TEXT, 95, 0,
     "|do not text|do not sms|donottext|sms opt out|text opt out|opted out of sms|no sms|no texts|"
     "keine sms|pas de sms|no enviar sms|"},
    {FIELD_DO_NOT_FAX, 95, 0,
     "|do not fax|fax opt out|has opted out of fax|hasoptedoutoffax|no fax|kein fax|pas de fax|"},
    {FIELD_DO_NOT_CONTACT, 95, 0,
     "|do not contact|donotcontact|dont contact|no contact|blocked|nicht kontaktieren|werbesperre|"
     "keine werbung|ne pas contacter|no contactar|"},

    /* Seen in exports and of no use, or not to be kept: ids of the state are nobody's business. */
    {FIELD_IGNORE, 95, 0,
     "|photo|sensitivity|directory server|internet free busy|initials|phonetic first name|"
     "phonetic middle name|phonetic last name|yomi name|given name yomi|additional name yomi|"
     "family name yomi|organization yomi name|organization type|organization symbol|"
     "government id number|soc sec id|social security number|ssn|national id|tax id|"
     "passport number|ausweisnummer|sozialversicherungsnummer|password|private|privat|"
     "vertraulichkeit|regierungsnr|last modified date|last modified|updated|updated at|modified|"
     "update time|last updated|image|avatar|picture|"
     /* Of our own files of rejected rows, which are mended and come again. */
     "rejected line|rejected because|"},
};

enum { ROWS = sizeof rows / sizeof rows[0] };

static bool find(const char *name, size_t length, NameMeaning *meaning)
{
    for (size_t i = 0; i < ROWS; i++) {
        const char *at = rows[i].names;
        for (; (at = memmem(at, strlen(at), name, length)); at++)
            if (at[-1] == '|' && at[length] == '|') {
                *meaning = (NameMeaning){rows[i].field, rows[i].sure, rows[i].hints};
                return true;
            }
    }
    return false;
}

/* Pipedrive says "Person - Name" and "Deal - Value", Salesforce reports "Contact: Title". */
static const char *behind_entity(const char *folded, unsigned *hints)
{
    static const struct {
        const char *word;
        unsigned hints;
    } entities[] = {
        {"contact ", 0},
        {"person ", 0},
        {"lead ", 0},
        {"deal ", NAME_OF_DEAL},
        {"opportunity ", NAME_OF_DEAL},
        {"kontakt ", 0},
        {"attendee ", 0},
        {"customer ", 0},
        {"kunde ", 0},
        {"client ", 0},
        {"prospect ", 0},
    };
    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++) {
        size_t length = strlen(entities[i].word);
        if (strncmp(folded, entities[i].word, length) == 0) {
            *hints = entities[i].hints;
            return folded + length;
        }
    }
    return NULL;
}

bool names_read(const char *folded, NameMeaning *meaning)
{
    if (!*folded)
        return false;
    /* HubSpot has a column for each kind of mail: "Opted out of email: One to One". */
    if (text_starts(folded, "opted out of email ")) {
        *meaning = (NameMeaning){FIELD_DO_NOT_EMAIL, 85, 0};
        return true;
    }
    if (find(folded, strlen(folded), meaning))
        return true;
    unsigned hints = 0;
    const char *rest = behind_entity(folded, &hints);
    if (!rest || !find(rest, strlen(rest), meaning))
        return false;
    meaning->hints = (meaning->hints & ~(unsigned)NAME_BARE) | hints;
    return true;
}
