/* Webhooks: told in the act's own transaction, delivered until they are taken. */
#include "office.h"

#include "action/erase_person.h"
#include "action/late_promise.h"
#include "action/setting.h"
#include "action/webhook_inner.h"
#include "base/digest.h"
#include "base/json.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* What the other side is: it keeps what it was sent and answers what the test says. */
static struct Other {
    int status; /* 0: does not answer */
    int64_t retry_after;
    size_t asked;
    char url[200], body[8192], id[100], timestamp[40], signature[100];
    bool allow_http, allow_private;
} other;

static void keep(char *to, size_t size, const char *text)
{
    assert_true(strlen(text) < size);
    memcpy(to, text, strlen(text) + 1);
}

static bool answer_as_told(Arena *arena, const NetRequest *request, NetAnswer *answer, Err *err)
{
    other.asked++;
    keep(other.url, sizeof other.url, request->url);
    keep(other.body, sizeof other.body, request->body);
    other.allow_http = request->allow_http;
    other.allow_private = request->allow_private;
    for (size_t i = 0; i < request->header_count; i++) {
        const NetHeader *header = &request->headers[i];
        if (text_equal(header->name, "webhook-id"))
            keep(other.id, sizeof other.id, header->value);
        if (text_equal(header->name, "webhook-timestamp"))
            keep(other.timestamp, sizeof other.timestamp, header->value);
        if (text_equal(header->name, "webhook-signature"))
            keep(other.signature, sizeof other.signature, header->value);
    }
    assert_int_equal(request->body_length, strlen(request->body));
    if (!other.status)
        return err_set(err, ERR_BUSY, "no answer");
    *answer = (NetAnswer){.status = other.status,
                          .body = "\x1b[31mno\n",
                          .length = 8,
                          .retry_after_seconds = other.retry_after};
    return true;
}

static const WebhookRun run = {.send = answer_as_told};

static WebhooksDelivered deliver(Office *office)
{
    Err err = {0};
    WebhooksDelivered delivered;
    assert_ok(webhooks_deliver(office->context, office->arena, &run, &delivered, &err), err);
    return delivered;
}

static WebhookShown hook(Office *office, const char *url, const char *event)
{
    Err err = {0};
    WebhookShown made;
    other = (struct Other){.status = 204};
    assert_ok(webhook_add(office->context, office->arena, url, &event, event ? 1 : 0, &made, &err),
              err);
    return made;
}

static const Doc *told(Office *office)
{
    Err err = {0};
    const Doc *doc = json_parse(office->arena, other.body, strlen(other.body), &err);
    if (!doc)
        fail_msg("%s: %s", err.message, other.body);
    return doc;
}

static WebhookDelivery last(Office *office)
{
    Err err = {0};
    WebhookDeliveries log;
    assert_ok(webhook_log(office->context, office->arena, 0, &log, &err), err);
    assert_true(log.count > 0);
    return log.at[0];
}

static void test_a_lead_is_told_and_signed(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        WebhookShown made = hook(&office, "https://crm.example.com/in", NULL);
        assert_true(text_starts(made.secret, "whsec_"));
        Captive lead = office_capture(&office, (Card){.name = "Tom \"T\" Reed",
                                                      .company = "Reed Tools",
                                                      .cell = "+1 617 555 0100",
                                                      .source = "Show"});
        WebhooksDelivered delivered = deliver(&office);
        assert_int_equal(delivered.sent, 1);
        assert_false(delivered.more);
        assert_string_equal(other.url, "https://crm.example.com/in");
        assert_false(other.allow_http || other.allow_private);
        const Doc *doc = told(&office), *data = doc_get(doc, "data");
        assert_string_equal(doc_text(doc, "type"), "lead.captured");
        assert_string_equal(doc_text(doc, "timestamp"), "2026-03-02T15:00:00Z");
        assert_int_equal(doc_int(doc_get(data, "lead"), "id"), lead.lead);
        assert_string_equal(doc_text(doc_get(data, "lead"), "name"), "Tom \"T\" Reed");
        assert_string_equal(doc_text(doc_get(doc_get(data, "lead"), "account"), "name"),
                            "Reed Tools");
        assert_string_equal(doc_text(doc_get(data, "user"), "name"), "Ann Ford");

        /* As a receiver verifies it. */
        const unsigned char *key;
        size_t key_count;
        const char *padded = made.secret + strlen("whsec_");
        const char *url_safe = arena_strndup(office.arena, padded, strcspn(padded, "="));
        char *plain = arena_strdup(office.arena, url_safe);
        for (char *at = plain; *at; at++)
            *at = *at == '+' ? '-' : *at == '/' ? '_' : *at;
        assert_true(base64_url_read(office.arena, plain, &key, &key_count));
        assert_int_equal(key_count, 32);
        const char *all =
            arena_printf(office.arena, "%s.%s.%s", other.id, other.timestamp, other.body);
        Hmac hmac = hmac_sha256(key, key_count, all, strlen(all));
        assert_string_equal(other.signature,
                            arena_printf(office.arena, "v1,%s",
                                         base64(office.arena, hmac.bytes, sizeof hmac.bytes)));
        assert_int_equal(strtoll(other.timestamp, NULL, 10), office.context->now);

        /* Once. */
        assert_int_equal(deliver(&office).sent, 0);
        assert_int_equal(other.asked, 1);
        WebhookDelivery done = last(&office);
        assert_string_equal(done.state, "done");
        assert_int_equal(done.status, 204);
        assert_string_equal(done.answer, "[31mno");

        WebhooksShown all_there;
        assert_ok(webhook_list(office.context, office.arena, &all_there, &err), err);
        assert_int_equal(all_there.count, 1);
        assert_null(all_there.at[0].secret);
        office_close(&office);
    }
}

