/* Reports: what has happened so far, in numbers (DESIGN §2.6, §10).
 *
 * Each is one picture of the database at one moment, worked out by aggregates there: quick at
 * 1,000,000 leads and 10,000,000 touches. What was undone does not count. Results live in `arena`.
 *
 * The period: touches by when they were made, leads by when they were captured, promises by when
 * they were due; from `since` to before `until`. A zeroed ReportOptions asks for everything until
 * now; TIME_NONE for `since` gives REPORT_DAYS up to `until`. Reports of how things stand (silence,
 * monday, lines) say where they read less of it. The rows of sellers are in the order of their
 * names; the inactive are there only when they have numbers.
 */
#pragma once

#include "action/context.h"
#include "follow/certainty.h"
#include "follow/terms.h"

enum {
    REPORT_DAYS = 90,
    REPORT_TRIES = 9,  /* tries 0 … 7, and 8 or more at the end */
    REPORT_WORST = 50, /* leads listed */
    REPORT_LINE_DAYS = 14,
    REPORT_LINE_DAYS_MOST = 92,
    REPORT_OWN_SKIPS = 200,
};

typedef struct ReportOptions {
    const char *owner; /* a user's name; NULL: everyone */
    Time since;        /* TIME_NONE: REPORT_DAYS before `until`; 0: from the beginning */
    Time until;        /* TIME_NONE or 0: now */
} ReportOptions;

/* --- silence: open leads by the days since the last real touch, either way --- */

typedef enum SilenceBand {
    SILENCE_WEEK,      /* up to 7 days */
    SILENCE_FORTNIGHT, /* 8 – 14 */
    SILENCE_MONTH,     /* 15 – 30 */
    SILENCE_SEASON,    /* 31 – 90 */
    SILENCE_LONGER,    /* more */
    SILENCE_NEVER,     /* never touched */
    SILENCE_BANDS
} SilenceBand;
const char *silence_band_name(SilenceBand band); /* "0-7", "8-14", …, "over 90", "never" */

typedef struct SilenceSeller {
    int64_t user_id; /* 0: all together */
    const char *name;
    int64_t open;
    int64_t bands[SILENCE_BANDS];
} SilenceSeller;

typedef struct SilentLead {
    int64_t lead_id, owner_id;
    const char *lead_name, *account_name, *owner_name;
    LeadStatus status;
    Time captured_at, last_touched_at; /* TIME_NONE: never */
    int64_t days;                      /* since the last real touch, else since the capture */
    Channel channel;                   /* of the next touch */
    Time due_at;
} SilentLead;

typedef struct SilenceReport {
    SilenceSeller *sellers;
    size_t seller_count;
    SilenceSeller all;
    SilentLead *worst; /* at most REPORT_WORST, longest silent first */
    size_t worst_count;
} SilenceReport;

/* As things stand now: the period is not read. */
bool report_silence(Context *context, Arena *arena, const ReportOptions *options,
                    SilenceReport *report, Err *err);

/* --- doubt: how sure it is that messages arrived (follow/certainty.h) --- */

typedef struct DoubtCounts {
    int64_t id;       /* of the user or the sender; 0: all together */
    const char *name; /* of the user; the sender's address */
    int64_t sent;
    int64_t levels[MESSAGE_LEVELS];
    int64_t doubts; /* uncertain, and without a proof within the policy's proof_hours: the lead is
                       open, and nobody there spoke with us since */
    Time since;     /* the oldest of them was sent, or TIME_NONE */
} DoubtCounts;

/* The one best thing to do about it. */
typedef enum DoubtAct {
    DOUBT_SETTLE, /* nobody knows whether it went: look into the Sent folder */
    DOUBT_CALL,
    DOUBT_OTHER_ADDRESS, /* they have another mailbox */
    DOUBT_FIND_NUMBER,   /* nothing else is known of them */
    DOUBT_ACTS
} DoubtAct;
const char *doubt_act_name(DoubtAct act); /* "settle", "call", "other_address", "find_number" */

typedef struct DoubtfulMessage {
    int64_t touch_id, lead_id;
    const char *lead_name, *account_name, *owner_name, *contact_name; /* contact may be NULL */
    const char *subject;
    MessageLevel level;
    Time sent_at;
    DoubtAct act;
    const char *to; /* a number to call, else the other mailbox; or NULL */
} DoubtfulMessage;

