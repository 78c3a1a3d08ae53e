/* The carrier that writes mails into a folder: what lies there, when, and under which name. */
#include "base/text.h"
#include "channel/carrier.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char mail[] = "Subject: Labels\r\n\r\nHi Bob,\r\na bare\nline.\r\n";

typedef struct Scene {
    Arena *arena;
    char folder[64];
    Carrier *carrier;
    Parcel first, second;
} Scene;

static Parcel parcel_of(const char *id)
{
    return (Parcel){.id = id,
                    .from = "ann@reed.example",
                    .to = "bob@lee.example",
                    .bytes = mail,
                    .length = sizeof mail - 1};
}

static bool open_folder(Scene *scene, const char *folder, Err *err)
{
    Doc *given = doc_object(scene->arena), *settings, *secrets;
    doc_set_text(scene->arena, given, "folder", folder);
    return carrier_check(scene->arena, &carrier_outbox, given, &settings, &secrets, err) &&
           carrier_outbox.open(&carrier_outbox, settings, secrets, NULL, &scene->carrier, err);
}

static int set_up(void **state)
{
    Err err;
    Scene *scene = calloc(1, sizeof *scene);
    scene->arena = arena_new();
    snprintf(scene->folder, sizeof scene->folder, "/tmp/beck-outbox-XXXXXX");
    scene->first = parcel_of("1a.first@reed.example");
    scene->second = parcel_of("1b.second@reed.example");
    *state = scene;
    return !mkdtemp(scene->folder) || !open_folder(scene, scene->folder, &err);
}

static const char *in_folder(const Scene *scene, const char *name)
{
    return arena_printf(scene->arena, "%s/%s", scene->folder, name);
}

static size_t count_files(const Scene *scene, const char *part, bool removes)
{
    DIR *folder = opendir(in_folder(scene, part));
    size_t count = 0;
    assert_non_null(folder);
    for (const struct dirent *entry; (entry = readdir(folder));)
        if (entry->d_name[0] != '.') {
            count++;
            if (removes)
                unlinkat(dirfd(folder), entry->d_name, 0);
        }
    closedir(folder);
    return count;
}

static int clear(void **state)
{
    static const char *const parts[] = {"tmp", "new", "cur"};
    Scene *scene = *state;
    carrier_close(scene->carrier);
    for (int i = 0; i < 3; i++) {
        count_files(scene, parts[i], true);
        rmdir(in_folder(scene, parts[i]));
    }
    rmdir(scene->folder);
    arena_free(scene->arena);
    free(scene);
    return 0;
}

static void offer(Scene *scene, Parcel *parcel)
{
    CarrierNews news;
    assert_true(carrier_room(scene->carrier) > 0);
    carrier_offer(scene->carrier, parcel);
    assert_int_equal(carrier_turn(scene->carrier, &news), CARRIER_DOT_ASKED);
    assert_ptr_equal(news.parcel, parcel);
}

static void expect_sent(const Scene *scene, const Parcel *parcel)
{
    CarrierNews news;
    assert_int_equal(carrier_turn(scene->carrier, &news), CARRIER_SETTLED);
    assert_ptr_equal(news.parcel, parcel);
    assert_int_equal(news.verdict.result, SEND_SENT);
    assert_true(news.verdict.dotted);
    assert_int_equal(carrier_turn(scene->carrier, &news), CARRIER_QUIET);
}

static void expect_text(const Scene *scene, const char *name, const char *expected)
{
    char text[1000] = "";
    FILE *file = fopen(in_folder(scene, name), "r");
    assert_non_null(file);
    size_t length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[length] = '\0';
    assert_string_equal(text, expected);
}

static void test_a_mail(void **state)
{
    Scene *scene = *state;
    offer(scene, &scene->first);
    assert_int_equal(count_files(scene, "tmp", false), 1);
    assert_int_equal(count_files(scene, "new", false), 0); /* not before its dot */
    carrier_dot(scene->carrier, &scene->first);
    expect_sent(scene, &scene->first);
    assert_int_equal(count_files(scene, "tmp", false), 0);
    expect_text(scene, "new/1a.first",
                "Return-Path: <ann@reed.example>\nEnvelope-To: bob@lee.example\n"
                "Subject: Labels\n\nHi Bob,\na bare\nline.\n");
}

