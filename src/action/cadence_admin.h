/* Cadences as people manage them: listed, shown with their days, checked, added, replaced.
 *
 * `cadence use` is use_cadence() of log_outcome.h; the default of a kind of source is a setting.
 */
#pragma once

#include "action/context.h"
#include "follow/cadence.h"
#include "mail/lint.h"

typedef struct CadenceRow {
    int64_t id;
    const char *name, *title;
    bool builtin;     /* as it came with Beck */
    int64_t leads;    /* open ones that run it */
    unsigned sources; /* bits of SourceKind whose default it is now */
    Time changed_at;
} CadenceRow;

typedef struct CadenceRows {
    CadenceRow *at;
    size_t count;
} CadenceRows;

bool list_cadences(Context *context, Arena *arena, CadenceRows *cadences, Err *err);

/* A touch of somebody captured now whom nobody reaches but by messages. */
typedef struct CadenceDay {
    Day day;
    int after; /* days since the capture */
    Time at;
    Channel channel;
    Mode mode;
    const char *step; /* its key */
    bool tail;
    const char *reason; /* the step's text, as written */
} CadenceDay;

enum { CADENCE_DAYS_SHOWN = 60 };

/* An e-mail of a step, as it is written. */
typedef struct CadenceLetter {
    const char *step;
    Lint lint; /* lines: 1 is the subject, from 3 on the body */
} CadenceLetter;

typedef struct CadenceShown {
    CadenceRow row;
    const Cadence *cadence;
    const char *source; /* the YAML */
    Findings findings;
    CadenceDay *days; /* at most CADENCE_DAYS_SHOWN, within a year */
    size_t day_count;
    CadenceLetter *letters; /* those in which something is weak */
    size_t letter_count;
} CadenceShown;

bool show_cadence(Context *context, Arena *arena, const char *name, CadenceShown *shown, Err *err);

/* What is being written, as it would be: nothing is saved. With errors in it there are no days. */
bool preview_cadence(Context *context, Arena *arena, const char *text, CadenceShown *shown,
                     Err *err);

typedef struct CadenceChecked {
    const char *path;
    const Cadence *cadence; /* NULL: there are errors */
    Findings findings;
} CadenceChecked;

enum { CADENCE_BYTES_MOST = 1024 * 1024 };

/* Needs no database. "-" is standard input. MISSING, INPUT: the file cannot be read, or is no
 * cadence at all. */
bool check_cadence_file(Arena *arena, const char *path, CadenceChecked *checked, Err *err);
/* The same of what was typed. */
bool check_cadence_text(Arena *arena, const char *text, CadenceChecked *checked, Err *err);
#define CADENCE_TYPED "the cadence"

typedef struct CadenceAdded {
    CadenceChecked checked;
    int64_t id;
    bool replaced;     /* one of this name was there */
    int64_t leads;     /* open ones that run it and go on, by the keys of their steps */
    int64_t replanned; /* of these: their coming step is gone or changed its channel or wait */
} CadenceAdded;

/* INPUT, with the first finding, when it has errors: nothing is changed then, and `added->checked`
 * has all of them. Audited. */
bool add_cadence(Context *context, Arena *arena, const char *path, CadenceAdded *added, Err *err);
bool add_cadence_text(Context *context, Arena *arena, const char *text, CadenceAdded *added,
                      Err *err);
