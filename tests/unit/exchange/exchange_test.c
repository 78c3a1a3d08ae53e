#include "exchange_test.h"

#include "base/text.h"
#include "base/vec.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int file_of(const void *bytes, size_t length)
{
    int fd = memfd_create("exchange", MFD_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, length), length);
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    return fd;
}

int pipe_of(const void *bytes, size_t length)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    signal(SIGCHLD, SIG_IGN);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        signal(SIGPIPE, SIG_DFL);
        close(ends[0]);
        const char *at = bytes;
        while (length) {
            ssize_t count = write(ends[1], at, length < 977 ? length : 977);
            if (count <= 0)
                break;
            at += count;
            length -= (size_t)count;
        }
        _exit(0);
    }
    close(ends[1]);
    return ends[0];
}

Rows rows_of_fd(int fd, const ReaderOptions *options)
{
    Rows rows = {.arena = arena_new()};
    VEC(ExchangeRow) all = {0};
    Err err = {0};
    if (!reader_open_fd(fd, "sample", options, &rows.reader, &err))
        fail_msg("not opened: %s", err.message);
    for (;;) {
        ExchangeRow row;
        if (!reader_next(rows.reader, rows.arena, &row, &err))
            fail_msg("not read: %s", err.message);
        if (row.state == ROW_END)
            break;
        *vec_push(rows.arena, &all) = row;
    }
    rows.at = all.at;
    rows.count = all.count;
    return rows;
}

Rows rows_of(const void *bytes, size_t length)
{
    return rows_of_fd(file_of(bytes, length), &(ReaderOptions){0});
}

Rows rows_of_text(const char *text)
{
    return rows_of(text, strlen(text));
}

Rows rows_of_sample(const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", EXCHANGE_SAMPLES, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        fail_msg("%s is missing", path);
    return rows_of_fd(fd, &(ReaderOptions){0});
}

void rows_free(Rows *rows)
{
    reader_close(rows->reader);
    arena_free(rows->arena);
}

void expect_refusal(const void *bytes, size_t length, ErrKind kind, const char *part)
{
    Reader *reader;
    Err err = {0};
    if (reader_open_fd(file_of(bytes, length), "sample", &(ReaderOptions){0}, &reader, &err))
        fail_msg("opened, but should say \"%s\"", part);
    if (!strstr(err.message, part))
        fail_msg("says \"%s\", not \"%s\"", err.message, part);
    assert_int_equal(err.kind, kind);
}

const RowAddress *address_of(const ExchangeRow *row, RowAddressKind kind, size_t n)
{
    for (size_t i = 0; i < row->address_count; i++)
        if (row->addresses[i].kind == kind && n-- == 0)
            return &row->addresses[i];
    return NULL;
}

void expect_address(const ExchangeRow *row, RowAddressKind kind, size_t n, const char *value)
{
    const RowAddress *address = address_of(row, kind, n);
    if (!address)
        fail_msg("no %s, but should be %s", row_address_kind_name(kind), value);
    assert_string_equal(address->value, value);
}

size_t count_addresses(const ExchangeRow *row, RowAddressKind kind)
{
    size_t count = 0;
    while (address_of(row, kind, count))
        count++;
    return count;
}

const char *extra_of(const ExchangeRow *row, const char *name)
{
    for (size_t i = 0; i < row->extra_count; i++)
        if (strcmp(row->extras[i].name, name) == 0)
            return row->extras[i].value;
    return NULL;
}

const Column *column_of(const Rows *rows, const char *header)
{
    const ReaderFacts *facts = reader_facts(rows->reader);
    for (size_t i = 0; i < facts->column_count; i++)
        if (strcmp(facts->columns[i].header, header) == 0)
            return &facts->columns[i];
    fail_msg("no column %s", header);
    return NULL;
}

char *slurp(Arena *arena, const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    *length = (size_t)ftell(file);
    rewind(file);
    char *text = arena_alloc(arena, *length + 1);
    assert_int_equal(fread(text, 1, *length, file), *length);
    fclose(file);
    return text;
}

const char *corpus(Arena *arena, const char *name)
{
    const char *path = arena_printf(arena, "%s/%s", EXCHANGE_CORPORA, name);
    if (access(path, R_OK) == 0)
        return path;
    printf("skipped: ../shared/corpora/%s is not there\n", name);
    return NULL;
}
