/* How mail programs introduce the mail that is answered, by language. */
#include "mail/reply_part.h"

#include "base/text.h"
#include "mail/phrase.h"
#include "mail/reply.h"

#include <string.h>

/* All tables are in the form that text_fold() gives: lower case, accents off, words parted by one
 * blank. */

/* Words that stand near the end of an introduction; what writes a name behind its verb (German,
 * Swedish, Dutch) has the verb further ahead. */
static const char *const wrote[] = {
    "wrote",      "writes",     "schrieb",     "geschrieben", "a ecrit", "ecrivait", "escribio",
    "ha scritto", "escreveu",   "schreef",     "skrev",       "napisal", "pisze",    "napsal",
    "писал",      "пишет",      "пише",        "kirjoitti",   "irta",    "a scris",  "εγραψε",
    "yazdi",      "yazmis",     "va escriure", "skrifadi",    "написа",  "写道",     "寫道",
    "작성",       "書きました", "のメール",    "da viet",     "menulis",
};

/* What parts the answer from the mail below it, rules and stars left off. */
static const char *const dividers[] = {
    "original message",
    "forwarded message",
    "begin forwarded message",
    "reply message",
    "forwarded by",
    "original appointment",
    "ursprungliche nachricht",
    "ursprungliche mail",
    "originalnachricht",
    "weitergeleitete nachricht",
    "message d origine",
    "message original",
    "message transfere",
    "mensaje original",
    "mensaje reenviado",
    "messaggio originale",
    "messaggio inoltrato",
    "inizio messaggio inoltrato",
    "mensagem original",
    "mensagem encaminhada",
    "oorspronkelijk bericht",
    "doorgestuurd bericht",
    "ursprungligt meddelande",
    "originalmeddelande",
    "vidarebefordrat",
    "oprindelig meddelelse",
    "opprinnelig melding",
    "alkuperainen viesti",
    "oryginalna wiadomosc",
    "wiadomosc oryginalna",
    "wiadomosc oryginal",
    "puvodni zprava",
    "preposlana zprava",
    "povodna sprava",
    "исходное сообщение",
    "оригинальное сообщение",
    "пересылаемое сообщение",
    "пересылаемое письмо",
    "eredeti uzenet",
    "mesaj original",
    "ozgun ileti",
    "元のメッセージ",
    "転送メッセージ",
    "原始邮件",
    "原始郵件",
    "转发邮件",
    "원본 메시지",
};

/* Lines that mail programs of telephones add. */
static const char *const sent_from[] = {
    "sent from my",
    "sent from mail for",
    "sent from yahoo",
    "sent from outlook",
    "sent from samsung",
    "sent from proton",
    "sent via",
    "sent with",
    "sent on the go",
    "get outlook for",
    "von meinem",
    "gesendet von",
    "gesendet mit",
    "von unterwegs gesendet",
    "diese nachricht wurde von meinem",
    "outlook fur",
    "envoye de mon",
    "envoye depuis",
    "envoye a partir de",
    "obtenir outlook",
    "enviado desde",
    "enviado do",
    "enviado de",
    "obtener outlook",
    "obter o outlook",
    "inviato da",
    "scarica outlook",
    "verstuurd vanaf",
    "verzonden vanaf",
    "verzonden met",
    "outlook voor",
    "skickat fran",
    "sendt fra",
    "lahetetty",
    "wyslane z",
    "wyslano z",
    "pobierz outlook",
    "odeslano z",
    "ziskejte outlook",
    "отправлено с",
    "отправлено из",
    "iphoneから送信",
    "ipadから送信",
    "发自我的",
    "從我的",
    "나의",
    "sent from",
};

/* Fields of the blocks that Outlook puts above the mail that is answered. */
static const char *const senders[] = {
    "from",   "von",       "de",         "da",        "van",      "fran",    "fra",
    "od",     "от",        "lahettaja",  "felado",    "kimden",   "差出人",  "发件人",
    "寄件者", "보낸 사람", "expediteur", "remitente", "mittente", "от кого", "nadawca",
};
static const char *const fields[] = {
    "sent",
    "date",
    "to",
    "cc",
    "bcc",
    "subject",
    "reply to",
    "importance",
    "attachments",
    "gesendet",
    "datum",
    "an",
    "betreff",
    "kopie",
    "antwort an",
    "wichtigkeit",
    "envoye",
    "a",
    "objet",
    "envoye le",
    "repondre a",
    "enviado",
    "enviado el",
    "fecha",
    "para",
    "asunto",
    "enviada em",
    "enviado em",
    "data",
    "assunto",
    "inviato",
    "oggetto",
    "risposta",
    "verzonden",
    "aan",
    "onderwerp",
    "skickat",
    "till",
    "amne",
    "sendt",
    "til",
    "emne",
    "wyslano",
    "do",
    "temat",
    "dw",
    "odeslano",
    "komu",
    "predmet",
    "kopia",
    "отправлено",
    "дата",
    "кому",
    "тема",
    "копия",
    "lahetetty",
    "vastaanottaja",
    "aihe",
    "送信日時",
    "日時",
    "宛先",
    "件名",
    "发送时间",
    "收件人",
    "主题",
    "抄送",
    "日期",
    "보낸 날짜",
    "받는 사람",
    "제목",
    "elkuldve",
    "cimzett",
    "targy",
    "gonderme tarihi",
    "kime",
    "konu",
};

static char *fold(Arena *arena, const char *text, size_t length)
{
    return text_fold(arena, arena_strndup(arena, text, length));
}

static bool ends_with(const char *text, size_t length, const char *ending)
{
    size_t size = strlen(ending);
    return length >= size && memcmp(text + length - size, ending, size) == 0;
}

