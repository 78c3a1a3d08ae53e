/* Cadence: ordered steps with a rhythm that never ends by itself (DESIGN §3 "Tail").
 *
 * Written as YAML by people who sell; the file format, for `beck cadence add FILE`:
 *
 *     name: show                       # key; [a-z0-9-], at most 40
 *     title: Met at a trade show
 *     for: [show]                      # source kinds that get it when nothing else is said
 *     target: first-talk               # what it works towards, shown to people (optional)
 *     fallbacks:                       # merge field -> what to say when it is empty
 *       first: there
 *       product: what you asked about
 *     steps:
 *       - key: hello-call              # stable: a running lead goes on where it was
 *         channel: phone
 *         after: 1 working day         # since the step before (the capture, for the first)
 *         window: 2 working days       # may be levelled this much later (default 0)
 *         when: not talked             # condition; see StepFact
 *         by: person                   # or machine (email, text, fax); default by channel
 *         reason: "I promised you the …" # the sentence a caller can open with
 *         new: "the price list for …"  # what is new (or `new: none` with `personal: true`)
 *         content: case-study          # article, case-study, photo, video, offer, gift, invitation
 *                                      # or question, to take from the library (optional)
 *         personal: true               # a personal reason and no offer
 *         words: |                     # phone, visit, gift: what to say; letter: its text
 *         voicemail: |                 # phone: at most 60 words, the cell number twice
 *         gatekeeper: |                # phone: the line for a receptionist (optional)
 *         subject: …                   # email
 *         body: |                      # email, text, fax, article
 *         other:                       # another text, tried against the first: each person gets
 *           subject: …                 # one of the two (follow/split.h); what it leaves out is
 *           body: |                    # the first's. An edit begins another trial
 *     tail:
 *       rhythm: [1 week, 1 month, 3 months] # each longer or equal; the last repeats
 *       floor: 1 week                  # never rarer than this (optional): a whale stays weekly
 *       steps: [ … as above, without `after` … ]     # used in turn, round after round
 *
 * Durations: `10 minutes`, `2 hours`, `1 day`, `3 working days`, `2 weeks`, `1 month`, `1 season`
 * (3 months). Texts are Mustache (base/mustache.h) over the merge fields of cadence_fields().
 *
 * A Cadence lives in the arena it was read into and is immutable: many threads may plan with it.
 */
#pragma once

#include "base/mustache.h"
#include "follow/terms.h"

typedef enum WaitUnit { WAIT_MINUTES, WAIT_DAYS, WAIT_WORKING_DAYS, WAIT_MONTHS } WaitUnit;

typedef struct Wait {
    int count; /* ≥ 0; hours are kept as minutes, weeks as days, seasons as months */
    WaitUnit unit;
} Wait;

/* `when:` — all facts given must hold, such as "not talked, has email". The words: talked or met,
 * replied, cell, email, postal, fax, hot, customer, voicemail, late, each with `not`, `no` or `has`
 * before it; parted by blanks, commas or `and`. Kept as two sets of facts. */
typedef enum StepFact {
    FACT_TALKED = 1 << 0, /* a first talk or meeting has been */
    FACT_REPLIED = 1 << 1,
    FACT_CELL = 1 << 2,
    FACT_EMAIL = 1 << 3,
    FACT_POSTAL = 1 << 4,
    FACT_FAX = 1 << 5,
    FACT_HOT = 1 << 6,
    FACT_CUSTOMER = 1 << 7,
    FACT_VOICEMAIL_LEFT = 1 << 8, /* the step before ended in a voicemail: same move */
    FACT_LATE = 1 << 9            /* a promise of theirs is overdue */
} StepFact;

typedef struct Step {
    const char *key;
    Channel channel;
    Wait after;
    Wait window;
    unsigned must, must_not; /* sets of StepFact */
    Mode mode;
    bool personal;
    bool new_thread; /* its mail begins a conversation; else it goes on with the one there is */
    const char *reason, *news, *content_kind; /* sources; NULL when not given, reason never */
    const char *words, *voicemail, *gatekeeper, *subject, *body;
    const char *other_subject, *other_body; /* NULL: the first's */
    const char *trial; /* what tells its two texts from all others; NULL: none */
    const Mustache *reason_text, *news_text, *words_text, *voicemail_text, *gatekeeper_text,
        *subject_text, *body_text, *other_subject_text,
        *other_body_text; /* parsed; NULL where the source is */
    int line;             /* in the file */
} Step;

typedef struct Cadence {
    int64_t id; /* in the store; 0 when read from a file */
    const char *name, *title, *target;
    unsigned for_sources; /* bits of SourceKind */
    const Doc *fallbacks; /* object: field -> text */
    const Step *steps;
    size_t step_count;
    const Wait *rhythm; /* of the tail; at least one, the last repeats */
    size_t rhythm_count;
    Wait floor;       /* count 0: none */
    const Step *tail; /* at least one */
    size_t tail_count;
} Cadence;

typedef enum FindingLevel { FINDING_ERROR, FINDING_WEAK } FindingLevel;

typedef struct Finding {
    FindingLevel level; /* errors make a cadence unusable: it could end, loops in zero time, … */
    int line, column;
    const char *code; /* "could_end", "misses_prong", "blames", "says_nothing", "no_reason", … */
    const char *message;
} Finding;

typedef struct Findings {
    Finding *at;
    size_t count;
    size_t errors;
} Findings;

/* Reads a cadence and finds all that is weak or impossible in it, in one pass over the file.
 * `*cadence` is set only when there are no errors (NULL else). False (INPUT) only when the text is
 * no YAML map at all. */
bool cadence_read(Arena *arena, const char *source, size_t length, const Cadence **cadence,
                  Findings *findings, Err *err);

/* Reads a cadence that was checked when it was stored: its structure, not its wording, which is
 * most of the work. INPUT names the first error. */
bool cadence_load(Arena *arena, const char *source, size_t length, const Cadence **cadence,
                  Err *err);

/* The merge fields texts may use, with what each is: NULL-terminated. */
typedef struct CadenceField {
    const char *name;    /* "first", "company", "my_cell", … */
    const char *meaning; /* for help and the editor */
    bool always;         /* never empty: needs no fallback */
} CadenceField;
const CadenceField *cadence_fields(void);

/* Whether the step's texts can be said or written by another channel than its own: none that
 * differs in kind (what is said on the phone is no e-mail). */
bool cadence_texts_fit(const Step *step, Channel channel);
/* Whether its reason can: then it speaks of no way ("I wrote to you", "I am calling"), and the step
 * is no deed: what a visit, a letter, a gift or a fax opens with is true only where it was done. */
bool cadence_reason_fits(const Step *step, Channel channel);
/* Whether what is new in it can be given: not what a deed would have handed over. */
bool cadence_news_fits(const Step *step, Channel channel);

/* The step with this key, or NULL; `*index` its place (steps, then tail from step_count on). When a
 * key has vanished by an edit, people go on at the same place number (cadence_resume). */
const Step *cadence_step(const Cadence *cadence, const char *key, size_t *index);
