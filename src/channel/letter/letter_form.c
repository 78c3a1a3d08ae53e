/* How each form looks. */
#include "channel/letter/letter_part.h"

#include "base/text.h"

static const char *address_of(Drawing *drawing, const Letter *letter)
{
    return draw_join(drawing->arena, letter->to.lines, letter->to.count, "\n");
}

static bool refuse(Letter *letter, const char *why)
{
    letter->refused = why;
    return false;
}

static bool refuse_address(Letter *letter)
{
    return refuse(letter, "the postal address does not fit into its place: shorten it");
}

/* --- a letter --- */

/* The window shows the sender's own address as well, in a line above that of the reader. */
static void draw_return_line(Drawing *drawing, const Area *window, const LetterSender *sender)
{
    const double above = 4, height = 3.2, least = 5, step = 0.25;
    InkText line = {.text = draw_join(drawing->arena, sender->lines, sender->count, " · "),
                    .x = window->x,
                    .y = window->y - above,
                    .width = window->width,
                    .size = TYPE_RETURN,
                    .measured = true};
    while (line.size > least && drawing->driver->text(drawing->ink, &line).height > height)
        line.size -= step;
    line.measured = false;
    line.one_line = true;
    drawing->driver->text(drawing->ink, &line);
}

static void draw_sender(Drawing *drawing, const LetterSender *sender, Area area)
{
    InkText name = {.text = sender->lines[0],
                    .x = area.x,
                    .y = area.y,
                    .width = area.width,
                    .size = TYPE_SMALL,
                    .bold = true};
    double height = drawing->driver->text(drawing->ink, &name).height;
    area.y += height;
    area.height -= height;
    const char *rest = draw_join(drawing->arena, sender->lines + 1, sender->count - 1, "\n");
    const char *reach = draw_join(drawing->arena, sender->reach, sender->reach_count, "\n");
    const char *both[] = {rest, reach};
    draw_fitting(drawing, draw_join(drawing->arena, both, 2, "\n"), area, TYPE_SMALL, false);
}

static void draw_folds(Drawing *drawing, const Stationery *stationery)
{
    const double from = 4, length = 5, line = 0.15;
    for (size_t i = 0; i < 2 && stationery->folds[i] > 0; i++)
        drawing->driver->box(drawing->ink, from, stationery->folds[i], length, line, 0);
}

bool draw_letter(Drawing *drawing, const Stationery *stationery, Letter *letter)
{
    const Sheet *sheet = sheet_of(stationery->paper);
    const double gap = 4.5; /* a line */
    draw_sheet(drawing, sheet->width, sheet->height);
    if (!draw_fitting(drawing, address_of(drawing, letter), stationery->address, TYPE_TEXT, false))
        return refuse_address(letter);
    if (stationery->return_line)
        draw_return_line(drawing, &stationery->address, &letter->sender);
    draw_sender(drawing, &letter->sender, stationery->sender);
    draw_code(drawing, &letter->sender.code, stationery->code);
    draw_folds(drawing, stationery);
    double y = stationery->subject;
    double width = sheet->width - sheet->left - sheet->right;
    y += draw_at(drawing, letter->date, stationery->date, TYPE_TEXT) + gap;
    if (!text_empty(letter->subject)) {
        InkText subject = {.text = letter->subject,
                           .x = sheet->left,
                           .y = y,
                           .width = width,
                           .size = TYPE_TEXT,
                           .bold = true};
        y += drawing->driver->text(drawing->ink, &subject).height + gap;
    }
    return draw_running(drawing, sheet, letter->body, y, TYPE_TEXT) ||
           refuse(letter, "the text takes more than 200 sheets");
}

/* --- by hand --- */

/* The words to copy, in a size that can be read beside the pen, and the label at the foot. */
bool draw_by_hand(Drawing *drawing, const Stationery *stationery, Letter *letter)
{
    const Sheet *sheet = sheet_of(stationery->paper);
    const LabelSheet *label = label_sheet_of(PAPER_A4);
    const double type = 13, gap = 5, edge = 0.2, inset = 4;
    Sheet upper = *sheet;
    upper.bottom += label->height + 2 * gap;
    draw_sheet(drawing, sheet->width, sheet->height);
    Area head = {sheet->left, sheet->top, sheet->width - sheet->left - sheet->right, 0};
    double y =
        head.y + gap +
        draw_at(drawing,
                arena_printf(drawing->arena, "To write by hand, to %s:", letter->to.lines[0]), head,
                TYPE_SMALL);
    int before = drawing->sheets;
    if (!draw_running(drawing, &upper, letter->body, y, type))
        return refuse(letter, "the text takes more than 200 sheets");
    if (drawing->sheets > before)
        return refuse(letter, "that is too long to write by hand: print it");
    Area area = {sheet->left, sheet->height - sheet->bottom - label->height, label->width,
                 label->height};
    Area within = {area.x + inset, area.y + inset, area.width - 2 * inset, area.height - 2 * inset};
    if (!draw_fitting(drawing, address_of(drawing, letter), within, TYPE_TEXT, true))
        return refuse_address(letter);
    drawing->driver->box(drawing->ink, area.x, area.y, area.width, area.height, edge);
    return true;
}

/* --- envelopes --- */

bool draw_envelope(Drawing *drawing, const Stationery *stationery, Letter *letter)
{
    const Envelope *envelope = envelope_of(stationery->paper);
    draw_sheet(drawing, envelope->width, envelope->height);
    const char *from = draw_join(drawing->arena, letter->sender.lines, letter->sender.count, "\n");
    draw_fitting(drawing, from, envelope->sender, TYPE_SMALL, false);
    return draw_fitting(drawing, address_of(drawing, letter), envelope->address, TYPE_TEXT + 1,
                        false) ||
           refuse_address(letter);
}

/* --- the list --- */

void draw_list(Drawing *drawing, const LetterStyle *style, const Letter *letters, size_t count)
{
    const Sheet *sheet = sheet_of(style->stationery->paper);
    const double line = 5, column[] = {0, 9, 48, 90};
    double width = sheet->width - sheet->left - sheet->right, y = sheet->height;
    size_t number = 0;
    for (size_t i = 0; i < count; i++) {
        const PostalLines *to = &letters[i].to;
        if (letters[i].refused)
            continue;
        if (y + line > sheet->height - sheet->bottom) {
            draw_sheet(drawing, sheet->width, sheet->height);
            InkText title = {.text = style->title,
                             .x = sheet->left,
                             .y = sheet->top,
                             .width = width,
                             .size = TYPE_TEXT,
                             .bold = true};
            y = sheet->top + drawing->driver->text(drawing->ink, &title).height + line;
        }
        const char *cells[] = {arena_printf(drawing->arena, "%zu", ++number), to->lines[0],
                               to->count > 1 ? to->lines[1] : "",
                               draw_join(drawing->arena, to->lines + (to->count > 2 ? 2 : 1),
                                         to->count > 2 ? to->count - 2 : to->count - 1, ", ")};
        for (size_t cell = 0; cell < 4; cell++) {
            double next = cell < 3 ? column[cell + 1] : width;
            InkText text = {.text = cells[cell],
                            .x = sheet->left + column[cell],
                            .y = y,
                            .width = next - column[cell] - 2,
                            .size = TYPE_SMALL,
                            .one_line = true};
            drawing->driver->text(drawing->ink, &text);
        }
        y += line;
    }
}
