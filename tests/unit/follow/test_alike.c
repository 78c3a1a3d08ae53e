/* Who is alike: cases a seller would decide at sight, and two public sets with known truth. */
#include "base/text.h"
#include "follow/alike.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static Arena *arena;

static int set_up(void **state)
{
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    arena_free(arena);
    return 0;
}

/* --- two records --- */

static double score_of(AlikeRecord a, AlikeRecord b)
{
    AlikeRecord records[] = {a, b};
    return alike_score(alike_set_new(arena, records, 2), 0, 1);
}

static bool has_reason(AlikeRecord a, AlikeRecord b, const char *reason)
{
    AlikeRecord records[] = {a, b};
    const char *const *why;
    size_t count = alike_why(arena, alike_set_new(arena, records, 2), 0, 1, &why);
    for (size_t i = 0; i < count; i++)
        if (strcmp(why[i], reason) == 0)
            return true;
    return false;
}

#define PERSON(...)     ((AlikeRecord){.kind = ALIKE_PERSON, __VA_ARGS__})
#define FIRM(...)       ((AlikeRecord){.kind = ALIKE_FIRM, __VA_ARGS__})
#define HOME            .street = "12 mill lane", .city = "oakham", .postcode = "le156ab"
#define ALIKE(a, b)     assert_true(score_of(a, b) >= ALIKE_THRESHOLD)
#define NOT_ALIKE(a, b) assert_true(score_of(a, b) < ALIKE_THRESHOLD)

static void test_forgives_slips(void **state)
{
    AlikeRecord anna =
        PERSON(.given = "annabel", .family = "sondergeld", HOME, .birthday = "1960-02-10");
    ALIKE(anna, anna);
    ALIKE(anna, PERSON(.given = "annabel", .family = "sondergled", HOME));
    ALIKE(anna, PERSON(.given = "an nabel", .family = "sondergeld", HOME));
    ALIKE(anna, PERSON(.given = "annabel", .family = "sondergeld", .street = "mill lane 12",
                       .city = "oakam", .postcode = "le156ba"));
    ALIKE(anna, PERSON(.given = "annabel", .family = "sondergeld", .birthday = "19600210"));
    ALIKE(anna, PERSON(.given = "annabel", .family = "sondergeld", HOME, .birthday = "1960-10-02"));
    ALIKE(anna, PERSON(.given = "annabel", .family = "sondergeld", HOME, .birthday = "1960-02-01"));
    ALIKE(anna, PERSON(.given = "sondergeld", .family = "annabel", HOME));
    ALIKE(anna, PERSON(.name = "mrs annabel sondergeld", HOME));
    ALIKE(anna, PERSON(.family = "sondergeld", HOME, .birthday = "1960-02-10"));
    assert_true(has_reason(anna, PERSON(.given = "sondergeld", .family = "annabel", HOME),
                           "given and family name swapped"));
}

static void test_knows_names(void **state)
{
    AlikeRecord robert = PERSON(.given = "robert", .family = "halligan", HOME);
    ALIKE(robert, PERSON(.given = "bob", .family = "halligan", HOME));
    ALIKE(robert, PERSON(.given = "r", .family = "halligan", HOME));
    ALIKE(robert, PERSON(.given = "robert james", .family = "halligan", HOME));
    ALIKE(PERSON(.given = "hans", .family = "meier", HOME),
          PERSON(.given = "hans", .family = "mayer", HOME));
    assert_true(has_reason(robert, PERSON(.given = "bob", .family = "halligan", HOME),
                           "one given name is short for the other"));
}

