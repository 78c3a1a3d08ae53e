#include "base/text.h"
#include "mail/imap_part.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    OUT_MOST = 16 * 1024,   /* a command */
    TEXT_MOST = 4 * 1024,   /* of what is kept of an answer beside its mail */
    WORDS_MOST = 512,       /* of what the server says to people */
    ATTRIBUTES_MOST = 64,   /* of a folder, and items of a mail */
    AROUND_MAIL = 64 * 1024 /* of an answer, around a mail */
};

typedef enum Command {
    COMMAND_NONE,
    COMMAND_ANY, /* whose answer has nothing for us but whether it was done */
    COMMAND_LIST,
    COMMAND_EXAMINE,
    COMMAND_SEARCH,
    COMMAND_FETCH,
    COMMAND_APPEND,
    COMMAND_IDLE,
    COMMAND_LOGOUT
} Command;

struct Imap {
    ImapAbilities abilities;
    Command command;
    unsigned tag;
    bool over;
    bool idles;  /* the server said that it waits */
    bool ending; /* DONE was said, or is to be */
    bool news;   /* something came that the last search has not seen */
    uint32_t exists, validity;
    uint32_t *found;
    size_t found_count, found_room;
    size_t mail_most;
    const char *body; /* of an append, and what is not written of it */
    size_t body_left;
    bool body_granted;
    Buf out, in, text;
    ImapScan scan;
    size_t spent; /* of `in`: an event that was handed out points into it */
    char words[WORDS_MOST];
    char trouble[WORDS_MOST];
};

Imap *imap_new(size_t mail_most)
{
    Imap *imap = calloc(1, sizeof *imap);
    if (!imap)
        abort();
    imap->mail_most = mail_most;
    imap->out = buf_new(OUT_MOST);
    imap->in = buf_new(mail_most + IMAP_LINE_MOST + AROUND_MAIL);
    imap->text = buf_new(TEXT_MOST);
    return imap;
}

void imap_free(Imap *imap)
{
    if (!imap)
        return;
    buf_free(&imap->out);
    buf_free(&imap->in);
    buf_free(&imap->text);
    free(imap->found);
    free(imap);
}

static void end_over(Imap *imap, const char *why)
{
    imap->over = true;
    imap->command = COMMAND_NONE;
    imap->body_left = 0;
    snprintf(imap->trouble, sizeof imap->trouble, "%s", why);
    buf_clear(&imap->out);
}

/* --- commands --------------------------------------------------------------------------------- */

bool imap_is_free(const Imap *imap)
{
    return !imap->over && imap->command == COMMAND_NONE;
}

static void begin(Imap *imap, Command command)
{
    if (!imap_is_free(imap))
        abort();
    imap->command = command;
    buf_addf(&imap->out, "b%u ", ++imap->tag);
}

static void say(Imap *imap, Command command, const char *words)
{
    begin(imap, command);
    buf_addf(&imap->out, "%s\r\n", words);
}

/* A command whose last word, or its only one, is a folder. */
static bool say_folder(Imap *imap, Command command, const char *words, const char *folder, Err *err)
{
    auto_buf Buf name = buf_new(OUT_MOST);
    if (!imap_write_folder(&name, folder, err))
        return false;
    begin(imap, command);
    buf_addf(&imap->out, "%s %s", words, name.at);
    return true;
}

void imap_ask_abilities(Imap *imap)
{
    say(imap, COMMAND_ANY, "CAPABILITY");
}

ImapAbilities imap_abilities(const Imap *imap)
{
    return imap->abilities;
}

void imap_list(Imap *imap)
{
    say(imap, COMMAND_LIST,
        imap->abilities.special_use ? "LIST \"\" \"*\" RETURN (SPECIAL-USE)" : "LIST \"\" \"*\"");
}

bool imap_examine(Imap *imap, const char *folder, Err *err)
{
    if (!say_folder(imap, COMMAND_EXAMINE, "EXAMINE", folder, err))
        return false;
    buf_adds(&imap->out, "\r\n");
    imap->validity = 0;
    imap->found_count = 0;
    imap->exists = 0;
    return true;
}

