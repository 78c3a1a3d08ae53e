#include "mail/text_wish.h"

#include "base/text.h"
#include "mail/opt_out.h"
#include "mail/phrase.h"

#include <string.h>

enum { LONGEST = 600, SPACED_LONGEST = 40 };

/* All as text_fold() gives them. */
static const char *const stops[] = {
    "stop",
    "stopall",
    "stop all",
    "end",
    "cancel",
    "unsubscribe",
    "quit",
    "revoke",
    "opt out",
    "optout",
    "stop texting",
    "stop stop",
    "stop stop stop",
    "stop please",
    "please stop",
    "stop now",
    "stop it",
    "stop sms",
    "sms stop",
    "unsub",
    "remove",
    "remove me",
    /* Spanish, French, Portuguese, Italian */
    "alto",
    "parar",
    "baja",
    "cancelar",
    "pare",
    "detener",
    "arret",
    "arreter",
    "arretez",
    "desabonner",
    "desabonnement",
    "desinscription",
    "desinscrire",
    "sair",
    "basta",
    "cancella",
    "cancellami",
    "disiscrivimi",
    "annulla",
    /* German, Dutch, Swedish, Danish, Norwegian, Finnish */
    "stopp",
    "stoppen",
    "abmelden",
    "abbestellen",
    "ende",
    "beenden",
    "afmelden",
    "uitschrijven",
    "avsluta",
    "avregistrera",
    "sluta",
    "afmeld",
    "frameld",
    "avslutt",
    "lopeta",
    /* Polish, Czech, Russian, Ukrainian, Turkish */
    "wypisz",
    "rezygnuje",
    "koniec",
    "odhlasit",
    "konec",
    "стоп",
    "отписка",
    "отписаться",
    "отмена",
    "iptal",
    "dur",
    "ret",
    /* Chinese, Japanese, Korean, Hindi, Hebrew, Arabic */
    "停止",
    "退订",
    "取消",
    "取消订阅",
    "td",
    "配信停止",
    "解除",
    "중지",
    "수신거부",
    "बंद",
    "הסר",
    "الغاء",
    "إلغاء",
    "توقف",
    "ايقاف",
};

static const char *const starts[] = {
    "start",       "unstop",       "resume",       "subscribe", "opt in",   "optin",
    "start again", "start please", "please start", "comenzar",  "alta",     "iniciar",
    "demarrer",    "reprendre",    "comecar",      "inizia",    "anmelden", "aanmelden",
    "starta",      "beginnen",     "старт",        "开始",      "開始",
};

static const char *const helps[] = {
    "help",  "info",     "help please", "please help", "who is this", "ayuda", "aide",
    "ajuda", "aiuto",    "hilfe",       "hulp",        "hjalp",       "hjelp", "apua",
    "pomoc", "napoveda", "помощь",      "帮助",        "ヘルプ",
};

/* Parts of what is said, beside the wishes of mails (opt_out.h). */
static const char *const refusals[] = {
    "stop texting",
    "stop text",
    "stop messaging",
    "stop sending",
    "stop contacting",
    "stop calling",
    "stop bothering",
    "stop these",
    "stop with the",
    "stop the text",
    "stop the message",
    "stop all text",
    "stop all message",
    "quit texting",
    "quit messaging",
    "quit sending",
    "quit bothering",
    "no more text",
    "no more message",
    "no texts",
    "no more sms",
    "not text me",
    "don t text",
    "dont text",
    "do not text",
    "never text",
    "not message me",
    "don t message",
    "dont message",
    "do not message",
    "do not contact",
    "don t contact",
    "dont contact",
    "don t send me",
    "dont send me",
    "do not send me",
    "lose my number",
    "lose this number",
    "delete my number",
    "delete this number",
    "remove my number",
    "remove this number",
    "take me off",
    "take my number off",
    "leave me alone",
    "unsubscribe me",
    "opt me out",
    "wish to opt out",
    "want to opt out",
    "like to opt out",
    "i revoke",
    "revoke my consent",
    "withdraw my consent",
    "stop harassing",
    "this is spam",
    "report you",
    "no me escriban",
    "no me envien",
    "no me mande",
    "dejen de",
    "deje de enviar",
    "no mas mensajes",
    "ne m envoyez plus",
    "plus de sms",
    "plus de messages",
    "arretez de",
    "arrete de m",
    "keine sms mehr",
    "keine nachrichten mehr",
    "nicht mehr schreiben",
    "schreiben sie mir nicht",
    "horen sie auf",
    "geen sms",
    "geen berichten",
    "non scrivetemi",
    "basta messaggi",
    "nao me envie",
    "nao me mande",
    "pare de enviar",
    "inga fler sms",
    "sluta skicka",
    "nie pisac",
    "prosze nie pisac",
    "не пишите",
    "不要再发",
    "别再发",
    "别发",
};

/* "Stop by tomorrow": the words above in another sense. */
static const char *const others[] = {
    "don t stop texting",   "dont stop texting",   "do not stop texting", "never stop texting",
    "don t stop sending",   "do not stop sending", "did not text me",     "didn t text me",
    "why did you not text", "why don t you text",  "if you don t text",   "can t text",
    "cannot text",
};

/* "S T O P": letters that stand apart are one word. */
static const char *joined(Arena *arena, const char *folded)
{
    char *word = arena_strdup(arena, folded), *to = word;
    if (strlen(folded) > SPACED_LONGEST)
        return folded;
    for (const char *at = folded; *at;) {
        if (at[1] && at[1] != ' ')
            return folded;
        *to++ = *at++;
        at += *at == ' ';
    }
    *to = '\0';
    return word;
}

TextWish text_wish(Arena *arena, const char *words)
{
    if (strlen(words) > LONGEST)
        return TEXT_WISH_NONE;
    const char *folded = text_fold(arena, words), *keyword = joined(arena, folded);
    if (PHRASE_IS(keyword, stops))
        return TEXT_WISH_STOP;
    if (PHRASE_IS(keyword, starts))
        return TEXT_WISH_START;
    if (PHRASE_IS(keyword, helps))
        return TEXT_WISH_HELP;
    bool refuses = PHRASE_IN(folded, refusals) || opt_out_says(folded);
    return refuses && !PHRASE_IN(folded, others) ? TEXT_WISH_REFUSES : TEXT_WISH_NONE;
}
