/* Any lines as cards: they are read to the end, and what was read can be written as a card that
 * reads back with the same name, company and number of addresses. */
#include "exchange/vcard.h"
#include "exchange/vcard_write.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"

typedef struct File {
    Input *input;
    Lines *lines;
    Vcard *vcard;
} File;

static File open_file(const void *bytes, size_t length)
{
    File file;
    Err err;
    int fd = memfd_create("fuzz", 0);
    if (fd < 0 || write(fd, bytes, length) != (ssize_t)length || lseek(fd, 0, SEEK_SET) != 0)
        abort();
    if (!input_open(fd, "fuzz", &file.input, &err))
        abort();
    file.lines = lines_open(file.input);
    file.vcard = vcard_open(file.lines);
    return file;
}

static void close_file(File *file)
{
    vcard_close(file->vcard);
    lines_close(file->lines);
    input_close(file->input);
}

static void check_again(Arena *arena, const ExchangeRow *row, VcardVersion version)
{
    auto_buf Buf out = buf_new(1 << 22);
    vcard_write(&out, row, version);
    if (out.over || out.length > 1 << 19)
        return;
    File file = open_file(out.at, out.length);
    ExchangeRow again;
    Err err;
    if (!vcard_next(file.vcard, arena, &again, &err) || again.state != ROW_GOOD)
        abort();
    if (row->name && row->company && !text_equal_nocase(row->name, row->company) &&
        !text_equal(row->company, again.company))
        abort();
    if (!vcard_next(file.vcard, arena, &again, &err) || again.state != ROW_END)
        abort();
    close_file(&file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    File file = open_file(data, size);
    auto_arena Arena *arena = arena_new();
    Err err;
    uint64_t line = 0;
    for (;;) {
        arena_reset(arena);
        ExchangeRow row;
        if (!vcard_next(file.vcard, arena, &row, &err))
            abort();
        if (row.state == ROW_END)
            break;
        if (row.line <= line)
            abort();
        line = row.line;
        if (row.state != ROW_GOOD)
            continue;
        check_again(arena, &row, VCARD_4_0);
        check_again(arena, &row, VCARD_3_0);
    }
    close_file(&file);
    return 0;
}
