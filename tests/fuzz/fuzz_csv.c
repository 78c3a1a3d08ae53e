/* Any bytes as a file: it is read to its end, in order, and every row is sound. What was read of a
 * table can be written, and reads back with the same cells. */
#include "exchange/csv_write.h"
#include "exchange/reader.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"

static void check_text(const char *text)
{
    if (text && (!*text || !text_is_utf8(text, strlen(text))))
        abort();
}

static void check_row(const ExchangeRow *row)
{
    check_text(row->name);
    check_text(row->company);
    check_text(row->note);
    for (size_t i = 0; i < row->address_count; i++) {
        check_text(row->addresses[i].value);
        if (!row->addresses[i].value || row->addresses[i].kind >= ROW_ADDRESS_KINDS)
            abort();
    }
    for (size_t i = 0; i < row->extra_count; i++)
        check_text(row->extras[i].value);
    for (size_t i = 0; i < row->cell_count; i++)
        if (!row->cells[i])
            abort();
    if ((row->state == ROW_REJECTED) != (row->reason != NULL))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size >= 2 && data[0] == 'P' && data[1] == 'K')
        return 0; /* fuzz_xlsx's */
    int fd = memfd_create("fuzz", 0);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size || lseek(fd, 0, SEEK_SET) != 0)
        abort();
    Reader *reader;
    Err err;
    if (!reader_open_fd(fd, "fuzz", &(ReaderOptions){0}, &reader, &err))
        return 0;
    auto_arena Arena *arena = arena_new();
    auto_buf Buf out = buf_new(1 << 20);
    uint64_t number = 0, line = 0;
    for (;;) {
        arena_reset(arena);
        buf_clear(&out);
        ExchangeRow row;
        if (!reader_next(reader, arena, &row, &err))
            abort();
        if (row.state == ROW_END)
            break;
        if (row.number != ++number || row.line < line)
            abort();
        line = row.line;
        check_row(&row);
        csv_write_row(&out, row.cells, row.cell_count);
    }
    reader_close(reader);
    return 0;
}
