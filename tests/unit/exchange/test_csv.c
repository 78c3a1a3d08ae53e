/* CSV as rows of cells: what is right is read exactly, what is broken costs only itself. */
#include "exchange/csv.h"

#include "base/json.h"
#include "exchange_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Table {
    Arena *arena;
    Input *input;
    Lines *lines;
    Csv *csv;
} Table;

static Table table_of(const char *bytes, size_t length)
{
    Table table = {.arena = arena_new()};
    Err err = {0};
    assert_true(input_open(file_of(bytes, length), "sample", &table.input, &err));
    table.lines = lines_open(table.input);
    table.csv = csv_open(table.lines, csv_sniff(bytes, length, true));
    return table;
}

static void table_free(Table *table)
{
    csv_close(table->csv);
    lines_close(table->lines);
    input_close(table->input);
    arena_free(table->arena);
}

/* The next row as "cell|cell|cell", "line: reason" when it is broken, NULL at the end. */
static const char *next(Table *table)
{
    TableRow row;
    Err err = {0};
    switch (csv_next(table->csv, &row, &err)) {
    case TABLE_FAILED:
        fail_msg("%s", err.message);
        return NULL;
    case TABLE_END:
        return NULL;
    case TABLE_BROKEN:
        return arena_printf(table->arena, "%llu: %s", (unsigned long long)row.line, row.reason);
    case TABLE_ROW:
        break;
    }
    const char *text = "";
    for (size_t i = 0; i < row.cells.count; i++)
        text = arena_printf(table->arena, "%s%s%.*s", text, i ? "|" : "",
                            (int)row.cells.cells[i].length, row.cells.cells[i].at);
    return text;
}

static void expect(const char *bytes, size_t length, const char *const *rows)
{
    Table table = table_of(bytes, length);
    for (; *rows; rows++) {
        const char *row = next(&table);
        if (!row || strcmp(row, *rows) != 0)
            fail_msg("\"%s\" gives \"%s\", not \"%s\"", bytes, row ? row : "the end", *rows);
    }
    assert_null(next(&table));
    table_free(&table);
}

#define EXPECT(text, ...) expect(text, sizeof(text) - 1, (const char *const[]){__VA_ARGS__, NULL})

static void test_line_ends(void **state)
{
    EXPECT("a,b\n1,2\n", "a|b", "1|2");
    EXPECT("a,b\r\n1,2\r\n", "a|b", "1|2");
    EXPECT("a,b\r1,2\r", "a|b", "1|2");
    EXPECT("a,b\n1,2\r\n3,4\r5,6", "a|b", "1|2", "3|4", "5|6");
    EXPECT("a,b\r\r\n1,2\r\r\n", "a|b", "1|2");
    EXPECT("\n\n  \na,b\n\n1,2\n\n", "a|b", "1|2");
    EXPECT("a,b\n1,2\n\x1A", "a|b", "1|2"); /* the end of DOS */
    EXPECT("a,b\n1,2\n\0\0\0\0", "a|b", "1|2");
}

static void test_cells(void **state)
{
    EXPECT("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n", "a|b", "x, y|say \"hi\"");
    EXPECT("a,b\n\"one\ntwo\",3\n", "a|b", "one\ntwo|3");
    EXPECT("a,b\n\"one\r\ntwo\",3\n", "a|b", "one\r\ntwo|3");
    EXPECT("a,b\n  x  , \" y \" \n", "a|b", "x| y ");
    EXPECT("a,b,c\n1,\"\",\n", "a|b|c", "1||");
    EXPECT("a,b\n1\n1,2,3\n", "a|b", "1", "1|2|3"); /* ragged */
    EXPECT("a,b\n1,x\0y\n", "a|b", "1|x y");        /* a zero byte ends no text */
}

