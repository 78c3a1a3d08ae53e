/* Contacts shared from a telephone: one vCard or several (vCard 2.1, 3.0, 4.0; exchange/vcard.h) in
 * the bytes of a request become leads, as cards typed in do. Photos are passed over. Each card is a
 * transaction of its own; of those that cannot be kept is said why. */
#pragma once

#include "action/capture_lead.h"

enum {
    VCARD_BYTES_MOST = 16 * 1024 * 1024, /* with their photos */
    VCARDS_MOST = 200
};

typedef struct VcardInput {
    const char *source;  /* NULL: the card's own, else none */
    const char *cadence; /* a name; NULL: by the kind of source */
    const char *note;    /* what is added to each card's, or NULL */
} VcardInput;

typedef struct VcardCaptured {
    Captured captured;
    const char *name;   /* whom the card names */
    const char *reason; /* it was not kept, and why; else NULL */
} VcardCaptured;

typedef struct VcardsCaptured {
    VcardCaptured *at;
    size_t count;
    bool more; /* cards beyond VCARDS_MOST were passed over: an import takes them */
} VcardsCaptured;

/* INPUT: it is no vCard, too long, or has no card. */
bool capture_vcard(Context *context, Arena *arena, const void *bytes, size_t length,
                   const VcardInput *input, VcardsCaptured *cards, Err *err);