static void test_keeps_a_household_apart(void **state)
{
    AlikeRecord anna = PERSON(.given = "anna", .family = "huber", HOME, .phones = "+4316001");
    NOT_ALIKE(anna, PERSON(.given = "tom", .family = "huber", HOME, .phones = "+4316001"));
    NOT_ALIKE(anna, PERSON(.given = "tom", .family = "huber", HOME, .birthday = "1990-01-01"));
    NOT_ALIKE(PERSON(.given = "anna", .family = "huber", HOME, .emails = "family@huber.example"),
              PERSON(.given = "tom", .family = "huber", HOME, .emails = "family@huber.example"));
    NOT_ALIKE(anna, PERSON(.given = "tom", .family = "kaiser", HOME, .phones = "+4316001"));
    NOT_ALIKE(PERSON(.given = "daniel", .family = "huber", HOME),
              PERSON(.given = "daniela", .family = "huber", HOME));
}

static void test_keeps_father_and_son_apart(void **state)
{
    AlikeRecord father =
        PERSON(.given = "johann", .family = "gruber", HOME, .birthday = "1950-03-12");
    NOT_ALIKE(father,
              PERSON(.given = "johann", .family = "gruber", HOME, .birthday = "1978-11-05"));
    NOT_ALIKE(PERSON(.given = "john", .family = "gray sr", HOME),
              PERSON(.given = "john", .family = "gray jr", HOME));
    ALIKE(father, PERSON(.given = "johann", .family = "gruber", HOME));
    ALIKE(father, PERSON(.given = "johann", .family = "gruber", HOME, .birthday = "1950-03-21"));
}

static void test_keeps_colleagues_apart(void **state)
{
    AlikeRecord anna = PERSON(.given = "anna", .family = "kern", .company = "acme inc",
                              .phones = "+12025550100", .emails = "a.kern@acme.example");
    NOT_ALIKE(anna, PERSON(.given = "paul", .family = "stone", .company = "acme inc",
                           .phones = "+12025550100", .emails = "p.stone@acme.example"));
    NOT_ALIKE(anna, PERSON(.given = "tina", .family = "kern", .company = "acme inc",
                           .phones = "+12025550100", .emails = "t.kern@acme.example"));
    NOT_ALIKE(anna, PERSON(.given = "anna", .family = "stone", .company = "acme inc",
                           .phones = "+12025550100", .emails = "a.stone@acme.example"));
    NOT_ALIKE(
        PERSON(.given = "anna", .family = "kern", .company = "acme", .emails = "info@acme.example"),
        PERSON(.given = "paul", .family = "stone", .company = "acme",
               .emails = "info@acme.example"));
    ALIKE(anna, PERSON(.given = "anna", .family = "kern", .company = "acme incorporated"));
    ALIKE(anna, PERSON(.family = "kern", .company = "acme", .emails = "a.kern@acme.example"));
}

static void test_weighs_what_is_ones_own(void **state)
{
    ALIKE(PERSON(.given = "anna", .family = "kern", .cells = "+436601234567"),
          PERSON(.given = "anna", .family = "maier", .cells = "+436601234567"));
    ALIKE(PERSON(.name = "kern anna", .emails = "anna.kern@mail.example old@mail.example"),
          PERSON(.name = "anna kern", .emails = "anna.kern@mail.example"));
    ALIKE(PERSON(.family = "kern", .extra = "7031244"),
          PERSON(.family = "kern", .extra = "7031244"));
    NOT_ALIKE(PERSON(0), PERSON(0));
    NOT_ALIKE(PERSON(.family = "kern"), PERSON(.family = "kern"));
    NOT_ALIKE(PERSON(.given = "anna", HOME), PERSON(.family = "kern"));
    NOT_ALIKE(FIRM(.name = "kern"), PERSON(.name = "kern"));
}

static void test_reads_other_scripts(void **state)
{
    ALIKE(PERSON(.given = "наталья", .family = "кузнецова", HOME),
          PERSON(.given = "наталья", .family = "кузнецовa", HOME));
    NOT_ALIKE(PERSON(.given = "明", .family = "王", .city = "北京"),
              PERSON(.given = "芳", .family = "李", .city = "北京"));
}

/* --- firms --- */

