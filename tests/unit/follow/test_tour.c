/* The order of a day's visits. */
#include "follow/tour.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void test_coordinates_in_an_address(void **state)
{
    (void)state;
    static const struct {
        const char *address;
        bool known;
        int32_t latitude, longitude;
    } samples[] = {
        {"geo:52.521,13.405", true, 52521000, 13405000},
        {"Alte Str. 5, 10115 Berlin (52.53210, 13.38490)", true, 52532100, 13384900},
        {"1 Opera House, -33.8568, 151.21530", true, -33856800, 151215300},
        {"52.5210001,13.4050009", true, 52521000, 13405000},
        {"90.000,180.000", true, 90000000, 180000000},
        {"90.001,13.405", false, 0, 0},
        {"52.521,180.001", false, 0, 0},
        {"52.52,13.40", false, 0, 0}, /* a price, a version */
        {"52.521 13.405", false, 0, 0},
        {"152.521,13.405", false, 0, 0},
        {"1 Mill Lane, Springfield, IL 62701", false, 0, 0},
        {"", false, 0, 0},
        {NULL, false, 0, 0},
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        TourPlace place = tour_place(samples[i].address);
        assert_int_equal(place.known, samples[i].known);
        assert_int_equal(place.latitude, samples[i].latitude);
        assert_int_equal(place.longitude, samples[i].longitude);
    }
}

static void test_postal_codes(void **state)
{
    (void)state;
    static const struct {
        const char *address, *code;
    } samples[] = {
        {"1200 Main St, Springfield, IL 62704", "62704"},
        {"9 New Road, Springfield, IL 62704-1234, United States", "62704-1234"},
        {"Alte Str. 5, 10115 Berlin", "10115"},
        {"10 Downing St, London SW1A 2AA", "SW1A 2AA"},
        {"80 Wellington St, Ottawa ON K1A 0A2", "K1A 0A2"},
        {"5 Main Street", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        char code[12];
        bool found = tour_postcode(samples[i].address, code);
        assert_int_equal(found, samples[i].code != NULL);
        if (found)
            assert_string_equal(code, samples[i].code);
    }
}

static void test_distances(void **state)
{
    (void)state;
    TourPlace berlin = tour_place("52.521,13.405"), hamburg = tour_place("53.551,9.994");
    TourPlace east = tour_place("0.000,179.999"), west = tour_place("0.000,-179.999");
    assert_in_range(tour_metres(&berlin, &hamburg), 254000, 258000);
    assert_in_range(tour_metres(&east, &west), 200, 250);
    assert_int_equal(tour_metres(&berlin, &berlin), 0);
}

static void assert_order(const TourStop *stops, size_t count, const size_t *names)
{
    for (size_t i = 0; i < count; i++)
        assert_int_equal(stops[i].name, names[i]);
}

static void test_what_is_nearest_comes_next(void **state)
{
    (void)state;
    TourStop stops[] = {
        {.name = 0, .address = "52.600,13.400", .fixed_at = TIME_NONE},
        {.name = 1, .address = "52.500,13.400", .fixed_at = TIME_NONE},
        {.name = 2, .address = "52.550,13.400", .fixed_at = TIME_NONE},
        {.name = 3, .address = "1 Mill Lane", .postcode = "20000", .fixed_at = TIME_NONE},
        {.name = 4, .address = "2 Mill Lane", .postcode = "10000", .fixed_at = TIME_NONE},
    };
    TourPlace start = tour_place("52.490,13.400");
    tour_order(stops, 5, &start);
    assert_order(stops, 5, (size_t[]){1, 2, 0, 4, 3});
    assert_in_range(stops[0].metres, 1100, 1125);
    assert_in_range(stops[1].metres, 5500, 5600);
    assert_int_equal(stops[3].metres, -1);
}

static void test_an_hour_is_kept(void **state)
{
    (void)state;
    TourStop stops[] = {
        {.name = 0, .address = "52.500,13.400", .fixed_at = TIME_NONE},
        {.name = 1, .address = "52.600,13.400", .fixed_at = 2000},
        {.name = 2, .address = "52.590,13.400", .fixed_at = TIME_NONE},
        {.name = 3, .address = "no place", .fixed_at = 1000},
    };
    tour_order(stops, 4, NULL);
    assert_order(stops, 4, (size_t[]){3, 1, 2, 0});
}

static void test_neighbours_stand_together(void **state)
{
    (void)state;
    TourStop stops[] = {
        {.name = 0,
         .postcode = "62701",
         .city = "Springfield",
         .address = "b",
         .fixed_at = TIME_NONE},
        {.name = 1,
         .postcode = "10115",
         .city = "Berlin",
         .address = "52.532,13.385",
         .fixed_at = TIME_NONE},
        {.name = 2,
         .postcode = "62701",
         .city = "Springfield",
         .address = "a",
         .fixed_at = TIME_NONE},
        {.name = 3,
         .postcode = "10115",
         .city = "Berlin",
         .address = "next door",
         .fixed_at = TIME_NONE},
    };
    tour_order(stops, 4, NULL);
    assert_order(stops, 4, (size_t[]){1, 3, 2, 0});
    assert_int_equal(stops[1].metres, -1); /* by its neighbour's postal code: near, and no more */
    tour_order(stops, 0, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_coordinates_in_an_address),
        cmocka_unit_test(test_postal_codes),
        cmocka_unit_test(test_distances),
        cmocka_unit_test(test_what_is_nearest_comes_next),
        cmocka_unit_test(test_an_hour_is_kept),
        cmocka_unit_test(test_neighbours_stand_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