static void expect(Office *office, const char *const *events)
{
    Err err = {0};
    WebhookDeliveries log;
    while (deliver(office).sent)
        ;
    assert_ok(webhook_log(office->context, office->arena, 0, &log, &err), err);
    size_t count = 0;
    while (events[count])
        count++;
    assert_int_equal(log.count, count);
    for (size_t i = 0; i < count; i++) {
        bool there = false;
        for (size_t k = 0; k < log.count; k++)
            there = there || text_equal(log.at[k].event, events[i]);
        if (!there)
            fail_msg("%s was not told", events[i]);
    }
}

static void test_what_is_told(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Captive lead = office_capture(
            &office, (Card){.name = "Tom Reed", .cell = "+1 617 555 0100", .source = "Show"});
        hook(&office, "https://crm.example.com/in", NULL);
        PromiseCard promise;
        LatePromise moved;
        TouchCard next;
        Undone *undone;
        size_t undone_count;
        office_log(&office, lead.lead, true, "voicemail", NULL);
        office_log(&office, lead.lead, false, "they_called", "nothing_yet");
        assert_ok(make_promise(office.context, office.arena,
                               &(PromiseInput){.lead_id = lead.lead,
                                               .text = "send the quote",
                                               .due_at = OFFICE_NOW + HOUR},
                               &promise, &err),
                  err);
        assert_ok(late_promise(office.context, office.arena, promise.id,
                               &(LateInput){.due_at = OFFICE_NOW + 2 * HOUR}, &moved, &err),
                  err);
        assert_ok(close_lead(office.context, office.arena, lead.lead, "no money", &err), err);
        assert_ok(undo_records(office.context, office.arena, 1, &undone, &undone_count, &err), err);
        assert_ok(
            keep_promise(office.context, office.arena, promise.id, CHANNEL_NONE, &promise, &err),
            err);
        assert_ok(close_lead(office.context, office.arena, lead.lead, "no money", &err), err);
        assert_ok(reopen_lead(office.context, office.arena, lead.lead, &next, &err), err);
        office_user(&office, "Mary Poe");
        assert_ok(assign_lead(office.context, office.arena, lead.lead, "Mary", &next, &err), err);
        expect(&office, (const char *const[]){
                            "touch.logged", "touch.logged", "answer.came", "promise.made",
                            "promise.moved", "lead.closed", "promise.cancelled", "record.undone",
                            "promise.kept", "lead.closed", "lead.reopened", "lead.assigned", NULL});
        office_close(&office);
    }
}

static void test_only_what_is_wanted_and_broken_promises_once(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        PromiseCard promise;
        hook(&office, "https://crm.example.com/in", "promise.broken");
        Captive lead = office_capture(
            &office, (Card){.name = "Tom Reed", .cell = "+1 617 555 0100", .source = "Show"});
        assert_ok(make_promise(office.context, office.arena,
                               &(PromiseInput){.lead_id = lead.lead,
                                               .text = "send the quote",
                                               .due_at = OFFICE_NOW + HOUR},
                               &promise, &err),
                  err);
        assert_int_equal(deliver(&office).sent, 0);
        office_at(&office, OFFICE_NOW + HOUR);
        assert_int_equal(deliver(&office).sent, 1);
        const Doc *said = doc_get(doc_get(told(&office), "data"), "promise");
        assert_string_equal(doc_text(said, "text"), "send the quote");
        assert_string_equal(doc_text(said, "state"), "open");
        office_at(&office, OFFICE_NOW + 2 * HOUR);
        assert_int_equal(deliver(&office).sent, 0);
        assert_int_equal(other.asked, 1);
        office_close(&office);
    }
}

