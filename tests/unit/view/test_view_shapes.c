/* The shapes of DESIGN §10, which other programs rely on: names, kinds and order of the members. */
#include "view/view_import.h"
#include "view/view_log.h"
#include "view/view_next.h"
#include "view/view_setting.h"
#include "view/view_today.h"
#include "view/view_touch.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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

/* The members of the contract come first, in its order; others may follow. No name stands twice. */
static void assert_members(const Doc *doc, const char *names)
{
    assert_int_equal(doc->kind, DOC_OBJECT);
    for (const Doc *each = doc->first; each; each = each->next)
        for (const Doc *other = each->next; other; other = other->next)
            assert_string_not_equal(each->name, other->name);
    const Doc *member = doc->first;
    while (*names) {
        size_t length = strcspn(names, " ");
        const char *name = arena_strndup(arena, names, length);
        if (!member || !text_equal(member->name, name))
            fail_msg("\"%s\" is missing, \"%s\" stands there", name,
                     member ? member->name : "nothing");
        member = member->next;
        names += length + (names[length] == ' ');
    }
}

static const char *json(const Doc *doc)
{
    Buf out = buf_new(1 << 20);
    doc_write_json(doc, &out, 0);
    const char *text = arena_strndup(arena, out.at, out.length);
    buf_free(&out);
    return text;
}

static TouchCard card(void)
{
    static const char *const why[] = {"It is due."};
    return (TouchCard){.id = 12,
                       .lead_id = 7,
                       .owner_id = 2,
                       .owner_name = "Ann Ford",
                       .lead_name = "Jack Hill",
                       .lead_source = "Hannover Messe",
                       .lead_status = LEAD_WORKING,
                       .account_id = 3,
                       .account_name = "Acme",
                       .contact_id = 5,
                       .contact_name = "Jack Hill",
                       .contact_title = "Buyer",
                       .contact_role = ROLE_DECIDES,
                       .address_id = 9,
                       .address_kind = ADDRESS_CELL,
                       .address_value = "+12025550123",
                       .channel = CHANNEL_PHONE,
                       .mode = MODE_PERSON,
                       .concern = CONCERN_CADENCE,
                       .group = GROUP_CALLS,
                       .due_at = 1795443000,
                       .reason = "We met.",
                       .why_said = why,
                       .why_count = 1,
                       .cadence = "show",
                       .step = "first-call",
                       .promise_id = 31,
                       .promise_text = "send the quote",
                       .promise_due_at = 1795443000,
                       .content_id = 4};
}

static const char touch_members[] =
    "id lead contact channel address due_at state mode reason content why cadence step promise";

static void test_touch(void **state)
{
    TouchCard full = card();
    const Doc *doc = view_touch(arena, &full);
    assert_members(doc, touch_members);
    assert_members(doc_get(doc, "lead"), "id name account status source");
    assert_members(doc_get(doc, "contact"), "id name title");
    assert_members(doc_get(doc, "address"), "kind value");
    assert_string_equal(json(doc_get(doc, "why")), "[\"It is due.\"]");
    assert_string_equal(
        json(doc_get(doc, "lead")),
        "{\"id\":7,\"name\":\"Jack Hill\",\"account\":\"Acme\",\"status\":\"working\","
        "\"source\":\"Hannover Messe\",\"account_id\":3,\"temperature\":\"warm\","
        "\"product\":null}");
    assert_string_equal(json(doc_get(doc, "address")),
                        "{\"kind\":\"cell\",\"value\":\"+12025550123\",\"extension\":null}");
    assert_string_equal(doc_text(doc, "due_at"), "2026-11-23T14:10:00Z");
    assert_string_equal(doc_text(doc, "state"), "planned");
    assert_string_equal(doc_text(doc, "mode"), "person");
    assert_string_equal(json(doc_get(doc, "promise")), "{\"id\":31,\"text\":\"send the quote\","
                                                       "\"due_at\":\"2026-11-23T14:10:00Z\"}");
}

/* What is not known is null, never absent. */
static void test_touch_of_nobody(void **state)
{
    TouchCard bare = {.id = 12,
                      .lead_id = 7,
                      .lead_name = "Acme",
                      .concern = CONCERN_CADENCE,
                      .due_at = 0,
                      .promise_due_at = TIME_NONE,
                      .reason = "We have not met."};
    const Doc *doc = view_touch(arena, &bare);
    static const char *const nulls[] = {"contact", "channel", "address", "content", "cadence",
                                        "step",    "promise", "missing", "smaller"};
    assert_members(doc, touch_members);
    for (size_t i = 0; i < sizeof nulls / sizeof *nulls; i++)
        assert_int_equal(doc_get(doc, nulls[i])->kind, DOC_NULL);
    assert_string_equal(json(doc_get(doc, "why")), "[]");
}

