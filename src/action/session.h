/* Sessions: who a request is from. Of browsers and of paired telephones.
 *
 * A session ends when it is signed out, when its time is over (settings session_days, phone_days),
 * when it was not seen for long (session_idle_hours; a telephone: its whole time), when the user's
 * password changes, and at once when the user is deactivated (ASVS 5.0, 7.3 and 7.4).
 */
#pragma once

#include "action/sign_in.h"
#include "auth/user_role.h"

typedef struct Session {
    int64_t id, user_id;
    UserRole role;
    bool phone;
    Digest csrf;     /* for csrf_token() and csrf_right() */
    Time created_at; /* when they signed in */
    Time ends_at;
    bool seen_due; /* session_seen() is to be called: not seen for a minute */
} Session;

/* One indexed read; nothing of the context but its workspace is used, so it comes before
 * context_begin(). `found` false: none, over, or the user is deactivated. */
bool session_find(Context *context, const char *secret, Time now, Session *session, bool *found,
                  Err *err);
bool session_seen(Context *context, int64_t id, Time now, Err *err);

/* Whether one that was found still lives, for what goes on without asking anew; at the context's
 * time. */
bool session_lives(Context *context, int64_t id, bool *lives, Err *err);
/* Forgets those that are over: now and then. */
bool sessions_sweep(Context *context, Err *err);

/* Sign-out; nothing when it is over already. */
bool end_session(Context *context, const Caller *caller, Err *err);

typedef struct SessionShown {
    int64_t id;
    const char *kind, *how, *address, *agent;
    Time created_at, seen_at, ends_at;
    bool here; /* the one that asks */
} SessionShown;

typedef struct SessionsShown {
    SessionShown *at;
    size_t count;
} SessionsShown;

/* Of the context's user, the last seen first. `here`: the id of the session that asks, or 0. */
bool list_sessions(Context *context, Arena *arena, int64_t here, SessionsShown *sessions, Err *err);
/* MISSING: the context's user has none such. */
bool end_session_by_id(Context *context, int64_t id, Err *err);
/* All but the one that asks (0: all). */
bool end_other_sessions(Context *context, int64_t here, int64_t *ended, Err *err);
