/* Files of an e-mail, a text or a fax that is to come: those of its content, and the lead's own
 * photos and papers.
 *
 * A content's files go along by themselves; a lead's when somebody chose them. Each goes as a file
 * or as a link (action/file_link.h), or stays. What a person has let go goes as they saw it: a file
 * that comes later does not slip in, one that is to go cannot be removed.
 *
 * A mail has a weight: its bytes as they travel, files in base64. What it may weigh is the setting
 * mail_megabytes, or what the mailbox's server takes (SIZE, RFC 1870), whichever is less. A mail
 * that is too heavy is told to the person who looks it over (its lint, `outbox send`), before
 * anything is claimed; where nobody looks, its content's largest files become links by themselves,
 * and where that cannot be a person is asked.
 *
 * A text carries one picture where its gateway takes pictures (MMS); every other file of its is a
 * link behind its words, and counts in its parts.
 */
#pragma once

#include "action/file.h"
#include "action/invitation_offer.h"

typedef enum FileWay { FILE_STAYS, FILE_ENCLOSED, FILE_LINKED, FILE_WAYS } FileWay;

const char *file_way_name(FileWay way); /* "not" "file" "link" */
/* INPUT (field "way") names them. */
bool file_way_find(const char *name, FileWay *way, Err *err);

typedef struct MailFile {
    int64_t id;
    const char *name, *type;
    int64_t size;
    bool image;
    bool of_content; /* else the lead's */
    bool had;        /* the person has had it by another mail */
    FileWay way;
} MailFile;

typedef struct MailFiles {
    int64_t touch_id, lead_id;
    MailFile *at; /* the content's first */
    size_t count;
    int64_t weight;             /* of those enclosed, as they travel */
    int64_t most;               /* what may travel */
    bool of_server;             /* `most` is what the mailbox's server takes, else the setting */
    bool linkable;              /* there is a public_url */
    bool of_fax;                /* which carries PDFs, as pages of its own */
    bool of_text;               /* which carries one picture at most, all else as links */
    bool pictures;              /* of_text: its gateway takes pictures */
    InvitationOffer invitation; /* of an e-mail: what could go beside them */
    const char *fixed;          /* why nothing can be chosen any more; NULL: it can */
} MailFiles;

/* Of the e-mail that is to come. MISSING: the touch is not to come, or not the user's to see;
 * INPUT (field "touch"): it is no e-mail, text or fax. */
bool mail_files(Context *context, Arena *arena, int64_t touch_id, MailFiles *files, Err *err);
/* MISSING (field "file"): it is neither the lead's nor the content's; CONFLICT: the message is let
 * go, or on its way; INPUT: a link without a public_url. */
bool mail_file_choose(Context *context, Arena *arena, int64_t touch_id, int64_t file_id,
                      FileWay way, MailFiles *files, Err *err);
/* Keeps a file with the lead and lets it go along. As file_keep() and mail_file_choose(). */
bool mail_file_add(Context *context, Arena *arena, int64_t touch_id, const FileInput *input,
                   FileWay way, MailFiles *files, Err *err);

/* Of a text, as they will stand behind its words, each behind a line end; NULL: none does. */
const char *mail_files_links(Context *context, Arena *arena, const MailFiles *files);
bool mail_files_going(const MailFiles *files); /* whether any does */
/* Whether a text carries a picture. */
bool mail_files_picture(const MailFiles *files);
/* The heaviest of those that travel; NULL: none does. */
const MailFile *mail_files_heaviest(const MailFiles *files);

/* What a message carried when it went. */
typedef struct MailFileWent {
    int64_t id; /* 0: the file was removed since */
    const char *name;
    int64_t size;
    FileWay way;
} MailFileWent;

typedef struct MailFilesWent {
    MailFileWent *at;
    size_t count;
} MailFilesWent;

bool mail_files_went(Context *context, Arena *arena, int64_t touch_id, MailFilesWent *went,
                     Err *err);
