/* The folders that an ImapReader reads, INBOX first: for imap_reader.c only. */
#pragma once

#include "channel/imap_reader.h"

typedef struct Folder {
    char name[IMAP_NAME_MOST + 1];
    bool sent;              /* what lies in it was sent */
    uint32_t validity, uid; /* its numbering, and the last mail read; 0: none */
    Time read_at;           /* to its end, by the machine's clock */
    char why[256];          /* it cannot be read; "" */
    uint32_t told_uid;      /* what the caller has been told of it */
    Time told_at;
    uint32_t tried_uid; /* mails up to there come one by one */
    int64_t due_at;     /* to be looked at, by the reader's clock */
} Folder;

typedef struct ImapFolders {
    Folder at[IMAP_FOLDERS_MOST + 1]; /* one more for Sent */
    size_t count;
    Folder sent;        /* what is known of it; `due_at`: how surely it is the one */
    bool sent_there;    /* … the server lists it */
    bool sent_is_given; /* … by the settings */
    Folder known[IMAP_FOLDERS_MOST + 1]; /* as the caller gave them */
    size_t known_count;
} ImapFolders;

bool imap_folders_check(const char *folders, const char *sent_folder, Err *err);
void imap_folders_init(ImapFolders *folders, const char *names, const char *sent_folder,
                       const ReceiverPlace *places, size_t place_count);
/* One of the server's, and then all of them: Sent is known. */
void imap_folders_hear(ImapFolders *folders, const ImapHeard *heard);
void imap_folders_listed(ImapFolders *folders);
/* Of which a copy is made, be it there or not. */
const char *imap_folders_sent_name(const ImapFolders *folders);
/* The one that has waited longest, INBOX after the others; NULL: none is due. */
Folder *imap_folders_due(ImapFolders *folders, int64_t now);

/* From when on it is read. A day goes to servers that live in another zone. */
Time imap_folder_since(const Folder *folder, uint32_t validity);
/* From when on a copy of what was sent then may have come. */
Time imap_copy_since(Time sent_at);
/* To its end, now; true when the caller is to be told. */
bool imap_folder_was_read(Folder *folder);
void imap_folder_lost(Folder *folder, const char *why);
/* As the caller is told. */
ReceiverPlace imap_folder_place(const Folder *folder);
void imap_folder_told(Folder *folder);
