/* HylaFAX: a client of hfaxd's protocol (hfaxd(8); shaped as RFC 959): documents in, a job made of
 * them, and what has become of jobs.
 *
 *     hylafax_open()      connects and signs in
 *     hylafax_upload()    once for each document
 *     hylafax_prepare()   the job with its number, its tag and its documents; nothing goes yet
 *     hylafax_submit()    the point of no return: one line, JSUBM
 *     hylafax_jobs()      all jobs of its queues
 *
 * A server hears of nothing it was not asked to send: what ends before JSUBM leaves no job behind
 * (HylaFAX 6.0: a job that was not submitted is forgotten with its connection).
 *
 * All of it waits, for one answer `answer_ms` at most, and ends within a second of `stop`: for
 * threads of their own. The protocol knows no encryption. For this room only.
 */
#pragma once

#include "base/buf.h"
#include "base/err.h"
#include "channel/hylafax_reply.h"

#include <signal.h>

typedef struct HylafaxServer {
    const char *host;
    int port;
    const char *login, *password;      /* "" as password: none */
    int answer_ms;                     /* 0: a minute */
    const volatile sig_atomic_t *stop; /* set atomically, also by another thread; NULL: never */
} HylafaxServer;

typedef struct HylafaxOrder {
    const char *number;          /* as it is dialled */
    const char *tag;             /* by which the job is found again */
    const char *from;            /* whom the server's own notes name */
    int page_width, page_height; /* millimetres; 0: as the server is set */
    int dials, tries;            /* at most */
    int hours;                   /* within which, 1 to 99 */
    const char (*documents)[HYLAFAX_NAME_BYTES];
    size_t document_count;
} HylafaxOrder;

typedef struct Hylafax Hylafax;

/* BUSY: not reached, hung up, too late, `stop`; DENIED (field "login"): it does not let us in;
 * BROKEN: it speaks something else. All with what it said. */
bool hylafax_open(const HylafaxServer *server, Hylafax **hylafax, Err *err);
void hylafax_close(Hylafax *hylafax); /* at once; NULL is allowed */

/* BUSY, BROKEN; and of hylafax_prepare() INPUT (field "to"): the number is none to it. */
bool hylafax_upload(Hylafax *hylafax, const void *bytes, size_t length,
                    char name[static HYLAFAX_NAME_BYTES], Err *err);
bool hylafax_prepare(Hylafax *hylafax, const HylafaxOrder *order,
                     char job[static HYLAFAX_NAME_BYTES], Err *err);

typedef enum HylafaxSubmitted {
    HYLAFAX_TAKEN,
    HYLAFAX_NOT_TAKEN, /* it said so */
    HYLAFAX_NOT_SAID,  /* no byte of the order left */
    HYLAFAX_UNSURE     /* it left, and nothing came back */
} HylafaxSubmitted;

typedef struct HylafaxVerdict {
    HylafaxSubmitted submitted;
    int code; /* 0: it said nothing */
    char words[256];
} HylafaxVerdict;
HylafaxVerdict hylafax_submit(Hylafax *hylafax, const char *job);
/* One that is not to go after all, before it was submitted: politely, as far as the server listens.
 */
void hylafax_forget(Hylafax *hylafax, const char *job);

/* Those that wait and those that are done. In `arena`. */
bool hylafax_jobs(Hylafax *hylafax, Arena *arena, HylafaxJobs *jobs, Err *err);
