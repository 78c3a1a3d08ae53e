/* "Where can I text this to you?": a document, a link or a photo that goes as a text while one is
 * still on the telephone, or still there.
 *
 * They ask for it in person: that is written into the ledger of consent, the number is kept as
 * their cell, and the text goes at once, without the outbox's minute, where there is a gateway that
 * works: once it may, where that has sent what it may in this minute, and when the hours of the law
 * at their place begin, where it is out of them or the law closes the day. Without a gateway its
 * words, with a link in them, are given for one's own telephone, in those hours. What the lead
 * waited for (the call, the visit) is set aside until the text has gone and comes back under its
 * own number: it is logged as always, before or after (action/aside_inner.h).
 *
 * A picture goes as one where the gateway takes pictures (MMS); all else, and what is too large, as
 * a link that ends with the file (action/file_link.h). Whoever ended texts by a word of their own
 * (STOP) gets none before they text START.
 */
#pragma once

#include "action/content_admin.h"
#include "action/load_lead.h"
#include "action/text_total.h"

typedef struct TextNowContent {
    int64_t id;
    const char *kind, *title;
    bool had; /* the person has had it */
} TextNowContent;

enum { TEXT_NOW_CONTENTS = 40, TEXT_NOW_FILES = 40 };

typedef struct TextNow {
    int64_t lead_id, contact_id;
    const char *lead_name, *contact_name;
    const char *cell;      /* NULL: none is known */
    const char *suggested; /* !cell: another number of theirs, which is a mobile telephone; or NULL
                            */
    bool machine;          /* it goes by itself */
    Time later_at;         /* from when; TIME_NONE: at once */
    const char *later_why; /* later_at: why */
    const char *why;       /* !machine: why not */
    bool pictures;         /* the gateway takes pictures */
    TextTotal costs;       /* what a part costs, and a picture */
    bool linkable;         /* there is a public_url; without, only words go */
    FilesShown files;      /* of the lead, the newest first */
    TextNowContent *contents;
    size_t content_count;
} TextNow;

/* To the person of the next touch, else the lead's; `to`: another of theirs, by name or id.
 * MISSING: no such lead; INPUT (field "to"): nobody there has that name; the lead has no person. */
bool text_now_draft(Context *context, Arena *arena, int64_t lead_id, const char *to, TextNow *draft,
                    Err *err);

typedef struct TextNowInput {
    const char *to;              /* as text_now_draft() */
    const char *cell;            /* as they said it; NULL: the one that is known */
    int64_t file_id, content_id; /* of the lead, of the library; 0: none */
    const FileInput *add;        /* a photo just taken; `lead_id` is of no account; NULL: none */
    const char *words;           /* NULL: "Hello Bob, here is …" */
} TextNowInput;

typedef struct TextedNow {
    int64_t lead_id, contact_id;
    const char *lead_name, *contact_name;
    const char *number;    /* NULL: it cannot be texted now (action/capture_text.h) */
    int64_t touch_id;      /* of the text on its way; 0: a person sends it */
    Time later_at;         /* touch_id: from when it goes; TIME_NONE: at once */
    const char *later_why; /* later_at: why */
    const char *why;       /* !touch_id: why no machine does */
    const char *what;      /* it is about: "Price list" */
    const char *words;  /* with its links, where they are not the gateway's matter; NULL as `number`
                         */
    LintText text;      /* what it comes to */
    int64_t content_id; /* given by it; 0: none, or they had it */
    int64_t promise_id; /* !touch_id: made for it, due then; 0: none */
    Time promised_at;
} TextedNow;

/* INPUT: no number, or one that no text reaches (field "cell"), nothing to send ("file"), a link
 * without a public_url, words that are too long. MISSING: no such file or content. CONFLICT: the
 * lead is closed; they ended texts; it is out of hours at their place, and by hand. */
bool text_now(Context *context, Arena *arena, int64_t lead_id, const TextNowInput *input,
              TextedNow *texted, Err *err);

/* The same text once more as `touch_id`: its gateway said that it does not have it. `waits` false:
 * another message to them waits by now. `before`: the lead as it was before its dot. In the
 * caller's transaction; its words are the caller's to put. */
bool text_now_again(Context *context, Arena *arena, const LoadedLead *loaded,
                    const LoadedLead *before, int64_t touch_id, bool *waits, Err *err);
