#include "channel/imap_reader.h"

#include "base/text.h"
#include "channel/imap_folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BATCHES_MOST = 10 /* of one folder, before the others have their turn */ };

/* What the command that is under way is for. */
typedef enum Doing {
    DOING_NOTHING,
    DOING_ABILITIES,
    DOING_LIST,
    DOING_OPEN, /* EXAMINE or NOOP, to read */
    DOING_FIND,
    DOING_FETCH,
    DOING_IDLE,
    DOING_SENT_OPEN, /* for a copy */
    DOING_SENT_MAKE,
    DOING_SENT_FIND,
    DOING_SENT_APPEND
} Doing;

struct ImapReader {
    Imap *imap;
    ImapFolders folders;
    Doing doing;
    bool begun, listed; /* abilities, folders */
    bool probing, through;
    bool idle_refused, idle_ending;
    Folder *open;    /* NULL: none is */
    Folder *reading; /* the one DOING_OPEN and on is about */
    size_t found;    /* of imap_found(), what is dealt with */
    size_t batch, batches;
    bool one_by_one;
    uint32_t heard_uid; /* the highest of the batch */
    size_t heard;       /* of the batch, in its order */
    int64_t asked_at;   /* when what is under way was begun */
    const ReceiverCopy *copy;
    bool made; /* a Sent folder, for this copy */
    int64_t now;
};

ImapReader *imap_reader_new(const char *folders, const char *sent_folder,
                            const ReceiverPlace *places, size_t place_count)
{
    ImapReader *reader = calloc(1, sizeof *reader);
    if (!reader)
        abort();
    reader->imap = imap_new(RECEIVER_MAIL_MOST);
    imap_folders_init(&reader->folders, folders, sent_folder, places, place_count);
    return reader;
}

void imap_reader_free(ImapReader *reader)
{
    if (!reader)
        return;
    imap_free(reader->imap);
    free(reader);
}

bool imap_reader_check(const char *folders, const char *sent_folder, Err *err)
{
    return imap_folders_check(folders, sent_folder, err);
}

void imap_reader_probe(ImapReader *reader)
{
    reader->probing = true;
}

const char *imap_reader_missing(const ImapReader *reader, const char **why)
{
    for (size_t i = 0; i < reader->folders.count; i++) {
        const Folder *folder = &reader->folders.at[i];
        if (folder->why[0] && !folder->sent) {
            *why = folder->why;
            return folder->name;
        }
    }
    return NULL;
}

Imap *imap_reader_dialogue(ImapReader *reader)
{
    return reader->imap;
}

bool imap_reader_waits(const ImapReader *reader)
{
    return !imap_is_free(reader->imap) && (reader->doing != DOING_IDLE || reader->idle_ending);
}

bool imap_reader_is_late(const ImapReader *reader, int64_t now)
{
    bool large = reader->doing == DOING_FETCH || reader->doing == DOING_SENT_APPEND;
    return imap_reader_waits(reader) &&
           now - reader->asked_at > (large ? IMAP_LARGE_SECONDS : IMAP_ANSWER_SECONDS);
}

/* The first one that was asked for and has not come; where all have, the last. */
void imap_reader_blame(const ImapReader *reader, ReceiverNews *news)
{
    size_t count, first = reader->found;
    const uint32_t *uids = imap_found(reader->imap, &count);
    if (reader->doing != DOING_FETCH || !reader->reading)
        return;
    while (first + 1 < reader->found + reader->batch && uids[first] <= reader->heard_uid)
        first++;
    news->place = imap_folder_place(reader->reading);
    news->place.uid = uids[first];
    news->at = TIME_NONE;
    news->given = reader->heard == reader->batch;
}

bool imap_reader_takes_copy(const ImapReader *reader)
{
    return reader->listed && !reader->copy;
}

void imap_reader_copy(ImapReader *reader, const ReceiverCopy *copy)
{
    reader->copy = copy;
    reader->made = false;
}

/* --- what is told ----------------------------------------------------------------------------- */

static ReceiverEvent tell_down(ReceiverNews *news, ErrKind kind, const char *words)
{
    news->event = RECEIVER_DOWN;
    err_set(&news->why, kind, "the mail server says: %.300s", words);
    return RECEIVER_DOWN;
}

