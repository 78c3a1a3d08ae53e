/* Jobs: files that came in by the web, looked at, tried and imported. */
#include "office.h"

#include "action/import_preview.h"
#include "action/job.h"
#include "action/upload.h"
#include "base/text.h"
#include "view/view_import.h"
#include "view/view_job.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char people[] = "Name,Firm,Mobile,E-mail\n"
                             "Tom Reed,Reed Tools,+1 617 555 0100,tom@reed.example\n"
                             "Jill Hart,Hart Mills,+1 617 555 0101,\n"
                             ",,,\n"
                             "=cmd|' /C calc'!A0,,not a number,nobody\n"
                             "Bob Stone,Stone Works,,bob@stone.example\n";

static const JobRun run = {.document = view_import};

static int64_t hold_text(Office *office, const char *text, const char *name)
{
    Err err = {0};
    Upload upload;
    JobShown job;
    assert_ok(upload_new(office->context, office->arena, &upload, &err), err);
    assert_int_equal(write(upload.file, text, strlen(text)), strlen(text));
    close(upload.file);
    assert_ok(job_hold_import(office->context, office->arena, upload.path, name, &job, &err), err);
    assert_int_equal(job.state, JOB_HELD);
    return job.id;
}

static JobShown show(Office *office, int64_t id)
{
    Err err = {0};
    JobShown job;
    assert_ok(job_show(office->context, office->arena, id, &job, &err), err);
    return job;
}

static void start(Office *office, int64_t id, JobAsked asked)
{
    Err err = {0};
    JobShown job;
    assert_ok(job_start_import(office->context, office->arena, id, &asked, &job, &err), err);
    assert_int_equal(job.state, JOB_WAITING);
}

static size_t waiting(Office *office, int64_t *first)
{
    Err err = {0};
    int64_t *ids;
    size_t count;
    assert_ok(jobs_waiting(office->context, office->arena, &ids, &count, &err), err);
    *first = count ? ids[0] : 0;
    return count;
}

static const char *path_of(Office *office, int64_t id)
{
    Err err = {0};
    const char *path, *name;
    assert_ok(job_file(office->context, office->arena, id, &path, &name, &err), err);
    return path;
}

static void test_a_file_is_looked_at_tried_and_imported(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        int64_t id = hold_text(&office, people, "C:\\fakepath\\show.csv"), first;
        const char *path = path_of(&office, id);
        assert_int_equal(waiting(&office, &first), 0);
        assert_string_equal(show(&office, id).name, "show.csv");

        ImportPreview preview;
        assert_ok(import_preview(office.context, office.arena, id, NULL, 0, &preview, &err), err);
        assert_int_equal(preview.facts.column_count, 4);
        assert_string_equal(preview.facts.columns[2].field, "cell");
        assert_int_equal(preview.row_count, 5);
        assert_string_equal(preview.rows[0].draft.name, "Tom Reed");
        assert_string_equal(preview.rows[0].draft.addresses[0].value, "+16175550100");
        Doc *doc = view_import_preview(office.arena, &preview);
        assert_string_equal(doc_text(doc_get(doc, "columns")->first, "name"), "Name");
        assert_true(doc_get(doc, "fields")->count > 20);

        /* A dry run brings nothing in and keeps the file. */
        start(&office, id, (JobAsked){.source = "Show", .dry_run = true});
        assert_int_equal(waiting(&office, &first), 1);
        assert_ok(job_run(office.context, id, &run, &err), err);
        JobShown job = show(&office, id);
        assert_int_equal(job.state, JOB_TRIED);
        int64_t added = doc_int(job.result, "added");
        assert_true(added >= 3);
        assert_true(job.has_file);
        assert_int_equal(access(path, R_OK), 0);

        start(&office, id, (JobAsked){.source = "Show"});
        assert_ok(job_run(office.context, id, &run, &err), err);
        job = show(&office, id);
        assert_int_equal(job.state, JOB_DONE);
        assert_int_equal(doc_int(job.result, "added"), added);
        assert_int_equal(job.rows_done, 5);
        assert_true(access(path, F_OK) != 0);
        assert_false(job.has_file);
        assert_false(job_run(office.context, id, &run, &err));
        assert_int_equal(err.kind, ERR_BUSY);

        /* Where the file lay is nobody's business; nor is what a spreadsheet would run. */
        Buf json = buf_new(1 << 20);
        doc_write_json(view_job(office.arena, &job), &json, 0);
        assert_null(strstr(json.at, "uploads"));
        assert_non_null(strstr(json.at, "\"state\":\"done\",\"over\":true"));
        buf_free(&json);
        JobRejects rejects;
        assert_ok(job_rejects(office.context, office.arena, id, &rejects, &err), err);
        assert_string_equal(rejects.name, "show.csv.rejected.csv");
        const char *text = arena_strndup(office.arena, rejects.bytes, rejects.length);
        assert_true(
            text_starts(text, "rejected line,rejected because,Name,Firm,Mobile,E-mail\r\n"));
        assert_false(rejects.cut);
        assert_null(strstr(text, ",=cmd"));

        JobsShown jobs;
        assert_ok(job_list(office.context, office.arena, &jobs, &err), err);
        assert_int_equal(jobs.count, 1);
        office_close(&office);
    }
}