uint32_t imap_validity(const Imap *imap)
{
    return imap->validity;
}

static void search(Imap *imap, Time since)
{
    imap->found_count = 0;
    imap->news = false;
    begin(imap, COMMAND_SEARCH);
    buf_adds(&imap->out, "UID SEARCH SINCE ");
    imap_write_day(&imap->out, since);
}

void imap_find_from(Imap *imap, uint32_t uid, Time since)
{
    search(imap, since);
    buf_addf(&imap->out, " UID %u:*\r\n", uid);
}

bool imap_find_named(Imap *imap, Time since, const char *message_id, Err *err)
{
    for (const char *at = message_id; *at; at++)
        if (*at <= ' ' || *at > 126 || strchr("\"\\<>", *at))
            return err_set(err, ERR_INPUT, "\"%.100s\" cannot be a Message-ID", message_id);
    if (strlen(message_id) > IMAP_NAME_MOST)
        return err_set(err, ERR_INPUT, "a Message-ID of %zu bytes", strlen(message_id));
    search(imap, since);
    buf_addf(&imap->out, " HEADER Message-ID \"<%s>\"\r\n", message_id);
    return true;
}

const uint32_t *imap_found(const Imap *imap, size_t *count)
{
    *count = imap->found_count;
    return imap->found;
}

void imap_fetch(Imap *imap, const uint32_t *uids, size_t count)
{
    begin(imap, COMMAND_FETCH);
    buf_adds(&imap->out, "UID FETCH ");
    for (size_t i = 0; i < count && i < IMAP_FETCH_MOST; i++)
        buf_addf(&imap->out, "%s%u", i ? "," : "", uids[i]);
    buf_addf(&imap->out, " (UID INTERNALDATE BODY.PEEK[]<0.%zu>)\r\n", imap->mail_most);
}

bool imap_append(Imap *imap, const char *folder, Time at, const char *bytes, size_t length,
                 Err *err)
{
    if (!say_folder(imap, COMMAND_APPEND, "APPEND", folder, err))
        return false;
    buf_adds(&imap->out, " (\\Seen) ");
    imap_write_time(&imap->out, at);
    buf_addf(&imap->out, " {%zu%s}\r\n", length, imap->abilities.literal ? "+" : "");
    imap->body = bytes;
    imap->body_left = length;
    imap->body_granted = imap->abilities.literal;
    return true;
}

bool imap_create(Imap *imap, const char *folder, Err *err)
{
    if (!say_folder(imap, COMMAND_ANY, "CREATE", folder, err))
        return false;
    buf_adds(&imap->out, "\r\n");
    return true;
}

void imap_noop(Imap *imap)
{
    say(imap, COMMAND_ANY, "NOOP");
}

void imap_idle(Imap *imap)
{
    say(imap, COMMAND_IDLE, "IDLE");
    imap->idles = imap->ending = false;
}

/* A server that has not said yet that it waits would take DONE for a command. */
void imap_idle_end(Imap *imap)
{
    if (imap->command != COMMAND_IDLE || imap->ending)
        return;
    imap->ending = true;
    if (imap->idles)
        buf_adds(&imap->out, "DONE\r\n");
}

void imap_logout(Imap *imap)
{
    say(imap, COMMAND_LOGOUT, "LOGOUT");
}

/* --- bytes ------------------------------------------------------------------------------------ */

/* A mail that was appended is ended by the line end of its command. */
size_t imap_out(Imap *imap, const char **bytes)
{
    if (imap->out.length || !imap->body_granted) {
        *bytes = imap->out.at;
        return imap->out.length;
    }
    *bytes = imap->body;
    return imap->body_left;
}

void imap_out_moved(Imap *imap, size_t count)
{
    if (imap->out.length) {
        buf_drop_front(&imap->out, count);
    } else if (count && count <= imap->body_left) {
        imap->body += count;
        imap->body_left -= count;
    }
    if (imap->body_granted && !imap->out.length && !imap->body_left) {
        imap->body_granted = false;
        buf_adds(&imap->out, "\r\n");
    }
}