static void test_withheld(void **state)
{
    Scene *scene = *state;
    CarrierNews news;
    size_t room = carrier_room(scene->carrier);
    offer(scene, &scene->first);
    carrier_withhold(scene->carrier, &scene->first);
    assert_int_equal(carrier_turn(scene->carrier, &news), CARRIER_QUIET);
    assert_int_equal(count_files(scene, "tmp", false) + count_files(scene, "new", false), 0);
    assert_int_equal(carrier_room(scene->carrier), room);
}

/* One worker was taken for dead and is not: the message lies there once, as it was. */
static void test_twice(void **state)
{
    Scene *scene = *state, second = *scene;
    Err err;
    assert_true(open_folder(&second, scene->folder, &err));
    second.first.bytes = "\r\n";
    second.first.length = 2;
    offer(scene, &scene->first);
    offer(&second, &second.first);
    carrier_dot(scene->carrier, &scene->first);
    expect_sent(scene, &scene->first);
    assert_int_equal(count_files(scene, "tmp", false), 1); /* the other's */
    carrier_dot(second.carrier, &second.first);
    expect_sent(&second, &second.first);
    carrier_close(second.carrier);
    assert_int_equal(count_files(scene, "new", false), 1);
    expect_text(scene, "new/1a.first",
                "Return-Path: <ann@reed.example>\nEnvelope-To: bob@lee.example\n"
                "Subject: Labels\n\nHi Bob,\na bare\nline.\n");
}

static void test_many(void **state)
{
    Scene *scene = *state;
    CarrierNews news;
    enum { MANY = 600 };
    Parcel *parcels = arena_array(scene->arena, MANY, sizeof *parcels);
    size_t offered = 0, sent = 0;
    while (sent < MANY) {
        while (offered < MANY && carrier_room(scene->carrier)) {
            parcels[offered] = parcel_of(arena_printf(scene->arena, "%zu@reed.example", offered));
            carrier_offer(scene->carrier, &parcels[offered++]);
        }
        CarrierEvent event = carrier_turn(scene->carrier, &news);
        if (event == CARRIER_DOT_ASKED)
            carrier_dot(scene->carrier, news.parcel);
        else
            assert_int_equal(event, CARRIER_SETTLED);
        sent += event == CARRIER_SETTLED && news.verdict.result == SEND_SENT;
    }
    assert_int_equal(count_files(scene, "new", false), MANY);
    assert_int_equal(count_files(scene, "tmp", false), 0);
}

/* What it was about to send is left for nobody; what another is about to send stays. */
static void test_closed(void **state)
{
    Scene *scene = *state, second = *scene;
    Err err;
    assert_true(open_folder(&second, scene->folder, &err));
    offer(scene, &scene->first);
    offer(&second, &second.second);
    carrier_close(second.carrier);
    assert_int_equal(count_files(scene, "tmp", false), 1);
}

/* The folder was taken away between the mail and its dot: nothing was sent, and it is known. */
static void test_gone(void **state)
{
    Scene *scene = *state;
    CarrierNews news;
    offer(scene, &scene->first);
    assert_int_equal(rmdir(in_folder(scene, "new")), 0);
    carrier_dot(scene->carrier, &scene->first);
    assert_int_equal(carrier_turn(scene->carrier, &news), CARRIER_SETTLED);
    assert_int_equal(news.verdict.result, SEND_DOWN);
    assert_int_equal(carrier_turn(scene->carrier, &news), CARRIER_DOWN);
    assert_int_equal(news.why.kind, ERR_DENIED); /* a person's */
    assert_non_null(strstr(news.why.message, scene->folder));
    assert_int_equal(count_files(scene, "tmp", false), 0);
    carrier_close(scene->carrier);
    Err err;
    assert_true(open_folder(scene, scene->folder, &err)); /* which makes it anew */
}

static void test_settings(void **state)
{
    Scene *scene = *state;
    Scene other = {.arena = scene->arena};
    Err err;
    assert_false(open_folder(&other, "mails", &err));
    assert_string_equal(err.field, "folder");
    assert_false(open_folder(&other, "/proc/version", &err));
    assert_int_equal(err.kind, ERR_DENIED);
    assert_non_null(strstr(err.message, "/proc/version cannot be written to"));
}

int main(void)
{
#define ROW(test) cmocka_unit_test_setup_teardown(test, set_up, clear)
    const struct CMUnitTest tests[] = {ROW(test_a_mail),  ROW(test_withheld), ROW(test_twice),
                                       ROW(test_many),    ROW(test_closed),   ROW(test_gone),
                                       ROW(test_settings)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
