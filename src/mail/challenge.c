#include "mail/challenge.h"

#include "base/text.h"
#include "mail/phrase.h"

#include <string.h>

/* Headers of the filters that ask so. */
static const char *const headers[] = {
    "X-TMDA-Fingerprint",   "X-Boxbe-Challenge", "X-Spam-Arrest",          "X-SpamArrest-Challenge",
    "X-Challenge-Response", "X-ASK-Action",      "X-Mailblocks-Challenge", "X-Captcha-Challenge",
};

/* What is asked for; one of `asked` and one of `held` together, as text_fold() gives them. */
static const char *const asked[] = {
    "click the link",
    "click on the link",
    "click here",
    "click below",
    "follow the link",
    "following the link",
    "follow this link",
    "visit the link",
    "reply to this message",
    "reply to this email",
    "replying to this",
    "simply reply",
    "just reply",
    "complete this request",
    "complete the form",
    "type the characters",
    "solve the captcha",
    "verify that you are",
    "confirm that you are",
    "prove that you are",
    "verify your email",
    "confirm your email",
    "verify your message",
    "confirm your message",
    "klicken sie",
    "auf diese nachricht antworten",
    "antworten sie auf diese",
    "bestatigen sie",
    "cliquez sur",
    "repondre a ce message",
    "haga clic",
    "responda a este",
    "clicca",
    "fare clic",
    "clique",
    "klik op",
    "klicka",
    "kliknij",
    "kliknete",
    "kliknutim",
    "переидите по ссылке",
    "нажмите",
    "подтвердите",
    "クリック",
    "返信して",
};
static const char *const held[] = {
    "is held",
    "held until",
    "held for",
    "on hold",
    "being held",
    "waiting for delivery",
    "until you confirm",
    "until you verify",
    "approved senders",
    "approved sender",
    "allowed senders",
    "guest list",
    "not a spammer",
    "not spam",
    "protect myself from spam",
    "protect my inbox",
    "prevent spam",
    "avoid spam",
    "reduce spam",
    "stop spam",
    "block spam",
    "spam arrest",
    "boxbe",
    "spamblocker",
    "spam blocker",
    "anti spam system",
    "antispam system",
    "sender verification",
    "challenge response",
    "one time verification",
    "one time request",
    "you are human",
    "you are a human",
    "you are a real person",
    "real person",
    "not a robot",
    "not a machine",
    "message to be delivered",
    "message delivered",
    "your message will be delivered",
    "zuruckgehalten",
    "keine werbung",
    "spamschutz",
    "kein spam",
    "zugestellt",
    "en attente",
    "etre delivre",
    "contre le spam",
    "retenido",
    "contra el spam",
    "correo no deseado",
    "trattenuto",
    "consegnato",
    "contro lo spam",
    "retida",
    "contra spam",
    "tegen spam",
    "vastgehouden",
    "mot skrappost",
    "wstrzymana",
    "przed spamem",
    "pozastavena",
    "proti spamu",
    "от спама",
    "задержано",
    "スパム",
    "迷惑メール",
};

/* It answers a mail, speaks of it, and is short. */
static bool speaks_of_my_mail(const MimeMail *mail, const char *folded)
{
    static const char *const mine[] = {
        "your message",
        "your email",
        "your e mail",
        "your mail",
        "email you sent",
        "message you sent",
        "ihre nachricht",
        "ihre e mail",
        "ihre mail",
        "votre message",
        "votre mail",
        "votre e mail",
        "su mensaje",
        "su correo",
        "il tuo messaggio",
        "il suo messaggio",
        "la tua email",
        "sua mensagem",
        "seu email",
        "uw bericht",
        "uw e mail",
        "ditt meddelande",
        "ditt mejl",
        "twoja wiadomosc",
        "panstwa wiadomosc",
        "vase zprava",
        "vasi zpravu",
        "ваше письмо",
        "вашего письма",
        "ваше сообщение",
        "お送りいただいたメール",
        "メールは",
    };
    return mail->in_reply_to.count || PHRASE_IN(folded, mine);
}

bool challenge_is(Arena *arena, const MimeMail *mail, const char *text)
{
    enum { LONGEST = 4000 };
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++)
        if (mime_header(&mail->headers, headers[i])[0])
            return true;
    if (strlen(text) > LONGEST || mime_header(&mail->headers, "List-Unsubscribe")[0])
        return false;
    const char *folded = text_fold(arena, text);
    return PHRASE_IN(folded, asked) && PHRASE_IN(folded, held) && speaks_of_my_mail(mail, folded);
}
