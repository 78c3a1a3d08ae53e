#include "exchange/csv_write.h"

#include <stdbool.h>
#include <string.h>

/* What a spreadsheet would compute. Digits and what stands between those of a phone number compute
 * to a number at worst. */
static bool is_formula(const char *cell)
{
    if (!*cell || !strchr("=+-@\t\r", *cell))
        return false;
    bool signed_number = *cell == '+' || *cell == '-';
    return !signed_number || cell[strspn(cell, "+-0123456789 ().,/")] != '\0';
}

static bool needs_quotes(const char *cell)
{
    size_t length = strlen(cell);
    return cell[strcspn(cell, ",\"\r\n")] != '\0' ||
           (length && (cell[0] == ' ' || cell[0] == '\t' || cell[length - 1] == ' ' ||
                       cell[length - 1] == '\t'));
}

static void write_cell(Buf *out, const char *cell)
{
    bool quotes = needs_quotes(cell);
    if (quotes)
        buf_addc(out, '"');
    if (is_formula(cell))
        buf_addc(out, '\'');
    for (; *cell; cell++) {
        if (*cell == '"')
            buf_addc(out, '"');
        buf_addc(out, *cell);
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