void imap_heard(Imap *imap, const char *bytes, size_t count)
{
    if (imap->over)
        return;
    buf_drop_front(&imap->in, imap->spent);
    imap->spent = 0;
    buf_add(&imap->in, bytes, count);
}

/* --- answers ---------------------------------------------------------------------------------- */

/* Up to the line's end, for people. */
static void keep_words(Imap *imap, const ImapWords *words)
{
    auto_arena Arena *arena = arena_new();
    snprintf(
        imap->words, sizeof imap->words, "%s",
        text_clean(arena, words->at, (size_t)(words->end - words->at), sizeof imap->words - 1));
}

static void read_abilities(Imap *imap, ImapWords *words)
{
    ImapWord word;
    imap->abilities = (ImapAbilities){0};
    while ((word = imap_word(words)).kind == IMAP_WORD_ATOM) {
        imap->abilities.idle = imap->abilities.idle || imap_word_is(&word, "IDLE");
        imap->abilities.literal = imap->abilities.literal || imap_word_is(&word, "LITERAL+");
        imap->abilities.special_use =
            imap->abilities.special_use || imap_word_is(&word, "SPECIAL-USE");
    }
}

/* "[UIDVALIDITY 3857529045]" is one word by what an atom is. */
static void read_code(Imap *imap, ImapWords *words)
{
    static const char name[] = "[UIDVALIDITY ";
    ImapWord code = imap_word(words);
    size_t length = sizeof name - 1;
    if (code.length <= length + 1 || strncasecmp(code.at, name, length) != 0)
        return;
    ImapWord number = {IMAP_WORD_ATOM, code.at + length, code.length - length - 1};
    if (imap->command == COMMAND_EXAMINE)
        imap->validity = imap_word_number(&number);
}

static void add_found(Imap *imap, uint32_t uid)
{
    if (!uid || imap->found_count == IMAP_FOUND_MOST)
        return;
    if (imap->found_count == imap->found_room) {
        imap->found_room = imap->found_room ? 2 * imap->found_room : 64;
        uint32_t *grown = realloc(imap->found, imap->found_room * sizeof *grown);
        if (!grown)
            abort();
        imap->found = grown;
    }
    imap->found[imap->found_count++] = uid;
}

static void read_search(Imap *imap, ImapWords *words)
{
    ImapWord word;
    while ((word = imap_word(words)).kind == IMAP_WORD_ATOM)
        add_found(imap, imap_word_number(&word));
}

/* "1:3,7": RFC 9051 §7.3.4. */
static void read_set(Imap *imap, const ImapWord *set)
{
    const char *at = set->at, *end = set->at + set->length;
    while (at < end) {
        const char *comma = memchr(at, ',', (size_t)(end - at)), *stop = comma ? comma : end;
        const char *colon = memchr(at, ':', (size_t)(stop - at));
        ImapWord low = {IMAP_WORD_ATOM, at, (size_t)((colon ? colon : stop) - at)};
        ImapWord high = {IMAP_WORD_ATOM, colon ? colon + 1 : at,
                         (size_t)(stop - (colon ? colon + 1 : at))};
        uint32_t from = imap_word_number(&low), upto = imap_word_number(&high);
        for (uint32_t uid = from; uid && uid <= upto && imap->found_count < IMAP_FOUND_MOST; uid++)
            add_found(imap, uid);
        at = stop + 1;
    }
}

static void read_extended_search(Imap *imap, ImapWords *words)
{
    ImapWord word;
    while ((word = imap_word(words)).kind != IMAP_WORD_END) {
        if (word.kind == IMAP_WORD_OPEN)
            while ((word = imap_word(words)).kind != IMAP_WORD_CLOSE && word.kind)
                ;
        if (!imap_word_is(&word, "ALL"))
            continue;
        word = imap_word(words);
        read_set(imap, &word);
    }
}