/* What was told of somebody goes with them. */
static void test_erased_with_the_person(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        Erased erased;
        WebhookDeliveries log;
        hook(&office, "https://crm.example.com/in", "lead.captured");
        Captive lead = office_capture(
            &office, (Card){.name = "Tom Reed", .cell = "+1 617 555 0100", .source = "Show"});
        deliver(&office);
        assert_string_equal(last(&office).event, "lead.captured");
        assert_ok(erase_person(office.context, office.arena,
                               &(EraseOptions){.contact_id = lead.contact, .sure = true}, &erased,
                               &err),
                  err);
        assert_ok(webhook_log(office.context, office.arena, 0, &log, &err), err);
        assert_int_equal(log.count, 0);
        office_close(&office);
    }
}

/* A rolled-back act tells nothing; without a webhook nothing is written. */
static void test_nothing_is_told_of_what_did_not_happen(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        office_capture(&office, (Card){.name = "Ann Other", .cell = "+1 617 555 0199"});
        struct webhook_event_take_rows rows;
        assert_ok(sql_webhook_event_take(office.context->db, office.arena,
                                         &(struct webhook_event_take_in){
                                             .workspace = office.context->workspace, .most = 10},
                                         &rows, &err),
                  err);
        assert_int_equal(rows.count, 0);
        hook(&office, "https://crm.example.com/in", NULL);
        assert_ok(context_together(office.context, &err), err);
        office_capture(&office, (Card){.name = "Tom Reed", .cell = "+1 617 555 0100"});
        context_together_drop(office.context);
        assert_int_equal(deliver(&office).sent, 0);
        assert_int_equal(other.asked, 0);
        office_close(&office);
    }
}

static void test_tries_again_and_gives_up(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        WebhookShown made = hook(&office, "https://crm.example.com/in", NULL);
        other.status = 500;
        office_capture(&office, (Card){.name = "Tom Reed", .cell = "+1 617 555 0100"});
        office_capture(&office, (Card){.name = "Jill Hart", .cell = "+1 617 555 0101"});
        WebhooksDelivered delivered = deliver(&office);
        assert_int_equal(delivered.refused, 1);
        assert_int_equal(other.asked, 1); /* the second waits for the next run */
        char first_id[100];
        keep(first_id, sizeof first_id, other.id);
        assert_int_equal(deliver(&office).refused, 1);
        assert_string_not_equal(first_id, other.id);
        assert_int_equal(deliver(&office).refused, 0); /* not due yet */

        /* As long as asked for, at least. */
        office_at(&office, OFFICE_NOW + 10);
        other.status = 429;
        other.retry_after = HOUR;
        deliver(&office);
        assert_string_equal(first_id, other.id); /* the same delivery, the same id */
        WebhookDeliveries log;
        size_t throttled = 0;
        assert_ok(webhook_log(office.context, office.arena, made.id, &log, &err), err);
        for (size_t i = 0; i < log.count; i++)
            throttled += log.at[i].status == 429 && log.at[i].tries == 2 &&
                         log.at[i].next_at >= office.context->now + HOUR;
        assert_int_equal(throttled, 1);
        other.retry_after = 0;
        other.status = 0;
        int runs = 0;
        Time begun = office.context->now;
        for (delivered = (WebhooksDelivered){0}; !delivered.switched_off && runs < 500; runs++) {
            office_at(&office, office.context->now + HOUR);
            delivered = deliver(&office);
        }
        assert_int_equal(delivered.switched_off, 1);
        assert_string_equal(delivered.switched[0], "https://crm.example.com/in");
        Time took = office.context->now - begun;
        assert_true(took > 3 * DAY_SECONDS && took < 5 * DAY_SECONDS);
        assert_ok(webhook_show(office.context, office.arena, made.id, &made, &err), err);
        assert_false(made.on);
        assert_non_null(strstr(made.why, "no answer"));

        /* Off is off: nothing is sent, and nothing written. */
        size_t asked = other.asked;
        office_capture(&office, (Card){.name = "Bob Stone", .cell = "+1 617 555 0102"});
        office_at(&office, office.context->now + DAY_SECONDS);
        deliver(&office);
        assert_int_equal(other.asked, asked);

        /* On again: what waits is sent; what failed by hand. */
        other.status = 200;
        assert_ok(webhook_switch(office.context, office.arena, made.id, true, &made, &err), err);
        assert_true(made.on);
        assert_ok(webhook_log(office.context, office.arena, made.id, &log, &err), err);
        assert_int_equal(log.count, 2);
        for (size_t i = 0; i < log.count; i++) {
            WebhookDelivery again;
            if (!text_equal(log.at[i].state, "failed"))
                continue;
            assert_int_equal(log.at[i].tries, WEBHOOK_TRIES_MOST);
            assert_ok(webhook_redeliver(office.context, office.arena, log.at[i].id, &again, &err),
                      err);
            assert_string_equal(again.state, "waiting");
            assert_int_equal(again.tries, 0);
        }
        assert_true(deliver(&office).sent >= 1);
        office_close(&office);
    }
}

