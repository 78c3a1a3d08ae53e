/* The morning: what a user's day holds, and the mail that says so at their hour on the days they
 * work. `beck morning`, its page and the mail are one document (view/view_morning.h); who sends
 * it is action/morning_send.h.
 */
#pragma once

#include "action/list_today.h"
#include "action/report.h"

/* When it comes, and what stands there for a user who wants none. */
#define MORNING_USUAL    "7:30"
#define MORNING_OFF_WORD "off"

enum {
    MORNING_UNTIL_MINUTE = 12 * 60, /* a machine that was asleep sends it until then */
    MORNING_ANSWERS_MOST = 5
};

/* What becomes of today's mail. */
typedef enum MorningState {
    MORNING_OFF,        /* the user wants none */
    MORNING_NO_ADDRESS, /* nobody knows where to */
    MORNING_NO_SENDER,  /* there is no mailbox to send by */
    MORNING_FREE,       /* no working day, or the user is away */
    MORNING_WAITS,      /* for its hour, or for a server */
    MORNING_SENT,
    MORNING_REFUSED,
    MORNING_UNCERTAIN, /* nobody can say, and it never goes again */
    MORNING_MISSED,    /* nothing could send it until noon */
    MORNING_STATES
} MorningState;

const char *morning_state_name(MorningState state);

typedef struct MorningMail {
    const char *time; /* "7:30", or "off" */
    const char *to;   /* NULL: no address */
    MorningState state;
    Time at;         /* it went; else when it is to go today; TIME_NONE: it does not */
    const char *why; /* what the server said, or NULL */
} MorningMail;

typedef struct Morning {
    Today today;
    Day day;
    const char *user_name;
    PromiseCards promised;      /* due today, both sides */
    PromiseCards broken;        /* due before it, and still open */
    TouchCards answers;         /* that wait, at most MORNING_ANSWERS_MOST */
    const TouchCard *first;     /* the first call whose number is known, or NULL */
    const MondayReport *monday; /* for who manages, on a Monday; else NULL */
    const char *url;            /* of the app, without a slash at its end, or NULL */
    MorningMail mail;
} Morning;

/* Of the context's user. */
bool morning_read(Context *context, Arena *arena, Morning *morning, Err *err);
