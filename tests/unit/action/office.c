#include "office.h"

#include "action/capture_lead.h"
#include "action/check.h"
#include "action/user_admin.h"

#include <string.h>

Office office_open(DbEngine engine)
{
    Err err = {0};
    Office office = {.arena = arena_new()};
    office.database = arena_strdup(office.arena, trial_new_url(engine));
    InitResult made;
    assert_ok(init_database(office.arena,
                            &(InitOptions){.database = office.database,
                                           .workspace = "Ford Pumps",
                                           .user = "Ann Ford",
                                           .email = "ann@ford.example",
                                           .cell = "+1 202 555 0123",
                                           .zone = "America/New_York",
                                           .country = "US",
                                           .now = OFFICE_NOW},
                            &made, &err),
              err);
    assert_ok(context_open(&(ContextOptions){.database = office.database, .now = OFFICE_NOW},
                           &office.context, &err),
              err);
    return office;
}

void office_close(Office *office)
{
    office_audit(office);
    context_close(office->context);
    arena_free(office->arena);
}

Captive office_capture(Office *office, Card card)
{
    Err err = {0};
    RowAddress addresses[4];
    size_t count = 0;
    const char *values[] = {card.cell, card.office, card.email, card.postal};
    const RowAddressKind kinds[] = {ROW_CELL, ROW_OFFICE, ROW_EMAIL, ROW_POSTAL};
    for (size_t i = 0; i < 4; i++)
        if (values[i])
            addresses[count++] =
                (RowAddress){.kind = kinds[i], .kind_known = true, .value = values[i]};
    ExchangeRow row = {.state = ROW_GOOD,
                       .name = card.name,
                       .company = card.company,
                       .title = card.title,
                       .source = card.source,
                       .note = card.note,
                       .birthday = card.birthday,
                       .addresses = addresses,
                       .address_count = count};
    DraftHabit habit = {
        .country = "US", .zone = office->context->zone, .now = office->context->now};
    Draft draft;
    Captured captured;
    assert_ok(draft_from_row(office->arena, &row, &habit, &draft, &err), err);
    DraftPromise promise = {card.promise, office->context->now + DAY_SECONDS};
    if (card.promise) {
        draft.promises = &promise;
        draft.promise_count = 1;
    }
    assert_ok(capture_lead(office->context, office->arena, &draft,
                           &(CaptureOptions){.cadence = card.cadence}, &captured, &err),
              err);
    return (Captive){captured.lead_id, captured.contact_id, captured.account_id};
}

void office_at(Office *office, Time now)
{
    context_set_now(office->context, now);
}

struct next_touch_of_lead_row office_next(Office *office, int64_t lead)
{
    Err err = {0};
    bool found;
    struct next_touch_of_lead_row next = {0};
    assert_ok(sql_next_touch_of_lead(office->context->db, office->arena,
                                     &(struct next_touch_of_lead_in){
                                         .workspace = office->context->workspace, .lead_id = lead},
                                     &next, &found, &err),
              err);
    if (!found)
        next.lead_id = 0;
    return next;
}

LogResult office_log(Office *office, int64_t lead, bool planned, const char *outcome,
                     const char *result)
{
    Err err = {0};
    LogResult logged;
    long long id = planned ? (long long)office_next(office, lead).touch_id : (long long)lead;
    LogInput input = {.what = arena_printf(office->arena, planned ? "%lld" : "lead:%lld", id),
                      .attempts = &(LogAttempt){.outcome = outcome},
                      .attempt_count = 1,
                      .result = result,
                      .excuse = strcmp(outcome, "skipped") == 0 ? "no_time" : NULL,
                      .at = TIME_NONE,
                      .until = TIME_NONE,
                      .promise_at = TIME_NONE};
    assert_ok(log_outcome(office->context, office->arena, &input, &logged, &err), err);
    return logged;
}

int64_t office_user(Office *office, const char *name)
{
    Err err = {0};
    UserShown user;
    assert_ok(add_user(office->context, office->arena, name, NULL, 0, &user, &err), err);
    return user.id;
}

void office_audit(Office *office)
{
    Err err = {0};
    CheckResult result;
    assert_ok(check_promises(office->context, office->arena, &result, &err), err);
    for (size_t i = 0; i < result.problem_count; i++)
        print_error("%s: %s\n", result.problems[i].promise, result.problems[i].what);
    assert_int_equal(result.problem_count, 0);
}
