/* Any bytes as the parts of a workbook: it is opened or refused, and read to its end or to a clear
 * error. Parts in the input stand behind "\n@sheet\n", "\n@strings\n", "\n@styles\n" and
 * "\n@workbook\n"; an input that begins with "PK" is the archive itself. */
#include "exchange/xlsx.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buf.h"

/* --- a zip of stored parts, so that mutations reach the XML and not a checksum --- */

static uint32_t crc_of(const char *bytes, size_t length)
{
    uint32_t crc = 0xFFFFFFFF;
    for (size_t i = 0; i < length; i++) {
        crc ^= (unsigned char)bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (0xEDB88320 & -(crc & 1));
    }
    return ~crc;
}

static void add_number(Buf *out, uint32_t number, int bytes)
{
    for (; bytes; bytes--, number >>= 8)
        buf_addc(out, (char)(number & 0xFF));
}

typedef struct Zip {
    Buf files;
    Buf directory;
    uint32_t count;
} Zip;

static void add_facts(Buf *out, const char *path, const char *bytes, size_t length)
{
    add_number(out, 20, 2); /* version */
    add_number(out, 0, 8);  /* flags, stored, time, date */
    add_number(out, crc_of(bytes, length), 4);
    add_number(out, (uint32_t)length, 4);
    add_number(out, (uint32_t)length, 4);
    add_number(out, (uint32_t)strlen(path), 2);
    add_number(out, 0, 2);
}

static void add_part(Zip *zip, const char *path, const char *bytes, size_t length)
{
    uint32_t start = (uint32_t)zip->files.length;
    buf_adds(&zip->files, "PK\3\4");
    add_facts(&zip->files, path, bytes, length);
    buf_adds(&zip->files, path);
    buf_add(&zip->files, bytes, length);
    buf_adds(&zip->directory, "PK\1\2");
    add_number(&zip->directory, 20, 2);
    add_facts(&zip->directory, path, bytes, length);
    add_number(&zip->directory, 0, 10); /* comment, disk, attributes */
    add_number(&zip->directory, start, 4);
    buf_adds(&zip->directory, path);
    zip->count++;
}

static void finish(Zip *zip)
{
    uint32_t start = (uint32_t)zip->files.length;
    buf_add(&zip->files, zip->directory.at, zip->directory.length);
    buf_adds(&zip->files, "PK\5\6");
    add_number(&zip->files, 0, 4);
    add_number(&zip->files, zip->count, 2);
    add_number(&zip->files, zip->count, 2);
    add_number(&zip->files, (uint32_t)zip->directory.length, 4);
    add_number(&zip->files, start, 4);
    add_number(&zip->files, 0, 2);
}

static const char package[] =
    "<R><Relationship Id='a' Type='/officeDocument' Target='xl/workbook.xml'/></R>";
static const char relations[] = "<R><Relationship Id='r1' Type='/worksheet' Target='sheet.xml'/>"
                                "<Relationship Id='r2' Type='/sharedStrings' Target='strings.xml'/>"
                                "<Relationship Id='r3' Type='/styles' Target='styles.xml'/></R>";

typedef struct Part {
    const char *mark;
    const char *path;
    const char *otherwise;
} Part;

static const Part parts[] = {
    {"\n@sheet\n", "xl/sheet.xml", "<w/>"},
    {"\n@strings\n", "xl/strings.xml", "<sst/>"},
    {"\n@styles\n", "xl/styles.xml", "<s/>"},
    {"\n@workbook\n", "xl/workbook.xml", "<w><sheet name='S' id='r1'/></w>"},
};

enum { PARTS = sizeof parts / sizeof parts[0] };

static const char *find_mark(const char *bytes, size_t size, const char *mark)
{
    return memmem(bytes, size, mark, strlen(mark));
}

static void add_parts(Zip *zip, const char *bytes, size_t size)
{
    add_part(zip, "_rels/.rels", package, strlen(package));
    add_part(zip, "xl/_rels/workbook.xml.rels", relations, strlen(relations));
    for (size_t i = 0; i < PARTS; i++) {
        const char *start = find_mark(bytes, size, parts[i].mark);
        const char *text = parts[i].otherwise;
        size_t length = strlen(text);
        if (start) {
            text = start + strlen(parts[i].mark);
            length = (size_t)(bytes + size - text);
            for (size_t j = 0; j < PARTS; j++) {
                const char *next = find_mark(text, length, parts[j].mark);
                length = next ? (size_t)(next - text) : length;
            }
        }
        add_part(zip, parts[i].path, text, length);
    }
    finish(zip);
}

static FILE *file_of(const void *bytes, size_t length)
{
    int fd = memfd_create("fuzz", 0);
    if (fd < 0 || write(fd, bytes, length) != (ssize_t)length || lseek(fd, 0, SEEK_SET) != 0)
        abort();
    return fdopen(fd, "rb");
}

static void read_sheet(Xlsx *xlsx, size_t index)
{
    Err err = {0};
    if (!beck_module_xlsx.sheet_open(xlsx, index, &err))
        return;
    for (;;) {
        TableRow row;
        TableRowState state = beck_module_xlsx.next(xlsx, &row, &err);
        if (state == TABLE_END || state == TABLE_FAILED)
            break;
        size_t length = 0;
        for (size_t i = 0; i < row.cells.count; i++) {
            length += row.cells.cells[i].length;
            /* Touches every byte. */
            if (memchr(row.cells.cells[i].at, '\0', row.cells.cells[i].length))
                abort();
        }
        if (row.cells.count > TABLE_CELL_LIMIT || length > TABLE_ROW_LIMIT)
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Zip zip = {buf_new(1 << 24), buf_new(1 << 20), 0};
    if (size >= 2 && data[0] == 'P' && data[1] == 'K')
        buf_add(&zip.files, data, size);
    else
        add_parts(&zip, (const char *)data, size);
    Xlsx *xlsx;
    Err err = {0};
    if (beck_module_xlsx.open(file_of(zip.files.at, zip.files.length), "fuzz", &xlsx, &err)) {
        for (size_t i = 0; i < beck_module_xlsx.sheet_count(xlsx); i++)
            read_sheet(xlsx, i);
        beck_module_xlsx.close(xlsx);
    } else if (err.kind != ERR_INPUT) {
        abort();
    }
    buf_free(&zip.files);
    buf_free(&zip.directory);
    return 0;
}
