#include "channel/imap_folder.h"

#include "base/text.h"
#include "mail/imap.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { TOLD_SECONDS = 3600 /* of a folder into which nothing comes */ };

/* How surely a folder is the one of what was sent: the better one counts. */
enum { SENT_GUESSED, SENT_NAMED, SENT_FLAGGED };

/* What mail programs call it, where the server does not say. */
static const char *const sent_names[] = {
    "Sent",
    "Sent Items",
    "Sent Messages",
    "Sent Mail",
    "INBOX.Sent",
    "INBOX/Sent",
    "Gesendet",
    "Gesendete Objekte",
    "Gesendete Elemente",
    "Éléments envoyés",
    "Envoyés",
    "Elementos enviados",
    "Enviados",
    "Posta inviata",
    "Inviata",
    "Verzonden items",
    "Verzonden",
    "Skickat",
    "Sendt",
    "Wysłane",
    "Отправленные",
    "送信済み",
};

/* "INBOX, Junk": the next name, its ends trimmed. */
static size_t next_name(const char **at, const char **name)
{
    *at += strspn(*at, " ,");
    *name = *at;
    size_t length = strcspn(*at, ",");
    *at += length;
    while (length && (*name)[length - 1] == ' ')
        length--;
    return length;
}

static bool check_name(const char *name, const char *field, Err *err)
{
    for (const char *at = name; *at; at++)
        if ((unsigned char)*at < ' ' || *at == 127)
            return err_field(err, ERR_INPUT, field, "a folder's name is one line");
    return text_is_utf8(name, strlen(name)) ||
           err_field(err, ERR_INPUT, field, "a folder's name is UTF-8");
}

bool imap_folders_check(const char *folders, const char *sent_folder, Err *err)
{
    enum { NAME_BYTES = IMAP_NAME_MOST / 3 }; /* it is longer on the wire */
    size_t count = 1, length;
    const char *at = folders, *name;
    while ((length = next_name(&at, &name)) > 0) {
        count += length != 5 || strncasecmp(name, "INBOX", length) != 0;
        if (length > NAME_BYTES)
            return err_field(err, ERR_INPUT, "folders", "a folder's name is %d bytes at most",
                             NAME_BYTES);
    }
    if (count > IMAP_FOLDERS_MOST)
        return err_field(err, ERR_INPUT, "folders", "%zu folders: %d are read at most", count,
                         IMAP_FOLDERS_MOST);
    if (strlen(sent_folder) > NAME_BYTES)
        return err_field(err, ERR_INPUT, "sent_folder", "a folder's name is %d bytes at most",
                         NAME_BYTES);
    return check_name(folders, "folders", err) && check_name(sent_folder, "sent_folder", err);
}

static Folder folder_named(const ImapFolders *folders, const char *name, size_t length)
{
    Folder made = {.read_at = TIME_NONE, .told_at = TIME_NONE};
    snprintf(made.name, sizeof made.name, "%.*s", (int)length, name);
    for (size_t i = 0; i < folders->known_count; i++)
        if (text_equal(folders->known[i].name, made.name))
            made = folders->known[i];
    return made;
}

static Folder *find(ImapFolders *folders, const char *name)
{
    for (size_t i = 0; i < folders->count; i++)
        if (text_equal(folders->at[i].name, name))
            return &folders->at[i];
    return NULL;
}

static void keep_known(ImapFolders *folders, const ReceiverPlace *place)
{
    if (folders->known_count > IMAP_FOLDERS_MOST)
        return;
    Folder *known = &folders->known[folders->known_count++];
    *known = (Folder){.validity = (uint32_t)place->validity,
                      .uid = (uint32_t)place->uid,
                      .read_at = place->read_at,
                      .tried_uid = (uint32_t)place->tried_uid,
                      .told_uid = (uint32_t)place->uid,
                      .told_at = place->read_at};
    snprintf(known->name, sizeof known->name, "%s", place->folder);
}

