#include "exchange/xlsx_zip.h"

#include "exchange/allocate.h"

#include <string.h>
#include <sys/stat.h>
#include <zip.h>

enum { ENTRIES = 10000, RATIO = 200, RATIO_FROM = 64 * 1024 * 1024 };

struct XlsxZip {
    zip_t *archive;
    char *name;
    uint64_t size; /* of the archive */
};

struct XlsxPart {
    XlsxZip *zip;
    zip_file_t *file;
    char *path;
    uint64_t taken;
    uint64_t total;
    uint64_t maximum;
};

static bool open_archive(XlsxZip *zip, FILE *file, Err *err)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_filep_create(file, 0, -1, &error);
    if (!source)
        fclose(file);
    zip->archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (!zip->archive) {
        err_set(err, ERR_INPUT,
                "%s is a damaged or incomplete XLSX file (%s); save or download it again",
                zip->name, zip_error_strerror(&error));
        if (source)
            zip_source_free(source); /* closes the file */
    }
    zip_error_fini(&error);
    return zip->archive != NULL;
}

bool xlsx_zip_open(FILE *file, const char *name, XlsxZip **zip, Err *err)
{
    XlsxZip *made = allocate(sizeof *made);
    made->name = allocate(strlen(name) + 1);
    memcpy(made->name, name, strlen(name));
    struct stat facts;
    if (fstat(fileno(file), &facts) == 0)
        made->size = (uint64_t)facts.st_size;
    bool good = open_archive(made, file, err);
    if (good && zip_get_num_entries(made->archive, 0) > ENTRIES)
        good =
            err_set(err, ERR_INPUT, "%s has more than 10,000 parts; it is no ordinary XLSX", name);
    if (good)
        *zip = made;
    else
        xlsx_zip_close(made);
    return good;
}

void xlsx_zip_close(XlsxZip *zip)
{
    if (!zip)
        return;
    if (zip->archive)
        zip_discard(zip->archive);
    free(zip->name);
    free(zip);
}

const char *xlsx_zip_name(const XlsxZip *zip)
{
    return zip->name;
}

static zip_int64_t locate(const XlsxZip *zip, const char *path)
{
    zip_int64_t exact = zip_name_locate(zip->archive, path, 0);
    return exact >= 0 ? exact : zip_name_locate(zip->archive, path, ZIP_FL_NOCASE);
}

bool xlsx_zip_has(const XlsxZip *zip, const char *path)
{
    return locate(zip, path) >= 0;
}

bool xlsx_part_open(XlsxZip *zip, const char *path, uint64_t maximum, XlsxPart **part, Err *err)
{
    zip_int64_t index = locate(zip, path);
    zip_stat_t facts;
    if (index < 0 || zip_stat_index(zip->archive, (zip_uint64_t)index, 0, &facts) != 0)
        return err_set(err, ERR_INPUT, "%s lacks its part %s; save it again as XLSX", zip->name,
                       path);
    zip_file_t *file = zip_fopen_index(zip->archive, (zip_uint64_t)index, 0);
    if (!file)
        return err_set(err, ERR_INPUT, "%s: its part %s cannot be opened (%s)", zip->name, path,
                       zip_strerror(zip->archive));
    XlsxPart *made = allocate(sizeof *made);
    made->zip = zip;
    made->file = file;
    made->path = allocate(strlen(path) + 1);
    memcpy(made->path, path, strlen(path));
    made->maximum = maximum;
    made->total = facts.valid & ZIP_STAT_SIZE ? facts.size : 0;
    *part = made;
    return true;
}

bool xlsx_part_read(XlsxPart *part, char *to, size_t room, size_t *got, Err *err)
{
    zip_int64_t count = zip_fread(part->file, to, room);
    if (count < 0)
        return err_set(err, ERR_INPUT, "%s is damaged within its part %s (%s)", part->zip->name,
                       part->path, zip_file_strerror(part->file));
    part->taken += (uint64_t)count;
    if (part->taken > part->maximum)
        return err_set(err, ERR_INPUT, "%s: its part %s is larger than %llu MiB when unpacked",
                       part->zip->name, part->path, (unsigned long long)(part->maximum >> 20));
    if (part->taken > RATIO_FROM && part->taken / RATIO > part->zip->size)
        return err_set(
            err, ERR_INPUT,
            "%s: its part %s unpacks to more than 200 times the file; no spreadsheet does",
            part->zip->name, part->path);
    *got = (size_t)count;
    return true;
}

void xlsx_part_close(XlsxPart *part)
{
    if (!part)
        return;
    zip_fclose(part->file);
    free(part->path);
    free(part);
}

uint64_t xlsx_part_taken(const XlsxPart *part)
{
    return part->taken;
}

uint64_t xlsx_part_total(const XlsxPart *part)
{
    return part->total;
}
