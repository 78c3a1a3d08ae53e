/* Letter: print-ready PDFs of what goes by post and by fax.
 *
 *     letters     one or many, each beginning a sheet of its own, the address where the window is
 *     by hand     what to write with a pen, and the label to put on the envelope
 *     envelopes   one a sheet
 *     labels      a grid of addresses
 *     fax         a cover page and what follows it
 *
 * Nothing here knows of leads: a caller hands in words and addresses and gets bytes. What cannot be
 * printed (an address that no size of type fits into its place, a script that no font of this
 * machine has) leaves its neighbours alone: it is left out, and `refused` says why.
 */
#pragma once

#include "base/buf.h"
#include "base/clock.h"
#include "channel/letter/postal.h"
#include "channel/letter/stationery.h"

/* A QR code: `size` lines of `size` squares, 1 where it is dark. */
typedef struct LetterCode {
    const unsigned char *squares;
    int size; /* 0: none */
} LetterCode;

/* Who writes: their name first, then what is to stand below it. */
typedef struct LetterSender {
    const char *const *lines; /* name, company, address */
    size_t count;
    const char *const *reach; /* telephone, mailbox */
    size_t reach_count;
    LetterCode code;
} LetterSender;

typedef struct Letter {
    size_t place; /* the caller's: as it was named or planned */
    LetterSender sender;
    PostalLines to;
    const char *date;    /* as people write it */
    const char *subject; /* NULL or "": none */
    const char *body;    /* with the salutation and the name below */
    const char *refused; /* why it is not among what was printed; NULL: it is. One that comes with
                            a reason is left out */
    int sheets;          /* OUT: how many it takes; 0 of what is refused */
} Letter;

typedef enum LetterForm {
    FORM_PRINTED,
    FORM_BY_HAND,
    FORM_ENVELOPE,
    FORM_LABELS,
    LETTER_FORMS
} LetterForm;
const char *letter_form_name(LetterForm form); /* "printed", "hand", "envelope", "labels" */
bool letter_form_find(const char *name, LetterForm *form);

typedef struct LetterStyle {
    LetterForm form;
    const Stationery *stationery;
    bool list;         /* a list of all that was printed comes first */
    const char *title; /* of the PDF and the list */
    Time made_at;
    int picture; /* 0: a PDF; else that sheet alone (from 1), as a PNG; nothing where there is none
                  */
} LetterStyle;

enum { LETTER_PDF_MOST = 64 << 20, LETTER_SHEETS_MOST = 200 };

/* In the order for the post: at home before abroad, by country, by code, by place. */
void letters_sort(Letter *letters, size_t count);

typedef struct LettersDone {
    size_t printed, refused;
    int sheets; /* of the whole PDF */
} LettersDone;

/* Adds the PDF to `out`; nothing where all are refused. INPUT: it gets too large; BROKEN: as
 * ink_driver(). */
bool letters_pdf(const LetterStyle *style, Letter *letters, size_t count, Buf *out,
                 LettersDone *done, Err *err);

typedef struct Fax {
    LetterSender sender;
    const char *to_name, *to_company; /* either may be NULL */
    const char *to_number;            /* as it is dialled */
    const char *date;
    const char *subject;  /* NULL or "": none */
    const char *reason;   /* the sentence the fax opens with */
    const char *call;     /* what they are asked to do, and by which number; NULL: nothing */
    const char *enclosed; /* names of documents that follow its own sheets; NULL: none */
    const char *notice; /* at the foot of the cover page: how to get no more of them; NULL: none */
    const char *text;   /* what follows the cover page; NULL: nothing */
    Paper paper;
    Time made_at;
} Fax;

/* Black on white, in sizes that 200 lines an inch (ITU-T T.4, fine) leave readable. `sheets` may be
 * NULL. INPUT: a script no font here has, or too long; BROKEN: as ink_driver(). */
bool fax_pdf(const Fax *fax, Buf *out, int *sheets, Err *err);
