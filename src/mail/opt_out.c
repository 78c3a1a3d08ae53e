#include "mail/opt_out.h"

#include "base/text.h"
#include "mail/phrase.h"
#include "mail/reply.h"

#include <string.h>

enum { WORDS_MOST = 40 };

/* As text_fold() gives them; parts of what is said. In English, of mails: */
static const char *const wishes[] = {
    "unsubscribe",       "remove me",
    "remove my",         "take me off",
    "take us off",       "remove us",
    "opt out",           "opt me out",
    "stop emailing",     "stop e mailing",
    "stop mailing",      "stop sending",
    "stop contacting",   "stop writing",
    "stop spamming",     "no more emails",
    "no more e mails",   "no more mails",
    "not email me",      "not e mail me",
    "not contact me",    "not contact us",
    "not write me",      "not write to me",
    "not send me any",   "not send any more",
    "don t email me",    "don t contact me",
    "don t send me any", "delete my data",
    "delete my address", "delete my email",
    "off your list",     "off your mailing list",
    "from your list",    "from your mailing list",
    "from this list",    "cease and desist",
    "leave me alone",
};

/* And in other languages, of mails and texts. */
static const char *const foreign_wishes[] = {
    "abmelden",
    "abbestellen",
    "austragen",
    "bitte keine weiteren",
    "keine weiteren e mails",
    "keine weiteren mails",
    "keine e mails mehr",
    "keine mails mehr",
    "nicht mehr kontaktieren",
    "nicht mehr anschreiben",
    "aus ihrem verteiler",
    "aus dem verteiler",
    "aus ihrer liste",
    "loschen sie meine",
    "desabonner",
    "desinscrire",
    "desinscription",
    "desabonnement",
    "ne plus recevoir",
    "ne plus me contacter",
    "ne plus m envoyer",
    "ne m envoyez plus",
    "ne me contactez plus",
    "retirez moi",
    "supprimez mon adresse",
    "darme de baja",
    "dar de baja",
    "darse de baja",
    "denme de baja",
    "deme de baja",
    "no deseo recibir",
    "no quiero recibir",
    "no me envien",
    "no me envie",
    "no me escriban",
    "no me contacten",
    "eliminen mi",
    "disiscri",
    "cancellami",
    "cancellatemi",
    "cancellate il mio",
    "cancellare il mio",
    "rimuovetemi",
    "rimuovere il mio",
    "non inviatemi",
    "non inviate piu",
    "non contattatemi",
    "non desidero ricevere",
    "non voglio ricevere",
    "descadastr",
    "cancelar inscricao",
    "cancelar a subscricao",
    "remover meu",
    "remova meu",
    "remover me",
    "nao quero receber",
    "nao desejo receber",
    "nao me envie",
    "nao me contact",
    "uitschrijven",
    "afmelden",
    "schrijf me uit",
    "geen e mails meer",
    "geen mails meer",
    "geen berichten meer",
    "van uw lijst",
    "uit uw bestand",
    "avregistrera",
    "avprenumerera",
    "avsluta prenumeration",
    "ta bort mig",
    "ta bort min",
    "inte fa fler",
    "inga fler mejl",
    "inga fler mail",
    "sluta skicka",
    "wypisz mnie",
    "prosze o wypisanie",
    "wypisac mnie",
    "prosze o usuniecie",
    "usuncie moj",
    "prosze mnie usunac",
    "nie wysylac",
    "nie wysylajcie",
    "nie przysylac",
    "rezygnuje z",
    "odhlasit",
    "odhlaste",
    "odhlaseni",
    "vyradte",
    "vymazte",
    "neposilejte",
    "nezasilejte",
    "uz mi nepiste",
    "отписаться",
    "отпишите",
    "отписк",
    "удалите мои",
    "удалите меня",
    "не присылаите",
    "больше не пишите",
    "не пишите мне",
    "配信停止",
    "配信を停止",
    "購読解除",
    "配信不要",
    "送らないで",
    "送信しないで",
    "連絡しないで",
};

/* Wishes only when nothing else is said. */
static const char *const alone[] = {
    "stop",
    "please stop",
    "stop please",
    "stop it",
    "remove",
    "please remove",
    "end",
    "quit",
    "cancel",
    "no more",
    "not interested please remove",
    "baja",
    "basta",
    "arret",
    "arretez",
    "stopp",
    "bitte stoppen",
    "bitte loschen",
    "loschen",
    "stoppen",
    "слово стоп",
    "стоп",
    "停止",
    "取消订阅",
    "退订",
};

static const char *const opposites[] = {
    "not unsubscribe", "don t unsubscribe", "not remove me",  "don t remove me",
    "not take me off", "don t take me off", "nicht abmelden", "never unsubscribe",
};

static size_t count_words(const char *folded)
{
    size_t words = folded[0] != '\0';
    for (const char *at = folded; *at; at++)
        words += *at == ' ';
    return words;
}

bool opt_out_says_foreign(const char *folded)
{
    return count_words(folded) <= WORDS_MOST && !PHRASE_IN(folded, opposites) &&
           PHRASE_IN(folded, foreign_wishes);
}

static bool says(const char *folded)
{
    return PHRASE_IN(folded, wishes) || PHRASE_IN(folded, foreign_wishes);
}

bool opt_out_is(Arena *arena, const MimeMail *mail, const char *text)
{
    enum { LONGEST = 600 };
    if (strlen(text) > LONGEST)
        return false;
    const char *folded = text_fold(arena, text);
    if (count_words(folded) > WORDS_MOST || PHRASE_IN(folded, opposites))
        return false;
    if (PHRASE_IS(folded, alone) || says(folded))
        return true;
    /* The subject speaks where the mail says nothing, or thanks; an answer has ours. */
    enum { FEW = 5 };
    const char *subject = text_fold(arena, mail->subject);
    return count_words(folded) <= FEW && !reply_is_subject(mail->subject) &&
           count_words(subject) <= FEW && (PHRASE_IS(subject, alone) || says(subject));
}