static void test_what_is_wrong_is_said_before_it_runs(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        JobShown job;
        int64_t id = hold_text(&office, people, "show.csv");
        const char *maps[] = {"Firma=company"};
        assert_false(job_start_import(office.context, office.arena, id,
                                      &(JobAsked){.maps = maps, .map_count = 1}, &job, &err));
        assert_int_equal(err.kind, ERR_INPUT);
        assert_string_equal(err.field, "map");
        assert_false(job_start_import(office.context, office.arena, id,
                                      &(JobAsked){.owner = "Nobody"}, &job, &err));
        assert_error(err, ERR_MISSING, "Nobody");
        assert_false(job_start_import(office.context, office.arena, id,
                                      &(JobAsked){.cadence = "none"}, &job, &err));
        assert_error(err, ERR_MISSING, "none");

        int64_t other = hold_text(&office, "%PDF-1.7\n%\xe2\xe3\n", "offer.pdf");
        ImportPreview preview;
        assert_false(import_preview(office.context, office.arena, other, NULL, 0, &preview, &err));
        assert_error(err, ERR_INPUT, "offer.pdf");
        assert_null(strstr(err.message, "upload-"));
        assert_false(
            job_start_import(office.context, office.arena, other, &(JobAsked){0}, &job, &err));
        assert_error(err, ERR_INPUT, "offer.pdf");
        assert_false(job_show(office.context, office.arena, 987654, &job, &err));
        assert_int_equal(err.kind, ERR_MISSING);

        /* Under way is under way. */
        start(&office, id, (JobAsked){0});
        assert_false(
            job_start_import(office.context, office.arena, id, &(JobAsked){0}, &job, &err));
        assert_int_equal(err.kind, ERR_CONFLICT);
        office_close(&office);
    }
}

/* A file that vanished, or that turns out to be broken half-way, fails with words of its own. */
static void test_a_failed_job_says_why_and_can_be_started_again(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        int64_t id = hold_text(&office, people, "show.csv");
        const char *path = path_of(&office, id);
        start(&office, id, (JobAsked){.source = "Show"});
        const char *aside = arena_printf(office.arena, "%s.aside", path);
        assert_int_equal(rename(path, aside), 0);
        assert_ok(job_run(office.context, id, &run, &err), err);
        JobShown job = show(&office, id);
        assert_int_equal(job.state, JOB_FAILED);
        assert_non_null(strstr(job.error, "show.csv"));
        assert_null(strstr(job.error, path));
        assert_int_equal(rename(aside, path), 0);
        start(&office, id, (JobAsked){.source = "Show"});
        assert_ok(job_run(office.context, id, &run, &err), err);
        assert_int_equal(show(&office, id).state, JOB_DONE);
        office_close(&office);
    }
}

static const char *many_people(Office *office, int count)
{
    Buf text = buf_new(8 << 20);
    buf_adds(&text, "Name,Mobile\n");
    for (int i = 0; i < count; i++)
        buf_addf(&text, "Person Number%d,+1 617 55%05d\n", i, 50000 + i);
    const char *kept = arena_strndup(office->arena, text.at, text.length);
    buf_free(&text);
    return kept;
}

/* A server that ends, and one that was killed: the next goes on. */
static void test_goes_on_where_it_was(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        int64_t id = hold_text(&office, many_people(&office, 1200), "many.csv"), first;
        start(&office, id, (JobAsked){.source = "Show"});
        volatile sig_atomic_t stop = 1;
        assert_ok(
            job_run(office.context, id, &(JobRun){.document = view_import, .stop = &stop}, &err),
            err);
        JobShown job = show(&office, id);
        /* Told four times a second, it may have been quicker. */
        if (job.state == JOB_WAITING) {
            assert_int_equal(waiting(&office, &first), 1);
            assert_ok(job_run(office.context, id, &run, &err), err);
            job = show(&office, id);
        }
        assert_int_equal(job.state, JOB_DONE);
        assert_int_equal(doc_int(job.result, "read"), 1200);

        /* Killed: its lease runs out. */
        id = hold_text(&office, people, "show.csv");
        start(&office, id, (JobAsked){.source = "Show"});
        bool found;
        assert_ok(sql_job_claim(office.context->db,
                                &(struct job_claim_in){.workspace = office.context->workspace,
                                                       .id = id,
                                                       .now = office.context->now,
                                                       .until = office.context->now + JOB_LEASE},
                                &found, &err),
                  err);
        assert_true(found);
        assert_int_equal(waiting(&office, &first), 0);
        assert_false(job_run(office.context, id, &run, &err));
        assert_int_equal(err.kind, ERR_BUSY);
        office_at(&office, office.context->now + JOB_LEASE);
        assert_int_equal(waiting(&office, &first), 1);
        assert_int_equal(first, id);
        assert_ok(job_run(office.context, id, &run, &err), err);
        assert_int_equal(show(&office, id).state, JOB_DONE);
        office_close(&office);
    }
}

