#include "channel/letter/letter.h"

#include "base/text.h"
#include "channel/letter/letter_part.h"

#include <stdlib.h>
#include <string.h>

typedef bool DrawOne(Drawing *drawing, const Stationery *stationery, Letter *letter);

static const struct {
    const char *name;
    DrawOne *draw; /* NULL: many on a sheet */
} forms[LETTER_FORMS] = {
    [FORM_PRINTED] = {"printed", draw_letter},
    [FORM_BY_HAND] = {"hand", draw_by_hand},
    [FORM_ENVELOPE] = {"envelope", draw_envelope},
    [FORM_LABELS] = {"labels", NULL},
};

const char *letter_form_name(LetterForm form)
{
    return forms[form].name;
}

bool letter_form_find(const char *name, LetterForm *form)
{
    for (LetterForm at = 0; at < LETTER_FORMS; at++)
        if (text_equal(forms[at].name, name)) {
            *form = at;
            return true;
        }
    return false;
}

/* --- the order of the post --- */

static int compare_post(const PostalLines *left, const PostalLines *right)
{
    if (left->abroad != right->abroad)
        return left->abroad ? 1 : -1;
    int order = strcmp(left->country, right->country);
    return order ? order : strcmp(left->postcode, right->postcode);
}

static int compare_letters(const void *a, const void *b)
{
    const Letter *left = a, *right = b;
    int order = compare_post(&left->to, &right->to);
    return order ? order : (left->place > right->place) - (left->place < right->place);
}

void letters_sort(Letter *letters, size_t count)
{
    if (count)
        qsort(letters, count, sizeof *letters, compare_letters);
}

/* --- one round of drawing --- */

/* Whether all of it could be written; else it is refused. */
static bool written(Drawing *drawing, Letter *letter)
{
    int unwritten = drawing->driver->unwritten(drawing->ink);
    if (!letter->refused && unwritten)
        letter->refused =
            "no font of this machine has all of its characters: install one that does "
            "(fonts-noto, fonts-noto-cjk)";
    return !letter->refused;
}

static bool draw_label(Drawing *drawing, const LabelSheet *labels, const Sheet *sheet, size_t place,
                       Letter *letter)
{
    const double inset = 3.5, above = 1.5;
    int on_sheet = (int)(place % (size_t)(labels->columns * labels->rows));
    if (!on_sheet)
        draw_sheet(drawing, sheet->width, sheet->height);
    int column = on_sheet % labels->columns, row = on_sheet / labels->columns;
    Area area = {labels->left + column * labels->across + inset,
                 labels->top + row * labels->down + above, labels->width - 2 * inset,
                 labels->height - 2 * above};
    const char *text = draw_join(drawing->arena, letter->to.lines, letter->to.count, "\n");
    if (draw_fitting(drawing, text, area, TYPE_LABEL, true))
        return true;
    letter->refused = "the postal address does not fit on a label: shorten it";
    return false;
}

/* Draws those that are not refused; true when none had to be refused on the way. */
static bool draw_all(Drawing *drawing, const LetterStyle *style, Letter *letters, size_t count)
{
    bool whole = true;
    size_t place = 0;
    if (style->list)
        draw_list(drawing, style, letters, count);
    drawing->driver->unwritten(drawing->ink);
    for (size_t i = 0; i < count; i++) {
        Letter *letter = &letters[i];
        DrawOne *draw = forms[style->form].draw;
        int before = drawing->sheets;
        if (letter->refused)
            continue;
        if (draw)
            draw(drawing, style->stationery, letter);
        else
            draw_label(drawing, label_sheet_of(style->stationery->paper),
                       sheet_of(style->stationery->paper), place++, letter);
        whole &= written(drawing, letter);
        letter->sheets = letter->refused ? 0 : drawing->sheets - before;
        arena_reset(drawing->arena);
    }
    return whole;
}

static bool draw_round(const LetterStyle *style, const InkDriver *driver, Letter *letters,
                       size_t count, Buf *out, LettersDone *done, bool *whole, Err *err)
{
    auto_arena Arena *scratch = arena_new();
    Drawing drawing = {.driver = driver, .arena = scratch};
    InkAbout about = {.title = style->title, .made_at = style->made_at, .picture = style->picture};
    size_t before = out->length;
    *done = (LettersDone){0};
    for (size_t i = 0; i < count; i++)
        done->refused += letters[i].refused != NULL;
    if (done->refused == count) {
        *whole = true;
        return true;
    }
    drawing.ink = driver->open(out, &about, err);
    if (!drawing.ink)
        return false;
    *whole = draw_all(&drawing, style, letters, count);
    if (!driver->close(drawing.ink, err))
        return false;
    done->printed = count - done->refused;
    done->sheets = drawing.sheets;
    if (!*whole)
        buf_cut(out, before);
    return true;
}

bool letters_pdf(const LetterStyle *style, Letter *letters, size_t count, Buf *out,
                 LettersDone *done, Err *err)
{
    const InkDriver *driver = ink_driver(err);
    LettersDone made = {0};
    bool whole = false;
    if (!driver)
        return false;
    for (size_t i = 0; i < count; i++)
        letters[i].sheets = 0;
    /* Where one is refused only as it is drawn, all are drawn again without it: the second round
     * has nothing left to refuse. */
    for (int round = 0; round < 2 && !whole; round++)
        if (!draw_round(style, driver, letters, count, out, &made, &whole, err))
            return false;
    *done = made;
    return true;
}
