/* Calendar accounts: a user's calendar at another server (CalDAV, RFC 4791: Nextcloud, Google,
 * Fastmail, iCloud, Radicale, …), which Beck keeps up to date and looks at
 * (action/calendar_sync.h).
 *
 * The user gives a URL and a login; which calendars there are is found by the server's own answers
 * (channel/dav.h), and one of them is chosen. The password is sealed (auth/seal.h) and never shown;
 * a login without one is the address of a sender that is signed in at a provider (action/login.h),
 * whose token opens the calendar, too. It belongs to a user, never to everybody.
 *
 * One program looks after an account at a time, under a lease. A server that fails is asked again,
 * later each time; a login that is refused turns the account off until a person has looked.
 */
#pragma once

#include "action/context.h"
#include "base/doc.h"

typedef struct CalendarAccountInput {
    const char *user; /* whose; NULL: one's own */
    const char *url;
    const Doc *settings; /* an object of texts: login, password, calendar, promises, touches,
                            private */
} CalendarAccountInput;

typedef struct CalendarMeeting {
    int64_t lead_id;
    const char *contact_name, *summary; /* or NULL */
    Time starts_at, ends_at;
    bool waits; /* the lead waits for it */
} CalendarMeeting;

enum { CALENDAR_MEETINGS_SHOWN = 20 };

typedef struct CalendarAccount {
    int64_t id;
    const char *user, *url, *name;
    const char *login_of; /* the sender whose token opens it; NULL: a password of its own */
    const Doc *settings;  /* without secrets */
    const char *state;    /* "on", "off", "rests" */
    const char *why;      /* of off and rests, or NULL */
    Time rests_until;
    Time synced_at;            /* TIME_NONE: not yet */
    int64_t entries;           /* of Beck's that stand there */
    CalendarMeeting *meetings; /* to come, with people of leads */
    size_t meeting_count;
} CalendarAccount;

typedef struct CalendarAccounts {
    CalendarAccount *at;
    size_t count;
} CalendarAccounts;

/* One's own; all with RIGHT_SETTINGS. */
bool calendar_account_list(Context *context, Arena *arena, CalendarAccounts *accounts, Err *err);
/* Asks the server which calendars there are; waits. All of these are audited. INPUT names the
 * field: "url", "login", or "calendar" where one of several is to be chosen; CONFLICT: it is there
 * already; DENIED: the server refuses the login, it cannot be written, or it is another's without
 * RIGHT_SETTINGS. */
bool calendar_account_add(Context *context, Arena *arena, const CalendarAccountInput *input,
                          CalendarAccount *account, Err *err);
bool calendar_account_pause(Context *context, Arena *arena, int64_t id, const char *why,
                            CalendarAccount *account, Err *err);
/* All of it is looked at again, at once where it rested. */
bool calendar_account_resume(Context *context, Arena *arena, int64_t id, CalendarAccount *account,
                             Err *err);
/* For ever; its secrets are forgotten, and leads that wait for its meetings go on. What Beck wrote
 * there stays. */
bool calendar_account_end(Context *context, Arena *arena, int64_t id, Err *err);

typedef struct CalendarProbed {
    CalendarAccount account;
    bool works;
    Err why; /* it does not */
} CalendarProbed;

/* Connects, and looks for the calendar; waits. What is wrong there is no error of this. */
bool calendar_account_probe(Context *context, Arena *arena, int64_t id, CalendarProbed *probed,
                            Err *err);