static ImapEvent read_list(Imap *imap, ImapWords *words, ImapHeard *heard)
{
    ImapWord word = imap_word(words);
    heard->selectable = true;
    if (word.kind != IMAP_WORD_OPEN)
        return IMAP_QUIET;
    for (int i = 0; i < ATTRIBUTES_MOST && (word = imap_word(words)).kind == IMAP_WORD_ATOM; i++) {
        heard->is_sent = heard->is_sent || imap_word_is(&word, "\\Sent");
        if (imap_word_is(&word, "\\Noselect") || imap_word_is(&word, "\\NonExistent"))
            heard->selectable = false;
    }
    if (word.kind != IMAP_WORD_CLOSE || !imap_word_skip(words))
        return IMAP_QUIET;
    word = imap_word(words);
    if (word.kind < IMAP_WORD_ATOM || word.length > IMAP_NAME_MOST ||
        memchr(word.at, '\0', word.length))
        return IMAP_QUIET;
    auto_buf Buf wire = buf_new(TEXT_MOST);
    imap_word_text(&word, &wire);
    buf_clear(&imap->text);
    if (!imap_read_folder(&imap->text, wire.at) || imap->text.over)
        return IMAP_QUIET;
    heard->name = imap->text.at;
    return IMAP_FOLDER;
}

/* Pairs of a name and a value, until a parenthesis closes them. Flags may come unasked. */
static ImapEvent read_mail(ImapWords *words, ImapHeard *heard)
{
    ImapWord name = imap_word(words), value;
    bool mail = false;
    if (name.kind != IMAP_WORD_OPEN)
        return IMAP_QUIET;
    heard->at = TIME_NONE;
    for (int i = 0; i < ATTRIBUTES_MOST && (name = imap_word(words)).kind == IMAP_WORD_ATOM; i++) {
        ImapWords before = *words;
        if (!imap_word_skip(words))
            return IMAP_QUIET;
        value = imap_word(&before);
        if (imap_word_is(&name, "UID"))
            heard->uid = imap_word_number(&value);
        if (imap_word_is(&name, "INTERNALDATE"))
            heard->at = imap_read_time(value.at, value.length);
        if (name.length >= 6 && !strncasecmp(name.at, "BODY[]", 6) &&
            value.kind != IMAP_WORD_OPEN && !imap_word_is(&value, "NIL")) {
            mail = true;
            heard->bytes = value.at;
            heard->length = value.length;
        }
    }
    return mail && heard->uid ? IMAP_MAIL : IMAP_QUIET;
}

/* Told with whatever command comes next: not waited for a second time (RFC 3501 §7.3.1). Some
 * servers say the same number again and again. */
static ImapEvent read_exists(Imap *imap, uint32_t exists)
{
    bool news = exists != imap->exists && imap->command != COMMAND_EXAMINE;
    imap->exists = exists;
    imap->news = imap->news || news;
    return news && imap->command == COMMAND_IDLE && !imap->ending ? IMAP_NEWS : IMAP_QUIET;
}

/* "* 23 EXISTS", "* 5 EXPUNGE" (one less: the next one that comes is news), "* 4 FETCH (…)" */
static ImapEvent read_numbered(Imap *imap, const ImapWord *number, ImapWords *words,
                               ImapHeard *heard)
{
    ImapWord what = imap_word(words);
    if (imap_word_is(&what, "EXISTS"))
        return read_exists(imap, imap_word_number(number));
    if (imap_word_is(&what, "EXPUNGE"))
        imap->exists -= imap->exists > 0;
    return imap_word_is(&what, "FETCH") && imap->command == COMMAND_FETCH ? read_mail(words, heard)
                                                                          : IMAP_QUIET;
}

