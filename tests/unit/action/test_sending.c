/* Between claim and dot: whatever happens there is seen at the dot, whoever did it, though a lead
 * of which nothing has changed is not loaded twice (action/send_kept.h). */
#include "office.h"

#include "action/cadence_admin.h"
#include "action/duplicates.h"
#include "action/hold_admin.h"
#include "action/load_lead.h"
#include "action/manage_leads.h"
#include "action/send.h"
#include "action/sender.h"
#include "action/setting.h"
#include "action/unsubscribe.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { WORKER = 77, ITEMS_MOST = 8 };

static const char mailing[] =
    "name: mailing\n"
    "title: By machine\n"
    "for: [list]\n"
    "target: an answer\n"
    "fallbacks: {first: there}\n"
    "steps:\n"
    "  - key: hello\n"
    "    channel: email\n"
    "    reason: \"You asked what {{my_company}} does.\"\n"
    "    new: \"what we do, in one sentence\"\n"
    "    subject: \"For {{first}}: pumps that do not leak\"\n"
    "    body: \"Hi {{first}}, where do yours leak? {{me}}, {{my_cell}}\"\n"
    "tail:\n"
    "  rhythm: [3 months]\n"
    "  steps:\n"
    "    - key: call\n"
    "      channel: phone\n"
    "      reason: \"I promised to ask again.\"\n"
    "      new: \"a question\"\n";

static const Card tom = {.name = "Tom Reed",
                         .company = "Acme",
                         .cell = "+1 617 555 0100",
                         .email = "tom@acme.example",
                         .cadence = "mailing"};
static const Card sue = {.name = "Sue Hall",
                         .company = "Bolt",
                         .cell = "+1 617 555 0101",
                         .email = "sue@bolt.example",
                         .cadence = "mailing"};

/* An office whose worker has claimed what is due. */
typedef struct Sales {
    Office office;
    Office others; /* somebody else's handle on the same database */
    SendWorker *worker;
    Standing standing;
    SendSenders senders;
    SendItems items;
    bool go[ITEMS_MOST];
} Sales;

static void add_sender(Office *office)
{
    Err err = {0};
    SenderShown shown;
    Doc *settings = doc_object(office->arena);
    doc_set_text(office->arena, settings, "host", "127.0.0.1");
    doc_set_text(office->arena, settings, "port", "25");
    doc_set_text(office->arena, settings, "security", "none");
    assert_ok(sender_add(office->context, office->arena,
                         &(SenderInput){.address = "ann@ford.example",
                                        .settings = settings,
                                        .day_most = 1000,
                                        .minute_most = 1000},
                         &shown, &err),
              err);
}

static void sales_at(Sales *sales, Time now)
{
    office_at(&sales->office, now);
    office_at(&sales->others, now);
}

static Sales sales_open(DbEngine engine)
{
    Err err = {0};
    CadenceAdded added;
    Sales sales = {.office = office_open(engine), .worker = send_worker_new(WORKER)};
    Office *office = &sales.office;
    setenv("BECK_STATE", arena_strdup(office->arena, trial_path("state")), 1);
    sales.others = (Office){.arena = office->arena, .database = office->database};
    assert_ok(context_open(&(ContextOptions){.database = office->database, .now = OFFICE_NOW},
                           &sales.others.context, &err),
              err);
    assert_ok(add_cadence_text(office->context, office->arena, mailing, &added, &err), err);
    assert_ok(setting_put(office->context, "public_url", "https://beck.ford.example/", &err), err);
    add_sender(office);
    return sales;
}

static void sales_close(Sales *sales)
{
    send_worker_free(sales->worker);
    context_close(sales->others.context);
    office_close(&sales->office);
}

/* Everything that is due by then: `wanted` messages. */
static void claim(Sales *sales, Time now, size_t wanted)
{
    Err err = {0};
    Office *office = &sales->office;
    sales_at(sales, now);
    assert_ok(context_begin(office->context, context_first_user(office->context), now, &err), err);
    assert_ok(standing_look(office->context, office->arena, &sales->standing, &err), err);
    assert_true(sales->standing.good);
    assert_ok(send_senders(office->context, office->arena, &sales->senders, &err), err);
    assert_int_equal(sales->senders.count, 1);
    assert_ok(send_claim(office->context, office->arena, sales->worker, &sales->senders.at[0],
                         ITEMS_MOST, SEND_WEIGHT_MOST, &sales->items, &err),
              err);
    assert_int_equal(sales->items.count, wanted);
}

