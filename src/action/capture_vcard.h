/* Contacts shared from a telephone: one vCard or several (vCard 2.1, 3.0, 4.0; exchange/vcard.h) in
 * the bytes of a request become leads, as cards typed in do. The photos in them are passed over.
 * Each card is a transaction of its own; of those that cannot be kept is said why.
 *
 * What was typed and photographed beside it belongs to the one person of the file: it goes before
 * what the file says, and what that says otherwise stays in the note. A file of several is taken
 * only with what all of them can have: source, temperature, product, who sent them, note. */
#pragma once

#include "action/capture_text.h"

enum {
    VCARD_BYTES_MOST = 16 * 1024 * 1024, /* with their photos */
    VCARDS_MOST = 200
};

typedef struct VcardInput {
    const Card *card;              /* what was typed; its `shared` is not looked at */
    const char *cadence;           /* a name; NULL: by the kind of source */
    const FileInput *photo, *text; /* as action/capture_text.h has them; NULL: none */
} VcardInput;

typedef struct VcardCaptured {
    Captured captured;
    TextedNow texted;   /* `lead_id` 0: there was nothing to text */
    const char *name;   /* whom the card names */
    const char *reason; /* it was not kept, and why; else NULL */
} VcardCaptured;

typedef struct VcardsCaptured {
    VcardCaptured *at;
    size_t count;
    bool more; /* cards beyond VCARDS_MOST were passed over: an import takes them */
} VcardsCaptured;

/* INPUT: it is no vCard, too long, or has no card; or what came beside it is of one person, and it
 * has several or one that cannot be kept. Nothing is kept then. */
bool capture_vcard(Context *context, Arena *arena, const void *bytes, size_t length,
                   const VcardInput *input, VcardsCaptured *cards, Err *err);