static ImapEvent read_untagged(Imap *imap, ImapWords *words, ImapHeard *heard)
{
    ImapWord what = imap_word(words);
    if (imap_word_is(&what, "BYE") && imap->command != COMMAND_LOGOUT) {
        keep_words(imap, words);
        end_over(imap, imap->words);
        return IMAP_OVER;
    }
    if (imap_word_is(&what, "OK"))
        read_code(imap, words);
    if (imap_word_is(&what, "CAPABILITY"))
        read_abilities(imap, words);
    if (imap_word_is(&what, "SEARCH") && imap->command == COMMAND_SEARCH)
        read_search(imap, words);
    if (imap_word_is(&what, "ESEARCH") && imap->command == COMMAND_SEARCH)
        read_extended_search(imap, words);
    if (imap_word_is(&what, "LIST") && imap->command == COMMAND_LIST)
        return read_list(imap, words, heard);
    return what.kind == IMAP_WORD_ATOM && what.length && what.at[0] >= '0' && what.at[0] <= '9'
               ? read_numbered(imap, &what, words, heard)
               : IMAP_QUIET;
}

static ImapEvent go_ahead(Imap *imap)
{
    if (imap->command == COMMAND_APPEND && imap->body_left && !imap->out.length) {
        imap->body_granted = true;
        return IMAP_QUIET;
    }
    if (imap->command == COMMAND_IDLE && !imap->idles) {
        imap->idles = true;
        if (imap->ending)
            buf_adds(&imap->out, "DONE\r\n");
        return imap->news && !imap->ending ? IMAP_NEWS : IMAP_QUIET;
    }
    end_over(imap, "the server asks for what was not offered");
    return IMAP_OVER;
}

static int by_number(const void *left, const void *right)
{
    const uint32_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static ImapEvent end_command(Imap *imap, bool done, ImapHeard *heard)
{
    Command command = imap->command;
    imap->command = COMMAND_NONE;
    if (imap->body_left && (done || imap->body_granted)) {
        end_over(imap, "the server answers before it has the mail");
        return IMAP_OVER;
    }
    imap->body_left = 0;
    if (command == COMMAND_SEARCH && imap->found_count)
        qsort(imap->found, imap->found_count, sizeof *imap->found, by_number);
    heard->words = imap->words;
    return done ? IMAP_DONE : IMAP_REFUSED;
}

static ImapEvent read_tagged(Imap *imap, const ImapWord *tag, ImapWords *words, ImapHeard *heard)
{
    char expected[16];
    snprintf(expected, sizeof expected, "b%u", imap->tag);
    ImapWord status = imap_word(words);
    bool done = imap_word_is(&status, "OK");
    keep_words(imap, words);
    if (imap->command != COMMAND_NONE && imap_word_is(tag, expected) &&
        (done || imap_word_is(&status, "NO") || imap_word_is(&status, "BAD")))
        return end_command(imap, done, heard);
    end_over(imap, "the server does not speak IMAP");
    return IMAP_OVER;
}

static ImapEvent read_answer(Imap *imap, size_t length, ImapHeard *heard)
{
    ImapWords words = {imap->in.at, imap->in.at + length};
    ImapWord tag = imap_word(&words);
    if (imap_word_is(&tag, "*"))
        return read_untagged(imap, &words, heard);
    if (imap_word_is(&tag, "+"))
        return go_ahead(imap);
    return read_tagged(imap, &tag, &words, heard);
}

ImapEvent imap_event(Imap *imap, ImapHeard *heard)
{
    const char *why = "";
    size_t whole = 0;
    while (!imap->over) {
        buf_drop_front(&imap->in, imap->spent);
        imap->spent = 0;
        ImapScanned scanned = imap->in.over ? IMAP_SCAN_BROKEN
                                            : imap_scan(&imap->scan, imap->in.at, imap->in.length,
                                                        imap->mail_most, &whole, &why);
        if (scanned == IMAP_SCAN_MORE)
            return IMAP_QUIET;
        if (scanned == IMAP_SCAN_BROKEN) {
            end_over(imap, text_or(why, "an answer of the server has no end"));
            return IMAP_OVER;
        }
        *heard = (ImapHeard){0};
        ImapEvent event = read_answer(imap, whole, heard);
        imap->spent = whole;
        if (event != IMAP_QUIET)
            return event;
    }
    return IMAP_OVER;
}

const char *imap_trouble(const Imap *imap)
{
    return imap->trouble;
}
