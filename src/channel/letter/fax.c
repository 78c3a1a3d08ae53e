/* The cover page of a fax: who, to whom, why, and what is asked for. */
#include "base/text.h"
#include "channel/letter/letter_part.h"

#define TYPE_FAX   13.0
#define TYPE_TITLE 30.0
#define TYPE_CALL  16.0
#define TYPE_FOOT  11.0 /* to be conspicuous (47 CFR 64.1200(a)(4)(iii)(A)), also at 100 lines */

/* One line of the head: what it is, and its words beside it. */
static double draw_row(Drawing *drawing, const Sheet *sheet, double y, const char *label,
                       const char *words)
{
    const double labels = 30, gap = 2;
    double width = sheet->width - sheet->left - sheet->right;
    if (text_empty(words))
        return y;
    InkText name = {
        .text = label, .x = sheet->left, .y = y, .width = labels, .size = TYPE_FAX, .bold = true};
    drawing->driver->text(drawing->ink, &name);
    return y + gap +
           draw_at(drawing, words, (Area){sheet->left + labels, y, width - labels, 0}, TYPE_FAX);
}

static double draw_rule(Drawing *drawing, const Sheet *sheet, double y)
{
    const double thick = 0.6, below = 6;
    drawing->driver->box(drawing->ink, sheet->left, y, sheet->width - sheet->left - sheet->right,
                         thick, 0);
    return y + below;
}

static const char *to_words(Drawing *drawing, const Fax *fax)
{
    const char *lines[] = {fax->to_name, fax->to_company, fax->to_number};
    return draw_join(drawing->arena, lines, 3, "\n");
}

static const char *from_words(Drawing *drawing, const LetterSender *sender)
{
    const char *lines[] = {draw_join(drawing->arena, sender->lines, sender->count, "\n"),
                           draw_join(drawing->arena, sender->reach, sender->reach_count, "\n")};
    return draw_join(drawing->arena, lines, 2, "\n");
}

/* "2, and Prices.pdf" */
static const char *pages_words(Drawing *drawing, const Fax *fax, int sheets)
{
    return text_empty(fax->enclosed)
               ? arena_printf(drawing->arena, "%d", sheets)
               : arena_printf(drawing->arena, "%d, and %s", sheets, fax->enclosed);
}

/* At the foot of the sheet; false: what stands above, down to `y`, leaves no room for it. */
static bool draw_notice(Drawing *drawing, const Sheet *sheet, const char *notice, double y)
{
    const double gap = 4;
    InkText foot = {.text = notice,
                    .x = sheet->left,
                    .width = sheet->width - sheet->left - sheet->right,
                    .size = TYPE_FOOT,
                    .bold = true,
                    .measured = true};
    if (text_empty(notice))
        return y <= sheet->height - sheet->bottom;
    foot.y = sheet->height - sheet->bottom - drawing->driver->text(drawing->ink, &foot).height;
    if (y + gap > foot.y)
        return false;
    foot.measured = false;
    draw_rule(drawing, sheet, foot.y - gap);
    drawing->driver->text(drawing->ink, &foot);
    return true;
}

static bool draw_fax(Drawing *drawing, const Fax *fax, int sheets)
{
    const Sheet *sheet = sheet_of(fax->paper);
    const double edge = 0.6, inset = 5, gap = 8, code = 32;
    double width = sheet->width - sheet->left - sheet->right;
    draw_sheet(drawing, sheet->width, sheet->height);
    InkText title = {.text = "FAX",
                     .x = sheet->left,
                     .y = sheet->top,
                     .width = width,
                     .size = TYPE_TITLE,
                     .bold = true};
    double y = sheet->top + drawing->driver->text(drawing->ink, &title).height;
    draw_code(drawing, &fax->sender.code,
              (Area){sheet->width - sheet->right - code, sheet->top, code, code});
    y = draw_row(drawing, sheet, y > sheet->top + code ? y : sheet->top + code + gap, "To",
                 to_words(drawing, fax));
    y = draw_row(drawing, sheet, y, "From", from_words(drawing, &fax->sender));
    y = draw_row(drawing, sheet, y, "Date", fax->date);
    y = draw_row(drawing, sheet, y, "Pages", pages_words(drawing, fax, sheets));
    y = draw_row(drawing, sheet, y, "About", fax->subject);
    y = draw_rule(drawing, sheet, y + inset);
    y += draw_at(drawing, fax->reason, (Area){sheet->left, y, width, 0}, TYPE_FAX) + gap;
    if (!text_empty(fax->call)) {
        Area within = {sheet->left + inset, y + inset, width - 2 * inset, 0};
        InkText call = {.text = fax->call,
                        .x = within.x,
                        .y = within.y,
                        .width = within.width,
                        .size = TYPE_CALL,
                        .bold = true};
        double height = drawing->driver->text(drawing->ink, &call).height;
        drawing->driver->box(drawing->ink, sheet->left, y, width, height + 2 * inset, edge);
        y = within.y + height + inset;
    }
    if (!draw_notice(drawing, sheet, fax->notice, y))
        return false;
    if (text_empty(fax->text))
        return true;
    draw_sheet(drawing, sheet->width, sheet->height);
    return draw_running(drawing, sheet, fax->text, sheet->top, TYPE_FAX);
}

/* How many sheets it takes; the cover page says it, so it is drawn once to be counted. */
static bool draw_round(const Fax *fax, const InkDriver *driver, int said, Buf *out, int *sheets,
                       Err *err)
{
    auto_arena Arena *scratch = arena_new();
    Drawing drawing = {.driver = driver, .arena = scratch};
    InkAbout about = {.title = "Fax", .author = fax->sender.lines[0], .made_at = fax->made_at};
    drawing.ink = driver->open(out, &about, err);
    if (!drawing.ink)
        return false;
    bool fits = draw_fax(&drawing, fax, said);
    bool written = !driver->unwritten(drawing.ink);
    if (!driver->close(drawing.ink, err))
        return false;
    if (!fits)
        return err_set(err, ERR_INPUT,
                       "the fax is too long: its cover page takes one sheet, what follows %d",
                       LETTER_SHEETS_MOST);
    if (!written)
        return err_set(err, ERR_INPUT,
                       "no font of this machine has all characters of the fax: install one that "
                       "does (fonts-noto, fonts-noto-cjk)");
    *sheets = drawing.sheets;
    return true;
}

bool fax_pdf(const Fax *fax, Buf *out, int *sheets, Err *err)
{
    const InkDriver *driver = ink_driver(err);
    auto_buf Buf counted = buf_new(LETTER_PDF_MOST);
    int count = 0;
    if (!driver || !draw_round(fax, driver, 1, &counted, &count, err))
        return false;
    if (count == 1)
        buf_add(out, counted.at, counted.length);
    else if (!draw_round(fax, driver, count, out, &count, err))
        return false;
    if (sheets)
        *sheets = count;
    return true;
}
