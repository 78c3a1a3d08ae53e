#include "exchange/csv_write.h"

#include "exchange/cell.h"

#include <stdbool.h>
#include <string.h>

/* Digits and what stands between those of a phone number compute to a number at worst. What bears
 * an apostrophe of its own gets one more, so that reading takes away ours. */
static bool is_dangerous(const char *cell)
{
    const char *behind = cell + strspn(cell, "'");
    bool number = behind == cell && (*cell == '+' || *cell == '-') &&
                  cell[strspn(cell, "+-0123456789 ().,/")] == '\0';
    return cell_is_formula(behind) && !number;
}

static bool needs_quotes(const char *cell)
{
    size_t length = strlen(cell);
    return cell[strcspn(cell, ",\"\r\n")] != '\0' ||
           (length && (cell[0] == ' ' || cell[0] == '\t' || cell[length - 1] == ' ' ||
                       cell[length - 1] == '\t'));
}

/* White space in front hides a formula from us and not from every spreadsheet; no reader keeps it.
 */
static void write_cell(Buf *out, const char *cell)
{
    const char *bare = cell + strspn(cell, " \t\r\n");
    bool dangerous = is_dangerous(bare);
    cell = dangerous ? bare : cell;
    bool quotes = needs_quotes(cell);
    if (quotes)
        buf_addc(out, '"');
    if (dangerous)
        buf_addc(out, '\'');
    size_t formula = cell_formula_after(cell, 0);
    for (size_t i = 0; cell[i]; i++) {
        if (i == formula) {
            buf_addc(out, '\'');
            formula = cell_formula_after(cell, i);
        }
        if (cell[i] == '"')
            buf_addc(out, '"');
        buf_addc(out, cell[i]);
    }
    if (quotes)
        buf_addc(out, '"');
}

void csv_write_row(Buf *out, const char *const *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i)
            buf_addc(out, ',');
        /* A row of one empty cell would be an empty line, which is no row. */
        if (count == 1 && (!cells[i] || !*cells[i]))
            buf_adds(out, "\"\"");
        else if (cells[i])
            write_cell(out, cells[i]);
    }
    buf_adds(out, "\r\n");
}
