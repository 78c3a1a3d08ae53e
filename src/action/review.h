/* Review and send: the e-mails, texts and faxes of today that a person looks over and sends, with
 * their words merged, all on one page. Where something sends for their owner, they go by the outbox
 * (action/outbox.h); else the person sends them, and what was sent is logged in one go. */
#pragma once

#include "action/log_outcome.h"
#include "action/next_touch.h"
#include "action/sender.h"
#include "action/text_total.h"
#include "mail/lint.h"

typedef struct Review {
    NextTouch *at;    /* in the order of Today */
    Lint *lints;      /* what is weak in each */
    MailFiles *files; /* what goes along with each */
    size_t count;
    size_t
        total; /* of the group, whatever their channel; TODAY_COUNT_MOST means that many or more */
    struct {
        bool found;         /* it sends them, be it on or not; else the person does */
        SenderShown sender; /* the owner's, or everybody's */
    } ways[CHANNELS];
    OutboxShown outbox; /* what was let go and waits */
    TextTotal texts;    /* of those that are texts */
} Review;

enum { REVIEW_SHOWN = 50 };

/* `owner` NULL: the context's user. `limit` 0: REVIEW_SHOWN. */
bool list_review(Context *context, Arena *arena, const char *owner, size_t limit, Review *review,
                 Err *err);

typedef struct ReviewRefused {
    int64_t touch_id;
    const char *why;
} ReviewRefused;

typedef struct ReviewLogged {
    LogResult *logged;
    size_t count;
    int64_t *already; /* logged as sent before: nothing is done twice */
    size_t already_count;
    ReviewRefused *refused; /* not there any more, or no message */
    size_t refused_count;
} ReviewLogged;

/* Each as `sent`; each can be undone. INPUT: none, or more than `most`. Those of other channels are
 * refused with `otherwise` ("it is no message"). */
bool log_sent(Context *context, Arena *arena, ChannelSet channels, const char *otherwise,
              const int64_t *touches, size_t count, size_t most, ReviewLogged *logged, Err *err);
/* The same of messages, at most REVIEW_SHOWN. */
bool log_review(Context *context, Arena *arena, const int64_t *touches, size_t count,
                ReviewLogged *logged, Err *err);