static void test_today(void **state)
{
    TouchCard one = card();
    Today today = {.now = 1795443000, .touches = {&one, 1}, .counts = {[GROUP_CALLS] = 1000}};
    const Doc *doc = view_today(arena, &today);
    assert_members(doc, "now touches counts");
    assert_int_equal(doc_get(doc, "touches")->count, 1);
    assert_members(doc_get(doc, "touches")->first, touch_members);
    assert_string_equal(json(doc_get(doc, "counts")),
                        "{\"answers\":0,\"promises\":0,\"agreed\":0,\"enquiries\":0,\"calls\":1000,"
                        "\"review\":0,\"total\":1000}");
}

static void test_next(void **state)
{
    ClimbDial dials[] = {{.contact_id = 5,
                          .contact_name = "Jack Hill",
                          .kind = ADDRESS_CELL,
                          .value = "+12025550123"},
                         {.kind = ADDRESS_SWITCHBOARD, .value = "+12025550100", .before = "Jack"}};
    NextTouch next = {
        .found = true,
        .due = true,
        .touch = card(),
        .script = {.reason = "We met.", .words = "Hello", .voicemail = ""},
        .ask = {ASK_CELL, "cell", "Where can I text this to you?"},
        .climb = dials,
        .climb_count = 2,
        .last = {.at = TIME_NONE},
    };
    const Doc *doc = view_next(arena, &next);
    assert_members(doc, touch_members);
    assert_members(doc_get(doc, "script"), "reason new words voicemail gatekeeper subject body");
    assert_int_equal(doc_get(doc_get(doc, "script"), "voicemail")->kind, DOC_NULL);
    assert_string_equal(json(doc_get(doc, "ask")),
                        "{\"field\":\"cell\",\"question\":\"Where can I text this to you?\"}");
    assert_members(doc_get(doc, "climb")->first, "contact kind value extension before");
    assert_int_equal(doc_get(doc_get(doc, "climb")->last, "contact")->kind, DOC_NULL);
    assert_int_equal(doc_get(doc, "last")->kind, DOC_NULL);
    NextTouch nothing = {.found = false};
    assert_string_equal(json(view_next(arena, &nothing)), "null");
}

static void test_log(void **state)
{
    LogResult result = {.touch_id = 12,
                        .lead_id = 7,
                        .said = "Jack Hill: talked",
                        .channel = CHANNEL_PHONE,
                        .outcome = OUTCOME_TALKED,
                        .result = RESULT_MEETING,
                        .at = 1795443000,
                        .status = LEAD_ENGAGED,
                        .open = true,
                        .next = card()};
    const Doc *doc = view_log(arena, &result);
    assert_members(doc, "touch lead next");
    assert_members(doc_get(doc, "touch"), "id channel outcome result at contact state");
    assert_members(doc_get(doc, "next"), touch_members);
    assert_string_equal(doc_text(doc_get(doc, "touch"), "state"), "done");
    result.open = false;
    result.status = LEAD_NEVER;
    result.outcome = OUTCOME_SKIPPED;
    doc = view_log(arena, &result);
    assert_int_equal(doc_get(doc, "next")->kind, DOC_NULL);
    assert_string_equal(doc_text(doc_get(doc, "touch"), "state"), "skipped");
    assert_string_equal(doc_text(doc_get(doc, "lead"), "status"), "never");

    TouchCard next = card();
    Undone undone[] = {{"second", 8, 13, 1795443000}, {"first", 7, 12, 1795440000}};
    doc = view_undone(arena, undone, 2, &next);
    assert_members(doc, "touch lead next undone");
    assert_int_equal(doc_int(doc_get(doc, "lead"), "id"), 7);
    assert_int_equal(doc_get(doc, "undone")->count, 2);
}

static void test_import(void **state)
{
    ImportReject reject = {"list.csv", 4, "no name"};
    ImportResult result = {.read = 10,
                           .added = 6,
                           .updated = 1,
                           .duplicates = 2,
                           .rejected = 1,
                           .rejects = &reject,
                           .reject_count = 1};
    const Doc *doc = view_import(arena, &result, false);
    assert_members(doc, "read added updated duplicates rejected");
    assert_string_equal(json(doc_get(doc, "rejected")),
                        "[{\"file\":\"list.csv\",\"line\":4,\"reason\":\"no name\"}]");
}

static void test_check(void **state)
{
    CheckProblem problem = {"no lead falls silent", "lead 7 has no next touch", 7};
    CheckResult result = {.leads = 9, .open = 8, .problems = &problem, .problem_count = 1};
    const Doc *doc = view_check(arena, &result);
    assert_members(doc, "leads open problems");
    assert_members(doc_get(doc, "problems")->first, "promise what lead_id");
}

static void test_lists(void **state)
{
    InitResult made = {.workspace = "Ford Pumps", .user = "Ann Ford"};
    assert_members(view_init(arena, &made), "workspace user");
    PromiseCard promise = {.id = 31, .ours = true, .text = "x", .state = "open"};
    PromiseCards promises = {&promise, 1};
    Today today = {.promises = promises};
    assert_members(doc_get(view_today(arena, &today), "promises")->first,
                   "id lead contact owner side text state due_at");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_touch, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_touch_of_nobody, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_today, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_next, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_log, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_import, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_check, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lists, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
