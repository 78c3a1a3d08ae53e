#include "channel/letter/stationery.h"

#include "base/text.h"

static const struct {
    const char *name;
    Sheet sheet;
} papers[PAPERS] = {
    [PAPER_A4] = {"a4", {210, 297, .left = 25, .right = 20, .top = 25, .bottom = 25}},
    [PAPER_LETTER] = {"letter",
                      {215.9, 279.4, .left = 25.4, .right = 25.4, .top = 25.4, .bottom = 25.4}},
};

const char *paper_name(Paper paper)
{
    return papers[paper].name;
}

bool paper_find(const char *name, Paper *paper)
{
    for (Paper at = 0; at < PAPERS; at++)
        if (text_equal(papers[at].name, name)) {
            *paper = at;
            return true;
        }
    return false;
}

/* CLDR, supplemental data, paperSize "US-Letter". */
Paper paper_of_country(const char *country)
{
    static const char *const american[] = {"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI",
                                           "PA", "PH", "PR", "SV", "US", "VE", NULL};
    for (const char *const *at = american; *at; at++)
        if (text_equal(*at, country))
            return PAPER_LETTER;
    return PAPER_A4;
}

const Sheet *sheet_of(Paper paper)
{
    return &papers[paper].sheet;
}

/* DIN 5008: the address field is 85 × 45 mm at 20 mm from the left, its text 5 mm within; form A
 * begins it at 27 mm, B at 45 mm; its upper 17.7 mm are for the return line and remarks. The text
 * begins 8.46 mm below it. */
static const Stationery table[] = {
    {.name = "din5008b",
     .paper = PAPER_A4,
     .about = "DIN 5008 form B, for windows of DIN 680",
     .address = {25, 62.7, 80, 27.3},
     .return_line = true,
     .sender = {125, 50, 65, 40},
     .code = {165, 17, 25, 25},
     .date = {125, 98.46, 65, 5},
     .subject = 98.46,
     .folds = {105, 210}},
    {.name = "din5008a",
     .paper = PAPER_A4,
     .about = "DIN 5008 form A: the address stands higher, the text is longer",
     .address = {25, 44.7, 80, 27.3},
     .return_line = true,
     .sender = {125, 32, 65, 40},
     .code = {168, 7, 22, 22},
     .date = {125, 80.46, 65, 5},
     .subject = 80.46,
     .folds = {87, 192}},
    {.name = "dl",
     .paper = PAPER_A4,
     .about = "DL with the window of BS 4264, 35 x 90 mm",
     .address = {25, 49, 78, 29},
     .sender = {125, 40, 65, 45},
     .code = {165, 12, 25, 25},
     .date = {125, 91, 65, 5},
     .subject = 91,
     .folds = {99, 198}},
    {.name = "us10",
     .paper = PAPER_LETTER,
     .about = "US #10 window, 4 1/2 x 1 1/8 in",
     .address = {28.6, 54, 80, 25},
     .sender = {25.4, 12.7, 100, 38},
     .code = {167.5, 12.7, 23, 23},
     .date = {125, 88.9, 65.5, 5},
     .subject = 88.9,
     .folds = {93.1, 186.3}},
    {0},
};

const Stationery *stationery_table(void)
{
    return table;
}

bool stationery_find(const char *name, Paper paper, const Stationery **found, Err *err)
{
    for (const Stationery *at = table; at->name; at++)
        if (at->paper == paper && (!name || text_equal(name, at->name))) {
            *found = at;
            return true;
        }
    return err_field(err, ERR_INPUT, "window", "there is no window \"%s\" for %s paper: %s", name,
                     paper_name(paper),
                     paper == PAPER_A4 ? "it takes din5008b, din5008a or dl" : "it takes us10");
}

/* ISO 269 and UPU (letter-post regulations): the address 40 mm below the upper edge, 15 mm from the
 * others, within 140 mm of the right one. USPS DMM 202: its lower 5/8 in are for bar codes. */
static const Envelope envelopes[PAPERS] = {
    [PAPER_A4] = {"dl", 220, 110, {10, 9, 80, 25}, {100, 50, 100, 42}},
    [PAPER_LETTER] = {"us10", 241.3, 104.8, {12.7, 10, 85, 25}, {108, 48, 110, 40}},
};

const Envelope *envelope_of(Paper paper)
{
    return &envelopes[paper];
}

static const LabelSheet label_sheets[PAPERS] = {
    [PAPER_A4] = {"l7163", 2, 7, 4.65, 15.15, 101.6, 38.1, 99.1, 38.1},
    [PAPER_LETTER] = {"5160", 3, 10, 4.76, 12.7, 69.85, 25.4, 66.7, 25.4},
};

const LabelSheet *label_sheet_of(Paper paper)
{
    return &label_sheets[paper];
}
