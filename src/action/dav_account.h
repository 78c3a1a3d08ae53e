/* DAV accounts: a user's calendar (CalDAV, RFC 4791) or address book (CardDAV, RFC 6352) at another
 * server (Nextcloud, Google, Fastmail, iCloud, Radicale, …), which Beck keeps up to date and looks
 * at (action/dav_sync.h).
 *
 * The user gives a URL and a login; what there is is found by the server's own answers
 * (channel/dav.h), and one of them is chosen. The password is sealed (auth/seal.h) and never shown;
 * a login without one is the address of a sender that is signed in at a provider (action/login.h),
 * whose token opens it, too. It belongs to a user, never to everybody.
 *
 * One program looks after an account at a time, under a lease. A server that fails is asked again,
 * later each time; a login that is refused turns the account off until a person has looked.
 */
#pragma once

#include "action/context.h"
#include "base/doc.h"
#include "exchange/multistatus.h"

typedef struct DavAccountInput {
    DavKind kind;
    const char *user; /* whose; NULL: one's own */
    const char *url;
    /* An object of texts: login, password, auth (safe, digest, basic: channel/dav.h), ca_file (the
     * text of one: PEM), private; of a calendar: calendar, promises, touches; of an address book:
     * book, people, take, group (action/book_inner.h). */
    const Doc *settings;
} DavAccountInput;

typedef struct CalendarMeeting {
    int64_t lead_id;
    const char *contact_name, *summary; /* or NULL */
    Time starts_at, ends_at;
    bool waits; /* the lead waits for it */
} CalendarMeeting;

enum { CALENDAR_MEETINGS_SHOWN = 20 };

typedef struct DavAccount {
    DavKind kind;
    int64_t id;
    const char *user, *url, *name;
    const char *login_of; /* the sender whose token opens it; NULL: a password of its own */
    const Doc *settings;  /* without secrets */
    const char *state;    /* "on", "off", "rests" */
    const char *why;      /* of off and rests, or NULL */
    Time rests_until;
    Time synced_at;            /* TIME_NONE: not yet */
    int64_t entries;           /* of Beck's that stand there */
    CalendarMeeting *meetings; /* of a calendar: to come, with people of leads */
    size_t meeting_count;
} DavAccount;

typedef struct DavAccounts {
    DavAccount *at;
    size_t count;
} DavAccounts;

const char *dav_account_noun(DavKind kind); /* "address book" */
/* One's own of a kind; all with RIGHT_SETTINGS. */
bool dav_account_list(Context *context, Arena *arena, DavKind kind, DavAccounts *accounts,
                      Err *err);
/* Asks the server what there is; waits. All of these are audited. INPUT names the
 * field: "url", "login", or "calendar", "book" where one of several is to be chosen; CONFLICT: it
 * is there already; DENIED: the server refuses the login, it cannot be written, or it is another's
 * without RIGHT_SETTINGS. */
bool dav_account_add(Context *context, Arena *arena, const DavAccountInput *input,
                     DavAccount *account, Err *err);
/* MISSING, here and below: there is none of this kind and id. */
bool dav_account_pause(Context *context, Arena *arena, DavKind kind, int64_t id, const char *why,
                       DavAccount *account, Err *err);
/* All of it is looked at again, at once where it rested. */
bool dav_account_resume(Context *context, Arena *arena, DavKind kind, int64_t id,
                        DavAccount *account, Err *err);
/* For ever; its secrets are forgotten, and leads that wait for its meetings go on. What Beck wrote
 * there stays. */
bool dav_account_end(Context *context, Arena *arena, DavKind kind, int64_t id, Err *err);

typedef struct DavProbed {
    DavAccount account;
    bool works;
    Err why; /* it does not */
} DavProbed;

/* Connects, and looks for it; waits. What is wrong there is no error of this. */
bool dav_account_probe(Context *context, Arena *arena, DavKind kind, int64_t id, DavProbed *probed,
                       Err *err);