static ReceiverEvent tell_place(Folder *folder, ReceiverNews *news)
{
    news->event = RECEIVER_PLACE;
    news->place = imap_folder_place(folder);
    imap_folder_told(folder);
    return RECEIVER_PLACE;
}

/* One that was asked for has come. */
static void count_mail(ImapReader *reader, uint32_t uid)
{
    size_t count;
    const uint32_t *uids = imap_found(reader->imap, &count);
    if (uid > reader->heard_uid)
        reader->heard_uid = uid;
    if (reader->heard < reader->batch && uid == uids[reader->found + reader->heard])
        reader->heard++;
}

static ReceiverEvent tell_mail(ImapReader *reader, const ImapHeard *heard, ReceiverNews *news)
{
    reader->asked_at = reader->now;
    news->event = RECEIVER_MAIL;
    news->place = imap_folder_place(reader->reading);
    news->place.uid = heard->uid;
    news->sent = reader->reading->sent;
    news->at = heard->at;
    news->bytes = heard->bytes;
    news->length = heard->length;
    return RECEIVER_MAIL;
}

static ReceiverEvent end_copy(ImapReader *reader, const char *refused, ReceiverNews *news)
{
    news->event = refused ? RECEIVER_UNCOPIED : RECEIVER_COPIED;
    news->copy = reader->copy;
    if (refused)
        err_set(&news->why, ERR_BUSY, "no copy in %s: %.300s",
                imap_folders_sent_name(&reader->folders), refused);
    reader->copy = NULL;
    return news->event;
}

/* --- reading a folder ------------------------------------------------------------------------- */

static void open_folder(ImapReader *reader, Folder *folder)
{
    Err never; /* imap_folders_check() has looked, and the server's own names are names */
    reader->doing = DOING_OPEN;
    reader->reading = folder;
    reader->batches = 0;
    reader->one_by_one = false;
    if (reader->open == folder) {
        imap_noop(reader->imap);
    } else {
        reader->open = NULL;
        imap_examine(reader->imap, folder->name, &never);
    }
}

/* Not there, or not to be read: the others are. Without INBOX there is nothing to wait at. */
static ReceiverEvent leave_folder(ImapReader *reader, const char *why, ReceiverNews *news)
{
    Folder *folder = reader->reading;
    folder->due_at = reader->now + IMAP_GONE_SECONDS;
    reader->reading = NULL;
    if (folder == reader->folders.at)
        return tell_down(news, ERR_BUSY, why);
    if (folder->sent && !folder->uid)
        return RECEIVER_QUIET;
    imap_folder_lost(folder, why);
    return tell_place(folder, news);
}

static ReceiverEvent find_new(ImapReader *reader, ReceiverNews *news)
{
    Folder *folder = reader->reading;
    uint32_t validity = imap_validity(reader->imap);
    reader->open = folder;
    if (reader->probing) {
        folder->due_at = INT64_MAX;
        reader->reading = NULL;
        return RECEIVER_QUIET;
    }
    if (!validity)
        return tell_down(news, ERR_INPUT, "mails have no numbers there (UIDVALIDITY)");
    folder->why[0] = '\0';
    Time since = imap_folder_since(folder, validity);
    if (folder->validity != validity)
        folder->uid = folder->tried_uid = 0;
    folder->validity = validity;
    imap_find_from(reader->imap, folder->uid < UINT32_MAX ? folder->uid + 1 : UINT32_MAX, since);
    reader->doing = DOING_FIND;
    reader->found = 0;
    return RECEIVER_QUIET;
}

static ReceiverEvent end_folder(ImapReader *reader, bool all, ReceiverNews *news)
{
    Folder *folder = reader->reading;
    int64_t wait = folder != reader->folders.at ? IMAP_OTHERS_SECONDS
                   : imap_abilities(reader->imap).idle && !reader->idle_refused ? IMAP_IDLE_SECONDS
                                                                                : IMAP_POLL_SECONDS;
    folder->due_at = all ? reader->now + wait : reader->now;
    reader->reading = NULL;
    return all && imap_folder_was_read(folder) ? tell_place(folder, news) : RECEIVER_QUIET;
}