static bool is_wanted(void *context)
{
    size_t *asked = context;
    return ++*asked % 3 != 0;
}

/* Asked behind each batch, until nobody waits. */
static void test_gives_way_to_others(void **state)
{
    Err err = {0};
    Office office = office_open(DB_SQLITE);
    size_t asked = 0;
    int64_t id = hold_text(&office, many_people(&office, 1200), "many.csv");
    start(&office, id, (JobAsked){.source = "Show"});
    assert_ok(
        job_run(office.context, id,
                &(JobRun){.document = view_import, .wanted = is_wanted, .wanted_context = &asked},
                &err),
        err);
    assert_int_equal(show(&office, id).state, JOB_DONE);
    assert_int_equal(asked, 9); /* three batches, three times each */
    office_close(&office);
}

static void test_a_dry_run_ends_early(void **state)
{
    Err err = {0};
    Office office = office_open(DB_SQLITE);
    int64_t id = hold_text(&office, many_people(&office, JOB_TRIAL_ROWS + 1000), "many.csv");
    start(&office, id, (JobAsked){.dry_run = true});
    assert_ok(job_run(office.context, id, &run, &err), err);
    JobShown job = show(&office, id);
    assert_int_equal(job.state, JOB_TRIED);
    assert_int_equal(doc_int(job.result, "read"), JOB_TRIAL_ROWS);
    assert_true(doc_get(job.result, "partial")->truth);
    office_close(&office);
}

static void test_cancelled_and_tidied(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        JobShown job;
        int64_t id = hold_text(&office, people, "show.csv"), first;
        const char *path = path_of(&office, id);
        start(&office, id, (JobAsked){0});
        assert_ok(job_cancel(office.context, office.arena, id, &job, &err), err);
        assert_int_equal(job.state, JOB_CANCELLED);
        assert_true(access(path, F_OK) != 0);
        assert_int_equal(waiting(&office, &first), 0);
        assert_false(job_cancel(office.context, office.arena, id, &job, &err));
        assert_int_equal(err.kind, ERR_CONFLICT);

        int64_t old = hold_text(&office, people, "old.csv");
        const char *old_path = path_of(&office, old);
        office_at(&office, office.context->now + JOB_FILE_KEPT + 1);
        int64_t young = hold_text(&office, people, "young.csv");
        const char *young_path = path_of(&office, young);
        Upload stray;
        assert_ok(upload_new(office.context, office.arena, &stray, &err), err);
        close(stray.file);
        assert_ok(jobs_tidy(office.context, &err), err);
        assert_int_equal(show(&office, old).state, JOB_CANCELLED);
        assert_true(access(old_path, F_OK) != 0);
        assert_int_equal(access(young_path, F_OK), 0);
        assert_int_equal(access(stray.path, F_OK), 0); /* the machine's clock is not the office's */
        office_at(&office, clock_now() + 2 * (Time)DAY_SECONDS);
        assert_ok(jobs_tidy(office.context, &err), err);
        assert_true(access(stray.path, F_OK) != 0);
        office_close(&office);
    }
}

static void test_others_jobs_are_not_shown_to_a_rep(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        JobShown job;
        JobsShown jobs;
        int64_t id = hold_text(&office, people, "show.csv"),
                mary = office_user(&office, "Mary Poe");
        context_guard(office.context, true);
        assert_ok(context_begin(office.context, mary, office.context->now, &err), err);
        assert_false(job_show(office.context, office.arena, id, &job, &err));
        assert_int_equal(err.kind, ERR_MISSING);
        assert_ok(job_list(office.context, office.arena, &jobs, &err), err);
        assert_int_equal(jobs.count, 0);
        context_guard(office.context, false);
        office_close(&office);
    }
}

int main(void)
{
    /* Where the files of a PostgreSQL's jobs lie. */
    setenv("TMPDIR", trial_path("."), 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_file_is_looked_at_tried_and_imported),
        cmocka_unit_test(test_what_is_wrong_is_said_before_it_runs),
        cmocka_unit_test(test_a_failed_job_says_why_and_can_be_started_again),
        cmocka_unit_test(test_goes_on_where_it_was),
        cmocka_unit_test(test_gives_way_to_others),
        cmocka_unit_test(test_a_dry_run_ends_early),
        cmocka_unit_test(test_cancelled_and_tidied),
        cmocka_unit_test(test_others_jobs_are_not_shown_to_a_rep),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
