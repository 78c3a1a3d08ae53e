#include "action/lead_filter.h"

#include "action/access_inner.h"
#include "action/find_leads.h"
#include "action/list_leads_inner.h"
#include "action/report_inner.h"
#include "base/text.h"
#include "base/utf8.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define FIELD(member, said)                                                                        \
    {                                                                                              \
        .name = #member, .about = (said), .offset = offsetof(LeadFilter, member)                   \
    }

const LeadFilterField *lead_filter_fields(void)
{
    static const LeadFilterField fields[] = {
        FIELD(q, "words of them, or the digits of a number"),
        FIELD(status, "new, working, engaged, nurture, customer, closed, never; open or any"),
        FIELD(owner, "whose they are"),
        FIELD(source, "a part of the source, or its kind: show, web, referral, list"),
        FIELD(cadence, "the cadence they run"),
        FIELD(temperature, "hot, warm or later"),
        FIELD(silent, "not touched for so many days"),
        FIELD(late, "overdue, or long: late by so much that a manager should know"),
        FIELD(channel, "the channel of their next touch"),
        FIELD(product, "a part of what it is about"),
        FIELD(sort, "due, captured, name or touched (longest silent first)"),
        {0},
    };
    return fields;
}

static const char **member(LeadFilter *filter, const LeadFilterField *field)
{
    return (const char **)(void *)((char *)filter + field->offset);
}

const char *lead_filter_get(const LeadFilter *filter, const LeadFilterField *field)
{
    const char *text;
    memcpy(&text, (const char *)filter + field->offset, sizeof text);
    return text;
}

bool lead_filter_set(LeadFilter *filter, const char *name, const char *value, Err *err)
{
    for (const LeadFilterField *field = lead_filter_fields(); field->name; field++)
        if (text_equal(field->name, name)) {
            *member(filter, field) = text_empty(value) ? NULL : value;
            return true;
        }
    return err_field(err, ERR_INPUT, "filter", "leads are not filtered by \"%s\"", name);
}

Doc *lead_filter_doc(Arena *arena, const LeadFilter *filter)
{
    Doc *doc = doc_object(arena);
    for (const LeadFilterField *field = lead_filter_fields(); field->name; field++) {
        const char *value = lead_filter_get(filter, field);
        if (!text_empty(value))
            doc_set_text(arena, doc, field->name, value);
    }
    return doc;
}

LeadFilter lead_filter_of_doc(const Doc *doc)
{
    LeadFilter filter = {0};
    for (const LeadFilterField *field = lead_filter_fields(); field->name; field++)
        *member(&filter, field) = doc_text(doc, field->name);
    return filter;
}

/* --- understood --- */

static bool read_statuses(const LeadFilter *filter, LeadTest *test, Err *err)
{
    LeadStatus status;
    test->statuses = 0;
    for (int i = 0; i < LEAD_STATUSES; i++)
        if (lead_is_open((LeadStatus)i) || text_equal(filter->status, "any"))
            test->statuses |= 1u << i;
    if (text_empty(filter->status) || text_equal(filter->status, "open") ||
        text_equal(filter->status, "any"))
        return true;
    if (!lead_status_find(filter->status, &status))
        return err_field(err, ERR_INPUT, "status",
                         "\"%s\" is no status: new, working, engaged, nurture, customer, closed, "
                         "never, open or any",
                         filter->status);
    test->statuses = 1u << status;
    return true;
}

static bool read_sort(const LeadFilter *filter, LeadTest *test, Err *err)
{
    static const char *const names[LEAD_SORTS] = {"due", "captured", "name", "touched"};
    bool closed = test->statuses & (1u << LEAD_CLOSED | 1u << LEAD_NEVER);
    test->sort = closed ? SORT_CAPTURED : SORT_DUE;
    if (text_empty(filter->sort))
        return true;
    for (int i = 0; i < LEAD_SORTS; i++)
        if (text_equal(names[i], filter->sort)) {
            test->sort = (LeadSort)i;
            return !(closed && i == SORT_DUE) ||
                   err_field(err, ERR_INPUT, "sort",
                             "closed leads have no next touch: sort by captured, name or touched");
        }
    return err_field(err, ERR_INPUT, "sort", "\"%s\" is no order: due, captured, name or touched",
                     filter->sort);
}