/* Captured, and due, and claimed. */
static Captive claim_one(Sales *sales, Card card)
{
    Captive lead = office_capture(&sales->office, card);
    struct next_touch_of_lead_row next = office_next(&sales->office, lead.lead);
    assert_string_equal(next.channel, "email");
    assert_string_equal(next.mode, "machine");
    claim(sales, next.due_at + SEND_WAIT_SECONDS, 1);
    return lead;
}

/* Of the claimed ones from `first` on; how many go. */
static size_t dots(Sales *sales, size_t first, size_t count)
{
    Err err = {0};
    Office *office = &sales->office;
    SendItem *items[ITEMS_MOST];
    size_t go = 0;
    for (size_t i = 0; i < count; i++)
        items[i] = &sales->items.at[first + i];
    assert_ok(context_together(office->context, &err), err);
    assert_ok(send_dots_begin(office->context, office->arena, &err), err);
    assert_ok(send_dots(office->context, office->arena, sales->worker, &sales->standing, items,
                        count, sales->go, &err),
              err);
    assert_ok(context_together_end(office->context, &err), err);
    assert_ok(standing_keep(&sales->standing, &err), err);
    for (size_t i = 0; i < count; i++)
        go += sales->go[i];
    return go;
}

static void settle(Sales *sales, size_t at, SendVerdict verdict)
{
    Err err = {0};
    SendOutcome outcome = {.item = &sales->items.at[at], .verdict = &verdict};
    assert_ok(
        send_settle(sales->office.context, sales->office.arena, sales->worker, &outcome, 1, &err),
        err);
}

/* --- what others do --- */

static void nothing(Sales *sales, Captive lead)
{
    (void)sales, (void)lead;
}

static void another_lead(Sales *sales, Captive lead)
{
    (void)lead;
    office_capture(&sales->others, (Card){.name = "Joe Hill", .cell = "+1 617 555 0199"});
}

static void never(Sales *sales, Captive lead)
{
    office_log(&sales->others, lead.lead, false, "they_wrote", "never");
}

static void answer(Sales *sales, Captive lead)
{
    office_log(&sales->others, lead.lead, false, "they_wrote", NULL);
}

static void unsubscribe(Sales *sales, Captive lead)
{
    Err err = {0};
    (void)lead;
    UnsubscribeShown shown;
    const char *link = sales->items.at[0].unsubscribe, *token = link ? strstr(link, "/u/") : NULL;
    assert_non_null(token);
    if (!token)
        return;
    token = arena_strndup(sales->others.arena, token + strlen("/u/"),
                          strcspn(token + strlen("/u/"), "/?"));
    assert_ok(unsubscribe_act(sales->others.context, sales->others.arena, token, 0, &shown, &err),
              err);
}

static void suppress_by(Context *context, const char *mailbox)
{
    Err err = {0};
    int64_t ledger;
    assert_ok(suppression_add(context, mailbox,
                              &(Suppressing){.channels = CHANNEL_BIT(CHANNEL_EMAIL),
                                             .why = "on a list",
                                             .source = "the list",
                                             .at = context->now},
                              &ledger, &err),
              err);
}

static void suppress(Sales *sales, Captive lead)
{
    (void)lead;
    suppress_by(sales->others.context, tom.email);
}

static void pause_in(Sales *sales, HoldScope scope, int64_t id)
{
    Err err = {0};
    HoldResult result;
    assert_ok(pause_touches(sales->others.context, sales->others.arena,
                            &(PauseInput){.scope = scope,
                                          .scope_id = id,
                                          .until = TIME_NONE,
                                          .reason = "a fire at their works"},
                            &result, &err),
              err);
}

static void pause_all(Sales *sales, Captive lead)
{
    (void)lead;
    pause_in(sales, HOLD_WORKSPACE, 0);
}

static void pause_account(Sales *sales, Captive lead)
{
    pause_in(sales, HOLD_ACCOUNT, lead.account);
}

static void pause_contact(Sales *sales, Captive lead)
{
    pause_in(sales, HOLD_CONTACT, lead.contact);
}

static void close_it(Sales *sales, Captive lead)
{
    Err err = {0};
    BatchResult result;
    assert_ok(
        manage_leads(sales->others.context, sales->others.arena,
                     &(BatchInput){
                         .act = BATCH_CLOSE, .ids = &lead.lead, .count = 1, .because = "no budget"},
                     &result, &err),
        err);
    assert_int_equal(result.done, 1);
}