static void test_delimiters_and_quotes(void **state)
{
    EXPECT("a;b;c\n1,5;2;3\n4,5;5;6\n", "a|b|c", "1,5|2|3", "4,5|5|6");
    EXPECT("a\tb\n1,5\t2\n", "a|b", "1,5|2");
    EXPECT("a|b|c\n1|2|3\n", "a|b|c", "1|2|3");
    EXPECT("First Name;Last Name\nAnn, Mary;Lee, Kim\nJo, El;Ray, X\n", "First Name|Last Name",
           "Ann, Mary|Lee, Kim", "Jo, El|Ray, X");
    EXPECT("'a','b'\n'x, y','2'\n", "a|b", "x, y|2");
    EXPECT("a,b\n'tis,'twas\n", "a|b", "'tis|'twas");
    EXPECT("only\none\n", "only", "one");
    CsvShape shape = csv_sniff("sep=;\nName;Mail\n", 16, true);
    assert_int_equal(shape.delimiter, ';');
    assert_int_equal(shape.said_lines, 1);
}

static void test_quotes_within_a_line_are_mended(void **state)
{
    EXPECT("a,b,c\n1,\"say \"hi\" now\",x\n4,5,6\n", "a|b|c", "1|say \"hi\" now|x", "4|5|6");
    EXPECT("a,b,c\n1,5\" pipe,x\n4,5,6\n", "a|b|c", "1|5\" pipe|x", "4|5|6");
    /* With other than three cells nobody knows what was meant. */
    EXPECT("a,b,c\n1,\"x\" y\n4,5,6\n", "a|b|c",
           "2: a quote (\") stands where none may be; double it or drop it", "4|5|6");
}

static const char unclosed[] = "2: a quote (\") is opened and not closed";
static const char unclosed_here[] = "2: a quote (\") is opened and not closed on this line";

static void test_an_unclosed_quote_costs_its_line_only(void **state)
{
    /* The end of the file ends it. */
    EXPECT("a,b,c\n1,\"x,y\n4,5,6\n7,8,9\n", "a|b|c", unclosed, "4|5|6", "7|8|9");
    /* The next quote ends it, in the wrong place. */
    EXPECT("a,b,c\n1,\"x,y\n4,\"five\",6\n7,8,9\n", "a|b|c", unclosed_here, "4|five|6", "7|8|9");
    /* … or in a place that happens to be right: three rows became one of four cells. */
    EXPECT("a,b,c\n1,\"x,y\n4,5,6\n7,8\",9,10\n11,12,13\n", "a|b|c", unclosed_here, "4|5|6",
           "4: a quote (\") stands where none may be; double it or drop it", "11|12|13");
    EXPECT("a,b,c\n1,\"x,y\n4,5,\"\"\n8,\"9\",10\n", "a|b|c", unclosed_here, "4|5|", "8|9|10");
    /* On the last line. */
    EXPECT("a,b\n1,\"x", "a|b", unclosed);
    /* A ragged row over two lines is one, if its second line is no row. */
    EXPECT("a,b,c\n1,\"x\ny\"\n4,5,6\n", "a|b|c", "1|x\ny", "4|5|6");
}

static char *repeat(const char *text, size_t times, size_t *length)
{
    size_t one = strlen(text);
    *length = one * times;
    char *all = malloc(*length + 1);
    for (size_t i = 0; i < times; i++)
        memcpy(all + i * one, text, one);
    all[*length] = '\0';
    return all;
}

static void test_limits(void **state)
{
    enum { MIB = 1024 * 1024 };
    size_t length;
    char *line = malloc(3 * MIB);
    memset(line, 'x', 3 * MIB);
    memcpy(line, "a,b\n", 4);
    memcpy(line + 3 * MIB - 10, "\n1,2\n3,4\n", 9);
    Table table = table_of(line, 3 * MIB - 1);
    assert_string_equal(next(&table), "a|b");
    assert_string_equal(next(&table), "2: the line is longer than 1 MiB");
    assert_string_equal(next(&table), "1|2");
    assert_string_equal(next(&table), "3|4");
    assert_null(next(&table));
    table_free(&table);
    free(line);

    /* A quote that is not closed within 1 MiB: of the lines within only the first is lost. */
    char *rows = repeat("1,2\n", MIB, &length);
    memcpy(rows, "a,b\n\"9,", 7);
    table = table_of(rows, length);
    assert_string_equal(next(&table), "a|b");
    assert_string_equal(next(&table), "2: a quote (\") is opened and not closed within 1 MiB");
    size_t count = 0;
    while (next(&table)) {
        count++;
        arena_reset(table.arena);
    }
    assert_int_equal(count, MIB - 2);
    table_free(&table);
    free(rows);

    char *wide = repeat("1,", 1500, &length);
    memcpy(wide + length - 8, "\n1,2\n3,4", 8);
    table = table_of(wide, length);
    assert_string_equal(next(&table), "1: more than 1,000 columns");
    assert_string_equal(next(&table), "1|2");
    assert_string_equal(next(&table), "3|4");
    assert_null(next(&table));
    table_free(&table);
    free(wide);
}

