/* Reading as a whole: what a file is, pipes, places to go on from, and files that are enormous. */
#include "exchange_test.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define REFUSE(bytes, part) expect_refusal(bytes, sizeof(bytes) - 1, ERR_INPUT, part)

static void test_what_is_none_of_ours(void **state)
{
    REFUSE("", "is empty");
    REFUSE(" \r\n\t\n", "is empty");
    REFUSE("\xEF\xBB\xBF", "is empty");
    REFUSE("\xFF\xFE", "is empty");
    REFUSE("%PDF-1.7\n%\xE2\xE3", "looks like a PDF");
    REFUSE("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "looks like an image (PNG)");
    REFUSE("\xFF\xD8\xFF\xE0\0\x10JFIF", "looks like an image (JPEG)");
    REFUSE("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "an old Excel file");
    REFUSE("\x1F\x8B\x08\0\0\0\0\0", "a gzip archive");
    REFUSE("\x7F"
           "ELF\2\1\1\0",
           "a program");
    REFUSE("SQLite format 3\0\x10\0", "an SQLite database");
    REFUSE("{\"leads\": []}", "looks like JSON");
    REFUSE("[\n {\"name\": 1}]", "looks like JSON");
    REFUSE("\n<!DOCTYPE html><html>", "a web page");
    REFUSE("<html><table><tr><td>Name", "a web page");
    REFUSE("<?xml version=\"1.0\"?>", "looks like XML");
    REFUSE("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "a calendar");
    REFUSE("Return-Path: <a@b.example>\nSubject: x\n", "an e-mail");
    REFUSE("\1\2\3\4\5\6\7\x10\x11\x12\x13\x14 no text", "a binary file");
    /* The suffix does not matter, and neither does case. */
    Rows rows = rows_of_text("begin:vcard\nfn:Kim Lee\nend:vcard\n");
    assert_int_equal(reader_facts(rows.reader)->kind, FILE_VCARD);
    assert_string_equal(rows.at[0].name, "Kim Lee");
    rows_free(&rows);
}

static void test_what_cannot_be_opened(void **state)
{
    Reader *reader;
    Err err = {0};
    assert_false(reader_open("/nowhere/leads.csv", &(ReaderOptions){0}, &reader, &err));
    assert_int_equal(err.kind, ERR_MISSING);
    assert_false(reader_open("/", &(ReaderOptions){0}, &reader, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_non_null(strstr(err.message, "is a directory"));
    if (geteuid() == 0)
        return; /* root may read everything */
    char path[] = "/tmp/exchange-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    fchmod(fd, 0);
    assert_false(reader_open(path, &(ReaderOptions){0}, &reader, &err));
    assert_int_equal(err.kind, ERR_DENIED);
    unlink(path);
    close(fd);
}

static void expect_same(const Rows *a, const Rows *b, size_t from)
{
    assert_int_equal(a->count, b->count + from);
    for (size_t i = 0; i < b->count; i++) {
        const ExchangeRow *x = &a->at[i + from], *y = &b->at[i];
        assert_int_equal(x->state, y->state);
        assert_int_equal(x->number, y->number);
        assert_int_equal(x->line, y->line);
        assert_string_equal(x->name ? x->name : "", y->name ? y->name : "");
        assert_int_equal(x->address_count, y->address_count);
    }
}

static const char *const samples[] = {
    "google_2024.csv", "google_old_utf16.csv", "outlook.csv", "linkedin.csv", "phone.vcf",
};

static void test_a_pipe_gives_what_the_file_gives(void **state)
{
    auto_arena Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        size_t length;
        char *path = arena_printf(arena, "%s/%s", EXCHANGE_SAMPLES, samples[i]);
        char *bytes = slurp(arena, path, &length);
        assert_non_null(bytes);
        Rows file = rows_of(bytes, length);
        Rows piped = rows_of_fd(pipe_of(bytes, length), &(ReaderOptions){0});
        expect_same(&file, &piped, 0);
        assert_int_equal(reader_progress(file.reader).total, length);
        assert_int_equal(reader_progress(file.reader).bytes, length);
        assert_int_equal(reader_progress(file.reader).rows, file.count);
        assert_int_equal(reader_progress(piped.reader).total, 0);
        rows_free(&file);
        rows_free(&piped);
    }
}

static void test_reading_goes_on_behind_a_row(void **state)
{
    auto_arena Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        size_t length;
        char *path = arena_printf(arena, "%s/%s", EXCHANGE_SAMPLES, samples[i]);
        char *bytes = slurp(arena, path, &length);
        Rows all = rows_of(bytes, length);
        for (size_t skip = 0; skip <= all.count; skip++) {
            Rows rest = rows_of_fd(file_of(bytes, length), &(ReaderOptions){.skip = skip});
            expect_same(&all, &rest, skip);
            rows_free(&rest);
        }
        Rows beyond = rows_of_fd(file_of(bytes, length), &(ReaderOptions){.skip = 1000});
        assert_int_equal(beyond.count, 0);
        rows_free(&beyond);
        rows_free(&all);
    }
}

static void test_the_end_is_the_end(void **state)
{
    Rows rows = rows_of_text("Name\nKim\n");
    Err err = {0};
    for (int i = 0; i < 3; i++) {
        ExchangeRow row;
        assert_true(reader_next(rows.reader, rows.arena, &row, &err));
        assert_int_equal(row.state, ROW_END);
    }
    rows_free(&rows);
}

static void test_broken_rows_are_given_back(void **state)
{
    Rows rows = rows_of_text("Name,Email\r\n"
                             "Kim,kim@lee.example\r\n"
                             "Jo,\"jo@ray.example\r\n"
                             ",,\r\n"
                             "Name,Email\r\n"
                             "Max,max@roe.example,more\r\n"
                             "Short\r\n");
    assert_int_equal(rows.count, 6);
    assert_string_equal(rows.at[0].name, "Kim");
    assert_int_equal(rows.at[1].state, ROW_REJECTED);
    assert_int_equal(rows.at[1].line, 3);
    assert_string_equal(rows.at[1].reason, "a quote (\") is opened and not closed");
    assert_string_equal(rows.at[1].cells[0], "Jo,\"jo@ray.example");
    assert_string_equal(rows.at[2].reason, "the row is empty");
    assert_string_equal(rows.at[3].reason, "the header is repeated here");
    assert_int_equal(rows.at[3].number, 4);
    assert_int_equal(rows.at[3].line, 5);
    assert_string_equal(rows.at[4].name, "Max");
    assert_string_equal(extra_of(&rows.at[4], "column 3"), "more");
    assert_string_equal(rows.at[5].name, "Short");
    rows_free(&rows);
}

static void test_headers_of_the_users_own_names(void **state)
{
    const char *maps[] = {"Wer=name", "Rohr=cell"};
    static const char text[] = "Wer,Rohr\nKim,0171 5550144\n";
    Rows rows =
        rows_of_fd(file_of(text, sizeof text - 1), &(ReaderOptions){.maps = maps, .map_count = 2});
    assert_int_equal(rows.count, 1);
    assert_string_equal(rows.at[0].name, "Kim");
    expect_address(&rows.at[0], ROW_CELL, 0, "0171 5550144");
    rows_free(&rows);

    const char *numbers[] = {"1=name", "2=cell"};
    static const char bare[] = "Kim,0171 5550144\nJo,0171 5550145\n";
    rows = rows_of_fd(file_of(bare, sizeof bare - 1),
                      &(ReaderOptions){.maps = numbers, .map_count = 2});
    assert_int_equal(rows.count, 2);
    assert_string_equal(rows.at[1].name, "Jo");
    expect_address(&rows.at[1], ROW_CELL, 0, "0171 5550145");
    rows_free(&rows);
}

static void test_wide_text_cut_in_half(void **state)
{
    /* "Name,Note\nKim,x" and a row cut within a letter. */
    static const char bytes[] = "\xFF\xFEN\0a\0m\0e\0,\0E\0m\0a\0i\0l\0\n\0K\0i\0m\0,\0x\0";
    for (size_t length = sizeof bytes - 1; length > sizeof bytes - 4; length--) {
        Rows rows = rows_of(bytes, length);
        assert_int_equal(rows.count, 1);
        assert_string_equal(rows.at[0].name, "Kim");
        rows_free(&rows);
    }
}

/* --- enormous files, written while they are read --- */

static int pipe_from(void (*write_all)(FILE *to))
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        close(ends[0]);
        FILE *to = fdopen(ends[1], "wb");
        write_all(to);
        fclose(to);
        _exit(0);
    }
    close(ends[1]);
    return ends[0];
}

enum { MIB = 1024 * 1024 };

static void write_one_long_line(FILE *to)
{
    char *piece = malloc(MIB);
    memset(piece, 'x', MIB);
    fputs("Name,Email\nKim,kim@lee.example\n", to);
    for (int i = 0; i < 1024; i++)
        fwrite(piece, 1, MIB, to);
    fputs("\nJo,jo@ray.example\n", to);
    free(piece);
}

static void write_one_long_property(FILE *to)
{
    char *piece = malloc(MIB);
    memset(piece, 'x', MIB);
    fputs("BEGIN:VCARD\nFN:Kim\nNOTE:", to);
    for (int i = 0; i < 256; i++)
        fwrite(piece, 1, MIB, to);
    fputs("\nTEL:+1 202 555 0146\nEND:VCARD\nBEGIN:VCARD\nFN:Jo\n", to);
    for (int i = 0; i < 64 * 1024; i++)
        fputs("NOTE:a card of many notes, which together are more than is sensible\n", to);
    fputs("END:VCARD\nBEGIN:VCARD\nFN:Max\nEND:VCARD\n", to);
    free(piece);
}

/* The sanitizers keep what was freed for a while. */
#if defined(__SANITIZE_ADDRESS__)
#define IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_SANITIZED 1
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED 0
#endif

static void expect_memory_below(long mebibytes)
{
    struct rusage usage;
    assert_int_equal(getrusage(RUSAGE_SELF, &usage), 0);
    if (!IS_SANITIZED && usage.ru_maxrss / 1024 > mebibytes)
        fail_msg("took %ld MiB", usage.ru_maxrss / 1024);
}

static void test_a_line_of_one_gigabyte(void **state)
{
    Rows rows = rows_of_fd(pipe_from(write_one_long_line), &(ReaderOptions){0});
    assert_int_equal(rows.count, 3);
    assert_string_equal(rows.at[0].name, "Kim");
    assert_int_equal(rows.at[1].state, ROW_REJECTED);
    assert_string_equal(rows.at[1].reason, "the line is longer than 1 MiB");
    assert_int_equal(rows.at[1].line, 3);
    assert_true(strlen(rows.at[1].cells[0]) <= 4096);
    assert_string_equal(rows.at[2].name, "Jo");
    assert_int_equal(rows.at[2].line, 4);
    rows_free(&rows);
    expect_memory_below(64);
}

static void test_a_card_of_many_megabytes(void **state)
{
    Rows rows = rows_of_fd(pipe_from(write_one_long_property), &(ReaderOptions){0});
    assert_int_equal(rows.count, 3);
    assert_string_equal(rows.at[0].name, "Kim");
    expect_address(&rows.at[0], ROW_OFFICE, 0, "+1 202 555 0146");
    assert_null(rows.at[0].note);
    assert_string_equal(rows.at[1].reason, "the card is larger than 4 MiB");
    assert_string_equal(rows.at[2].name, "Max");
    rows_free(&rows);
    expect_memory_below(64);
}

int main(void)
{
    signal(SIGCHLD, SIG_IGN);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_none_of_ours),
        cmocka_unit_test(test_what_cannot_be_opened),
        cmocka_unit_test(test_a_pipe_gives_what_the_file_gives),
        cmocka_unit_test(test_reading_goes_on_behind_a_row),
        cmocka_unit_test(test_the_end_is_the_end),
        cmocka_unit_test(test_broken_rows_are_given_back),
        cmocka_unit_test(test_headers_of_the_users_own_names),
        cmocka_unit_test(test_wide_text_cut_in_half),
        cmocka_unit_test(test_a_line_of_one_gigabyte),
        cmocka_unit_test(test_a_card_of_many_megabytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
