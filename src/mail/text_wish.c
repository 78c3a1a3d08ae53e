#include "mail/text_wish.h"

#include "base/text.h"
#include "mail/refusal.h"
#include "mail/refusal_part.h"
#include "mail/reply.h"

#include <string.h>

enum { KEYWORD_LONGEST = 60 };

/* All as text_fold() gives them, the blanks left out: "opt out" and "O P T O U T" are one. */
static const char stops[] = "stop stopall end cancel unsubscribe quit revoke optout stoptexting "
                            "stopit smsstop unsub remove removeme endall cancelall quitall "
                            "endtexts endmessages endsms canceltexts cancelmessages quittexts "
                            "revokeconsent revokeall optmeout unsubscribeme";
static const char starts[] = "start unstop subscribe optin startagain startplease pleasestart "
                             "yesstart startyes starttexts";
static const char helps[] = "help info helpplease pleasehelp helpme whoisthis whosthis";

/* What may stand beside STOP and change nothing of it. */
static const char dress[] = "please pls plz kindly now thanks thank thx you immediately all text "
                            "texts txt txts sms message messages msg msgs texting it 0 1 2 3 4 5 "
                            "6 7 8 9";
static const char no_names[] = "monday tuesday wednesday thursday friday saturday sunday the by at "
                               "in on for i we here there when after before january february "
                               "march april may june july august september october november "
                               "december";

typedef struct Keywords {
    const char *countries; /* where it is the language of most */
    const char *also;      /* and of many: STOP holds there, START does not */
    const char *stops, *starts, *helps;
} Keywords;

static const Keywords languages[] = {
    {"es mx ar co pe ve cl ec gt cu bo do hn py sv ni cr pa uy gq pr", "us",
     "alto parar baja cancelar pare detener basta", "comenzar alta iniciar", "ayuda"},
    {"fr be ch lu mc ca sn ci cm ma tn dz ht cd ga bj bf ne ml tg cg mg re gp mq gf", "",
     "arret arreter arretez desabonner desabonnement desinscription desinscrire",
     "demarrer reprendre", "aide"},
    {"br pt ao mz cv gw tl", "", "sair parar pare cancelar remover", "comecar iniciar", "ajuda"},
    {"it ch sm va", "", "basta cancella cancellami disiscrivimi annulla", "inizia", "aiuto"},
    {"de at ch li lu be", "", "stopp stoppen abmelden abbestellen ende beenden",
     "anmelden beginnen", "hilfe"},
    {"nl be sr aw cw", "", "stoppen afmelden uitschrijven", "aanmelden beginnen", "hulp"},
    {"se fi", "", "stopp avsluta avregistrera sluta", "starta", "hjalp"},
    {"no dk", "", "stopp afmeld frameld avslutt avmeld", "start", "hjelp hjaelp"},
    {"fi", "", "lopeta", "aloita", "apua"},
    {"pl", "", "wypisz rezygnuje koniec", "", "pomoc"},
    {"cz sk", "", "odhlasit konec koniec", "", "pomoc napoveda"},
    {"tr cy", "de", "iptal dur ret", "basla", "yardim"},
    {"cn tw hk mo sg", "", "td", "", ""},
};

/* In scripts of their own. */
static const char stops_anywhere[] =
    "стоп отписка отписаться отмена 停止 退订 退訂 取消 取消订阅 配信停止 解除 중지 수신거부 बंद "
    "הסר الغاء إلغاء توقف ايقاف";
static const char starts_anywhere[] = "старт 开始 開始";
static const char helps_anywhere[] = "помощь 帮助 ヘルプ";

/* "S T O P", "opt  out": the blanks left out. "" where it is too long for a keyword. */
static const char *joined(Arena *arena, const char *folded)
{
    if (strlen(folded) > KEYWORD_LONGEST)
        return "";
    char *word = arena_strdup(arena, folded), *to = word;
    for (const char *at = folded; *at; at++)
        if (*at != ' ')
            *to++ = *at;
    *to = '\0';
    return word;
}

/* "- Bob", "Ann Lee" on a line of its own: who signs. */
static bool is_name(const Clause *clause, char before)
{
    enum { WORDS_MOST = 3 };
    return (before == '-' || before == '\n') && clause->named && clause->count <= WORDS_MOST &&
           !clause_has(clause, 0, clause->count, no_names);
}

/* "Stop. Stop!", "STOP 1", "please stop all texts now": STOP in its dress. */
static bool is_dressed_stop(const Clauses *clauses)
{
    size_t count = 0;
    for (size_t c = 0; c < clauses->count; c++) {
        const Clause *clause = &clauses->at[c];
        if (count && c + 1 == clauses->count && is_name(clause, clauses->at[c - 1].end))
            break;
        for (size_t i = 0; i < clause->count; i++) {
            bool stop = word_is_stop(clause->at[i]);
            if (!stop && !word_in(clause->at[i], dress))
                return false;
            count += stop;
        }
        if (clause->end == '?')
            return false;
    }
    return count > 0;
}

static bool is_spoken(const char *countries, const char *country)
{
    char lower[3] = {0};
    if (text_empty(country) || strlen(country) != 2)
        return false;
    for (size_t i = 0; i < 2; i++)
        lower[i] = (char)(country[i] | ' ');
    return word_in(lower, countries);
}

/* What a word is in other languages than English. */
static TextWish foreign_keyword(const char *keyword, const char *country)
{
    enum { TELLING = 4 }; /* bytes: a shorter word is something in every language */
    if (word_in(keyword, stops_anywhere))
        return TEXT_WISH_STOP;
    if (word_in(keyword, starts_anywhere))
        return TEXT_WISH_START;
    if (word_in(keyword, helps_anywhere))
        return TEXT_WISH_HELP;
    TextWish wish = TEXT_WISH_NONE;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        const Keywords *language = &languages[i];
        bool home = is_spoken(language->countries, country);
        if (word_in(keyword, language->stops)) {
            if (home || is_spoken(language->also, country))
                return TEXT_WISH_STOP;
            if (strlen(keyword) >= TELLING)
                wish = TEXT_WISH_REFUSES;
        } else if (home && word_in(keyword, language->starts)) {
            return TEXT_WISH_START;
        } else if (home && word_in(keyword, language->helps)) {
            return TEXT_WISH_HELP;
        }
    }
    return wish;
}

TextWish text_wish(Arena *arena, const char *words, const char *country)
{
    const char *own = reply_visible(arena, words);
    if (strlen(own) > TEXT_WISH_LONGEST)
        return TEXT_WISH_NONE;
    const char *keyword = joined(arena, text_fold(arena, own));
    Clauses clauses = clauses_of(arena, own);
    if (!clauses.count) /* the signs of stopping, and no word */
        return strstr(own, "\U0001F6D1") || strstr(own, "\u26D4") ? TEXT_WISH_REFUSES
                                                                  : TEXT_WISH_NONE;
    if (word_in(keyword, stops) || is_dressed_stop(&clauses))
        return TEXT_WISH_STOP;
    if (word_in(keyword, starts))
        return TEXT_WISH_START;
    if (word_in(keyword, helps))
        return TEXT_WISH_HELP;
    TextWish foreign = foreign_keyword(keyword, country);
    if (foreign != TEXT_WISH_NONE)
        return foreign;
    return refusal_is(arena, own) ? TEXT_WISH_REFUSES : TEXT_WISH_NONE;
}