/* --- the files of csv-spectrum --- */

/* As the file was before a checkout changed its line ends: *_crlf.csv. */
static char *with_crlf(Arena *arena, const char *text, size_t *length)
{
    char *crlf = arena_alloc(arena, 2 * *length + 1);
    size_t to = 0;
    for (size_t i = 0; i < *length; i++) {
        if (text[i] == '\n' && (!i || text[i - 1] != '\r'))
            crlf[to++] = '\r';
        crlf[to++] = text[i];
    }
    *length = to;
    return crlf;
}

static void expect_row(const char *name, CellRow row, char header[8][64], const Doc *wanted)
{
    assert_int_equal(row.count, wanted->count);
    for (size_t i = 0; i < row.count; i++) {
        const char *value = doc_text(wanted, header[i]);
        /* Their JSON has another number in it than their CSV. */
        if (strcmp(header[i], "Contact Phone Number") == 0)
            value = "2095257564";
        Cell cell = row.cells[i];
        if (!value || cell.length != strlen(value) || memcmp(cell.at, value, cell.length) != 0)
            fail_msg("%s, %s: \"%.*s\", not \"%s\"", name, header[i], (int)cell.length, cell.at,
                     value ? value : "(null)");
    }
}

static void expect_json(const char *name, const char *text, size_t length, const Doc *rows)
{
    Table table = table_of(text, length);
    char header[8][64];
    TableRow row;
    Err err = {0};
    assert_int_equal(csv_next(table.csv, &row, &err), TABLE_ROW);
    assert_in_range(row.cells.count, 1, 8);
    for (size_t i = 0; i < row.cells.count; i++)
        snprintf(header[i], sizeof header[i], "%.*s", (int)row.cells.cells[i].length,
                 row.cells.cells[i].at);
    /* One file has its only row bare, not in an array. */
    for (const Doc *wanted = rows->kind == DOC_ARRAY ? rows->first : rows; wanted;
         wanted = wanted->next) {
        assert_int_equal(csv_next(table.csv, &row, &err), TABLE_ROW);
        expect_row(name, row.cells, header, wanted);
    }
    assert_int_equal(csv_next(table.csv, &row, &err), TABLE_END);
    table_free(&table);
}

static void test_csv_spectrum(void **state)
{
    static const char *const names[] = {
        "comma_in_quotes",      "empty",    "empty_crlf",    "escaped_quotes",      "json",
        "location_coordinates", "newlines", "newlines_crlf", "quotes_and_newlines", "simple",
        "simple_crlf",          "utf8",
    };
    auto_arena Arena *arena = arena_new();
    if (!corpus(arena, "csv-spectrum"))
        skip();
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *path = corpus(arena, arena_printf(arena, "csv-spectrum/csvs/%s.csv", names[i]));
        const char *json =
            corpus(arena, arena_printf(arena, "csv-spectrum/json/%s.json", names[i]));
        assert_true(path && json);
        size_t length;
        char *text = slurp(arena, path, &length);
        if (strstr(names[i], "_crlf"))
            text = with_crlf(arena, text, &length);
        size_t json_length;
        const char *json_text = slurp(arena, json, &json_length);
        Err err = {0};
        const Doc *rows = json_parse(arena, json_text, json_length, &err);
        if (!rows)
            fail_msg("%s: %s", json, err.message);
        expect_json(names[i], text, length, rows);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line_ends),
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_delimiters_and_quotes),
        cmocka_unit_test(test_quotes_within_a_line_are_mended),
        cmocka_unit_test(test_an_unclosed_quote_costs_its_line_only),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_csv_spectrum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