static ReceiverEvent fetch_more(ImapReader *reader, ReceiverNews *news)
{
    size_t count;
    const uint32_t *uids = imap_found(reader->imap, &count);
    while (reader->found < count && uids[reader->found] <= reader->reading->uid)
        reader->found++; /* "7:*" finds the last one, whatever its number */
    size_t left = count - reader->found;
    if (!left || reader->batches++ == BATCHES_MOST)
        return end_folder(reader, !left, news);
    bool alone = reader->one_by_one || uids[reader->found] <= reader->reading->tried_uid;
    reader->heard_uid = 0;
    reader->heard = 0;
    reader->batch = alone ? 1 : left < IMAP_FETCH_MOST ? left : IMAP_FETCH_MOST;
    reader->doing = DOING_FETCH;
    imap_fetch(reader->imap, uids + reader->found, reader->batch);
    return RECEIVER_QUIET;
}

static ReceiverEvent end_fetch(ImapReader *reader, bool done, const ImapHeard *heard,
                               ReceiverNews *news)
{
    size_t count;
    const uint32_t *uids = imap_found(reader->imap, &count);
    if (!done && reader->batch > 1) {
        reader->one_by_one = true;
        return RECEIVER_QUIET;
    }
    reader->found += reader->batch;
    reader->reading->uid = uids[reader->found - 1];
    if (done)
        return tell_place(reader->reading, news);
    ImapHeard lost = {.uid = reader->reading->uid, .at = TIME_NONE};
    tell_mail(reader, &lost, news);
    err_set(&news->why, ERR_BROKEN, "the mail server does not give it: %.300s", heard->words);
    return RECEIVER_MAIL;
}

/* --- a copy of what was sent ------------------------------------------------------------------ */

static void open_sent(ImapReader *reader, Doing doing)
{
    Err never;
    reader->doing = doing;
    reader->open = NULL;
    if (doing == DOING_SENT_MAKE)
        imap_create(reader->imap, imap_folders_sent_name(&reader->folders), &never);
    else
        imap_examine(reader->imap, imap_folders_sent_name(&reader->folders), &never);
}

static ReceiverEvent append(ImapReader *reader, ReceiverNews *news)
{
    const ReceiverCopy *copy = reader->copy;
    Err err;
    reader->doing = DOING_SENT_APPEND;
    return imap_append(reader->imap, imap_folders_sent_name(&reader->folders), copy->at,
                       copy->bytes, copy->length, &err)
               ? RECEIVER_QUIET
               : end_copy(reader, err.message, news);
}

static ReceiverEvent find_copy(ImapReader *reader, ReceiverNews *news)
{
    Err err;
    reader->doing = DOING_SENT_FIND;
    return imap_find_named(reader->imap, imap_copy_since(reader->copy->at),
                           reader->copy->message_id, &err)
               ? RECEIVER_QUIET
               : end_copy(reader, err.message, news);
}

static ReceiverEvent go_on_with_copy(ImapReader *reader, Doing was, bool done, const char *words,
                                     ReceiverNews *news)
{
    size_t count;
    if (was == DOING_SENT_OPEN && !done && !reader->made) {
        reader->made = true;
        open_sent(reader, DOING_SENT_MAKE);
        return RECEIVER_QUIET;
    }
    if (!done)
        return end_copy(reader, words, news);
    switch (was) {
    case DOING_SENT_OPEN:
        return find_copy(reader, news);
    case DOING_SENT_MAKE:
        open_sent(reader, DOING_SENT_OPEN);
        return RECEIVER_QUIET;
    case DOING_SENT_FIND:
        imap_found(reader->imap, &count);
        return count ? end_copy(reader, NULL, news) : append(reader, news);
    default:
        return end_copy(reader, NULL, news);
    }
}

/* --- one command after another ---------------------------------------------------------------- */

