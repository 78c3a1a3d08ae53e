#include "channel/letter/letter_part.h"

#include "base/text.h"

#include <string.h>

void draw_sheet(Drawing *drawing, double width, double height)
{
    drawing->driver->sheet(drawing->ink, width, height);
    drawing->sheets++;
}

const char *draw_join(Arena *arena, const char *const *lines, size_t count, const char *mark)
{
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        if (!text_empty(lines[i]))
            text = *text ? arena_printf(arena, "%s%s%s", text, mark, lines[i]) : lines[i];
    return text;
}

double draw_at(Drawing *drawing, const char *text, Area area, double size)
{
    InkText block = {.text = text, .x = area.x, .y = area.y, .width = area.width, .size = size};
    return drawing->driver->text(drawing->ink, &block).height;
}

bool draw_fitting(Drawing *drawing, const char *text, Area area, double size, bool centred)
{
    const int steps_a_point = 2;
    InkText block = {.text = text,
                     .x = area.x,
                     .y = area.y,
                     .width = area.width,
                     .flush = true,
                     .measured = true};
    int least = (int)(TYPE_LEAST * steps_a_point);
    for (int step = (int)(size * steps_a_point); step >= least; step--) {
        block.size = (double)step / steps_a_point;
        double height = drawing->driver->text(drawing->ink, &block).height;
        if (height > area.height)
            continue;
        block.measured = false;
        block.y += centred ? (area.height - height) / 2 : 0;
        drawing->driver->text(drawing->ink, &block);
        return true;
    }
    return false;
}

void draw_code(Drawing *drawing, const LetterCode *code, Area area)
{
    double square = code->size ? area.width / code->size : 0;
    for (int line = 0; line < code->size; line++)
        for (int at = 0; at < code->size;) {
            const unsigned char *squares = code->squares + (size_t)line * (size_t)code->size;
            int first = at;
            while (at < code->size && squares[at])
                at++;
            if (at > first)
                drawing->driver->box(drawing->ink, area.x + first * square, area.y + line * square,
                                     (at - first) * square, square, 0);
            else
                at++;
        }
}

/* Two sheets of one letter are told apart by their number, below the text. */
static void next_sheet(Drawing *drawing, const Sheet *sheet, int number)
{
    const double height = 5;
    draw_sheet(drawing, sheet->width, sheet->height);
    InkText block = {.text = arena_printf(drawing->arena, "%d", number),
                     .x = sheet->left,
                     .y = sheet->height - sheet->bottom + height,
                     .width = sheet->width - sheet->left - sheet->right,
                     .size = TYPE_SMALL,
                     .align = INK_END};
    drawing->driver->text(drawing->ink, &block);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A telephone number is not broken at its blanks: between digits they hold together. */
static const char *hold_numbers(Arena *arena, const char *line, size_t length)
{
    static const char unbroken[] = "\u00a0";
    const size_t bytes = sizeof unbroken - 1;
    char *text = arena_alloc(arena, length * bytes + 1), *to = text;
    for (size_t i = 0; i < length; i++) {
        bool between =
            i && i + 1 < length && line[i] == ' ' && is_digit(line[i - 1]) && is_digit(line[i + 1]);
        memcpy(to, between ? unbroken : &line[i], between ? bytes : 1);
        to += between ? bytes : 1;
    }
    *to = '\0';
    return text;
}

/* A paragraph at a time, so that a long text costs what it is long. */
bool draw_running(Drawing *drawing, const Sheet *sheet, const char *text, double y, double size)
{
    double bottom = sheet->height - sheet->bottom;
    int number = 1;
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, "\n");
        /* An empty line is as high as one with something in it. */
        const char *line = length ? hold_numbers(drawing->arena, at, length) : " ";
        InkText block = {.text = line,
                         .x = sheet->left,
                         .width = sheet->width - sheet->left - sheet->right,
                         .size = size};
        for (size_t end = strlen(line); block.from < end;) {
            block.y = y;
            block.height = bottom - y;
            InkDrawn drawn = {.next = block.from};
            if (block.height > 0)
                drawn = drawing->driver->text(drawing->ink, &block);
            block.from = drawn.next;
            y += drawn.height;
            if (drawn.next == end)
                break;
            if (number == LETTER_SHEETS_MOST)
                return false;
            next_sheet(drawing, sheet, ++number);
            y = sheet->top;
        }
        at += length + (at[length] != '\0');
    }
    return true;
}
