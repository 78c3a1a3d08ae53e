#include "mail/refusal_part.h"

#include "base/text.h"
#include "mail/opt_out.h"

#include <string.h>

/* What a language refuses with; classes of words in the form of clauses_of(). Of `reach` and
 * `messages` the beginnings of words, for verbs are bent. */
typedef struct Tongue {
    const char *negations, *more, *me;
    const char *ends, *links; /* "deja de", "hör auf", "hou op": an end with its link */
    const char *wishes;
    const char *reach, *messages;
    const char *polite, *limits, *articles;
} Tongue;

static const Tongue tongues[] = {
    {
        /* Spanish */
        .negations = "no nunca tampoco jamas",
        .more = "mas nunca jamas",
        .me = "me nos",
        .ends = "deja deje dejen dejar dejad para pare paren parar basta cesen cese",
        .links = "de ya con los estos",
        .wishes = "quiero deseo queremos recibir autorice acepto autorizo",
        .reach = "escrib envie envia envien enviar mande manden mandes mandar contacten contacte "
                 "contactar contactes llame llamen llamar molest textee",
        .messages = "mensaj sms texto textos",
        .polite = "por favor ya porfavor porfa gracias",
        .limits = "todavia aun hasta antes despues hoy ayer manana lunes martes miercoles jueves "
                  "viernes sabado domingo cuando si mientras",
        .articles = "el la los las un una",
    },
    {
        /* French */
        .negations = "ne n non aucun",
        .more = "plus jamais",
        .me = "me moi nous m",
        .ends = "arrete arretez cessez cesse stop marre",
        .links = "de d les ces vos avec",
        .wishes = "veux souhaite desire voulons souhaitons recevoir",
        .reach = "envoy menvoy denvoy ecri mecri decri contact recontact appel mappel derang "
                 "harcel mharcel solliciter",
        .messages = "messag sms texto spam",
        .polite = "s il vous plait svp stp merci sil te",
        .limits = "encore avant apres aujourdhui hier demain lundi mardi mercredi jeudi vendredi "
                  "samedi dimanche quand si jusqua pendant",
        .articles = "le la un une",
    },
    {
        /* German */
        .negations = "nicht keine kein keinen nie niemals nimmer",
        .more = "mehr nie niemals weiteren",
        .me = "mir mich uns",
        .ends = "hor hore horen hort aufhoren schluss stoppen stopp genug",
        .links = "auf mit sie endlich die bitte diese",
        .wishes = "mochte will wunsche mochten wollen",
        .reach = "schreib schick send kontaktier angeruf anruf anschreib ruf simsen zuschick "
                 "zusend belastig melden",
        .messages = "nachricht sms werbung textnachricht spam whatsapp",
        .polite = "bitte danke jetzt",
        .limits = "noch vor nach bis heute gestern morgen montag dienstag mittwoch donnerstag "
                  "freitag samstag sonntag wenn wahrend erst",
        .articles = "der den das dem ein eine einen",
    },
    {
        /* Dutch */
        .negations = "niet geen nooit",
        .more = "meer nooit",
        .me = "me mij ons",
        .ends = "hou houd ophouden stop stopt stoppen kappen kap",
        .links = "op met ermee eens",
        .wishes = "wil wens willen wensen",
        .reach = "stuur sturen schrijf schrijven bel bellen gebeld benader contact smsen sms app "
                 "lastig mail",
        .messages = "bericht sms smsjes reclame appjes",
        .polite = "aub alstublieft svp graag bedankt nu dank u je",
        .limits = "nog voor na tot vandaag gisteren morgen maandag dinsdag woensdag donderdag "
                  "vrijdag zaterdag zondag als wanneer",
        .articles = "de het een",
    },
    {
        /* Italian */
        .negations = "non mai nessun",
        .more = "piu mai",
        .me = "mi ci",
        .ends = "basta smetti smetta smettete smettetela smettila smetterla finitela",
        .links = "di con",
        .wishes = "voglio desidero vogliamo ricevere",
        .reach = "scriv mand invia inviat inviar contatt chiam disturb telefon",
        .messages = "messagg sms pubblicita",
        .polite = "per favore grazie prego",
        .limits = "ancora prima dopo oggi ieri domani lunedi martedi mercoledi giovedi venerdi "
                  "sabato domenica quando se fino",
        .articles = "il lo la un una gli",
    },
    {
        /* Portuguese */
        .negations = "nao nunca jamais",
        .more = "mais nunca jamais",
        .me = "me nos mim",
        .ends = "pare parem parar deixe deixem chega basta para",
        .links = "de com as os",
        .wishes = "quero desejo queremos receber autorizei",
        .reach = "mande mandem mandar envie enviem enviar escrev contat contact ligue liguem ligar "
                 "incomod",
        .messages = "mensage sms torped",
        .polite = "por favor obrigado obrigada ja",
        .limits = "ainda antes depois hoje ontem amanha segunda terca quarta quinta sexta sabado "
                  "domingo quando se ate",
        .articles = "o a os um uma",
    },
};