typedef struct DoubtReport {
    Time since, until;
    DoubtCounts *sellers, *senders;
    size_t seller_count, sender_count;
    DoubtCounts all;
    DoubtfulMessage *doubtful; /* at most REPORT_WORST: uncertain ones first, then the newest */
    size_t doubtful_count;
} DoubtReport;

/* Messages sent in the period, as they stand now. Hours are counted in the calendar of who asks. */
bool report_doubt(Context *context, Arena *arena, const ReportOptions *options, DoubtReport *report,
                  Err *err);

/* --- monday: the manager's page --- */

typedef struct MondayAbsence {
    Day first, last;
    const char *reason;
} MondayAbsence;

typedef struct MondaySeller {
    int64_t user_id;
    const char *name;
    int64_t open;
    int64_t silent;          /* next touches overdue by `overdue_days` working days: promise 6 */
    int64_t broken_promises; /* ours, open and past their time */
    int64_t late_enquiries;  /* older than a day and never touched */
    int64_t talks, talks_last_week; /* this week since Monday, and the whole week before it */
    int64_t gave_up[REPORT_TRIES];  /* never reached, and silent or skipped with an excuse in the
                                       last four weeks: by the tries made until then */
    int gives_up_after;             /* the most frequent of them; -1: nowhere */
    MondayAbsence *absences;        /* of the next four weeks, and the one under way */
    size_t absence_count;
} MondaySeller;

/* A touch so late that somebody else may have to take the lead. */
typedef struct MondayTouch {
    int64_t touch_id, lead_id, owner_id;
    const char *lead_name, *account_name, *owner_name, *reason;
    Channel channel;
    Time due_at;
    int working_days; /* late, in the owner's */
    int64_t offer_id; /* the active user with the least to do, not away: *Reassign*; 0: nobody */
    const char *offer_name;
} MondayTouch;

typedef struct MondayReport {
    Day week; /* its Monday, where the context's user is */
    MondaySeller *sellers;
    size_t seller_count;
    MondayTouch *late; /* overdue by `manager_days`, at most REPORT_WORST, latest first */
    size_t late_count;
    int64_t late_total;
} MondayReport;

/* As things stand now: the period is not read. */
bool report_monday(Context *context, Arena *arena, const ReportOptions *options,
                   MondayReport *report, Err *err);

/* --- persistence: how often we try --- */

/* A try: something of ours that was done, answered or not, until somebody was reached. */
typedef struct PersistenceSeller {
    int64_t user_id; /* the owner; 0: all together */
    const char *name;
    int64_t leads;                 /* captured in the period */
    int64_t tries[REPORT_TRIES];   /* leads by the tries they got until they were reached, or now */
    int64_t talked[REPORT_TRIES];  /* those reached, by the tries it took (0: they came to us) */
    int64_t gave_up[REPORT_TRIES]; /* never reached, and closed or overdue: where it ended */
    int64_t tries_before_talk;     /* the sum over those reached: a mean is for the reader */
    int64_t talked_leads;
} PersistenceSeller;

typedef struct PersistenceReport {
    Time since, until;
    PersistenceSeller *sellers;
    size_t seller_count;
    PersistenceSeller all;
} PersistenceReport;

bool report_persistence(Context *context, Arena *arena, const ReportOptions *options,
                        PersistenceReport *report, Err *err);

/* --- promises: ours and theirs that were due in the period, and those still to come --- */

typedef struct PromiseCounts {
    int64_t kept_on_time, kept_late;
    int64_t broken; /* open and past its time */
    int64_t open;   /* not yet due; also those due after the period */
    int64_t cancelled;
    int64_t moved; /* of all these, how many were given a new time at least once */
} PromiseCounts;

typedef struct PromiseSeller {
    int64_t user_id; /* 0: all together */
    const char *name;
    PromiseCounts ours, theirs;
} PromiseSeller;

typedef struct PromiseReport {
    Time since, until;
    PromiseSeller *sellers;
    size_t seller_count;
    PromiseSeller all;
} PromiseReport;

bool report_promises(Context *context, Arena *arena, const ReportOptions *options,
                     PromiseReport *report, Err *err);