void imap_folders_init(ImapFolders *folders, const char *names, const char *sent_folder,
                       const ReceiverPlace *places, size_t place_count)
{
    const char *at = names, *name;
    size_t length;
    *folders = (ImapFolders){.sent_is_given = *sent_folder != '\0'};
    for (size_t i = 0; i < place_count; i++)
        keep_known(folders, &places[i]);
    folders->at[folders->count++] = folder_named(folders, "INBOX", strlen("INBOX"));
    while ((length = next_name(&at, &name)) > 0 && folders->count < IMAP_FOLDERS_MOST) {
        Folder made = folder_named(folders, name, length);
        if (strcasecmp(made.name, "INBOX") != 0 && !find(folders, made.name))
            folders->at[folders->count++] = made;
    }
    const char *sent = folders->sent_is_given ? sent_folder : sent_names[0];
    folders->sent = folder_named(folders, sent, strlen(sent));
}

static bool is_sent_name(const char *name)
{
    for (size_t i = 0; i < sizeof sent_names / sizeof *sent_names; i++)
        if (text_equal_nocase(sent_names[i], name))
            return true;
    return false;
}

void imap_folders_hear(ImapFolders *folders, const ImapHeard *heard)
{
    if (!heard->selectable || strlen(heard->name) > IMAP_NAME_MOST)
        return;
    if (folders->sent_is_given) {
        folders->sent_there = folders->sent_there || text_equal(heard->name, folders->sent.name);
        return;
    }
    int64_t sure = heard->is_sent              ? SENT_FLAGGED
                   : is_sent_name(heard->name) ? SENT_NAMED
                                               : SENT_GUESSED;
    if (sure <= folders->sent.due_at)
        return;
    folders->sent = folder_named(folders, heard->name, strlen(heard->name));
    folders->sent.due_at = sure;
    folders->sent_there = true;
}

void imap_folders_listed(ImapFolders *folders)
{
    folders->sent.due_at = 0;
    Folder *same = find(folders, folders->sent.name);
    if (same)
        same->sent = true;
    else if (folders->sent_there) {
        folders->sent.sent = true;
        folders->at[folders->count++] = folders->sent;
    }
}

const char *imap_folders_sent_name(const ImapFolders *folders)
{
    return folders->sent.name;
}

Folder *imap_folders_due(ImapFolders *folders, int64_t now)
{
    Folder *due = NULL;
    for (size_t i = folders->count; i-- > 0;)
        if (folders->at[i].due_at <= now && (!due || folders->at[i].due_at < due->due_at))
            due = &folders->at[i];
    return due;
}

Time imap_folder_since(const Folder *folder, uint32_t validity)
{
    Time now = clock_now();
    bool read = folder->read_at != TIME_NONE && folder->read_at <= now;
    int days = read && folder->validity != validity ? RECEIVER_AGAIN_DAYS : RECEIVER_FIRST_DAYS;
    return (read ? folder->read_at : now) - (days + 1) * (Time)DAY_SECONDS;
}

Time imap_copy_since(Time sent_at)
{
    Time now = clock_now();
    return (sent_at < now ? sent_at : now) - (RECEIVER_AGAIN_DAYS + 1) * (Time)DAY_SECONDS;
}

bool imap_folder_was_read(Folder *folder)
{
    folder->read_at = clock_now();
    return folder->uid != folder->told_uid || folder->told_at == TIME_NONE ||
           folder->read_at - folder->told_at >= TOLD_SECONDS;
}

void imap_folder_lost(Folder *folder, const char *why)
{
    size_t length = strnlen(why, sizeof folder->why - 1);
    bool is_utf8 = text_is_utf8(why, length);
    for (size_t i = 0; i < length; i++)
        folder->why[i] = !is_utf8 && (unsigned char)why[i] > 126 ? '?' : why[i];
    folder->why[length] = '\0';
}

ReceiverPlace imap_folder_place(const Folder *folder)
{
    return (ReceiverPlace){.folder = folder->name,
                           .validity = folder->validity,
                           .uid = folder->uid,
                           .read_at = folder->read_at,
                           .why = *folder->why ? folder->why : NULL};
}

void imap_folder_told(Folder *folder)
{
    folder->told_uid = folder->uid;
    folder->told_at = folder->read_at;
}
