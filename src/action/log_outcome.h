/* Log: what came of a touch, planned or not; and the next touch that follows.
 *
 * One transaction writes the history, everything the outcome table says (follow/outcome.h), what
 * was learned, and the new next touch. Logging is never refused for the line: what a person did is
 * fact, flagged where it was over it.
 *
 * People are named by words of their names ("ann" is Ann Ford); a name that nobody there has makes
 * a person of the account. One that is only a slip away from somebody's is refused and asked about,
 * so that a typing error makes nobody: a + before it ("+Ann Fort") says that it is somebody new.
 */
#pragma once

#include "action/touch_card.h"

/* One number tried, one person reached. The last, or the one where somebody was reached, is what
 * the touch counts as; the others are its dials. */
typedef struct LogAttempt {
    const char *who; /* a name, "+NAME", or NULL: the touch's contact */
    const char
        *number; /* a kind ("cell", "office"), digits, a mailbox; NULL: the touch's address */
    const char *outcome; /* as typed: "vm", "no answer", "talked" */
    int64_t seconds;     /* how long it took, rounded up; 0: not known */
} LogAttempt;

typedef struct LogSet {
    const char *field, *value; /* "cell", "+1 …": see log_set_field() */
} LogSet;

typedef struct LogInput {
    /* "12": a touch. "lead:7": the lead, of what was not planned. Digits that ring, or words that
     * fit one lead: its touch, where that is due by the end of the owner's day and what came of it
     * fits the touch's channel; else the lead. */
    const char *what;
    const LogAttempt *attempts;
    size_t attempt_count; /* ≥ 1 */
    const char *channel;  /* of what was not planned; NULL: told by the outcome, else phone */
    const char *result;   /* as typed; NULL: none, or nothing_yet after a talk */
    const char
        *follow_by;     /* "email", "text": goes right behind the voicemail; NULL: nothing does */
    const char *excuse; /* of `skipped` */
    const char *note;
    const char *spoke_to;  /* a name, or "+NAME" */
    int64_t seconds;       /* of the dial that counts, where its attempt has none; 0: not known */
    const char *words;     /* left as voicemails; NULL: those that the step has */
    const char *recording; /* of the dial that counts: a link, https only; NULL: none */
    Time at;               /* TIME_NONE: now; what lies ahead is the time agreed on, `until` */
    Time until;            /* TIME_NONE: none was given */
    const char *promise;   /* what we promised; needs promise_at */
    Time promise_at;
    bool promise_theirs;
    const LogSet *sets;
    size_t set_count;
    const char *const *gave; /* of the library, beside what was planned: ids, or words of titles */
    size_t gave_count;
    bool whole_company; /* the never is the company's */
} LogInput;

typedef struct LogResult {
    int64_t touch_id, lead_id;
    const char *said; /* for people: "left a voicemail for Ann Ford" */
    Channel channel;
    Outcome outcome;
    Result result;
    Time at;
    const char *contact_name;
    LeadStatus status;
    bool open;
    TouchCard next;               /* when open */
    const char *flagged;          /* the line it was over, or NULL */
    const char *const *questions; /* what is worth asking or settling now */
    size_t question_count;
    Channel smaller; /* of a skip: the smaller act offered */
} LogResult;

/* INPUT: an outcome, result, person, number or field that is not understood. CONFLICT: the touch
 * was logged already. MISSING: there is no such touch or lead. */
bool log_outcome(Context *context, Arena *arena, const LogInput *input, LogResult *result,
                 Err *err);

/* The fields --set takes, with what each is: false beyond the last. */
typedef struct LogField {
    const char *name, *about;
} LogField;
bool log_set_field(size_t place, LogField *field);
/* The --set fields alone, without a touch. Undoable. */
bool set_lead_fields(Context *context, Arena *arena, int64_t lead_id, const LogSet *sets,
                     size_t count, Err *err);

/* A person ends the lead (with a reason), opens it again, or gives it to another user. Undoable. */
bool close_lead(Context *context, Arena *arena, int64_t lead_id, const char *why, Err *err);
bool reopen_lead(Context *context, Arena *arena, int64_t lead_id, TouchCard *next, Err *err);
bool assign_lead(Context *context, Arena *arena, int64_t lead_id, const char *owner,
                 TouchCard *next, Err *err);
/* From its first step. Undoable. */
bool use_cadence(Context *context, Arena *arena, int64_t lead_id, const char *cadence,
                 TouchCard *next, Err *err);

typedef struct Undone {
    const char *said; /* what was taken back */
    int64_t lead_id, touch_id;
    Time at;
} Undone;

/* Takes the user's last `count` records back, newest first; CONFLICT when something came after on
 * the same lead, MISSING when there is nothing left to undo. All or none. */
bool undo_records(Context *context, Arena *arena, size_t count, Undone **undone,
                  size_t *undone_count, Err *err);