/* --- lines: leads touched in fourteen days against the target --- */

typedef struct LinesSeller {
    int64_t user_id;
    const char *name;
    int64_t touched, target; /* different leads in the days shown; the setting `lines_target` */
    int64_t *days;           /* different leads, day by day from LinesReport.first */
} LinesSeller;

typedef struct LinesReport {
    Day first; /* where the context's user is; each seller's days are the seller's own */
    size_t day_count;
    LinesSeller *sellers;
    size_t seller_count;
} LinesReport;

/* REPORT_LINE_DAYS up to `until`, or from `since`, when given, at most REPORT_LINE_DAYS_MOST. */
bool report_lines(Context *context, Arena *arena, const ReportOptions *options, LinesReport *report,
                  Err *err);

/* --- excuses: private to the user, totals for managers --- */

typedef struct ExcuseRow {
    Excuse excuse;
    int64_t count;
} ExcuseRow;

typedef struct OwnSkip {
    int64_t touch_id, lead_id;
    const char *lead_name, *note;
    Channel channel;
    Excuse excuse;
    Time at;
} OwnSkip;

typedef struct ExcuseReport {
    Time since, until;
    bool everyone;   /* the totals are of all users together: a manager asked */
    ExcuseRow *rows; /* most frequent first; only those that were used */
    size_t row_count;
    OwnSkip *own; /* of the context's user, newest first, at most REPORT_OWN_SKIPS */
    size_t own_count;
} ExcuseReport;

/* A rep gets the own numbers; a manager or admin the totals of everyone, never one seller's:
 * DENIED when `owner` names another user. */
bool report_excuses(Context *context, Arena *arena, const ReportOptions *options,
                    ExcuseReport *report, Err *err);

/* --- channels: what each way brought --- */

typedef struct ChannelOutcome {
    Outcome outcome;
    int64_t touches;
} ChannelOutcome;

typedef struct ChannelRow {
    Channel channel;
    int64_t touches;          /* done, theirs included */
    int64_t reached;          /* a human spoke or wrote */
    int64_t replied;          /* of these, an answer or a contact that came from them */
    ChannelOutcome *outcomes; /* most frequent first */
    size_t outcome_count;
} ChannelRow;

typedef struct ChannelReport {
    Time since, until;
    ChannelRow *rows; /* most used first */
    size_t row_count;
    int64_t touches, reached, replied;
} ChannelReport;

bool report_channels(Context *context, Arena *arena, const ReportOptions *options,
                     ChannelReport *report, Err *err);

/* --- speed: from an enquiry to its first touch --- */

typedef struct SpeedSeller {
    int64_t user_id; /* the owner; 0: all together */
    const char *name;
    int64_t enquiries; /* captured in the period from the web or a call */
    int64_t touched;   /* of them; the figures below are of these */
    int64_t waiting;   /* open and never touched */
    int64_t within_5_minutes, within_1_hour, within_1_day;
    int64_t median_minutes, ninetieth_minutes; /* -1 when none was touched */
} SpeedSeller;

typedef struct SpeedReport {
    Time since, until;
    SpeedSeller *sellers;
    size_t seller_count;
    SpeedSeller all;
} SpeedReport;

bool report_speed(Context *context, Arena *arena, const ReportOptions *options, SpeedReport *report,
                  Err *err);

/* --- activity: what was done, day by day, against the hours there were --- */

typedef struct ActivityDay {
    Day day;
    int64_t touches[CHANNELS]; /* of ours, done; what came from them is none */
    int64_t all;
    int64_t talks;             /* a human spoke or wrote, whoever began */
    int64_t minutes_spent;     /* by forecast_minutes() */
    int64_t minutes_available; /* working hours of the active users, absences and holidays out */
} ActivityDay;

enum { REPORT_ACTIVITY_DAYS = 30 };

typedef struct ActivityReport {
    Day first;
    ActivityDay *days; /* each where its user is */
    size_t day_count;
    ActivityDay all; /* the sums; `day` is DAY_NONE */
} ActivityReport;

/* The last REPORT_ACTIVITY_DAYS up to `until`, unless `since` says more: REPORT_LINE_DAYS_MOST at
 * most. */
bool report_activity(Context *context, Arena *arena, const ReportOptions *options,
                     ActivityReport *report, Err *err);
