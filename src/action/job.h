/* Jobs: work that outlives a request. There is one kind yet: the import of a file that came in by
 * the web.
 *
 *     held ──► waiting ──► running ──► done
 *                 ▲            ├─────► tried (a dry run: the file stays, to be imported in earnest)
 *                 │            ├─────► failed (may be started again while its file is there)
 *                 └────────────┘       cancelled
 *
 * A job is made *held*, with its file, so that a person may look at its columns first
 * (import_preview.h). It is run by the slow lane of a server: job_run() claims it by a lease that
 * each sign of life renews, so that a job whose server was killed is taken up by the next, and the
 * import goes on where it was (import_leads.h). A file nobody comes back for goes after a day.
 *
 * Who may see a user's leads may see their jobs (access.h), but the list has all or one's own;
 * others' are MISSING.
 */
#pragma once

#include "action/context.h"
#include "action/import_leads.h"
#include "base/doc.h"

typedef enum JobState {
    JOB_HELD,
    JOB_WAITING,
    JOB_RUNNING,
    JOB_TRIED,
    JOB_DONE,
    JOB_FAILED,
    JOB_CANCELLED,
    JOB_STATES
} JobState;

const char *job_state_name(JobState state);
/* Nothing more will come of it by itself. */
bool job_state_over(JobState state);

/* What is asked of an import: as ImportOptions. */
typedef struct JobAsked {
    const char *source, *cadence, *owner; /* NULL: not given */
    const char *const *maps;
    size_t map_count;
    bool dry_run; /* of the first JOB_TRIAL_ROWS: the database is locked meanwhile */
} JobAsked;

enum {
    JOB_TRIAL_ROWS = 5000,
    JOB_REJECTS_MOST = 8 * 1024 * 1024, /* bytes of rejected rows that are kept */
    JOB_LEASE = 15,                     /* seconds without a sign of life */
    JOB_FILE_KEPT = DAY_SECONDS,
    JOBS_SHOWN = 50
};

typedef struct JobShown {
    int64_t id, user_id;
    const char *user_name, *name;
    JobState state;
    JobAsked asked;
    int64_t rows_done, bytes_done, bytes_total;
    const Doc *result; /* the document of the import; NULL until there is one */
    const char *error;
    bool has_rejects, has_file, cancelling;
    Time made_at, started_at, ended_at;
} JobShown;

typedef struct JobsShown {
    JobShown *at;
    size_t count;
} JobsShown;

/* Takes the file (of upload_new()) over; `name` is what its user calls it. */
bool job_hold_import(Context *context, Arena *arena, const char *path, const char *name,
                     JobShown *job, Err *err);
/* INPUT: the file is none of people, or the options are not understood (field: which); CONFLICT: it
 * is under way or over. */
bool job_start_import(Context *context, Arena *arena, int64_t id, const JobAsked *asked,
                      JobShown *job, Err *err);
bool job_show(Context *context, Arena *arena, int64_t id, JobShown *job, Err *err);
/* The newest first, at most JOBS_SHOWN. */
bool job_list(Context *context, Arena *arena, JobsShown *jobs, Err *err);
/* What is under way ends after its next second; what it has brought in stays. CONFLICT: it is over.
 */
bool job_cancel(Context *context, Arena *arena, int64_t id, JobShown *job, Err *err);

typedef struct JobRejects {
    const char *name; /* of the file as it is downloaded */
    const char *bytes;
    size_t length;
    bool cut; /* more were rejected than are kept */
} JobRejects;
/* MISSING: none were rejected. */
bool job_rejects(Context *context, Arena *arena, int64_t id, JobRejects *rejects, Err *err);
/* Where its file lies, for looking into it. CONFLICT: it is gone. */
bool job_file(Context *context, Arena *arena, int64_t id, const char **path, const char **name,
              Err *err);

/* For the server's slow lane: no user is asked. */

/* The jobs to be run now, the oldest first. */
bool jobs_waiting(Context *context, Arena *arena, int64_t **ids, size_t *count, Err *err);

typedef struct JobRun {
    Doc *(*document)(Arena *arena, const ImportResult *result, bool dry_run); /* view_import() */
    const volatile sig_atomic_t *stop; /* the server ends: the job waits for the next */
    ImportWanted *wanted;              /* as ImportOptions.wanted */
    void *wanted_context;
} JobRun;

/* As the job's user. True when what came of it is written down, be it a failure; BUSY: another runs
 * it. */
bool job_run(Context *context, int64_t id, const JobRun *run, Err *err);
/* Drops files that nobody came back for. Once an hour. */
bool jobs_tidy(Context *context, Err *err);
