/* HylaFAX replies: what hfaxd says on its control connection (shaped as FTP's, RFC 959 §4.2) and in
 * its lists of jobs. Pure: bytes in, facts out, whatever they are. For this room only.
 */
#pragma once

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum { HYLAFAX_NAME_BYTES = 64, HYLAFAX_LINE_BYTES = 1024 };

typedef struct HylafaxReply {
    int code;        /* 100 to 599 */
    char words[400]; /* of its last line, as they came */
} HylafaxReply;

typedef struct HylafaxReader {
    char line[HYLAFAX_LINE_BYTES];
    size_t length;
    int code; /* of a reply of several lines that is under way; 0: none is */
} HylafaxReader;

typedef enum HylafaxHeard {
    HYLAFAX_MORE,  /* it is not whole yet */
    HYLAFAX_WHOLE, /* `reply` is filled */
    HYLAFAX_BROKEN /* no reply at all: whoever speaks there is no fax server */
} HylafaxHeard;

/* Reads up to the end of one reply; `used` of the bytes are read, the rest is the next one's. */
HylafaxHeard hylafax_hear(HylafaxReader *reader, const char *bytes, size_t count, size_t *used,
                          HylafaxReply *reply);

/* The port of a 229 (RFC 2428 §3) or a 227, whose host is not believed. */
bool hylafax_reply_port(const HylafaxReply *reply, int *port);
/* "FILE: /tmp/doc1.ps": where a document was put. */
bool hylafax_reply_file(const HylafaxReply *reply, char name[static HYLAFAX_NAME_BYTES]);
/* "jobid: 12" */
bool hylafax_reply_job(const HylafaxReply *reply, char number[static HYLAFAX_NAME_BYTES]);

/* How lists of jobs are asked for: JOBFMT, and as hylafax_job_read() reads a line of them. */
#define HYLAFAX_JOB_FORMAT "%j|%a|%p|%J|%s"

typedef enum HylafaxState {
    HYLAFAX_WAITS, /* suspended, pending, asleep until it is tried again, being sent */
    HYLAFAX_DONE,
    HYLAFAX_FAILED
} HylafaxState;

typedef struct HylafaxJob {
    const char *number, *tag; /* the tag is what its client calls it */
    HylafaxState state;
    int pages;         /* that went */
    const char *words; /* of the last attempt; "" */
} HylafaxJob;

/* The jobs of a list, its bad lines left out. All in `arena`. */
typedef struct HylafaxJobs {
    HylafaxJob *at;
    size_t count;
} HylafaxJobs;
HylafaxJobs hylafax_jobs_read(Arena *arena, const char *list, size_t length);
