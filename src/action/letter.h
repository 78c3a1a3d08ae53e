/* Letters: those that are due, or that a person names, as PDFs to print (channel/letter/letter.h).
 *
 * Printing sends nothing: a letter is in the post when somebody says so (letter_sent()), and until
 * then it stands in Today. Each letter is its lead's next touch, written with the words of its
 * step, from the address of the lead's owner, to where the touch goes.
 */
#pragma once

#include "action/next_touch.h"
#include "action/review.h"
#include "channel/letter/letter.h"

enum { LETTERS_MOST = 1000 };

typedef struct LetterChoice {
    const int64_t *touches;
    size_t count;      /* 0: all that are due by the end of the owner's day */
    const char *owner; /* of those; NULL: the context's user */
    LetterForm form;
    const char *paper;  /* NULL: the setting, else what the workspace's country has */
    const char *window; /* NULL: the setting, where it is one of that paper, else the usual one */
    bool list;          /* of the letters, before them */
    int picture;        /* 0: a PDF; else that sheet, as a PNG to be looked at */
} LetterChoice;

typedef struct LetterShown {
    NextTouch next;
    Letter letter; /* `refused` says why it cannot be printed */
} LetterShown;

typedef struct LettersShown {
    LetterShown *at; /* in the order of the post */
    size_t count;
    ReviewRefused *missing; /* asked for, and no letter to come */
    size_t missing_count;
    LetterForm form;
    const Stationery *stationery;
    const char *printer; /* the queue they can be sent to; NULL: none is set */
    LettersDone done;
} LettersShown;

/* Adds the PDF to `out`; with NULL they are only looked at. INPUT: a paper or window there is not,
 * or more than LETTERS_MOST; with `out` also when none of them can be printed, naming why, or has
 * that sheet. */
bool letter_print(Context *context, Arena *arena, const LetterChoice *choice, Buf *out,
                  LettersShown *shown, Err *err);

/* They are in the post: each is logged as sent, each can be undone; done twice, it is done once.
 * What cannot be printed by `choice->form` was not: it is refused, with why and the way out. */
bool letter_sent(Context *context, Arena *arena, const LetterChoice *choice, ReviewLogged *logged,
                 Err *err);

typedef struct LetterQueued {
    LettersShown shown;
    const char *printer;
    int job; /* the queue's number */
} LetterQueued;

/* Prints them on the queue of the setting `printer`. INPUT (field: printer): none is set; else as
 * letter_print() and printer_send(). */
bool letter_queue(Context *context, Arena *arena, const LetterChoice *choice, LetterQueued *queued,
                  Err *err);