static bool read_silent(const Context *context, const LeadFilter *filter, LeadTest *test, Err *err)
{
    enum { DAYS_MOST = 36500 };
    char *end;
    test->silent_before = TIME_NONE;
    if (text_empty(filter->silent))
        return true;
    long days = strtol(filter->silent, &end, 10);
    if (*end || days < 1 || days > DAYS_MOST)
        return err_field(err, ERR_INPUT, "silent", "\"%s\" is no number of days", filter->silent);
    test->silent_before = context->now - (Time)days * DAY_SECONDS;
    return true;
}

/* Late is counted in the owner's working days. */
static bool read_late(Context *context, Arena *arena, const LeadFilter *filter, LeadTest *test,
                      Err *err)
{
    const Policy *policy;
    bool is_long = text_equal(filter->late, "long");
    if (text_empty(filter->late))
        return true;
    if (!is_long && !text_equal(filter->late, "overdue"))
        return err_field(err, ERR_INPUT, "late", "\"%s\" is not overdue or long", filter->late);
    if (!context_policy(context, &policy, err))
        return false;
    test->late = arena_array(arena, context->users.count, sizeof *test->late);
    test->late_count = context->users.count;
    for (size_t i = 0; i < test->late_count; i++) {
        const Worker *worker;
        if (!context_worker(context, context->users.at[i].id, false, &worker, err))
            return false;
        test->late[i] =
            (LateBefore){.owner_id = worker->id,
                         .before = report_overdue_before(
                             worker, policy, is_long ? policy->manager_days : policy->overdue_days,
                             context->now)};
    }
    return true;
}

/* Names of the program's vocabulary are compared as they are kept. */
static bool read_terms(const LeadFilter *filter, LeadTest *test, Err *err)
{
    Temperature temperature;
    Channel channel;
    if (filter->temperature && !temperature_find(filter->temperature, &temperature))
        return err_field(err, ERR_INPUT, "temperature", "\"%s\" is not hot, warm or later",
                         filter->temperature);
    if (filter->channel && (!channel_find(filter->channel, &channel) || !channel))
        return err_field(err, ERR_INPUT, "channel", "\"%s\" is no channel", filter->channel);
    test->temperature = filter->temperature;
    test->channel = filter->channel;
    return true;
}

bool lead_test_read(Context *context, Arena *arena, const LeadFilter *filter, LeadTest *test,
                    Err *err)
{
    LeadTest made = {0};
    const Cadence *cadence;
    SourceKind kind;
    if (!read_statuses(filter, &made, err) || !read_sort(filter, &made, err) ||
        !read_silent(context, filter, &made, err) || !read_terms(filter, &made, err) ||
        !read_late(context, arena, filter, &made, err) ||
        (filter->owner && !access_owner_named(context, filter->owner, &made.owner_id, err)))
        return false;
    if (filter->cadence) {
        if (!context_cadence_named(context, filter->cadence, &cadence, err))
            return false;
        made.cadence_id = cadence->id;
    }
    made.source_key = filter->source ? text_fold(arena, filter->source) : NULL;
    made.product_key = filter->product ? text_fold(arena, filter->product) : NULL;
    if (filter->source && source_kind_find(filter->source, &kind))
        made.source_kind = source_kind_name(kind);
    if (filter->q) {
        made.query = search_query(context, arena, filter->q);
        if (text_empty(made.query))
            return err_field(err, ERR_INPUT, "q", "\"%s\" has no word to look for", filter->q);
    }
    made.all_open = text_equal(text_or(filter->status, "open"), "open") && !filter->q &&
                    !filter->source && !filter->cadence && !filter->temperature &&
                    !filter->silent && !filter->channel && !filter->product && !filter->late;
    *test = made;
    return true;
}

static bool is_late(const LeadTest *test, const struct list_captured_row *row)
{
    for (size_t i = 0; i < test->late_count; i++)
        if (test->late[i].owner_id == row->owner_id)
            return row->due_at != TIME_NONE && row->due_at < test->late[i].before;
    return !test->late;
}

static bool has_part(Arena *scratch, const char *text, const char *key)
{
    return !key || (text && strstr(text_fold(scratch, text), key));
}