static void trim(const char **text, size_t *length, const char *set)
{
    while (*length && strchr(set, **text))
        (*text)++, (*length)--;
    while (*length && strchr(set, (*text)[*length - 1]))
        (*length)--;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "2016-10-24 15:36 GMT+02:00 Mary <…>:" and "2013/7/20 Mary <…>", as Google wrote it. */
static bool begins_with_stamp(const char *text, size_t length)
{
    enum { YEAR = 4, HEAD = 40 };
    size_t at = 0, digits[3] = {0};
    for (int part = 0; part < 3; part++) {
        while (at < length && digits[part] <= YEAR && is_digit(text[at]))
            at++, digits[part]++;
        if (at >= length || text[at] != (part == 2 ? ' ' : text[YEAR]))
            return false;
        at += part < 2;
    }
    bool is_date = digits[0] == YEAR && strchr("-/", text[YEAR]) && digits[1] && digits[1] <= 2 &&
                   digits[2] && digits[2] <= 2;
    if (!is_date)
        return false;
    for (size_t i = at; i + 3 < length && i < HEAD; i++)
        if (memcmp(text + i, "GMT", 3) == 0)
            return true;
    return text[length - 1] == ':' || text[length - 1] == '>';
}

/* "2026年3月5日(木) 10:00 Name <a@b>:" */
static bool begins_with_japanese_stamp(const char *text, size_t length)
{
    static const char year[] = "年";
    return length > 8 && is_digit(text[0]) && is_digit(text[3]) &&
           memcmp(text + 4, year, strlen(year)) == 0 && text[length - 1] == ':' &&
           memchr(text, '@', length);
}

/* "Thu, 26 Jun 2014 14:00 … <a@b>:", without any verb, as Russian programs write it. */
static bool is_stamp_and_address(const char *text, size_t length)
{
    bool clock = false;
    for (size_t i = 2; i + 2 < length && !clock; i++)
        clock = text[i] == ':' && is_digit(text[i - 1]) && is_digit(text[i + 1]) &&
                is_digit(text[i + 2]);
    return clock && ends_with(text, length, ">:") && memchr(text, '@', length);
}

/* A time, or an address: what an introduction has and a sentence ending in "wrote:" has not. */
static bool names_time_or_address(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (is_digit(text[i]) || text[i] == '@')
            return true;
    return false;
}

bool reply_is_attribution(Arena *arena, const char *text, size_t length)
{
    enum { TAIL = 120 };
    trim(&text, &length, " \t*");
    if (length < strlen("a wrote:"))
        return false;
    if (begins_with_stamp(text, length) || begins_with_japanese_stamp(text, length) ||
        is_stamp_and_address(text, length))
        return true;
    bool ruled = text_starts(text, "---") && text[length - 1] == '-';
    bool closed = text[length - 1] == ':' || ends_with(text, length, "：");
    if ((!ruled && !closed) || !names_time_or_address(text, length))
        return false;
    size_t from = length > TAIL ? length - TAIL : 0;
    const char *folded = fold(arena, text + from, length - from);
    return PHRASE_IN(folded, wrote);
}

bool reply_opens_attribution(const char *text, size_t length)
{
    static const char *const openers[] = {"On ",  "Am ", "Le ",  "El ",     "Il ",
                                          "Em ",  "Op ", "Den ", "W dniu ", "Dnia ",
                                          "Dne ", "På ", "Vào ", "---- On "};
    for (size_t i = 0; i < sizeof openers / sizeof openers[0]; i++)
        if (length > strlen(openers[i]) && text_starts(text, openers[i]))
            return names_time_or_address(text, length);
    return false;
}

bool reply_is_divider(Arena *arena, const char *text, size_t length)
{
    enum { LONGEST = 120 };
    size_t lead = strspn(text, " \t*>"), rule = strspn(text + lead, "-=_–—#");
    if (length > LONGEST || lead + rule >= length)
        return false;
    const char *folded = fold(arena, text, length);
    bool begins = text_starts(folded, "begin forwarded message") && text[length - 1] == ':';
    return begins || (rule >= 2 && PHRASE_BEGINS(folded, dividers));
}

bool reply_is_sent_from(Arena *arena, const char *text, size_t length)
{
    enum { LONGEST = 70, WORDS_MOST = 8 };
    trim(&text, &length, " \t");
    int words = 1;
    for (size_t i = 0; i < length; i++)
        words += text[i] == ' ';
    return length <= LONGEST && words <= WORDS_MOST && !memchr(text, ',', length) &&
           PHRASE_BEGINS(fold(arena, text, length), sent_from);
}

bool reply_is_header(Arena *arena, const char *text, size_t length, bool *of_sender)
{
    enum { NAME_LONGEST = 40 };
    trim(&text, &length, " \t*>|");
    size_t name = 0;
    static const char wide[] = "：";
    while (name < length && name < NAME_LONGEST && text[name] != ':' &&
           (length - name < strlen(wide) || memcmp(text + name, wide, strlen(wide)) != 0))
        name++;
    if (!name || name == length || name == NAME_LONGEST)
        return false;
    const char *folded = fold(arena, text, name);
    *of_sender = PHRASE_IS(folded, senders);
    return *of_sender || PHRASE_IS(folded, fields);
}

bool reply_is_subject(const char *subject)
{
    static const char *const prefixes[] = {
        "re:",   "re :",   "aw:",  "antw:", "antwort:", "rv:",    "res:",   "ref:",  "sv:",
        "vs:",   "odp:",   "r:",   "rif:",  "ang:",     "ynt:",   "ответ:", "回复:", "回复：",
        "返信:", "返信：", "re：", "re[",   "回覆:",    "回覆：", "답장:",  "vá:",   "bls:",
    };
    subject += strspn(subject, " [");
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
        if (text_starts_nocase(subject, prefixes[i]))
            return true;
    return false;
}