static ReceiverEvent end_command(ImapReader *reader, bool done, const ImapHeard *heard,
                                 ReceiverNews *news)
{
    Doing was = reader->doing;
    reader->doing = DOING_NOTHING;
    switch (was) {
    case DOING_LIST:
        reader->listed = true;
        imap_folders_listed(&reader->folders);
        return RECEIVER_QUIET;
    case DOING_OPEN:
        return done ? find_new(reader, news) : leave_folder(reader, heard->words, news);
    case DOING_FIND:
        return done ? fetch_more(reader, news) : tell_down(news, ERR_BUSY, heard->words);
    case DOING_FETCH:
        return end_fetch(reader, done, heard, news);
    case DOING_IDLE:
        reader->idle_refused = !done;
        reader->folders.at[0].due_at = reader->now; /* what the server has not told is looked for */
        return RECEIVER_QUIET;
    case DOING_NOTHING:
    case DOING_ABILITIES:
        return RECEIVER_QUIET;
    default:
        return go_on_with_copy(reader, was, done, heard->words, news);
    }
}

/* By what is due; INBOX comes last, for it is waited at. Where something else was opened since it
 * was looked at, it is looked at again. */
static bool begin_task(ImapReader *reader)
{
    Folder *inbox = reader->folders.at;
    Folder *due = imap_folders_due(&reader->folders, reader->now);
    if (reader->copy) {
        reader->reading = NULL;
        open_sent(reader, DOING_SENT_OPEN);
        return true;
    }
    if (!due && !reader->probing && reader->open != inbox)
        due = inbox;
    if (due)
        open_folder(reader, due);
    return due != NULL;
}

/* False: there is nothing to be said now, and `told` may say so. */
static bool begin_command(ImapReader *reader, ReceiverEvent *told, ReceiverNews *news)
{
    if (!reader->begun) {
        reader->begun = true;
        reader->doing = DOING_ABILITIES;
        imap_ask_abilities(reader->imap);
    } else if (!reader->listed) {
        reader->doing = DOING_LIST;
        imap_list(reader->imap);
    } else if (reader->reading) { /* not to its end */
        *told = fetch_more(reader, news);
    } else if (begin_task(reader)) {
        reader->through = false;
    } else if (!reader->through) {
        reader->through = true;
        *told = news->event = RECEIVER_THROUGH;
    } else if (imap_abilities(reader->imap).idle && !reader->idle_refused) {
        reader->doing = DOING_IDLE;
        reader->idle_ending = false;
        imap_idle(reader->imap);
    } else {
        return false;
    }
    return true;
}

static void end_idle(ImapReader *reader)
{
    if (!reader->idle_ending)
        reader->asked_at = reader->now;
    reader->idle_ending = true;
    imap_idle_end(reader->imap);
}

/* RECEIVER_QUIET where it is of this file only. */
static ReceiverEvent hear(ImapReader *reader, ImapEvent event, const ImapHeard *heard,
                          ReceiverNews *news)
{
    switch (event) {
    case IMAP_FOLDER:
        imap_folders_hear(&reader->folders, heard);
        return RECEIVER_QUIET;
    case IMAP_MAIL:
        if (!reader->reading || reader->doing != DOING_FETCH)
            return RECEIVER_QUIET;
        count_mail(reader, heard->uid);
        return tell_mail(reader, heard, news);
    case IMAP_NEWS:
        end_idle(reader);
        return RECEIVER_QUIET;
    case IMAP_OVER:
        imap_reader_blame(reader, news);
        return tell_down(news, ERR_BUSY, text_or(imap_trouble(reader->imap), "it hung up"));
    default:
        return end_command(reader, event == IMAP_DONE, heard, news);
    }
}

ReceiverEvent imap_reader_turn(ImapReader *reader, int64_t now, ReceiverNews *news)
{
    ImapHeard heard = {0};
    ImapEvent event;
    ReceiverEvent told = RECEIVER_QUIET;
    reader->now = now;
    *news = (ReceiverNews){0};
    while (told == RECEIVER_QUIET && (event = imap_event(reader->imap, &heard)) != IMAP_QUIET)
        told = hear(reader, event, &heard, news);
    while (told == RECEIVER_QUIET && imap_is_free(reader->imap) &&
           begin_command(reader, &told, news))
        reader->asked_at = now;
    if (reader->doing == DOING_IDLE && (reader->copy || imap_folders_due(&reader->folders, now)))
        end_idle(reader);
    return told;
}