bool lead_test_fits(Arena *scratch, const LeadTest *test, const struct list_captured_row *row)
{
    LeadStatus status = LEAD_NEW;
    Time touched = row->last_touched_at == TIME_NONE ? row->captured_at : row->last_touched_at;
    lead_status_find(row->status, &status);
    return (test->statuses >> status & 1) && (!test->owner_id || row->owner_id == test->owner_id) &&
           (!test->cadence_id || row->cadence_id == test->cadence_id) &&
           (!test->temperature || text_equal(row->temperature, test->temperature)) &&
           is_late(test, row) && (!test->channel || text_equal(row->channel, test->channel)) &&
           (test->silent_before == TIME_NONE || touched < test->silent_before) &&
           (text_equal(test->source_kind, row->source_kind) ||
            has_part(scratch, row->source, test->source_key)) &&
           has_part(scratch, row->product, test->product_key);
}

/* --- the order --- */

LeadPlace lead_place(LeadSort sort, const struct list_captured_row *row)
{
    LeadPlace place = {.id = row->id};
    switch (sort) {
    case SORT_DUE:
        place.key = row->due_at;
        break;
    case SORT_CAPTURED:
        place.key = row->captured_at;
        break;
    case SORT_TOUCHED:
        place.key = row->last_touched_at == TIME_NONE ? 0 : row->last_touched_at;
        break;
    default:
        place.text = row->name_key;
    }
    return place;
}

int lead_place_compare(LeadSort sort, const LeadPlace *a, const LeadPlace *b)
{
    int order =
        sort == SORT_NAME ? strcmp(a->text, b->text) : (a->key > b->key) - (a->key < b->key);
    if (!order)
        order = (a->id > b->id) - (a->id < b->id);
    return sort == SORT_CAPTURED ? -order : order;
}

static const char sort_letters[LEAD_SORTS] = {'d', 'c', 'n', 't'};

char *lead_cursor_make(Arena *arena, LeadSort sort, const LeadPlace *place)
{
    enum { CURSOR_MOST = 4096 };
    auto_buf Buf cursor = buf_new(CURSOR_MOST);
    buf_addc(&cursor, sort_letters[sort]);
    if (sort == SORT_NAME)
        for (const char *at = place->text; *at; at++)
            buf_addf(&cursor, "%02x", (unsigned char)*at);
    else
        buf_addf(&cursor, "%lld", (long long)place->key);
    buf_addf(&cursor, "-%lld", (long long)place->id);
    return arena_strndup(arena, cursor.at, cursor.length);
}

static int digit_value(char digit)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = digit ? strchr(digits, digit) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* NULL when it is no text in hexadecimal digits. */
static const char *read_text(Arena *arena, const char *at, const char *end)
{
    enum { SIXTEEN = 16 };
    size_t length = (size_t)(end - at);
    char *text = arena_alloc(arena, length / 2 + 1);
    if (length % 2)
        return NULL;
    for (size_t i = 0; i < length / 2; i++) {
        int high = digit_value(at[2 * i]), low = digit_value(at[2 * i + 1]);
        if (high < 0 || low < 0 || !(high || low))
            return NULL;
        text[i] = (char)(high * SIXTEEN + low);
    }
    text[length / 2] = 0;
    for (const char *each = text; *each;)
        if (utf8_next(&each, text + length / 2) == UTF8_BAD)
            return NULL;
    return text;
}

bool lead_cursor_read(Arena *arena, LeadSort sort, const char *cursor, LeadPlace *place, Err *err)
{
    LeadPlace read = {0};
    char *end = NULL;
    const char *dash = strrchr(cursor, '-');
    bool good = cursor[0] == sort_letters[sort] && dash && dash > cursor;
    if (good && sort == SORT_NAME)
        good = (read.text = read_text(arena, cursor + 1, dash)) != NULL;
    else if (good) {
        read.key = strtoll(cursor + 1, &end, 10);
        good = end == dash && dash > cursor + 1;
    }
    if (good) {
        read.id = strtoll(dash + 1, &end, 10);
        good = !*end && read.id > 0;
    }
    if (!good)
        return err_field(err, ERR_INPUT, "cursor",
                         "this cursor is of no page of this list: begin without one");
    *place = read;
    return true;
}