static void test_compares_firms(void **state)
{
    AlikeRecord bau = FIRM(.name = "muller bau gmbh", .street = "hauptstrasse 5", .city = "linz",
                           .phones = "+43732600");
    ALIKE(bau, FIRM(.name = "muller bau", .street = "hauptstr 5", .city = "linz"));
    ALIKE(bau, FIRM(.name = "bau muller ges m b h", .phones = "+43732600"));
    ALIKE(FIRM(.name = "art s delicatessen", .street = "12224 ventura blvd", .city = "studio city"),
          FIRM(.name = "arts deli", .street = "12224 ventura boulevard", .city = "studio city"));
    /* neighbours, sisters, branches */
    NOT_ALIKE(bau, FIRM(.name = "huber reisen", .street = "hauptstrasse 5", .city = "linz"));
    NOT_ALIKE(bau, FIRM(.name = "muller immobilien gmbh", .street = "hauptstrasse 5",
                        .city = "linz", .phones = "+43732600"));
    NOT_ALIKE(bau, FIRM(.name = "muller bau", .street = "ringweg 80", .city = "graz",
                        .phones = "+43316500"));
}

static void test_makes_company_keys(void **state)
{
    static const struct {
        const char *name, *key;
    } cases[] = {
        {"ACME, Inc.", "acme"},
        {"Acme Incorporated", "acme"},
        {"The Acme Co.", "acme"},
        {"Acme GmbH & Co. KG", "acme"},
        {"acme gmbh co kg", "acme"},
        {"ACME S.p.A.", "acme"},
        {"Acme Sp. z o.o.", "acme"},
        {"Acme, S.A. de C.V.", "acme"},
        {"A.C.M.E. Ltd", "acme"},
        {"Acme Pty. Ltd.", "acme"},
        {"Müller & Söhne GmbH", "muller sohne"},
        {"Müller und Söhne", "muller sohne"},
        {"Virgil's", "virgils"},
        {"Palm, The", "palm"},
        {"The Company", "the company"},
        {"Inc.", "inc"},
        {"AG", "ag"},
        {"株式会社", "株式会社"},
        {"  ", ""},
        {"", ""},
        {NULL, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(alike_company_key(arena, cases[i].name), cases[i].key);
    assert_true(alike_same_company("Acme, Inc.", "ACME GmbH"));
    assert_false(alike_same_company("Acme Inc.", "Acne Inc."));
    assert_false(alike_same_company("", ""));
}

/* --- sets --- */

static AlikePairs find_in(const AlikeRecord *records, size_t count)
{
    Err err = {0};
    AlikePairs pairs = {0};
    assert_true(alike_find(arena, records, count, ALIKE_THRESHOLD, &pairs, &err));
    return pairs;
}

static bool has_pair(const AlikePairs *pairs, size_t a, size_t b)
{
    for (size_t i = 0; i < pairs->count; i++)
        if (pairs->at[i].a == a && pairs->at[i].b == b)
            return true;
    return false;
}

static void test_finds_pairs_in_order(void **state)
{
    const AlikeRecord records[] = {
        PERSON(.given = "anna", .family = "huber", HOME),
        FIRM(.name = "acme inc", .street = "1 north road", .city = "oakham"),
        PERSON(.given = "paul", .family = "stone", .cells = "+12025550111"),
        PERSON(.given = "anna", .family = "hubr", .street = "12 mill lane", .city = "oakham"),
        FIRM(.name = "the acme company", .street = "1 north rd", .city = "oakham"),
        PERSON(.given = "paul", .family = "stone", .cells = "+12025550111",
               .birthday = "1980-04-04"),
    };
    AlikePairs pairs = find_in(records, 6);
    assert_int_equal(pairs.count, 3);
    assert_true(has_pair(&pairs, 0, 3) && has_pair(&pairs, 1, 4) && has_pair(&pairs, 2, 5));
    for (size_t i = 0; i < pairs.count; i++) {
        assert_true(pairs.at[i].score >= ALIKE_THRESHOLD && pairs.at[i].score <= 1);
        assert_true(i == 0 || pairs.at[i - 1].score >= pairs.at[i].score);
        assert_true(pairs.at[i].why_count >= 2);
    }
    assert_int_equal(find_in(records, 0).count, 0);
    assert_int_equal(find_in(records, 1).count, 0);
}

/* A record without a given name fits two of a household, and must not make them one. */
static void test_bridges_do_not_join(void **state)
{
    const AlikeRecord records[] = {
        PERSON(.given = "anna", .family = "huber", HOME, .birthday = "1981-05-05"),
        PERSON(.family = "huber", HOME),
        PERSON(.given = "tom", .family = "huber", HOME, .birthday = "1979-01-30"),
    };
    AlikePairs pairs = find_in(records, 3);
    assert_false(has_pair(&pairs, 0, 2));
    assert_true(pairs.count <= 1);
}

/* What one pair is too damaged to show, the group knows. */
static void test_groups_bring_in_the_damaged(void **state)
{
    const AlikeRecord records[] = {
        PERSON(.given = "annabel", .family = "sondergeld", HOME, .birthday = "1960-02-10"),
        PERSON(.given = "annabel", .family = "sondergeld", .birthday = "1960-02-10",
               .cells = "+447700900123"),
        PERSON(.given = "annabel", .family = "grosser", .street = "8 foxall street",
               .city = "lockwood", .cells = "+447700900123"),
    };
    AlikePairs pairs = find_in(records, 3);
    assert_int_equal(pairs.count, 3);
    assert_true(score_of(records[0], records[2]) < ALIKE_THRESHOLD);
    for (size_t i = 0; i < 3; i++)
        if (pairs.at[i].a == 0 && pairs.at[i].b == 2)
            assert_string_equal(pairs.at[i].why[0], "both are like a third record");
}

/* A name weighs by its rarity in the set itself. */
static void test_rare_names_weigh_more(void **state)
{
    enum { COUNT = 2000 };
    AlikeRecord *records = arena_array(arena, COUNT, sizeof *records);
    for (int i = 0; i < COUNT; i++)
        records[i] =
            PERSON(.given = i % 20 ? arena_printf(arena, "g%c%cn", 'a' + i % 26, 'a' + i / 26 % 26)
                                   : "john",
                   .family = i % 10 ? arena_printf(arena, "f%d", i) : "smith",
                   .city = i % 2 ? "oakham" : "melton");
    records[0] = PERSON(.given = "john", .family = "smith", .city = "oakham");
    records[20] = records[0];
    records[1] = PERSON(.given = "lorelei", .family = "sondergeld", .city = "oakham");
    records[21] = records[1];
    const AlikeSet *set = alike_set_new(arena, records, COUNT);
    assert_true(alike_score(set, 1, 21) > ALIKE_THRESHOLD);
    assert_true(alike_score(set, 0, 20) < ALIKE_THRESHOLD);
}

/* Thousands of people behind one switchboard neither take long nor look alike; pairs of a hundred
 * copies of one record are bounded. */
static void test_crowds_are_bounded(void **state)
{
    enum { COUNT = 5000 };
    AlikeRecord *records = arena_array(arena, COUNT, sizeof *records);
    for (int i = 0; i < COUNT; i++)
        records[i] = PERSON(.given = arena_printf(arena, "%c%c%c", 'a' + i % 23, 'a' + i / 7 % 19,
                                                  'a' + i / 3 % 17),
                            .family = arena_printf(arena, "%c%cfamily%c", 'a' + i % 26,
                                                   'a' + i / 26 % 26, 'a' + i / 676),
                            .company = "acme", .phones = "+12025550100", HOME);
    assert_int_equal(find_in(records, COUNT).count, 0);
    for (int i = 0; i < COUNT; i++)
        records[i] = PERSON(.given = arena_printf(arena, "anna%d", i % 40),
                            .family = arena_printf(arena, "huber%d", i % 40),
                            .emails = arena_printf(arena, "a@huber%d.example", i % 40));
    AlikePairs pairs = find_in(records, COUNT);
    assert_true(pairs.count > 0 && pairs.count <= (size_t)COUNT * ALIKE_PARTNERS);
}

static void test_refuses_what_it_cannot_do(void **state)
{
    Err err = {0};
    AlikePairs pairs = {.count = 7};
    AlikeRecord record = PERSON(.family = "kern");
    assert_false(alike_find(arena, &record, 1, 1.5, &pairs, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_false(alike_find(arena, &record, 1, NAN, &pairs, &err));
    assert_false(alike_find(arena, &record, 1, 0, &pairs, &err));
    assert_false(alike_find(arena, &record, ALIKE_RECORDS_MOST + (size_t)1, .5, &pairs, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_int_equal(pairs.count, 7);
}

/* --- public sets --- */

typedef struct Truth {
    AlikeRecord *records;
    char **owner; /* the same for the same person or firm */
    size_t count;
} Truth;

enum { COLUMNS = 11, ROWS_MOST = 2000 };

/* The columns of a line of CSV: blanks before a field go, quotes too. */
static void split(char *line, char *columns[COLUMNS])
{
    for (int i = 0; i < COLUMNS; i++) {
        line += strspn(line, " ");
        bool quoted = *line == '"';
        columns[i] = line += quoted;
        line += strcspn(line, quoted ? "\"" : ",\r\n");
        char *after = quoted && *line ? line + 1 : line;
        after += strcspn(after, ",\r\n");
        bool more = *after == ',';
        *after = *line = '\0';
        line = after + more;
    }
}

static AlikeRecord febrl_record(char *const columns[COLUMNS], bool with_extra)
{
    return PERSON(.given = text_fold(arena, columns[1]), .family = text_fold(arena, columns[2]),
                  .street = text_fold(
                      arena, arena_printf(arena, "%s %s %s", columns[3], columns[4], columns[5])),
                  .city = text_fold(arena, columns[6]), .postcode = text_fold(arena, columns[7]),
                  .region = text_fold(arena, columns[8]),
                  .birthday = arena_strdup(arena, columns[9]),
                  .extra = with_extra ? arena_strdup(arena, columns[10]) : NULL);
}

static AlikeRecord restaurant_record(char *const columns[COLUMNS])
{
    char phone[32] = "+1";
    size_t length = 2;
    for (const char *at = columns[3]; *at && length + 1 < sizeof phone; at++)
        if (*at >= '0' && *at <= '9')
            phone[length++] = *at;
    return FIRM(.name = text_fold(arena, columns[0]), .street = text_fold(arena, columns[1]),
                .city = text_fold(arena, columns[2]), .phones = arena_strdup(arena, phone));
}

typedef enum PublicSet { FEBRL, FEBRL_WITH_EXTRA, RESTAURANTS } PublicSet;

static Truth read_set(const char *path, PublicSet which)
{
    FILE *file = fopen(path, "r");
    if (!file) {
        print_message("no corpora here (%s): skipped\n", path);
        skip();
    }
    Truth truth = {arena_array(arena, ROWS_MOST, sizeof *truth.records),
                   arena_array(arena, ROWS_MOST, sizeof *truth.owner), 0};
    char line[1000];
    char *columns[COLUMNS];
    assert_non_null(fgets(line, sizeof line, file)); /* the head */
    while (truth.count < ROWS_MOST && fgets(line, sizeof line, file)) {
        split(line, columns);
        const char *owner = columns[which == RESTAURANTS ? 5 : 0];
        if (which != RESTAURANTS) { /* rec-N-org, rec-N-dup-0 */
            owner += strlen("rec-");
            columns[0][strcspn(owner, "-") + strlen("rec-")] = '\0';
        }
        truth.owner[truth.count] = arena_strdup(arena, owner);
        truth.records[truth.count++] = which == RESTAURANTS
                                           ? restaurant_record(columns)
                                           : febrl_record(columns, which == FEBRL_WITH_EXTRA);
    }
    fclose(file);
    return truth;
}

static void check_set(const char *path, PublicSet which, double least_precision, double least_f1)
{
    Truth truth = read_set(path, which);
    size_t same = 0, right = 0;
    for (size_t i = 0; i < truth.count; i++)
        for (size_t j = i + 1; j < truth.count; j++)
            same += strcmp(truth.owner[i], truth.owner[j]) == 0;
    AlikePairs pairs = find_in(truth.records, truth.count);
    for (size_t i = 0; i < pairs.count; i++)
        right += strcmp(truth.owner[pairs.at[i].a], truth.owner[pairs.at[i].b]) == 0;
    double precision = (double)right / (double)pairs.count;
    double recall = (double)right / (double)same;
    double f1 = 2 * precision * recall / (precision + recall);
    print_message("%zu records, %zu pairs: precision %.4f, recall %.4f, F1 %.4f\n", truth.count,
                  same, precision, recall, f1);
    assert_true(precision >= least_precision);
    assert_true(f1 >= least_f1);
}

static void test_febrl(void **state)
{
    check_set(CORPORA "/dedupe-febrl/dataset1.csv", FEBRL, .995, .975);
    check_set(CORPORA "/dedupe-febrl/dataset1.csv", FEBRL_WITH_EXTRA, .995, .99);
}

static void test_restaurants(void **state)
{
    check_set(CORPORA "/dedupe-febrl042/data/secondstring/restaurant.csv", RESTAURANTS, .98, .98);
}

static void test_names_typed_wrong(void **state)
{
    static const char *const near[][2] = {
        {"an ford", "ann ford"},     {"ann frod", "ann ford"},      {"ford ann", "ann ford"},
        {"bob hill", "robert hill"}, {"jack hill", "j hill"},       {"ann", "anne ford"},
        {"ann", "ann b ford"},       {"schwarzenb", "schwarzeneg"}, {"jack hill", "hill"},
    };
    static const char *const apart[][2] = {
        {"jack hill", "jack reed"},
        {"sue kern", "tom reed"},
        {"al", "jo"},
        {"", "ann ford"},
        {"ann ann", "ann ford"},
        {"ann hill", "anna beck"},
        {"pat person77", "pat person69"},
        {"pat 7", "pat 8"},
        {"jon k", "tim key"},
    };
    for (size_t i = 0; i < sizeof near / sizeof *near; i++)
        assert_true(alike_near_name(near[i][0], near[i][1]));
    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
        assert_false(alike_near_name(apart[i][0], apart[i][1]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_typed_wrong),
        cmocka_unit_test(test_forgives_slips),
        cmocka_unit_test(test_knows_names),
        cmocka_unit_test(test_keeps_a_household_apart),
        cmocka_unit_test(test_keeps_father_and_son_apart),
        cmocka_unit_test(test_keeps_colleagues_apart),
        cmocka_unit_test(test_weighs_what_is_ones_own),
        cmocka_unit_test(test_reads_other_scripts),
        cmocka_unit_test(test_compares_firms),
        cmocka_unit_test(test_makes_company_keys),
        cmocka_unit_test(test_finds_pairs_in_order),
        cmocka_unit_test(test_bridges_do_not_join),
        cmocka_unit_test(test_groups_bring_in_the_damaged),
        cmocka_unit_test(test_rare_names_weigh_more),
        cmocka_unit_test(test_crowds_are_bounded),
        cmocka_unit_test(test_refuses_what_it_cannot_do),
        cmocka_unit_test(test_febrl),
        cmocka_unit_test(test_restaurants),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
