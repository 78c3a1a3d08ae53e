/* Stationery: where things stand on paper. Millimetres from the upper left corner.
 *
 * Sources: ISO 216 (A4), ANSI/ASME Y14.1 (US Letter, 8½ × 11 in); DIN 5008:2020 (letters, forms A
 * and B, for windows of DIN 680); BS 4264:1987 (the window of a DL envelope, 35 × 90 mm, 20 mm from
 * its left and 18 mm from its lower edge); USPS DMM 601.6.3 and the usual #10 window (4½ × 1⅛ in, ⅞
 * in from the left, ½ in from the lower edge); ISO 269 (DL, 110 × 220 mm); USPS DMM 202 (#10, 4⅛ ×
 * 9½ in, where its readers look). A sheet that is folded for a DL or #10 window is taken to rest on
 * the envelope's lower edge.
 */
#pragma once

#include "base/err.h"

typedef enum Paper { PAPER_A4, PAPER_LETTER, PAPERS } Paper;
const char *paper_name(Paper paper); /* "a4", "letter" */
bool paper_find(const char *name, Paper *paper);
/* What offices of a country (ISO 3166-1) have in their printers. */
Paper paper_of_country(const char *country);

typedef struct Area {
    double x, y, width, height;
} Area;

/* A sheet of paper by itself: its size and the margins of what is written on it. */
typedef struct Sheet {
    double width, height;
    double left, right, top, bottom;
} Sheet;
const Sheet *sheet_of(Paper paper);

/* A letter's first sheet. */
typedef struct Stationery {
    const char *name; /* "din5008b" */
    Paper paper;
    const char *about;
    Area address;     /* what the window shows, with some play; the address stands in it */
    bool return_line; /* the sender's address stands in the window, too, in one small line */
    Area sender;      /* who writes */
    Area code;        /* the QR code */
    Area date;
    double subject;  /* where the subject begins, and the text below it */
    double folds[2]; /* marks at the left edge; 0: none */
} Stationery;

/* All of them, those of a paper one after another, its usual one first; ends with a NULL name. */
const Stationery *stationery_table(void);
/* `name` NULL: the usual one of that paper. INPUT (field: window): there is none of that name for
 * this paper. */
bool stationery_find(const char *name, Paper paper, const Stationery **found, Err *err);

/* The envelope that goes with a paper: of A4 a DL, of US Letter a #10. */
typedef struct Envelope {
    const char *name;
    double width, height;
    Area sender, address;
} Envelope;
const Envelope *envelope_of(Paper paper);

/* A sheet of labels: A4 2 × 7 of 99.1 × 38.1 mm (as Avery L7163), US Letter 3 × 10 of 2⅝ × 1 in (as
 * Avery 5160). */
typedef struct LabelSheet {
    const char *name;
    int columns, rows;
    double left, top;     /* of the first label */
    double across, down;  /* from one label to the next */
    double width, height; /* of a label */
} LabelSheet;
const LabelSheet *label_sheet_of(Paper paper);