static bool begins_like(const char *word, const char *beginnings)
{
    for (const char *at = beginnings; *at; at += *at == ' ') {
        size_t length = strcspn(at, " ");
        if (strncmp(word, at, length) == 0)
            return true;
        at += length;
    }
    return false;
}

/* "escribirme", "scrivetemi": whom it is done to is a part of the word. */
static bool holds_me(const char *word, const Tongue *tongue)
{
    size_t length = strlen(word);
    return word_in(word, tongue->me) || word[0] == 'm' || word[0] == 'n' ||
           (length > 2 && word_in(word + length - 2, tongue->me));
}

/* "No me mande la factura": an object of business. "…los mensajes" is none. */
static bool is_business(const Tongue *tongue, const Clause *clause, size_t at)
{
    for (size_t i = 0; i < clause->count; i++)
        if (word_in(clause->at[i], tongue->limits))
            return true;
    size_t next = clause_skip(clause, at + 1, tongue->me);
    return next < clause->count && word_in(clause->at[next], tongue->articles) &&
           !(next + 1 < clause->count && begins_like(clause->at[next + 1], tongue->messages));
}

/* "Plus de SMS", "keine Nachrichten bitte": the negation, the messages and nothing else. */
static bool is_bare(const Tongue *tongue, const Clause *clause)
{
    size_t at = clause_skip(clause, 0, tongue->polite);
    if (at == clause->count ||
        !(word_in(clause->at[at], tongue->negations) || word_in(clause->at[at], tongue->more) ||
          word_in(clause->at[at], tongue->ends)))
        return false;
    at = clause_skip(clause, at + 1, tongue->more);
    at = clause_skip(clause, at, "de di d con met mit ");
    if (at == clause->count || !begins_like(clause->at[at], tongue->messages))
        return false;
    at = clause_skip(clause, at + 1, tongue->more);
    return clause_skip(clause, at, tongue->polite) == clause->count && clause->end != '?';
}

static bool refuses_in(const Tongue *tongue, const Clause *clause)
{
    if (is_bare(tongue, clause))
        return true;
    bool negated = clause_has(clause, 0, clause->count, tongue->negations);
    bool more = clause_has(clause, 0, clause->count, tongue->more);
    bool wished = clause_has(clause, 0, clause->count, tongue->wishes);
    bool me = clause_has(clause, 0, clause->count, tongue->me), ended = false;
    for (size_t i = 0; i + 1 < clause->count; i++)
        ended |= word_in(clause->at[i], tongue->ends) && word_in(clause->at[i + 1], tongue->links);
    for (size_t i = 0; i < clause->count; i++) {
        bool reach = begins_like(clause->at[i], tongue->reach);
        bool message = begins_like(clause->at[i], tongue->messages);
        bool mine = me || (reach && holds_me(clause->at[i], tongue));
        if (((negated && reach && (mine || more)) || (negated && message && (more || wished)) ||
             (ended && (reach || message))) &&
            !is_business(tongue, clause, i))
            return true;
    }
    return false;
}

bool refusal_foreign(const char *folded, const Clauses *clauses)
{
    for (size_t i = 0; i < clauses->count; i++)
        for (size_t t = 0; t < sizeof tongues / sizeof *tongues; t++)
            if (refuses_in(&tongues[t], &clauses->at[i]))
                return true;
    return opt_out_says_foreign(folded);
}
