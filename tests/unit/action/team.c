#include "team.h"

#include "action/list_promises.h"
#include "action/user_admin.h"

#include <string.h>

static int64_t hire(Office *office, const char *name, const char *role, const char *manager)
{
    Err err = {0};
    UserShown user;
    UserField fields[] = {{"role", role}, {"manager", manager}};
    assert_ok(add_user(office->context, office->arena, name, fields, manager ? 2 : 1, &user, &err),
              err);
    return user.id;
}

Captive team_capture(Team *team, const char *owner, Card card)
{
    Err err = {0};
    Office *office = &team->office;
    TouchCard next;
    Captive made = office_capture(office, card);
    assert_ok(assign_lead(office->context, office->arena, made.lead, owner, &next, &err), err);
    return made;
}

Team team_open(DbEngine engine)
{
    Err err = {0};
    Team team = {.office = office_open(engine)};
    Office *office = &team.office;
    team.ann = office->context->user;
    team.mary = hire(office, "Mary Hill", "manager", NULL);
    team.bob = hire(office, "Bob Stone", "rep", "mary");
    team.zoe = hire(office, "Zoe Lake", "rep", NULL);
    team.marys = team_capture(
        &team, "mary", (Card){.name = "Una Marsh", .company = "Marsh", .cell = "202 555 0101"});
    team.bobs = team_capture(
        &team, "bob", (Card){.name = "Dora Quarry", .company = "Quarry", .cell = "202 555 0102"});
    team.zoes = team_capture(
        &team, "zoe", (Card){.name = "Kim Shore", .company = "Shore", .cell = "202 555 0103"});
    PromiseCard promise;
    assert_ok(make_promise(office->context, office->arena,
                           &(PromiseInput){.lead_id = team.bobs.lead,
                                           .text = "send the plan",
                                           .due_at = OFFICE_NOW + DAY_SECONDS},
                           &promise, &err),
              err);
    team.bobs_promise = promise.id;
    return team;
}

void team_be(Team *team, int64_t user)
{
    Context *context = team->office.context;
    context->user = user;
    context->me = context_find_user(context, user);
    context_guard(context, true);
}

void team_close(Team *team)
{
    team_be(team, team->ann);
    context_guard(team->office.context, false);
    office_close(&team->office);
}

void team_expect_done(bool done, const Err *err, const char *what, const char *file, int line)
{
    if (!done)
        print_error("%s: %s\n", what, err->message);
    _assert_true(done, what, file, line);
}

void team_expect_refused(bool done, const Err *err, ErrKind kind, const char *part,
                         const char *what, const char *file, int line)
{
    bool right = !done && err->kind == kind && strstr(err->message, part);
    if (!done && !right)
        print_error("%s: %s\n", what, err->message);
    _assert_true(right, what, file, line);
}