static void test_gone_is_gone(void **state)
{
    Err err = {0};
    Office office = office_open(DB_SQLITE);
    WebhookShown made = hook(&office, "https://crm.example.com/in", NULL);
    other.status = 410;
    office_capture(&office, (Card){.name = "Tom Reed", .cell = "+1 617 555 0100"});
    assert_int_equal(deliver(&office).switched_off, 1);
    assert_ok(webhook_show(office.context, office.arena, made.id, &made, &err), err);
    assert_non_null(strstr(made.why, "410"));
    office_close(&office);
}

static void test_tried_by_a_person(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        WebhookDelivery tried;
        WebhookShown made = hook(&office, "https://crm.example.com/in", "lead.closed");
        assert_ok(webhook_test(office.context, office.arena, made.id, answer_as_told, &tried, &err),
                  err);
        assert_string_equal(tried.state, "done");
        assert_string_equal(doc_text(told(&office), "type"), "webhook.test");
        other.status = 404;
        assert_ok(webhook_test(office.context, office.arena, made.id, answer_as_told, &tried, &err),
                  err);
        assert_string_equal(tried.state, "failed");
        assert_int_equal(tried.status, 404);
        assert_ok(webhook_show(office.context, office.arena, made.id, &made, &err), err);
        assert_true(made.on); /* one that is tried is not given up */
        office_close(&office);
    }
}

static void test_settings_and_rights(void **state)
{
    each_engine(engine)
    {
        Err err = {0};
        Office office = office_open(engine);
        WebhookShown made;
        WebhooksShown all;
        const char *events[] = {"lead.captured", "lead.captred"};
        assert_false(webhook_add(office.context, office.arena, "http://crm.example.com/", NULL, 0,
                                 &made, &err));
        assert_string_equal(err.field, "url");
        assert_false(
            webhook_add(office.context, office.arena, "https://10.0.0.1/", NULL, 0, &made, &err));
        assert_error(err, ERR_INPUT, "private");
        assert_false(webhook_add(office.context, office.arena, "https://crm.example.com/", events,
                                 2, &made, &err));
        assert_error(err, ERR_INPUT, "did you mean lead.captured?");
        assert_ok(setting_put(office.context, "webhook_private", "yes", &err), err);
        assert_ok(setting_put(office.context, "webhook_http", "yes", &err), err);
        assert_false(setting_put(office.context, "webhook_http", "perhaps", &err));
        assert_string_equal(err.field, "webhook_http");
        assert_ok(
            webhook_add(office.context, office.arena, "http://10.0.0.1/in", NULL, 0, &made, &err),
            err);
        other = (struct Other){.status = 200};
        office_capture(&office, (Card){.name = "Tom Reed", .cell = "+1 617 555 0100"});
        assert_int_equal(deliver(&office).sent, 1);
        assert_true(other.allow_http && other.allow_private);

        int64_t mary = office_user(&office, "Mary Poe");
        context_guard(office.context, true);
        assert_ok(context_begin(office.context, mary, office.context->now, &err), err);
        assert_false(webhook_list(office.context, office.arena, &all, &err));
        assert_int_equal(err.kind, ERR_DENIED);
        assert_false(webhook_remove(office.context, office.arena, made.id, &made, &err));
        assert_int_equal(err.kind, ERR_DENIED);
        context_guard(office.context, false);
        assert_ok(webhook_remove(office.context, office.arena, made.id, &made, &err), err);
        assert_false(webhook_remove(office.context, office.arena, made.id, &made, &err));
        assert_int_equal(err.kind, ERR_MISSING);
        office_close(&office);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_lead_is_told_and_signed),
        cmocka_unit_test(test_what_is_told),
        cmocka_unit_test(test_only_what_is_wanted_and_broken_promises_once),
        cmocka_unit_test(test_erased_with_the_person),
        cmocka_unit_test(test_nothing_is_told_of_what_did_not_happen),
        cmocka_unit_test(test_tries_again_and_gives_up),
        cmocka_unit_test(test_gone_is_gone),
        cmocka_unit_test(test_tried_by_a_person),
        cmocka_unit_test(test_settings_and_rights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