/* With somebody who has said never. */
static void merge(Sales *sales, Captive lead)
{
    Err err = {0};
    Merged merged;
    Captive other = office_capture(&sales->others,
                                   (Card){.name = "Thomas Reed", .email = "thomas@reed.example"});
    office_log(&sales->others, other.lead, false, "they_wrote", "never");
    assert_ok(merge_contacts(sales->others.context, sales->others.arena, other.contact,
                             lead.contact, &merged, &err),
              err);
}

static const struct {
    const char *name;
    void (*happens)(Sales *sales, Captive lead);
    bool goes;
} events[] = {
    {"nothing", nothing, true},
    {"another lead is made", another_lead, true},
    {"they say never", never, false},
    {"they answer", answer, false},
    {"they unsubscribe", unsubscribe, false},
    {"their address is suppressed", suppress, false},
    {"everything is paused", pause_all, false},
    {"their company is paused", pause_account, false},
    {"the person is paused", pause_contact, false},
    {"the lead is closed", close_it, false},
    {"they are merged with somebody who said never", merge, false},
};

static void test_what_others_do(void **state)
{
    (void)state;
    each_engine(engine) for (size_t i = 0; i < sizeof events / sizeof *events; i++)
    {
        Sales sales = sales_open(engine);
        Captive lead = claim_one(&sales, tom);
        events[i].happens(&sales, lead);
        if (dots(&sales, 0, 1) != events[i].goes)
            fail_msg("%s: it %s", events[i].name, events[i].goes ? "does not go" : "goes");
        sales_close(&sales);
    }
}

/* --- what the worker does itself --- */

/* A lead that is kept is not asked for: what is written behind the worker's back, by its own
 * handle, is not seen within the second. PostgreSQL does not tell, so there nothing is kept. */
static void test_it_is_kept(void **state)
{
    (void)state;
    each_engine(engine) for (int seconds = 0; seconds < 2; seconds++)
    {
        Sales sales = sales_open(engine);
        claim_one(&sales, tom);
        suppress_by(sales.office.context, tom.email);
        sales_at(&sales, sales.office.context->now + seconds);
        assert_int_equal(dots(&sales, 0, 1), engine == DB_SQLITE && !seconds);
        sales_close(&sales);
    }
}

/* Two of one company: a machine's mail a day. In one round, and in two. */
static void test_two_of_one_account(void **state)
{
    (void)state;
    each_engine(engine) for (int rounds = 1; rounds <= 2; rounds++)
    {
        Sales sales = sales_open(engine);
        Card ann = {.name = "Ann Hall",
                    .company = "Acme",
                    .email = "ann@acme.example",
                    .cadence = "mailing"};
        Captive one = office_capture(&sales.office, tom);
        Captive two = office_capture(&sales.office, ann);
        assert_int_equal(one.account, two.account);
        Time due = office_next(&sales.office, one.lead).due_at;
        Err err = {0};
        assert_ok(sql_next_touch_move(sales.office.context->db,
                                      &(struct next_touch_move_in){
                                          .workspace = sales.office.context->workspace,
                                          .touch_id = office_next(&sales.office, two.lead).touch_id,
                                          .due_at = due},
                                      &err),
                  err);
        claim(&sales, due + SEND_WAIT_SECONDS, 2);
        size_t go = rounds == 1 ? dots(&sales, 0, 2) : dots(&sales, 0, 1) + dots(&sales, 1, 1);
        assert_int_equal(go, 1);
        sales_close(&sales);
    }
}

/* What comes of one is seen by all that are kept: only that its server took it is of no matter. */
static void test_what_comes_of_another(void **state)
{
    (void)state;
    static const SendVerdict taken = {.result = SEND_SENT, .dotted = true, .words = "250 ok"};
    static const SendVerdict refused = {
        .result = SEND_REFUSED, .dotted = true, .of_address = true, .words = "550 no such user"};
    for (int took = 0; took < 2; took++) {
        Sales sales = sales_open(DB_SQLITE);
        Captive one = office_capture(&sales.office, tom);
        office_capture(&sales.office, sue);
        claim(&sales, office_next(&sales.office, one.lead).due_at + DAY_SECONDS, 2);
        size_t first = sales.items.at[0].lead_id == one.lead ? 0 : 1;
        assert_int_equal(dots(&sales, first, 1), 1);
        /* Behind its back, as above: seen where it is loaded anew. */
        suppress_by(sales.office.context, sue.email);
        settle(&sales, first, took ? taken : refused);
        assert_int_equal(dots(&sales, 1 - first, 1), took);
        sales_close(&sales);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_others_do),
        cmocka_unit_test(test_it_is_kept),
        cmocka_unit_test(test_two_of_one_account),
        cmocka_unit_test(test_what_comes_of_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
