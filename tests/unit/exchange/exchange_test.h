/* What the tests of exchange have in common: bytes as files, files as rows. */
#pragma once

#include "exchange/reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct Rows {
    Arena *arena;
    Reader *reader; /* at its end, for its facts */
    ExchangeRow *at;
    size_t count;
} Rows;

/* A file in memory with these bytes, at its start. */
int file_of(const void *bytes, size_t length);
/* A pipe into which a child process writes them. */
int pipe_of(const void *bytes, size_t length);

/* All rows of it. A failure to open or to read fails the test. */
Rows rows_of_fd(int fd, const ReaderOptions *options);
Rows rows_of(const void *bytes, size_t length);
Rows rows_of_text(const char *text);
Rows rows_of_sample(const char *name); /* of tests/samples/exchange */
void rows_free(Rows *rows);

/* Opening must fail with this kind, and `part` in the message. */
void expect_refusal(const void *bytes, size_t length, ErrKind kind, const char *part);

/* The n-th address of that kind (from 0), or NULL. */
const RowAddress *address_of(const ExchangeRow *row, RowAddressKind kind, size_t n);
/* Its value must be this. */
void expect_address(const ExchangeRow *row, RowAddressKind kind, size_t n, const char *value);
size_t count_addresses(const ExchangeRow *row, RowAddressKind kind);
const char *extra_of(const ExchangeRow *row, const char *name);
const Column *column_of(const Rows *rows, const char *header);

/* The whole file, NUL-terminated, in the arena; NULL when there is none. */
char *slurp(Arena *arena, const char *path, size_t *length);
/* The path of a file of ../shared/corpora beside the checkout, or NULL when it is not there; then
 * the test is to be skipped, saying so. */
const char *corpus(Arena *arena, const char *name);
